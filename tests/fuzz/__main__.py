"""`python -m tests.fuzz [--inputs N] [--seed S] [--only csv …] [--keep DIR]`: exit 1 when anything came out wrong.

`--guided MINUTES` follows what the readers do instead, divided over the targets; see `tests.fuzz.guided`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.guided import HOW_TO_INSTALL, IMPORTS, is_installed, run_guided
from tests.fuzz.run import feed
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Divide the inputs over the targets, feed them, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=[target.name for target in TARGETS])
    parser.add_argument("--keep", type=Path, help="folder for inputs that failed")
    parser.add_argument("--guided", type=int, metavar="MINUTES", help="minutes of guided fuzzing in all")
    asked = parser.parse_args()
    if asked.guided is not None:
        return _guided(asked.only or IMPORTS, asked.guided * 60, asked.keep or Path("fuzz-guided"))
    chosen = [target for target in TARGETS if not asked.only or target.name in asked.only]
    each = -(-asked.inputs // len(chosen))
    print(
        "| reader | inputs | refused | failures | slowest, ms | peak memory, MB |\n|---|---|---|---|---|---|"
    )
    wrong = total = 0
    for target in chosen:
        found = feed(target, each, asked.seed, asked.keep)
        wrong, total = wrong + len(found.failures), total + found.inputs
        print(
            f"| {found.target} | {found.inputs:,} | {found.refused:,} | {len(found.failures)}"
            f" | {found.slowest * 1000:.0f} | {found.memory:.0f} |",
            flush=True,
        )
        _tell(found.failures)
    print(f"\n{total:,} inputs, {wrong} failures")
    return 1 if wrong else 0


def _guided(names: Sequence[str], seconds: int, keep: Path) -> int:
    if not is_installed():
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 2
    print("| reader | inputs | refused | failures | slowest, ms | peak memory, MB | kept inputs |")
    print("|---|---|---|---|---|---|---|", flush=True)
    wrong = total = 0
    for name in names:
        found = run_guided(name, max(1, seconds // len(names)), keep)
        wrong, total = wrong + len(found.failures), total + found.inputs
        print(
            f"| {name} | {found.inputs:,} | {found.refused:,} | {len(found.failures)}"
            f" | {found.slowest * 1000:.0f} | {found.memory:.0f} | {found.corpus:,} |",
            flush=True,
        )
        _tell(found.failures)
    print(f"\n{total:,} inputs, {wrong} failures")
    return 1 if wrong or not total else 0


def _tell(failures: Sequence[tuple[str, str]]) -> None:
    for where, digest in failures[:10]:
        print(f"  {where} ({digest})", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
