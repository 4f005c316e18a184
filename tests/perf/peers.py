"""Other Textual programs, for comparing the first paint; they live in an environment of their own."""

from __future__ import annotations

from pathlib import Path


def peers(environment: Path | None, scratch: Path) -> dict[str, tuple[list[str], str]]:
    """Return command and a text of the first screen for each program installed in `environment`; none without one.

    Each starts empty: a query editor on a database in memory, a request editor on an empty collection, a reader of
    log files on a short file.
    """
    if environment is None:
        return {}
    commands = environment / "bin"
    (scratch / "posting").mkdir(exist_ok=True)
    (scratch / "short.log").write_text("eerste regel\ntweede regel\n", encoding="utf-8")
    known = {
        "harlequin": (["harlequin", "--adapter", "sqlite", ":memory:"], "Query Editor"),
        "posting": (["posting", "--collection", str(scratch / "posting")], "Collection"),
        "toolong": (["tl", str(scratch / "short.log")], "tweede regel"),
    }
    return {
        name: ([str(commands / argv[0]), *argv[1:]], text)
        for name, (argv, text) in known.items()
        if (commands / argv[0]).exists()
    }
