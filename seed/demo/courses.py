"""Stories of cases for the demo: one in every status, with attempts, promises, notes and scores.

Days are counted in working days before the day of the demo, unless a calendar term asks for days; see
`seed.demo.arrivals` for what a story is.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from seed.demo import texts
from seed.demo.arrivals import Story
from seed.demo.desk import Desk, Reported, Subject
from seed.demo.people import misspell
from store.acts import triage
from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    EscalationTarget,
    LifeDomain,
    NotTakenUpReason,
    Outcome,
    PartnerType,
    Theme,
    Urgency,
    YesNoUnknown,
)

_P, _T, _U, _S, _K, _L = PartnerType, Theme, Urgency, CaseStatus, ContactKind, LifeDomain
_NO = YesNoUnknown.NO


def opened(
    desk: Desk,
    days: int,
    kind: PartnerType,
    themes: tuple[Theme, ...],
    judged: Urgency = Urgency.NON_ACUTE,
    *,
    subject: Subject | None = None,
    wait: int = 1,
    case: int | None = None,
    **more: Any,
) -> Generator[datetime, None, tuple[Reported, int]]:
    """Receive a signal `days` ago, answer the reporter, triage and route it `wait` days later."""
    yield desk.back(days, 9)
    signal = desk.receive(subject or desk.subject(), kind, themes, **more)
    yield desk.back(days - wait, 11)
    desk.confirm(signal)
    desk.triage(signal, judged, known_case_id=case)
    return signal, desk.route(signal, case=case)


def _respelled(desk: Desk, subject: Subject) -> Subject:
    return replace(subject, person=misspell(desk.rng, subject.person) if subject.person else None)


def one_address(desk: Desk) -> Story:
    """One address, four organisations, three spellings of the name, and one case in outreach."""
    subject = desk.subject()
    if subject.person is not None:
        subject = replace(subject, person=replace(subject.person, prefix="", surname="Visser"))
    themes = (_T.HOARDING, _T.SELF_NEGLECT, _T.CARE_AVOIDANCE)
    signal, case = yield from opened(
        desk,
        58,
        _P.HOUSING,
        themes,
        subject=subject,
        feedback_wanted=True,
        aware=_NO,
        visit_safety=texts.safety_note(desk.rng),
    )
    yield desk.back(55, 10)
    desk.feedback(signal, ClockKind.FEEDBACK)
    desk.contact(case, _K.LETTER, reached=False)
    yield desk.back(50, 14)
    desk.contact(case, _K.PHONE, reached=False)
    yield desk.back(44, 15)
    desk.contact(case, _K.VISIT, reached=False, with_whom="sociaal beheerder van de corporatie")
    twin = replace(subject, person=replace(subject.person, surname="Visscher")) if subject.person else subject
    yield desk.back(40, 10)
    again = desk.receive(twin, _P.RESIDENT, (_T.NUISANCE, _T.HOARDING), anonymous=True)
    yield desk.back(38, 9)
    desk.confirm(again)
    desk.triage(again, _U.NON_ACUTE, known_case_id=case)
    desk.route(again)
    yield desk.back(36, 19)
    desk.contact(case, _K.VISIT, reached=True, with_whom="wijkverpleegkundige")
    yield desk.back(35, 9)
    desk.status(case, _S.OUTREACH, reason="deur ging open, contact is broos")
    desk.informed(case)
    for domain, level in ((_L.HOUSING, 1), (_L.BASIC_ADL, 2), (_L.SOCIAL_NETWORK, 2)):
        desk.score(case, domain, level)
    desk.plan(case, "Een veilige woning en iemand die binnenkomt", "Elke week op een vaste dag langs.")
    yield desk.back(20, 10)
    repeated = desk.receive(_respelled(desk, subject), _P.HOUSING, (_T.HOARDING,))
    yield desk.back(19, 9)
    desk.confirm(repeated)
    triage.not_taken_up(desk.setting.store, desk.actor, repeated.id, NotTakenUpReason.REPEATED, now=desk.now)
    yield desk.back(12, 10)
    desk.note(case, _S.OUTREACH)
    desk.score(case, _L.HOUSING, 2)
    yield desk.back(9, 11)
    desk.action(case, desk.days.back(3), _T.HOARDING, "Corporatie")
    desk.action(case, desk.days.today, _T.SELF_NEGLECT)
    yield desk.back(3, 16)
    police = desk.receive(_respelled(desk, subject), _P.POLICE, (_T.SELF_NEGLECT,), feedback_wanted=True)
    yield desk.back(2, 9)
    desk.confirm(police)
    desk.triage(police, _U.URGENT, known_case_id=case)
    desk.route(police)
    desk.note(case, _S.OUTREACH, is_fact=False)
    desk.score(case, _L.BASIC_ADL, 3)


def just_linked(desk: Desk) -> Story:
    """Routed yesterday; the first attempt is due now."""
    yield from opened(desk, 2, _P.CARE, (_T.CARE_AVOIDANCE, _T.SELF_NEGLECT), _U.URGENT, feedback_wanted=True)


def never_tried(desk: Desk) -> Story:
    """Routed more than a week ago and nobody has tried yet."""
    yield from opened(desk, 9, _P.WELFARE, (_T.ADDICTION,), wait=2)


def on_the_agenda(desk: Desk) -> Story:
    """Waits for the meeting."""
    _, case = yield from opened(desk, 8, _P.MUNICIPALITY, (_T.CONFUSED_BEHAVIOUR, _T.NUISANCE))
    yield desk.back(6, 13)
    desk.status(case, _S.ON_AGENDA, reason="wie heeft hier een ingang?")
    desk.note(case, _S.ON_AGENDA)
    desk.action(case, desk.days.ahead(3), _T.NUISANCE, "Wijkagent")


def first_attempt(desk: Desk) -> Story:
    """One letter was sent."""
    _, case = yield from opened(desk, 7, _P.HOUSING, (_T.HOARDING,), aware=_NO)
    yield desk.back(3, 11)
    desk.contact(case, _K.LETTER, reached=False)
    desk.action(case, desk.days.ahead(1), _T.HOARDING)


def three_attempts(desk: Desk) -> Story:
    """Three attempts by day; the evening was not tried."""
    _, case = yield from opened(
        desk, 17, _P.POLICE, (_T.MENTAL_HEALTH, _T.CONFUSED_BEHAVIOUR), _U.URGENT, aware=_NO
    )
    yield desk.back(15, 10)
    desk.contact(case, _K.PHONE, reached=False)
    yield desk.back(11, 14)
    desk.contact(case, _K.VISIT, reached=False, with_whom="wijkagent")
    yield desk.back(5, 15)
    desk.contact(case, _K.CARD, reached=False)
    desk.note(case, _S.SEEKING_CONTACT)


def voluntary(desk: Desk) -> Story:
    """Reached at the second attempt; works along with a plan."""
    signal, case = yield from opened(
        desk, 30, _P.GP, (_T.DEBTS, _T.LONELINESS, _T.MILD_DISABILITY), feedback_wanted=True
    )
    yield desk.back(27, 10)
    desk.feedback(signal, ClockKind.FEEDBACK)
    desk.contact(case, _K.PHONE, reached=False)
    yield desk.back(25, 13)
    desk.contact(case, _K.APPOINTMENT, reached=True)
    desk.status(case, _S.VOLUNTARY, reason="wil meewerken")
    desk.informed(case)
    for domain, level in ((_L.FINANCE, 2), (_L.SOCIAL_NETWORK, 2)):
        desk.score(case, domain, level)
    desk.plan(case, "Overzicht in de post en het geld", "Samen de post openen, daarna naar schuldhulp.")
    promise = desk.action(case, desk.days.back(15), _T.DEBTS)
    yield desk.back(14, 9)
    desk.done(promise, "samen gedaan")
    yield desk.back(4, 11)
    desk.score(case, _L.FINANCE, 3)
    desk.note(case, _S.VOLUNTARY)
    desk.action(case, desk.days.ahead(4), _T.LONELINESS)


def waitlist_today(desk: Desk) -> Story:
    """No room now; to be looked at again today."""
    _, case = yield from opened(desk, 21, _P.WELFARE, (_T.LONELINESS, _T.DEMENTIA), aware=YesNoUnknown.YES)
    yield desk.back(18, 10)
    desk.contact(case, _K.PHONE, reached=True)
    desk.status(
        case,
        _S.WAITLIST,
        reason="geen plek",
        waitlist_owner=desk.lead,
        review_on=desk.days.today,
    )
    yield desk.back(8, 10)
    desk.note(case, _S.WAITLIST)


def waitlist_late(desk: Desk) -> Story:
    """The day to look again has passed."""
    _, case = yield from opened(desk, 26, _P.CARE, (_T.MILD_DISABILITY,), aware=YesNoUnknown.YES)
    yield desk.back(22, 10)
    desk.contact(case, _K.VISIT, reached=True)
    yield desk.back(13, 9)
    desk.status(case, _S.WAITLIST, reason="geen plek", waitlist_owner=desk.lead, review_on=desk.days.back(2))


def to_crisis(desk: Desk) -> Story:
    """Acute danger: 112 was called first; then written down, triaged and escalated."""
    _, case = yield from opened(
        desk,
        3,
        _P.RELATIVE,
        (_T.MENTAL_HEALTH, _T.SELF_NEGLECT),
        _U.ACUTE,
        wait=0,
        acute_danger=True,
        urgency=_U.ACUTE,
        feedback_wanted=True,
        aware=YesNoUnknown.YES,
        earlier_reported="112 en crisisdienst zijn eerst gebeld",
    )
    yield desk.back(3, 13)
    desk.contact(case, _K.VISIT, reached=True, with_whom="crisisdienst")
    desk.status(case, _S.ESCALATED, reason="acuut gevaar", escalation_target=EscalationTarget.CRISIS)
    desk.action(case, desk.days.today, _T.MENTAL_HEALTH, "Crisisdienst GGZ")


def to_wvggz(desk: Desk) -> Story:
    """Escalated under the Wvggz: 14 days for the inquiry."""
    _, case = yield from opened(desk, 14, _P.POLICE, (_T.CONFUSED_BEHAVIOUR, _T.ADDICTION), _U.URGENT)
    yield desk.back(12, 19)
    desk.contact(case, _K.VISIT, reached=True, with_whom="GGZ-verpleegkundige")
    yield desk.ago(13, 9)
    desk.informed(case)
    desk.status(case, _S.ESCALATED, reason="verkennend onderzoek", escalation_target=EscalationTarget.WVGGZ)
    desk.note(case, _S.ESCALATED)


def handed_over(desk: Desk) -> Story:
    """Waits for the receiver to confirm."""
    _, case = yield from opened(desk, 34, _P.HOUSING, (_T.HOARDING, _T.DEBTS), aware=YesNoUnknown.YES)
    yield desk.back(31, 14)
    desk.contact(case, _K.VISIT, reached=True)
    yield desk.back(30, 9)
    desk.status(case, _S.OUTREACH)
    desk.score(case, _L.HOUSING, 2)
    yield desk.back(2, 15)
    desk.score(case, _L.HOUSING, 4)
    desk.status(case, _S.HANDOVER, reason="woning op orde", handover_to="Wmo-begeleiding")
    desk.note(case, _S.HANDOVER)


def handover_late(desk: Desk) -> Story:
    """The receiver let the term pass: it stays ours."""
    _, case = yield from opened(desk, 33, _P.GP, (_T.DEMENTIA, _T.CARE_AVOIDANCE), aware=YesNoUnknown.YES)
    yield desk.back(29, 10)
    desk.contact(case, _K.VISIT, reached=True)
    yield desk.back(8, 11)
    desk.status(case, _S.HANDOVER, reason="diagnose gesteld", handover_to="Casemanager dementie")


def aftercare(desk: Desk) -> Story:
    """Goes well; the check after four weeks is near."""
    _, case = yield from opened(desk, 45, _P.CARE, (_T.SELF_NEGLECT,), aware=YesNoUnknown.YES)
    yield desk.back(42, 10)
    desk.contact(case, _K.VISIT, reached=True)
    desk.status(case, _S.VOLUNTARY)
    desk.score(case, _L.BASIC_ADL, 2)
    yield desk.ago(27, 10)
    desk.score(case, _L.BASIC_ADL, 4)
    desk.status(case, _S.AFTERCARE, reason="hulp loopt")
    yield desk.back(6, 10)
    desk.note(case, _S.AFTERCARE)


def no_contact(desk: Desk) -> Story:
    """Every rung of the ladder was tried, and the case was closed."""
    _, case = yield from opened(desk, 40, _P.UTILITY, (_T.CARE_AVOIDANCE, _T.DEBTS), aware=_NO)
    for days, hour, kind in (
        (37, 10, _K.PHONE),
        (33, 14, _K.VISIT),
        (28, 11, _K.LETTER),
        (24, 19, _K.VISIT),
    ):
        yield desk.back(days, hour)
        desk.contact(case, kind, reached=False)
    yield desk.back(18, 9)
    desk.close(case, Outcome.NO_CONTACT)


def well_ended(desk: Desk) -> Story:
    """Closed with a warm handover; the reporter must still be told."""
    signal, case = yield from opened(
        desk, 50, _P.WELFARE, (_T.LONELINESS, _T.SELF_NEGLECT), feedback_wanted=True
    )
    yield desk.back(47, 10)
    desk.feedback(signal, ClockKind.FEEDBACK)
    desk.contact(case, _K.VISIT, reached=True)
    desk.status(case, _S.OUTREACH)
    desk.informed(case)
    desk.score(case, _L.SOCIAL_NETWORK, 1)
    yield desk.back(9, 10)
    desk.score(case, _L.SOCIAL_NETWORK, 4)
    desk.close(case, Outcome.WARM_HANDOVER, "ouderenadviseur heeft het overgenomen")


def back_again(desk: Desk) -> Story:
    """Was solved; a new signal opened it again."""
    subject = desk.subject()
    _, case = yield from opened(
        desk, 60, _P.POLICE, (_T.NUISANCE, _T.ADDICTION), subject=subject, aware=YesNoUnknown.YES
    )
    yield desk.back(56, 15)
    desk.contact(case, _K.VISIT, reached=True)
    yield desk.back(48, 9)
    desk.close(case, Outcome.SELF_SOLVED)
    yield desk.back(5, 10)
    again = desk.receive(_respelled(desk, subject), _P.HOUSING, (_T.NUISANCE,), aware=YesNoUnknown.YES)
    yield desk.back(3, 10)
    desk.confirm(again)
    desk.reopen(case, "nieuwe overlast, zelfde adres")
    desk.triage(again, _U.NON_ACUTE, known_case_id=case)
    desk.route(again)


def at_home(desk: Desk) -> Story:
    """Violence at home with children: Veilig Thuis is called in beside the team."""
    _, case = yield from opened(
        desk,
        2,
        _P.RESIDENT,
        (_T.DOMESTIC_VIOLENCE, _T.CHILD_SAFETY),
        _U.URGENT,
        anonymous=True,
        children_present=YesNoUnknown.YES,
        visit_safety=texts.safety_note(desk.rng),
    )
    yield desk.back(1, 19)
    desk.contact(case, _K.PHONE, reached=True)
    desk.not_informed(case, desk.days.ahead(4))


def gone_quiet(desk: Desk) -> Story:
    """Nobody did anything for three weeks, and the resident was never told."""
    days = 33
    while desk.days.back(days) > desk.days.today - timedelta(days=40):
        days += 1
    _, case = yield from opened(desk, days, _P.CHURCH, (_T.MENTAL_HEALTH, _T.LONELINESS))
    yield desk.back(days - 3, 10)
    desk.contact(case, _K.LETTER, reached=False)
    yield desk.ago(26, 10)
    desk.note(case, _S.SEEKING_CONTACT)


def own_choice(desk: Desk) -> Story:
    """The rules said early debt help, the worker saw more and kept it, with the reason."""
    yield desk.back(11, 10)
    signal = desk.receive(desk.subject(), _P.HOUSING, (_T.RENT_ARREARS, _T.DEBTS), arrears_cents=412_000)
    yield desk.back(9, 11)
    desk.confirm(signal)
    desk.triage(signal, _U.NON_ACUTE)
    own = desk.setting.specs[desk.profile].default_team
    case = desk.route(signal, team=own, reason=texts.other_route_reason(desk.rng))
    yield desk.back(6, 15)
    desk.contact(case, _K.VISIT, reached=True, with_whom="woonconsulent")
    desk.informed(case)
    desk.status(case, _S.VOLUNTARY)
