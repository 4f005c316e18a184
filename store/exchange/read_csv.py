"""Text files with separated columns, read in constant memory: delimiter, title lines, heads, and one row at a time.

A stray quote costs its own row at most, a cell of a megabyte is refused and not kept in memory, and a row keeps
the line number a person sees in an editor.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from store.errors import DeliveryError
from store.exchange.columns import recognise
from store.exchange.fields import Field
from store.exchange.rows import HEAD_WITHIN, MAX_CELL, RawRow, find_head, shape_row
from store.exchange.sniff import LENIENT

DELIMITERS = ";,\t|^~\x1f"
_MAX_LINE = 4 * MAX_CELL
_MAX_RECORD_LINES = 500
_KEPT_OF_HUGE = 500
_SAMPLE_RECORDS = 90

TOO_LONG = (
    "De rij heeft een cel van meer dan een miljoen tekens. Alleen het begin is bewaard; kort de cel in en lever de rij"
    " opnieuw aan."
)


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a text file is laid out; `first_line` is the number of the first line with data."""

    delimiter: str
    spaced_quotes: bool
    title_lines: tuple[str, ...]
    headers: tuple[str, ...]
    first_line: int
    sample: tuple[tuple[str, ...], ...]


class _TooLong(Exception):
    """A record runs on past what one record can be."""


class _Huge(str):
    """The beginning of a line too long to keep."""


class _Lines:
    """Lines for a csv reader that can be given back, counted as an editor counts them."""

    def __init__(self, handle: TextIO, skip: int) -> None:
        self._handle = handle
        self._back: list[str] = []
        self.number = 0
        self.taken: list[str] = []
        self.start = 1
        self.ended = False
        for _ in range(skip):
            if not self._read():
                break
            self.number += 1

    def _read(self) -> str:
        line = self._handle.readline(_MAX_LINE)
        if len(line) == _MAX_LINE and line[-1] not in "\r\n":
            while (rest := self._handle.readline(_MAX_LINE)) and rest[-1] not in "\r\n":
                pass
            return _Huge(line[:_KEPT_OF_HUGE])
        return line

    def begin(self) -> None:
        self.taken = []
        self.ended = False
        self.start = self.number + 1

    def give_back(self, lines: list[str]) -> None:
        self._back = lines + self._back
        self.number -= len(lines)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.pop(0) if self._back else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        if type(line) is _Huge or len(self.taken) > _MAX_RECORD_LINES:
            raise _TooLong
        return line


def records(
    handle: TextIO, delimiter: str, *, width: int = 0, skip: int = 0, spaced_quotes: bool = False
) -> Iterator[tuple[int, int, list[str], str]]:
    """Yield (first line, last line, cells, refusal) for every record after `skip` lines; blank records are left out.

    `width` is the number of column heads, when known: a record of several lines that does not fit while its first line
    alone does, holds a stray quote, which is then read as a character.
    """
    if csv.field_size_limit() != MAX_CELL:
        csv.field_size_limit(MAX_CELL)
    lines = _Lines(handle, skip)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=spaced_quotes)
    while True:
        lines.begin()
        refusal = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            cells, refusal = _salvage(lines, delimiter)
        else:
            if len(lines.taken) > 1 and _stray_quote(lines, delimiter, len(cells), width):
                cells = _literal(lines.taken[0], delimiter)
                lines.give_back(lines.taken[1:])
        if any(cell and not cell.isspace() for cell in cells):
            yield lines.start, lines.number, cells, refusal


def _stray_quote(lines: _Lines, delimiter: str, count: int, width: int) -> bool:
    """Whether a record of several lines is one row with a stray quote that swallowed the rows below it.

    It is when the quote was never closed, or when the first line is a whole row by itself and the record either
    does not fit or holds another whole row.
    """
    if lines.ended:
        return True
    if width < 2 or len(_literal(lines.taken[0], delimiter)) != width:
        return False
    return count != width or any(line.count(delimiter) >= width - 1 for line in lines.taken[1:])


def _literal(line: str, delimiter: str) -> list[str]:
    return line.rstrip("\r\n").split(delimiter)


def _salvage(lines: _Lines, delimiter: str) -> tuple[list[str], str]:
    """Return what can be kept of a record that cannot be read, giving back the lines that were not its own."""
    if not lines.taken:
        return [], ""
    first = lines.taken[0]
    own = _literal(first, delimiter)
    lines.give_back(lines.taken[1:])
    if type(first) is _Huge or any(len(cell) > MAX_CELL for cell in own):
        return [cell[:_KEPT_OF_HUGE] for cell in own], TOO_LONG
    return own, ""


