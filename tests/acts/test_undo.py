"""Every act can be taken back and leaves the rows as they were, or says why it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from seed.catalogue import load_profile
from store.acts import advise, case_work, cases, directory, receive, route, triage
from store.acts.deliveries import import_delivery
from store.acts.export import export_case
from store.acts.undo import undo_act, undo_last
from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LifeDomain,
    NotTakenUpReason,
    Outcome,
    PartnerType,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import Refused
from store.exchange.delivery import open_delivery
from store.queries.history import last_undo
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    PN,
    TODAY,
    case_in,
    case_of,
    content,
    forwarded,
    judged,
    move,
    one,
    opened,
    received,
    report,
    routed,
    rows,
    signal_in,
    triaged,
    way_to,
)

Act = Callable[[], object]
Prepared = Callable[[Store, Path], Act]
"""Brings a store where the act can be done, and returns the one act to do."""

LIST = (
    "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving\n"
    "M-1;03-08-2026;Kerkstraat;12;2641 KC;Pijnacker;Vries, A. de;overlast;Doet niet open.\n"
    "M-2;04-08-2026;Kerkstraat;41;2641 AB;Pijnacker;Visser, M.;overlast;Schreeuwt.\n"
)


def deliver(store: Store, folder: Path, text: str = LIST, *, partner: str = "Rondom Wonen") -> object:
    path = folder / "levering.csv"
    path.write_text(text, encoding="utf-8")
    return import_delivery(store, ME, open_delivery(path), path, partner=partner, now=NOW)


def _receive(store: Store, folder: Path) -> Act:
    return lambda: received(store)


def _receive_several(store: Store, folder: Path) -> Act:
    two = (report(), report(surname="Bos", house_number=43))
    return lambda: receive.receive_signals(store, ME, two, now=NOW)


def _amend(store: Store, folder: Path) -> Act:
    signal = received(store)
    changed = report(
        surname="de Wit",
        prefix="de",
        house_number=7,
        street="Oranjelaan",
        postcode="",
        urgency=Urgency.URGENT,
        received_at=NOW - timedelta(days=3),
        partner="",
        reporter_name="",
        reporter_phone="",
    )
    return lambda: receive.amend_signal(store, ME, signal.id, changed, now=NOW)


def _complete(store: Store, folder: Path) -> Act:
    signal = received(store, facts="", opinion="")
    return lambda: receive.amend_signal(store, ME, signal.id, report(), now=NOW)


def _ask_completion(store: Store, folder: Path) -> Act:
    signal = triaged(store)
    return lambda: receive.ask_completion(store, ME, signal.id, "het huisnummer", now=NOW)


def _triage(store: Store, folder: Path) -> Act:
    signal = received(store)
    return lambda: triage.triage_signal(store, ME, signal.id, judged(note="al bekend"), now=NOW)


def _triage_again(store: Store, folder: Path) -> Act:
    signal = triaged(store)
    again = judged(urgency=Urgency.ACUTE, acute_danger=True, themes=(Theme.DEMENTIA,))
    return lambda: triage.triage_signal(store, ME, signal.id, again, now=NOW)


def _route_to_new_case(store: Store, folder: Path) -> Act:
    signal = triaged(store, triage=judged(themes=(Theme.DOMESTIC_VIOLENCE,)))
    return lambda: route.route_signal(store, ME, signal.id, lead=ME.name, now=NOW)


def _route_to_known_case(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    signal = triaged(store, triage=judged(themes=(Theme.HOARDING,), known_case_id=case_id))
    return lambda: route.route_signal(store, ME, signal.id, lead=JORIS.name, now=NOW)


def _route_onward(store: Store, folder: Path) -> Act:
    signal = triaged(store, triage=judged(themes=(Theme.DEBTS,)))
    return lambda: route.route_signal(store, ME, signal.id, now=NOW)


def _route_elsewhere(store: Store, folder: Path) -> Act:
    signal = triaged(store)
    team = one(store, "SELECT id FROM teams WHERE key = 'veilig-thuis' ORDER BY id LIMIT 1")
    return lambda: route.route_signal(store, ME, signal.id, team_id=team, reason="Er is een kind.", now=NOW)


def _route_to_treating_party(store: Store, folder: Path) -> Act:
    there: dict[str, Any] = {"postcode": "2624EX", "street": "Bosboom-Toussaintplein", "place": "Delft"}
    signal = triaged(store, triage=judged(in_care=YesNoUnknown.YES), **there)
    return lambda: route.route_signal(store, ME, signal.id, now=NOW)


def _not_taken_up(store: Store, folder: Path) -> Act:
    signal = received(store)
    return lambda: triage.not_taken_up(store, ME, signal.id, NotTakenUpReason.OTHER, note="verhuisd", now=NOW)


def _reopen_signal(status: SignalStatus) -> Prepared:
    def prepared(store: Store, folder: Path) -> Act:
        signal = signal_in(store, status)
        return lambda: triage.reopen_signal(store, ME, signal.id, reason="Toch niet.", now=NOW)

    return prepared


def _confirm_handover(store: Store, folder: Path) -> Act:
    signal = forwarded(store)
    return lambda: route.confirm_handover(store, ME, signal.id, note="Gebeld met Els.", now=NOW)


def _settle_feedback(kind: ClockKind) -> Prepared:
    def prepared(store: Store, folder: Path) -> Act:
        signal = routed(store)
        if kind == ClockKind.CLOSING_FEEDBACK:
            cases.close_case(store, ME, case_of(store, signal), Outcome.MOVED, now=NOW)
        return lambda: route.settle_feedback(store, ME, signal.id, kind, FeedbackOutcome.GIVEN, now=NOW)

    return prepared


def _change_status(status: CaseStatus) -> Prepared:
    def prepared(store: Store, folder: Path) -> Act:
        case_id = opened(store)
        *before, last = way_to(status)
        for step in before:
            move(store, case_id, step)
        return lambda: move(store, case_id, last)

    return prepared


def _leave_status(status: CaseStatus) -> Prepared:
    def prepared(store: Store, folder: Path) -> Act:
        case_id = case_in(store, status)
        return lambda: move(store, case_id, CaseStatus.OUTREACH)

    return prepared


def _lead(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: cases.assign_lead(store, ME, case_id, JORIS.name, now=NOW + timedelta(days=2))


def _plan(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: cases.set_plan(store, ME, case_id, goal="Rust", plan="Elke week langs", now=NOW)


def _close(store: Store, folder: Path) -> Act:
    case_id = case_in(store, CaseStatus.ESCALATED)
    return lambda: cases.close_case(store, ME, case_id, Outcome.CARE_GP, reason="klaar", now=NOW)


def _reopen(store: Store, folder: Path) -> Act:
    case_id = case_in(store, CaseStatus.CLOSED)
    return lambda: cases.reopen_case(store, ME, case_id, reason="Nieuw signaal", now=NOW)


def _contact(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: case_work.log_contact(store, ME, case_id, ContactKind.VISIT, reached=True, now=NOW)


def _action(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: case_work.add_action(store, ME, "Bellen", case_id=case_id, due_on=TODAY, now=NOW)


def _action_at_signal(store: Store, folder: Path) -> Act:
    signal = forwarded(store)
    return lambda: case_work.add_action(store, ME, "Nabellen", signal_id=signal.id, now=NOW)


def _finish(store: Store, folder: Path) -> Act:
    action = case_work.add_action(store, ME, "Bellen", case_id=opened(store), now=NOW)
    later = NOW + timedelta(days=1)
    return lambda: case_work.finish_action(store, JORIS, action.id, note="gelukt", now=later)


def _note(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: case_work.add_note(store, ME, "Gordijnen dicht.", case_id=case_id, now=NOW)


def _note_at_signal(store: Store, folder: Path) -> Act:
    signal = received(store)
    return lambda: case_work.add_note(store, ME, "Belt terug.", signal_id=signal.id, is_fact=False, now=NOW)


def _score(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: case_work.score_domain(store, ME, case_id, LifeDomain.HOUSING, 2, now=NOW)


def _informed(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: case_work.record_informed(store, ME, case_id, informed=True, now=NOW)


def _not_informed(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    review = TODAY + timedelta(days=20)
    return lambda: case_work.record_informed(
        store, ME, case_id, informed=False, reason="Onveilig", review_on=review, now=NOW
    )


def _new_profile(store: Store, folder: Path) -> Act:
    return lambda: directory.apply_profile(store, ME, load_profile("soest"), now=NOW)


def _changed_profile(store: Store, folder: Path) -> Act:
    spec = load_profile(PN)
    changed = replace(
        spec,
        name="Pijnacker",
        teams=spec.teams[:-1],
        partners=spec.partners[3:],
        rules=tuple(reversed(spec.rules[:5])) + spec.rules[5:],
        clocks={"handover": 3, "inactivity": 14},
    )
    return lambda: directory.apply_profile(store, ME, changed, now=NOW)


def _turned_rules(store: Store, folder: Path) -> Act:
    turned = tuple(reversed(load_profile(PN).rules))
    return lambda: directory.apply_rules(store, ME, PN, turned, now=NOW)


def _fewer_rules(store: Store, folder: Path) -> Act:
    return lambda: directory.apply_rules(store, ME, PN, load_profile(PN).rules[2:], now=NOW)


def _partner(store: Store, folder: Path) -> Act:
    return lambda: directory.add_partner(store, ME, 1, "Vestia", PartnerType.HOUSING, now=NOW)


def _worker(store: Store, folder: Path) -> Act:
    return lambda: directory.add_worker(store, ME, "Ayşe Yılmaz", now=NOW)


def _setting(store: Store, folder: Path) -> Act:
    return lambda: directory.set_setting(store, ME, "theme", "donker", now=NOW)


def _changed_setting(store: Store, folder: Path) -> Act:
    return lambda: directory.set_setting(store, ME, "profile", "delft", now=NOW)


def _import(store: Store, folder: Path) -> Act:
    received(store)
    return lambda: deliver(store, folder)


def _import_again_known(store: Store, folder: Path) -> Act:
    deliver(store, folder)
    more = LIST + "M-3;05-08-2026;Kerkstraat;12;2641 KC;Pijnacker;Vries, A. de;overlast;Weer.\n"
    return lambda: deliver(store, folder, more)


ACTS: dict[str, Prepared] = {
    "receive": _receive,
    "receive several": _receive_several,
    "amend": _amend,
    "complete": _complete,
    "ask completion": _ask_completion,
    "triage": _triage,
    "triage again": _triage_again,
    "route to a new case": _route_to_new_case,
    "route to a known case": _route_to_known_case,
    "route onward": _route_onward,
    "route elsewhere with a reason": _route_elsewhere,
    "route to the treating party": _route_to_treating_party,
    "not taken up": _not_taken_up,
    **{
        f"reopen a signal that was {status.value}": _reopen_signal(status)
        for status in (SignalStatus.LINKED, SignalStatus.FORWARDED, SignalStatus.NOT_TAKEN_UP)
    },
    "confirm a handover": _confirm_handover,
    **{
        f"settle {kind.value}": _settle_feedback(kind)
        for kind in (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)
    },
    **{
        f"to {status.value}": _change_status(status)
        for status in CaseStatus
        if status != CaseStatus.EXPLORING
    },
    **{
        f"away from {status.value}": _leave_status(status)
        for status in (CaseStatus.WAITLIST, CaseStatus.ESCALATED, CaseStatus.HANDOVER, CaseStatus.AFTERCARE)
    },
    "lead": _lead,
    "plan": _plan,
    "close": _close,
    "reopen": _reopen,
    "contact": _contact,
    "action": _action,
    "action at a signal": _action_at_signal,
    "finish an action": _finish,
    "note": _note,
    "note at a signal": _note_at_signal,
    "score": _score,
    "informed": _informed,
    "not informed": _not_informed,
    "new profile": _new_profile,
    "changed profile": _changed_profile,
    "rules in another order": _turned_rules,
    "fewer rules": _fewer_rules,
    "partner": _partner,
    "worker": _worker,
    "setting": _setting,
    "changed setting": _changed_setting,
    "import": _import,
    "import of partly known rows": _import_again_known,
}


def assert_logged(store: Store) -> None:
    """The last entry of the log tells who did what to which number, and names nobody."""
    ((at, worker, event, act, kind, number, case_id, signal_id, summary, outcome),) = rows(
        store,
        "SELECT at, worker, event, act, kind, number, case_id, signal_id, summary, outcome FROM log_entries"
        " ORDER BY id DESC LIMIT 1",
    )
    assert at.startswith("2026-11-2")
    assert worker in (ME.name, JORIS.name)
    assert act
    assert outcome == "done"
    text = " ".join((kind, number, summary)).casefold()
    for named in ("visser", "maria", "achterberg", "kerkstraat", "2641", "015-", "vries", "yılmaz"):
        assert named not in text
    if event != "settings":
        assert event in ("create", "change")
        assert kind in ("signal", "case", "delivery")
        assert number
        assert kind == "delivery" or case_id or signal_id or " t/m " in number


@pytest.mark.parametrize("name", ACTS)
def test_undo_of_every_act_returns_the_same_rows(name: str, store: Store, tmp_path: Path) -> None:
    act = ACTS[name](store, tmp_path)
    before = content(store)
    log_before = one(store, "SELECT count(*) FROM log_entries")
    act()
    assert content(store) != before
    assert one(store, "SELECT count(*) FROM log_entries") == log_before + 1
    assert_logged(store)
    (who,) = rows(store, "SELECT worker FROM undo_records ORDER BY id DESC LIMIT 1")[0]
    undone = undo_last(store, JORIS if who == JORIS.name else ME, now=NOW)
    assert undone.label
    assert content(store) == before
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert rows(store, "SELECT act, summary FROM log_entries ORDER BY id DESC LIMIT 1") == [
        ("undo", f"ongedaan gemaakt: {undone.label}")
    ]


def test_every_public_act_is_among_those_undone() -> None:
    done_here = {
        "receive_signal",
        "receive_signals",
        "amend_signal",
        "ask_completion",
        "triage_signal",
        "not_taken_up",
        "reopen_signal",
        "route_signal",
        "confirm_handover",
        "settle_feedback",
        "change_status",
        "assign_lead",
        "set_plan",
        "close_case",
        "reopen_case",
        "log_contact",
        "add_action",
        "finish_action",
        "add_note",
        "score_domain",
        "record_informed",
        "apply_profile",
        "apply_rules",
        "add_partner",
        "add_worker",
        "set_setting",
        "give_advice",
    }
    public = {
        name
        for module in (advise, case_work, cases, directory, receive, route, triage)
        for name, thing in vars(module).items()
        if callable(thing)
        and getattr(thing, "__module__", "") == module.__name__
        and not name.startswith("_")
        and "actor" in getattr(thing, "__annotations__", {})
    }
    assert public - {"propose_for"} == done_here


def test_advice_cannot_be_taken_back_and_says_why(store: Store) -> None:
    signal = received(store)
    advise.give_advice(store, ME, signal.id, "Blijf in gesprek.", now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="geen persoonsgegevens bewaard"):
        undo_last(store, ME)
    assert content(store) == before


def test_an_export_cannot_be_taken_back_and_says_why(store: Store, tmp_path: Path) -> None:
    export_case(store, ME, opened(store), tmp_path, now=NOW)
    with pytest.raises(Refused, match=r"casus geëxporteerd \(C2026-001\).*export die de deur uit is"):
        undo_last(store, ME)


def test_a_row_that_changed_since_is_never_overwritten(store: Store) -> None:
    case_id = opened(store)
    cases.set_plan(store, ME, case_id, goal="Rust", plan="", now=NOW)
    cases.set_plan(store, JORIS, case_id, goal="Rust en regelmaat", plan="", now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="daarna gewijzigd"):
        undo_last(store, ME)
    assert content(store) == before
    undo_last(store, JORIS)
    undo_last(store, ME)
    assert one(store, "SELECT goal FROM cases") == ""


def test_what_was_built_on_stays_and_says_so(store: Store) -> None:
    signal = received(store)
    case_work.add_note(store, JORIS, "Gebeld.", signal_id=signal.id, now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="voortgebouwd"):
        undo_last(store, ME)
    assert content(store) == before
    assert rows(store, "SELECT undone_at FROM undo_records WHERE act = 'receive_signal'") == [(None,)]


def test_the_act_of_a_colleague_is_not_offered(store: Store) -> None:
    case_id = opened(store)
    cases.assign_lead(store, JORIS, case_id, JORIS.name, now=NOW)
    offered = last_undo(store, ME.name)
    assert offered is not None
    assert offered.act == "route_signal"
    nobody = replace(ME, name="Nieuwe Collega")
    with pytest.raises(Refused, match="niets om ongedaan te maken"):
        undo_last(store, nobody)


def test_an_act_is_taken_back_once(store: Store) -> None:
    received(store)
    undo_id = one(store, "SELECT max(id) FROM undo_records")
    undo_act(store, JORIS, undo_id)
    with pytest.raises(Refused, match="al ongedaan"):
        undo_act(store, ME, undo_id)
    assert one(store, "SELECT undone_by FROM undo_records") == JORIS.name
    with pytest.raises(Refused, match="niet in de geschiedenis"):
        undo_act(store, ME, 999)


def test_a_number_is_never_given_out_twice(store: Store) -> None:
    first = received(store)
    undo_last(store, ME)
    assert received(store).number != first.number


def test_undo_raises_the_version_so_that_another_terminal_notices(store: Store) -> None:
    signal = triaged(store)
    undo_last(store, ME)
    assert one(store, "SELECT version FROM signals") == signal.version + 1


def test_undo_records_hold_rows_and_no_more(store: Store) -> None:
    routed(store)
    for (operations,) in rows(store, "SELECT operations FROM undo_records"):
        for operation in json.loads(operations):
            assert set(operation) == {"table", "id", "before", "after"}
            assert operation["before"] != operation["after"]
