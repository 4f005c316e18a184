"""A quiet line above Vandaag while pairs that look like one person wait for a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message

from store.errors import StoreError
from store.queries.duplicates import COUNTED, sure_pairs
from tui.text import thousands
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp


class PairsCounted(Message):
    """The pairs that wait were counted."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


def count_words(number: int) -> str:
    """Return a count of pairs, or that there are more than are counted."""
    return f"meer dan {thousands(COUNTED)}" if number >= COUNTED else thousands(number)


def pairs_words(count: int) -> str:
    """Return "3 dubbelen te bekijken · d: dubbelen"."""
    return f"{count_words(count)} {'dubbele' if count == 1 else 'dubbelen'} te bekijken · d: dubbelen"


class PairsNote(FieldText):
    """Takes no room when nothing waits."""

    DEFAULT_CSS = "PairsNote { margin: 0 1 1 3; max-height: 2; display: none; }"

    def on_mount(self) -> None:
        """Look for the first time."""
        self.look()

    @work(thread=True, exclusive=True, group="pairs")
    def look(self) -> None:
        """Count again."""
        try:
            self.post_message(PairsCounted(sure_pairs(cast("SignaalpuntApp", self.app).desk.store)))
        except StoreError:
            return

    def on_pairs_counted(self, event: PairsCounted) -> None:
        """Show how many wait."""
        event.stop()
        self.show([Field(value=pairs_words(event.count), style="quiet")] if event.count else [])
        self.display = bool(event.count)
