"""A field for a time of day that understands what people type: "14:05", "1405", "9u30", "9"."""

from __future__ import annotations

import re
from datetime import time

from textual import events
from textual.widgets import Input

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.,u]\s*(\d{2})?|(\d{2}))?(?:\s*uur)?")


def parse_time(text: str) -> time | None:
    """Return the time of day that `text` means, or None: "9", "9u30", "930", "14.05", "14:05 uur"."""
    found = _TIME.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def time_digits(moment: time) -> str:
    """Return "14:05"."""
    return f"{moment.hour:02}:{moment.minute:02}"


class TimeInput(Input):
    """Type "930" or "9u30"; on leaving the field it becomes "09:30". `time` is what the text means, or None."""

    HELP_NL = "Tijd: 14:05, 1405, 9u30 of 9."

    DEFAULT_CSS = "TimeInput { width: 9; }"

    def __init__(self, moment: time | None = None, *, id: str | None = None) -> None:
        super().__init__(
            time_digits(moment) if moment else "", placeholder="uu:mm", compact=True, max_length=12, id=id
        )

    @property
    def time(self) -> time | None:
        """The time the text means."""
        return parse_time(self.value)

    def on_blur(self, event: events.Blur) -> None:
        """Write out the time, or mark what is none."""
        self.settle()

    def settle(self) -> None:
        """Write the understood time as digits."""
        found = self.time
        self.set_class(bool(self.value.strip()) and found is None, "-invalid")
        if found is not None:
            self.value = time_digits(found)
