"""The long run, by hand: `python -m tests.faults`; the exit code is 1 when anything is wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.runs import Kills, kill_often, write_together


def main() -> int:
    """Run both experiments and print the figures."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--writers", type=int, default=5)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    right = True
    with tempfile.TemporaryDirectory(prefix="signaalpunt-faults-") as folder:
        if given.kills:
            begun = time.monotonic()
            found = kill_often(Path(folder) / "kills", given.kills, seed=given.seed, progress=_tell)
            took = time.monotonic() - begun
            print(f"{found.kills} processes killed in {took:.0f} s: {found.told} acknowledged acts, ", end="")
            print(f"{len(found.lost)} lost; {len(found.unopened)} times not opened; ", end="")
            print(f"{len(found.broken)} times broken; {found.copies} whole copies")
            _list(found.lost + found.unopened + found.broken)
            right = right and found.right
        if given.writers:
            together = write_together(Path(folder) / "writers", given.writers, given.seconds, seed=given.seed)
            print(
                f"{given.writers} writers for {given.seconds:.0f} s: {together.raised} updates acknowledged, "
                f"{together.raised - together.number} lost; {together.conflicts} conflicts shown and done again; "
                f"{together.signals} signals; {len(together.refused)} refused"
            )
            _list(together.refused + together.wrong)
            right = right and together.right
    return 0 if right else 1


def _tell(found: Kills) -> None:
    sys.stderr.write(f"{found.kills} killed\n")


def _list(wrong: list[str]) -> None:
    for line in wrong[:20]:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
