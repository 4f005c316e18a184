"""Who and which address in a delivery is known already, before it comes in. Threads call this; no widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from store.codes import MatchLevel
from store.engine.lifecycle import Store
from store.queries.radar import AddressParts, PersonParts, Radar, radar
from store.rules.normalise import phone
from tui.forms.delivery_run import KEPT, Remark, Run
from tui.forms.radar_text import case_choices

if TYPE_CHECKING:
    from store.exchange.delivered import DeliveredSignal
    from store.exchange.delivery import Delivery
    from tui.desk import Desk


SHOWN_EVERY = 1.0
"""Seconds between two times that what was found is told."""
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one person and address: how sure (0 is surest), why, and what to look at."""

    level: int
    reasons: tuple[str, ...]
    case_id: int | None
    signal_id: int | None


def add_known(desk: Desk, delivery: Delivery, run: Run, tell: Callable[[], None]) -> bool:
    """Look up all rows of a trial that would make a signal, and put what is known in `run`; False when it was stopped.

    Each takes some milliseconds, so `tell` is called now and then, and at the end. The file is read once more, so that
    no rows are kept; of each level the first rows that are known are.
    """
    from store.exchange.interpret import interpret

    today = desk.today()
    seen: dict[object, _Told] = {}
    found: list[list[Remark]] = [[] for _ in range(len(MatchLevel) + 1)]
    wanted, told_at = iter(run.about), monotonic()
    number = next(wanted, None)
    for row in delivery.rows():
        if row.number != number:
            continue
        if run.stop.is_set():
            return False
        one = interpret(
            row,
            run.mapping,
            today=today,
            defaults=delivery.defaults,
            headers=delivery.headers,
            keep_original=False,
        )
        asked = _asked(one)
        told = seen.get(asked)
        if told is None:
            if len(seen) >= _REMEMBERED:
                seen.clear()
            told = seen[asked] = _look_up(desk.store, *asked, today)
        run.looked += 1
        if told.reasons:
            run.known_rows += 1
            if len(found[told.level]) < KEPT:
                found[told.level].append(
                    Remark(
                        row.number, None, told.reasons, row.cells[:40], told.case_id, told.signal_id, asked
                    )
                )
        number = next(wanted, None)
        if number is None or monotonic() - told_at >= SHOWN_EVERY:
            run.known = [remark for level in found for remark in level]
            tell()
            told_at = monotonic()
    return True


def _look_up(store: Store, address: AddressParts, person: PersonParts, today: date) -> _Told:
    known = radar(store, address=address, person=person, today=today)
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


def _reasons(known: Radar) -> tuple[str, ...]:
    told = [f"{match.reason} · {match.who}" for match in known.matches[:2]]
    told += [f"casus {case.number}: {why}" for case, why in case_choices(known)[:1]]
    if known.count:
        told.append(f"dit adres: {known.headline}")
    return tuple(told)


def _leads_to(known: Radar) -> tuple[int | None, int | None]:
    """Return the case, else the signal, to look at: of the surest person, else of the address."""
    match = known.matches[0] if known.matches else None
    case = match.case if match else next(iter(known.cases), None)
    if case is not None:
        return case.id, None
    return None, match.signal_id if match else next((one.id for one in known.signals), None)
