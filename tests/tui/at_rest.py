"""Waiting for an app under test until it is done, instead of until the processor has been quiet for a while.

Textual's pilot sleeps 20 ms at a time, at least three times for a key, and looks whether the process did anything.
This asks what is there to do: a handler that can run, a job in a thread, a new size, something to paint. A timer
of the app (a wait before looking something up) is not waited for; who needs it waits for what it brings.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest
from textual._context import active_app
from textual.screen import Screen

PATIENCE = 0.3
"""Seconds a job in a thread may keep a key waiting; a test that holds one up goes on then."""

_jobs: set[Future[Any]] = set()
_submit = ThreadPoolExecutor.submit


def install(patch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait this way."""
    for place in ("textual.pilot", "textual.app"):
        patch.setattr(f"{place}.wait_for_idle", _until_at_rest)
    patch.setattr(ThreadPoolExecutor, "submit", _noted)


def _noted(self: ThreadPoolExecutor, *arguments: Any, **named: Any) -> Future[Any]:
    job = _submit(self, *arguments, **named)
    _jobs.add(job)
    job.add_done_callback(_jobs.discard)
    return job


async def _until_at_rest(min_sleep: float = 0, max_sleep: float = 1) -> None:
    app, loop = active_app.get(), asyncio.get_running_loop()
    start, quiet = monotonic(), 0
    while quiet < 2 and (now := monotonic()) < start + max_sleep:
        await asyncio.sleep(0)
        quiet += 1
        screen = app._screen_stack[-1] if app._screen_stack else None
        if loop._ready:  # type: ignore[attr-defined]
            quiet = 0
        elif (_jobs or app._resize_timer) and now < start + PATIENCE:
            await asyncio.sleep(0.001)
            quiet = 0
        elif screen is not None and screen.is_current and _unpainted(screen):
            screen._on_timer_update()
            quiet = 0


def _unpainted(screen: Screen[Any]) -> bool:
    return not screen.app._batch_count and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
