"""Saying that an act takes a while: keys wait for its outcome, so somebody who types must know that it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

WAIT = 1.5
"""Seconds after which an act that runs is told (own norm): nearly all take a hundredth of that."""
TOLD = "Bezig; dit duurt even. Wat u intussen typt, komt daarna aan de beurt."


@contextmanager
def told_when_long(app: App[Any]) -> Iterator[None]:
    """Tell once that it goes on when the block takes longer than `WAIT`."""
    timer = app.set_timer(WAIT, lambda: app.notify(TOLD, timeout=6, markup=False))
    try:
        yield
    finally:
        timer.stop()
