"""Waiting for an app under test until it is done, instead of until the processor has been quiet for a while.

Textual's pilot sleeps 20 ms at a time, at least three times for a key, and looks whether the process did anything.
This asks what is there to do: a handler that can run, a job in a thread, a coroutine of the program that sleeps for
a moment, a new size, something to paint. A timer of the app (a wait before looking something up) is not waited for;
who needs it waits for what it brings. Nobody looks at the screen before that, so it is drawn once, when all is done;
`pilot.pause` with a number of seconds waits for nothing and draws nothing.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.base_events import BaseEventLoop
from collections.abc import Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, process_time, thread_time
from typing import Any
from weakref import WeakSet

import pytest
from textual._context import active_app
from textual.app import App
from textual.screen import Screen

HELD_UP = 250
"""Turns of a millisecond in which no thread did anything: a job counts as held up by the test, which then goes on.

A machine that does other things too makes a turn longer."""
PATIENCE = 30.0
"""Seconds after which a test goes on whatever happens."""
_STEP = 0.0005
"""Seconds of processor time that count as doing something."""

_jobs: set[Future[Any]] = set()
_answers: set[object] = set()
"""What jobs bring, until the loop has got it: a job is done just before that; and moments somebody sleeps."""
_undrawn: WeakSet[Screen[Any]] = WeakSet()
"""Screens of which what changed is still to be drawn."""
_sleep = asyncio.sleep
_submit = ThreadPoolExecutor.submit
_run_in_executor = BaseEventLoop.run_in_executor
_draw = Screen._compositor_refresh


def install(patch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait this way."""
    _answers.clear()
    for place in ("textual.pilot", "textual.app"):
        patch.setattr(f"{place}.wait_for_idle", _when_idle)
    patch.setattr(ThreadPoolExecutor, "submit", _noted)
    patch.setattr(BaseEventLoop, "run_in_executor", _awaited)
    patch.setattr(asyncio, "sleep", _slept)
    patch.setattr(Screen, "_compositor_refresh", _draw_later)


def _noted(self: ThreadPoolExecutor, *arguments: Any, **named: Any) -> Future[Any]:
    job = _submit(self, *arguments, **named)
    _jobs.add(job)
    job.add_done_callback(_jobs.discard)
    return job


def _awaited(self: BaseEventLoop, *arguments: Any) -> asyncio.Future[Any]:
    answer: asyncio.Future[Any] = _run_in_executor(self, *arguments)
    _answers.add(answer)
    answer.add_done_callback(_answers.discard)
    return answer


def _slept(delay: float, result: Any = None) -> Coroutine[Any, Any, Any]:
    """Sleep; what the program sleeps counts, what Textual or a test does not."""
    ours = sys._getframe(1).f_globals.get("__name__", "").startswith("tui.")
    return _noted_sleep(delay, result) if ours else _sleep(delay, result)


async def _noted_sleep(delay: float, result: Any) -> Any:
    moment = object()
    _answers.add(moment)
    try:
        return await _sleep(delay, result)
    finally:
        _answers.discard(moment)


def _draw_later(self: Screen[Any]) -> None:
    if self is self.app.screen:
        _undrawn.add(self)
        self._dirty_widgets.clear()
        self.app._update_mouse_over(self)
    else:
        _draw(self)


async def _when_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    await until_at_rest(active_app.get())


async def until_at_rest(app: App[Any], *, jobs: bool = True) -> None:
    """Wait until nothing is left to do; without `jobs`, threads may go on."""
    loop = asyncio.get_running_loop()
    end, quiet, still, done = monotonic() + PATIENCE, 0, 0, _others()
    while quiet < 2 and monotonic() < end:
        await _sleep(0)
        quiet += 1
        screen = app._screen_stack[-1] if app._screen_stack else None
        if loop._ready:  # type: ignore[attr-defined]
            quiet = 0
        elif still < HELD_UP and (app._resize_timer or (jobs and (_jobs or _answers))):
            await _sleep(0.001)
            quiet, still = 0, still + 1
            if (now := _others()) > done + _STEP:
                still, done = 0, now
        elif screen is not None and screen.is_current and _unpainted(screen):
            screen._on_timer_update()
            quiet = 0
        elif screen is not None and screen in _undrawn:
            _undrawn.discard(screen)
            _draw(screen)
            quiet = 0


def _others() -> float:
    """Processor time that the other threads of this process have had, in seconds."""
    return process_time() - thread_time()


def _unpainted(screen: Screen[Any]) -> bool:
    return not screen.app._batch_count and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
