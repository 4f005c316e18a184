"""Stories of signals for the demo: what comes in, is completed, triaged, forwarded or not taken up.

A story yields the moment of its next step, is resumed when it is that moment, and then acts. Days are counted
in working days before the day of the demo.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime

from seed.demo import texts
from seed.demo.desk import Desk, Reported
from store.acts import advise, receive, route, triage
from store.codes import (
    Channel,
    ClockKind,
    NotTakenUpReason,
    PartnerType,
    TeamKind,
    Theme,
    Urgency,
    YesNoUnknown,
)

Story = Generator[datetime, None, None]
_P, _T, _U = PartnerType, Theme, Urgency


def tonight(desk: Desk) -> Story:
    """Reported by the police in the night of today; acute, so its clock ends today, on a Sunday too."""
    yield desk.ago(0, 0)
    desk.receive(
        desk.subject(),
        _P.POLICE,
        (_T.CONFUSED_BEHAVIOUR, _T.MENTAL_HEALTH),
        channel=Channel.MAIL,
        urgency=_U.ACUTE,
        acute_danger=True,
        visit_safety=texts.safety_note(desk.rng),
    )


def urgent_yesterday(desk: Desk) -> Story:
    """An urgent signal whose triage is due on this working day."""
    yield desk.back(1, 15)
    desk.receive(
        desk.subject(), _P.HOUSING, (_T.HOARDING, _T.SELF_NEGLECT), urgency=_U.URGENT, feedback_wanted=True
    )


def urgent_late(desk: Desk) -> Story:
    """An urgent signal nobody looked at in time; the reporter was not answered either."""
    yield desk.back(4, 10)
    desk.receive(
        desk.subject(),
        _P.GP,
        (_T.SELF_NEGLECT, _T.CARE_AVOIDANCE),
        channel=Channel.PHONE,
        urgency=_U.URGENT,
        feedback_wanted=True,
    )


def five_days_old(desk: Desk) -> Story:
    """A signal without an urgency, to be triaged today; the reporter was answered."""
    yield desk.back(5, 11)
    signal = desk.receive(desk.subject(), _P.WELFARE, (_T.LONELINESS, _T.DEMENTIA))
    yield desk.back(4, 9)
    desk.confirm(signal)


def from_a_neighbour(desk: Desk) -> Story:
    """A call of a neighbour who wants to stay anonymous to the resident."""
    yield desk.back(1, 10)
    desk.receive(
        desk.subject(), _P.RESIDENT, (_T.NUISANCE,), anonymous=True, aware=YesNoUnknown.NO, urgency=None
    )


def from_the_school(desk: Desk) -> Story:
    """A worry about children that came in with a form."""
    yield desk.back(2, 14)
    desk.receive(
        desk.subject(),
        _P.EDUCATION,
        (_T.YOUTH, _T.DEBTS),
        children_present=YesNoUnknown.YES,
        feedback_wanted=True,
    )


def nobody_named(desk: Desk) -> Story:
    """Without a person or an address: kept, to be completed."""
    yield desk.back(2, 9)
    subject = replace(desk.subject(), person=None, place=None, phone="")
    desk.receive(subject, _P.CHURCH, (_T.LONELINESS,), channel=Channel.MEETING)


def sent_back(desk: Desk) -> Story:
    """Too little to judge: somebody asks what is missing."""
    yield desk.back(4, 13)
    signal = desk.receive(desk.subject(), _P.UTILITY, (_T.CARE_AVOIDANCE,))
    yield desk.back(3, 11)
    desk.confirm(signal)
    receive.ask_completion(
        desk.setting.store,
        desk.actor,
        signal.id,
        "wie er op dit adres woont\nof er kinderen zijn",
        now=desk.now,
    )


def completed(desk: Desk) -> Story:
    """Came without an address; the reporter gave it when asked."""
    yield desk.back(4, 15)
    subject = desk.subject()
    signal = desk.receive(replace(subject, person=None, place=None, phone=""), _P.RELATIVE, (_T.DEMENTIA,))
    place = subject.place
    yield desk.back(2, 10)
    if place is not None:
        receive.amend_signal(
            desk.setting.store,
            desk.actor,
            signal.id,
            replace(
                signal.data,
                street=place.street,
                house_number=place.number,
                addition=place.addition,
                postcode=place.postcode.replace(" ", ""),
                place=place.place,
            ),
            now=desk.now,
        )


def _judged(desk: Desk, signal: Reported, urgency: Urgency, *, answered: bool = True) -> None:
    if answered:
        desk.confirm(signal)
    desk.triage(signal, urgency)


def waiting_for_a_route(desk: Desk) -> Story:
    """Triaged yesterday; the proposal lies ready."""
    yield desk.back(2, 11)
    signal = desk.receive(
        desk.subject(), _P.CARE, (_T.CARE_AVOIDANCE, _T.MENTAL_HEALTH), feedback_wanted=True
    )
    yield desk.back(1, 9)
    _judged(desk, signal, _U.NON_ACUTE)


def arrears(desk: Desk) -> Story:
    """Only rent arrears: to early debt help, which has confirmed."""
    yield desk.back(16, 9)
    signal = desk.receive(
        desk.subject(), _P.HOUSING, (_T.RENT_ARREARS,), arrears_cents=134_050, urgency=_U.NON_ACUTE
    )
    yield desk.back(14, 10)
    _judged(desk, signal, _U.NON_ACUTE)
    desk.route(signal)
    yield desk.back(11, 14)
    route.confirm_handover(desk.setting.store, desk.actor, signal.id, now=desk.now)


def arrears_waiting(desk: Desk) -> Story:
    """Forwarded two days ago, not confirmed yet."""
    yield desk.back(4, 9)
    signal = desk.receive(
        desk.subject(), _P.UTILITY, (_T.DEBTS, _T.RENT_ARREARS), arrears_cents=87_500, feedback_wanted=True
    )
    yield desk.back(2, 11)
    _judged(desk, signal, _U.NON_ACUTE)
    desk.route(signal)


def arrears_forgotten(desk: Desk) -> Story:
    """Forwarded, and the receiver let the term pass: it is still ours."""
    yield desk.back(11, 9)
    signal = desk.receive(desk.subject(), _P.INSURER, (_T.DEBTS,), arrears_cents=61_200)
    yield desk.back(8, 15)
    _judged(desk, signal, _U.NON_ACUTE)
    desk.route(signal)


def other_way(desk: Desk) -> Story:
    """The rules said outreach, the worker knew that another team was already there."""
    yield desk.back(13, 10)
    signal = desk.receive(
        desk.subject(), _P.MUNICIPALITY, (_T.HOMELESSNESS, _T.ADDICTION), feedback_wanted=True
    )
    yield desk.back(10, 9)
    _judged(desk, signal, _U.NON_ACUTE)
    other = next(
        team.key for team in desk.setting.specs[desk.profile].teams if team.kind == TeamKind.EARLY_DEBT
    )
    desk.route(signal, team=other, reason=texts.other_route_reason(desk.rng))
    yield desk.back(7, 13)
    route.confirm_handover(desk.setting.store, desk.actor, signal.id, note="gebeld", now=desk.now)
    desk.told_beside(signal)


def only_advice(desk: Desk) -> Story:
    """A question that was answered; nothing about anybody is kept."""
    yield desk.back(9, 14)
    signal = desk.receive(desk.subject(), _P.RELATIVE, (_T.DEMENTIA, _T.LONELINESS))
    yield desk.back(9, 15)
    advice = (
        "Uitgelegd hoe de casemanager dementie via de huisarts te vragen is, en wat mantelzorgsteun doet."
    )
    advise.give_advice(desk.setting.store, desk.actor, signal.id, advice, now=desk.now)


def _refused(desk: Desk, days: int, kind: PartnerType, theme: Theme, reason: NotTakenUpReason) -> Story:
    yield desk.back(days, 10)
    signal = desk.receive(desk.subject(), kind, (theme,))
    yield desk.back(days - 2, 11)
    desk.confirm(signal)
    note = "Gebeld en langsgeweest; er bleek iets anders aan de hand." if reason.value == "unfounded" else ""
    triage.not_taken_up(desk.setting.store, desk.actor, signal.id, reason, note=note, now=desk.now)


def unfounded(desk: Desk) -> Story:
    """Looked at, and it was not so."""
    yield from _refused(desk, 12, _P.RESIDENT, _T.NUISANCE, NotTakenUpReason.UNFOUNDED)


def not_a_resident(desk: Desk) -> Story:
    """About somebody who lives elsewhere."""
    yield from _refused(desk, 15, _P.POLICE, _T.CONFUSED_BEHAVIOUR, NotTakenUpReason.NOT_A_RESIDENT)


def feedback_due(desk: Desk) -> Story:
    """Forwarded and confirmed; the reporter must hear about it today."""
    yield desk.back(12, 9)
    signal = desk.receive(
        desk.subject(), _P.HOUSING, (_T.RENT_ARREARS, _T.DEBTS), arrears_cents=210_000, feedback_wanted=True
    )
    yield desk.back(10, 9)
    _judged(desk, signal, _U.NON_ACUTE)
    desk.route(signal)
    yield desk.back(8, 16)
    route.confirm_handover(desk.setting.store, desk.actor, signal.id, now=desk.now)


def feedback_given(desk: Desk) -> Story:
    """Early debt help took it over, and the reporter was told."""
    yield desk.back(22, 9)
    signal = desk.receive(desk.subject(), _P.UTILITY, (_T.DEBTS,), arrears_cents=45_900, feedback_wanted=True)
    yield desk.back(20, 9)
    _judged(desk, signal, _U.NON_ACUTE)
    desk.route(signal)
    yield desk.back(17, 10)
    route.confirm_handover(desk.setting.store, desk.actor, signal.id, now=desk.now)
    desk.feedback(signal, ClockKind.FEEDBACK)
