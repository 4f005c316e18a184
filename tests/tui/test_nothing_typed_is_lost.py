"""Whatever goes wrong while saving: nothing is called kept that is not, and what was typed is still there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.engine.anchor import Anchor
from store.errors import StoreUnusable
from store.queries.shared import fetch
from tests.case_office import desk_of, office_in
from tests.tui.conftest import LARGE
from tests.tui.meeting_desk import meeting_desk
from tests.tui.setting import app_at, region, toasts
from tests.tui.signal_desk import FormApp, fill
from tests.tui.signal_desk import desk_of as desk_at_signals
from tests.tui.test_export import ANSWERS
from tests.tui.test_meeting_run import PROJECTOR, begun
from tests.tui.waiting import settled, until
from tui.crash import crash_report
from tui.forms.triage_plan import not_yet
from tui.screens.dialogs.form_dialog import FormDialog
from tui.screens.export import ExportScreen
from tui.screens.signal_form import SignalFormScreen
from tui.screens.triage import TriageScreen
from tui.widgets.choice import Choice
from tui.widgets.decision_input import DecisionInput

FULL = "De schijf is vol. De laatste handeling is niet bewaard; maak ruimte en probeer het opnieuw."


class Disk:
    """A disk that is full from `fill` to `empty`: every write to the store fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        checked = Anchor.check

        def check(anchor: Anchor) -> None:
            if self.full:
                raise StoreUnusable(FULL)
            checked(anchor)

        monkeypatch.setattr(Anchor, "check", check)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def office(disk: Disk, tmp_path: Path):
    found = office_in(tmp_path / "opslag")
    yield found
    found.store.close()


def count(store, table: str) -> int:
    return int(fetch(store, f"SELECT count(*) FROM {table}")[0][0])


def put(screen, field: str, text: str) -> None:
    """Type into a field."""
    widget = screen.query_one(f"#{field}")
    if isinstance(widget, TextArea):
        widget.text = text
    else:
        widget.value = text


def typed(screen, field: str) -> str:
    widget = screen.query_one(f"#{field}")
    return str(widget.text if isinstance(widget, TextArea) else widget.value)


async def comes_back_as_typed(app, pilot, disk: Disk, first: FormDialog, fields: dict[str, str]) -> None:
    """Fill in a form and save it on a full disk: it says so, and stands there again with what was typed."""
    for field, text in fields.items():
        put(first, field, text)
    disk.full = True
    first.action_save()
    await until(pilot, lambda: FULL in toasts(app))
    await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen is not first)
    await until(pilot, lambda: app.screen.is_mounted and bool(app.screen.query(f"#{next(iter(fields))}")))
    assert {field: typed(app.screen, field) for field in fields} == fields


def idle_case(store) -> int:
    """Return an open case that nothing has to be done for: it may be closed."""
    statement = (
        "SELECT min(k.id) FROM cases k WHERE k.status <> 'closed'"
        " AND NOT EXISTS (SELECT 1 FROM actions a WHERE a.case_id = k.id AND a.done_at IS NULL)"
    )
    return int(fetch(store, statement)[0][0])


@pytest.mark.parametrize(
    ("action", "table", "fields"),
    [
        ("note", "notes", {"body": "De gordijnen zijn open."}),
        (
            "add_action",
            "actions",
            {"what": "Bellen met de huisarts", "owner": "Jan de Vries", "due_on": "27-11-2026"},
        ),
        ("contact", "contact_attempts", {"kind": "phone", "reached": "no", "result": "Niet opgenomen."}),
        ("plan", "undo_records", {"goal": "Weer contact.", "plan": "Elke dinsdag langs."}),
        ("coordinator", "undo_records", {"lead": "Jan de Vries"}),
        ("status", "case_status_changes", {"new": "on_agenda", "reason": "Eerst overleggen."}),
        ("domain", "zrm_scores", {"domain": "housing", "level": "2", "note": "Vol, wel veilig."}),
        ("close_case", "undo_records", {"outcome": "moved", "reason": "Naar Delft verhuisd."}),
        ("consent", "consents", {"organisation": "Rondom Wonen", "given_on": "20-11-2026"}),
        ("resident_view", "undo_records", {"text": "Wil met rust gelaten worden."}),
    ],
)
async def test_a_form_over_a_case_returns_as_it_was_typed(
    action: str, table: str, fields: dict[str, str], disk: Disk, office
) -> None:
    desk = desk_of(office)
    app = app_at(desk, "cases")
    async with app.run_test(size=LARGE) as pilot:
        app.open_case(idle_case(desk.store) if action == "close_case" else office.visser)
        await until(pilot, lambda: getattr(app.screen, "detail", None) is not None)
        before = count(desk.store, table)
        getattr(app.screen, f"action_{action}")()
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        first = app.screen
        await comes_back_as_typed(app, pilot, disk, first, fields)
        assert all(FULL in told for told in toasts(app))
        assert count(desk.store, table) == before
        disk.full = False
        app.screen.action_save()
        await until(pilot, lambda: count(desk.store, table) == before + 1)


