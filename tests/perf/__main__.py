"""`python -m tests.perf`: make the stores, run the benchmarks, print one table (Markdown)."""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.perf.backups import backups
from tests.perf.documents import documents
from tests.perf.figures import Figure, machine, table
from tests.perf.imports import imports
from tests.perf.interface import keys, startup, unlocking
from tests.perf.peers import peers
from tests.perf.reads import reads
from tests.perf.screens import screens
from tests.perf.search import searches
from tests.perf.stores import opened, sized_store

GROUPS = ("startup", "unlocking", "keys", "reads", "screens", "search", "documents", "backup", "import")
_QUICK = (300,)
_SIZES = (10_000, 100_000, 1_000_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked and print the table; progress goes to standard error."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a small size and few rounds: to see that it works"
    )
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of signals (10000 100000 1000000)")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, help="which groups to measure")
    parser.add_argument("--stores", type=Path, help="folder where the stores are kept for a next time")
    parser.add_argument(
        "--peers", type=Path, help="environment with harlequin, frogmouth and toolong, to compare with"
    )
    parser.add_argument("--to", type=Path, help="write the table to this file too")
    asked = parser.parse_args(arguments)
    sizes = tuple(asked.sizes or (_QUICK if asked.quick else _SIZES))
    with tempfile.TemporaryDirectory() as name:
        kept = asked.stores or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        found = list(_measured(asked, sizes, kept, Path(name)))
    text = f"{machine()}\n\n{table(found)}"
    print(text)
    if asked.to is not None:
        asked.to.write_text(text, encoding="utf-8")


def _measured(
    asked: argparse.Namespace, sizes: tuple[int, ...], kept: Path, scratch: Path
) -> Iterator[Figure]:
    rounds, presses, times = (2, 4, 3) if asked.quick else (11, 60, 50)
    stores = {size: sized_store(kept, size) for size in sizes}
    gc.freeze()  # as the program does with all that it loaded: going through that is no part of what is measured
    if "startup" in asked.only:
        _tell("start-up")
        yield from startup(stores, rounds, peers(asked.peers, scratch))
    for size, path in stores.items() if "unlocking" in asked.only else ():
        _tell(f"unlocking, {size:,}")
        yield from unlocking(path, size, rounds, scratch)
    for size, path in stores.items():
        if "keys" in asked.only:
            _tell(f"keys, {size:,}")
            yield from keys(path, size, presses)
        if "reads" in asked.only:
            _tell(f"reads and acts, {size:,}")
            with opened(path) as store:
                yield from reads(store, size, times)
        if "screens" in asked.only:
            _tell(f"screens, {size:,}")
            with opened(path) as store:
                yield from screens(store, size, times)
        if "search" in asked.only:
            _tell(f"search, {size:,}")
            with opened(path) as store:
                yield from searches(store, size, times)
    for size, path in stores.items() if "backup" in asked.only else ():
        _tell(f"backup, {size:,}")
        with opened(path) as store:
            yield from backups(store, size, scratch / "backup")
    if "documents" in asked.only:
        _tell("documents")
        yield from documents(scratch / "documents", times)
    if "import" in asked.only:
        _tell("import")
        folder = scratch / "import"
        folder.mkdir()
        yield from imports(folder, 500 if asked.quick else 100_000)
        shutil.rmtree(folder)


def _tell(what: str) -> None:
    print(what, file=sys.stderr)


if __name__ == "__main__":
    main()
