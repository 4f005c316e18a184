"""Which column of a delivery is which field: by its Dutch head, by what stands in it, or by a person's correction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from store.errors import InvalidInput
from store.exchange.fields import JOINED, KNOWN_HEADS, NUMBER_HEADS, PHONE_HEADS, WORDS, Field
from store.rules.normalise import bsn_ok
from store.text import fold

By = Literal["kop", "inhoud", "geen"]

_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}")
_POSTCODE_PLACE = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}[\s,]+[^\d\W].*")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"(?:\+31|0031|0)[\s\-()]*[1-9](?:[\s\-()]*\d){8}")
_AMOUNT = re.compile(r"€?\s?\d{1,3}(?:\.?\d{3})*,\d{2}")
_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ T].*)?|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_STREET_WITH_NUMBER = re.compile(
    r"(?=.*[^\W\d]{3}).*[^\W\d]\.?\s+\d{1,5}\s?\S{0,8}(?:[\s,]+[1-9]\d{3}\s?[A-Za-z]{2}.*)?"
)
_ROLES = (
    "consulent|beheerder|makelaar|vrijwilliger|agent|adviseur|medewerker|coordinator|werker|verpleegkundige|arts|buurman|buurvrouw"
    "|buur|dochter|zoon|familie|mantelzorger|begeleider|manager|docent|regisseur|inwoner|huismeester|incasso|moeder|vader"
)
_ROLE = re.compile(rf"(?:\w+ )*\w*(?:{_ROLES})(?:e|s|en)?(?: \w+)*")
_NEEDS_DIGITS = frozenset(
    {
        Field.BIRTH,
        Field.BSN,
        Field.RECEIVED_AT,
        Field.HOUSE_NUMBER,
        Field.POSTCODE,
        Field.AMOUNT,
        Field.REPORTER_PHONE,
    }
)


_FIELDS = {str(field): field for field in Field}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column seems to hold, by which evidence ("kop", "inhoud" or "geen") and how sure (0 to 1)."""

    index: int
    header: str
    field: Field
    by: By
    confidence: float


@dataclass(frozen=True)
class Mapping:
    """Column index → field, for every column of a delivery."""

    fields: tuple[Field, ...]

    @classmethod
    def of(cls, guesses: Sequence[ColumnGuess]) -> Mapping:
        """Return the mapping that follows the guesses."""
        return cls(tuple(guess.field for guess in guesses))

    @cached_property
    def columns(self) -> dict[Field, tuple[int, ...]]:
        """Field → its column indexes, in reading order; IGNORE is left out."""
        found: dict[Field, list[int]] = {}
        for index, field in enumerate(self.fields):
            if field is not Field.IGNORE:
                found.setdefault(field, []).append(index)
        return {field: tuple(indexes) for field, indexes in found.items()}

    @cached_property
    def single(self) -> tuple[tuple[Field, int], ...]:
        """The fields that one column holds, with its index."""
        return tuple((field, indexes[0]) for field, indexes in self.columns.items() if len(indexes) == 1)

    @cached_property
    def several(self) -> tuple[Field, ...]:
        """The fields that more than one column hold together."""
        return tuple(field for field, indexes in self.columns.items() if len(indexes) > 1)

    def with_field(self, index: int, field: Field) -> Mapping:
        """Return this mapping with one column corrected; a field that allows one column leaves its old column.

        Raises InvalidInput when there is no such column.
        """
        if not 0 <= index < len(self.fields):
            raise InvalidInput(f"Kolom {index + 1} bestaat niet; er zijn {len(self.fields)} kolommen.")
        fields = [Field.IGNORE if field not in JOINED and other is field else other for other in self.fields]
        fields[index] = field
        return Mapping(tuple(fields))


def mapping_key(headers: Sequence[str]) -> str:
    """Return a signature of these column heads that survives capitals, spaces and accents, to remember a mapping by."""
    joined = "\x1f".join(fold(header) for header in headers)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def mapping_to_json(mapping: Mapping) -> str:
    """Return the mapping as JSON: a list of field identifiers, one per column."""
    return json.dumps([str(field) for field in mapping.fields])


def mapping_from_json(text: str) -> Mapping:
    """Read what `mapping_to_json` wrote. Raises InvalidInput for anything else."""
    try:
        names = json.loads(text)
        if not isinstance(names, list):
            raise TypeError
        return Mapping(tuple(_FIELDS[name] for name in names))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidInput(
            "De bewaarde kolomindeling is niet te lezen; kies de kolommen opnieuw bij het importeren."
        ) from error


