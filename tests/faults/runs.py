"""The two long experiments: killing processes at random moments, and several of them writing at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from store.engine.lifecycle import open_store
from tests.faults.check import bad_copies, broken, lost
from tests.faults.workload import Worker, copy, count_until, make, receive, start

LONGEST = 1.2
"""Seconds after which a process is killed at the latest: its first act is kept after some 0.4, the next each 0.04."""
SLOWEST = 60.0
"""Where that goes at most while no act was kept at all, on a machine that does other things too."""


@dataclass
class Kills:
    """What came of killing: `told` acts were acknowledged, and everything in the lists is wrong."""

    kills: int = 0
    told: int = 0
    copies: int = 0
    lost: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether nothing was lost and nothing is broken."""
        return not (self.lost or self.unopened or self.broken)


def kill_often(
    folder: Path,
    kills: int,
    *,
    seed: int,
    thorough_every: int = 25,
    progress: Callable[[Kills], None] = lambda _: None,
) -> Kills:
    """Kill `kills` processes at random moments of their work and look after each round what is in the store."""
    chance = random.Random(seed)
    path = make(folder)
    found, told = Kills(), []
    seen: set[str] = set()
    rounds, longest = 0, LONGEST
    while found.kills < kills or (not told and longest < SLOWEST):
        rounds += 1
        several = chance.choice((1, 1, 2, 3))
        works = [copy if chance.random() < 0.1 else receive for _ in range(several)]
        workers = [start(path, work, chance.randrange(10**9)) for work in works]
        for worker in workers:
            time.sleep(chance.uniform(0, longest if several == 1 else longest / 2))
            worker.kill()
        told += _heard(workers, found)
        longest = longest if told else longest * 1.5
        last = found.kills >= kills
        thorough = last or rounds % thorough_every == 0
        try:
            with open_store(path) as store:
                found.lost += lost(store, told if thorough else told[-200:])
                found.broken += broken(store, thorough=thorough)
        except Exception as error:
            found.unopened.append(str(error))
        if thorough:
            found.broken += bad_copies(folder / "kopieën", seen)
            progress(found)
    found.told, found.copies = len(told), len(seen)
    return found


def _heard(workers: list[Worker], found: Kills) -> list[str]:
    told: list[str] = []
    for worker in workers:
        code = worker.hear()
        refused = [line for line in worker.told if line.startswith("refused ")]
        if code != -9:
            found.unopened += refused or [f"a process ended by itself with {code}"]
        told += [line for line in worker.told if line.startswith("signal ")]
        found.kills += 1
    return told


@dataclass
class Together:
    """What came of several processes writing at once for a while."""

    raised: int = 0
    conflicts: int = 0
    signals: int = 0
    number: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether every update that was told to be kept is in the number, and nothing else went wrong."""
        return self.number == self.raised and not self.refused and not self.wrong


def write_together(folder: Path, writers: int, seconds: float, *, seed: int) -> Together:
    """Let `writers` processes raise one number, and write down signals, for `seconds`; compare with what they told."""
    path = make(folder)
    end = time.time() + seconds
    workers = [start(path, count_until(end), seed + number) for number in range(writers)]
    found, told = Together(), []
    for worker in workers:
        if worker.hear() != 0:
            found.wrong.append("a process ended by itself")
        told += worker.told
    found.raised, found.conflicts = told.count("raised"), told.count("conflict")
    found.signals = sum(line.startswith("signal ") for line in told)
    found.refused = [line for line in told if line.startswith("refused ")]
    with open_store(path) as store:
        found.number = int(store.reader().execute("SELECT plan FROM cases ORDER BY id LIMIT 1").fetchone()[0])
        found.wrong += lost(store, told) + broken(store, thorough=True)
    return found
