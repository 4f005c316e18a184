"""The bounded reading of what may go: the oldest of what is due, whatever stands before it that stays longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.acts.cases import close_case
from store.codes import Outcome
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store
from store.queries.retention import proposal, proposals
from tests.acts.office import ME, NOW, TODAY, opened

CASE = RetentionSubject.CASE


def closed(store: Store, surname: str, outcome: Outcome, *, days_ago: int = 0) -> int:
    case_id = opened(store, surname=surname)
    close_case(store, ME, case_id, outcome, reason="Klaar", now=NOW - timedelta(days=days_ago))
    return case_id


def due(store: Store, years: int, *, weeks: int = 0) -> list[int]:
    day = TODAY.replace(year=TODAY.year + years) + timedelta(weeks=weeks)
    found = [one for one in proposals(store, 1, day) if one.subject is CASE]
    assert all(proposal(store, CASE, one.subject_id, day) == one for one in found)
    return [one.subject_id for one in found]


def test_what_stays_longer_does_not_crowd_out_what_may_go(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = closed(store, "Zilverschoon", Outcome.CARE_WMO, days_ago=9)
    long = closed(store, "Plantenga", Outcome.DEBT_HELP, days_ago=6)
    short = closed(store, "Melderman", Outcome.SELF_SOLVED, days_ago=3)
    assert due(store, 0, weeks=6) == [short]
    assert sorted(due(store, 15)) == [longest, long, short]
    monkeypatch.setattr("store.queries.retention.MOST", 1)
    assert [due(store, 0, weeks=6), due(store, 5), due(store, 15)] == [[short], [long], [longest]]
