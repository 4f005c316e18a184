"""One line in, hits out: residents, addresses, cases and signals, with why each of them matched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from store.engine.lifecycle import Store
from store.queries import search_show
from store.queries.search_ask import asked_of
from store.queries.search_filters import Filters, filters_of
from store.queries.search_find import Finder
from store.queries.search_limits import NO_LIMITS, Limits, limits_of
from store.queries.search_meaning import Meaning, Want
from store.queries.search_run import Run, as_list, running
from store.queries.search_shapes import (
    Completion,
    Hit,
    HitKind,
    Match,
    Nearness,
    SearchResult,
    SearchStopped,
)
from store.queries.search_show import Found
from store.queries.search_streets import Streets, streets_of
from store.queries.visibility import NO_CONTENT, may_see_case
from store.rules.search_indexes import plain_number, plainly
from store.rules.search_line import parse
from store.rules.search_parts import Born, PostcodePart, SearchLine, Telephone

__all__ = [
    "LIMIT",
    "Completion",
    "Hit",
    "HitKind",
    "Match",
    "Nearness",
    "SearchResult",
    "SearchStopped",
    "search",
]

LIMIT = 20
"""Hits of each kind when no other number is asked."""
MOST = 500
_CALLED = re.compile(r"(?:nummer|kenmerk|signaal|melding|zaak|dossier|nr|#)[.:]? *", re.IGNORECASE)
"""What may be said before the number of a partner."""
_FIGURES = 6
"""Figures from which a partner's number of figures alone is known however it is cut up."""
_TOGETHER = 3
"""How many times the residents asked for are read, because records of one person stand together."""
_UNREAD = (
    "Deze woorden staan in zoveel teksten dat niet alle zijn nagelezen. Voeg een naam, woord of filter toe."
)


def search(
    store: Store,
    text: str,
    *,
    today: date,
    limit: int = LIMIT,
    worker: str = "",
    stopped: Callable[[], bool] | None = None,
) -> SearchResult:
    """Return what answers a line, at most `limit` (1 to 500) hits of each kind.

    `worker` is who asks, for `mijn`. `stopped` is asked now and then, from this thread; when it is true the search
    ends with `SearchStopped`. Nothing is logged here: the screen and the command line do that. Whatever was typed, it
    never raises.
    """
    most = max(1, min(limit, MOST))
    line = parse(text, today)
    if line.empty:
        return SearchResult(text)
    if may_see_case(store, "k.id")[0] == "0":
        return SearchResult(text, notes=(NO_CONTENT,))
    with running(store, stopped) as run:
        seen, hidden = limits_of(store, run)
        numbered = _numbered(run, line)
        if numbered is not None:
            shown, left_out = _may_see(run, numbered, seen)
            return SearchResult(text, tuple(shown), hidden=int(left_out), read_as=(f"nummer: {line.plain}",))
        filters = filters_of(store, line, today, worker)
        streets = streets_of(store)
        asked = asked_of(run, streets, line, seen)
        finder = Finder(run, filters, seen, streets.keys)
        found: _Found = {kind: {} for kind in HitKind}
        if line.parts:
            _collect(finder, asked.wants(), found, most)
        else:
            cases, signals = finder.filtered(most + 1)
            found[HitKind.CASE] = dict.fromkeys(cases, Want(()))
            found[HitKind.SIGNAL] = dict.fromkeys(signals, Want(()))
        hits, more = _shown(run, found, most, seen)
        return SearchResult(
            text,
            tuple(hits),
            tuple(more),
            int(hidden is not None and _any_hidden(run, streets, line, filters, hidden)),
            (*asked.read_as, *filters.read_as),
            (*filters.notes, *((_UNREAD,) if finder.unread else ())),
        )


_Found: TypeAlias = dict[HitKind, dict[int, Want]]


def _ways(finder: Finder) -> dict[HitKind, Callable[[Want, int], list[int]]]:
    return {
        HitKind.RESIDENT: finder.residents,
        HitKind.ADDRESS: finder.addresses,
        HitKind.CASE: finder.cases,
        HitKind.SIGNAL: finder.signals,
    }


def _collect(finder: Finder, wants: Iterable[Want], found: _Found, most: int) -> None:
    """Let every want add what answers it, until there is enough of each kind."""
    ways = _ways(finder)
    for want in wants:
        for kind, find in ways.items():
            enough = (most + 1) * (_TOGETHER if kind == HitKind.RESIDENT else 1)
            known = found[kind]
            if len(known) < enough:
                for row_id in find(want, enough):
                    known.setdefault(row_id, want)


