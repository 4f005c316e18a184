"""Coroutines that run behind the interface, as workers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode


def run_behind(
    node: DOMNode, job: Callable[[], Coroutine[Any, Any, None]], group: str, *, exclusive: bool = True
) -> None:
    """Run `job` as a worker of `node`; when `exclusive` the earlier one of its group is cancelled.

    The coroutine is made when the worker begins: one that is cancelled before that leaves none that nobody awaits.
    """
    work: Any = job
    node.run_worker(work, group=group, exclusive=exclusive)
