"""The contact ladder: what was tried to reach a resident, what was not, and what the evidence says.

Evidence from debt early-warning (`domain.md` section 5): four or more attempts reach 37 % against 18 % for
one or two; letters alone 6 %, with phone 59 %, with a visit 46 %. The norm before "definitief geen contact"
is our own, drawn from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from store.codes import ContactKind, DayPart
from store.local_time import LOCAL_ZONE

MIN_ATTEMPTS = 4
MIN_KINDS = 2
_NUMBERS = ("geen", "één", "twee", "drie", "vier")

_USEFUL_ORDER: tuple[ContactKind | DayPart, ...] = (
    ContactKind.VISIT,
    ContactKind.PHONE,
    DayPart.EVENING,
    ContactKind.CARD,
    ContactKind.MESSAGE,
    ContactKind.APPOINTMENT,
    ContactKind.LETTER,
    ContactKind.MAIL,
    DayPart.MORNING,
    DayPart.AFTERNOON,
)
_ON_PAPER = frozenset({ContactKind.LETTER, ContactKind.MAIL, ContactKind.CARD, ContactKind.MESSAGE})


def day_part(moment: datetime) -> DayPart:
    """Return the part of the day of an aware `moment` in Dutch time: before 12:00, 12:00-18:00, from 18:00.

    A naive moment is a ValueError.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no part of the day")
    hour = moment.astimezone(LOCAL_ZONE).hour
    if hour < 12:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < 18 else DayPart.EVENING


@dataclass(frozen=True, slots=True)
class Attempt:
    """One contact attempt: kind, when (aware), whether the resident was reached, part of the day."""

    kind: ContactKind
    at: datetime
    reached: bool
    day_part: DayPart

    @classmethod
    def made(cls, kind: ContactKind, at: datetime, reached: bool) -> Attempt:
        """Make an attempt whose part of the day follows from `at`."""
        return cls(kind, at, reached, day_part(at))


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a case's attempts add up to.

    `kinds` and `day_parts` count every code, 0 included. `not_tried` holds Dutch words, most useful first.
    `no_contact_missing` holds what stands between this case and "definitief geen contact"; `advice` is one
    line.
    """

    kinds: Mapping[ContactKind, int]
    day_parts: Mapping[DayPart, int]
    reached: int
    total: int
    not_tried: tuple[str, ...]
    no_contact_missing: tuple[str, ...]
    advice: str


def no_contact_problems(attempts: Iterable[Attempt]) -> list[str]:
    """Return Dutch sentences on what is missing before "definitief geen contact"; empty when earned.

    Own norm: at least 4 attempts, of at least 2 kinds, one of them a visit, one in the evening. When the
    resident was reached the outcome does not fit at all, and the sentence names the one that does.
    """
    made = list(attempts)
    kinds = {attempt.kind for attempt in made}
    problems = []
    if len(made) < MIN_ATTEMPTS:
        count = _NUMBERS[len(made)]
        verb = "is" if len(made) == 1 else "zijn"
        problems.append(f"Er {verb} {count} van de {_NUMBERS[MIN_ATTEMPTS]} pogingen gedaan.")
    if ContactKind.VISIT not in kinds:
        problems.append("Er is nog geen huisbezoek geprobeerd.")
    if len(kinds) < MIN_KINDS:
        problems.append(f"Er zijn ten minste {_NUMBERS[MIN_KINDS]} soorten pogingen nodig.")
    if not any(attempt.day_part == DayPart.EVENING for attempt in made):
        problems.append("Er is nog niet in de avond geprobeerd (vanaf 18:00).")
    if any(attempt.reached for attempt in made):
        problems.append('Er is contact geweest; daarbij past "geen reactie na eerder contact".')
    return problems


def _advice(kinds: Mapping[ContactKind, int], parts: Mapping[DayPart, int], reached: int, total: int) -> str:
    if reached:
        times = "één keer" if reached == 1 else f"{reached} keer"
        return f"Er is {times} contact geweest; ga verder op de manier die werkte."
    if total == 0:
        return "Nog niets geprobeerd. Bellen of langsgaan bereikt veel meer mensen dan alleen een brief."
    written = sum(kinds[kind] for kind in _ON_PAPER)
    if written == total:
        return "Alleen schriftelijk bereikt 6 %; met bellen erbij 59 %, met een huisbezoek erbij 46 %."
    if not kinds[ContactKind.VISIT]:
        return "Nog geen huisbezoek: een brief met een huisbezoek erbij bereikt 46 %, een brief alleen 6 %."
    if not kinds[ContactKind.PHONE]:
        return "Nog niet gebeld: een brief met bellen erbij bereikt 59 %, een brief alleen 6 %."
    if not parts[DayPart.EVENING]:
        return "Nog niet in de avond geprobeerd; wie overdag niet opendoet, is dan soms wel thuis."
    if total < MIN_ATTEMPTS:
        return "Volhouden loont: vier of meer pogingen bereiken 37 %, een of twee 18 %."
    return "Veel is geprobeerd. Bespreek in het overleg wie er wel een ingang heeft."


def ladder(attempts: Iterable[Attempt]) -> Ladder:
    """Add up a case's attempts, in any order."""
    made = list(attempts)
    kind_count = Counter(attempt.kind for attempt in made)
    part_count = Counter(attempt.day_part for attempt in made)
    kinds = MappingProxyType({kind: kind_count[kind] for kind in ContactKind})
    parts = MappingProxyType({part: part_count[part] for part in DayPart})
    reached = sum(attempt.reached for attempt in made)
    tried: set[str] = {*kind_count, *part_count}
    return Ladder(
        kinds=kinds,
        day_parts=parts,
        reached=reached,
        total=len(made),
        not_tried=tuple(step.label for step in _USEFUL_ORDER if step not in tried),
        no_contact_missing=tuple(no_contact_problems(made)),
        advice=_advice(kinds, parts, reached, len(made)),
    )
