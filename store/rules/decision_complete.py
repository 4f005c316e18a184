"""Ways to go on while a decision is typed: names after `@`, days after `+`, effects after `;`, teams and outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.codes import Outcome
from store.local_time import short_day
from store.rules.decision_days import day_of
from store.rules.decision_line import Names, begins, holders_beginning
from store.text import fold

MOST = 8
_DAYS = ("+1wd", "+3wd", "+5wd", "+10wd", "+4w", "+6w", "+3m")
_AFTER = (
    ("informeren: ", "informeren: of en hoe de betrokkene het hoort"),
    ("contact zoeken", "contact zoeken: casus gaat nu naar contact zoeken"),
    ("overdracht aan ", "overdracht aan: casus gaat nu in overdracht"),
    ("wachtlijst tot ", "wachtlijst tot: met een dag om opnieuw te kijken"),
    ("route ", "route: gaat nu naar een team"),
    ("sluiten: ", "sluiten: met een eindresultaat"),
)
_INFORM = ("ja", "telefonisch", "bij het huisbezoek", "per brief", "nee omdat ")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on: replace `line[start:end]` by `text`; `label` is what a list shows."""

    label: str
    start: int
    end: int
    text: str


def complete(line: str, cursor: int, names: Names, today: date) -> tuple[Suggestion, ...]:
    """Return at most eight ways to go on at `cursor`, best first; none when there is nothing to complete."""
    cursor = max(0, min(cursor, len(line)))
    before = line[:cursor]
    segment_at = before.rfind(";") + 1
    segment = before[segment_at:]
    lead = len(segment) - len(segment.lstrip())
    typed, start = segment.lstrip(), segment_at + lead
    plus = re.search(r"(?:^|\s)(\+ ?\w*)$", before)
    if plus is not None:
        return _days(plus[1], plus.start(1), cursor, today)
    at = re.search(r'(?:^|\s)@"?([^@;"]*)$', before)
    if at is not None:
        return _names(
            at[1],
            at.end() - len(at[1]) - (1 if before[at.start() :].strip().startswith('@"') else 0),
            cursor,
            names,
        )
    low = typed.casefold()
    for word, options in _after_word(names):
        if low.startswith(word):
            rest = typed[len(word) :]
            return _listed(options, rest.lstrip(), cursor - len(rest.lstrip()), cursor)
    if low.startswith("wachtlijst tot "):
        rest = typed[len("wachtlijst tot ") :]
        return _days(rest, cursor - len(rest), cursor, today)
    if segment_at or (typed and len(typed) > 2):
        return tuple(
            Suggestion(label, start, cursor, text)
            for text, label in _AFTER
            if text.startswith(low) and text.strip() != low.strip()
        )[:MOST]
    return ()


def _after_word(names: Names) -> tuple[tuple[str, tuple[str, ...]], ...]:
    teams = tuple(team.name for team in names.teams)
    parties = tuple(dict.fromkeys((*(one.name for one in names.partners), *teams)))
    return (
        ("informeren:", _INFORM),
        ("route ", teams),
        ("overdracht aan ", parties),
        ("sluiten:", tuple(one.label for one in Outcome)),
    )


def _names(typed: str, start: int, cursor: int, names: Names) -> tuple[Suggestion, ...]:
    key = fold(typed)
    if key:
        found = holders_beginning(key, names)
        found.sort(key=lambda pair: not fold(pair[0]).startswith(key))
    else:
        found = [*((one, False) for one in names.people), *((one.name, True) for one in names.partners)]
    return tuple(
        Suggestion(f"{name} (belegd bij)" if party else name, start, cursor, f"{name} ")
        for name, party in found[:MOST]
        if name != typed.strip()
    )


def _days(typed: str, start: int, cursor: int, today: date) -> tuple[Suggestion, ...]:
    bare = typed.replace(" ", "").casefold()
    options = [one for one in _DAYS if one.startswith(bare)]
    if re.fullmatch(r"\+\d{1,3}", bare):
        options = list(dict.fromkeys((f"{bare}wd", f"{bare}w", f"{bare}d", *options)))
    found = []
    for one in options:
        day = day_of(one, today)
        if day is not None:
            found.append(Suggestion(f"{one} · {short_day(day)}", start, cursor, f"{one} "))
    return tuple(found[:MOST])


def _listed(options: Iterable[str], typed: str, start: int, cursor: int) -> tuple[Suggestion, ...]:
    key = fold(typed)
    found = [one for one in options if (not key or begins(one, key)) and one != typed.strip()]
    return tuple(Suggestion(one.strip(), start, cursor, one) for one in found[:MOST])
