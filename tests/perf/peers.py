"""Other Textual programs, for comparing the first paint; they live in an environment of their own."""

from __future__ import annotations

from pathlib import Path


def peers(environment: Path | None, scratch: Path) -> dict[str, tuple[list[str], str]]:
    """Return command and a text of the first screen for each program installed in `environment`; none without one.

    Each starts empty: a query editor on a database in memory, a reader of Markdown and a reader of log files, both on
    a file of two lines.
    """
    if environment is None:
        return {}
    commands = environment / "bin"
    for name in ("short.log", "short.md"):
        (scratch / name).write_text("eerste regel\ntweede regel\n", encoding="utf-8")
    known = {
        "harlequin": (["harlequin", "--adapter", "sqlite", ":memory:"], "Query Editor"),
        "frogmouth": (["frogmouth", str(scratch / "short.md")], "Welcome to Frogmouth"),
        "toolong": (["tl", str(scratch / "short.log")], "tweede regel"),
    }
    return {
        name: ([str(commands / argv[0]), *argv[1:]], text)
        for name, (argv, text) in known.items()
        if (commands / argv[0]).exists()
    }
