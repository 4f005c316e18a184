"""What must hold of a store whatever happened to it: it opens, is whole, and everything told to be kept is in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from store.engine.backup import row_counts
from store.engine.lifecycle import Store, open_store
from store.queries.log_verify import verify_log


def lost(store: Store, told: Iterable[str]) -> list[str]:
    """Return the signals that were told to be kept and are not there as they were told."""
    kept = set(store.reader().execute("SELECT id, number FROM signals").fetchall())
    wanted = [line.split() for line in told if line.startswith("signal ")]
    return [number for _, row_id, number in wanted if (int(row_id), number) not in kept]


def broken(store: Store, *, thorough: bool) -> list[str]:
    """Return what is wrong with an open store; `thorough` reads every page and the whole chain of the log."""
    run = store.reader().execute
    found = []
    half = run(
        "SELECT (SELECT count(*) FROM signals), (SELECT count(*) FROM log_entries WHERE act = 'receive_signal'),"
        " (SELECT count(DISTINCT number) FROM signals)"
    ).fetchone()
    if len(set(half)) != 1:
        found.append(f"signals, their log entries and their numbers: {half}")
    if thorough:
        if run("PRAGMA cipher_integrity_check").fetchall():
            found.append("a page is not what was written")
        if run("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            found.append("the structure is broken")
        if run("PRAGMA foreign_key_check").fetchone() is not None:
            found.append("a reference points at nothing")
        if not verify_log(store).whole:
            found.append("the chain of the log is broken")
    return found


def bad_copies(folder: Path, seen: set[str]) -> list[str]:
    """Return the copies in `folder`, not in `seen`, that do not open or hold nothing; those looked at join `seen`."""
    wrong = []
    for file in sorted(folder.glob("wijk-*.store")) if folder.exists() else []:
        if file.name in seen:
            continue
        seen.add(file.name)
        try:
            with open_store(file) as copy:
                if broken(copy, thorough=True) or not row_counts(copy.reader())["log_entries"]:
                    wrong.append(file.name)
        except Exception as error:
            wrong.append(f"{file.name}: {error}")
    return wrong
