"""What the terminal can do: size, colours, letters, copying. Asked of the environment; nothing is sent to it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from store.queries.checkup import Finding, Level

SMALLEST = (80, 24)
_COPIES = ("kitty", "wezterm", "foot", "alacritty", "iterm", "ghostty", "windows terminal", "contour", "rio")
"""Terminals known to take copied text by OSC 52."""
_COPIES_NOT = ("apple_terminal", "gnome", "vte", "linux")


def look_at_terminal(environ: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Return what the terminal can do; of a script without one nothing is said but that.

    The interface puts something else in the place of `sys.stdout`, so the terminal itself is asked.
    """
    terminal = sys.__stdout__
    if terminal is None or not terminal.isatty():
        yield Finding(
            "terminal", Level.OK, "Terminal", "niet nagekeken: de uitvoer gaat niet naar een terminal"
        )
        return
    yield size_finding(*shutil.get_terminal_size())
    yield colour_finding(environ)
    yield letters_finding(terminal.encoding or "")
    yield copying_finding(environ)


def version_finding() -> Finding:
    """Tell the versions of the program and of what it runs on."""
    from importlib.metadata import version

    from store.engine.connection import engine_version
    from store.engine.version import HEAD

    parts = (
        f"Signaalpunt {version('signaalpunt')}",
        f"opslag {HEAD}",
        f"Python {'.'.join(map(str, sys.version_info[:3]))}",
        f"SQLite {engine_version()}",
    )
    return Finding("version", Level.OK, "Versie", ", ".join(parts))


def size_finding(columns: int, rows: int) -> Finding:
    """Judge the size in characters."""
    detail = f"{columns} × {rows}"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        remedy = f"Maak het venster ten minste {SMALLEST[0]} × {SMALLEST[1]}."
        return Finding("terminal_size", Level.WARN, "Venster", detail, remedy)
    return Finding("terminal_size", Level.OK, "Venster", detail)


def colour_finding(environ: Mapping[str, str]) -> Finding:
    """Judge the colours; the program works without, and no colour carries meaning alone."""
    title = "Kleuren"
    if environ.get("NO_COLOR"):
        return Finding("colours", Level.OK, title, "uitgezet (NO_COLOR)")
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Finding("colours", Level.OK, title, "alle")
    if "256" in environ.get("TERM", ""):
        return Finding("colours", Level.OK, title, "256")
    remedy = "Kies een andere terminal of het thema met hoog contrast (F2)."
    return Finding("colours", Level.WARN, title, "weinig", remedy)


def letters_finding(encoding: str) -> Finding:
    """Judge whether accents and lines can be shown."""
    title = "Letters"
    if encoding.lower().replace("-", "").startswith(("utf8", "utf16", "cp65001")):
        return Finding("unicode", Level.OK, title, "alle (UTF-8)")
    remedy = "Zet de taal van de terminal op UTF-8 (bijvoorbeeld LANG=nl_NL.UTF-8)."
    return Finding("unicode", Level.WARN, title, f"niet alle ({encoding or 'onbekend'})", remedy)


def copying_finding(environ: Mapping[str, str]) -> Finding:
    """Judge whether copying from the program reaches the clipboard (OSC 52)."""
    title = "Kopiëren"
    names = " ".join(environ.get(name, "") for name in ("TERM_PROGRAM", "TERM", "LC_TERMINAL")).lower()
    if environ.get("WT_SESSION"):
        names += " windows terminal"
    if environ.get("TMUX"):
        remedy = "Zet in tmux `set -g set-clipboard on` als kopiëren niet werkt."
        return Finding("clipboard", Level.OK, title, "door tmux heen", remedy)
    if any(name in names for name in _COPIES):
        return Finding("clipboard", Level.OK, title, "gaat naar het klembord")
    if any(name in names for name in _COPIES_NOT):
        remedy = "Selecteer met de muis (vaak met shift ingedrukt) en kopieer met de terminal zelf."
        return Finding("clipboard", Level.WARN, title, "deze terminal laat het niet toe", remedy)
    return Finding("clipboard", Level.OK, title, "niet bekend of deze terminal het toelaat")