def lay_out(text: str, *, whole: bool) -> CsvLayout:
    """Work out delimiter, title lines and column heads from the first part of a file (`whole`: it is all of it).

    Raises DeliveryError when no delimiter gives rows with recognisable columns.
    """
    said = re.match(r"[\"']?sep=(.)[\"']?\r?\n", text, re.IGNORECASE)
    candidates = said.group(1) if said else DELIMITERS
    best: tuple[float, CsvLayout] | None = None
    for delimiter in candidates:
        if delimiter not in text:
            continue
        judged = _judge(text, delimiter, whole)
        if judged and (best is None or judged[0] > best[0]):
            best = judged
    if best is None:
        raise DeliveryError(
            "Dit bestand is geen aanlevering: er is geen rij met herkenbare kolomkoppen (zoals datum, adres, naam of"
            " omschrijving) gevonden. Er is niets overgenomen; vraag de partner om een CSV- of Excel-bestand met"
            " kolomkoppen."
        )
    return best[1]


def _judge(text: str, delimiter: str, whole: bool) -> tuple[float, CsvLayout] | None:
    spaced = len(re.findall(re.escape(delimiter) + r' +"', text)) > len(
        re.findall(re.escape(delimiter) + '"', text)
    )
    found = _sample(text, delimiter, spaced, whole)
    rows = [cells for _, cells in found]
    at = find_head(rows)
    headers: tuple[str, ...]
    if at is not None:
        headers = tuple(cell.strip() for cell in rows[at])
        while headers and not headers[-1]:
            headers = headers[:-1]
        data = rows[at + 1 :]
        first_line = found[at][0] + 1
    else:
        start = _start_without_heads(rows)
        if start is None:
            return None
        at = start
        headers = tuple(f"Kolom {number}" for number in range(1, len(rows[start]) + 1))
        data = rows[start:]
        first_line = found[start - 1][0] + 1 if start else 1
    guesses = recognise(headers, data[:50])
    known = sum(guess.confidence for guess in guesses if guess.field is not Field.IGNORE)
    fitting = sum(1 for cells in data if len(cells) == len(headers)) / len(data) if data else 0.0
    titles = tuple(" ".join(cell.strip() for cell in cells if cell.strip()) for cells in rows[:at])
    layout = CsvLayout(
        delimiter, spaced, titles, headers, first_line, tuple(tuple(cells) for cells in data[:50])
    )
    return known * (0.5 + fitting), layout


def _sample(text: str, delimiter: str, spaced: bool, whole: bool) -> list[tuple[int, list[str]]]:
    """Return (last line, cells) of the first records; the last is left out when it may be cut off."""
    found: list[tuple[int, list[str]]] = []
    for _, end, cells, _ in records(io.StringIO(text, newline=""), delimiter, spaced_quotes=spaced):
        found.append((end, cells))
        if len(found) >= _SAMPLE_RECORDS + 1:
            break
    if not whole and len(found) > 2:
        found.pop()
    if found and found[0][1] and found[0][1][0].lower().startswith("sep="):
        found.pop(0)
    return found


def _start_without_heads(rows: Sequence[Sequence[str]]) -> int | None:
    """Return where the data begins in a file without heads: rows of one width with at least two known columns."""
    for start in range(min(len(rows), HEAD_WITHIN)):
        width = len(rows[start])
        data = [row for row in rows[start : start + 50] if len(row) == width]
        if width < 3 or len(data) < max(3, (len(rows) - start) // 2):
            continue
        guesses = recognise([""] * width, data)
        if len({guess.field for guess in guesses} - {Field.IGNORE}) >= 2:
            return start
    return None


def read_rows(path: Path, encoding: str, layout: CsvLayout) -> Iterator[RawRow]:
    """Yield every data row of the file, streaming; a repeated row of column heads is left out.

    Raises OSError as the file system does.
    """
    width = len(layout.headers)
    with path.open(encoding=encoding, errors=LENIENT, newline="") as handle:
        for number, _, cells, refusal in records(
            handle,
            layout.delimiter,
            width=width,
            skip=layout.first_line - 1,
            spaced_quotes=layout.spaced_quotes,
        ):
            if refusal:
                yield RawRow(number, tuple(cells), len(cells) >= width, refusal)
                continue
            if (
                cells[0].strip() == layout.headers[0]
                and tuple(map(str.strip, cells[:width])) == layout.headers
            ):
                continue
            yield shape_row(number, cells, width)
