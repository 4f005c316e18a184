"""A signal comes in, is completed, or is corrected."""

from __future__ import annotations

from datetime import date, datetime

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.areas import Areas, KnownPartner, Partners
from store.acts.inputs import Ref, SignalInput
from store.acts.link_keeping import drop_resident
from store.acts.links import Recognised, link_inside
from store.acts.people import drop_address, save_address, save_reporter, save_resident
from store.acts.unit import Unit, unit
from store.codes import ClockKind, SignalStatus, Urgency
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.local_time import local_day
from store.rules.feedback import owes_confirmation
from store.rules.transitions import check_signal_move
from store.schema import Reporter, Resident, Signal


def receive_signal(
    store: Store,
    actor: Actor,
    data: SignalInput,
    *,
    draft_key: str = "",
    same_as: Recognised | None = None,
    now: datetime | None = None,
) -> Ref:
    """Register one signal and start its clocks; the draft it was typed in (if any) goes in the same commit.

    `same_as` is who was recognised in it: the new record is linked to that one in the same act. Without description, or
    without any person and address, it is kept as *te aanvullen*. Raises `InvalidInput` when it holds nothing at all.
    """
    return receive_signals(store, actor, (data,), draft_key=draft_key, same_as=same_as, now=now)[0]


def receive_signals(
    store: Store,
    actor: Actor,
    data: tuple[SignalInput, ...],
    *,
    draft_key: str = "",
    same_as: Recognised | None = None,
    now: datetime | None = None,
) -> tuple[Ref, ...]:
    """Register several signals as one act: all or none; residents in them are linked to `same_as`, when given."""
    for one in data:
        check_input(one)
    label = "signaal ontvangen" if len(data) == 1 else f"{len(data)} signalen ontvangen"
    with unit(store, actor, "receive_signal", label, event="create", now=now) as act:
        areas, partners = Areas(act.rows), Partners(act.rows)
        signals = [_insert(act, one, areas, partners) for one in data]
        if len(signals) == 1:
            act.about("signal", signals[0].number, signal_id=signals[0].id)
        elif signals:
            act.about("signal", f"{signals[0].number} t/m {signals[-1].number}")
        if draft_key:
            act.run("DELETE FROM drafts WHERE key = ?", (draft_key,))
        for signal in signals:
            if same_as is not None and signal.resident_id is not None:
                link_inside(act, signal.resident_id, same_as)
        act.session.flush()
        return tuple(Ref(signal.id or 0, signal.number, signal.version) for signal in signals)


def check_input(data: SignalInput) -> None:
    """Refuse a signal that says nothing about anybody or anything."""
    if not (data.has_person or data.has_address or data.facts.strip() or data.opinion.strip()):
        raise InvalidInput(
            "Dit signaal is leeg: vul een adres, een persoon of wat er gezien is in. Er is niets bewaard."
        )


def missing_parts(data: SignalInput) -> tuple[str, ...]:
    """Return in Dutch what must be completed before triage can be done well."""
    missing = list(data.missing)
    if not (data.facts.strip() or data.opinion.strip() or data.themes):
        missing.append("wat er gezien is")
    if not (data.has_person or data.has_address):
        missing.append("een adres of een persoon")
    return tuple(missing)


def _insert(act: Unit, data: SignalInput, areas: Areas, partners: Partners) -> Signal:
    area = areas.locate(data.postcode, data.place, data.profile)
    address = save_address(act, data, area)
    resident = save_resident(act, data, address.id if address else None)
    partner = partners.find(data.partner, area.profile_id)
    reporter = save_reporter(act, data, partner)
    missing = missing_parts(data)
    signal = act.add(
        Signal(
            number=act.next_number("signal", local_day(data.received_at).year, "{year}-{n:04d}"),
            profile_id=area.profile_id,
            status=SignalStatus.TO_COMPLETE if missing else SignalStatus.RECEIVED,
            registered_at=act.now,
            partner_id=partner.id if partner else None,
            partner_type=reporter.partner_type if reporter else data.partner_type,
            reporter_id=reporter.id if reporter else None,
            resident_id=resident.id if resident else None,
            address_id=address.id if address else None,
            district_id=(address.district_id if address else None) or area.district_id,
            missing="\n".join(missing),
            created_by=act.actor.name,
            **{name: getattr(data, name) for name in _COPIED},
        )
    )
    received = local_day(data.received_at)
    clock_keeping.start(
        act,
        ClockKind.TRIAGE,
        profile_id=area.profile_id,
        urgency=data.urgency,
        signal=signal,
        started=received,
    )
    if owes_confirmation(
        feedback_wanted=data.feedback_wanted,
        organisation=reporter.organisation if reporter else "",
        phone=data.reporter_phone,
        mail=data.reporter_mail,
    ):
        clock_keeping.start(
            act, ClockKind.CONFIRMATION, profile_id=area.profile_id, signal=signal, started=received
        )
    return signal


_COPIED = (
    "received_at",
    "channel",
    "urgency",
    "themes",
    "acute_danger",
    "eviction_threatened",
    "children_present",
    "in_care",
    "wvggz",
    "facts",
    "opinion",
    "request",
    "since",
    "frequency",
    "earlier_reported",
    "aware",
    "not_aware_reason",
    "visit_safety",
    "feedback_wanted",
    "anonymous",
    "arrears_cents",
    "external_id",
)
_AMENDABLE = {SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE, SignalStatus.TRIAGED}


