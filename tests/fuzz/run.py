"""Feeding a target: how many inputs, what came out that should not, how long the slowest took, how much memory."""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import ALLOWED, Target

TOO_LONG = 2.0
"""Seconds of computing after which one input counts as a hang; time that other programs take does not count."""


@dataclass
class Outcome:
    """What feeding one target gave. `failures` are (exception and place, digest of the input)."""

    target: str
    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def memory(self) -> float:
        """Peak memory of the process so far, MB."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Hang(Exception):
    """An input took longer than `TOO_LONG`."""


def feed(target: Target, count: int, seed: int, keep: Path | None = None) -> Outcome:
    """Feed `count` mutated inputs; an input that fails is written to `keep` under its digest."""
    rng = random.Random(f"{target.name}/{seed}")
    outcome = Outcome(target.name)
    for _ in range(count):
        one(target, mutated(rng, target.seeds), outcome, keep)
    return outcome


def one(target: Target, data: bytes, outcome: Outcome, keep: Path | None = None) -> None:
    """Feed one input and write down what came of it."""
    outcome.inputs += 1
    began = time.process_time()
    try:
        with _bounded():
            target.feed(data)
    except ALLOWED:
        outcome.refused += 1
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        digest = hashlib.sha256(data).hexdigest()[:16]
        where = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        outcome.failures.append((where, digest))
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{target.name}-{digest}").write_bytes(data)
    outcome.slowest = max(outcome.slowest, time.process_time() - began)


@contextmanager
def _bounded() -> Iterator[None]:
    """Stop what takes too long, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, TOO_LONG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
