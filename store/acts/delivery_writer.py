"""Writing many delivered signals at once with plain SQL, a batch at a time and in constant memory.

What it writes is what `receive_signal` writes for one signal: address, resident, reporter, signal and clocks, with the
same numbers and the same terms. Rows that go together get their ids here, so a batch is a handful of `executemany`.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from store.acts.areas import Area, Areas, Partners, address_key, folded
from store.codes import Channel, ClockKind, NotTakenUpReason, PartnerType, RowResult, SignalStatus, Urgency
from store.exchange.delivered import DeliveredSignal
from store.local_time import local_day, utc_text
from store.rules.clocks import due_on, terms_for
from store.rules.feedback import owes_confirmation
from store.rules.normalise import phone

_CACHED = 20_000
_ADDRESS = (
    "INSERT OR IGNORE INTO addresses (key, street, street_key, house_number, addition, postcode, place, described,"
    " profile_id, district_id) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
_RESIDENT = (
    "INSERT INTO residents (id, given, prefix, surname, surname_key, name_text, birth_date, birth_year, phone, bsn,"
    " address_id, phone_key, group_id, version) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,1)"
)
_REPORTER = (
    "INSERT INTO reporters (id, partner_id, partner_type, organisation, name, role, phone, mail, phone_key, relation,"
    " may_be_named, essential_relative) VALUES (?,?,?,?,?,?,?,?,?,'',?,0)"
)
_SIGNAL = (
    "INSERT INTO signals (id, number, profile_id, status, received_at, registered_at, channel, partner_id,"
    " partner_type, reporter_id, resident_id, address_id, district_id, urgency, themes, acute_danger,"
    " eviction_threatened, children_present, in_care, facts, opinion, request, since, frequency, earlier_reported,"
    " aware, not_aware_reason, visit_safety, feedback_wanted, anonymous, arrears_cents, external_id, missing,"
    " not_taken_up_reason, advice, repeated_of_id, delivery_id, created_by, version, wvggz, case_id)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,'unknown','unknown',?,?,?,'','',?,?,'','',?,?,?,?,?,?,'',?,?,?,1,"
    "'unknown',?)"
)
_CLOCK = "INSERT INTO clocks (id, kind, signal_id, started_on, due_on, stop_reason) VALUES (?,?,?,?,?,'')"
_ROW = (
    "INSERT INTO delivery_rows (id, delivery_id, row_number, cells, result, reasons, repeat_key, debt_key, debt_cents,"
    " signal_id) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
TABLES = ("addresses", "residents", "reporters", "signals", "clocks", "delivery_rows")
"""What a delivery adds rows to, in order of insertion."""


@lru_cache(maxsize=16384)
def _phone_key(text: str) -> str:
    return phone(text) or "" if text else ""


@lru_cache(maxsize=16384)
def _day_and_text(received_at: datetime) -> tuple[date, str]:
    """Return the local day of a moment and how it is stored; many rows share one."""
    return local_day(received_at), utc_text(received_at)


@dataclass(slots=True)
class PlannedRow:
    """A delivered row and what was decided about it; the writer fills in what it made of it.

    `earlier_id` is the signal a repeated row repeats, `case_id` the case its signal belongs to. `makes_signal`: a new
    or incomplete report does, and so does a repeated debt (not taken up, so that it counts); the very same report
    delivered again does not.
    """

    row_number: int
    cells: tuple[str, ...]
    delivered: DeliveredSignal
    result: RowResult
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    repeat_key: str
    debt_key: str
    today: date
    makes_signal: bool
    earlier_id: int | None = None
    signal_id: int | None = None
    resident_id: int | None = None
    case_id: int | None = None
    area: Area | None = None
    address_key: str = ""


class DeliveryWriter:
    """Writes one delivery inside the transaction of `connection` (raw); call `add` per batch and `finish` once."""

    def __init__(
        self, connection: Any, delivery_id: int, profile: tuple[int, str], by: str, registered_at: str
    ) -> None:
        self._db = connection
        self._delivery_id = delivery_id
        self._profile_id, self._profile_key = profile
        self._by = by
        self._registered_at = registered_at
        self._areas = Areas(connection.execute)
        self._partners = Partners(connection.execute)
        self._next = {table: self._last_id(table) + 1 for table in TABLES}
        self._first = dict(self._next)
        self._numbers: dict[int, int] = {}
        self._addresses: OrderedDict[str, tuple[int, int | None]] = OrderedDict()
        self._overrides: dict[int, dict[str, int]] = {}
        self._due: dict[tuple[ClockKind, Urgency | None, date, int], str | None] = {}

    def _last_id(self, table: str) -> int:
        highest = self._db.execute(f"SELECT COALESCE(max(id), 0) FROM {table}").fetchone()[0]
        sequence = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return max(int(highest), int(sequence[0]) if sequence else 0)

    def _take(self, table: str) -> int:
        row_id = self._next[table]
        self._next[table] = row_id + 1
        return row_id

    def ranges(self) -> dict[str, list[tuple[int, int]]]:
        """Return per table, in order of insertion, the ids this delivery added; what undo removes."""
        return {
            table: [(self._first[table], self._next[table] - 1)]
            for table in TABLES
            if self._next[table] > self._first[table]
        }

    def add(self, batch: Sequence[PlannedRow]) -> None:
        """Write a batch of rows that were judged: signals for those that ask one, and every row as delivered."""
        wanted = [plan for plan in batch if plan.makes_signal]
        self._save_addresses(wanted)
        residents: list[tuple[object, ...]] = []
        reporters: list[tuple[object, ...]] = []
        signals: list[tuple[object, ...]] = []
        clocks: list[tuple[object, ...]] = []
        for plan in wanted:
            self._plan_signal(plan, residents, reporters, signals, clocks)
        self._db.executemany(_RESIDENT, residents)
        self._db.executemany(_REPORTER, reporters)
        self._db.executemany(_SIGNAL, signals)
        self._db.executemany(_CLOCK, clocks)
        self._db.executemany(_ROW, [self._row(plan) for plan in batch])

    def _row(self, plan: PlannedRow) -> tuple[object, ...]:
        return (
            self._take("delivery_rows"),
            self._delivery_id,
            plan.row_number,
            f"[{', '.join(map(encode_basestring, plan.cells))}]",
            plan.result.value,
            json.dumps(plan.reasons, ensure_ascii=False) if plan.reasons else "[]",
            plan.repeat_key,
            plan.debt_key,
            plan.delivered.arrears_cents if plan.debt_key else None,
            plan.signal_id if plan.signal_id is not None else plan.earlier_id,
        )

    def _save_addresses(self, plans: Iterable[PlannedRow]) -> None:
        missing: dict[str, tuple[object, ...]] = {}
        for plan in plans:
            one = plan.delivered
            area = self._areas.locate(one.postcode, one.place, unknown=self._profile_id)
            plan.area = area
            if not (one.street or one.postcode or one.address_text):
                continue
            key = address_key(
                one.street, one.house_number, one.addition, one.postcode, one.place, one.address_text
            )
            plan.address_key = key
            if key in self._addresses:
                self._addresses.move_to_end(key)
            elif key not in missing:
                missing[key] = (
                    key,
                    one.street,
                    folded(one.street),
                    one.house_number,
                    one.addition,
                    one.postcode,
                    one.place,
                    one.address_text,
                    area.profile_id,
                    area.district_id,
                )
        if not missing:
            return
        self._db.executemany(_ADDRESS, missing.values())
        keys = list(missing)
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            found = self._db.execute(
                f"SELECT key, id, district_id FROM addresses WHERE key IN ({','.join('?' * len(part))})", part
            ).fetchall()
            for key, row_id, district_id in found:
                self._addresses[key] = (row_id, district_id)
                self._next["addresses"] = max(self._next["addresses"], row_id + 1)
        while len(self._addresses) > _CACHED + len(keys):
            self._addresses.popitem(last=False)

    def _plan_signal(
        self,
        plan: PlannedRow,
        residents: list[tuple[object, ...]],
        reporters: list[tuple[object, ...]],
        signals: list[tuple[object, ...]],
        clocks: list[tuple[object, ...]],
    ) -> None:
        one = plan.delivered
        address_id, district_id = self._addresses[plan.address_key] if plan.address_key else (None, None)
        profile_id = plan.area.profile_id if plan.area else self._profile_id
        resident_id = plan.resident_id = self._resident(one, address_id, residents)
        partner = self._partners.find(one.partner_name, profile_id)
        partner_type = partner.type if partner else (one.partner_type.value if one.partner_type else None)
        if partner_type is None and one.partner_name:
            partner_type = PartnerType.OTHER.value
        reporter_id = None
        if partner_type or any(
            (
                one.partner_name,
                one.reporter_name,
                one.reporter_role,
                one.reporter_phone,
                one.reporter_mail,
                one.may_be_named,
            )
        ):
            reporter_id = self._take("reporters")
            reporters.append(
                (
                    reporter_id,
                    partner.id if partner else None,
                    partner_type,
                    partner.name if partner else one.partner_name,
                    one.reporter_name,
                    one.reporter_role,
                    one.reporter_phone,
                    one.reporter_mail,
                    _phone_key(one.reporter_phone),
                    one.may_be_named,
                )
            )
        received, received_at = (
            _day_and_text(one.received_at) if one.received_at else (plan.today, self._registered_at)
        )
        signal_id = plan.signal_id = self._take("signals")
        repeated = plan.result is RowResult.REPEATED
        if repeated:
            status = SignalStatus.NOT_TAKEN_UP
        else:
            status = SignalStatus.TO_COMPLETE if plan.missing else SignalStatus.RECEIVED
        signals.append(
            (
                signal_id,
                self._number(received.year),
                profile_id,
                status.value,
                received_at,
                self._registered_at,
                Channel.IMPORT.value,
                partner.id if partner else None,
                partner_type,
                reporter_id,
                resident_id,
                address_id,
                district_id or (plan.area.district_id if plan.area else None),
                one.urgency_hint.value if one.urgency_hint else None,
                f" {' '.join(sorted(theme.value for theme in one.themes))} " if one.themes else "",
                one.eviction_threatened,
                one.facts,
                one.opinion,
                one.request,
                one.reported_before,
                one.aware.value,
                bool(one.feedback_wanted),
                one.anonymous,
                one.arrears_cents,
                one.external_id,
                "\n".join(plan.missing),
                NotTakenUpReason.REPEATED.value if repeated else None,
                plan.earlier_id if repeated else None,
                self._delivery_id,
                self._by,
                plan.case_id,
            )
        )
        if repeated:
            return
        self._clock(ClockKind.TRIAGE, one.urgency_hint, received, profile_id, signal_id, clocks)
        if owes_confirmation(
            feedback_wanted=bool(one.feedback_wanted),
            organisation=one.partner_name,
            phone=one.reporter_phone,
            mail=one.reporter_mail,
        ):
            self._clock(ClockKind.CONFIRMATION, None, received, profile_id, signal_id, clocks)

    def _resident(
        self, one: DeliveredSignal, address_id: int | None, residents: list[tuple[object, ...]]
    ) -> int | None:
        known = one.resident_surname or one.resident_given or one.resident_text or one.bsn
        if not (known or one.birth_date or one.birth_year):
            return None
        resident_id = self._take("residents")
        clear = bool(one.resident_surname)
        residents.append(
            (
                resident_id,
                one.resident_given,
                one.resident_prefix,
                one.resident_surname,
                folded(one.resident_surname),
                "" if clear else one.resident_text,
                one.birth_date.isoformat() if one.birth_date else None,
                one.birth_date.year if one.birth_date else one.birth_year,
                one.resident_phone,
                one.bsn,
                address_id,
                _phone_key(one.resident_phone),
                resident_id,
            )
        )
        return resident_id

    def _number(self, year: int) -> str:
        if year not in self._numbers:
            found = self._db.execute(
                "SELECT value FROM counters WHERE key = ?", (f"signal-{year}",)
            ).fetchone()
            self._numbers[year] = int(found[0]) if found else 0
        self._numbers[year] += 1
        return f"{year}-{self._numbers[year]:04d}"

    def _clock(
        self,
        kind: ClockKind,
        urgency: Urgency | None,
        started: date,
        profile_id: int,
        signal_id: int,
        clocks: list[tuple[object, ...]],
    ) -> None:
        key = (kind, urgency, started, profile_id)
        if key not in self._due:
            term = terms_for(kind, urgency, self._terms(profile_id))
            self._due[key] = due_on(term, started).isoformat() if term else None
        due = self._due[key]
        if due is not None:
            clocks.append((self._take("clocks"), kind.value, signal_id, started.isoformat(), due))

    def _terms(self, profile_id: int) -> dict[str, int]:
        if profile_id not in self._overrides:
            found = self._db.execute(
                "SELECT key, amount FROM clock_terms WHERE profile_id = ?", (profile_id,)
            ).fetchall()
            self._overrides[profile_id] = dict(found)
        return self._overrides[profile_id]

    def finish(self) -> None:
        """Write the counters of the numbers given out."""
        self._db.executemany(
            "INSERT INTO counters (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [(f"signal-{year}", value) for year, value in self._numbers.items()],
        )
