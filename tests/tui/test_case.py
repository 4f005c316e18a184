"""One case: its sheets, every act by its key, what is offered when, hostile text, pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from store.actor import Actor
from store.acts.meetings import plan_meeting
from store.codes import CaseStatus, ContactKind, EscalationTarget, LifeDomain, Outcome
from store.engine.lifecycle import Store
from store.queries.case_detail import case_detail
from store.queries.case_shapes import CaseDetail
from store.queries.meeting_items import agenda_rows
from store.queries.meetings import meeting_kinds
from tests import case_office
from tests.case_office import ME, NOW, TODAY
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled, until
from tui.app import SignaalpuntApp
from tui.screens.case import CaseScreen
from tui.screens.case_views.base import ListView
from tui.screens.case_views.contact import ladder_fields
from tui.screens.case_views.strip import SheetStrip
from tui.screens.case_views.timeline import TimelineView
from tui.screens.case_views.words import change_words, clock_fields
from tui.screens.confirm import ConfirmDialog, ReasonDialog
from tui.screens.conflict import ConflictDialog
from tui.screens.dialogs.close import CloseDialog
from tui.screens.dialogs.contact import ContactDialog
from tui.screens.dialogs.domain import DomainDialog
from tui.screens.dialogs.lead import LeadDialog
from tui.screens.dialogs.plan import PlanDialog
from tui.screens.dialogs.status import StatusDialog
from tui.screens.dialogs.text_dialog import TextDialog
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.field_text import FieldText
from tui.widgets.suggest_input import SuggestInput


@pytest.fixture
def office(tmp_path: Path) -> case_office.Office:
    return case_office.office_in(tmp_path / "store")


class CaseApp(SignaalpuntApp):
    """The application, with one case open."""

    CSS_PATH = str(Path(__file__).parents[2] / "tui" / "styles" / "base.tcss")
    case = 0
    sheet = "overview"

    def begin(self) -> None:
        self.push_screen(CaseScreen(self.case, sheet=self.sheet))


def opened(office: case_office.Office, case_id: int, sheet: str = "overview") -> CaseApp:
    app = CaseApp(case_office.desk_of(office), tab="cases")
    app.case, app.sheet = case_id, sheet
    return app


def on_case(app: SignaalpuntApp) -> CaseScreen:
    screen = app.screen
    assert isinstance(screen, CaseScreen)
    return screen


def now_in(store: Store, case_id: int) -> CaseDetail:
    return case_detail(store, case_id, today=TODAY)


def head_text(app: SignaalpuntApp) -> str:
    return on_case(app).query_one("#case-head", FieldText).text


async def test_the_overview_tells_who_where_and_what_is_late(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert "C2026-001 · Maria Visser, 1951 · Kerkstraat 41, Pijnacker" in head_text(app)
        assert "! 2 termijnen te laat; langst: terugkoppeling, 4 werkdagen te laat" in head_text(app)
        person = on_case(app).query_one("#person", FieldText).text
        assert "Grote hond" in person and "Elke week een kaartje" in person
        clocks = on_case(app).query_one("#clocks", FieldText).text
        assert "! 4 werkdagen te laat" in clocks and "nog 2 werkdagen" in clocks
        assert "wet: AVG art. 14" in clocks and "eigen norm" in clocks
        assert "Buren ruiken rook" in on_case(app).query_one("#signals", FieldText).text


async def test_arrows_tab_and_mouse_turn_the_sheets(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        seen = [on_case(app).sheet]
        for key in ("right", "tab", "right", "right", "right", "right"):
            await pilot.press(key)
            await settled(pilot)
            seen.append(on_case(app).sheet)
        assert seen == ["overview", "timeline", "contact", "actions", "domains", "sharing", "history"]
        await pilot.press("left")
        await settled(pilot)
        assert on_case(app).sheet == "sharing"
        await pilot.click(SheetStrip, offset=(5, 0))
        await settled(pilot)
        assert on_case(app).sheet == "overview"


async def test_the_ladder_says_what_was_not_tried(office: case_office.Office) -> None:
    fields = ladder_fields(now_in(office.store, office.visser))
    told = {field.label: field.value for field in fields}
    assert told["NOG NIET GEPROBEERD"].startswith("huisbezoek · avond")
    assert "telefoon 2×" in told["Wel geprobeerd"]
    assert "46 %" in told["Wat werkt"]
    assert "nog geen huisbezoek" in told["Voor “geen contact”"]


async def test_contact_is_recorded_and_shown(office: case_office.Office) -> None:
    app = opened(office, office.visser, "contact")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ContactDialog)
        app.screen.query_one("#kind", Choice).value = ContactKind.VISIT.value
        app.screen.query_one("#reached", Choice).value = "no"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.visser).ladder.total == 4)
        await settled(pilot)
        assert "huisbezoek 1×" in on_case(app).query_one("#ladder", FieldText).text


async def test_the_status_form_offers_what_is_allowed_and_asks_what_it_needs(
    office: case_office.Office,
) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, StatusDialog)
        offered = [value for value, _ in dialog.query_one("#new", Choice).options]
        allowed = now_in(office.store, office.visser).next_statuses
        assert offered == [status.value for status in allowed if status != CaseStatus.CLOSED]
        assert not dialog.query_one("#target").region
        choice = dialog.query_one("#new", Choice)
        choice.choose(offered.index(CaseStatus.ESCALATED.value))
        await settled(pilot)
        assert dialog.query_one("#target").region
        await pilot.press("ctrl+s")
        assert "waarheen" in dialog.query_one("#problem", FieldText).text
        choice.choose(offered.index(CaseStatus.WAITLIST.value))
        await settled(pilot)
        dialog.query_one("#review_on", DateInput).value = "+10wd"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.visser).head.status == CaseStatus.WAITLIST)
        head = now_in(office.store, office.visser).head
        assert (head.waitlist_owner, head.review_on) == (ME.name, date(2026, 12, 7))


async def test_escalation_and_handover_are_kept(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        for status, field, value in (
            (CaseStatus.HANDOVER, "handover_to", "GGZ Delfland, team wijk"),
            (CaseStatus.ESCALATED, "target", EscalationTarget.SAFE_AT_HOME.value),
        ):
            await pilot.press("s")
            await settled(pilot)
            dialog = app.screen
            assert isinstance(dialog, StatusDialog)
            choice = dialog.query_one("#new", Choice)
            choice.choose([option for option, _ in choice.options].index(status.value))
            await settled(pilot)
            widget = dialog.query_one(f"#{field}")
            assert isinstance(widget, Input | Choice)
            widget.value = value
            await pilot.press("ctrl+s")
            await until(pilot, lambda s=status: now_in(office.store, office.visser).head.status == s)  # type: ignore[misc]
            await settled(pilot)
        assert "opgeschaald (Veilig Thuis)" in head_text(app)


async def test_an_action_is_ticked_off(office: case_office.Office) -> None:
    app = opened(office, office.visser, "actions")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert on_case(app).check_action("finish", ())
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(app.screen, ReasonDialog)
        await pilot.press("enter")
        await until(pilot, lambda: len(now_in(office.store, office.visser).open_actions) == 1)
        await settled(pilot)
        view = on_case(app).view
        assert isinstance(view, ListView)
        rows = view.list.source.rows(0, 9)
        assert [row.group for row in rows] == ["Open", "Afgerond", "Afgerond"]


async def test_a_score_shows_its_change_in_words(office: case_office.Office) -> None:
    app = opened(office, office.visser, "domains")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        view = on_case(app).view
        assert isinstance(view, ListView)
        assert [row.cells[2] for row in view.list.source.rows(0, 9)] == ["↑ beter, was 2", "eerste score"]
        await pilot.press("l")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, DomainDialog)
        assert dialog.query_one("#domain", Choice).value == LifeDomain.HOUSING.value
        await pilot.press("ctrl+s")
        assert "1 tot en met 5" in dialog.query_one("#problem", FieldText).text
        dialog.query_one("#level", Choice).value = "1"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.visser).scores[0].level == 1)
        assert change_words(now_in(office.store, office.visser).scores[0]) == "↓ slechter, was 3"


async def test_lead_plan_and_note(office: case_office.Office) -> None:
    app = opened(office, office.fresh)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert isinstance(app.screen, LeadDialog)
        app.screen.query_one("#lead", SuggestInput).value = "Aleksandra Kowalska"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.fresh).head.lead == "Aleksandra Kowalska")
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(app.screen, PlanDialog)
        app.screen.query_one("#goal", TextArea).text = "Mijnheer heeft weer verwarming."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.fresh).head.goal != "")
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        app.screen.query_one("#body", TextArea).text = "Gesproken met de buurman."
        await pilot.press("ctrl+s")
        await until(
            pilot,
            lambda: any(
                entry.body == "Gesproken met de buurman."
                for entry in now_in(office.store, office.fresh).timeline.entries
            ),
        )


async def test_closing_says_why_no_contact_is_not_earned(office: case_office.Office) -> None:
    app = opened(office, office.fresh)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, CloseDialog)
        choice = dialog.query_one("#outcome", Choice)
        values = [value for value, _ in choice.options]
        choice.choose(values.index(Outcome.NO_CONTACT.value))
        await settled(pilot)
        assert "nog geen huisbezoek" in dialog.query_one("#problem", FieldText).text
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is dialog
        choice.choose(values.index(Outcome.SELF_SOLVED.value))
        await settled(pilot)
        assert not dialog.query_one("#problem", FieldText).region
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not now_in(office.store, office.fresh).head.is_open)


async def test_open_actions_stop_the_closing(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "nog 2 acties open" in app.screen.query_one("#head", FieldText).text
        app.screen.query_one("#outcome", Choice).value = Outcome.MOVED.value
        await pilot.press("ctrl+s")
        assert "Rond die eerst af" in app.screen.query_one("#problem", FieldText).text


async def test_a_closed_case_offers_only_reopening_and_reading(office: case_office.Office) -> None:
    app = opened(office, office.closed)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = on_case(app)
        for act in ("contact", "add_action", "note", "status", "close_case", "domain", "plan", "coordinator"):
            assert not screen.check_action(act, ())
        assert screen.check_action("reopen", ()) and screen.check_action("export", ())
        await pilot.press("h")
        await settled(pilot)
        app.screen.query_one(Input).value = "Nieuw signaal van de buren"
        await pilot.press("enter")
        await until(pilot, lambda: now_in(office.store, office.closed).head.is_open)
        await settled(pilot)
        assert on_case(app).check_action("contact", ())


async def test_a_chosen_line_of_the_history_is_undone(office: case_office.Office) -> None:
    app = opened(office, office.visser, "history")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        line = on_case(app).chosen_line
        assert line is not None and line.act == "set_plan" and line.can_undo
        await pilot.press("z")
        await settled(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("j")
        await until(pilot, lambda: now_in(office.store, office.visser).head.plan == "")
        await settled(pilot)
        assert "in onderzoek (wo 21 okt) → contact zoeken" in on_case(app).query_one("#path", FieldText).text


async def test_a_conflict_shows_what_changed_and_keeps_what_was_typed(office: case_office.Office) -> None:
    from store.acts.cases import set_plan

    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        app.screen.query_one("#goal", TextArea).text = "Mijn doel"
        set_plan(office.store, Actor("Jan"), office.visser, goal="Zijn doel", plan="", now=NOW)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConflictDialog))
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlanDialog))
        await settled(pilot)
        assert app.screen.query_one("#goal", TextArea).text == "Mijn doel"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: now_in(office.store, office.visser).head.goal == "Mijn doel")


async def test_a_long_timeline_is_whole_and_keeps_the_cursor(office: case_office.Office) -> None:
    from store.acts.case_work import add_note

    for number in range(220):
        add_note(
            office.store,
            ME,
            f"Notitie {number}",
            case_id=office.fresh,
            now=NOW - timedelta(days=2) + timedelta(minutes=number),
        )
    app = opened(office, office.fresh, "timeline")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        view = on_case(app).view
        assert isinstance(view, TimelineView)
        await until(pilot, lambda: view.list.source.count > 220)
        await pilot.press("end")
        await settled(pilot)
        oldest = view.chosen
        assert on_case(app).check_action("open_signal", ())
        add_note(office.store, ME, "Later", case_id=office.fresh, now=NOW)
        app.changed()
        await settled(pilot)
        assert view.chosen == oldest


async def test_a_case_that_is_gone_says_so(office: case_office.Office) -> None:
    app = opened(office, 999)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "staat niet" in head_text(app)
        assert not on_case(app).check_action("contact", ())
        await pilot.press("ctrl+w")
        await settled(pilot)
        assert not isinstance(app.screen, CaseScreen)


@pytest.mark.parametrize("sheet", ["overview", "timeline", "contact", "actions", "domains", "history"])
async def test_hostile_text_is_shown_as_text(office: case_office.Office, sheet: str) -> None:
    app = opened(office, office.hostile, sheet)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        drawn = "\n".join(
            "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
        )
        assert "\x1b" not in drawn and "\u202e" not in drawn
        assert "[bold]" in drawn


async def test_an_empty_case_says_what_to_do_next(office: case_office.Office) -> None:
    app = opened(office, office.fresh, "contact")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        for sheet, words in (("contact", "met c"), ("actions", "met a"), ("domains", "met l")):
            view = on_case(app).view
            assert on_case(app).sheet == sheet and isinstance(view, ListView)
            assert words in view.list.empty
            await pilot.press("right")
            await settled(pilot)


def test_terms_of_the_law_are_told_apart(office: case_office.Office) -> None:
    fields = clock_fields(now_in(office.store, office.visser).clocks, TODAY)
    assert any("wet" in field.value for field in fields) and any(
        "eigen norm" in field.value for field in fields
    )


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("sheet", ["overview", "timeline", "contact", "actions", "domains", "history"])
def test_picture(
    office: case_office.Office, snap: Callable[..., None], sheet: str, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)

    snap(opened(office, office.visser, sheet), size, run_before=before)


@pytest.mark.parametrize("key", ["s", "l", "x", "p", "g"])
def test_picture_of_a_form(office: case_office.Office, snap: Callable[..., None], key: str) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)

    snap(opened(office, office.visser), SMALL, run_before=before)


async def test_a_case_goes_on_the_agenda_of_the_next_meeting(office: case_office.Office) -> None:
    app = opened(office, office.fresh)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        desk = app.desk
        kind = meeting_kinds(office.store, office.profile_id)[0]
        meeting = plan_meeting(
            office.store, desk.actor, kind.id, desk.today() + timedelta(days=3), now=desk.now()
        )
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await settled(pilot)
        app.screen.query_one("#text", TextArea).text = "Wie heeft hier een ingang?"
        await pilot.press("ctrl+s")
        await until(
            pilot,
            lambda: (
                [(row.case_id, row.question) for row in agenda_rows(office.store, meeting.id)]
                == [(office.fresh, "Wie heeft hier een ingang?")]
            ),
        )
