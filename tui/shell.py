"""What the frame around every screen needs to know, and where it asks: `App.shell_info`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import App


@dataclass(frozen=True, slots=True)
class ShellInfo:
    """Shown in the top bar. `today` comes from the app's clock, so that tests and pictures stand still.

    `lock`: when the program locks by itself ("over 9 min"); `lock_soon`: that is within two minutes.
    `on_behalf`: for whom somebody works besides themselves.
    """

    team: str = ""
    user: str = ""
    today: date | None = None
    demo: bool = False
    note: str = ""
    lock: str = ""
    lock_soon: bool = False
    on_behalf: str = ""


def shell_info(app: App[Any]) -> ShellInfo:
    """Return the app's `shell_info` (attribute or property), or an empty one in a bare test app."""
    info = getattr(app, "shell_info", None)
    return info if isinstance(info, ShellInfo) else ShellInfo()