async def test_a_new_signal_stays_in_its_form(disk: Disk, office) -> None:
    desk = desk_of(office)
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        app.open_form()
        await until(pilot, lambda: isinstance(app.screen, SignalFormScreen) and app.screen.is_mounted)
        form, before = app.screen, count(desk.store, "signals")
        put(form, "facts", "Doet al weken de deur niet open.")
        disk.full = True
        await pilot.press("ctrl+s")
        await until(pilot, lambda: FULL in toasts(app))
        assert app.screen is form
        assert form.values["facts"] == "Doet al weken de deur niet open."
        assert not any("vastgelegd" in told for told in toasts(app))
        disk.full = False
        await pilot.press("ctrl+s")
        await until(pilot, lambda: count(desk.store, "signals") == before + 1)
        await until(pilot, lambda: app.screen is not form)


async def test_a_decision_stays_on_its_line(disk: Disk, tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=PROJECTOR) as pilot:
        screen = await begun(pilot)
        line = screen.query_one(DecisionInput)
        line.value = "samen langs @Fatima El Amrani +5wd"
        line.focus()
        disk.full = True
        await pilot.press("enter")
        await until(pilot, lambda: FULL in toasts(app))
        assert line.value == "samen langs @Fatima El Amrani +5wd"
        assert count(desk.store, "decisions") == 0
        disk.full = False
        line.focus()
        await pilot.press("enter")
        await settled(pilot)
        assert count(desk.store, "decisions") == 1
        assert line.value == ""
    desk.store.close()


async def test_a_reason_for_no_answer_returns(disk: Disk, office) -> None:
    from tui.screens.confirm import ReasonDialog
    from tui.screens.feedback import FeedbackScreen

    desk = desk_of(office)
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        app.push_screen(FeedbackScreen())
        await until(pilot, lambda: bool(app.screen.query("#answers")) and app.screen.answer is not None)
        before = count(desk.store, "feedback_given")
        app.screen.action_refuse()
        await until(pilot, lambda: isinstance(app.screen, ReasonDialog))
        first = app.screen
        first.query_one(Input).value = "verhuisd zonder adres"
        disk.full = True
        first.action_take()
        await until(pilot, lambda: FULL in toasts(app))
        await until(pilot, lambda: isinstance(app.screen, ReasonDialog) and app.screen is not first)
        await until(pilot, lambda: bool(app.screen.query(Input)))
        assert app.screen.query_one(Input).value == "verhuisd zonder adres"
        disk.full = False
        app.screen.action_take()
        await until(pilot, lambda: count(desk.store, "feedback_given") == before + 1)


