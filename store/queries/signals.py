"""Signals as lists read them (windowed over ids) and one signal whole."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.codes import (
    Channel,
    NotTakenUpReason,
    PartnerType,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.shared import (
    address_line,
    as_code,
    as_day,
    as_themes,
    envelope_line,
    fetch,
    fetch_named,
    instant,
    marks,
    person_name,
    source_name,
)
from store.queries.signal_parts import ClockView, RoutingView, clock_views, routing_views
from store.queries.spine import counted, spine
from store.queries.visibility import check_signal, may_see_case, may_see_signal
from store.rules.transitions import allowed
from store.text import fold


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """Which signals a list shows; empty means all. `text` is the start of a number, surname, street or postcode."""

    profile_id: int | None = None
    status: tuple[SignalStatus, ...] = ()
    team_id: int | None = None
    urgency: Urgency | None = None
    district_id: int | None = None
    partner_id: int | None = None
    theme: Theme | None = None
    delivery_id: int | None = None
    since: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal in a list."""

    id: int
    number: str
    version: int
    status: SignalStatus
    received_at: datetime
    urgency: Urgency | None
    who: str
    where: str
    themes: tuple[Theme, ...]
    source: str
    team: str
    district: str
    case_number: str
    due_on: date | None


def _where(store: Store, filter_: SignalFilter) -> tuple[str, list[object]]:
    """Return the WHERE of all that a filter asks, with its values."""
    clauses, values = _asked(store, filter_, filter_.text)
    return (" WHERE " + " AND ".join(clauses)) if clauses else "", values


def _asked(store: Store, filter_: SignalFilter, text: str = "") -> tuple[list[str], list[object]]:
    """Return what a filter asks of a signal (`s`), with `text` as the start of something, and the values."""
    clauses: list[str] = []
    values: list[object] = []
    for column, value in (
        ("s.profile_id", filter_.profile_id),
        ("s.team_id", filter_.team_id),
        ("s.district_id", filter_.district_id),
        ("s.partner_id", filter_.partner_id),
        ("s.delivery_id", filter_.delivery_id),
        ("s.urgency", filter_.urgency.value if filter_.urgency else None),
    ):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if filter_.status:
        clauses.append(f"s.status IN ({marks(filter_.status)})")
        values.extend(status.value for status in filter_.status)
    if filter_.theme is not None:
        clauses.append("instr(s.themes, ?) > 0")
        values.append(f" {filter_.theme.value} ")
    if filter_.since is not None:
        clauses.append("s.received_at >= ?")
        values.append(filter_.since.isoformat())
    if text.strip():
        _text_clause(text.strip(), clauses, values)
    # By its number, which every index holds: by its case each signal would have to be read.
    seen, _ = may_see_signal(store, "s.id")
    if seen != "1":
        clauses.append(seen)
    return clauses, values


_LAST = "\U0010ffff"
_BY_NAME = "residents r CROSS JOIN signals s ON s.resident_id = r.id"
_BY_PLACE = "addresses a CROSS JOIN signals s ON s.address_id = a.id"


def _beginnings(text: str) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    """Yield where a text may be the start of a number, a surname, a street (with house number) or a postcode.

    Each as the tables, the condition, over an index, and its values.
    """
    key, number = fold(text), text.upper()
    words = key.rsplit(" ", 1)
    for start, tables, column in (
        (number, "signals s", "s.number"),
        (key, _BY_NAME, "r.surname_key"),
        (key, _BY_PLACE, "a.street_key"),
        (number.replace(" ", ""), _BY_PLACE, "a.postcode"),
    ):
        if start:
            yield tables, f"{column} BETWEEN ? AND ?", (start, start + _LAST)
    if len(words) == 2 and words[1].isdigit() and len(words[1]) < 7:
        values = (words[0], words[0] + _LAST, int(words[1]))
        yield _BY_PLACE, "a.street_key BETWEEN ? AND ? AND a.house_number = ?", values


def _text_clause(text: str, clauses: list[str], values: list[object]) -> None:
    parts = []
    for tables, condition, its in _beginnings(text):
        parts.append(f"SELECT s.id FROM {tables} WHERE {condition}")
        values.extend(its)
    clauses.append(f"s.id IN ({' UNION '.join(parts)})")


def signal_spine(store: Store, filter_: SignalFilter) -> array[int]:
    """Return the ids of all signals a filter shows, newest received first (the list's spine)."""
    where, values = _where(store, filter_)
    return spine(store, (f"SELECT s.id FROM signals s{where} ORDER BY s.received_at DESC, s.id DESC", values))


def signal_count(store: Store, filter_: SignalFilter) -> int:
    """Return how many signals a filter shows."""
    where, values = _where(store, filter_)
    return counted(store, (f"SELECT count(*) FROM signals s{where}", values))


