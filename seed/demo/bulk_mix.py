"""What the past of the demo is a mixture of: concerns, urgencies, endings, with rough shares."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Generic, TypeVar

from store.codes import ContactKind, NotTakenUpReason, Outcome, PartnerType, Theme, Urgency

T = TypeVar("T")
_P, _T = PartnerType, Theme


class Mix(Generic[T]):
    """Values to draw from, each with its weight."""

    def __init__(self, *parts: tuple[int, T]) -> None:
        self._values = [value for _, value in parts]
        self._weights = list(accumulate(weight for weight, _ in parts))

    def draw(self, rng: random.Random) -> T:
        """Return one value."""
        return rng.choices(self._values, cum_weights=self._weights)[0]


Concern = tuple[tuple[Theme, ...], tuple[PartnerType, ...]]

CONCERNS: Mix[Concern] = Mix(
    (16, ((_T.RENT_ARREARS,), (_P.HOUSING,))),
    (9, ((_T.DEBTS,), (_P.UTILITY, _P.INSURER, _P.MUNICIPALITY))),
    (5, ((_T.DEBTS, _T.RENT_ARREARS), (_P.HOUSING, _P.UTILITY))),
    (8, ((_T.CONFUSED_BEHAVIOUR,), (_P.POLICE, _P.RESIDENT))),
    (8, ((_T.CONFUSED_BEHAVIOUR, _T.MENTAL_HEALTH), (_P.POLICE, _P.GP))),
    (8, ((_T.NUISANCE,), (_P.HOUSING, _P.RESIDENT, _P.POLICE))),
    (6, ((_T.ADDICTION, _T.NUISANCE), (_P.HOUSING, _P.POLICE, _P.RESIDENT))),
    (7, ((_T.HOARDING, _T.SELF_NEGLECT), (_P.HOUSING, _P.CARE, _P.UTILITY))),
    (6, ((_T.SELF_NEGLECT, _T.CARE_AVOIDANCE), (_P.GP, _P.CARE, _P.RELATIVE))),
    (5, ((_T.CARE_AVOIDANCE,), (_P.CARE, _P.GP, _P.WELFARE))),
    (6, ((_T.LONELINESS,), (_P.WELFARE, _P.CHURCH, _P.RELATIVE))),
    (5, ((_T.DEMENTIA,), (_P.RELATIVE, _P.GP, _P.RESIDENT))),
    (3, ((_T.DEMENTIA, _T.LONELINESS), (_P.WELFARE, _P.CARE))),
    (4, ((_T.YOUTH,), (_P.EDUCATION, _P.WELFARE))),
    (4, ((_T.DOMESTIC_VIOLENCE, _T.CHILD_SAFETY), (_P.POLICE, _P.EDUCATION, _P.RESIDENT))),
    (3, ((_T.DOMESTIC_VIOLENCE,), (_P.POLICE, _P.RELATIVE))),
    (4, ((_T.HOMELESSNESS,), (_P.MUNICIPALITY, _P.WELFARE, _P.POLICE))),
    (3, ((_T.HOMELESSNESS, _T.ADDICTION), (_P.POLICE, _P.CARE))),
    (3, ((_T.MILD_DISABILITY, _T.DEBTS), (_P.CARE, _P.MUNICIPALITY))),
    (3, ((_T.MENTAL_HEALTH,), (_P.RELATIVE, _P.GP, _P.HOUSING))),
    (2, ((_T.YOUTH, _T.DEBTS), (_P.EDUCATION, _P.OTHER))),
)
URGENCIES = Mix((3, Urgency.ACUTE), (17, Urgency.URGENT), (70, Urgency.NON_ACUTE), (10, Urgency.INFORMATION))
FATES = Mix((74, "routed"), (20, "not_taken_up"), (6, "advised"))
REASONS = Mix(
    (45, NotTakenUpReason.REPEATED),
    (15, NotTakenUpReason.UNFOUNDED),
    (10, NotTakenUpReason.NOT_A_RESIDENT),
    (4, NotTakenUpReason.DECEASED),
    (20, NotTakenUpReason.OTHER_TRAJECTORY),
    (6, NotTakenUpReason.OTHER),
)
REACHED = Mix(
    (22, Outcome.VOLUNTARY_HELP),
    (14, Outcome.WARM_HANDOVER),
    (9, Outcome.CARE_MENTAL_HEALTH),
    (10, Outcome.CARE_WMO),
    (3, Outcome.CARE_WLZ),
    (4, Outcome.CARE_ADDICTION),
    (6, Outcome.CARE_GP),
    (8, Outcome.DEBT_HELP),
    (8, Outcome.ADVICE),
    (6, Outcome.SELF_SOLVED),
    (4, Outcome.NO_HELP_NEEDED),
    (6, Outcome.NO_RESPONSE_AFTER_CONTACT),
)
NOT_REACHED = Mix(
    (50, Outcome.NO_CONTACT),
    (18, Outcome.ALREADY_KNOWN),
    (12, Outcome.MOVED),
    (3, Outcome.DECEASED),
    (17, Outcome.REFERRED_WITHOUT_CONTACT),
)
ATTEMPTS = Mix(
    (30, ContactKind.PHONE),
    (28, ContactKind.VISIT),
    (14, ContactKind.LETTER),
    (12, ContactKind.CARD),
    (8, ContactKind.MESSAGE),
    (4, ContactKind.MAIL),
    (4, ContactKind.APPOINTMENT),
)
ADVICE = (
    "Verwezen naar de huisarts en naar het inloopspreekuur.",
    "Uitgelegd hoe een gesprek over schulden aan te vragen is.",
    "Besproken hoe de melder zelf het gesprek kan beginnen.",
    "Nummer van de luisterlijn en van het wijkteam gegeven.",
    "Uitgelegd wanneer Veilig Thuis te bellen is voor advies.",
)
