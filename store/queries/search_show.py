"""From ids that answer to hits as they are shown: what each is called, where it stands, and why it matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from store.codes import CaseStatus, SignalStatus
from store.local_time import day_year, local_day
from store.queries.named import NAMED
from store.queries.search_limits import Limits
from store.queries.search_meaning import Meaning, Want
from store.queries.search_run import Run, as_list
from store.queries.search_shapes import Hit, HitKind, Match, Told
from store.queries.shared import address_line, as_day, instant, person_name, source_name
from store.rules.normalise import pretty_phone, pretty_postcode
from store.rules.search_spans import find_spans, snippet
from store.text import fold

WIDTH = 90
"""Characters of a text shown around what matched."""
_TEXTS: dict[str, str] = {
    "facts": "wat is gezien",
    "opinion": "wat denkt de melder",
    "request": "verzoek",
    "since": "sinds wanneer",
    "frequency": "hoe vaak",
    "earlier_reported": "eerder gemeld",
    "not_aware_reason": "reden niet op de hoogte",
    "visit_safety": "veiligheid bij bezoek",
    "advice": "advies",
}
_BESIDE = (
    ("notitie", "SELECT {owner}, body FROM notes WHERE {owner} IN (SELECT value FROM json_each(?))"),
    (
        "actie",
        "SELECT {owner}, title || ' ' || done_note FROM actions WHERE {owner} IN (SELECT value FROM json_each(?))",
    ),
)
_OF_CASE = (
    *_BESIDE,
    (
        "contactpoging",
        "SELECT {owner}, with_whom || ' ' || result FROM contact_attempts"
        " WHERE {owner} IN (SELECT value FROM json_each(?))",
    ),
)
_OWN_OF_CASE = ("doel", "plan", "mening betrokkene", "veiligheid bij bezoek", "overdracht aan")
_ALL_TEXTS = " || ' ' || ".join(_TEXTS)
_SIGNALS_OF_CASE = (
    "signaal",
    f"SELECT {{owner}}, {_ALL_TEXTS} FROM signals WHERE {{owner}} IN (SELECT value FROM json_each(?))",
)


Counted: TypeAlias = dict[int, tuple[int, str]]
"""How many signals there are of a row, and the moment of the newest."""


@dataclass(frozen=True, slots=True)
class Found:
    """An id with the want it answers."""

    id: int
    want: Want


def _spans(text: str, meanings: tuple[Meaning, ...]) -> tuple[tuple[int, int], ...]:
    marked = meanings[0].marked if len(meanings) == 1 else [mark for one in meanings for mark in one.marked]
    return find_spans(text, marked)


def _match(what: str, text: str, meanings: tuple[Meaning, ...]) -> Match:
    return Match(what, text, _spans(text, meanings))


def _person(want: Want, name: str, born: str, phone: str) -> list[Match]:
    found = []
    if want.named:
        found.append(_match("naam", name, want.named))
    for one in want.of("person"):
        if one.what.startswith("geboren") or one.what == "geboortejaar":
            found.append(Match(one.what, born, find_spans(born, one.marked)))
        elif one.what == "telefoon":
            found.append(_phone(one, phone))
    return found


def _phone(meaning: Meaning, phone: str) -> Match:
    """Return a telephone number with the digits that matched, all of them when it is written otherwise."""
    shown = pretty_phone(phone)
    places = [at for at, char in enumerate(shown) if char.isdigit()]
    (digits, begins), *_ = meaning.marked
    written = "".join(shown[at] for at in places)
    start = written.find(digits) if begins else written.rfind(digits)
    if start < 0:
        return Match(meaning.what, shown, ((0, len(shown)),))
    first = 0 if begins else places[start]
    return Match(meaning.what, shown, ((first, places[start + len(digits) - 1] + 1),))


def _place(want: Want, line: str) -> list[Match]:
    places = want.of("place")
    marked = (mark for one in places for mark in one.marked)
    return [Match("adres", line, find_spans(line, marked, numbers=True))] if places else []


def _text(want: Want, texts: Sequence[tuple[str, str]]) -> list[Match]:
    """Return the text that holds most of what is wanted, then texts that hold the rest of it."""
    wanted = want.of("text")
    if not wanted:
        return []
    found = [(what, text, spans) for what, text in texts if text and (spans := _spans(text, wanted))]
    found.sort(key=lambda item: -len({fold(item[1][a:b]) for a, b in item[2]}))
    shown: list[Match] = []
    told: set[str] = set()
    for what, text, spans in found:
        words = {fold(text[a:b]) for a, b in spans}
        if words <= told:
            continue
        told |= words
        line, kept = snippet(text, spans, WIDTH)
        shown.append(Match(what, line, kept))
        if len(told) >= len(wanted) or len(shown) == len(wanted):
            break
    return shown


def _number(want: Want, number: str, theirs: str) -> list[Match]:
    shown = [(one.what, theirs if one.condition else number) for one in want.of("number")]
    return [Match(what, text, ((0, len(text)),)) for what, text in shown]


def _by_id(rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    return {row[0]: row for row in rows}


def _born(day: str | None, year: int | None) -> str:
    known = as_day(day)
    return day_year(known) if known else str(year or "")


def residents(run: Run, found: Sequence[Found], limits: Limits, most: int) -> list[Hit]:
    """Return residents as hits; records that are linked, or have one name, birth and address, stand together.

    Where they live and how many signals there are of them is read of those returned only.
    """
    rows = _by_id(
        run.rows(
            "SELECT r.id, r.given, r.prefix, r.surname, r.name_text, r.birth_year, r.birth_date, r.phone,"
            " r.surname_key, r.address_id, r.group_id FROM residents r"
            " WHERE r.id IN (SELECT value FROM json_each(?))",
            (as_list(one.id for one in found),),
        )
    )
    together: dict[tuple[object, ...], list[Found]] = {}
    linked: dict[int, tuple[object, ...]] = {}
    for one in found:
        row = rows.get(one.id)
        if row is not None:
            key: tuple[object, ...] = (row[8] or row[4], fold(row[1] or "")[:1], row[6] or row[5], row[9])
            key = linked.setdefault(row[10], key) if row[10] is not None else key
            together.setdefault(key, []).append(one)
    shown = list(together.values())[:most]
    counted = _counts(run, "resident_id", as_list(one.id for records in shown for one in records), limits)
    homes = _by_id(
        run.rows(
            "SELECT a.id, a.street, a.house_number, a.addition, a.place, a.described, a.postcode FROM addresses a"
            " WHERE a.id IN (SELECT value FROM json_each(?))",
            (as_list({home for records in shown if (home := rows[records[0].id][9]) is not None}),),
        )
    )
    return [
        _resident(
            records, (*rows[records[0].id][:10], *homes.get(rows[records[0].id][9], _NO_HOME)[1:]), counted
        )
        for records in shown
    ]


_NO_HOME = (None,) * 7


def _resident(records: Sequence[Found], row: tuple[Any, ...], counted: Counted) -> Hit:
    """Return the records of one person as one hit, called after the best of them."""
    best = records[0]
    NAMED.person(*row[1:5])
    NAMED.address(row[10], row[14])
    known = [counted[one.id] for one in records if one.id in counted]
    count = sum(number for number, _ in known)

    def tell() -> Told:
        name = person_name(row[1], row[2], row[3], row[4], row[5], full=True)
        where = address_line(row[10], row[11], row[12], _area(row[15], row[13]), row[14]) if row[9] else ""
        matches = (*_person(best.want, name, _born(row[6], row[5]), row[7]), *_place(best.want, where))
        last = max((day for _, day in known), default=None)
        return Told(name, " · ".join(filter(None, (where, _signals(count)))), matches, _day(last))

    return Hit(HitKind.RESIDENT, best.id, "", best.want.nearness, tell, count)


def _signals(count: int) -> str:
    return "1 signaal" if count == 1 else f"{count} signalen" if count else ""


def _area(postcode: str | None, place: str | None) -> str:
    return " ".join(part for part in (pretty_postcode(postcode or ""), place or "") if part)


def _day(moment: str | None) -> date | None:
    return None if moment is None else local_day(instant(moment))


def _counts(run: Run, column: str, ids: str, limits: Limits) -> Counted:
    """Return how many signals there are of each, and the moment of the newest, of those that may be seen."""
    limit, values = limits.of_rows("s")
    found = run.rows(
        f"SELECT s.{column}, count(*), max(s.received_at) FROM signals s"
        f" WHERE s.{column} IN (SELECT value FROM json_each(?)){limit and ' AND '}{limit} GROUP BY s.{column}",
        (ids, *values),
    )
    return {row[0]: (row[1], row[2]) for row in found}


def addresses(run: Run, found: Sequence[Found], limits: Limits, most: int) -> list[Hit]:
    """Return addresses as hits, with how many signals there are of each."""
    found = found[:most]
    ids = as_list(one.id for one in found)
    rows = _by_id(
        run.rows(
            "SELECT a.id, a.street, a.house_number, a.addition, a.postcode, a.place, a.described, d.name"
            " FROM addresses a LEFT JOIN districts d ON d.id = a.district_id"
            " WHERE a.id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    )
    counted = _counts(run, "address_id", ids, limits)
    return [_address(one, rows[one.id], counted) for one in found if one.id in rows]


def _address(one: Found, row: tuple[Any, ...], counted: Counted) -> Hit:
    NAMED.address(row[1], row[6])
    count, last = counted.get(one.id, (0, None))

    def tell() -> Told:
        line = address_line(row[1], row[2], row[3], _area(row[4], row[5]), row[6])
        detail = " · ".join(filter(None, (row[7], _signals(count))))
        return Told(line, detail, tuple(_place(one.want, line)), _day(last))

    return Hit(HitKind.ADDRESS, one.id, "", one.want.nearness, tell, count)


_WHO = "r.given, r.prefix, r.surname, r.name_text, r.birth_year, r.birth_date, r.phone"
_WHERE = "a.street, a.house_number, a.addition, a.place, a.described, a.postcode"


def signals(run: Run, found: Sequence[Found], limits: Limits, most: int) -> list[Hit]:
    """Return signals as hits."""
    found = found[:most]
    ids = as_list(one.id for one in found)
    texts = ", ".join(f"s.{column}" for column in _TEXTS)
    rows = _by_id(
        run.rows(
            f"SELECT s.id, s.number, s.status, s.received_at, s.case_id, {_WHO}, {_WHERE},"
            f" COALESCE(p.name, m.organisation, ''), s.partner_type, m.phone, s.external_id, {texts} FROM signals s"
            " LEFT JOIN residents r ON r.id = s.resident_id LEFT JOIN addresses a ON a.id = s.address_id"
            " LEFT JOIN partners p ON p.id = s.partner_id LEFT JOIN reporters m ON m.id = s.reporter_id"
            " WHERE s.id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    )
    bare = [one.id for one in found if one.id in rows and not _in_own(one.want, rows[one.id])]
    beside = _beside(run, _BESIDE, "signal_id", bare) if bare else {}
    return [_signal(one, rows[one.id], beside.get(one.id, ())) for one in found if one.id in rows]


def _in_own(want: Want, row: tuple[Any, ...]) -> bool:
    """Tell whether a text of the signal itself holds one of the texts wanted, or none is wanted."""
    wanted = want.of("text")
    return not wanted or any(_spans(text, wanted) for text in row[22:] if text)


def _signal(one: Found, row: tuple[Any, ...], beside: Sequence[tuple[str, str]]) -> Hit:
    _named(row)

    def tell() -> Told:
        who = person_name(*row[5:10])
        matches = _number(one.want, row[1], row[21])
        matches += _about(one.want, row, who)
        matches += _text(one.want, beside or list(zip(_TEXTS.values(), row[22:], strict=True)))
        matches += [_phone(meaning, row[20] or "") for meaning in one.want.of("reporter")]
        day = local_day(instant(row[3]))
        parts = day_year(day), SignalStatus.of(row[2]).label, source_name(row[18], row[19])
        detail = " · ".join(filter(None, parts))
        return Told(f"{row[1]} · {who} · {address_line(*row[12:17])}", detail, tuple(matches), day)

    return Hit(HitKind.SIGNAL, one.id, row[1], one.want.nearness, tell)


def _named(row: tuple[Any, ...]) -> None:
    """Tell that a signal or a case of somebody, somewhere, was read."""
    NAMED.person(*row[5:9])
    NAMED.address(row[12], row[16])


def _about(want: Want, row: tuple[Any, ...], who: str) -> list[Match]:
    """Return what matched of whom and where a signal or a case is about.

    `who` is the name as lists have it; where more of the given name matched, the whole name is shown.
    """
    names = want.of("name")
    if names:
        whole = person_name(row[5], row[6], row[7], row[8], row[9], full=True)
        if whole != who and len(_spans(whole, names)) > len(_spans(who, names)):
            who = whole
    where = address_line(row[12], row[13], row[14], _area(row[17], row[15]), row[16])
    return [*_person(want, who, _born(row[10], row[9]), row[11] or ""), *_place(want, where)]


def cases(run: Run, found: Sequence[Found], limits: Limits, most: int) -> list[Hit]:
    """Return cases as hits."""
    found = found[:most]
    ids = as_list(one.id for one in found)
    rows = _by_id(
        run.rows(
            f"SELECT k.id, k.number, k.status, k.opened_at, k.case_lead, {_WHO}, {_WHERE},"
            " k.goal, k.plan, k.resident_view, k.visit_safety, k.handover_to FROM cases k"
            " LEFT JOIN residents r ON r.id = k.resident_id LEFT JOIN addresses a ON a.id = k.address_id"
            " WHERE k.id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    )
    wanted = [one.id for one in found if one.want.of("text")]
    beside = _beside(run, _OF_CASE, "case_id", wanted) if wanted else {}
    spread = [one.id for one in found if len(one.want.of("text")) > 1]
    if spread:
        for case_id, told in _beside(run, (_SIGNALS_OF_CASE,), "case_id", spread).items():
            beside.setdefault(case_id, []).extend(told)
    return [_case(one, rows[one.id], beside.get(one.id, ())) for one in found if one.id in rows]


def _case(one: Found, row: tuple[Any, ...], beside: Sequence[tuple[str, str]]) -> Hit:
    _named(row)

    def tell() -> Told:
        who = person_name(*row[5:10])
        own = zip(_OWN_OF_CASE, row[18:], strict=True)
        matches = _number(one.want, row[1], "") + _about(one.want, row, who)
        matches += _text(one.want, (*own, *beside))
        day = local_day(instant(row[3]))
        detail = " · ".join(filter(None, (CaseStatus.of(row[2]).label, row[4], f"geopend {day_year(day)}")))
        return Told(f"{row[1]} · {who} · {address_line(*row[12:17])}", detail, tuple(matches), day)

    return Hit(HitKind.CASE, one.id, row[1], one.want.nearness, tell)


def _beside(
    run: Run, sources: Sequence[tuple[str, str]], owner: str, ids: Sequence[int]
) -> dict[int, list[tuple[str, str]]]:
    """Return the notes, actions and contacts of these, one statement for each kind."""
    found: dict[int, list[tuple[str, str]]] = {}
    for what, statement in sources:
        for owner_id, text in run.rows(statement.format(owner=owner), (as_list(ids),)):
            found.setdefault(owner_id, []).append((what, text))
    return found


WAYS: dict[HitKind, Callable[[Run, Sequence[Found], Limits, int], list[Hit]]] = {
    HitKind.RESIDENT: residents,
    HitKind.ADDRESS: addresses,
    HitKind.CASE: cases,
    HitKind.SIGNAL: signals,
}
"""How each kind is shown, at most so many of it, in the order of the groups."""