def signal_head(store: Store, filter_: SignalFilter, limit: int) -> tuple[int, ...]:
    """Return the first `limit` ids of the spine, for painting before the rest is known."""
    order = "ORDER BY s.received_at DESC, s.id DESC LIMIT ?"
    text = filter_.text.strip()
    if not text:
        where, values = _where(store, filter_)
        found = fetch(store, f"SELECT s.id FROM signals s{where} {order}", (*values, limit))
        return tuple(row[0] for row in found)
    # The newest of each kind of beginning, out of indexes that hold the moment too: no signal is read for it.
    clauses, values = _asked(store, filter_)
    newest: dict[int, str] = {}
    for tables, condition, its in _beginnings(text):
        where = " AND ".join((condition, *clauses))
        newest.update(
            fetch(
                store,
                f"SELECT s.id, s.received_at FROM {tables} WHERE {where} {order}",
                (*its, *values, limit),
            )
        )
    return tuple(sorted(newest, key=lambda row: (newest[row], row), reverse=True)[:limit])


_ROW_SQL = """
SELECT s.id, s.number, s.version, s.status, s.received_at, s.urgency,
 r.given, r.prefix, r.surname, r.name_text, r.birth_year,
 a.street, a.house_number, a.addition, a.place, a.described,
 s.themes, COALESCE(p.name, m.organisation, ''), s.partner_type,
 COALESCE(t.name, ''), COALESCE(d.name, ''), COALESCE(k.number, ''),
 (SELECT min(c.due_on) FROM clocks c WHERE c.signal_id = s.id AND c.stopped_on IS NULL)
FROM signals s
LEFT JOIN residents r ON r.id = s.resident_id
LEFT JOIN addresses a ON a.id = s.address_id
LEFT JOIN partners p ON p.id = s.partner_id
LEFT JOIN reporters m ON m.id = s.reporter_id
LEFT JOIN teams t ON t.id = s.team_id
LEFT JOIN districts d ON d.id = s.district_id
LEFT JOIN cases k ON k.id = s.case_id
"""


def signal_rows(store: Store, ids: Sequence[int]) -> tuple[SignalRow, ...]:
    """Return the rows for these ids, in their order; an id that is gone is left out."""
    if not ids:
        return ()
    seen, _ = may_see_case(store, "s.case_id")
    found = fetch(store, f"{_ROW_SQL} WHERE s.id IN ({marks(ids)}) AND {seen}", ids)
    by_id = {
        row[0]: SignalRow(
            id=row[0],
            number=row[1],
            version=row[2],
            status=SignalStatus.of(row[3]),
            received_at=instant(row[4]),
            urgency=as_code(Urgency, row[5]),
            who=person_name(*row[6:11]),
            where=address_line(*row[11:16]),
            themes=as_themes(row[16]),
            source=source_name(row[17], row[18]),
            team=row[19],
            district=row[20],
            case_number=row[21],
            due_on=as_day(row[22]),
        )
        for row in found
    }
    return tuple(by_id[one] for one in ids if one in by_id)


def every_signal(store: Store, filter_: SignalFilter, page: int = 500) -> Iterator[SignalRow]:
    """Yield all rows of a filter, newest first, a page at a time in constant memory besides the spine."""
    ids = signal_spine(store, filter_)
    for start in range(0, len(ids), page):
        yield from signal_rows(store, ids[start : start + page])


@dataclass(frozen=True, slots=True)
class SignalDetail:
    """One signal whole, as the screens and `show` need it. Texts are as delivered: show them through `visible`."""

    id: int
    number: str
    version: int
    status: SignalStatus
    next_statuses: tuple[SignalStatus, ...]
    profile_id: int
    profile_key: str
    profile: str
    received_at: datetime
    registered_at: datetime
    channel: Channel
    partner_id: int | None
    partner: str
    partner_type: PartnerType | None
    reporter_name: str
    reporter_role: str
    reporter_phone: str
    reporter_mail: str
    reporter_relation: str
    may_be_named: bool
    essential_relative: bool
    resident_id: int | None
    given: str
    prefix: str
    surname: str
    name_text: str
    birth_date: date | None
    birth_year: int | None
    resident_phone: str
    bsn: str
    address_id: int | None
    street: str
    house_number: int | None
    addition: str
    postcode: str
    place: str
    address_text: str
    district: str
    case_id: int | None
    case_number: str
    team_id: int | None
    team: str
    urgency: Urgency | None
    themes: tuple[Theme, ...]
    acute_danger: bool
    eviction_threatened: bool
    children_present: YesNoUnknown
    in_care: YesNoUnknown
    wvggz: YesNoUnknown
    facts: str
    opinion: str
    request: str
    since: str
    frequency: str
    earlier_reported: str
    aware: YesNoUnknown
    not_aware_reason: str
    visit_safety: str
    feedback_wanted: bool
    anonymous: bool
    arrears_cents: int | None
    external_id: str
    missing: tuple[str, ...]
    not_taken_up_reason: NotTakenUpReason | None
    advice: str
    repeated_of: str
    delivery_id: int | None
    clocks: tuple[ClockView, ...]
    routings: tuple[RoutingView, ...]

    @property
    def who(self) -> str:
        """The person on one line, with the birth year."""
        return person_name(self.given, self.prefix, self.surname, self.name_text, self.birth_year, full=True)

    @property
    def where(self) -> str:
        """The address on one line."""
        return address_line(self.street, self.house_number, self.addition, self.place, self.address_text)

    @property
    def where_in_full(self) -> str:
        """Address on one line as on an envelope: "Kerkstraat 41A, 2641 AB Pijnacker"."""
        return envelope_line(self)


