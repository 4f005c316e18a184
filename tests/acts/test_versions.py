"""Two terminals on one store: the second is told what the first changed and overwrites nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.acts import case_work, cases, receive, route, triage
from store.acts.inputs import Ref
from store.acts.undo import undo_last
from store.acts.unit import unit
from store.codes import CaseStatus, ContactKind, NotTakenUpReason, Outcome, Urgency
from store.engine.key_file import Limits
from store.engine.lifecycle import Store, create_store, open_store
from store.errors import Conflict
from store.schema import Signal
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    case_in,
    content,
    judged,
    one,
    opened,
    received,
    report,
    signal_in,
    triaged,
)


@pytest.fixture
def second(store: Store) -> Iterator[Store]:
    """Return the same file, opened by a second terminal."""
    with open_store(store.path) as opened_again:
        yield opened_again


def test_the_second_hears_in_dutch_which_fields_changed(store: Store, second: Store) -> None:
    signal = received(store)
    triage.triage_signal(store, ME, signal.id, judged(urgency=Urgency.URGENT), expected_version=1, now=NOW)
    before = content(store)
    with pytest.raises(Conflict) as caught:
        receive.amend_signal(second, JORIS, signal.id, report(facts="Anders."), expected_version=1, now=NOW)
    assert ("status", "ontvangen", "getriëerd") in caught.value.changed
    assert ("urgentie", "leeg", "spoed") in caught.value.changed
    assert ("thema's", "leeg", "zelfverwaarlozing") in caught.value.changed
    assert "door iemand anders gewijzigd (" in str(caught.value)
    assert "niet bewaard" in str(caught.value)
    assert "Visser" not in str(caught.value)
    assert content(store) == before


def test_a_change_that_was_taken_back_is_noticed_too(store: Store, second: Store) -> None:
    signal = triaged(store)
    undo_last(store, ME)
    with pytest.raises(Conflict) as caught:
        route.route_signal(second, JORIS, signal.id, expected_version=signal.version, now=NOW)
    assert ("status", "getriëerd", "ontvangen") in caught.value.changed


def test_who_read_last_goes_on(store: Store, second: Store) -> None:
    case_id = opened(store)
    first = cases.assign_lead(store, ME, case_id, "Ayşe", expected_version=1, now=NOW)
    assert cases.set_plan(
        second, JORIS, case_id, goal="Rust", plan="", expected_version=first.version, now=NOW
    ).version == (first.version + 1)


_ON_SIGNALS: dict[str, Callable[[Store, Ref], object]] = {
    "amend": lambda s, r: receive.amend_signal(s, JORIS, r.id, report(), expected_version=r.version, now=NOW),
    "complete": lambda s, r: receive.ask_completion(s, JORIS, r.id, "x", expected_version=r.version, now=NOW),
    "triage": lambda s, r: triage.triage_signal(
        s, JORIS, r.id, judged(), expected_version=r.version, now=NOW
    ),
    "route": lambda s, r: route.route_signal(s, JORIS, r.id, expected_version=r.version, now=NOW),
    "drop": lambda s, r: triage.not_taken_up(
        s, JORIS, r.id, NotTakenUpReason.UNFOUNDED, expected_version=r.version, now=NOW
    ),
}


@pytest.mark.parametrize("name", _ON_SIGNALS)
def test_every_act_on_a_signal_refuses_an_old_version(name: str, store: Store, second: Store) -> None:
    signal = triaged(store)
    triage.triage_signal(store, ME, signal.id, judged(urgency=Urgency.ACUTE), now=NOW)
    before = content(store)
    with pytest.raises(Conflict) as caught:
        _ON_SIGNALS[name](second, signal)
    assert caught.value.changed == (("urgentie", "niet-acuut", "acuut"),)
    assert content(store) == before


def test_reopening_refuses_an_old_version(store: Store, second: Store) -> None:
    from store.codes import SignalStatus

    signal = signal_in(store, SignalStatus.NOT_TAKEN_UP)
    triage.reopen_signal(store, ME, signal.id, reason="toch", now=NOW)
    with pytest.raises(Conflict):
        triage.reopen_signal(second, JORIS, signal.id, reason="ook", expected_version=signal.version, now=NOW)


_ON_CASES: dict[str, Callable[[Store, int], object]] = {
    "status": lambda s, c: cases.change_status(
        s, JORIS, c, CaseStatus.ON_AGENDA, expected_version=1, now=NOW
    ),
    "lead": lambda s, c: cases.assign_lead(s, JORIS, c, "Bo", expected_version=1, now=NOW),
    "plan": lambda s, c: cases.set_plan(s, JORIS, c, goal="x", plan="", expected_version=1, now=NOW),
    "close": lambda s, c: cases.close_case(s, JORIS, c, Outcome.MOVED, expected_version=1, now=NOW),
    "contact": lambda s, c: case_work.log_contact(
        s, JORIS, c, ContactKind.PHONE, reached=False, expected_version=1, now=NOW
    ),
}


@pytest.mark.parametrize("name", _ON_CASES)
def test_every_act_on_a_case_refuses_an_old_version(name: str, store: Store, second: Store) -> None:
    case_id = opened(store)
    cases.assign_lead(store, ME, case_id, "Ayşe", now=NOW)
    before = content(store)
    with pytest.raises(Conflict) as caught:
        _ON_CASES[name](second, case_id)
    assert caught.value.changed == (("casusregisseur", "leeg", "Ayşe"),)
    assert content(store) == before


def test_reopening_a_case_refuses_an_old_version(store: Store, second: Store) -> None:
    case_id = case_in(store, CaseStatus.CLOSED)
    version = int(one(store, "SELECT version FROM cases"))
    cases.reopen_case(store, ME, case_id, reason="nieuw", now=NOW)
    with pytest.raises(Conflict, match="eindresultaat"):
        cases.reopen_case(second, JORIS, case_id, reason="ook", expected_version=version, now=NOW)


def test_an_action_is_finished_once(store: Store, second: Store) -> None:
    action = case_work.add_action(store, ME, "Bellen", case_id=opened(store), now=NOW)
    case_work.finish_action(store, ME, action.id, note="klaar", now=NOW)
    with pytest.raises(Conflict, match="gedaan op"):
        case_work.finish_action(second, JORIS, action.id, expected_version=action.version, now=NOW)


def test_it_holds_on_a_store_with_a_passphrase(tmp_path: Path) -> None:
    from seed.catalogue import load_profile
    from store.acts.directory import apply_profile

    store, _ = create_store(
        tmp_path / "wijk.store", "zeven fietsen in de regen", limits=Limits(ops=1, mem=8192)
    )
    with store, open_store(tmp_path / "wijk.store", "zeven fietsen in de regen") as second:
        apply_profile(store, ME, load_profile("westland"), now=NOW)
        signal = received(store)
        triage.triage_signal(store, ME, signal.id, judged(), now=NOW)
        with pytest.raises(Conflict):
            triage.triage_signal(second, JORIS, signal.id, judged(), expected_version=1, now=NOW)


def test_each_row_an_act_changes_gets_one_version_more_also_when_it_is_let_go_of(store: Store) -> None:
    ids = [received(store).id for _ in range(6)]
    with unit(store, ME, "amend_signal", "aangevuld", now=NOW) as act:
        for words in ("Eerst.", "Dan."):
            for row_id in ids:
                act.get(Signal, row_id, "dit signaal").facts = words
                act.session.flush()
                act.session.expunge_all()
                gc.collect(1)
        act.about("signal", "S2026-0001")
    assert [one(store, "SELECT version FROM signals WHERE id = ?", row_id) for row_id in ids] == [2] * 6
