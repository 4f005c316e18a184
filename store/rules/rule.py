"""The shapes of routing: conditions, rules, and the explanation of a route. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown

Mode = Literal["route", "beside", "first"]
MODES: tuple[Mode, ...] = get_args(Mode)
Outcome = Literal["won", "lost", "not_needed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for a rule: all conditions given; an empty tuple, empty set or None is no condition.

    Lists mean "one of". `themes_only`: the signal has themes and all of them are in the set. Ages are whole
    years, both ends included. A value that is not known (None, no themes) never satisfies a condition on it.
    """

    district: tuple[str, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    partner_type: tuple[PartnerType, ...] = ()
    in_care: tuple[YesNoUnknown, ...] = ()
    children_present: tuple[YesNoUnknown, ...] = ()
    themes_any: frozenset[Theme] = frozenset()
    themes_all: frozenset[Theme] = frozenset()
    themes_only: frozenset[Theme] = frozenset()
    age_min: int | None = None
    age_max: int | None = None
    eviction_threatened: bool | None = None
    acute_danger: bool | None = None


ALWAYS = Conditions()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `because` and `source` are shown to the worker; rules are tried by rising `order`.

    `team` is a team key (modes route and beside); `instruction` is the sentence of a `first` rule.
    """

    key: str
    order: int
    mode: Mode
    when: Conditions
    team: str | None
    instruction: str | None
    because: str
    source: str

    @property
    def catch_all(self) -> bool:
        """Whether this route rule matches every signal."""
        return self.mode == "route" and self.when == ALWAYS


@dataclass(frozen=True, slots=True)
class Considered:
    """A route rule that was looked at: `summary` in Dutch, what became of it, and `why` in Dutch."""

    rule: str
    summary: str
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A team that is told as well, next to the team that won."""

    team: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class First:
    """Something to do before registering."""

    instruction: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a signal goes and why.

    `team` and `rule` are keys; `values` are (Dutch label, Dutch value) of the facts the winning rule looked
    at; `considered` holds every route rule once, in order, exactly one of them "won". A team never appears
    twice.
    """

    team: str
    rule: str
    because: str
    source: str
    values: tuple[tuple[str, str], ...]
    considered: tuple[Considered, ...]
    beside: tuple[Beside, ...]
    first: tuple[First, ...]