_DETAIL_SQL = """
SELECT s.id, s.number, s.version, s.status, s.profile_id, f.key AS profile_key, f.name AS profile, s.received_at,
 s.registered_at, s.channel, s.partner_id, COALESCE(p.name, m.organisation, '') AS partner, s.partner_type,
 COALESCE(m.name, '') AS reporter_name, COALESCE(m.role, '') AS reporter_role,
 COALESCE(m.phone, '') AS reporter_phone, COALESCE(m.mail, '') AS reporter_mail,
 COALESCE(m.relation, '') AS reporter_relation, COALESCE(m.may_be_named, 0) AS may_be_named,
 COALESCE(m.essential_relative, 0) AS essential_relative, s.resident_id, COALESCE(r.given, '') AS given,
 COALESCE(r.prefix, '') AS prefix, COALESCE(r.surname, '') AS surname, COALESCE(r.name_text, '') AS name_text,
 r.birth_date, r.birth_year, COALESCE(r.phone, '') AS resident_phone, COALESCE(r.bsn, '') AS bsn, s.address_id,
 COALESCE(a.street, '') AS street, a.house_number, COALESCE(a.addition, '') AS addition,
 COALESCE(a.postcode, '') AS postcode, COALESCE(a.place, '') AS place, COALESCE(a.described, '') AS address_text,
 COALESCE(d.name, '') AS district, s.case_id, COALESCE(k.number, '') AS case_number, s.team_id,
 COALESCE(t.name, '') AS team, s.urgency, s.themes, s.acute_danger, s.eviction_threatened, s.children_present,
 s.in_care, s.wvggz, s.facts, s.opinion, s.request, s.since, s.frequency, s.earlier_reported, s.aware,
 s.not_aware_reason, s.visit_safety, s.feedback_wanted, s.anonymous, s.arrears_cents, s.external_id, s.missing,
 s.not_taken_up_reason, s.advice, CASE WHEN {seen} THEN COALESCE(o.number, '') ELSE '' END AS repeated_of, s.delivery_id
FROM signals s JOIN profiles f ON f.id = s.profile_id
LEFT JOIN residents r ON r.id = s.resident_id
LEFT JOIN addresses a ON a.id = s.address_id
LEFT JOIN partners p ON p.id = s.partner_id
LEFT JOIN reporters m ON m.id = s.reporter_id
LEFT JOIN teams t ON t.id = s.team_id
LEFT JOIN districts d ON d.id = s.district_id
LEFT JOIN cases k ON k.id = s.case_id
LEFT JOIN signals o ON o.id = s.repeated_of_id
WHERE s.id = ?
"""
_STORED: dict[str, Callable[[Any], Any]] = {
    "status": SignalStatus.of,
    "received_at": instant,
    "registered_at": instant,
    "channel": Channel.of,
    "partner_type": lambda text: as_code(PartnerType, text),
    "birth_date": as_day,
    "urgency": lambda text: as_code(Urgency, text),
    "themes": as_themes,
    "acute_danger": bool,
    "eviction_threatened": bool,
    "children_present": YesNoUnknown.of,
    "in_care": YesNoUnknown.of,
    "wvggz": YesNoUnknown.of,
    "may_be_named": bool,
    "essential_relative": bool,
    "aware": YesNoUnknown.of,
    "feedback_wanted": bool,
    "anonymous": bool,
    "missing": lambda text: tuple(line for line in text.splitlines() if line),
    "not_taken_up_reason": lambda text: as_code(NotTakenUpReason, text),
}


def signal_detail(store: Store, signal_id: int) -> SignalDetail:
    """Return one signal with its clocks and routings. Raises `NotFound`, and `Shielded` when its case is hidden."""
    check_signal(store, signal_id)
    seen, _ = may_see_case(store, "o.case_id")
    values = fetch_named(store, _DETAIL_SQL.format(seen=seen), (signal_id,), _STORED)
    if values is None:
        raise NotFound("Dit signaal staat niet (meer) in deze opslag.")
    return SignalDetail(
        **values,
        next_statuses=allowed(values["status"]),
        clocks=clock_views(store, "signal_id", signal_id),
        routings=routing_views(store, signal_id),
    )
