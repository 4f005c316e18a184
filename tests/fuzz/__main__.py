"""`python -m tests.fuzz [--inputs N] [--seed S] [--only csv …] [--keep DIR]`: exit 1 when anything came out wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.run import feed
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Divide the inputs over the targets, feed them, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=[target.name for target in TARGETS])
    parser.add_argument("--keep", type=Path, help="folder for inputs that failed")
    asked = parser.parse_args()
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
        for where, digest in found.failures[:10]:
            print(f"  {where} ({digest})", file=sys.stderr)
    print(f"\n{total:,} inputs, {wrong} failures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