def amend_signal(
    store: Store,
    actor: Actor,
    signal_id: int,
    data: SignalInput,
    *,
    expected_version: int | None = None,
    draft_key: str = "",
    now: datetime | None = None,
) -> Ref:
    """Complete or correct a signal that is not routed yet; the whole form is given anew.

    When nothing is missing any more, *te aanvullen* becomes *ontvangen* through completion. Raises `Refused` for a
    routed signal and `Conflict` when it changed since `expected_version`.
    """
    check_input(data)
    with unit(store, actor, "amend_signal", "signaal aangevuld", now=now) as act:
        signal = act.fresh(Signal, signal_id, "dit signaal", expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        if signal.status not in _AMENDABLE:
            raise Refused(
                f"Dit signaal is {signal.status.label} en kan niet meer gewijzigd worden. "
                "Leg een aanvulling vast als notitie, of haal het signaal eerst terug naar triage."
            )
        judged_by = (signal.urgency, local_day(signal.received_at), signal.profile_id)
        former_address = signal.address_id
        area = Areas(act.rows).locate(data.postcode, data.place, data.profile)
        address = save_address(act, data, area)
        _replace_resident(act, signal, data, address.id if address else None)
        partner = Partners(act.rows).find(data.partner, area.profile_id)
        reporter = _replace_reporter(act, signal, data, partner)
        missing = missing_parts(data)
        signal.profile_id = area.profile_id
        signal.address_id = address.id if address else None
        signal.district_id = (address.district_id if address else None) or area.district_id
        signal.partner_id = partner.id if partner else None
        signal.partner_type = reporter.partner_type if reporter else data.partner_type
        signal.missing = "\n".join(missing)
        for name in _COPIED:
            setattr(signal, name, getattr(data, name))
        if signal.status == SignalStatus.TO_COMPLETE and not missing:
            signal.status = SignalStatus.RECEIVED
        elif signal.status == SignalStatus.RECEIVED and missing:
            signal.status = SignalStatus.TO_COMPLETE
        act.session.add(signal)
        act.session.flush()
        if former_address is not None and former_address != signal.address_id:
            drop_address(act, former_address)
        _follow_clocks(act, signal, judged_by)
        if draft_key:
            act.run("DELETE FROM drafts WHERE key = ?", (draft_key,))
        act.session.flush()
        return Ref(signal.id or 0, signal.number, signal.version)


def _follow_clocks(act: Unit, signal: Signal, before: tuple[Urgency | None, date, int]) -> None:
    """Let the clocks follow what was corrected: urgency, day of receipt, who wants to hear back."""
    received = local_day(signal.received_at)
    waiting = signal.status != SignalStatus.TRIAGED
    corrected = before != (signal.urgency, received, signal.profile_id)
    if waiting and corrected:
        clock_keeping.start(
            act,
            ClockKind.TRIAGE,
            profile_id=signal.profile_id,
            urgency=signal.urgency,
            signal=signal,
            started=received,
        )
    confirmations = clock_keeping.known(act, ClockKind.CONFIRMATION, signal_id=signal.id)
    owed = signal.feedback_wanted or signal.reporter_id is not None
    runs = any(clock.stopped_on is None for clock in confirmations)
    if owed and (not confirmations or (runs and corrected)):
        clock_keeping.start(
            act, ClockKind.CONFIRMATION, profile_id=signal.profile_id, signal=signal, started=received
        )
    answers = clock_keeping.known(act, ClockKind.FEEDBACK, signal_id=signal.id)
    if signal.feedback_wanted and not waiting and not answers:
        clock_keeping.start(act, ClockKind.FEEDBACK, profile_id=signal.profile_id, signal=signal)


def _replace_resident(act: Unit, signal: Signal, data: SignalInput, address_id: int | None) -> None:
    known = act.session.get(Resident, signal.resident_id) if signal.resident_id else None
    fresh = save_resident(act, data, address_id, known)
    if fresh is known:
        return
    signal.resident_id = fresh.id if fresh else None
    act.session.add(signal)
    act.session.flush()
    if known is not None and not act.rows(
        "SELECT 1 FROM signals WHERE resident_id = ? UNION SELECT 1 FROM cases WHERE resident_id = ?",
        known.id,
        known.id,
    ):
        drop_resident(act, known, successor=fresh)


def _replace_reporter(
    act: Unit, signal: Signal, data: SignalInput, partner: KnownPartner | None
) -> Reporter | None:
    known = act.session.get(Reporter, signal.reporter_id) if signal.reporter_id else None
    fresh = save_reporter(act, data, partner, known)
    if fresh is known:
        return fresh
    signal.reporter_id = fresh.id if fresh else None
    act.session.add(signal)
    act.session.flush()
    if known is not None:
        act.session.delete(known)
    return fresh


def ask_completion(
    store: Store,
    actor: Actor,
    signal_id: int,
    missing: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Set a signal aside as *te aanvullen*, saying what is missing; one that was judged waits for triage again."""
    if not missing.strip():
        raise Refused("Zeg wat er ontbreekt, dan weet een collega wat er nagevraagd moet worden.")
    with unit(store, actor, "ask_completion", "signaal moet aangevuld worden", now=now) as act:
        signal = act.fresh(Signal, signal_id, "dit signaal", expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        check_signal_move(signal.status, SignalStatus.TO_COMPLETE)
        if signal.status == SignalStatus.TRIAGED:
            clock_keeping.start(
                act, ClockKind.TRIAGE, profile_id=signal.profile_id, urgency=signal.urgency, signal=signal
            )
        signal.status = SignalStatus.TO_COMPLETE
        signal.missing = missing.strip()
        act.session.add(signal)
        act.session.flush()
        return Ref(signal.id or 0, signal.number, signal.version)
