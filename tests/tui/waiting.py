"""Waiting in the tests of screens: until something is so, and the screen of it is there to be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.css.query import NoMatches
from textual.pilot import Pilot

PATIENCE = 1500
"""How often to look before giving up: half a minute and more, for a machine that does other things too."""


async def until(pilot: Pilot[Any], met: Callable[[], object]) -> None:
    """Wait until `met()` holds on a screen whose widgets are all there.

    A screen is on top as soon as it is pushed, and has its widgets only some turns of the loop later. A widget that
    is asked for too early counts as "not yet". Raises AssertionError when it does not happen.
    """
    for _ in range(PATIENCE):
        if _holds(met) and pilot.app.screen.is_mounted:
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not happen")


def _holds(met: Callable[[], object]) -> bool:
    try:
        return bool(met())
    except NoMatches:
        return False
