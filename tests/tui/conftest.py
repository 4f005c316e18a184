"""Fixtures for the interface: nothing blinks, nothing moves, the calendar stands still."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from store.engine.lifecycle import Store
from tests.tui import at_rest, shared_styles
from tests.tui.worked import worked_store
from tui import comparing, keys_in_order, locking, long_work, theme
from tui.actions import bindings_for
from tui.screens import export, import_preview
from tui.shell import ShellInfo

TODAY = date(2026, 11, 23)
"""A Monday."""

SMALL = (80, 24)
LARGE = (120, 40)
BASE_CSS = Path(__file__).parents[2] / "tui" / "styles" / "base.tcss"


REPORT_FOLDER = "TEXTUAL_SNAPSHOT_TEMPDIR"
_REPORT = os.environ.get(REPORT_FOLDER, "")


class HostApp(App[Any]):
    """A bare app with our themes, styles and keys around widgets or one screen.

    Give `lambda: Widget(…)` for widgets that need a running app in their constructor (an Input with a value).
    """

    CSS_PATH = [BASE_CSS]
    BINDINGS = bindings_for("app")

    def __init__(
        self, *widgets: Widget, screen: Screen[Any] | None = None, theme_name: str = theme.DARK
    ) -> None:
        super().__init__()
        theme.register(self, theme_name)
        self.shell_info = ShellInfo("Kernteam Pijnacker-Nootdorp", "Fatima E.", TODAY, demo=True)
        self.hosted = widgets
        self.first = screen
        self.heard: list[object] = []
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        for item in self.hosted:
            yield item if isinstance(item, Widget) else item()

    def on_mount(self) -> None:
        if self.first is not None:
            self.push_screen(self.first, self.answers.append)

    def action_show_tab(self, tab: str) -> None:
        self.heard.append(("tab", tab))

    def action_undo(self) -> None:
        self.heard.append("undo")

    def messages(self, kind: type) -> list[Any]:
        """Messages of one kind that reached the app."""
        return [message for message in self.heard if isinstance(message, kind)]

    async def _dispatch_message(self, message: Any) -> None:
        if type(message).__module__.startswith("tui."):
            self.heard.append(message)
        await super()._dispatch_message(message)


_YOUNG = SimpleNamespace(collect=partial(gc.collect, 1), freeze=lambda: None, unfreeze=lambda: None)
SOON = 0.02
"""Seconds before what was typed is looked up: in a test nobody types on."""


@pytest.fixture(scope="session", autouse=True)
def styles_read_once() -> Iterator[None]:
    """Read a stylesheet once per process."""
    with pytest.MonkeyPatch.context() as patch:
        shared_styles.install(patch)
        yield


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Switch off blinking, animation and comparing by itself; wait for nothing but work; use temporary folders.

    What locks the screen searches for garbage in what the test made, not in all that was loaded.
    """
    from textual import constants
    from textual.widgets import Input, TextArea

    at_rest.install(monkeypatch)
    monkeypatch.setattr(locking, "gc", _YOUNG)
    for screen in (export, import_preview):
        monkeypatch.setattr(screen, "WAIT", SOON)
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(keys_in_order, "LONGEST", 60.0)
    monkeypatch.setattr(long_work, "WAIT", 60.0)
    for wait in ("FIRST", "AFTER"):
        monkeypatch.setattr(comparing, wait, 3_600.0)
    for kind in (Input, TextArea):
        monkeypatch.setattr(kind.cursor_blink, "_default", False)
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a copy of the worked store."""
    with worked_store(tmp_path / "worked.store") as opened:
        yield opened


@pytest.fixture
def host_app() -> Callable[..., HostApp]:
    """Make an app around widgets, or with `screen=` around a screen."""
    return HostApp


@pytest.fixture
def snap(snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Compare an app with its picture: `snap(app, SMALL, press=("down",))`."""
    monkeypatch.setenv(REPORT_FOLDER, _REPORT)

    def compare(app: App[Any], size: tuple[int, int] = LARGE, **options: Any) -> None:
        assert snap_compare(app, terminal_size=size, **options)

    return compare
