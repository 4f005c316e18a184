"""Stories from the other municipalities of the demo: each one shows what is particular there."""

from __future__ import annotations

from typing import Any

from seed.demo.arrivals import Story
from seed.demo.courses import opened
from seed.demo.desk import Desk
from store.codes import ContactKind, PartnerType, Theme, Urgency, YesNoUnknown

_P, _T, _U, _NO = PartnerType, Theme, Urgency, YesNoUnknown.NO


def _elsewhere(
    desk: Desk,
    profile: str,
    days: int,
    kind: PartnerType,
    themes: tuple[Theme, ...],
    urgency: Urgency,
    **more: Any,
) -> Story:
    signal, case = yield from opened(desk, days, kind, themes, urgency, subject=desk.subject(profile), **more)
    if case and days > 4:
        yield desk.back(days - 2, 10)
        desk.told_beside(signal)
        yield desk.back(days - 3, 14)
        desk.contact(case, ContactKind.VISIT, reached=days % 2 == 0)


def delft_vangnet(desk: Desk) -> Story:
    """Delft, not in care."""
    yield from _elsewhere(
        desk, "delft", 6, _P.HOUSING, (_T.CARE_AVOIDANCE, _T.HOARDING), _U.NON_ACUTE, in_care=_NO
    )


def westland_urgent(desk: Desk) -> Story:
    """Westland, urgent: the SKT."""
    yield from _elsewhere(desk, "westland", 3, _P.POLICE, (_T.CONFUSED_BEHAVIOUR,), _U.URGENT)


def westland_calm(desk: Desk) -> Story:
    """Westland, not acute: the meldfunctie."""
    yield from _elsewhere(desk, "westland", 7, _P.WELFARE, (_T.LONELINESS,), _U.NON_ACUTE)


def heemstede_eviction(desk: Desk) -> Story:
    """Heemstede, threatened eviction: the Loket."""
    yield from _elsewhere(
        desk,
        "heemstede",
        5,
        _P.HOUSING,
        (_T.RENT_ARREARS,),
        _U.URGENT,
        eviction_threatened=True,
        arrears_cents=378_000,
    )


def midden_delfland(desk: Desk) -> Story:
    """Midden-Delfland: the Maatschappelijk Team."""
    yield from _elsewhere(desk, "midden-delfland", 8, _P.RELATIVE, (_T.CARE_AVOIDANCE,), _U.NON_ACUTE)


def soest_youth(desk: Desk) -> Story:
    """Soest: youth."""
    yield from _elsewhere(
        desk,
        "soest",
        6,
        _P.EDUCATION,
        (_T.YOUTH, _T.CHILD_SAFETY),
        _U.NON_ACUTE,
        children_present=YesNoUnknown.YES,
    )


def in_care(desk: Desk) -> Story:
    """Already in care: the treating party is told, and nothing is routed twice."""
    yield desk.back(3, 9)
    subject = desk.subject("delft")
    signal = desk.receive(
        subject, _P.HOUSING, (_T.NUISANCE, _T.MENTAL_HEALTH), in_care=YesNoUnknown.YES, feedback_wanted=True
    )
    yield desk.back(1, 11)
    desk.confirm(signal)
    desk.triage(signal, _U.NON_ACUTE)
    desk.route(signal)
