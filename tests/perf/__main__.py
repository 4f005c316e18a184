"""`python -m tests.perf [--quick]`: make the stores, run the benchmarks, print one table (Markdown)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from seed.demo.generate import fill_demo
from store.engine.lifecycle import create_demo_store
from store.local_time import today
from tests.perf.imports import imports
from tests.perf.interface import keys, startup


def main() -> None:
    """Run everything; `--quick` takes small sizes, to see that it works."""
    quick = "--quick" in sys.argv
    size, rounds, presses = (2_000, 2, 5) if quick else (100_000, 11, 60)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, signals in (("small.store", 60), ("big.store", size)):
            with create_demo_store(folder / file) as store:
                fill_demo(store, signals=signals, today=today())
        rows = [
            *startup(folder / "small.store", folder / "big.store", rounds),
            *keys(folder / "big.store", presses),
            *imports(folder, size),
        ]
    print("| what | measured | goal |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
