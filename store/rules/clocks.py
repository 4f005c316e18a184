"""The clocks of a signal and a case: how long each term is, when it ends and how that reads.

Defaults are those of the field (`domain.md` section 5); a municipality profile may override the amounts.
Terms of a law are calendar terms; one that ends on a weekend or holiday runs on to the next working day
(Algemene termijnenwet art. 1; for the GDPR: Regulation 1182/71 art. 3). Own norms in calendar time follow the
same rule, so that nothing falls due on a day when nobody works.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from store.codes import ClockKind, NormKind, Urgency
from store.rules.workdays import add_workdays, workdays_between
from store.text import one_line

Unit = Literal["workdays", "days", "weeks", "months"]
State = Literal["late", "today", "soon", "later"]

MAX_AMOUNT = 1000

_UNIT_WORDS: dict[str, tuple[str, str]] = {
    "workdays": ("werkdag", "werkdagen"),
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_BY_URGENCY = frozenset({ClockKind.TRIAGE, ClockKind.FIRST_CONTACT})


@dataclass(frozen=True, slots=True)
class Term:
    """How long a clock runs: `amount` in `unit`, whether a law or an own norm says so, and which."""

    kind: ClockKind
    amount: int
    unit: Unit
    norm: NormKind
    source: str

    @property
    def length(self) -> str:
        """The length in Dutch: "5 werkdagen", "1 maand", "dezelfde dag"."""
        if self.amount == 0:
            return "dezelfde dag"
        return f"{self.amount} {_UNIT_WORDS[self.unit][self.amount != 1]}"


@dataclass(frozen=True, slots=True)
class DueText:
    """A due date as a person reads it: a full text, a state, and a form for narrow columns.

    `workdays` is the signed number of working days left (negative: late; 0 covers today and the weekend
    after).
    """

    text: str
    state: State
    short: str
    workdays: int


_OWN = "eigen norm"
_AWT = "Algemene termijnenwet art. 1"


def _norm(kind: ClockKind, amount: int, unit: Unit, source: str = _OWN) -> Term:
    return Term(kind, amount, unit, NormKind.NORM, source)


def _law(kind: ClockKind, amount: int, unit: Unit, source: str) -> Term:
    return Term(kind, amount, unit, NormKind.LAW, source)


DEFAULT_TERMS: Mapping[str, Term] = MappingProxyType(
    {
        "triage.acute": _norm(ClockKind.TRIAGE, 0, "days", f"{_OWN}: eerst bellen, zelfde dag vastleggen"),
        "triage.urgent": _norm(ClockKind.TRIAGE, 1, "workdays"),
        "triage.non_acute": _norm(ClockKind.TRIAGE, 5, "workdays"),
        "triage.information": _norm(ClockKind.TRIAGE, 5, "workdays"),
        "first_contact.acute": _norm(ClockKind.FIRST_CONTACT, 0, "days", f"{_OWN}: eerst bellen"),
        "first_contact.urgent": _norm(ClockKind.FIRST_CONTACT, 1, "workdays"),
        "first_contact.non_acute": _norm(ClockKind.FIRST_CONTACT, 5, "workdays"),
        "confirmation": _norm(ClockKind.CONFIRMATION, 2, "workdays"),
        "feedback": _norm(ClockKind.FEEDBACK, 10, "workdays"),
        "closing_feedback": _norm(ClockKind.CLOSING_FEEDBACK, 10, "workdays"),
        "inform_resident": _law(ClockKind.INFORM_RESIDENT, 1, "months", "AVG art. 14 lid 3"),
        "wvggz_inquiry": _law(ClockKind.WVGGZ_INQUIRY, 14, "days", f"Wvggz art. 5:2; {_AWT}"),
        "wmo_inquiry": _law(ClockKind.WMO_INQUIRY, 6, "weeks", f"Wmo 2015 art. 2.3.2; {_AWT}"),
        "wmo_decision": _law(ClockKind.WMO_DECISION, 2, "weeks", f"Wmo 2015 art. 2.3.5; {_AWT}"),
        "inactivity": _norm(ClockKind.INACTIVITY, 21, "days"),
        "handover": _norm(ClockKind.HANDOVER, 5, "workdays"),
        "aftercare_short": _norm(ClockKind.AFTERCARE_SHORT, 4, "weeks"),
        "aftercare_long": _norm(ClockKind.AFTERCARE_LONG, 3, "months"),
        "waitlist_review": _norm(
            ClockKind.WAITLIST_REVIEW, 4, "weeks", f"{_OWN}: voorstel, datum is verplicht"
        ),
    }
)


def terms_for(
    kind: ClockKind, urgency: Urgency | None = None, overrides: Mapping[str, int] | None = None
) -> Term | None:
    """Return the term that runs for `kind`, with the profile's `overrides` (see `check_overrides`) applied.

    Triage and first contact depend on `urgency`; none yet counts as non-acute. For information follows the
    override of non-acute unless it has its own, and needs no first contact: then the answer is None. The Wmo
    decision term of 2 weeks starts at the application, not at the report.
    """
    overrides = overrides or {}
    if kind not in _BY_URGENCY:
        keys = [kind.value]
    else:
        urgency = urgency or Urgency.NON_ACUTE
        keys = [f"{kind.value}.{urgency.value}"]
        if kind is ClockKind.TRIAGE and urgency is Urgency.INFORMATION:
            keys.append(f"{kind.value}.{Urgency.NON_ACUTE.value}")
    term = DEFAULT_TERMS.get(keys[0])
    if term is None:
        return None
    for key in keys:
        if key in overrides:
            return replace(term, amount=overrides[key])
    return term


def check_overrides(overrides: Mapping[str, object]) -> list[str]:
    """Return one Dutch sentence per mistake in a profile's overrides, in their order; empty when all is well.

    Keys are those of `DEFAULT_TERMS`; values whole numbers from 0 to `MAX_AMOUNT` in the unit of that term. A
    term of a law may be made shorter, never longer.
    """
    problems = []
    for key, value in overrides.items():
        name = one_line(str(key), 40)
        term = DEFAULT_TERMS.get(key)
        if term is None:
            near = get_close_matches(str(key)[:100], DEFAULT_TERMS, n=1)
            starts = [known for known in DEFAULT_TERMS if known.startswith(f"{key}.")]
            hint = f"Bedoelt u {' of '.join(starts or near)}?" if starts or near else ""
            known_keys = f"Bekend zijn: {', '.join(DEFAULT_TERMS)}."
            problems.append(f'Termijn "{name}" bestaat niet. {hint or known_keys}')
        elif isinstance(value, bool) or not isinstance(value, int):
            problems.append(f'Termijn "{name}" moet een heel getal zijn ({_UNIT_WORDS[term.unit][1]}).')
        elif value < 0:
            problems.append(f'Termijn "{name}" is negatief; kies 0 of meer {_UNIT_WORDS[term.unit][1]}.')
        elif term.norm is NormKind.LAW and value > term.amount:
            problems.append(f'Termijn "{name}" is wettelijk ({term.source}): hooguit {term.length}.')
        elif value > MAX_AMOUNT:
            problems.append(f'Termijn "{name}" is te lang; kies hooguit {MAX_AMOUNT}.')
    return problems


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier when negative), or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(term: Term, started: date) -> date:
    """Return the last day of `term` when it starts on `started` (a local day; the day itself does not count).

    A term of 0 calendar days ends the same day, in the weekend too: acute does not wait for Monday. Every
    other term ends on a working day. A month from 31 January ends on the last day of February.
    """
    if term.unit == "workdays":
        return add_workdays(started, term.amount)
    if term.amount == 0:
        return started
    if term.unit == "months":
        end = add_months(started, term.amount)
    else:
        end = started + timedelta(days=term.amount * (7 if term.unit == "weeks" else 1))
    return add_workdays(end, 0)


@lru_cache(maxsize=512)
def describe_due(due: date, today: date) -> DueText:
    """Say in Dutch working days how `due` stands on `today`.

    "nog 4 werkdagen", "vandaag", "2 werkdagen te laat". Between working days the name of the day is used, so
    that what was due on Friday reads "sinds vrijdag te laat" on Sunday, and what is due on Saturday
    "uiterlijk zaterdag" on Friday.
    """
    left = workdays_between(today, due)
    if due == today:
        return DueText("vandaag", "today", "vandaag", 0)
    day_name = _WEEKDAYS[due.weekday()]
    count = abs(left)
    words = f"{count} {_UNIT_WORDS['workdays'][count != 1]}"
    if due < today:
        if left == 0:
            return DueText(f"sinds {day_name} te laat", "late", f"! te laat ({day_name[:2]})", 0)
        return DueText(f"{words} te laat", "late", f"! {count} wd te laat", left)
    if left == 0:
        return DueText(f"uiterlijk {day_name}", "soon", f"uiterlijk {day_name[:2]}", 0)
    return DueText(f"nog {words}", "soon" if left <= 1 else "later", f"nog {count} wd", left)
