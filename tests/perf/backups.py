"""A copy of the store, made and checked, against copying the bytes of its file to the disk."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from store.engine.lifecycle import Store
from store.local_time import now
from tests.perf.figures import Figure


def backups(store: Store, size: int, folder: Path) -> Iterator[Figure]:
    """Yield the making of one checked copy; nothing where there is no room for two files of that size."""
    folder.mkdir()
    if shutil.disk_usage(folder).free > 2.5 * store.path.stat().st_size:
        raw = _seconds(lambda: _copied(store.path, folder / "raw"))
        spent = _seconds(lambda: store.copy_to(folder, now()))
        yield Figure("backup, copied and checked", size, (spent,), unit="s", floor=raw)
    shutil.rmtree(folder)


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())
    target.unlink()
