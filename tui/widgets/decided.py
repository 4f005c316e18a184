"""What a meeting decided while somebody was away, above the work of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import work
from textual.message import Message

from store.errors import StoreError
from store.local_time import short_day
from store.queries.meeting_decisions import decided_about
from store.queries.meeting_shapes import DecisionRow
from tui.forms.meeting_text import decision_text
from tui.text import shorten
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.desk import Desk

SINCE = timedelta(days=7)
"""How long Vandaag tells what was decided (own norm): until the next weekly meeting."""


class DecidedRead(Message):
    """What meetings decided was read."""

    def __init__(self, decided: Sequence[Field]) -> None:
        super().__init__()
        self.decided = decided


def decided_for(desk: Desk) -> list[Field]:
    """Return what meetings decided about the cases of this worker, or for them to do, written down by another."""
    return decided_fields(decided_about(desk.store, desk.actor.name, desk.now() - SINCE))


def decided_fields(found: Sequence[DecisionRow], most: int = 3) -> list[Field]:
    """Return what meetings decided while somebody was away, newest first; nothing gives nothing."""
    if not found:
        return []
    more = f"  (nieuwste {most} van {len(found)}; de rest staat bij Overleg)" if len(found) > most else ""
    head = Field(value=f"BESLOTEN IN OVERLEG{more}", style="accent")
    return [
        head,
        *(Field(short_day(one.held_on), f"{one.who} · {decision_text(one)}") for one in found[:most]),
    ]


class Decided(FieldText):
    """One line for each decision, cut with … where there is little room; takes none when there is nothing to tell."""

    DEFAULT_CSS = "Decided { margin: 0 1 1 3; max-height: 5; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, label_width=10)

    def on_mount(self) -> None:
        """Look for the first time."""
        self.look()

    @work(thread=True, exclusive=True, group="decided")
    def look(self) -> None:
        """Look again: its masking takes longer than reading the worklist."""
        try:
            self.post_message(DecidedRead(decided_for(cast("SignaalpuntApp", self.app).desk)))
        except StoreError:
            return

    def on_decided_read(self, event: DecidedRead) -> None:
        """Show what was found."""
        event.stop()
        self.show(event.decided)

    def _lines(self, width: int) -> list[tuple[str, str, str]]:
        kept: list[tuple[str, str, str]] = []
        for label, value, style in super()._lines(width):
            if kept and not label.strip():
                before = kept[-1]
                room = max(width - cell_len(before[0]), 1)
                kept[-1] = (before[0], shorten(f"{before[1]} {value}", room), before[2])
            else:
                kept.append((label, value, style))
        return kept

    def show(self, fields: Sequence[Field]) -> None:
        """Show other fields, or nothing at all."""
        super().show(fields)
        self.display = bool(fields)
