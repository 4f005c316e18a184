"""Above Vandaag, for a coordinator: whose shielded case was opened by breaking the glass, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message

from store.errors import StoreError
from store.local_time import local
from store.queries.people import OpeningRow, openings
from store.text import one_line
from tui.text import moment
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp

MOST = 3
"""Openings told at once; the oldest come when these are taken note of."""
REASON, NAME = 90, 40
"""Signs of a reason and of a name that are shown; the whole of it is in the log."""


class OpeningsRead(Message):
    """The openings nobody took note of were read."""

    def __init__(self, found: Sequence[OpeningRow]) -> None:
        super().__init__()
        self.found = found


class GlassNote(FieldText):
    """Takes no room when there is nothing to tell; `unseen` are the openings it tells of."""

    DEFAULT_CSS = "GlassNote { margin: 0 1 1 3; max-height: 6; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.unseen: Sequence[OpeningRow] = ()

    def on_mount(self) -> None:
        """Look for the first time."""
        self.look()

    @work(thread=True, exclusive=True, group="glass")
    def look(self) -> None:
        """Look again; who does not oversee this gets nothing."""
        try:
            found = openings(cast("SignaalpuntApp", self.app).desk.store, unseen=True)
        except StoreError:
            return
        self.post_message(OpeningsRead(found))

    def on_openings_read(self, event: OpeningsRead) -> None:
        """Show what was found."""
        event.stop()
        self.unseen = event.found
        more = f"  (nieuwste {MOST} van {len(event.found)})" if len(event.found) > MOST else ""
        fields = [Field(value=f"! GLAS GEBROKEN{more} · j: gezien", style="today")]
        fields += [Field(value=_told(one)) for one in event.found[:MOST]]
        self.show(fields if event.found else [])
        self.display = bool(event.found)
        if self.is_attached:
            self.screen.refresh_bindings()


def _told(one: OpeningRow) -> str:
    parts = (one.number, one_line(one.worker, NAME), moment(local(one.at)), one_line(one.reason, REASON))
    return " · ".join(parts)
