"""How long a case, a signal and a reporter's contact data are kept, and why. Pure: facts in, a term and a day out.

Retention runs per case, not per person. The terms are those of the field (`domain.md` section 6); those marked
`NormKind.CHECK` are own norms that still ask a lawyer's look. A municipality profile may change the amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from store.codes import NormKind, Outcome, SignalStatus
from store.codes_retention import RetentionBasis
from store.rules.clocks import add_months
from store.text import one_line

Unit = Literal["weeks", "years"]

HORIZON_DAYS: Final = 30
"""How many days ahead something is proposed (own norm): time to hold it, and for a second pair of eyes."""
MAX_AMOUNT: Final = 100
KEEP: Final = "keep."
"""What the key of a term of keeping begins with, among the other terms of a profile."""
_WORDS: Mapping[str, tuple[str, str]] = {"weeks": ("week", "weken"), "years": ("jaar", "jaar")}


@dataclass(frozen=True, slots=True)
class KeepTerm:
    """How long something is kept after it ended: `amount` in `unit`, who says so and where."""

    basis: RetentionBasis
    amount: int
    unit: Unit
    norm: NormKind
    source: str

    @property
    def length(self) -> str:
        """The length in Dutch: "15 jaar", "6 weken"."""
        return f"{self.amount} {_WORDS[self.unit][self.amount != 1]}"


@dataclass(frozen=True, slots=True)
class CaseEnd:
    """What decides how long a closed case is kept. `worked`: there was a plan, a goal or somebody was reached.

    `wmo`: there was an inquiry under the Wmo 2015 in this case, whatever came of it.
    """

    outcome: Outcome | None
    worked: bool
    wmo: bool = False


_OWN: Final = "eigen norm"
DEFAULTS: Final[Mapping[RetentionBasis, KeepTerm]] = MappingProxyType(
    {
        term.basis: term
        for term in (
            KeepTerm(RetentionBasis.WMO_PROVISION, 15, "years", NormKind.LAW, "Wmo 2015 art. 5.3.4"),
            KeepTerm(RetentionBasis.PLAN_ONLY, 5, "years", NormKind.CHECK, _OWN),
            KeepTerm(RetentionBasis.WITHDRAWN, 6, "weeks", NormKind.CHECK, _OWN),
            KeepTerm(RetentionBasis.NOT_TAKEN_UP, 1, "years", NormKind.CHECK, _OWN),
            KeepTerm(RetentionBasis.FORWARDED, 1, "years", NormKind.CHECK, _OWN),
            KeepTerm(RetentionBasis.REPORTER, 1, "years", NormKind.NORM, _OWN),
            KeepTerm(RetentionBasis.LOG, 5, "years", NormKind.CHECK, "eigen norm, na NEN 7513"),
        )
    }
)
_PROVISION: Final = frozenset({Outcome.CARE_WMO})
_NO_HELP: Final = frozenset({Outcome.NO_HELP_NEEDED, Outcome.SELF_SOLVED})
SIGNAL_BASES: Final[Mapping[SignalStatus, RetentionBasis]] = MappingProxyType(
    {
        SignalStatus.NOT_TAKEN_UP: RetentionBasis.NOT_TAKEN_UP,
        SignalStatus.FORWARDED: RetentionBasis.FORWARDED,
    }
)
"""Signals that have a term of their own; a linked one follows its case, one with advice holds nobody any more."""


def case_basis(end: CaseEnd) -> RetentionBasis:
    """Return why a closed case is kept: the strictest ground that applies (law before norm, long before short)."""
    if end.wmo or end.outcome in _PROVISION:
        return RetentionBasis.WMO_PROVISION
    if end.worked:
        return RetentionBasis.PLAN_ONLY
    if end.outcome is Outcome.NOT_TAKEN_UP:
        return RetentionBasis.NOT_TAKEN_UP
    if end.outcome in _NO_HELP:
        return RetentionBasis.WITHDRAWN
    return RetentionBasis.PLAN_ONLY


def keep_term(basis: RetentionBasis, overrides: Mapping[str, int] | None = None) -> KeepTerm:
    """Return the term for `basis`, with the profile's amounts (identifier of the basis → amount) applied."""
    term = DEFAULTS[basis]
    amount = (overrides or {}).get(basis.value)
    return term if amount is None else replace(term, amount=amount)


def destroy_on(term: KeepTerm, ended: date) -> date:
    """Return the first day on which nothing more may be kept of what ended on `ended` (local days)."""
    if term.unit == "weeks":
        return ended + timedelta(weeks=term.amount)
    return add_months(ended, 12 * term.amount)


def ended_before(term: KeepTerm, due: date) -> date:
    """Return a day on or after the last one on which a thing may have ended to be due by `due`: a bound for reading.

    `destroy_on` decides; this one is at most two days too wide (29 February).
    """
    if term.unit == "weeks":
        return due - timedelta(weeks=term.amount)
    return add_months(due, -12 * term.amount) + timedelta(days=2)


def check_retention(overrides: Mapping[str, object]) -> list[str]:
    """Return a Dutch sentence per mistake in a profile's retention terms; empty when all is well.

    Keys are identifiers of `RetentionBasis`, values whole numbers of the unit of that term, from 1. A term of a law
    may be made longer (when the care asks for it), never shorter, and so may that of the log; another own norm may go
    either way.
    """
    problems = []
    for key, value in overrides.items():
        name = one_line(str(key), 40)
        term = next((term for basis, term in DEFAULTS.items() if basis.value == key), None)
        if term is None:
            known = ", ".join(basis.value for basis in DEFAULTS)
            problems.append(f'Bewaartermijn "{name}" bestaat niet. Bekend zijn: {known}.')
        elif isinstance(value, bool) or not isinstance(value, int):
            problems.append(f'Bewaartermijn "{name}" moet een heel getal zijn ({_WORDS[term.unit][1]}).')
        elif not 1 <= value <= MAX_AMOUNT:
            problems.append(f'Bewaartermijn "{name}" ligt tussen 1 en {MAX_AMOUNT} {_WORDS[term.unit][1]}.')
        elif term.basis is RetentionBasis.LOG and value < term.amount:
            problems.append(
                f'Bewaartermijn "{name}" is ten minste {term.length}: zo lang is na te gaan wie wat zag.'
            )
        elif term.norm is NormKind.LAW and value < term.amount:
            problems.append(f'Bewaartermijn "{name}" is wettelijk ({term.source}): ten minste {term.length}.')
    return problems
