"""Every act on a meeting can be taken back, and then the store is as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.acts import decisions, meeting_agenda, meeting_items, meeting_run, meeting_table, meetings
from store.acts.undo import undo_last
from store.codes import PartnerType
from store.engine.lifecycle import Store
from store.queries.meetings import participants
from tests.acts.meeting_office import LATER, partner, planned, running
from tests.acts.office import ME, NOW, TODAY, content, one, opened, received, rows

Step = Callable[[Store], Callable[[], object]]
SOME = (
    meeting_table.ParticipantInput(name="Els", is_team=True),
    meeting_table.ParticipantInput(organisation="Buurtteam", partner_type=PartnerType.WELFARE),
)


def _at_table(line: str) -> Step:
    def prepare(store: Store) -> Callable[[], object]:
        _, (item,) = running(store, opened(store))
        return lambda: decisions.decide_typed(store, ME, item, line, now=LATER)

    return prepare


def _two(store: Store) -> tuple[int, list[int]]:
    """Return a planned meeting with two items, the first of which a partner attends."""
    meeting = planned(store)
    items = [
        meeting_items.add_item(store, ME, meeting, case_id=case, now=NOW).id
        for case in (opened(store), opened(store, house_number=3, surname="Ander"))
    ]
    meeting_items.link_partner(store, ME, items[0], partner(store), now=NOW)
    meeting_items.set_question(store, ME, items[0], "Wie gaat er langs?", now=NOW)
    return meeting, items


def _on_item(act: Callable[[Store, int], object]) -> Step:
    def prepare(store: Store) -> Callable[[], object]:
        _, items = _two(store)
        return lambda: act(store, items[0])

    return prepare


def _on_meeting(act: Callable[[Store, int], object]) -> Step:
    def prepare(store: Store) -> Callable[[], object]:
        meeting, _ = _two(store)
        meeting_table.set_participants(store, ME, meeting, SOME, now=NOW)
        return lambda: act(store, meeting)

    return prepare


def _on_somebody(act: Callable[[Store, int], object]) -> Step:
    return _on_meeting(lambda store, meeting: act(store, participants(store, meeting)[0].id))


def _close(store: Store) -> Callable[[], object]:
    meeting, items = running(store, opened(store), opened(store, house_number=3, surname="Ander"))
    meeting_items.link_partner(store, ME, items[1], partner(store), now=LATER)
    meeting_table.set_participants(store, ME, meeting, SOME, now=LATER)
    return lambda: meeting_run.close_meeting(store, ME, meeting, now=LATER)


def _in_run(act: Callable[[Store, int, list[int]], object]) -> Step:
    def prepare(store: Store) -> Callable[[], object]:
        meeting, items = running(store, opened(store), opened(store, house_number=3, surname="Ander"))
        return lambda: act(store, meeting, items)

    return prepare


def _built(store: Store) -> Callable[[], object]:
    opened(store)
    meeting = planned(store)
    return lambda: meeting_agenda.build_agenda(store, ME, meeting, now=NOW)


def _whole(store: Store) -> Callable[[], object]:
    opened(store)
    return lambda: meetings.plan_meeting(store, ME, 1, TODAY, participants=SOME, with_agenda=True, now=NOW)


def _raised(act: Callable[[Store, int, int], object]) -> Step:
    """An act on a meeting that has nothing on its agenda, and a signal without a case."""

    def prepare(store: Store) -> Callable[[], object]:
        signal, meeting = received(store).id, planned(store)
        return lambda: act(store, meeting, signal)

    return prepare


STEPS: dict[str, Step] = {
    "plan": lambda store: lambda: planned(store),
    "plan with table and agenda": _whole,
    "participants": _on_meeting(
        lambda store, meeting: meeting_table.set_participants(
            store,
            ME,
            meeting,
            (*SOME[:1], meeting_table.ParticipantInput(partner_id=partner(store), name="Wim")),
            now=NOW,
        )
    ),
    "add participant": _on_meeting(
        lambda store, meeting: meeting_table.add_participant(
            store, ME, meeting, meeting_table.ParticipantInput(partner_id=partner(store)), now=NOW
        )
    ),
    "change participant": _on_somebody(
        lambda store, who: meeting_table.change_participant(
            store, ME, who, meeting_table.ParticipantInput(name="Els B.", organisation="GGD"), now=NOW
        )
    ),
    "absent": _on_somebody(
        lambda store, who: meeting_table.set_present(store, ME, who, present=False, now=NOW)
    ),
    "remove participant": _on_somebody(
        lambda store, who: meeting_table.remove_participant(store, ME, who, now=NOW)
    ),
    "another day": _on_meeting(
        lambda store, meeting: meetings.change_meeting(
            store, ME, meeting, held_on=TODAY + timedelta(days=9), place="Raadhuis", now=NOW
        )
    ),
    "call off": _on_meeting(
        lambda store, meeting: meetings.cancel_meeting(store, ME, meeting, reason="griep", now=NOW)
    ),
    "build": _built,
    "raise a signal": _raised(
        lambda store, meeting, signal: meeting_items.add_item(
            store, ME, meeting, signal_id=signal, question="Wie kent dit adres?", now=NOW
        )
    ),
    "raise a theme": _raised(
        lambda store, meeting, _: meeting_items.add_item(
            store, ME, meeting, title="Verlichting", partner_ids=(partner(store),), now=NOW
        )
    ),
    "remove": _on_item(lambda store, item: meeting_items.remove_item(store, ME, item, now=NOW)),
    "move": _on_item(lambda store, item: meeting_items.move_item(store, ME, item, 1, now=NOW)),
    "minutes": _on_item(lambda store, item: meeting_items.set_minutes(store, ME, item, 12, now=NOW)),
    "question": _on_item(lambda store, item: meeting_items.set_question(store, ME, item, "Anders?", now=NOW)),
    "invite": _on_item(
        lambda store, item: meeting_items.link_partner(store, ME, item, partner(store, "Politie"), now=NOW)
    ),
    "partners": _on_item(
        lambda store, item: meeting_items.set_partners(store, ME, item, (partner(store, "Politie"),), now=NOW)
    ),
    "start": _on_meeting(lambda store, meeting: meeting_run.start_meeting(store, ME, meeting, now=LATER)),
    "call": _in_run(lambda store, _, items: meeting_run.call_item(store, ME, items[1], now=LATER)),
    "call step": _in_run(lambda store, meeting, _: meeting_run.call_step(store, ME, meeting, now=LATER)),
    "finish": _in_run(lambda store, _, items: meeting_run.finish_item(store, ME, items[0], now=LATER)),
    "close": _close,
    **{
        line: _at_table(line)
        for line in (
            "bellen @Joris +5wd als hij wil; informeren: ja",
            "contact zoeken",
            "overdracht aan GGZ Delfland",
            "wachtlijst tot +4w",
            "sluiten: verhuisd",
        )
    },
}


@pytest.mark.parametrize("name", STEPS)
def test_everything_can_be_taken_back(name: str, store: Store) -> None:
    act = STEPS[name](store)
    before = content(store)
    act()
    assert content(store) != before
    summary = one(store, "SELECT summary || number FROM log_entries ORDER BY id DESC LIMIT 1")
    assert "visser" not in summary.casefold()
    undo_last(store, ME, now=LATER)
    assert content(store) == before
    assert rows(store, "PRAGMA foreign_key_check") == []


def test_what_was_raised_by_hand_is_taken_back_one_by_one(store: Store) -> None:
    """Order, time and question changed one after the other come back in the opposite order, each by itself."""
    _, items = _two(store)
    states = [content(store)]
    for act in (
        lambda: meeting_items.move_item(store, ME, items[1], -1, now=NOW),
        lambda: meeting_items.set_minutes(store, ME, items[1], 15, now=NOW),
        lambda: meeting_items.set_question(store, ME, items[1], "Nog iets?", now=NOW),
    ):
        act()
        states.append(content(store))
    for before in reversed(states[:-1]):
        undo_last(store, ME, now=NOW)
        assert content(store) == before
