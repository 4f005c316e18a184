"""A meeting from its agenda to its close: it builds itself, decides at once, loses nothing, and can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.acts import decisions, meeting_agenda, meeting_items, meeting_run, meetings
from store.acts.case_work import add_action, finish_action
from store.acts.cases import assign_lead, change_status
from store.acts.undo import undo_last
from store.codes import AgendaReason, AgendaStatus, CaseStatus, MeetingPart, MeetingStatus
from store.engine.lifecycle import Store, open_store
from store.errors import Conflict, InvalidInput, Refused
from store.queries.case_detail import case_detail
from store.queries.meeting_decisions import actions_per_organisation, decided_about
from store.queries.meeting_items import agenda_rows, item_view, partner_items
from store.queries.meetings import meeting_detail, meeting_kinds, meeting_list, next_meeting, running_meeting
from tests.acts.meeting_office import LATER, partner, planned, running
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    TODAY,
    case_in,
    clocks,
    content,
    forwarded,
    one,
    opened,
    received,
    routed,
    rows,
)


def test_every_municipality_has_its_meeting(store: Store) -> None:
    (kind,) = meeting_kinds(store, 1)
    assert (kind.name, kind.has_open_part, kind.rhythm_days) == ("Wijken die werken", True, 7)
    (other,) = meeting_kinds(store, 2)
    assert (other.name, other.has_open_part) == ("Netwerkoverleg", False)


def test_the_agenda_builds_itself_with_reasons(store: Store) -> None:
    fresh = opened(store)
    raised = case_in(store, CaseStatus.ON_AGENDA, house_number=7, surname="Bos")
    long_ago = NOW - timedelta(days=40)
    quiet = opened(store, now=long_ago, house_number=9, surname="Mol")
    waiting = case_in(store, CaseStatus.WAITLIST, now=long_ago, house_number=11, surname="Kok")
    sent_on = forwarded(store, now=long_ago, house_number=13, surname="Pot")
    meeting = planned(store)
    built = meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    by_case = {row.case_id: row for row in agenda_rows(store, meeting)}
    assert built.added == len(by_case) == 5
    assert by_case[fresh].reason == AgendaReason.NEW
    assert "ingebracht" in by_case[raised].reason_text
    assert "dagen geen actie" in by_case[quiet].reason_text
    assert "wachtlijst herzien" in by_case[waiting].reason_text
    assert by_case[None].signal_id == sent_on.id
    assert by_case[None].reason == AgendaReason.HANDOVER
    assert next(iter(by_case)) in (quiet, waiting)


def test_building_again_keeps_what_was_done_by_hand(store: Store) -> None:
    first, second, third = (opened(store, house_number=n, surname=f"Naam{n}x") for n in (1, 2, 3))
    meeting = planned(store)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    items = {row.case_id: row.id for row in agenda_rows(store, meeting)}
    meeting_items.move_item(store, ME, items[third], -5, now=NOW)
    meeting_items.set_minutes(store, ME, items[third], 12, now=NOW)
    meeting_items.remove_item(store, ME, items[second], now=NOW)
    before = content(store)
    again = meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    assert (again.added, again.renewed, again.dropped) == (0, 0, 0)
    assert content(store) == before
    assert [row.case_id for row in agenda_rows(store, meeting)] == [third, first]
    meeting_items.add_item(store, ME, meeting, case_id=second, reason="toch", now=NOW)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    assert [row.case_id for row in agenda_rows(store, meeting)] == [third, first, second]
    assert agenda_rows(store, meeting)[0].planned_minutes == 12


def test_what_comes_after_the_cutoff_is_marked(store: Store) -> None:
    meeting = planned(store)
    early = meeting_items.add_item(store, ME, meeting, case_id=opened(store), now=NOW)
    late_case = opened(store, house_number=5, surname="Laat")
    late = meeting_items.add_item(store, ME, meeting, case_id=late_case, now=NOW + timedelta(hours=3))
    marked = {row.id: row.after_cutoff for row in agenda_rows(store, meeting)}
    assert marked == {early.id: False, late.id: True}


def test_a_theme_stands_in_the_open_part_and_a_case_never(store: Store) -> None:
    meeting = planned(store)
    meeting_items.add_item(store, ME, meeting, case_id=opened(store), now=NOW)
    meeting_items.add_item(store, ME, meeting, title="Overlast bij het station", now=NOW)
    assert [row.part for row in agenda_rows(store, meeting)] == [MeetingPart.OPEN, MeetingPart.CLOSED]
    delft = meeting_kinds(store, 2)[0]
    closed_only = meetings.plan_meeting(store, ME, delft.id, TODAY, now=NOW).id
    with pytest.raises(Refused, match="geen open deel"):
        meeting_items.add_item(store, ME, closed_only, title="Thema", now=NOW)
    with pytest.raises(Refused, match="andere gemeente"):
        meeting_items.add_item(store, ME, closed_only, case_id=1, now=NOW)


def test_a_partner_sees_its_own_items_only(store: Store) -> None:
    meeting = planned(store)
    mine = meeting_items.add_item(store, ME, meeting, case_id=opened(store), now=NOW).id
    meeting_items.add_item(
        store, ME, meeting, case_id=opened(store, house_number=3, surname="Ander"), now=NOW
    )
    housing, police = partner(store), partner(store, "Politie")
    meeting_items.link_partner(store, ME, mine, housing, now=NOW)
    assert [row.id for row in partner_items(store, meeting, housing)] == [mine]
    assert partner_items(store, meeting, police) == ()
    meeting_items.set_partners(store, ME, mine, (), now=NOW)
    assert partner_items(store, meeting, housing) == ()


def test_nobody_is_named_on_the_shared_screen(store: Store) -> None:
    case = opened(
        store, facts="Mevr. Visser van Kerkstraat 41 schreeuwt; bel 015-1234567. W. Achterberg zag het."
    )
    _, (item,) = running(store, case)
    meeting_items.set_question(store, ME, item, "Kent iemand Maria?", now=LATER)
    decisions.decide_typed(store, ME, item, "Maria Visser bellen @Joris +5wd", now=LATER)
    meeting = running_meeting(store, 1)
    assert meeting is not None
    shown = f"{meeting_detail(store, meeting.id)} {item_view(store, item, today=TODAY)}".casefold()
    for told in ("visser", "maria", "kerkstraat", "2641", "1234567", "achterberg"):
        assert told not in shown
    assert "m.v. '51" in shown


def test_showing_somebody_is_logged_and_not_undone(store: Store) -> None:
    case = opened(store)
    _, (item,) = running(store, case)
    decided = decisions.decide_typed(store, ME, item, "bellen @Joris", now=LATER)
    who = meeting_run.reveal_item(store, ME, item, now=LATER)
    assert "Visser" in who.name
    assert "Kerkstraat 41" in who.address
    logged = rows(store, "SELECT event, purpose, case_id, summary FROM log_entries ORDER BY id DESC LIMIT 1")
    assert logged == [("read", "overleg, getoond", case, "naam en adres getoond in overleg")]
    assert undo_last(store, ME, now=LATER).label.startswith("besluit vastgelegd")
    assert rows(store, "SELECT 1 FROM decisions WHERE id = ?", decided.id) == []


def test_a_decision_is_decision_action_and_note_at_once(store: Store) -> None:
    case = opened(store)
    assign_lead(store, ME, case, JORIS.name, now=NOW)
    _, (item,) = running(store, case)
    line = "samen op huisbezoek @Rondom Wonen +5wd als dochter instemt; informeren: telefonisch"
    decisions.decide_typed(store, ME, item, line, now=LATER)
    detail = case_detail(store, case, today=TODAY)
    (action,) = detail.open_actions
    assert (action.owner, action.title) == ("Rondom Wonen", "samen op huisbezoek (als dochter instemt)")
    assert action.due_on == date(2026, 12, 1)
    assert any("Besluit in Wijken die werken" in entry.body for entry in detail.timeline.entries)
    (told,) = decided_about(store, JORIS.name, NOW)
    assert (told.assigned_to, told.informing) == ("Rondom Wonen", "telefonisch")
    assert decided_about(store, ME.name, NOW) == ()
    assert decided_about(store, JORIS.name, LATER + timedelta(days=1)) == ()
    ((organisation, held),) = actions_per_organisation((told,))
    assert (organisation, len(held)) == ("Rondom Wonen", 1)


@pytest.mark.parametrize(
    ("line", "status", "column", "value"),
    [
        ("contact zoeken", CaseStatus.SEEKING_CONTACT, "handover_to", ""),
        ("overdracht aan GGZ Delfland @Fatima vr", CaseStatus.HANDOVER, "handover_to", "GGZ Delfland"),
        ("wachtlijst tot 12-1 @Joris", CaseStatus.WAITLIST, "review_on", "2027-01-12"),
        ("sluiten: verhuisd", CaseStatus.CLOSED, "outcome", "moved"),
        ("route veilig thuis", CaseStatus.HANDOVER, "case_lead", ""),
    ],
)
def test_a_decision_takes_effect_at_once(
    line: str, status: CaseStatus, column: str, value: str, store: Store
) -> None:
    case = opened(store)
    _, (item,) = running(store, case)
    decisions.decide_typed(store, ME, item, line, now=LATER)
    assert rows(store, f"SELECT status, {column} FROM cases WHERE id = ?", case) == [(status.value, value)]
    if status == CaseStatus.HANDOVER:
        assert "handover" in clocks(store, case=case)


def test_a_forwarded_signal_is_routed_again_from_the_table(store: Store) -> None:
    signal = forwarded(store)
    meeting = planned(store)
    item = meeting_items.add_item(store, ME, meeting, signal_id=signal.id, now=NOW).id
    meeting_run.start_meeting(store, ME, meeting, now=LATER)
    decisions.decide_typed(store, ME, item, "route kernteam @Joris +3wd", now=LATER)
    status, case = rows(store, "SELECT status, case_id FROM signals WHERE id = ?", signal.id)[0]
    assert status == "linked"
    assert rows(store, "SELECT case_id, owner FROM actions ORDER BY id DESC LIMIT 1") == [(case, JORIS.name)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sluiten: verhuisd @Joris", "gaan niet samen"),
        ("sluiten: definitief geen contact", "geen contact"),
        ("bellen @Niemand", "niet bekend"),
        ("", "besloten"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_whole(line: str, words: str, store: Store) -> None:
    _, (item,) = running(store, opened(store))
    before = content(store)
    with pytest.raises((Refused, InvalidInput), match=words):
        decisions.decide_typed(store, ME, item, line, now=LATER)
    assert content(store) == before


def test_a_theme_decides_without_a_case(store: Store) -> None:
    meeting = planned(store)
    item = meeting_items.add_item(store, ME, meeting, title="Verlichting", now=NOW).id
    meeting_run.start_meeting(store, ME, meeting, now=LATER)
    decisions.decide_typed(store, ME, item, "lampen melden @Rondom Wonen +5wd", now=LATER)
    assert rows(store, "SELECT action_id, case_id FROM decisions") == [(None, None)]
    with pytest.raises(Refused, match="open deel"):
        decisions.decide_typed(store, ME, item, "sluiten: verhuisd", now=LATER)


def test_time_is_kept_and_an_interrupted_meeting_goes_on(store: Store, tmp_path: Path) -> None:
    cases = [opened(store, house_number=n, surname=f"Naam{n}x") for n in (1, 2, 3)]
    meeting, items = running(store, *cases)
    then = LATER + timedelta(minutes=4)
    assert meeting_run.finish_item(store, ME, items[0], now=then) is not None
    meeting_run.call_step(store, ME, meeting, 1, now=then + timedelta(minutes=2))
    path = store.path
    store.close()
    with open_store(path) as again:
        going = running_meeting(again, 1)
        assert going is not None
        detail = meeting_detail(again, going.id)
        assert detail.current is not None
        assert detail.current.id == items[2]
        assert [row.status for row in detail.items] == [
            AgendaStatus.DONE,
            AgendaStatus.WAITING,
            AgendaStatus.CALLED,
        ]
        assert [row.spent_seconds for row in detail.items] == [240, 120, 0]
        meeting_run.call_item(again, ME, items[2], now=then + timedelta(days=1))
        meeting_run.call_item(again, ME, items[1], now=then + timedelta(days=1, minutes=1))
        assert [row.spent_seconds for row in agenda_rows(again, meeting)] == [240, 120, 60]
        with pytest.raises(Refused, match="geen punt meer"):
            meeting_run.call_step(again, ME, meeting, 5, now=LATER)


def test_what_was_not_reached_rolls_over_with_a_count(store: Store) -> None:
    cases = [opened(store, house_number=n, surname=f"Naam{n}x") for n in (1, 2, 3)]
    meeting, items = running(store, *cases)
    meeting_items.link_partner(store, ME, items[2], partner(store), now=LATER)
    meeting_items.set_question(store, ME, items[2], "Wie gaat er langs?", now=LATER)
    meeting_run.finish_item(store, ME, items[0], now=LATER)
    decisions.decide_typed(store, ME, items[1], "bellen @Joris vr", now=LATER)
    closed = meeting_run.close_meeting(store, ME, meeting, now=LATER + timedelta(hours=1))
    assert closed.rolled_over == 1
    detail = meeting_detail(store, meeting)
    assert detail.row.status == MeetingStatus.CLOSED
    assert [row.status for row in detail.items][2] == AgendaStatus.NOT_REACHED
    after = next_meeting(store, 1)
    assert after is not None
    assert after.held_on == TODAY + timedelta(days=8)
    row, *rest = agenda_rows(store, after.id)
    assert {(one.case_id, one.rolled_over) for one in rest} <= {(cases[0], 0), (cases[1], 0)}
    assert (row.case_id, row.rolled_over, row.question) == (cases[2], 1, "Wie gaat er langs?")
    assert row.reason_text.startswith("vorige keer niet bereikt")
    assert [name for _, name in row.partners] == ["Rondom Wonen"]
    meeting_run.start_meeting(store, ME, after.id, now=LATER + timedelta(days=7))
    again = meeting_run.close_meeting(store, ME, after.id, now=LATER + timedelta(days=7, hours=1))
    rolled = {one.case_id: one for one in agenda_rows(store, again.next_ref.id)}
    assert {case: one.rolled_over for case, one in rolled.items()}[cases[2]] == 2
    assert rolled[cases[2]].reason_text.startswith("2 keer niet bereikt · ")
    assert rolled[cases[2]].reason_text.endswith("ingebracht door Fatima El Amrani")
    assert meeting_list(store, 1)[0].status == MeetingStatus.PLANNED


def test_what_was_promised_comes_back_until_it_is_done(store: Store) -> None:
    case = opened(store)
    meeting, (item,) = running(store, case)
    decisions.decide_typed(store, ME, item, "sleutel regelen @Rondom Wonen +2wd", now=LATER)
    closed = meeting_run.close_meeting(store, ME, meeting, now=LATER)
    meeting_agenda.build_agenda(store, ME, closed.next_ref.id, now=LATER)
    (row,) = agenda_rows(store, closed.next_ref.id)
    assert "vorige keer beloofd: sleutel regelen (Rondom Wonen)" in row.reason_text
    action = one(store, "SELECT id FROM actions WHERE owner = 'Rondom Wonen'")
    finish_action(store, ME, action, now=LATER)
    meeting_agenda.build_agenda(store, ME, closed.next_ref.id, now=LATER)
    assert all("beloofd" not in row.reason_text for row in agenda_rows(store, closed.next_ref.id))


def test_a_closed_meeting_stays_as_it_is(store: Store) -> None:
    meeting, (item,) = running(store, opened(store))
    meeting_run.close_meeting(store, ME, meeting, now=LATER)
    for act in (
        lambda: meeting_agenda.build_agenda(store, ME, meeting, now=LATER),
        lambda: meeting_items.set_minutes(store, ME, item, 3, now=LATER),
        lambda: decisions.decide_typed(store, ME, item, "bellen @Joris", now=LATER),
        lambda: meeting_run.call_item(store, ME, item, now=LATER),
    ):
        with pytest.raises(Refused, match="gesloten"):
            act()


def test_an_old_version_is_refused(store: Store) -> None:
    meeting = planned(store)
    meetings.change_meeting(store, ME, meeting, place="Raadhuis", expected_version=1, now=NOW)
    with pytest.raises(Conflict):
        meetings.change_meeting(store, ME, meeting, chair="Iemand", expected_version=1, now=NOW)


def test_input_that_cannot_be_is_refused(store: Store) -> None:
    kind = meeting_kinds(store, 1)[0].id
    with pytest.raises(InvalidInput, match="begintijd"):
        meetings.plan_meeting(store, ME, kind, TODAY, starts_at="straks", now=NOW)
    with pytest.raises(Refused, match="voorbij"):
        meetings.plan_meeting(store, ME, kind, TODAY - timedelta(days=1), now=NOW)
    meeting = planned(store)
    case = opened(store)
    item = meeting_items.add_item(store, ME, meeting, case_id=case, now=NOW).id
    with pytest.raises(Refused, match="al op de agenda"):
        meeting_items.add_item(store, ME, meeting, case_id=case, now=NOW)
    with pytest.raises(InvalidInput, match="minuten"):
        meeting_items.set_minutes(store, ME, item, 0, now=NOW)
    with pytest.raises(Refused, match="nog niet begonnen"):
        decisions.decide_typed(store, ME, item, "bellen @Joris", now=NOW)


def test_a_closed_case_goes_off_and_an_action_that_is_late_comes_on(store: Store) -> None:
    case = opened(store, now=NOW - timedelta(days=12))
    add_action(
        store, ME, "Bellen", case_id=case, due_on=TODAY - timedelta(days=2), now=NOW - timedelta(days=3)
    )
    meeting = planned(store)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    (row,) = agenda_rows(store, meeting)
    assert row.reason == AgendaReason.DUE
    assert "actie Bellen" in row.reason_text
    finish_action(store, ME, one(store, "SELECT id FROM actions WHERE title = 'Bellen'"), now=NOW)
    change_status(store, ME, case, CaseStatus.OUTREACH, now=NOW)
    from store.acts.cases import close_case
    from store.codes import Outcome

    close_case(store, ME, case, Outcome.MOVED, now=NOW)
    assert meeting_agenda.build_agenda(store, ME, meeting, now=NOW).dropped == 1
    assert received(store).id
    assert routed(store).id
