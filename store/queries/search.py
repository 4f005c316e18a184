"""One line in, hits out: residents, addresses, cases and signals, with why each of them matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from store.engine.lifecycle import Store
from store.queries import search_show
from store.queries.search_ask import Meaning, Want, asked_of
from store.queries.search_cache import book_of
from store.queries.search_filters import filters_of
from store.queries.search_find import Finder
from store.queries.search_run import Run, running
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
from store.rules.search_line import parse
from store.rules.search_parts import SearchLine

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
_TOGETHER = 3
"""How many times the residents asked for are read, because records of one person stand together."""


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
    with running(store, stopped) as run:
        numbered = _numbered(run, line)
        if numbered:
            return SearchResult(text, tuple(numbered), read_as=(f"nummer: {line.plain}",))
        filters = filters_of(store, line, today, worker)
        asked = asked_of(run, book_of(store), line) if line.parts else None
        finder = Finder(run, filters)
        found: dict[HitKind, dict[int, Want]] = {kind: {} for kind in HitKind}
        if asked is None:
            cases, signals = finder.filtered(most + 1)
            found[HitKind.CASE] = dict.fromkeys(cases, Want(()))
            found[HitKind.SIGNAL] = dict.fromkeys(signals, Want(()))
        else:
            _collect(finder, asked.wants(), found, most)
        hits, more = _shown(run, found, most)
        read_as = (*(asked.read_as if asked else ()), *filters.read_as)
        return SearchResult(text, tuple(hits), tuple(more), 0, read_as, tuple(filters.notes))


def _collect(finder: Finder, wants: Iterable[Want], found: dict[HitKind, dict[int, Want]], most: int) -> None:
    """Let every want add what answers it, until there is enough of each kind."""
    ways: dict[HitKind, tuple[Callable[[Want, int], list[int]], int]] = {
        HitKind.RESIDENT: (finder.residents, (most + 1) * _TOGETHER),
        HitKind.ADDRESS: (finder.addresses, most + 1),
        HitKind.CASE: (finder.cases, most + 1),
        HitKind.SIGNAL: (finder.signals, most + 1),
    }
    for want in wants:
        for kind, (find, enough) in ways.items():
            known = found[kind]
            if len(known) < enough:
                for row_id in find(want, enough):
                    known.setdefault(row_id, want)


def _shown(run: Run, found: dict[HitKind, dict[int, Want]], most: int) -> tuple[list[Hit], list[HitKind]]:
    ways: dict[HitKind, Callable[[Run, Sequence[Found]], list[Hit]]] = {
        HitKind.RESIDENT: search_show.residents,
        HitKind.ADDRESS: search_show.addresses,
        HitKind.CASE: search_show.cases,
        HitKind.SIGNAL: search_show.signals,
    }
    hits: list[Hit] = []
    more: list[HitKind] = []
    for kind, show in ways.items():
        wanted = [Found(row_id, want) for row_id, want in found[kind].items()]
        if kind != HitKind.RESIDENT:
            wanted, left = wanted[:most], len(wanted) > most
            shown = show(run, wanted) if wanted else []
        else:
            shown = show(run, wanted) if wanted else []
            shown, left = shown[:most], len(shown) > most
        hits += shown
        if left:
            more.append(kind)
    return hits, more


_THE_NUMBER = "nummer"


def _numbered(run: Run, line: SearchLine) -> list[Hit]:
    """Return what the line names by number: a signal, a case, or signals by the number of the partner."""
    if line.number is not None:
        number = line.number
        signals = [] if number.kind == "case" else _with_number(run, "signals", number.signal)
        cases = [] if signals or number.kind == "signal" else _with_number(run, "cases", number.case)
        if signals or cases:
            return [
                *search_show.cases(run, [Found(row, _numbers(_THE_NUMBER)) for row in cases]),
                *search_show.signals(run, [Found(row, _numbers(_THE_NUMBER)) for row in signals]),
            ]
    plain = line.plain.strip()
    if not plain or not any(char.isdigit() for char in plain):
        return []
    theirs = run.ids(
        "SELECT id FROM signals WHERE external_id IN (?, ?, ?) AND external_id <> '' ORDER BY id DESC LIMIT 50",
        (plain, plain.upper(), plain.lower()),
    )
    return search_show.signals(
        run, [Found(row, _numbers("nummer van de partner", theirs=True)) for row in theirs]
    )


def _with_number(run: Run, table: str, number: str) -> list[int]:
    return run.ids(f"SELECT id FROM {table} WHERE number = ?", (number,))


def _numbers(what: str, *, theirs: bool = False) -> Want:
    condition = "s.external_id = ?" if theirs else ""
    return Want((Meaning("number", what, condition=condition, nearness=Nearness.NUMBER),))
