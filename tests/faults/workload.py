"""Real processes that work in one store, and what each of them was told had been kept.

A process is forked from one that has loaded everything and has no store open, so that a thousand of them cost minutes.
What an act returned for goes through a pipe at once: that is what a screen would have called kept.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from store.acts.backups import make_backup
from store.acts.cases import set_plan
from store.acts.receive import receive_signal
from store.engine.lifecycle import Store, open_store
from store.errors import Conflict, StoreError
from tests.acts.office import ME, TODAY, build, moved_in, opened, report

Work = Callable[[Store, Callable[[str], None], random.Random], None]


@dataclass
class Worker:
    """A process at work; `told` holds what its acts returned for, once it has ended."""

    pid: int
    pipe: int
    told: list[str] = field(default_factory=list)

    def kill(self) -> None:
        """Stop it as `kill -9` does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def hear(self) -> int:
        """Wait until it has ended and return how: its exit code, or minus the signal that ended it."""
        with os.fdopen(self.pipe, "rb") as pipe:
            # A line that was cut off was not told.
            *whole, _ = pipe.read().decode().split("\n")
        self.told = whole
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def start(path: Path, work: Work, seed: int) -> Worker:
    """Let a new process open the store at `path` and do `work`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Worker(pid, reading)
    code = 1
    try:
        os.close(reading)
        with open_store(path) as store:
            work(store, lambda line: _tell(writing, line), random.Random(seed))
        code = 0
    except StoreError as error:
        _tell(writing, f"refused {error}")
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, line.encode() + b"\n")


def make(folder: Path) -> Path:
    """Make the store they work in, with one case, and return its place."""
    template = folder / "template" / "wijk.store"
    template.parent.mkdir(parents=True)
    build(template)
    with moved_in(template, folder / "opslag") as store:
        case_id = opened(store)
        set_plan(store, ME, case_id, goal="", plan="0")
        return store.path


def receive(store: Store, tell: Callable[[str], None], chance: random.Random) -> None:
    """Write down signals until somebody stops it."""
    while True:
        _receive(store, tell, chance)


def _receive(store: Store, tell: Callable[[str], None], chance: random.Random) -> None:
    at = datetime.now(UTC)
    made = receive_signal(store, ME, report(received_at=at, house_number=chance.randrange(1, 400)), now=at)
    tell(f"signal {made.id} {made.number}")


def copy(store: Store, tell: Callable[[str], None], chance: random.Random) -> None:
    """Make copies of the store until somebody stops it."""
    while True:
        made = make_backup(store, ME, store.path.parent.parent / "kopieën", now=datetime.now(UTC))
        tell(f"copy {made.copied.path.name}")


def count_until(moment: float) -> Work:
    """Return work that raises the number in the plan of the case, on top of whatever stands there, until `moment`."""

    def work(store: Store, tell: Callable[[str], None], chance: random.Random) -> None:
        from store.queries.case_detail import case_detail

        case_id = int(store.reader().execute("SELECT min(id) FROM cases").fetchone()[0])
        while True:
            if chance.random() < 0.2:
                _receive(store, tell, chance)
            seen = case_detail(store, case_id, today=TODAY).head
            try:
                set_plan(
                    store, ME, case_id, goal="", plan=str(int(seen.plan) + 1), expected_version=seen.version
                )
            except Conflict:
                tell("conflict")
            else:
                tell("raised")
            if time.time() >= moment:
                return

    return work
