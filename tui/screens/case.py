"""One case, in sheets: overview, timeline, contact, actions, life domains, sharing, history."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from store.codes import LifeDomain
from store.errors import StoreError
from store.queries.case_detail import case_detail
from store.queries.case_shapes import ActionView
from store.queries.history import HistoryLine
from store.queries.sharing import ConsentView
from tui.actions import bindings_for
from tui.app import load_screen
from tui.behind import run_behind
from tui.looks import Look, note_look
from tui.screens.case_acts import CaseActs
from tui.screens.case_views.actions import ActionsView
from tui.screens.case_views.base import CaseData, CaseView
from tui.screens.case_views.contact import ContactView
from tui.screens.case_views.domains import DomainsView
from tui.screens.case_views.history import HistoryView
from tui.screens.case_views.overview import OverviewView
from tui.screens.case_views.sharing import SharingView
from tui.screens.case_views.strip import SheetStrip
from tui.screens.case_views.timeline import TimelineView
from tui.screens.case_views.words import head_fields
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import RecordList

SHEETS: tuple[tuple[str, type[CaseView]], ...] = (
    ("overview", OverviewView),
    ("timeline", TimelineView),
    ("contact", ContactView),
    ("actions", ActionsView),
    ("domains", DomainsView),
    ("sharing", SharingView),
    ("history", HistoryView),
)
_NAMES = [name for name, _ in SHEETS]
_WORK = {
    "contact",
    "add_action",
    "note",
    "status",
    "finish",
    "domain",
    "coordinator",
    "plan",
    "raise_item",
    "informed",
    "close_case",
}
"""Acts for an open case."""


class CaseScreen(CaseActs):
    """The case with this id. A sheet is built when it is first shown; each reads again when the store changed."""

    TAB = "cases"
    TITLE_NL = "Casus"
    HELP_NL = (
        "Met ← en → (of Tab, of de muis) bladert u: overzicht, tijdlijn, contact, acties, leefgebieden, "
        "delen en geschiedenis. Op het blad Contact staat wat nog niet geprobeerd is. "
        "Op Acties vinkt v de gekozen actie af. Op Delen staat wie wat kreeg; e deelt de casus, overal, "
        "en y maakt een inzageoverzicht voor de betrokkene. "
        "Met d ziet u welke meldingen van dezelfde persoon zijn en welke casussen van één huishouden. "
        "Op Geschiedenis maakt z de gekozen handeling ongedaan; "
        "u maakt overal uw laatste handeling ongedaan. Een uitroepteken betekent te laat. "
        "Scoor alleen leefgebieden die ertoe doen. Esc of ctrl+w gaat terug naar de lijst."
    )
    BINDINGS = [*bindings_for("case")]

    DEFAULT_CSS = """
    CaseScreen {
        & #left { width: 1fr; }
        & #case-head { padding: 0 1 0 3; }
        & #sheets { margin: 0 0 1 0; }
        & ContentSwitcher { height: 1fr; }
    }
    CaseScreen.-high #case-head { padding: 0 1 1 3; }
    CaseScreen.-narrow {
        & OverviewView .columns { layout: vertical; }
        & OverviewView #first { width: 1fr; }
        & OverviewView #second { width: 1fr; padding: 1 0 0 0; }
        & ListView .list-and-whole { layout: vertical; }
        & ListView .whole {
            width: 1fr; height: 2fr; border-left: none; border-top: solid $border-blurred; padding: 0 1 0 3;
        }
        & ListView RecordList { width: 1fr; height: 3fr; }
    }
    """

    def __init__(self, case_id: int, *, sheet: str = "overview") -> None:
        super().__init__()
        self.case_id = case_id
        self._sheet = sheet if sheet in _NAMES else _NAMES[0]
        self._problem = ""

    def left(self) -> Iterable[Widget]:
        """Who it is about, the sheets, the sheet."""
        yield FieldText(id="case-head")
        yield SheetStrip([(name, view.TITLE) for name, view in SHEETS], self._sheet, id="sheets")
        yield ContentSwitcher(id="sheet")

    @property
    def made_with(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The case, at the sheet that is open."""
        return (self.case_id,), {"sheet": self._sheet}

    @property
    def sheet(self) -> str:
        """Name of the sheet that is shown."""
        return self._sheet

    @cached_property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one("#sheet", ContentSwitcher)

    @property
    def view(self) -> CaseView | None:
        """The sheet that is shown, once it is there."""
        found = [child for child in self._switcher.children if child.id == self._sheet]
        return found[0] if found and isinstance(found[0], CaseView) else None

    async def on_mount(self) -> None:
        """Read the case and show the first sheet."""
        self._read()
        await self._turn_to(self._sheet)

    def on_store_changed(self) -> None:
        """Read again; the sheet and its cursor stay."""
        self._read()
        self._show()

    def _read(self) -> None:
        desk = self.home.desk
        try:
            self.detail, self._problem = case_detail(desk.store, self.case_id, today=desk.today()), ""
        except StoreError as error:
            self.detail, self._problem = None, str(error)
        head = self.query_one("#case-head", FieldText)
        if self.detail is None:
            head.show(
                [
                    Field(value=self._problem, style="late"),
                    Field(value="Esc gaat terug naar de lijst.", style="quiet"),
                ]
            )
        else:
            head.show(head_fields(self.detail))
            note_look(self, Look("case", self.detail.head.number, case_id=self.case_id))
        self._switcher.display = self.detail is not None
        self.query_one(SheetStrip).display = self.detail is not None

    def _show(self) -> None:
        """Show the case on the present sheet."""
        seen = self.detail
        if seen is not None:
            counts = {
                "contact": seen.ladder.total,
                "actions": len(seen.open_actions),
                "domains": len(seen.scores),
            }
            self.query_one(SheetStrip).show(self._sheet, counts)
            view = self.view
            if view is not None:
                desk = self.home.desk
                view.show(CaseData(seen, desk.store, desk.today()))
        self.refresh_bindings()

    async def _turn_to(self, name: str) -> None:
        self._sheet = name
        if self.view is None:
            await self._switcher.add_content(dict(SHEETS)[name](id=name), id=name)
        self._switcher.current = name
        self._show()
        view = self.view
        if view is not None:
            self.call_after_refresh(view.take_focus)

    async def action_next_view(self) -> None:
        """Turn to the next sheet, after the last one to the first."""
        await self._turn_to(_NAMES[(_NAMES.index(self._sheet) + 1) % len(_NAMES)])

    async def action_previous_view(self) -> None:
        """Turn to the sheet before."""
        await self._turn_to(_NAMES[_NAMES.index(self._sheet) - 1])

    async def on_sheet_strip_picked(self, event: SheetStrip.Picked) -> None:
        """Turn to the clicked sheet."""
        event.stop()
        await self._turn_to(event.sheet)

    def action_next_field(self) -> None:
        """Tab turns the sheet: there is nothing to type here."""
        run_behind(self, self.action_next_view, "sheet")

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        """Enter does what the row is for: open a signal, tick off an action, score a domain again."""
        event.stop()
        if self._sheet == "timeline":
            if self._chosen_signal() is not None:
                self.action_open_signal()
        elif self._sheet == "actions" and self.check_action("finish", ()):
            self.action_finish()
        elif self._sheet == "domains" and self.check_action("domain", ()):
            self.action_domain()

    @property
    def chosen_action(self) -> ActionView | None:
        """The action under the cursor."""
        view = self.view
        return view.action if isinstance(view, ActionsView) else None

    @property
    def chosen_line(self) -> HistoryLine | None:
        """The line of the history under the cursor."""
        view = self.view
        return view.line if isinstance(view, HistoryView) else None

    @property
    def chosen_consent(self) -> ConsentView | None:
        """The consent under the cursor."""
        view = self.view
        return view.consent if isinstance(view, SharingView) else None

    @property
    def chosen_domain(self) -> LifeDomain | None:
        """The life domain under the cursor."""
        view = self.view
        return view.domain if isinstance(view, DomainsView) else None

    def _chosen_signal(self) -> int | None:
        view = self.view
        return view.signal_id if isinstance(view, TimelineView) else None

    def action_open_signal(self) -> None:
        """Open the chosen signal of the timeline, else the newest one."""
        signals = self.detail.signals if self.detail else ()
        signal_id = self._chosen_signal() or (signals[0].id if signals else None)
        if signal_id is not None:
            self.home.open_signal(signal_id)

    def action_together(self) -> None:
        """Show which records are this person, and which cases this household."""
        self.home.push_screen(load_screen("tui.screens.together:TogetherScreen")(self.case_id))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this case, on this sheet, now."""
        seen = self.detail
        if action in _WORK:
            if seen is None or not seen.head.is_open:
                return False
            if action == "finish":
                return (
                    self.is_mounted and self.chosen_action is not None and self.chosen_action.done_at is None
                )
            return True
        if action == "reopen":
            return seen is not None and not seen.head.is_open
        if action in ("export", "access_report", "together", "shield", "next_view", "previous_view"):
            return seen is not None
        if action in ("consent", "resident_view"):
            return seen is not None and self._sheet == "sharing"
        if action == "withdraw_consent":
            consent = self.chosen_consent if seen is not None and self.is_mounted else None
            return consent is not None and consent.withdrawn_on is None
        if action == "open_signal":
            return seen is not None and bool(seen.signals)
        if action == "undo_line":
            line = self.chosen_line if seen is not None and self.is_mounted else None
            return line is not None and line.can_undo
        return super().check_action(action, parameters)
