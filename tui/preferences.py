"""What this user likes, outside any store: only the theme, in a file of its own in the settings folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tui.theme import DARK, LABELS


def _file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("signaalpunt") / "thema"


def theme() -> str:
    """Return the name of the theme that was chosen last; the dark one when none was or the file is unreadable."""
    try:
        with _file().open("rb") as file:
            name = file.read(64).decode("ascii", "replace").strip()
    except OSError:
        return DARK
    return name if name in LABELS else DARK


def keep_theme(name: str) -> None:
    """Remember the theme; a settings folder that cannot be written is no reason to stop."""
    with contextlib.suppress(OSError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="ascii")
