"""Ground rules for every test: repeatable examples, no waiting for the disk, and none touches the real home folder."""

from __future__ import annotations

import gc
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from store.engine import connection, lifecycle, making
from tests import templates

if TYPE_CHECKING:
    from sqlalchemy import Engine

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# A screen makes a hundred thousand small objects that go by themselves: searching for garbage was a third of the time.
gc.set_threshold(50_000, 20, 20)
# The program is started some hundred times: it need not be compiled each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
_LOOKS_OF_A_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES")
_numbers = itertools.count()


_FIRST = ("test_", "seed/", "tui/", "exchange/", "faults/", "queries/", "acts/")
"""Where the files stand, below this folder, that take longest; short ones last keep both processes busy to the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process, which makes what they share once, and begin with the long files."""
    places = {item.path: item.path.relative_to(Path(__file__).parent).as_posix() for item in items}
    starts = {path: [place.startswith(start) for start in _FIRST] for path, place in places.items()}
    items.sort(key=lambda item: starts[item.path].index(True) if any(starts[item.path]) else len(_FIRST))
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(places[item.path]))


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let nothing in this process wait until it is on the disk, and all processes of a run share the templates."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "templates"
    shared.mkdir(exist_ok=True)
    templates.keep_in(shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda handle: None)
        patch.setattr(making, "build", templates.build)
        _share_statements(patch)
        yield


def _share_statements(patch: pytest.MonkeyPatch) -> None:
    """Let the engines of all stores share what SQLAlchemy compiled; the program has one, a test process thousands."""
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.util import LRUCache

    compiled, make = LRUCache(2000), connection.make_engine

    def made(*arguments: Any, **named: Any) -> Engine:
        engine = make(*arguments, **named)
        engine._compiled_cache = compiled
        return engine

    patch.setattr(lifecycle, "make_engine", made)
    patch.setattr(SQLiteDialect_pysqlite, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(SQLiteDialect_pysqlite, "__hash__", lambda self: hash(type(self)))


@pytest.fixture
def really_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make new stores as the program does: table by table."""
    monkeypatch.setattr(making, "build", templates.really_build)


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open connections as the program does: what is committed is on the disk."""
    monkeypatch.setattr(connection, "SYNCHRONOUS", "FULL")


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder under which every test of this worker gets its `tmp_path`."""
    return tmp_path_factory.mktemp("places")


@pytest.fixture
def tmp_path(places: Path, request: pytest.FixtureRequest) -> Path:
    """Return an empty folder named after the test; pytest's own looks through all folders of the run for a number."""
    folder = places / f"{re.sub('[^a-z0-9]', '_', request.node.name[:30])}{next(_numbers)}"
    folder.mkdir(0o700)
    return folder


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder under which every test of this worker gets a home of its own."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test, and every process it starts, an empty home and none of the user's own settings."""
    folder = homes / str(next(_numbers))
    folder.mkdir()
    for name, below in _HOME_FOLDERS.items():
        monkeypatch.setenv(name, str(folder / below) if below else str(folder))
    for name in list(os.environ):
        if name.startswith(("SIGNAALPUNT_", "TEXTUAL")) or name in _LOOKS_OF_A_TERMINAL:
            monkeypatch.delenv(name)
    return folder
