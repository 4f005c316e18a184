"""A delivered row once it is understood, what is wrong with it, and the keys by which a repeat is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from store.codes import PartnerType, RowResult, Theme, Urgency, YesNoUnknown
from store.exchange.fields import Field
from store.text import fold as _fold

fold = lru_cache(maxsize=16384)(_fold)

Severity = Literal["warn", "check", "reject"]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing about a row: the field it concerns (None: the whole row), a Dutch sentence, and how heavy it weighs.

    "warn": told, the row comes in; "check": the row comes in and somebody must complete it; "reject": it stays out.
    """

    field: Field | None
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row of a delivery that does not say otherwise.

    `arrears`: every row reports arrears (DDAS), so the theme follows from the type of partner.
    """

    partner_name: str = ""
    partner_type: PartnerType | None = None
    arrears: bool = False


class DeliveredSignal(NamedTuple):
    """A row as a signal-to-be. Text is as delivered (never shown without `store.text.visible`); "" is not delivered.

    `received_at` is aware, Europe/Amsterdam; None when it was missing, does not exist or lies in the future.
    `address_text` holds an address that could not be understood. `bsn` has nine digits, valid or not (`bsn_valid`).
    A named tuple, because a large delivery makes a hundred thousand of them.
    """

    row_number: int
    external_id: str
    received_at: datetime | None
    partner_name: str
    partner_type: PartnerType | None
    reporter_name: str
    reporter_role: str
    reporter_phone: str
    reporter_mail: str
    street: str
    house_number: int | None
    addition: str
    postcode: str
    place: str
    address_text: str
    complex: str
    resident_given: str
    resident_prefix: str
    resident_surname: str
    resident_text: str
    resident_phone: str
    birth_date: date | None
    birth_year: int | None
    bsn: str
    bsn_valid: bool
    kind: str
    themes: tuple[Theme, ...]
    eviction_threatened: bool
    urgency_hint: Urgency | None
    facts: str
    opinion: str
    request: str
    arrears_cents: int | None
    aware: YesNoUnknown
    feedback_wanted: bool | None
    anonymous: bool
    may_be_named: bool
    reported_before: str
    original: tuple[tuple[str, str], ...]
    problems: tuple[RowProblem, ...] = ()


def result_of(delivered: DeliveredSignal) -> RowResult:
    """Return NEW, TO_CHECK or REJECTED by the heaviest problem; whether it is a repeat is for the store to say."""
    if not delivered.problems:
        return RowResult.NEW
    severities = {problem.severity for problem in delivered.problems}
    if "reject" in severities:
        return RowResult.REJECTED
    return RowResult.TO_CHECK if "check" in severities else RowResult.NEW


def _digest(kind: str, *parts: str) -> str:
    joined = "\x1f".join((kind, *parts))
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _partner(delivered: DeliveredSignal) -> str:
    return fold(delivered.partner_name) or str(delivered.partner_type or "")


def _about(delivered: DeliveredSignal) -> str:
    """Return a key of the address with the name on it, or of the person when there is no address; "" for neither."""
    name = fold(f"{delivered.resident_prefix} {delivered.resident_surname}")
    if delivered.house_number is not None and (delivered.postcode or delivered.street):
        area = delivered.postcode or f"{fold(delivered.street)} {fold(delivered.place)}"
        return f"{area} {delivered.house_number} {fold(delivered.addition)} {name}"
    if delivered.bsn:
        return delivered.bsn
    born = delivered.birth_date or delivered.birth_year
    if name and (born or delivered.address_text):
        return f"{name} {fold(delivered.resident_given)} {born or ''} {fold(delivered.address_text)}"
    return ""


def repeat_key(delivered: DeliveredSignal) -> str:
    """Return the key two deliveries of one report share, or "" when the row holds too little to know.

    The partner's own number when there is one; otherwise the address or person, the kind (or the text, when the partner
    has no kinds) and the day.
    """
    partner = _partner(delivered)
    if delivered.external_id:
        return _digest("id", partner, delivered.external_id.strip().casefold())
    about = _about(delivered)
    if not about or delivered.received_at is None:
        return ""
    what = fold(delivered.kind) or fold(delivered.facts[:500])
    return _digest("day", partner, about, what, delivered.received_at.date().isoformat())


def debt_key(delivered: DeliveredSignal) -> str:
    """Return the key of a debt, or "" for anything else: the same partner, address or person, and kind of arrears.

    A report whose key came in before with the same or a higher amount is a *herhaalde melding* (domain.md, section 4).
    A threatened eviction never is: it asks for an answer of its own.
    """
    if delivered.arrears_cents is None or delivered.eviction_threatened:
        return ""
    if not {Theme.RENT_ARREARS, Theme.DEBTS}.issuperset(delivered.themes) or not delivered.themes:
        return ""
    about = _about(delivered)
    return _digest("debt", _partner(delivered), about, *sorted(delivered.themes)) if about else ""
