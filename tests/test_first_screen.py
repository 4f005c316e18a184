"""What a start loads before the worklist is on screen: no more than the worklist needs, so that it comes quickly."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys

import pytest

from tests.test_layers import ROOT, within
from tests.tui.worked import worked_store

HEAVY = (
    "alembic",
    "cryptography",
    "docx",
    "nacl",
    "pydantic",
    "python_calamine",
    "rapidfuzz",
    "sqlalchemy",
    "sqlmodel",
    "tomllib",
    "typer",
    "typst",
    "store.acts",
    "store.exchange",
    "store.migrations",
    "store.profiles",
    "store.schema",
    "seed",
    "tui.cli",
    "tui.screens.dialogs",
)
"""What an act, a document, a delivery, a passphrase or the command line needs, and no first screen."""

NEEDED = {
    "store.queries": {"named", "seat", "shared", "visibility", "worklist"},
    "store.rules": {"clocks", "permissions", "typed_text", "workdays"},
    "tui.forms": set[str](),
    "tui.screens": {"base", "raising", "today", "work_preview", "work_rows"},
    "tui.widgets": {
        "drawing",
        "field_text",
        "key_bar",
        "line_text",
        "list_scrollbar",
        "pane",
        "record_lines",
        "record_list",
        "rows",
        "top_bar",
    },
}
"""Of these packages, the modules that a first screen needs; another one is to be imported behind it."""

_START = """
import asyncio, json, sys
from pathlib import Path
import tui.app
import tui.screens.today
from tui.app import SignaalpuntApp
from tui.widgets.record_list import RecordList

# On a slow machine what goes by the clock would begin before the first list is drawn.
tui.app.WARM_AFTER = tui.screens.today._PATIENCE = 3_600.0
loaded = []
draw = RecordList.render_lines

def drawn(self, crop):
    if self.source.count and not loaded:
        loaded.extend(sys.modules)
    return draw(self, crop)

def opening(upgrading):
    from tui.opening import open_desk
    return open_desk(Path(sys.argv[1]), upgrading=upgrading)

async def start():
    app = SignaalpuntApp(opening=opening)
    async with app.run_test(size=(120, 40)):
        while not loaded:
            await asyncio.sleep(0.001)

RecordList.render_lines = drawn
asyncio.run(start())
print(json.dumps(loaded))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every module loaded by the moment the worklist of a demo store is drawn for the first time."""
    path = tmp_path_factory.mktemp("first") / "wijk.store"
    worked_store(path).close()
    done = subprocess.run(
        [sys.executable, "-c", _START, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_heavy_is_loaded_before_the_worklist_is_on_screen(loaded: set[str]) -> None:
    assert within(loaded, set(HEAVY)) == []


@pytest.mark.parametrize("package", NEEDED)
def test_no_other_part_is_loaded_before_it(loaded: set[str], package: str) -> None:
    found = {name.removeprefix(f"{package}.") for name in within(loaded, {package}) if name != package}
    assert found == NEEDED[package]


def test_what_is_left_out_still_goes_by_these_names() -> None:
    assert [name for name in HEAVY if importlib.util.find_spec(name) is None] == []
