"""The right half of lists: one signal or case in a few lines, read in a thread when the cursor rests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from store.errors import NotFound
from tui.looks import Look, LookAtRest
from tui.widgets.field_text import Field, FieldText
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from store.engine.lifecycle import Store
    from store.queries.case_shapes import CaseDetail
    from store.queries.signals import SignalDetail


PAUSE = 0.08
"""Seconds the cursor rests before its row is read: a held key is not slowed by what it passes."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read for the row with `key`: a signal, a case, or neither when it is gone."""

    key: str
    signal: SignalDetail | None = None
    case: CaseDetail | None = None
    address_line: str = ""

    @property
    def case_id(self) -> int | None:
        """The case itself, or the case of the signal."""
        if self.case is not None:
            return self.case.head.id
        return None if self.signal is None else self.signal.case_id

    @property
    def look(self) -> Look | None:
        """What was looked at, for the log; None when it is gone."""
        if self.case is not None:
            return Look("case", self.case.head.number, case_id=self.case.head.id)
        if self.signal is not None:
            return Look("signal", self.signal.number, signal_id=self.signal.id, case_id=self.signal.case_id)
        return None

    def fields(self, today: date) -> list[Field]:
        """Return what to show."""
        from tui.widgets.signal_preview import case_fields, signal_fields

        if self.case is not None:
            return case_fields(self.case, today)
        if self.signal is not None:
            return signal_fields(self.signal, today, address_line=self.address_line)
        return [Field(value="Dit staat niet meer in deze opslag; r leest de lijst opnieuw.", style="quiet")]


def read_preview(
    store: Store, key: str, today: date, *, signal_id: int | None = None, case_id: int | None = None
) -> Preview:
    """Read one signal or case (a few milliseconds: call it in a thread); what is gone gives an empty preview."""
    from store.queries.case_detail import case_detail
    from store.queries.signals import signal_detail

    try:
        if signal_id is not None:
            detail = signal_detail(store, signal_id)
            return Preview(key, signal=detail, address_line=address_headline(store, detail, today))
        if case_id is not None:
            return Preview(key, case=case_detail(store, case_id, today=today, limit=1))
    except NotFound:
        pass
    return Preview(key)


async def preview_at_rest(
    store: Store, key: str, today: date, *, signal_id: int | None = None, case_id: int | None = None
) -> Preview:
    """Wait `PAUSE` and read in a thread; run it as an exclusive worker, so that a newer cursor cancels it."""
    await asyncio.sleep(PAUSE)
    return await asyncio.to_thread(read_preview, store, key, today, signal_id=signal_id, case_id=case_id)


def address_headline(store: Store, detail: SignalDetail, today: date) -> str:
    """Return "3 signalen van 2 organisaties in 12 maanden", this one included; "" without a known address."""
    from store.queries.radar import radar
    from store.queries.radar_address import AddressParts
    from store.rules.person_match import PersonParts

    if detail.address_id is None or not (detail.street or detail.postcode):
        return ""
    address = AddressParts(detail.street, detail.house_number, detail.addition, detail.postcode, detail.place)
    return radar(store, address=address, person=PersonParts(), today=today).headline


class PreviewPane(Pane):
    """Shows a preview; scrolls when it is long. What stays there for a second was looked at, and is logged."""

    DEFAULT_CSS = "PreviewPane { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looked = LookAtRest(self)

    def compose(self) -> ComposeResult:
        """One field text."""
        yield FieldText(id="preview-text")

    def show(self, fields: list[Field], look: Look | None = None) -> None:
        """Show other fields, from their beginning; `look` is what they tell about."""
        self._looked.show(look)
        self.query_one(FieldText).show(fields)
        self.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """What is shown, for tests."""
        return self.query_one(FieldText).text
