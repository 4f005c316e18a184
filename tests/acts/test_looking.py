"""Every look is written down once, with whom it was about, and never with what was typed to find it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.actor import Actor
from store.acts.looking import SAME_LOOK, log_look
from store.codes import LogEvent
from store.engine.lifecycle import Store
from store.engine.search_terms import keys_of
from store.queries.cases import CaseFilter, case_rows, case_spine
from store.queries.history import case_history
from store.queries.log_verify import verify_log
from tests.acts.office import JORIS, ME, NOW, one, opened, rows

_LAST = (
    "SELECT event, kind, number, worker, on_behalf, purpose, resident_id, terms FROM log_entries"
    " ORDER BY id DESC LIMIT 1"
)


def looks(store: Store) -> int:
    return int(one(store, "SELECT count(*) FROM log_entries WHERE act = 'look'"))


def test_a_look_holds_who_what_why_and_about_whom(store: Store) -> None:
    case_id = opened(store)
    resident = one(store, "SELECT resident_id FROM cases WHERE id = ?", case_id)
    asked = Actor("Bo", on_behalf=JORIS.name, purpose="vervanging")
    assert log_look(store, asked, event="read", kind="case", number="C1", case_id=case_id, now=NOW)
    assert rows(store, _LAST) == [("read", "case", "C1", "Bo", JORIS.name, "vervanging", resident, "")]
    assert verify_log(store).whole


def test_looking_again_within_five_minutes_is_one_look(store: Store) -> None:
    case_id = opened(store)

    def look(after: timedelta, actor: Actor = ME, **parts: str) -> bool:
        return log_look(store, actor, event="read", kind="case", case_id=case_id, now=NOW + after, **parts)

    assert look(timedelta())
    assert not look(SAME_LOOK - timedelta(seconds=1))
    assert look(timedelta(minutes=1), JORIS)
    assert look(timedelta(minutes=1), purpose="klacht")
    assert look(SAME_LOOK)
    assert look(timedelta(minutes=-1)), "a clock that was set back hides no look"
    assert looks(store) == 5


def test_a_search_is_kept_keyed_and_can_be_asked_for(store: Store) -> None:
    log_look(store, ME, event=LogEvent.SEARCH, kind="signals", terms="Vissér  Kerkstraat 41", now=NOW)
    (terms,) = rows(store, "SELECT terms FROM log_entries ORDER BY id DESC LIMIT 1")[0]
    assert set(terms.split()) == set(keys_of(store.subkey, "visser KERKSTRAAT 41"))
    assert keys_of(store.subkey, "Bakker")[0] not in terms
    whole = " ".join(str(value) for row in rows(store, "SELECT * FROM log_entries") for value in row)
    assert "isser" not in whole
    assert "erkstraat" not in whole


def test_a_look_is_no_work_on_the_case(store: Store) -> None:
    case_id = opened(store)
    (before,) = case_rows(store, list(case_spine(store, CaseFilter())))
    history = case_history(store, case_id)
    log_look(store, ME, event="read", kind="case", case_id=case_id, now=NOW + timedelta(days=3))
    assert case_history(store, case_id) == history
    assert case_rows(store, list(case_spine(store, CaseFilter()))) == (before,)
    assert one(store, "SELECT count(*) FROM undo_records WHERE act = 'look'") == 0


def test_an_event_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="LogEvent"):
        log_look(store, ME, event="peek", kind="case")
