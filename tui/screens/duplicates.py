"""Dubbelen: pairs of records that may be one person, side by side; link them, keep them apart, or decide later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.codes import LinkOrigin, MatchLevel, PairState
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.queries.duplicates import (
    PairCounts,
    PairDetail,
    PairRow,
    different_spine,
    pair_counts,
    pair_detail,
    pair_rows,
    pair_spine,
)
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.behind import run_behind
from tui.comparing import PairsFound
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.case_views.base import Reading
from tui.screens.link_acts import decide
from tui.screens.work_preview import PAUSE
from tui.widgets.compare_text import CompareText, told
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.pairs_note import count_words
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.spine_source import SpineSource

_COLUMNS = (
    Column("Hoe zeker", width=14, style="state"),
    Column("Wie", fraction=4, style="strong"),
    Column("En", fraction=4, style="strong"),
    Column("Waarom", fraction=5, style="quiet", min_screen=150),
)


@dataclass(frozen=True)
class _List:
    """One of the lists: its title, what to say when it is empty, and what is in it."""

    title: str
    empty: str
    state: PairState | None
    levels: tuple[MatchLevel, ...] = tuple(MatchLevel)


_LISTS = (
    _List(
        "Te bekijken",
        "Er zijn geen dubbelen om te bekijken. Nieuwe meldingen worden vanzelf vergeleken met wat er al is. "
        "Met f ziet u ook mogelijke dubbelen en wat al is besloten. Esc gaat terug.",
        PairState.OPEN,
        (MatchLevel.CERTAIN, MatchLevel.LIKELY),
    ),
    _List("Ook mogelijke", "Er zijn ook geen mogelijke dubbelen. Esc gaat terug.", PairState.OPEN),
    _List(
        "Later",
        "Er is niets opzij gelegd. Met l legt u een paar opzij tot iemand meer weet.",
        PairState.LATER,
    ),
    _List("Geen dubbel", "Van niemand is vastgelegd dat het geen dubbel is.", None),
)
_READING = "De lijst wordt gelezen …"


class PairsRead(Message):
    """The list and the counts were read."""

    def __init__(self, ids: Sequence[int], counts: PairCounts) -> None:
        super().__init__()
        self.ids = ids
        self.counts = counts


class PairRead(Message):
    """The chosen pair was read; None when it is gone."""

    def __init__(self, row_id: str, found: PairDetail | None) -> None:
        super().__init__()
        self.row_id = row_id
        self.found = found


def pair_row(pair: PairRow) -> Row:
    """Return a pair as a line of the list."""
    level = pair.level.label if pair.level else "zelf gezien"
    return Row(str(pair.id), (level, pair.who, pair.other, pair.reasons))


_TURN = " · Enter zet ze naast elkaar"
"""In a terminal that shows one half: the other is where the differences are seen."""


def count_line(counts: PairCounts) -> str:
    """Return "12 te bekijken · 30 mogelijk · 2 later"."""
    return (
        f"{count_words(counts.sure)} te bekijken · {count_words(counts.possible)} mogelijk"
        f" · {count_words(counts.later)} later"
    )


def progress_line(uncompared: int) -> str:
    """Return "nog te vergelijken: 1.200 meldingen"."""
    words = "melding" if uncompared == 1 else "meldingen"
    return f"nog te vergelijken: {count_words(uncompared)} {words}"


class DuplicatesScreen(SignaalpuntScreen):
    """The pairs left, the chosen two side by side right."""

    TITLE_NL = "Dubbelen"
    HELP_NL = (
        "Hier staan meldingen die over één persoon lijken te gaan, met de redenen. Rechts (of met F6) staan ze naast "
        "elkaar: = is gelijk, ≠ verschilt. Met k koppelt u ze: er wordt niets samengevoegd en niets verplaatst, en "
        "vanuit de casus maakt u ze altijd weer los. Met g onthoudt het programma dat het twee personen zijn en stelt "
        "het dit niet meer voor; i trekt dat in. Met l legt u een paar opzij. f wisselt tussen de lijsten. Wat nog "
        "vergeleken moet worden, gaat vanzelf door terwijl u werkt; nieuwe paren komen erbij en uw keuze blijft staan. "
        "Er is geen risicoscore: u beslist. Met u maakt u de laatste handeling ongedaan."
    )
    BINDINGS = [*bindings_for("duplicates")]
    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    DuplicatesScreen {
        & #left { width: 1fr; }
        & #right { width: 1fr; }
        & #totals { padding: 0 1 0 3; margin: 0 0 1 0; }
        &.-low #totals { margin: 0; }
        & #compared { margin: 1 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._source = SpineSource(self._page)
        self._list = 0
        self._pairs: dict[str, PairRow] = {}
        self._found: PairDetail | None = None
        self._read_once = False
        self._pair_may_differ = False

    def left(self) -> Iterable[Widget]:
        """Which list, how many, and the pairs."""
        yield FieldText(id="totals")
        yield RecordList(_COLUMNS, self._source, empty=_READING, id="pairs")

    def right(self) -> Iterable[Widget]:
        """The two records of the chosen pair."""
        yield Reading(FieldText(id="why"), CompareText(id="compared"), FieldText(id="said"))

    @property
    def shown(self) -> _List:
        """The list that is shown."""
        return _LISTS[self._list]

    def on_mount(self) -> None:
        """Show the pairs that are known; what came in since is compared meanwhile, and comes in by itself."""
        self._read()
        app_of(self).comparing.watch(True)

    def on_unmount(self) -> None:
        """Leave the comparing to go on calmly."""
        app_of(self).comparing.watch(False)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same pair."""
        if self._read_once:
            self._read()

    def on_pairs_found(self, _: PairsFound) -> None:
        """Read the pairs that were found meanwhile too; the cursor, and what is read right, stay."""
        if self._read_once:
            self._read_list()

    def _page(self, ids: Sequence[int]) -> Iterable[Row]:
        found = pair_rows(app_of(self).desk.store, ids, decided=self.shown.state is None)
        self._pairs.update({str(pair.id): pair for pair in found})
        return [pair_row(pair) for pair in found]

    def _read(self) -> None:
        """Read the list, and the chosen pair after it."""
        self._pair_may_differ = True
        self._read_list()

    @work(thread=True, exclusive=True, group="worklist")
    def _read_list(self) -> None:
        store, shown = app_of(self).desk.store, self.shown
        ids = different_spine(store) if shown.state is None else pair_spine(store, shown.state, shown.levels)
        self.post_message(PairsRead(ids, pair_counts(store)))

    @on(PairsRead)
    def _show(self, event: PairsRead) -> None:
        records = self.query_one("#pairs", RecordList)
        records.empty = self.shown.empty
        self._source.ids = event.ids
        self._read_once = True
        self._pairs.clear()
        records.reload()
        head = [
            Field(value=f"{self.shown.title} ({count_words(len(event.ids))})", style="title"),
            Field(
                value=f"{count_line(event.counts)}{_TURN if self.narrow and event.ids else ''}", style="quiet"
            ),
        ]
        if event.counts.uncompared:
            head.append(Field(value=progress_line(event.counts.uncompared), style="quiet"))
        self.query_one("#totals", FieldText).show(head)
        if self._pair_may_differ or self.pair is None:
            self._pair_may_differ = False
            self._look()

    @property
    def pair(self) -> PairRow | None:
        """The chosen pair."""
        row = self.query_one("#pairs", RecordList).current
        return None if row is None else self._pairs.get(row.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        pair = self.pair
        if pair is None:
            self._found = None
            words = "Kies links een paar." if self._read_once and self._source.count else ""
            self.query_one("#why", FieldText).show([Field(value=words, style="quiet")])
            self.query_one("#compared", CompareText).compare(("", ""), ())
            self.query_one("#said", FieldText).show([])
        else:
            run_behind(self, partial(self._read_at_rest, pair, PAUSE if self._found else 0), "pair")
        self.refresh_bindings()

    async def _read_at_rest(self, pair: PairRow, pause: float) -> None:
        await asyncio.sleep(pause)
        self.post_message(PairRead(str(pair.id), await asyncio.to_thread(self._read_pair, pair)))

    def _read_pair(self, pair: PairRow) -> PairDetail | None:
        from store.acts.looking import log_look

        desk = app_of(self).desk
        try:
            found = pair_detail(desk.store, pair.low_id, pair.high_id)
            for resident_id in (pair.low_id, pair.high_id):
                log_look(
                    desk.store,
                    desk.actor,
                    event="read",
                    kind="resident",
                    resident_id=resident_id,
                    purpose="dubbelen beoordelen",
                    now=desk.now(),
                )
        except StoreError:
            return None
        return found

    @on(PairRead)
    def _show_pair(self, event: PairRead) -> None:
        pair = self.pair
        if pair is None or str(pair.id) != event.row_id:
            return
        found = self._found = event.found
        if found is None:
            gone = "Dit paar is er niet meer, of u mag het niet zien. Met r leest u de lijst opnieuw."
            self.query_one("#why", FieldText).show([Field(value=gone, style="quiet")])
            self.query_one("#compared", CompareText).compare(("", ""), ())
            return
        level = (
            f"{found.level.label}: {found.reasons}" if found.level else "niet door het programma voorgesteld"
        )
        why = [
            Field(value=f"Eén persoon? {level}", style="strong"),
            Field(value=told(found.lines), style="quiet"),
        ]
        self.query_one("#why", FieldText).show(why)
        self.query_one("#compared", CompareText).compare(("links", "rechts"), found.lines)
        said = [Field(value=f"{found.verdict.label} · {found.said}", style="accent")] if found.verdict else []
        keep = "Koppelen voegt niets samen: beide meldingen blijven zoals ze zijn, en losmaken kan altijd."
        self.query_one("#said", FieldText).show(
            [*said, *([BLANK] if said else []), Field(value=keep, style="quiet")]
        )
        self.query_one(Reading).scroll_home(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the chosen pair allows."""
        if action in ("link", "differ", "later", "withdraw", "open_first", "open_second") and self.is_mounted:
            if self.pair is None:
                return False
            if action == "withdraw":
                return self.shown.state is not PairState.OPEN
            if action == "later":
                return self.shown.state is PairState.OPEN
            if action == "differ":
                return self.shown.state is not None
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        self.enter_right()

    def action_next_list(self) -> None:
        """Show the next list."""
        self._list = (self._list + 1) % len(_LISTS)
        self._read()

    def action_open_first(self) -> None:
        """Open the signal of who stands left."""
        self._open(0)

    def action_open_second(self) -> None:
        """Open the signal of who stands right."""
        self._open(1)

    def _open(self, which: int) -> None:
        pair, found = self.pair, self._found
        if pair is None:
            return
        if found is None or (found.one.resident_id, found.other.resident_id) != (pair.low_id, pair.high_id):
            found = self._found = self._read_pair(pair)
        if found is None:
            return
        side = (found.one, found.other)[which]
        if side.signal_id is not None:
            app_of(self).open_signal(side.signal_id)
        elif side.case_id is not None:
            app_of(self).open_case(side.case_id)

    def action_refresh(self) -> None:
        """Compare what is new and read the list again."""
        self._read()
        app_of(self).comparing.watch(True)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @work
    async def action_link(self) -> None:
        """Say that this is one person."""
        from store.acts.links import link_residents

        await self._decide(link_residents, "Gekoppeld.", may_overrule=True)

    @work
    async def action_differ(self) -> None:
        """Remember that these are two people."""
        from store.acts.links import not_the_same

        await self._decide(not_the_same, "Vastgelegd: geen dubbel.", may_overrule=True)

    @work
    async def action_later(self) -> None:
        """Put this pair aside."""
        from store.acts.links import decide_later

        await self._decide(decide_later, "Opzij gelegd voor later.")

    @work
    async def action_withdraw(self) -> None:
        """Take the decision about this pair back."""
        from store.acts.links import withdraw_verdict

        pair, now = self.pair, app_of(self).desk.now()
        if pair is not None:
            await decide(
                app_of(self),
                lambda store, actor, _: withdraw_verdict(store, actor, pair.low_id, pair.high_id, now=now),
                "Ingetrokken; dit paar kan weer voorgesteld worden.",
            )

    async def _decide(self, act: Callable[..., None], done: str, *, may_overrule: bool = False) -> None:
        """Do an act of `store.acts.links` about the chosen pair, with what the screen said of it."""
        from store.acts.links import Seen

        pair = self.pair
        if pair is None:
            return
        seen = Seen(pair.level, (pair.reasons,) if pair.reasons else ())
        said: dict[str, object] = {"origin": LinkOrigin.REVIEW, "seen": seen, "now": app_of(self).desk.now()}

        def job(store: Store, actor: Actor, overrule: bool) -> None:
            more = {"overrule": True} if overrule and may_overrule else {}
            act(store, actor, pair.low_id, pair.high_id, **said, **more)

        await decide(app_of(self), job, done)
