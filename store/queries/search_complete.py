"""What may stand at the cursor of a line of search: filters and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from store.codes import CaseStatus, PartnerType, SignalStatus
from store.engine.lifecycle import Store
from store.local_time import MONTHS
from store.queries.search_filters import CLOSED, OPEN
from store.queries.search_shapes import Completion
from store.queries.shared import fetch
from store.rules.search_parts import FILTERS, MINE
from store.text import fold

MOST = 8
_AT = re.compile(r'(?:(?P<name>\w+):(?P<quote>"?)(?P<value>[^"]*)|(?P<word>\w*))$')
_NAMED = {
    "wijk": "SELECT DISTINCT name FROM districts ORDER BY name COLLATE NOCASE",
    "team": "SELECT DISTINCT name FROM teams WHERE active = 1 ORDER BY opens_case DESC, name COLLATE NOCASE",
    "bron": "SELECT DISTINCT name FROM partners WHERE active = 1 ORDER BY name COLLATE NOCASE",
}


def complete(store: Store, line: str, cursor: int, *, today: date) -> tuple[Completion, ...]:
    """Return what may stand where the cursor is: names of filters, or values of the filter it stands in.

    Nothing for other words: names and addresses of residents are never suggested.
    """
    before = line[: max(0, min(cursor, len(line)))]
    start = _start(before)
    found = _AT.fullmatch(before[start:])
    if found is None:
        return ()
    name = (found["name"] or "").lower()
    if name in FILTERS:
        return tuple(_values(store, name, found["value"], start, len(before), today))
    word = fold(found["word"] or "")
    if not word:
        return ()
    names = [Completion(f"{one}:", start, len(before), f"{one}:", about) for one, about in FILTERS.items()]
    mine = Completion(f"{MINE} ", start, len(before), MINE, "uw casussen, en wat u invoerde")
    return tuple(one for one in (*names, mine) if one.text.startswith(word))


def _start(before: str) -> int:
    """Where the item begins that ends at the cursor: behind the last space that is not between quotes."""
    if before.count('"') % 2:
        opened = before.rindex('"')
        return max(before.rfind(" ", 0, opened) + 1, 0)
    return before.rfind(" ") + 1


def _values(store: Store, name: str, typed: str, start: int, end: int, today: date) -> Iterator[Completion]:
    key, given = fold(typed), 0
    for value, about in _offered(store, name, today):
        if key and f" {key}" not in f" {fold(value)}":
            continue
        given += 1
        if given > MOST:
            return
        written = f'"{value}"' if re.search(r"\s", value) else value
        yield Completion(f"{name}:{written} ", start, end, value, about)


def _offered(store: Store, name: str, today: date) -> Iterable[tuple[str, str]]:
    if name == "sinds":
        last = date(today.year - 1, 12, 1) if today.month == 1 else date(today.year, today.month - 1, 1)
        return (
            ("vandaag", ""),
            ("1w", "een week geleden"),
            ("3mnd", "drie maanden geleden"),
            (MONTHS[today.month - 1], f"vanaf 1 {MONTHS[today.month - 1]}"),
            (MONTHS[last.month - 1], f"vanaf 1 {MONTHS[last.month - 1]}"),
            (str(today.year), "dit jaar"),
            (str(today.year - 1), "vanaf vorig jaar"),
        )
    if name == "status":
        codes = (*SignalStatus, *CaseStatus)
        of = ["signaal"] * len(SignalStatus) + ["casus"] * len(CaseStatus)
        told = [(code.label, kind) for code, kind in zip(codes, of, strict=True)]
        return ((OPEN, "wat niet klaar is"), (CLOSED, "casussen die gesloten zijn"), *told)
    named = [(str(row[0]), "") for row in fetch(store, _NAMED[name])]
    if name == "bron":
        named += [(code.label, "soort melder") for code in PartnerType]
    return named
