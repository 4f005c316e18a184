"""When nobody has been at the keyboard for long enough: counted on two clocks, so that sleep counts too."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import Final

DEFAULT_MINUTES: Final = 10
"""Minutes without a key or the mouse before the program locks; own norm."""
SHORTEST: Final = 1
LONGEST: Final = 60
"""Bounds of the setting, minutes; own norm: never is no choice for a desk that others pass."""
SETTING: Final = "lock_minutes"
BEAT: Final = 2.0
"""Seconds between two looks at the clock."""
ASLEEP: Final = 30.0
"""Seconds between two looks from which the computer or the program was asleep."""


def minutes_of(text: str) -> int:
    """Return the setting as minutes within its bounds; what is no number is the default."""
    try:
        return max(SHORTEST, min(int(text), LONGEST))
    except ValueError:
        return DEFAULT_MINUTES


class IdleWatch:
    """Counts from the last key or movement. `monotonic` may stand still while the computer sleeps, `wall` may jump."""

    def __init__(
        self,
        minutes: int = DEFAULT_MINUTES,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.minutes = minutes
        self._monotonic = monotonic
        self._wall = wall
        self.touched()
        self.beat()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched = (self._monotonic(), self._wall())

    def beat(self) -> None:
        """The program was awake just now."""
        self._beat = (self._monotonic(), self._wall())

    @property
    def quiet(self) -> float:
        """Seconds since the last key or movement; any thread may ask."""
        return self._since(self._touched)

    def _since(self, then: tuple[float, float]) -> float:
        return max(self._monotonic() - then[0], self._wall() - then[1])

    @property
    def slept(self) -> bool:
        """Whether the computer or the program was asleep since the last beat."""
        return self._since(self._beat) > ASLEEP

    @property
    def left(self) -> float:
        """Seconds until it has been long enough; 0 when it has, or when the computer slept."""
        return 0.0 if self.slept else max(0.0, self.minutes * 60 - self.quiet)

    @property
    def minutes_left(self) -> int:
        """The same in whole minutes, rounded up: what is shown."""
        return ceil(self.left / 60)
