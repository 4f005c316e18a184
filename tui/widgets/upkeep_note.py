"""A calm line above Vandaag when the store asks attention: no recent copy, or a clock that was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message

from store.errors import StoreError
from store.queries.backups import backup_overdue
from store.queries.clock import clock_behind
from tui.forms.upkeep_words import clock_words, overdue_words
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.desk import Desk


class Looked(Message):
    """What there is to tell was read."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self.sentences = sentences


def notes_for(desk: Desk) -> tuple[str, ...]:
    """Return what there is to tell of the store, in Dutch; nothing of a demo."""
    if desk.store.demo:
        return ()
    overdue = backup_overdue(desk.store, desk.now(), desk.today())
    ahead = clock_behind(desk.store, desk.now())
    return (
        *((overdue_words(overdue, desk.today()),) if overdue is not None else ()),
        *((clock_words(ahead),) if ahead is not None else ()),
    )


class UpkeepNote(FieldText):
    """Takes no room when there is nothing to tell. The disk of the copies may be slow, so it reads in a thread."""

    DEFAULT_CSS = "UpkeepNote { margin: 0 1 1 3; max-height: 4; display: none; }"

    def on_mount(self) -> None:
        """Look for the first time."""
        self.look()

    @work(thread=True, exclusive=True, group="upkeep")
    def look(self) -> None:
        """Look again."""
        try:
            self.post_message(Looked(notes_for(cast("SignaalpuntApp", self.app).desk)))
        except StoreError:
            return

    def on_looked(self, event: Looked) -> None:
        """Show what was found."""
        event.stop()
        self.show([Field(value=sentence, style="today") for sentence in event.sentences])
        self.display = bool(event.sentences)
