"""Other Textual programs, for comparing the first paint; they live in an environment of their own."""

from __future__ import annotations

from pathlib import Path


def peers(environment: Path | None, scratch: Path) -> dict[str, tuple[list[str], str]]:
    """Return command and a text of the first screen for each program installed in `environment`; none without one.

    Each starts empty: a query editor on a database in memory, a request editor on an empty collection, a
    ledger in a folder of its own.
    """
    if environment is None:
        return {}
    commands = environment / "bin"
    (scratch / "posting").mkdir(exist_ok=True)
    (scratch / "bagels").mkdir(exist_ok=True)
    known = {
        "harlequin": (["harlequin", "--adapter", "sqlite", ":memory:"], "Query Editor"),
        "posting": (["posting", "--collection", str(scratch / "posting")], "Collection"),
        "bagels": (["bagels", "--at", str(scratch / "bagels")], "Accounts"),
    }
    return {
        name: ([str(commands / argv[0]), *argv[1:]], text)
        for name, (argv, text) in known.items()
        if (commands / argv[0]).exists()
    }
