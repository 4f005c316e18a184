"""The cells of one row by field, the problems met, and the readers of values, remembered because rows repeat."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from store.exchange.columns import Mapping
from store.exchange.delivered import RowProblem, Severity
from store.exchange.fields import Field
from store.exchange.rows import RawRow
from store.local_time import LOCAL_ZONE
from store.rules import normalise, person_names, typed_text

CACHED = 200
"""Longest text that is read as a value, and so the longest that is remembered."""

_LONGEST_UNKNOWN = 40

_SERIAL = re.compile(r"[1-7]\d{4}(?:[.,]\d+)?")
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=LOCAL_ZONE)

date_time = lru_cache(maxsize=16384)(normalise.datetime_nl)
birth = lru_cache(maxsize=32768)(normalise.birth)
postcode_and_place = lru_cache(maxsize=16384)(normalise.postcode_and_place)
street_and_number = lru_cache(maxsize=16384)(normalise.street_and_number)
house_number = lru_cache(maxsize=4096)(normalise.house_number)
addition = lru_cache(maxsize=4096)(normalise.addition)
person_name = lru_cache(maxsize=32768)(person_names.person_name)
yes_no = lru_cache(maxsize=256)(normalise.yes_no)
is_unknown = lru_cache(maxsize=4096)(typed_text.is_unknown)


def says_something(text: str) -> bool:
    """Whether a filled cell holds a value and not a word like "onbekend"; figures and long texts always do."""
    return text[-1].isdigit() or text[0].isdigit() or len(text) > _LONGEST_UNKNOWN or not is_unknown(text)


class Reading:
    """The cells of one row by field, and the problems met so far."""

    __slots__ = ("_values", "cells", "columns", "problems")

    def __init__(self, row: RawRow, mapping: Mapping) -> None:
        self.cells = cells = row.cells
        self.columns = mapping.columns
        self.problems: list[RowProblem] = []
        count = len(cells)
        self._values = {field: cells[at].strip() for field, at in mapping.single if at < count}
        for field in mapping.several:
            self._values[field] = self.exact(field).strip()

    def text(self, field: Field) -> str:
        """The cell of a field without spaces around it; several columns are joined by line ends."""
        return self._values.get(field, "")

    def exact(self, field: Field) -> str:
        """Running text exactly as delivered; several columns are joined by line ends."""
        indexes = self.columns.get(field)
        if indexes is None:
            return ""
        if len(indexes) == 1:
            return self.cells[indexes[0]] if self._values.get(field) else ""
        texts = [self.cells[index] for index in indexes if index < len(self.cells)]
        return "\n".join(text for text in texts if text and not text.isspace())

    def known(self, field: Field) -> str:
        """The cell, or "" when it only says that the value is not known."""
        text = self._values.get(field)
        return text if text and says_something(text) else ""

    def concerns(self, field: Field) -> bool:
        """Whether a problem with this field was met."""
        return any(problem.field is field for problem in self.problems)

    def say(self, field: Field | None, text: str, severity: Severity) -> None:
        self.problems.append(RowProblem(field, text, severity))


def serial(text: str) -> datetime | None:
    """Return the moment of a spreadsheet's day number (an unformatted date), else None."""
    if not _SERIAL.fullmatch(text):
        return None
    minutes = round(float(text.replace(",", ".")) * 1440)
    return _DAY_ZERO + timedelta(minutes=minutes)
