"""Before a meeting: its day with the moment its agenda closes, who is at the table, calling it off, what follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.acts import decisions, meeting_agenda, meeting_items, meeting_run, meeting_table, meetings
from store.acts.advise import give_advice
from store.acts.cases import close_case
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.acts.undo import undo_last
from store.codes import AgendaReason, MeetingPart, MeetingStatus, Outcome
from store.engine.lifecycle import Store
from store.errors import Conflict, InvalidInput, Refused
from store.queries.meeting_items import agenda_place, agenda_rows, item_question
from store.queries.meeting_names import tells_of_somebody
from store.queries.meetings import meeting_detail, meeting_list, meeting_row, next_meeting, participants
from tests.acts.meeting_office import LATER, partner, planned, running
from tests.acts.office import ME, NOW, TODAY, content, judged, one, opened, received, rows

AFTERNOON = NOW + timedelta(hours=5)
"""After twelve on the day before the meeting: its agenda has closed."""


def test_another_day_moves_the_moment_the_agenda_closes(store: Store) -> None:
    meeting = planned(store)
    early = meeting_items.add_item(store, ME, meeting, case_id=opened(store), now=NOW).id
    late_case = opened(store, house_number=5, surname="Laat")
    late = meeting_items.add_item(store, ME, meeting, case_id=late_case, now=AFTERNOON).id
    assert meeting_row(store, meeting).closes_at.isoformat() == "2026-11-23T12:00:00+01:00"
    meetings.change_meeting(store, ME, meeting, held_on=date(2026, 11, 30), now=AFTERNOON)
    assert meeting_row(store, meeting).closes_at.isoformat() == "2026-11-27T12:00:00+01:00"
    assert {row.id: row.after_cutoff for row in agenda_rows(store, meeting)} == {early: False, late: False}
    undo_last(store, ME, now=AFTERNOON)
    assert {row.id: row.after_cutoff for row in agenda_rows(store, meeting)} == {early: False, late: True}


def test_another_day_builds_the_agenda_for_that_day(store: Store) -> None:
    opened(store)
    meeting = planned(store)
    meetings.change_meeting(store, ME, meeting, held_on=TODAY + timedelta(days=20), now=NOW)
    assert agenda_rows(store, meeting) == ()
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    before = agenda_rows(store, meeting)[0].reason_text
    meetings.change_meeting(store, ME, meeting, held_on=TODAY + timedelta(days=27), now=NOW)
    assert agenda_rows(store, meeting)[0].reason_text != before


def test_what_cannot_be_changed_is_refused(store: Store) -> None:
    meeting, _ = running(store, opened(store))
    with pytest.raises(Refused, match="zolang het overleg niet begonnen is"):
        meetings.change_meeting(store, ME, meeting, held_on=TODAY + timedelta(days=3), now=LATER)
    meetings.change_meeting(store, ME, meeting, remarks="Zaal was koud.", chair="Anneke", now=LATER)
    detail = meeting_detail(store, meeting)
    assert (detail.remarks, detail.row.chair) == ("Zaal was koud.", "Anneke")
    with pytest.raises(Refused, match="al begonnen"):
        meetings.cancel_meeting(store, ME, meeting, now=LATER)
    with pytest.raises(InvalidInput, match="begintijd"):
        meetings.change_meeting(store, ME, meeting, starts_at="25:00", now=LATER)


def test_calling_off_loses_nothing_that_somebody_put_there(store: Store) -> None:
    raised, asked, by_itself = (opened(store, house_number=n, surname=f"Naam{n}x") for n in (1, 2, 3))
    closed_since = opened(store, house_number=4, surname="Naam4x")
    meeting = planned(store)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    items = {row.case_id: row.id for row in agenda_rows(store, meeting)}
    for case in (raised, closed_since):
        meeting_items.remove_item(store, ME, items[case], now=NOW)
        meeting_items.add_item(store, ME, meeting, case_id=case, reason="dringend", now=NOW)
    meeting_items.set_question(store, ME, items[asked], "Wie kent haar?", now=NOW)
    meeting_items.link_partner(store, ME, items[asked], partner(store), now=NOW)
    meeting_items.add_item(store, ME, meeting, title="Verlichting", now=NOW)
    close_case(store, ME, closed_since, Outcome.MOVED, now=NOW)
    before = content(store)
    made = meetings.cancel_meeting(store, ME, meeting, reason="  te weinig  mensen ", now=NOW)
    assert made.moved == 3 and made.next_ref is not None
    row = meeting_row(store, meeting)
    assert row.status == MeetingStatus.CANCELLED
    assert meeting_detail(store, meeting).remarks == "ging niet door: te weinig mensen"
    after = next_meeting(store, 1)
    assert after is not None and after.id == made.next_ref.id
    assert after.held_on == row.held_on + timedelta(days=7)
    moved = {one.case_id: one for one in agenda_rows(store, after.id)}
    assert (moved[asked].question, [name for _, name in moved[asked].partners]) == (
        "Wie kent haar?",
        ["Rondom Wonen"],
    )
    assert (moved[raised].reason, moved[raised].rolled_over) == (AgendaReason.MANUAL, 0)
    assert moved[raised].reason_text == "di 24 nov ging niet door · ingebracht: dringend"
    assert moved[None].who == "Verlichting" and moved[None].part == MeetingPart.OPEN
    assert closed_since not in moved
    assert "ging niet door" not in moved[by_itself].reason_text
    assert [one.status for one in meeting_list(store, 1)] == [MeetingStatus.PLANNED, MeetingStatus.CANCELLED]
    undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_a_meeting_with_nothing_to_go_on_with_plans_no_other(store: Store) -> None:
    opened(store)
    meeting = planned(store)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    made = meetings.cancel_meeting(store, ME, meeting, expected_version=1, now=NOW)
    assert (made.next_ref, made.moved) == (None, 0)
    assert next_meeting(store, 1) is None
    for act in (
        lambda: meeting_agenda.build_agenda(store, ME, meeting, now=NOW),
        lambda: meetings.change_meeting(store, ME, meeting, place="elders", now=NOW),
        lambda: meeting_run.start_meeting(store, ME, meeting, now=NOW),
        lambda: meeting_table.set_participants(store, ME, meeting, (), now=NOW),
    ):
        with pytest.raises(Refused, match="gaat niet door"):
            act()
    other = planned(store)
    with pytest.raises(Conflict):
        meetings.cancel_meeting(store, ME, other, expected_version=7, now=NOW)


def test_who_is_at_the_table(store: Store) -> None:
    meeting = planned(store)
    housing = partner(store)
    seat = meeting_table.ParticipantInput
    meeting_table.add_participant(
        store, ME, meeting, seat(name=" Els  Bos ", organisation="Kernteam", is_team=True), now=NOW
    )
    of_partner = meeting_table.add_participant(
        store, ME, meeting, seat(partner_id=housing, is_team=True), now=NOW
    ).id
    with pytest.raises(Refused, match="al aan tafel"):
        meeting_table.add_participant(store, ME, meeting, seat(partner_id=housing), now=NOW)
    with pytest.raises(InvalidInput, match="naam of organisatie"):
        meeting_table.add_participant(store, ME, meeting, seat(name=" "), now=NOW)
    meeting_table.change_participant(store, ME, of_partner, seat(partner_id=housing, name="Wim"), now=NOW)
    meeting_table.set_present(store, ME, of_partner, present=False, now=LATER)
    table = [(one.name, one.organisation, one.is_team, one.present) for one in participants(store, meeting)]
    assert table == [("Els Bos", "Kernteam", True, True), ("Wim", "Rondom Wonen", False, False)]
    meeting_table.remove_participant(store, ME, of_partner, now=LATER)
    assert [one.name for one in participants(store, meeting)] == ["Els Bos"]


def test_the_agenda_follows_by_itself_until_it_closes(store: Store) -> None:
    meeting = planned(store)
    raised = meeting_items.add_item(store, ME, meeting, title="Verlichting", now=NOW)
    case = opened(store)
    assert meeting_agenda.follow_agenda(store, meeting, now=NOW)
    assert [row.case_id for row in agenda_rows(store, meeting)] == [None, case]
    logged = one(store, "SELECT worker FROM log_entries WHERE act = 'build_agenda' ORDER BY id DESC LIMIT 1")
    assert logged == "Signaalpunt"
    entries = one(store, "SELECT count(*) FROM log_entries")
    assert not meeting_agenda.follow_agenda(store, meeting, now=NOW)
    assert one(store, "SELECT count(*) FROM log_entries") == entries
    opened(store, house_number=5, surname="Laat")
    assert not meeting_agenda.follow_agenda(store, meeting, now=AFTERNOON)
    opened_items = len(agenda_rows(store, meeting))
    meeting_run.start_meeting(store, ME, meeting, now=LATER)
    assert not meeting_agenda.follow_agenda(store, meeting, now=NOW)
    assert len(agenda_rows(store, meeting)) == opened_items
    undo_last(store, ME, now=LATER)
    assert raised.id in {row.id for row in agenda_rows(store, meeting)}


def test_undo_of_a_person_leaves_what_came_by_itself(store: Store) -> None:
    meeting = planned(store)
    item = meeting_items.add_item(store, ME, meeting, title="Verlichting", now=NOW).id
    case = opened(store)
    meeting_items.set_minutes(store, ME, item, 20, now=NOW)
    meeting_agenda.follow_agenda(store, meeting, now=NOW)
    assert "tijd voor agendapunt" in undo_last(store, ME, now=NOW).label
    theme, fresh = agenda_rows(store, meeting)
    assert (theme.case_id, theme.planned_minutes, fresh.case_id) == (None, 5, case)


def test_a_signal_stands_on_the_agenda_once_also_after_it_got_a_case(store: Store) -> None:
    first, second = received(store).id, received(store, house_number=9, surname="Mol").id
    meeting = planned(store)
    meeting_items.add_item(store, ME, meeting, signal_id=first, question="Wie kent dit adres?", now=NOW)
    meeting_items.add_item(store, ME, meeting, signal_id=second, now=NOW)
    assert agenda_place(store, meeting, signal_id=second) is not None
    case = route_to_case(store, first)
    meeting_items.add_item(store, ME, meeting, case_id=case, now=NOW)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    found = agenda_rows(store, meeting)
    assert [(row.case_id, row.signal_id) for row in found] == [(None, second), (case, None)]
    assert found[1].question == "Wie kent dit adres?"
    other = route_to_case(store, second)
    meeting_agenda.build_agenda(store, ME, meeting, now=NOW)
    assert [row.case_id for row in agenda_rows(store, meeting)] == [other, case]
    place = agenda_place(store, meeting, signal_id=second)
    assert place is not None and place[0] == 1


def route_to_case(store: Store, signal: int) -> int:
    """Triage a signal and let the kernteam open a case; return the case."""
    triage_signal(store, ME, signal, judged(), now=NOW)
    route_signal(store, ME, signal, now=NOW)
    return int(one(store, "SELECT case_id FROM signals WHERE id = ?", signal))


def test_a_signal_that_got_advice_is_not_raised(store: Store) -> None:
    signal = received(store).id
    give_advice(store, ME, signal, "Bel het loket.", now=NOW)
    with pytest.raises(Refused, match="advies"):
        meeting_items.add_item(store, ME, planned(store), signal_id=signal, now=NOW)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Overlast rond het plein na sluitingstijd", False),
        ("Jongeren in het park; 3 meldingen deze week", False),
        ("Mevrouw Visser wordt vergeetachtig", True),
        ("Bij Vissers tuin ligt vuil", True),
        ("Bij de visserij ligt vuil", False),
        ("Overlast Kerkstraat 41", True),
        ("Bel 015-1234567", True),
        ("Post aan iemand@voorbeeld.nl", True),
    ],
)
def test_a_theme_that_seems_to_name_somebody_is_noticed(title: str, told: bool, store: Store) -> None:
    opened(store)
    assert tells_of_somebody(store, 1, title) is told


def test_a_theme_names_who_is_worked_with_however_the_name_is_written(store: Store) -> None:
    opened(store, prefix="van den", surname="Berg")
    received(store, surname="El Amrani")
    for title in ("Fiets van Vandenberg", "Fiets van VAN DEN BERG", "Bij Amrani's deur", "Elamrani belt"):
        assert tells_of_somebody(store, 1, title), title
    assert not tells_of_somebody(store, 1, "Fietsen in de berging")
    assert not tells_of_somebody(store, 1, "De van den stond er weer")


def test_during_the_meeting_what_comes_on_is_marked(store: Store) -> None:
    meeting, (first,) = running(store, opened(store))
    signal = received(store, house_number=8, surname="Pot").id
    added = meeting_items.add_item(
        store, ME, meeting, signal_id=signal, question="Kent iemand Pot?", now=LATER
    ).id
    theme = meeting_items.add_item(
        store, ME, meeting, title="Verlichting", partner_ids=(partner(store),), now=LATER
    ).id
    marked = {row.id: row.after_cutoff for row in agenda_rows(store, meeting)}
    assert marked == {theme: True, first: False, added: True}
    assert item_question(store, added) == "Kent iemand Pot?"
    row = next(one for one in agenda_rows(store, meeting) if one.id == added)
    assert row.question == "Kent iemand [naam]?"


def test_an_action_nobody_was_named_for_is_on_the_list_of_who_it_fell_to(store: Store) -> None:
    case = opened(store)
    _, (item,) = running(store, case)
    decisions.decide_typed(store, ME, item, "uitzoeken wie de huisarts is +5wd", now=LATER)
    (action,) = rows(store, "SELECT owner FROM actions WHERE case_id = ? ORDER BY id DESC LIMIT 1", case)
    assert rows(store, "SELECT owner FROM decisions") == [action]
    decisions.decide_typed(store, ME, item, "sleutel regelen @Rondom Wonen", now=LATER)
    assert rows(store, "SELECT owner, assigned_to FROM decisions ORDER BY id DESC LIMIT 1") == [
        ("", "Rondom Wonen")
    ]
