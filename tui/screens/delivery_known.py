"""What was known already of the people and addresses of a delivery: marked per row in view, told for the chosen one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.actor import Actor
from store.codes import LinkOrigin
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.queries.deliveries import DeliveredRow
from store.queries.known import Known, known_of
from tui.forms.delivery_words import known_fields, known_word
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.link_acts import decide
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

_KEPT = 2_000
"""Rows of which the mark is kept."""
_TOGETHER = 10
"""Rows looked up before their marks are shown."""


class Marked(Message):
    """Marks of some rows were found, by signal."""

    def __init__(self, words: dict[int, str]) -> None:
        super().__init__()
        self.words = words


class Looked(Message):
    """What is known beside the signal of the chosen row was read."""

    def __init__(self, signal_id: int, known: Known | None) -> None:
        super().__init__()
        self.signal_id = signal_id
        self.known = known


class KnownRows(SignaalpuntScreen):
    """A screen with delivered rows in `#rows` and room for what is known in `#known`.

    Only rows that came in view are looked up, in a thread, the last ones in view first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[int, str] = {}
        self._wanted: deque[int] = deque()
        self._known: Known | None = None
        self._known_of: int | None = None

    @property
    def row(self) -> DeliveredRow | None:
        """The chosen row in full."""
        raise NotImplementedError

    def mark(self, signal_id: int | None) -> str:
        """Return what is known in a word, "" when that is nothing or still to be looked up."""
        return "" if signal_id is None else self._words.get(signal_id, "")

    def came_in_view(self, signals: Iterable[int]) -> None:
        """Look up the rows with these signals soon."""
        new = [one for one in signals if one not in self._words and one not in self._wanted]
        if new:
            self._wanted += new
            self.call_later(self._look_up)

    def forget_known(self) -> None:
        """Look up everything again: something changed."""
        self._words.clear()
        self._wanted.clear()

    @work(thread=True, exclusive=True, group="known")
    def _look_up(self) -> None:
        worker, desk = get_current_worker(), app_of(self).desk
        today = desk.today()
        while self._wanted and not worker.is_cancelled:
            words: dict[int, str] = {}
            try:
                while self._wanted and len(words) < _TOGETHER:
                    signal_id = self._wanted.pop()
                    words[signal_id] = known_word(known_of(desk.store, signal_id, today))
            except StoreError:
                return
            self.post_message(Marked(words))

    @on(Marked)
    def _mark(self, event: Marked) -> None:
        if len(self._words) > _KEPT:
            self._words.clear()
        self._words.update(event.words)
        if any(event.words.values()):
            self.query_one("#rows", RecordList).reload()

    def look_at_row(self) -> None:
        """Tell what is known beside the chosen row."""
        row = self.row
        signal_id = None if row is None else row.signal_id
        if signal_id != self._known_of:
            self._known, self._known_of = None, signal_id
            self.query_one("#known", FieldText).show([])
        if signal_id is not None:
            self._read_known(signal_id)

    @work(thread=True, exclusive=True, group="row")
    def _read_known(self, signal_id: int) -> None:
        desk = app_of(self).desk
        try:
            found = known_of(desk.store, signal_id, desk.today())
        except StoreError:
            return
        self.post_message(Looked(signal_id, found))

    @on(Looked)
    def _tell(self, event: Looked) -> None:
        if event.signal_id != self._known_of:
            return
        self._known = event.known
        self.query_one("#known", FieldText).show(known_fields(event.known, app_of(self).desk.today()))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer linking when somebody may be the same, looking when anything is known."""
        known = self._known
        if action == "link":
            return known is not None and known.resident_id is not None and bool(known.radar.matches)
        if action == "look":
            return known is not None and bool(known.radar.matches or known.radar.cases or known.radar.signals)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="act")
    async def action_link(self) -> None:
        """Say that the resident of this row is the surest of those who are known."""
        from store.acts.links import Seen, link_residents

        known, now = self._known, app_of(self).desk.now()
        if known is None or known.resident_id is None or not known.radar.matches:
            return
        own, match = known.resident_id, known.radar.matches[0]
        seen = Seen(match.level, match.reasons)

        def job(store: Store, actor: Actor, overrule: bool) -> None:
            link_residents(
                store,
                actor,
                own,
                match.resident_id,
                origin=LinkOrigin.RADAR,
                seen=seen,
                overrule=overrule,
                now=now,
            )

        await decide(app_of(self), job, f"Gekoppeld met {match.who}.")

    def action_look(self) -> None:
        """Open the case or the newest signal of the surest, else of the address."""
        if self._known is None:
            return
        radar = self._known.radar
        match = radar.matches[0] if radar.matches else None
        case = match.case if match else next(iter(radar.cases), None)
        signal_id = match.signal_id if match else next((one.id for one in radar.signals), None)
        if case is not None:
            app_of(self).open_case(case.id)
        elif signal_id is not None:
            app_of(self).open_signal(signal_id)
