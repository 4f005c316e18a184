"""What runs behind the interface: coroutines as workers, and what may take long in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from textual.dom import DOMNode

Result = TypeVar("Result")


def run_behind(
    node: DOMNode, job: Callable[[], Coroutine[Any, Any, None]], group: str, *, exclusive: bool = True
) -> None:
    """Run `job` as a worker of `node`; when `exclusive` the earlier one of its group is cancelled.

    The coroutine is made when the worker begins: one that is cancelled before that leaves none that nobody awaits.
    """
    work: Any = job
    node.run_worker(work, group=group, exclusive=exclusive)


async def in_own_thread(job: Callable[[], Result]) -> Result:
    """Return what `job` gives; leaving the program does not wait for it, as it does for a worker's thread."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def settle(how: Callable[[Any], None], what: object) -> None:
        if not answer.done():
            how(what)

    def run() -> None:
        try:
            made = job()
        except BaseException as error:
            _told(loop, settle, answer.set_exception, error)
        else:
            _told(loop, settle, answer.set_result, made)

    threading.Thread(target=run, daemon=True).start()
    return await answer


def _told(loop: asyncio.AbstractEventLoop, *call: Any) -> None:
    """Call on the loop of the interface; when that has ended there is nobody to tell."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(*call)
