from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import ContactKind, DayPart
from store.local_time import LOCAL_ZONE
from store.rules.contact_ladder import Attempt, day_part, ladder, no_contact_problems

K = ContactKind


def tried(kind: ContactKind, hour: int = 10, reached: bool = False) -> Attempt:
    return Attempt.made(kind, datetime(2026, 11, 18, hour, 0, tzinfo=LOCAL_ZONE), reached)


ENOUGH = [tried(K.PHONE), tried(K.CARD, 14), tried(K.VISIT, 19), tried(K.PHONE, 15)]

attempts = st.builds(
    Attempt.made,
    st.sampled_from(K),
    st.datetimes(
        datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(LOCAL_ZONE), allow_imaginary=False
    ),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [
        (0, 0, DayPart.MORNING),
        (11, 59, DayPart.MORNING),
        (12, 0, DayPart.AFTERNOON),
        (17, 59, DayPart.AFTERNOON),
        (18, 0, DayPart.EVENING),
        (23, 59, DayPart.EVENING),
    ],
)
def test_parts_of_the_day(hour: int, minute: int, part: DayPart) -> None:
    assert day_part(datetime(2026, 11, 18, hour, minute, tzinfo=LOCAL_ZONE)) == part


def test_the_part_of_the_day_is_that_of_the_resident() -> None:
    assert day_part(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == DayPart.EVENING
    assert day_part(datetime(2026, 12, 1, 16, 30, tzinfo=UTC)) == DayPart.AFTERNOON
    with pytest.raises(ValueError, match="time zone"):
        day_part(datetime(2026, 7, 1, 16, 30))


def test_nothing_tried_yet() -> None:
    found = ladder([])
    assert found.not_tried[:4] == ("huisbezoek", "telefoon", "avond", "kaartje")
    assert (found.total, found.reached) == (0, 0)
    assert found.no_contact_missing[0] == "Er zijn geen van de vier pogingen gedaan."
    assert found.advice.startswith("Nog niets geprobeerd.")


def test_counts_and_what_was_not_tried() -> None:
    found = ladder([tried(K.PHONE), tried(K.PHONE, 13), tried(K.CARD)])
    assert (found.kinds[K.PHONE], found.kinds[K.CARD], found.kinds[K.VISIT]) == (2, 1, 0)
    assert (found.day_parts[DayPart.MORNING], found.day_parts[DayPart.EVENING]) == (2, 0)
    assert found.not_tried[:2] == ("huisbezoek", "avond")
    assert not {"telefoon", "kaartje", "ochtend", "middag"} & set(found.not_tried)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (ENOUGH[:3], "drie van de vier"),
        ([tried(K.PHONE), tried(K.CARD), tried(K.PHONE, 19), tried(K.PHONE)], "huisbezoek"),
        ([tried(K.VISIT), tried(K.VISIT), tried(K.VISIT, 19), tried(K.VISIT)], "twee soorten"),
        ([tried(K.VISIT), tried(K.CARD), tried(K.VISIT, 17), tried(K.PHONE)], "avond"),
        ([*ENOUGH, tried(K.PHONE, reached=True)], "geen reactie na eerder contact"),
    ],
)
def test_each_missing_rung_is_named_alone(made: list[Attempt], words: str) -> None:
    problems = no_contact_problems(made)
    assert len(problems) == 1
    assert words in problems[0]


def test_enough_attempts_earn_the_outcome() -> None:
    assert no_contact_problems(ENOUGH) == []
    assert ladder(ENOUGH).no_contact_missing == ()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([tried(K.LETTER), tried(K.MAIL)], "6 %"),
        ([tried(K.LETTER), tried(K.PHONE)], "huisbezoek"),
        ([tried(K.LETTER), tried(K.VISIT)], "gebeld"),
        ([tried(K.PHONE), tried(K.VISIT)], "avond"),
        ([tried(K.PHONE), tried(K.VISIT, 19)], "Volhouden"),
        (ENOUGH, "overleg"),
        ([tried(K.PHONE, reached=True)], "één keer contact"),
    ],
)
def test_advice_follows_the_evidence(made: list[Attempt], words: str) -> None:
    assert words in ladder(made).advice


@settings(max_examples=80, deadline=None)
@given(st.lists(attempts, max_size=8))
def test_the_ladder_adds_up_in_any_order(made: list[Attempt]) -> None:
    found = ladder(made)
    assert sum(found.kinds.values()) == sum(found.day_parts.values()) == found.total == len(made)
    assert found == ladder(reversed(made))
    assert len(found.not_tried) + sum(map(bool, [*found.kinds.values(), *found.day_parts.values()])) == 10
    assert found.advice and "\n" not in found.advice


@settings(max_examples=80, deadline=None)
@given(st.lists(attempts, max_size=6), attempts)
def test_an_unsuccessful_attempt_never_adds_a_problem(made: list[Attempt], extra: Attempt) -> None:
    unreached = [Attempt(one.kind, one.at, False, one.day_part) for one in (*made, extra)]
    assert len(no_contact_problems(unreached)) <= len(no_contact_problems(unreached[:-1]))