def recognise(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> tuple[ColumnGuess, ...]:
    """Guess the field of each column from its head and from the first rows.

    A head that is known wins; contents refine it (a postcode column that also holds the place) or contradict it. A
    column without a known head is recognised by contents alone. No field that allows one column gets two.
    """
    folded = [fold(header) for header in headers]
    guesses: list[ColumnGuess] = []
    for index, header in enumerate(headers):
        values = [row[index].strip() for row in sample_rows if index < len(row) and row[index].strip()]
        field, confidence = _by_head(folded, index)
        by: By = "kop" if field is not Field.IGNORE else "geen"
        if field is not Field.IGNORE:
            field, confidence = _refined(field, confidence, values, folded)
        if field is Field.IGNORE:
            field, confidence = _by_contents(values)
            by = "inhoud" if field is not Field.IGNORE else "geen"
        guesses.append(ColumnGuess(index, header, field, by, confidence))
    return tuple(_one_column_each(guesses))


def head_score(cells: Sequence[str]) -> int:
    """Return how many different fields these cells name when they are read as column heads."""
    folded = [fold(cell) if 0 < len(cell) <= 80 else "" for cell in cells]
    found = {_by_head(folded, index)[0] for index in range(len(folded))}
    return len(found - {Field.IGNORE})


def _by_head(folded: Sequence[str], index: int) -> tuple[Field, float]:
    head = folded[index]
    if not head:
        return Field.IGNORE, 0.0
    if head in KNOWN_HEADS:
        return KNOWN_HEADS[head], 1.0
    if head in NUMBER_HEADS:
        previous = folded[index - 1] if index else ""
        after_street = KNOWN_HEADS.get(previous) in (Field.STREET, Field.STREET_LINE)
        return (Field.HOUSE_NUMBER, 0.9) if after_street else (Field.EXTERNAL_ID, 0.6)
    if head in PHONE_HEADS:
        return _whose_phone(folded, index), 0.8
    for word, field in WORDS:
        if word in head:
            return field, 0.6
    return Field.IGNORE, 0.0


def _whose_phone(folded: Sequence[str], index: int) -> Field:
    for head in reversed(folded[:index]):
        field = KNOWN_HEADS.get(head)
        if field in (Field.REPORTER_NAME, Field.REPORTER_ROLE, Field.PARTNER, Field.REPORTER_MAIL):
            return Field.REPORTER_PHONE
        if field in (Field.RESIDENT_NAME, Field.RESIDENT_SURNAME, Field.BIRTH, Field.BSN):
            return Field.RESIDENT_PHONE
    return Field.REPORTER_PHONE


def _share(values: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(1 for value in values if fits(value)) / len(values) if values else 0.0


def _refined(
    field: Field, confidence: float, values: Sequence[str], folded: Sequence[str]
) -> tuple[Field, float]:
    """Return the field after looking at the contents: sharper, as it was, or IGNORE when they contradict the head."""
    if len(values) < 2:
        return field, confidence
    if field in (Field.POSTCODE, Field.PLACE) and _share(values, _POSTCODE_PLACE.fullmatch) >= 0.5:
        return Field.POSTCODE_PLACE, 0.9
    if field is Field.STREET_LINE and _has_own_number(folded) and _share(values, _digit) < 0.2:
        return Field.STREET, 0.9
    if (
        field is Field.STREET
        and not _has_own_number(folded)
        and _share(values, _STREET_WITH_NUMBER.fullmatch) >= 0.5
    ):
        return Field.STREET_LINE, 0.9
    if field is Field.REPORTER_NAME and _share(values, lambda value: _ROLE.fullmatch(fold(value))) >= 0.6:
        return Field.REPORTER_ROLE, 0.8
    if field in _NEEDS_DIGITS and confidence < 1 and _share(values, _digit) < 0.2:
        return Field.IGNORE, 0.0
    return field, confidence


def _has_own_number(folded: Sequence[str]) -> bool:
    return any(_by_head(folded, index)[0] is Field.HOUSE_NUMBER for index in range(len(folded)))


def _digit(value: str) -> bool:
    return any(char.isdigit() for char in value)


def _by_contents(values: Sequence[str]) -> tuple[Field, float]:
    if len(values) < 3:
        return Field.IGNORE, 0.0
    for field, fits in _SHAPES:
        share = _share(values, fits)
        if share >= 0.8:
            return field, round(share * 0.8, 2)
    years = [year for year in map(_year, values) if year]
    if len(years) >= 0.8 * len(values):
        return (Field.BIRTH if max(years) - min(years) > 8 else Field.RECEIVED_AT), 0.6
    if _share(values, lambda value: len(value) > 30 and value.count(" ") >= 4) >= 0.6:
        return Field.FACTS, 0.5
    return Field.IGNORE, 0.0


def _year(value: str) -> int | None:
    match = _DATE.fullmatch(value)
    return int(match.group(3) or match.group(4)) if match else None


def _bsn_like(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) in (8, 9) and bsn_ok(value)


_SHAPES: tuple[tuple[Field, Callable[[str], object]], ...] = (
    (Field.POSTCODE, _POSTCODE.fullmatch),
    (Field.POSTCODE_PLACE, _POSTCODE_PLACE.fullmatch),
    (Field.REPORTER_MAIL, _MAIL.fullmatch),
    (Field.BSN, _bsn_like),
    (Field.REPORTER_PHONE, _PHONE.fullmatch),
    (Field.AMOUNT, _AMOUNT.fullmatch),
    (Field.STREET_LINE, lambda value: len(value) < 60 and _STREET_WITH_NUMBER.fullmatch(value)),
)


def _one_column_each(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    best: dict[Field, ColumnGuess] = {}
    for guess in guesses:
        held = best.get(guess.field)
        if held is None or guess.confidence > held.confidence:
            best[guess.field] = guess
    return [
        guess
        if guess.field in JOINED or best[guess.field] is guess
        else ColumnGuess(guess.index, guess.header, Field.IGNORE, "geen", 0.0)
        for guess in guesses
    ]
