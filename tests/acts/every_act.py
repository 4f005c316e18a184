"""Every act once: how to bring a store where it can be done, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from seed.catalogue import load_profile
from store.acts import (
    case_work,
    cases,
    directory,
    feedback,
    households,
    links,
    receive,
    reporters,
    route,
    sharing,
    shielding,
    triage,
    workers,
)
from store.acts.deliveries import import_delivery
from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LifeDomain,
    LinkOrigin,
    NotTakenUpReason,
    Outcome,
    PartnerType,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.exchange.delivery import open_delivery
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    PN,
    TODAY,
    case_in,
    case_of,
    forwarded,
    judged,
    move,
    one,
    opened,
    received,
    report,
    routed,
    signal_in,
    triaged,
    way_to,
)
from tests.acts.retention_acts import UNDONE

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
        return lambda: feedback.settle_feedback(store, ME, signal.id, kind, FeedbackOutcome.GIVEN, now=NOW)

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


def _consent(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: sharing.give_consent(store, ME, case_id, organisation="GGZ Delfland", now=NOW)


def _withdraw_consent(store: Store, folder: Path) -> Act:
    given = sharing.give_consent(store, ME, opened(store), scope="aanmelding", now=NOW)
    return lambda: sharing.withdraw_consent(store, ME, given.id, note="gebeld", now=NOW)


def _resident_view(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: sharing.set_resident_view(store, ME, case_id, "Ik wil rust.", now=NOW)


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


def _reporter(store: Store, folder: Path) -> Act:
    signal = routed(store)
    return lambda: reporters.set_reporter(
        store, ME, signal.id, may_be_named=True, essential_relative=True, wvggz=YesNoUnknown.YES, now=NOW
    )


def _unknown_reporter(store: Store, folder: Path) -> Act:
    signal = received(store, partner="", reporter_name="", reporter_phone="")
    return lambda: reporters.set_reporter(store, ME, signal.id, essential_relative=True, now=NOW)


def _partner(store: Store, folder: Path) -> Act:
    return lambda: directory.add_partner(store, ME, 1, "Vestia", PartnerType.HOUSING, now=NOW)


def _worker(store: Store, folder: Path) -> Act:
    return lambda: workers.add_worker(store, ME, "Ayşe Yılmaz", now=NOW)


def _chosen_worker(store: Store, folder: Path) -> Act:
    return lambda: workers.choose_worker(store, ME, JORIS.name, now=NOW)


def _shield(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    return lambda: shielding.shield_case(store, ME, case_id, "Bekende van een collega.", now=NOW)


def _unshield(store: Store, folder: Path) -> Act:
    case_id = opened(store)
    shielding.shield_case(store, ME, case_id, "Bekende van een collega.", now=NOW)
    return lambda: shielding.unshield_case(store, ME, case_id, "De collega is weg.", now=NOW)


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


def _two_people(store: Store) -> tuple[int, int]:
    two = receive.receive_signals(store, ME, (report(), report(surname="Visscher")), now=NOW)
    low, high = (one(store, "SELECT resident_id FROM signals WHERE id = ?", signal.id) for signal in two)
    return low, high


def _link(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    return lambda: links.link_residents(store, ME, low, high, origin=LinkOrigin.REVIEW, now=NOW)


def _link_after_all(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    links.not_the_same(store, ME, low, high, origin=LinkOrigin.REVIEW, now=NOW)
    return lambda: links.link_residents(store, ME, low, high, origin=LinkOrigin.RADAR, overrule=True, now=NOW)


def _unlink(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    links.link_residents(store, ME, low, high, origin=LinkOrigin.CASE, now=NOW)
    return lambda: links.unlink_residents(store, ME, low, high, now=NOW)


def _leave_group(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    links.link_residents(store, ME, low, high, origin=LinkOrigin.CASE, now=NOW)
    return lambda: links.leave_group(store, ME, high, now=NOW)


def _not_the_same(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    return lambda: links.not_the_same(store, ME, low, high, origin=LinkOrigin.REVIEW, now=NOW)


def _decide_later(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    return lambda: links.decide_later(store, ME, low, high, origin=LinkOrigin.REVIEW, now=NOW)


def _withdraw_verdict(store: Store, folder: Path) -> Act:
    low, high = _two_people(store)
    links.not_the_same(store, ME, low, high, origin=LinkOrigin.REVIEW, now=NOW)
    return lambda: links.withdraw_verdict(store, ME, low, high, now=NOW)


def _join_household(store: Store, folder: Path) -> Act:
    one_case, other = opened(store), opened(store, surname="Bos")
    return lambda: households.join_household(store, ME, one_case, other, lead=JORIS.name, now=NOW)


def _part_household(store: Store, folder: Path) -> Act:
    one_case, other = opened(store), opened(store, surname="Bos")
    households.join_household(store, ME, one_case, other, lead=JORIS.name, now=NOW)
    return lambda: households.part_household(store, ME, other, now=NOW)


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
    "consent": _consent,
    "withdraw consent": _withdraw_consent,
    "the resident's view": _resident_view,
    "new profile": _new_profile,
    "changed profile": _changed_profile,
    "rules in another order": _turned_rules,
    "fewer rules": _fewer_rules,
    "reporter": _reporter,
    "reporter of whom nothing was known": _unknown_reporter,
    "partner": _partner,
    "worker": _worker,
    "another worker": _chosen_worker,
    "shield": _shield,
    "unshield": _unshield,
    "setting": _setting,
    "changed setting": _changed_setting,
    "link": _link,
    "link after all": _link_after_all,
    "unlink": _unlink,
    "leave a group": _leave_group,
    "not the same": _not_the_same,
    "decide later": _decide_later,
    "withdraw a verdict": _withdraw_verdict,
    "join a household": _join_household,
    "part a household": _part_household,
    "import": _import,
    "import of partly known rows": _import_again_known,
    **UNDONE,
}