def _any_hidden(run: Run, streets: Streets, line: SearchLine, filters: Filters, hidden: Limits) -> bool:
    """Tell whether something among the hidden rows answers."""
    finder = Finder(run, filters, hidden, streets.keys)
    if not line.parts:
        return any(finder.filtered(1))
    wants = asked_of(run, streets, line, NO_LIMITS).wants()
    return any(find(want, 1) for want in wants for find in _ways(finder).values())


def _shown(run: Run, found: _Found, most: int, seen: Limits) -> tuple[list[Hit], list[HitKind]]:
    hits: list[Hit] = []
    more: list[HitKind] = []
    for kind, show in search_show.WAYS.items():
        wanted = [Found(row_id, want) for row_id, want in found[kind].items()]
        if not wanted:
            continue
        # Only when records of one person stand together is it known how many residents there are.
        shown = show(run, wanted, seen, most + (kind == HitKind.RESIDENT))
        if len(shown) > most or (kind != HitKind.RESIDENT and len(wanted) > most):
            more.append(kind)
        hits += shown[:most]
    return hits, more


def _numbered(run: Run, line: SearchLine) -> list[tuple[HitKind, Found]] | None:
    """Return what the line names by number: a signal, a case, or signals by the number of the partner."""
    if line.number is not None:
        number = line.number
        signals = [] if number.kind == "case" else _with_number(run, "signals", number.signal)
        cases = [] if signals or number.kind == "signal" else _with_number(run, "cases", number.case)
        if signals or cases:
            want = Want((Meaning("number", "nummer", nearness=Nearness.NUMBER),))
            return [
                *((HitKind.CASE, Found(row, want)) for row in cases),
                *((HitKind.SIGNAL, Found(row, want)) for row in signals),
            ]
    theirs = _with_their_number(run, line)
    want = Want(
        (Meaning("number", "nummer van de partner", condition="s.external_id", nearness=Nearness.NUMBER),)
    )
    return [(HitKind.SIGNAL, Found(row, want)) for row in theirs] or None


def _with_their_number(run: Run, line: SearchLine) -> list[int]:
    """Return the signals whose number of the partner is the whole line: as it is written, else by letters and digits.

    Letters and digits alone do not count for what is a date, a telephone number or a postcode as it is typed, nor for
    figures with spaces between them.
    """
    plain = line.plain.strip()
    if not any(char.isdigit() for char in plain):
        return []
    forms = {form for text in (plain, _CALLED.sub("", plain)) for form in (text, text.upper(), text.lower())}
    rows = run.rows(
        f"SELECT id, external_id FROM signals WHERE {plain_number('external_id')} IN (SELECT value FROM json_each(?))"
        " AND external_id <> '' ORDER BY id DESC LIMIT ?",
        (json.dumps(sorted(set(map(plainly, forms)))), MOST),
    )
    written = [row_id for row_id, number in rows if number in forms]
    if written or all(isinstance(part, (Born, Telephone, PostcodePart)) for part in line.parts):
        return written
    figures = plainly(plain).isdigit()
    return [] if figures and (" " in plain or len(plain) < _FIGURES) else [row_id for row_id, _ in rows]


def _with_number(run: Run, table: str, number: str) -> list[int]:
    return run.ids(f"SELECT id FROM {table} WHERE number = ?", (number,))


def _may_see(run: Run, found: list[tuple[HitKind, Found]], seen: Limits) -> tuple[list[Hit], bool]:
    """Return the hits this viewer may see, and whether any was left out."""
    hits: list[Hit] = []
    for kind in (HitKind.CASE, HitKind.SIGNAL):
        wanted = [one for its_kind, one in found if its_kind == kind]
        alias, table = ("k", "cases") if kind == HitKind.CASE else ("s", "signals")
        limit, values = seen.of_rows(alias)
        allowed = set(
            run.ids(
                f"SELECT {alias}.id FROM {table} {alias} WHERE {alias}.id IN (SELECT value FROM json_each(?))"
                f"{limit and ' AND '}{limit}",
                (as_list(one.id for one in wanted), *values),
            )
        )
        hits += search_show.WAYS[kind](run, [one for one in wanted if one.id in allowed], seen, MOST)
    return hits, len(hits) < len(found)
