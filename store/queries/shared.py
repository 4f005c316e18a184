"""Pieces every query uses: running plain SQL, reading stored values, naming people and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from store.codes import Code, PartnerType, Theme
from store.queries.named import NAMED

if TYPE_CHECKING:
    from store.engine.lifecycle import Store

C = TypeVar("C", bound=Code)
UNKNOWN_PERSON = "onbekend"
UNKNOWN_ADDRESS = "adres onbekend"

PERSON_COLUMNS = "r.given, r.prefix, r.surname, r.name_text, r.birth_year"
ADDRESS_COLUMNS = "a.street, a.house_number, a.addition, a.place, a.described"


@contextmanager
def one_state(store: Store) -> Iterator[None]:
    """Let every query inside see the same commit."""
    connection = store.reader()
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def fetch(store: Store, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Run one SELECT and return all its rows; callers bound what they ask for."""
    return list(store.reader().execute(statement, tuple(values)).fetchall())


def fetch_one(store: Store, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
    """Run one SELECT and return its first row, or None."""
    row = store.reader().execute(statement, tuple(values)).fetchone()
    return None if row is None else tuple(row)


def fetch_named(
    store: Store,
    statement: str,
    values: Sequence[object],
    convert: Mapping[str, Callable[[Any], Any]],
) -> dict[str, Any] | None:
    """Run one SELECT and return its first row by column name, stored values turned by `convert`; None if none."""
    cursor = store.reader().execute(statement, tuple(values))
    row = cursor.fetchone()
    if row is None:
        return None
    names = [str(column[0]) for column in cursor.description]
    return {
        name: convert[name](value) if name in convert else value
        for name, value in zip(names, row, strict=True)
    }


def marks(values: Sequence[object]) -> str:
    """Return `?, ?, ?` for an IN list."""
    return ", ".join("?" * len(values))


def as_instant(text: str | None) -> datetime | None:
    """Return the aware datetime for stored text."""
    return None if text is None else datetime.fromisoformat(text)


def instant(text: str) -> datetime:
    """Return the aware datetime for stored text that is always there."""
    return datetime.fromisoformat(text)


def as_day(text: str | None) -> date | None:
    """Return the day for stored text."""
    return None if text is None else date.fromisoformat(text)


def as_code(codes: type[C], text: str | None) -> C | None:
    """Return the member for a stored identifier."""
    return None if text is None else codes.of(text)


@lru_cache(maxsize=1024)
def as_themes(text: str | None) -> tuple[Theme, ...]:
    """Return the themes of a stored set."""
    return tuple(Theme.of(word) for word in (text or "").split())


def theme_words(themes: Iterable[Theme]) -> str:
    """Return themes as `overlast · schulden`."""
    return " · ".join(theme.label for theme in themes)


def initials(given: str) -> str:
    """Return a given name as its initial (`Chanel` → `C.`); what are initials already stays."""
    if not given or "." in given:
        return given
    return " ".join(f"{part[0]}." for part in given.split() if part)


def person_name(
    given: str | None,
    prefix: str | None,
    surname: str | None,
    name_text: str | None,
    birth_year: int | None = None,
    *,
    full: bool = False,
) -> str:
    """Return how a person is named in lists: `M. van der Meer`; with the year (`…, 1951`) when it is given.

    `full` keeps the given name. Nothing known is "onbekend".
    """
    NAMED.person(given, prefix, surname, name_text)
    if surname:
        parts = ((given or "") if full else initials(given or ""), prefix or "", surname)
        name = " ".join(part for part in parts if part)
    else:
        name = name_text or given or UNKNOWN_PERSON
    return name if birth_year is None else f"{name}, {birth_year}"


def source_name(name: str | None, partner_type: str | None) -> str:
    """Return where a signal comes from: the organisation, else what kind of reporter it is, else nothing."""
    if name:
        return name
    return PartnerType.of(partner_type).label if partner_type else ""


def address_line(
    street: str | None,
    house_number: int | None,
    addition: str | None,
    place: str | None,
    described: str | None,
    *,
    with_place: bool = True,
) -> str:
    """Return an address on one line: `Kerkstraat 41A, Pijnacker`; what was not understood stays as delivered."""
    NAMED.address(street, described)
    if street or house_number is not None:
        joint = "-" if (addition or "")[:1].isdigit() else ""
        line = f"{street or 'straat onbekend'} {house_number or ''}".strip() + joint + (addition or "")
    else:
        line = described or ""
    if with_place and place:
        line = f"{line}, {place}" if line else place
    return line or UNKNOWN_ADDRESS


class Lives(Protocol):
    """What an address is written with."""

    @property
    def street(self) -> str: ...
    @property
    def house_number(self) -> int | None: ...
    @property
    def addition(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def address_text(self) -> str: ...


def envelope_line(at: Lives) -> str:
    """Return an address as on an envelope: "Kerkstraat 41A, 2641 AB Pijnacker"."""
    from store.rules.normalise import pretty_postcode

    area = f"{pretty_postcode(at.postcode)} {at.place}".strip()
    return address_line(at.street, at.house_number, at.addition, area, at.address_text)
