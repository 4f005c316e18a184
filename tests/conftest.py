"""Ground rules for every test: repeatable examples, no waiting for the disk, and none touches the real home folder."""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.engine import connection
from tests import templates

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "here")

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
        yield


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open connections as the program does: what is committed is on the disk."""
    monkeypatch.setattr(connection, "SYNCHRONOUS", "FULL")


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


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every search for garbage, and search less often: a third of the time.

    A screen makes a hundred thousand small objects that nothing points back to; they go without a search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
