"""Zoeken: one line for name, address, postcode, telephone, number and words; every hit says why it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from store.codes import LogEvent
from store.queries.search import Hit, HitKind, Match, SearchResult, SearchStopped, search
from store.queries.search_help import HIDDEN_NL, NOTHING_NL, ORDER_NL
from store.queries.search_views import View, recent_searches, search_views
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.behind import run_behind
from tui.forms.search_text import HitSource, hit_fields, hit_key, how_to, kept_rows, said_of
from tui.looks import Look, LookAtRest
from tui.screens.base import app_of
from tui.screens.search_acts import SearchActs
from tui.screens.work_preview import PAUSE, preview_at_rest
from tui.widgets.field_text import Field, FieldText
from tui.widgets.match_text import MatchText
from tui.widgets.pane import Pane
from tui.widgets.record_list import Column, ListSource, RecordList, RowSource
from tui.widgets.rows import PAGE
from tui.widgets.suggest_input import SuggestInput, Suggestion

if TYPE_CHECKING:
    pass

MOST = 50
"""Hits of each kind that are listed."""
_COLUMNS = (
    Column("Wat", fraction=6, style="strong"),
    Column("Waarom", fraction=5, style="quiet"),
    Column("Stand", fraction=4, style="quiet", min_screen=150),
)
_BEGIN = (
    "Typ een naam, adres, postcode, telefoonnummer, nummer of woord. "
    "Rechts (of met F6) staat wat u allemaal kunt typen."
)
_PLACEHOLDER = "naam · adres · postcode · telefoon · nummer · woorden · wijk: team: status: bron: sinds: mijn"


class Found(Message):
    """A line was searched for."""

    def __init__(self, result: SearchResult) -> None:
        super().__init__()
        self.result = result


class Kept(Message):
    """The views and recent lines were read."""

    def __init__(self, views: Sequence[View], recent: Sequence[str]) -> None:
        super().__init__()
        self.views = views
        self.recent = recent


class SearchScreen(SearchActs):
    """The line on top, hits left, the chosen hit right with why it matched."""

    TAB = "search"
    TITLE_NL = "Zoeken"
    HELP_NL = (
        "Typ op één regel wat u weet, in elke volgorde: visser kerkstr 41 sinds:aug stank. Er wordt gezocht terwijl u "
        "typt; ↓ gaat naar de lijst, Enter opent: van een betrokkene of adres de open casus, anders het nieuwste "
        "signaal. Bij elke treffer staat waarom hij er staat. Met ] en [ loopt u van "
        "treffer naar treffer zonder terug te gaan. Met ctrl+s bewaart u de regel als weergave; is de regel leeg, dan "
        f"staan uw weergaven en wat u het laatst zocht in de lijst. {ORDER_NL} Wat u niet mag zien, staat er niet bij; "
        "dan staat er 1 afgeschermd. Zoeken wordt vastgelegd."
    )
    BINDINGS = [*bindings_for("search")]
    AUTO_FOCUS = "#line"
    CSS = """
    SearchScreen {
        & #left { width: 7fr; }
        & #right { width: 5fr; }
        & #line { margin: 0 1 0 2; width: 1fr; }
        & #said { padding: 0 1 0 3; margin: 0 0 1 0; }
        &.-low #said { margin: 0; }
        & #why { margin: 0 0 1 0; }
        & #whole { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._result = SearchResult("")
        self._hits: dict[str, Hit] = {}
        self._views: dict[str, View] = {}
        self._recent: Sequence[str] = ()
        self._looked = LookAtRest(self)

    def left(self) -> Iterable[Widget]:
        """The line, how it was read, the list."""
        yield SuggestInput(self._complete, placeholder=_PLACEHOLDER, delay=0, id="line")
        yield FieldText(id="said")
        yield RecordList(_COLUMNS, empty=_BEGIN, id="hits")

    def right(self) -> Iterable[Widget]:
        """Why it matched, and the whole."""
        yield MatchText(id="why")
        with_whole = Pane(FieldText(how_to(), id="whole-text"), id="whole", can_focus=False)
        yield with_whole

    @property
    def line(self) -> str:
        """What is typed."""
        return self.query_one("#line", SuggestInput).value

    def on_mount(self) -> None:
        """Show what can be searched for again."""
        self._read_kept()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Search again; something may have come or gone."""
        if self.is_mounted:
            self._search()

    def to_line(self) -> None:
        """Put the cursor in the line, all of it chosen so that typing begins anew."""
        field = self.query_one("#line", SuggestInput)
        if self.turned:
            self.action_other_half()
        field.focus()
        field.action_select_all()

    def _complete(self, text: str) -> Sequence[Suggestion]:
        from store.queries.search_complete import complete

        desk = app_of(self).desk
        field = self.query_one("#line", SuggestInput)
        line = field.value
        offered = [
            Suggestion(line[: one.start] + one.text + line[one.end :], one.about)
            for one in complete(desk.store, line, field.cursor_position, today=desk.today())
        ]
        return [one for one in offered if one.text.strip() != line.strip()]

    @on(SuggestInput.Changed, "#line")
    def _typed(self) -> None:
        self._search()

    def _search(self) -> None:
        if self.line.strip():
            self._find(self.line)
        else:
            self.workers.cancel_group(self, "search")
            self._read_kept()

    @work(thread=True, exclusive=True, group="search")
    def _find(self, line: str) -> None:
        desk, worker = app_of(self).desk, get_current_worker()
        try:
            result = search(
                desk.store,
                line,
                today=desk.today(),
                limit=MOST,
                worker=desk.actor.name,
                stopped=lambda: worker.is_cancelled,
            )
        except SearchStopped:
            return
        # What is in view first is made here, not while drawing; behind it the rest, from the end that a key goes to.
        for number, hit in enumerate((*result.hits[:PAGE], *result.hits[: PAGE - 1 : -1])):
            if worker.is_cancelled:
                return
            if number == PAGE:
                self.post_message(Found(result))
            _ = hit.title
        if len(result.hits) <= PAGE:
            self.post_message(Found(result))

    @work(thread=True, exclusive=True, group="kept")
    def _read_kept(self) -> None:
        desk = app_of(self).desk
        name = desk.actor.name
        self.post_message(Kept(search_views(desk.store, name), recent_searches(desk.store, name)))

    @on(Found)
    def _show(self, event: Found) -> None:
        if event.result.line != self.line:
            return
        result = self._result = event.result
        self._hits = {hit_key(hit): hit for hit in result.hits}
        self._fill(HitSource(result), HIDDEN_NL if result.hidden else NOTHING_NL)
        self._say(said_of(result))
        self._looked.show(Look("search", event=LogEvent.SEARCH.value, terms=result.line))
        self._look()

    @on(Kept)
    def _show_kept(self, event: Kept) -> None:
        if self.line.strip():
            return
        self._result, self._hits = SearchResult(""), {}
        self._views = {f"view/{view.id}": view for view in event.views}
        self._recent = event.recent
        self._fill(ListSource(kept_rows(event.views, event.recent)), _BEGIN)
        self._say("")
        self._looked.show(None)
        self._look()

    def _fill(self, source: RowSource, empty: str) -> None:
        records = self.query_one("#hits", RecordList)
        before = records.current
        records.show(source, empty=empty)
        if before is not None:
            records.go_to(before.id)

    def _say(self, words: str) -> None:
        self.query_one("#said", FieldText).show([Field(value=words, style="quiet")] if words else [])

    @property
    def chosen(self) -> str:
        """Key of the chosen row, "" in an empty list."""
        row = self.query_one("#hits", RecordList).current if self.is_mounted else None
        return "" if row is None else row.id

    @property
    def hit(self) -> Hit | None:
        """The chosen hit."""
        return self._hits.get(self.chosen)

    @property
    def view(self) -> View | None:
        """The chosen view, while the line is empty."""
        return self._views.get(self.chosen)

    @property
    def found(self) -> Sequence[Hit]:
        """All hits of the line."""
        return self._result.hits

    @on(RecordList.Highlighted, "#hits")
    def _look(self) -> None:
        hit = self.hit
        if hit is None:
            self._show_whole((), how_to() if not self._result.hits else [])
        else:
            run_behind(self, partial(self._read_whole, hit), "preview")
        self.refresh_bindings()

    async def _read_whole(self, hit: Hit) -> None:
        """Show why a hit is there, and the whole of it, when the cursor rests on it: laid out together, once."""
        desk = app_of(self).desk
        if hit.kind in (HitKind.RESIDENT, HitKind.ADDRESS):
            await asyncio.sleep(PAUSE)
            fields = hit_fields(hit)
        else:
            row = {"signal_id": hit.id} if hit.kind is HitKind.SIGNAL else {"case_id": hit.id}
            found = await preview_at_rest(desk.store, hit_key(hit), desk.today(), **row)
            fields = found.fields(desk.today())
        if self.is_mounted and hit_key(hit) == self.chosen:
            self._show_whole(hit.matches, fields)

    def _show_whole(self, matches: Sequence[Match], fields: Sequence[Field]) -> None:
        self.query_one(MatchText).show(matches)
        self.query_one("#whole-text", FieldText).show(fields)
        self.query_one("#whole", Pane).scroll_home(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Down goes from the line into the list, up from the first row back."""
        field, records = self.query_one("#line", SuggestInput), self.query_one("#hits", RecordList)
        if event.key == "down" and field.has_focus and not field.suggestions:
            event.stop()
            records.focus()
        elif event.key == "up" and records.has_focus and records.cursor == 0:
            event.stop()
            event.prevent_default()
            self.to_line()

    @on(SuggestInput.Submitted, "#line")
    def _submitted(self) -> None:
        self._remember()
        self.query_one("#hits", RecordList).focus()

    def _remember(self) -> None:
        """Keep the line among the recent ones, and the search in the log, without waiting for its second."""
        line, app = self.line, app_of(self)
        if not line.strip():
            return

        def job() -> None:
            from store.acts.search_views import remember_search
            from store.errors import StoreError

            try:
                remember_search(app.desk.store, app.desk.actor, line, now=app.desk.now())
            except StoreError as error:
                app.call_from_thread(app.tell_problem, str(error))

        self.run_worker(job, thread=True, group="remember", exit_on_error=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits what is chosen."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        chosen = self.chosen
        if action == "open":
            return bool(chosen)
        if action == "rename":
            return chosen.startswith("view/")
        if action == "forget":
            return chosen.startswith(("view/", "recent/"))
        if action == "export":
            return any(hit.kind in (HitKind.CASE, HitKind.SIGNAL) for hit in self._hits.values())
        if action in ("keep", "clear"):
            return bool(self.line.strip())
        return super().check_action(action, parameters)

    @on(RecordList.Selected, "#hits")
    def _selected(self) -> None:
        if self.chosen not in self._hits or not self.enter_right():
            self.action_open()

    def action_open(self) -> None:
        """Open the chosen hit, or search again for the chosen line."""
        hit, app = self.hit, app_of(self)
        if hit is None:
            self._again()
            return
        self._remember()
        if hit.kind is HitKind.SIGNAL:
            app.open_signal(hit.id)
        elif hit.kind is HitKind.CASE:
            app.open_case(hit.id)
        else:
            self._open_newest(hit)

    def _open_newest(self, hit: Hit) -> None:
        """Open the open case of a resident or an address, else its newest signal."""
        from store.queries.search_newest import newest_signal, open_case_of

        app = app_of(self)
        case_id = open_case_of(app.desk.store, hit)
        signal_id = newest_signal(app.desk.store, hit) if case_id is None else None
        if case_id is not None:
            app.open_case(case_id)
        elif signal_id is not None:
            app.open_signal(signal_id)
        else:
            self.notify("Hierbij staat geen signaal dat u mag zien.", timeout=4, markup=False)

    def _again(self) -> None:
        view, chosen = self.view, self.chosen
        line = view.line if view is not None else ""
        if chosen.startswith("recent/"):
            line = self._recent[int(chosen.partition("/")[2])]
        if line:
            self.query_one("#line", SuggestInput).put(line)
            self._search()

    def walk(self, step: int) -> bool:
        """Open the next (or previous) hit in the place of the open one; False at the end of the list."""
        records = self.query_one("#hits", RecordList)
        before = records.cursor
        records.move_to(before + step)
        if records.cursor == before or self.hit is None:
            return False
        self.action_open()
        return True

    def action_clear(self) -> None:
        """Empty the line and begin again."""
        self.query_one("#line", SuggestInput).put("")
        self._search()
        self.to_line()
