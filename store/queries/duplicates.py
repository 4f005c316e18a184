"""Pairs of records that may be one person, side by side, and who is linked with whom. Facts, never a risk score."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.codes import COMPARED, LinkVerdict, MatchLevel, PairState
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.local_time import day_year, local_day
from store.queries.shared import ADDRESS_COLUMNS, address_line, fetch, fetch_one, instant, marks, person_name
from store.queries.spine import spine
from store.queries.visibility import may_see_case, may_see_resident
from store.rules.groups import ordered
from store.rules.normalise import pretty_phone, pretty_postcode
from store.text import fold

_SURE = (MatchLevel.CERTAIN, MatchLevel.LIKELY)
COUNTED = 10_000
"""Pairs that are counted; more are "meer dan 10.000"."""
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many pairs wait: likely ones to look at, possible ones, set aside. At most `COUNTED` each.

    `uncompared` is how many records nobody looked for yet: pairs may still come.
    """

    sure: int
    possible: int
    later: int
    uncompared: int = 0


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as a line of the list."""

    id: int
    low_id: int
    high_id: int
    level: MatchLevel | None
    reasons: str
    who: str
    other: str
    where: str
    on: date


@dataclass(frozen=True, slots=True)
class Side:
    """One record with what hangs on it: its own words, where from, and the numbers of its signals and cases."""

    resident_id: int
    signal_id: int | None
    case_id: int | None
    name: str
    born: str
    address: str
    phone: str
    bsn: str
    signals: int
    first: str
    last: str
    source: str
    case: str
    linked: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """One line of a comparison: what it is, both values, and whether they agree (None: not compared)."""

    label: str
    one: str
    other: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class PairDetail:
    """Two records side by side; `verdict` is what somebody decided about them, `said` by whom and when."""

    one: Side
    other: Side
    level: MatchLevel | None
    reasons: str
    verdict: LinkVerdict | None
    said: str

    @property
    def lines(self) -> tuple[Likeness, ...]:
        """What both records say, compared line by line."""
        compared = (
            ("Naam", self.one.name, self.other.name),
            ("Geboren", self.one.born, self.other.born),
            ("Adres", self.one.address, self.other.address),
            ("Telefoon", self.one.phone, self.other.phone),
            ("BSN", self.one.bsn, self.other.bsn),
        )
        told = (
            ("Signalen", str(self.one.signals), str(self.other.signals)),
            ("Eerste", self.one.first, self.other.first),
            ("Laatste", self.one.last, self.other.last),
            ("Gemeld door", self.one.source, self.other.source),
            ("Casus", self.one.case or "geen", self.other.case or "geen"),
            ("Gekoppeld", _more(self.one.linked), _more(self.other.linked)),
        )
        return (
            *(
                Likeness(label, one, other, _agree(one, other))
                for label, one, other in compared
                if one or other
            ),
            *(Likeness(label, one, other, None) for label, one, other in told if one or other),
        )


def _agree(one: str, other: str) -> bool | None:
    """Compare two values as they are read; None when one is missing, or a year stands against a date of that year."""
    if not one or not other or (len(one) != len(other) and (one.endswith(other) or other.endswith(one))):
        return None
    return fold(one) == fold(other)


def _more(linked: int) -> str:
    if linked < 2:
        return ""
    return f"met {linked - 1} andere {'melding' if linked == 2 else 'meldingen'}"


def pair_counts(store: Store) -> PairCounts:
    """Count the pairs that wait, as far as the viewer may see them."""
    return PairCounts(
        sure_pairs(store),
        _count(store, PairState.OPEN, (MatchLevel.POSSIBLE,)),
        _count(store, PairState.LATER, tuple(MatchLevel)),
        _uncompared(store),
    )


def _uncompared(store: Store) -> int:
    found = fetch_one(
        store,
        "SELECT count(*) FROM (SELECT 1 FROM residents WHERE id >"
        " COALESCE((SELECT value FROM counters WHERE key = ?), 0) LIMIT ?)",
        (COMPARED, COUNTED),
    )
    return int(found[0]) if found else 0


def sure_pairs(store: Store) -> int:
    """Count the certain and likely pairs that wait for a look, at most `COUNTED`, as far as the viewer may see them."""
    return _count(store, PairState.OPEN, _SURE)


def _count(store: Store, state: PairState, levels: Sequence[MatchLevel]) -> int:
    seen, more = _seen(store)
    found = fetch(
        store,
        f"SELECT count(*) FROM (SELECT 1 FROM resident_pairs p WHERE p.state = ? AND p.level IN ({marks(levels)})"
        f" AND {seen} LIMIT ?)",
        (state.value, *(level.value for level in levels), *more, COUNTED),
    )
    return int(found[0][0])


def pair_spine(store: Store, state: PairState, levels: Collection[MatchLevel]) -> Sequence[int]:
    """Return the ids of the pairs in a state, the surest first and the newest of those first."""
    seen, more = _seen(store)
    statement = (
        f"SELECT p.id FROM resident_pairs p WHERE p.state = ? AND p.level = ? AND {seen} ORDER BY p.id DESC"
    )
    wanted = [level for level in MatchLevel if level in levels]
    return spine(store, *((statement, (state.value, level.value, *more)) for level in wanted))


def different_spine(store: Store) -> Sequence[int]:
    """Return the ids of the links that say that two records are not one person, the newest first."""
    seen, more = _seen(store)
    statement = (
        "SELECT p.id FROM resident_links p WHERE p.ended_at IS NULL"
        f" AND p.verdict = '{LinkVerdict.DIFFERENT.value}' AND {seen} ORDER BY p.id DESC"
    )
    return spine(store, (statement, more))


def _seen(store: Store) -> tuple[str, tuple[object, ...]]:
    one, values = may_see_resident(store, "p.low_id")
    other, more = may_see_resident(store, "p.high_id")
    return f"{one} AND {other}", (*values, *more)


_ROWS = (
    "SELECT p.id, p.low_id, p.high_id, p.level, p.reasons, {on}, a.given, a.prefix, a.surname, a.name_text,"
    " a.birth_year, b.given, b.prefix, b.surname, b.name_text, b.birth_year, d.street, d.house_number, d.addition,"
    " d.place, d.described FROM {table} p JOIN residents a ON a.id = p.low_id JOIN residents b ON b.id = p.high_id"
    " LEFT JOIN addresses d ON d.id = b.address_id WHERE p.id IN ({ids})"
)


def pair_rows(store: Store, ids: Sequence[int], *, decided: bool = False) -> tuple[PairRow, ...]:
    """Return the pairs (or with `decided` the links) with these ids, in that order; what is gone is left out."""
    if not ids:
        return ()
    table, on = ("resident_links", "p.at") if decided else ("resident_pairs", "p.found_at")
    seen, more = _seen(store)
    statement = f"{_ROWS.format(table=table, on=on, ids=marks(ids))} AND {seen}"
    found = fetch(store, statement, (*ids, *more))
    by_id = {row[0]: _row(row) for row in found}
    return tuple(by_id[one] for one in ids if one in by_id)


def _row(row: tuple[Any, ...]) -> PairRow:
    return PairRow(
        id=row[0],
        low_id=row[1],
        high_id=row[2],
        level=MatchLevel.of(row[3]) if row[3] else None,
        reasons=row[4],
        who=person_name(*row[6:11]),
        other=person_name(*row[11:16]),
        where=address_line(*row[16:21]),
        on=local_day(instant(row[5])),
    )


def pair_detail(store: Store, one: int, other: int) -> PairDetail:
    """Return two records side by side; `NotFound` when one is gone or not for this viewer."""
    low, high = ordered(one, other)
    values = (low, high)
    pair = fetch_one(
        store, "SELECT level, reasons FROM resident_pairs WHERE low_id = ? AND high_id = ?", values
    )
    link = fetch_one(
        store,
        "SELECT verdict, by, at FROM resident_links WHERE low_id = ? AND high_id = ? AND ended_at IS NULL",
        values,
    )
    return PairDetail(
        one=side(store, low),
        other=side(store, high),
        level=MatchLevel.of(pair[0]) if pair else None,
        reasons=pair[1] if pair else "",
        verdict=LinkVerdict.of(link[0]) if link else None,
        said=f"{link[1]}, {day_year(local_day(instant(link[2])))}" if link else "",
    )


def side(store: Store, resident_id: int) -> Side:
    """Return one record with what hangs on it."""
    seen, more = may_see_resident(store, "r.id")
    row = fetch_one(
        store,
        "SELECT r.given, r.prefix, r.surname, r.name_text, r.birth_date, r.birth_year, r.phone, r.bsn, r.group_id,"
        f" a.postcode, {ADDRESS_COLUMNS} FROM residents r LEFT JOIN addresses a ON a.id = r.address_id"
        f" WHERE r.id = ? AND {seen}",
        (resident_id, *more),
    )
    if row is None:
        raise NotFound("Deze persoon staat niet (meer) in deze opslag.")
    of_signal, of_case = may_see_case(store, "s.case_id")[0], may_see_case(store, "k.id")[0]
    reported = fetch(
        store,
        "SELECT count(*), min(s.received_at), max(s.received_at), max(s.id) FROM signals s"
        f" WHERE s.resident_id = ? AND {of_signal}",
        (resident_id,),
    )[0]
    source = fetch_one(
        store,
        "SELECT COALESCE(p.name, NULLIF(m.organisation, ''), '') FROM signals s LEFT JOIN partners p"
        " ON p.id = s.partner_id LEFT JOIN reporters m ON m.id = s.reporter_id WHERE s.id = ?",
        (reported[3],),
    )
    case = fetch_one(
        store,
        "SELECT k.id, k.number, k.status FROM cases k WHERE (k.resident_id = ? OR k.id IN"
        f" (SELECT s.case_id FROM signals s WHERE s.resident_id = ?)) AND {of_case}"
        " ORDER BY k.status = 'closed', k.id DESC LIMIT 1",
        (resident_id, resident_id),
    )
    linked = fetch(store, "SELECT count(*) FROM residents WHERE group_id = ?", (row[8],))[0][0]
    born = row[4]
    place = f"{pretty_postcode(row[9] or '')} {row[13] or ''}".strip()
    return Side(
        resident_id=resident_id,
        signal_id=reported[3],
        case_id=case[0] if case else None,
        name=person_name(*row[:4], full=True),
        born=day_year(date.fromisoformat(born)) if born else str(row[5] or ""),
        address="" if row[9] is None else address_line(row[10], row[11], row[12], place, row[14]),
        phone=pretty_phone(row[6]),
        bsn=row[7],
        signals=reported[0],
        first=day_year(local_day(instant(reported[1]))) if reported[1] else "",
        last=day_year(local_day(instant(reported[2]))) if reported[2] else "",
        source=source[0] if source else "",
        case=case[1] if case else "",
        linked=linked,
    )


@dataclass(frozen=True, slots=True)
class Member:
    """A record of the group of somebody: who, how it came in, and by which link it hangs there.

    `case_id` is its own case; `case_number` is that, else the case its newest signal came to.
    """

    resident_id: int
    name: str
    born: str
    where: str
    signals: int
    signal_id: int | None
    numbers: str
    case_id: int | None
    case_number: str
    linked: str
    at: datetime | None


def group_members(store: Store, resident_id: int) -> tuple[Member, ...]:
    """Return the records that are one person with this one, itself first, the others in order of id.

    A record the viewer may not see is left out. `linked` tells by whom the link of that record was made and why.
    """
    seen, more = may_see_resident(store, "r.id")
    found = fetch(
        store,
        "SELECT r.id, r.given, r.prefix, r.surname, r.name_text, r.birth_date, r.birth_year, a.street, a.house_number,"
        " a.addition, a.place, a.described FROM residents r LEFT JOIN addresses a ON a.id = r.address_id"
        " WHERE r.group_id = (SELECT group_id FROM residents WHERE id = ?)"
        f" AND {seen} ORDER BY r.id <> ?, r.id",
        (resident_id, *more, resident_id),
    )
    ids = json.dumps([row[0] for row in found])
    signals: dict[int, list[tuple[int, str, str]]] = {}
    for owner, *signal in fetch(
        store,
        "SELECT s.resident_id, s.id, s.number, COALESCE(k.number, '') FROM signals s LEFT JOIN cases k"
        f" ON k.id = s.case_id WHERE s.resident_id {_IN} AND {may_see_case(store, 's.case_id')[0]} ORDER BY s.id",
        (ids,),
    ):
        signals.setdefault(owner, []).append((signal[0], signal[1], signal[2]))
    cases = {
        owner: (row_id, number)
        for owner, row_id, number in fetch(
            store,
            f"SELECT resident_id, id, number FROM cases WHERE resident_id {_IN}"
            f" AND {may_see_case(store, 'id')[0]} ORDER BY status <> 'closed', id",
            (ids,),
        )
    }
    links: dict[int, tuple[str, str, str]] = {}
    for low, high, by, at, reasons in fetch(
        store,
        "SELECT low_id, high_id, by, at, reasons FROM resident_links WHERE ended_at IS NULL"
        f" AND verdict = '{LinkVerdict.SAME.value}' AND low_id {_IN} ORDER BY id",
        (ids,),
    ):
        links[low] = links[high] = (by, at, reasons)
    return tuple(_member(row, signals.get(row[0], []), cases.get(row[0]), links.get(row[0])) for row in found)


def _member(
    row: tuple[Any, ...],
    signals: list[tuple[int, str, str]],
    case: tuple[int, str] | None,
    link: tuple[str, str, str] | None,
) -> Member:
    reasons = f": {link[2]}" if link and link[2] else ""
    return Member(
        resident_id=row[0],
        name=person_name(*row[1:5], full=True),
        born=day_year(date.fromisoformat(row[5])) if row[5] else str(row[6] or ""),
        where=address_line(*row[7:12]),
        signals=len(signals),
        signal_id=signals[-1][0] if signals else None,
        numbers=", ".join(number for _, number, _ in signals[-4:]),
        case_id=case[0] if case else None,
        case_number=case[1] if case else next((came for *_, came in reversed(signals) if came), ""),
        linked=f"{link[0]}, {day_year(local_day(instant(link[1])))}{reasons}" if link else "",
        at=instant(link[1]) if link else None,
    )
