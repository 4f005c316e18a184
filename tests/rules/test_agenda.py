"""The agenda that builds itself: one item per case, every reason in words, the same order whatever comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import AgendaReason, Urgency
from store.local_time import LOCAL_ZONE
from store.rules.agenda import (
    Candidate,
    DueThing,
    PlannedItem,
    Promise,
    build_agenda,
    clock,
    cutoff,
    next_meeting_day,
)
from store.rules.workdays import is_workday

HELD = date(2026, 11, 24)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEFORE = datetime(2026, 11, 17, 9, tzinfo=UTC)


def plan(
    *found: Candidate, now: datetime = NOW, previous: datetime | None = BEFORE
) -> tuple[PlannedItem, ...]:
    return build_agenda(found, previous, now, HELD, cutoff(HELD))


@pytest.mark.parametrize(
    ("one", "reason", "words"),
    [
        (Candidate(1, came_in=NOW), AgendaReason.NEW, "nieuwe casus ma 23 nov"),
        (Candidate(1, came_in=NOW, is_new_case=False), AgendaReason.NEW, "nieuw signaal ma 23 nov"),
        (
            Candidate(1, due=(DueThing("nazorg", date(2026, 11, 20)),)),
            AgendaReason.DUE,
            "nazorg 2 werkdagen te laat",
        ),
        (
            Candidate(1, promised=(Promise("bellen", "Wim"),)),
            AgendaReason.PROMISED,
            "vorige keer beloofd: bellen (Wim)",
        ),
        (Candidate(1, quiet_since=date(2026, 11, 3)), AgendaReason.INACTIVE, "21 dagen geen actie"),
        (
            Candidate(1, handover_to="GGZ", handover_due=HELD),
            AgendaReason.HANDOVER,
            "overdracht niet bevestigd door GGZ, termijn di 24 nov",
        ),
        (Candidate(1, waitlist_review=HELD), AgendaReason.WAITLIST, "wachtlijst herzien, vandaag"),
        (Candidate(1, raised="wie belt?"), AgendaReason.MANUAL, "ingebracht: wie belt?"),
        (Candidate(1, rolled_over=2), AgendaReason.ROLLED_OVER, "2 keer niet bereikt"),
    ],
)
def test_each_reason_in_words(one: Candidate, reason: AgendaReason, words: str) -> None:
    (item,) = plan(one)
    assert (item.reason, item.text) == (reason, words)
    assert item.minutes > 0


def test_without_a_reason_nothing_comes_to_the_table() -> None:
    later = HELD + timedelta(days=1)
    assert (
        plan(
            Candidate(1, came_in=BEFORE - timedelta(days=1), quiet_since=date(2026, 11, 4)),
            Candidate(2, due=(DueThing("nazorg", later),), handover_due=later, waitlist_review=later),
            Candidate(3, promised=(Promise("bellen", "Wim", later),)),
        )
        == ()
    )


def test_one_item_with_all_reasons_the_weightiest_first() -> None:
    (item,) = plan(
        Candidate(
            1,
            came_in=NOW,
            due=(DueThing("nazorg", HELD),),
            raised="",
            rolled_over=1,
            quiet_since=date(2026, 1, 1),
        )
    )
    assert [reason for reason, _ in item.reasons] == [
        AgendaReason.ROLLED_OVER,
        AgendaReason.DUE,
        AgendaReason.NEW,
        AgendaReason.MANUAL,
        AgendaReason.INACTIVE,
    ]


def test_the_agenda_closes_at_noon_the_working_day_before() -> None:
    assert cutoff(HELD) == datetime(2026, 11, 23, 12, tzinfo=LOCAL_ZONE)
    assert cutoff(date(2026, 11, 23)) == datetime(2026, 11, 20, 12, tzinfo=LOCAL_ZONE)
    assert cutoff(date(2026, 12, 28)) == datetime(2026, 12, 24, 12, tzinfo=LOCAL_ZONE)
    assert cutoff(HELD, workdays=0, at="9:30") == datetime(2026, 11, 24, 9, 30, tzinfo=LOCAL_ZONE)
    assert cutoff(HELD, at="straks").hour == 12
    one = Candidate(1, came_in=NOW)
    assert not plan(one)[0].after_cutoff
    assert plan(one, now=NOW + timedelta(hours=3))[0].after_cutoff


@pytest.mark.parametrize(
    ("text", "hour"), [("9:30", 9), ("09.30", 9), ("14:00", 14), ("24:00", None), ("x", None), ("9", None)]
)
def test_times(text: str, hour: int | None) -> None:
    found = clock(text)
    assert (None if found is None else found.hour) == hour


_CANDIDATES = st.lists(
    st.builds(
        Candidate,
        case_id=st.integers(1, 10_000),
        urgency=st.one_of(st.none(), st.sampled_from(Urgency)),
        came_in=st.one_of(st.none(), st.just(NOW), st.just(BEFORE - timedelta(days=1))),
        due=st.lists(
            st.builds(
                DueThing,
                st.sampled_from(["nazorg", "contact"]),
                st.dates(date(2026, 11, 1), date(2026, 12, 1)),
            ),
            max_size=3,
        ).map(tuple),
        raised=st.one_of(st.none(), st.just("vraag")),
        quiet_since=st.one_of(st.none(), st.dates(date(2026, 10, 1), HELD)),
        rolled_over=st.integers(0, 3),
    ),
    max_size=8,
    unique_by=lambda one: one.case_id,
).map(lambda found: [replace(one, number=f"C2026-{one.case_id}") for one in found])


@settings(max_examples=60, deadline=None)
@given(_CANDIDATES, st.randoms(use_true_random=False))
def test_the_same_candidates_give_the_same_agenda(found: list[Candidate], chance: Random) -> None:
    turned = list(found)
    chance.shuffle(turned)
    agenda = plan(*found)
    assert agenda == plan(*turned)
    assert len({item.case_id for item in agenda}) == len(agenda)
    assert all(item.reasons and item.reason == item.reasons[0][0] and item.text for item in agenda)
    rolled = [item.rolled_over for item in agenda]
    assert rolled == sorted(rolled, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-3, 60))
def test_the_next_meeting_is_on_a_working_day(day: date, rhythm: int) -> None:
    found = next_meeting_day(day, rhythm)
    assert found > day
    assert is_workday(found)
