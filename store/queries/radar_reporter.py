"""Earlier signals with the same reporter or the same telephone number as the one being typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.shared import PERSON_COLUMNS, fetch, instant, marks, person_name
from store.queries.visibility import may_see_case

_MOST = 5
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class ReporterParts:
    """A reporter as far as typed; `phone` in one notation."""

    partner: str = ""
    name: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An earlier signal where a reporter or a telephone number was seen, and about whom; `how` says what agreed."""

    signal_id: int
    number: str
    received_on: date
    who: str
    how: str


def seen_with_reporter(
    store: Store, reporter: ReporterParts, since: str, exclude: int
) -> tuple[Sighting, ...]:
    """Return the newest signals since a moment (stored form) by the same reporter, known by telephone, mail or name."""
    looks: list[tuple[str, tuple[object, ...], str]] = []
    if reporter.phone:
        looks.append(("m.phone_key = ? AND m.phone_key <> ''", (reporter.phone,), "telefoon"))
    if reporter.mail:
        looks.append(("m.mail = ? AND m.mail <> ''", (reporter.mail,), "e-mail"))
    if reporter.name:
        condition = "m.name = ? AND m.name <> '' AND lower(m.organisation) = lower(?)"
        looks.append((condition, (reporter.name, reporter.partner), "naam"))
    return _sightings(store, "reporters m", "s.reporter_id = m.id", looks, since, exclude)


def seen_with_phone(store: Store, phones: Collection[str], since: str, exclude: int) -> tuple[Sighting, ...]:
    """Return the newest signals since a moment about somebody with one of these telephone numbers."""
    if not phones:
        return ()
    condition = f"m.phone_key IN ({marks(sorted(phones))}) AND m.phone_key <> ''"
    look = (condition, tuple(sorted(phones)), "telefoon van de betrokkene")
    return _sightings(store, "residents m", "s.resident_id = m.id", [look], since, exclude)


def _sightings(
    store: Store,
    table: str,
    joined: str,
    looks: list[tuple[str, tuple[object, ...], str]],
    since: str,
    exclude: int,
) -> tuple[Sighting, ...]:
    seen, more = may_see_case(store, "s.case_id")
    found: dict[int, Sighting] = {}
    for condition, values, how in looks:
        rows = fetch(
            store,
            f"SELECT s.id, s.number, s.received_at, {PERSON_COLUMNS} FROM"
            f" (SELECT m.id FROM {table} WHERE {condition} ORDER BY m.id DESC LIMIT ?) m"
            f" JOIN signals s ON {joined} LEFT JOIN residents r ON r.id = s.resident_id"
            f" WHERE s.received_at >= ? AND s.id <> ? AND {seen} ORDER BY s.received_at DESC, s.id DESC LIMIT ?",
            (*values, _LOOKED_AT, since, exclude, *more, _MOST),
        )
        for row in rows:
            found.setdefault(
                row[0],
                Sighting(row[0], row[1], local_day(instant(row[2])), person_name(*row[3:]), how),
            )
    return tuple(
        sorted(found.values(), key=lambda one: (one.received_on, one.signal_id), reverse=True)[:_MOST]
    )