async def test_an_error_of_the_disk_itself_is_a_sentence_too(office) -> None:
    import sqlcipher3

    def fails(store, actor):
        error = sqlcipher3.OperationalError("disk I/O error")
        error.sqlite_errorcode = 10
        raise error

    app = app_at(desk_of(office), "today")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert await app.perform(fails, "Bewaard") is None
        await until(pilot, lambda: bool(toasts(app)))
        (told,) = toasts(app)
    assert told.startswith("De schijf gaf een fout")
    error = sqlcipher3.DatabaseError("database disk image is malformed: Visser")
    error.sqlite_errorcode = 11
    report = crash_report(error).plain
    assert report.startswith("De opslag is beschadigd.")
    assert "Visser" not in report


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("give_advice", {"advice": "Vraag het de huisarts."}),
        ("not_taken_up", {"reason": "other", "note": "Al in zorg bij een ander."}),
        ("choose_other", {"team": "2", "reason": "Zij kennen haar al."}),
    ],
)
async def test_what_ends_a_triage_returns_as_it_was_typed(
    action: str, fields: dict[str, str], disk: Disk, tmp_path: Path
) -> None:
    store, waiting = fill(tmp_path)
    app = FormApp(desk_at_signals(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TriageScreen) and app.screen.is_mounted)
        screen, before = app.screen, count(store, "undo_records")
        await answered(pilot, screen)
        given = dict(screen._answers)
        getattr(screen, f"action_{action}")()
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        first = app.screen
        if action == "choose_other":
            fields = fields | {"team": first.query_one("#team", Choice).options[0][0]}
        await comes_back_as_typed(app, pilot, disk, first, fields)
        assert count(store, "undo_records") == before
        assert dict(screen._answers) == given
        disk.full = False
        app.screen.action_save()
        await until(pilot, lambda: count(store, "undo_records") > before)
    store.close()


async def answered(pilot, screen: TriageScreen) -> None:
    """Answer what a proposal needs: how urgent it is and what it is about."""
    screen.query_one("#urgency", Choice).choose(1)
    await until(pilot, lambda: not not_yet(screen._answers))
    await pilot.pause()


async def test_a_triage_that_cannot_be_kept_stays_with_its_answers(disk: Disk, tmp_path: Path) -> None:
    store, waiting = fill(tmp_path)
    app = FormApp(desk_at_signals(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TriageScreen) and app.screen.is_mounted)
        screen = app.screen
        await answered(pilot, screen)
        given = dict(screen._answers)
        disk.full = True
        await screen.action_follow()
        await until(pilot, lambda: FULL in toasts(app))
        assert app.screen is screen and dict(screen._answers) == given
        assert fetch(store, "SELECT 1 FROM routings WHERE signal_id = ?", (waiting.id,)) == []
        disk.full = False
        await screen.action_follow()
        await until(pilot, lambda: app.screen is not screen)
    store.close()


async def test_an_export_that_cannot_be_kept_leaves_no_file_and_its_answers(
    disk: Disk, office, tmp_path: Path
) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    desk = desk_of(office)
    app = app_at(desk, "cases")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        app.push_screen(ExportScreen((office.visser,)))
        await until(pilot, lambda: isinstance(app.screen, ExportScreen) and app.screen.is_mounted)
        screen, before = app.screen, count(desk.store, "disclosures")
        await until(pilot, lambda: bool(screen.query("#folder")))
        screen.fields.fill(ANSWERS)
        put(screen, "folder", str(out))
        disk.full = True
        screen.action_write()
        await until(pilot, lambda: FULL in toasts(app))
        await until(pilot, lambda: screen._stop is None)
        assert app.screen is screen
        assert replace(screen.fields.answers, recipient_type=None) == ANSWERS
        assert list(out.iterdir()) == []
        assert count(desk.store, "disclosures") == before
        disk.full = False
        screen.action_write()
        await until(pilot, lambda: count(desk.store, "disclosures") == before + 1)
        assert [path.suffix for path in out.iterdir()] == [".md"]


async def test_a_partner_returns_as_it_was_typed(disk: Disk, tmp_path: Path) -> None:
    desk = region(tmp_path / "opslag")
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await app.screen.action_show_part("partners")
        before = count(desk.store, "partners")
        app.screen.action_add()
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        first = app.screen
        put(first, "name", "De Buurttafel")
        put(first, "kind", "welfare")
        disk.full = True
        first.action_save()
        await until(pilot, lambda: FULL in toasts(app))
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen is not first)
        await until(pilot, lambda: bool(app.screen.query("#kind")))
        assert (typed(app.screen, "name"), typed(app.screen, "kind")) == ("De Buurttafel", "welfare")
        assert count(desk.store, "partners") == before
        disk.full = False
        app.screen.action_save()
        await until(pilot, lambda: count(desk.store, "partners") == before + 1)
    desk.store.close()
