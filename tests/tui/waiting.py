"""Waiting in the tests of screens: until something is so, and the screen of it is there to be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.at_rest import until_at_rest
from tui.widgets.field_text import FieldText

PATIENCE = 60.0
"""Seconds before giving up; a machine that does other things too makes no test fail."""


async def until(pilot: Pilot[Any], met: Callable[[], object]) -> None:
    """Wait until `met()` holds on a screen that has all its widgets and is drawn.

    A screen is on top as soon as it is pushed, and has its widgets only some turns of the loop later. A widget that
    is asked for too early counts as "not yet". Threads may still be at work. Raises AssertionError when it does not
    happen, and what the app broke off with when it did.
    """
    end = monotonic() + PATIENCE
    while not (_holds(met) and pilot.app.screen.is_mounted and await _still(pilot, met)):
        if pilot.app._exception is not None:
            raise pilot.app._exception
        assert monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)


async def until_read(pilot: Pilot[Any], met: Callable[[], object]) -> None:
    """Wait until an act is done and its screen has read again."""
    await until(pilot, met)
    await settled(pilot)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until what was asked is read and shown: no thread works, and nothing is left to do."""
    await pilot.pause()


def text_of(screen: Screen[Any], where: str) -> str:
    """Return what a text of fields on the screen tells."""
    return screen.query_one(where, FieldText).text


async def _still(pilot: Pilot[Any], met: Callable[[], object]) -> bool:
    await until_at_rest(pilot.app, jobs=False)
    return _holds(met)


def _holds(met: Callable[[], object]) -> bool:
    try:
        return bool(met())
    except NoMatches:
        return False
