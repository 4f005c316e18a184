"""Who and which address in a delivery is known already, before it comes in. Threads call this; no widgets here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

from store.codes import MatchLevel
from store.queries.radar import AddressParts, PersonParts
from store.queries.radar_many import Glance, ManyRadars
from store.rules.normalise import phone
from tui.forms.delivery_run import KEPT, Remark, Run

if TYPE_CHECKING:
    from store.exchange.delivered import DeliveredSignal
    from store.exchange.delivery import Delivery
    from tui.desk import Desk
    from tui.forms.delivery_run import Asked


SHOWN_EVERY = 1.0
"""Seconds between two times that what was found is told."""
_FIRST, _TOGETHER = 50, 2_000
"""Rows looked up together: few at first, so that something is told soon."""
_REMEMBERED = 50_000
"""People and addresses of which is remembered what is known: many rows of a file are about the same."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one person and address: how sure (0 is surest), why, and what to look at."""

    level: int
    reasons: tuple[str, ...]
    case_id: int | None
    signal_id: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that would make a signal, and what it asks."""

    number: int
    cells: tuple[str, ...]
    asked: Asked
    key: bytes


def add_known(desk: Desk, delivery: Delivery, run: Run, tell: Callable[[], None]) -> bool:
    """Look up all rows of a trial that would make a signal, and put what is known in `run`; False when it was stopped.

    Each takes a millisecond or two, so `tell` is called now and then, and at the end. The file is read once more, so
    that no rows are kept; of each level the first rows that are known are.
    """
    radars = ManyRadars(desk.store, desk.today())
    seen: dict[bytes, _Told] = {}
    found: list[list[Remark]] = [[] for _ in range(len(MatchLevel) + 1)]
    told_at = monotonic()
    for lines in _batches(_lines(desk, delivery, run)):
        if run.stop.is_set():
            return False
        if len(seen) > _REMEMBERED:
            seen.clear()
        new = {line.key: line.asked for line in lines if line.key not in seen}
        seen.update(zip(new, map(_told, radars.look(list(new.values()))), strict=True))
        for line in lines:
            told = seen[line.key]
            run.looked += 1
            if told.reasons:
                run.known_rows += 1
                if len(found[told.level]) < KEPT:
                    found[told.level].append(
                        Remark(
                            line.number,
                            None,
                            told.reasons,
                            line.cells,
                            told.case_id,
                            told.signal_id,
                            line.asked,
                        )
                    )
        if run.looked == len(run.about) or monotonic() - told_at >= SHOWN_EVERY:
            run.known = [remark for level in found for remark in level]
            tell()
            told_at = monotonic()
    return not run.stop.is_set()


def _lines(desk: Desk, delivery: Delivery, run: Run) -> Iterator[_Line]:
    """Read the file once more, and give the rows that would make a signal."""
    from store.exchange.interpret import interpret

    today = desk.today()
    wanted = iter(run.about)
    number = next(wanted, None)
    for row in delivery.rows():
        if number is None or run.stop.is_set():
            return
        if row.number != number:
            continue
        one = interpret(
            row,
            run.mapping,
            today=today,
            defaults=delivery.defaults,
            headers=delivery.headers,
            keep_original=False,
        )
        asked = _asked(one)
        key = blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        yield _Line(row.number, row.cells[:40], asked, key)
        number = next(wanted, None)


def _batches(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    size = _FIRST
    while batch := list(islice(lines, size)):
        yield batch
        size = min(size * 2, _TOGETHER)


def _told(known: Glance) -> _Told:
    level = list(MatchLevel).index(known.matches[0].level) if known.matches else len(MatchLevel)
    return _Told(level, _reasons(known), *_leads_to(known))


def _asked(one: DeliveredSignal) -> tuple[AddressParts, PersonParts]:
    return (
        AddressParts(one.street, one.house_number, one.addition, one.postcode, one.place),
        PersonParts(
            one.resident_given,
            one.resident_prefix,
            one.resident_surname,
            one.birth_date,
            one.birth_year,
            phone(one.resident_phone) or "",
            one.bsn if one.bsn_valid else "",
            one.resident_text,
        ),
    )


def _reasons(known: Glance) -> tuple[str, ...]:
    told = [f"{match.reason} · {match.who}" for match in known.matches[:2]]
    of = next((match for match in known.matches if match.case), None)
    case = of.case if of is not None else known.case
    if case is not None:
        told.append(
            f"casus {case.number} van {of.who}" if of is not None else f"casus {case.number}: zelfde adres"
        )
    if known.count:
        told.append(f"dit adres: {known.headline}")
    return tuple(told)


def _leads_to(known: Glance) -> tuple[int | None, int | None]:
    """Return the case, else the signal, to look at: of the surest person, else of the address."""
    match = known.matches[0] if known.matches else None
    case = match.case if match else known.case
    if case is not None:
        return case.id, None
    return None, match.signal_id if match else known.signal_id
