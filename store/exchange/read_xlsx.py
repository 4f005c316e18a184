"""Excel workbooks: the sheet with the signals found, numbers as numbers, dates as dates, hostile files refused.

A workbook is a zip: before it is opened, its size once unpacked and the spread of its cells are measured, because one
stray cell in the last corner makes a reader reserve memory for every cell between.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import DeliveryError
from store.exchange.columns import mapping_key, recognise
from store.exchange.fields import Field
from store.exchange.rows import MAX_CELL, RawRow, find_head, shape_row
from store.text import one_line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_UNPACKED = 500_000_000
"""Most bytes a workbook may hold once unpacked (own norm)."""

MAX_CELLS = 20_000_000
"""Most cells a sheet may span (own norm): rows times columns up to the last filled cell."""

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_PLACED = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)\s([^<>]*)")
_ATTRIBUTE = re.compile(rb"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+("[^"]*"|'[^']*'|[^\s"']++)""")
_REFERENCE = re.compile(rb"""["'](?:([A-Z]{1,3})(\d{1,7})|(\d{1,7}))["']""")
_BLOCK = 1 << 20

TOO_LONG = (
    "De rij heeft een cel van meer dan een miljoen tekens. Alleen het begin is bewaard; kort de cel in en lever de rij"
    " opnieuw aan."
)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The sheet that holds the delivery; `first_row` is the number of its first data row as Excel shows it."""

    sheet: str
    title_lines: tuple[str, ...]
    headers: tuple[str, ...]
    first_row: int
    sample: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def is_workbook(path: Path) -> bool:
    """Return whether this zip holds an Excel workbook (any other zip does not)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _measure(path: Path) -> None:
    """Refuse a workbook that would not fit in memory once opened. Raises DeliveryError."""
    too_big = DeliveryError(
        "Dit Excel-bestand is uitgepakt te groot om in te lezen. Er is niets overgenomen; bewaar alleen de rijen met"
        " signalen in een nieuw bestand, of lever ze aan als CSV."
    )
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise too_big
            for info in infos:
                with archive.open(info) as part:
                    spread = _spread(part.read)
                if spread > MAX_CELLS:
                    raise too_big
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _damaged() from error


def _damaged() -> DeliveryError:
    return DeliveryError(
        "Dit Excel-bestand is beschadigd of met een wachtwoord beveiligd en kan niet worden gelezen. Er is niets"
        " overgenomen; vraag de partner het opnieuw te sturen, zonder wachtwoord."
    )


def _spread(read: Any) -> int:
    """Return rows times columns of a part by the cell references in it, read through to check it unpacks.

    Any part that is XML may turn out to be the sheet, whatever its name. A reference that is written in any other way
    than Excel does is refused: the reader that follows would take it its own way, and a cell in a corner beyond all
    corners ends the whole program. Raises DeliveryError.
    """
    rows = columns = 0
    tail = b""
    is_xml: bool | None = None
    while block := read(_BLOCK):
        is_xml = bool(_XML.match(block)) if is_xml is None else is_xml
        if not is_xml:
            continue
        data = tail + block
        if b"\x00" in block or len(tail) > _BLOCK:
            raise _damaged()
        for found in _PLACED.finditer(data):
            for name, value in _ATTRIBUTE.findall(found[1]):
                if name != b"r":
                    continue
                reference = _REFERENCE.fullmatch(value)
                if reference is None:
                    raise _damaged()
                letters, row, bare = reference.groups()
                rows = max(rows, int(row or bare))
                if letters:
                    columns = max(columns, _column(letters))
        opened = data.rfind(b"<")
        tail = data[opened:] if opened > data.rfind(b">") else b""
    return rows * max(columns, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_text(value: object) -> str:
    """Return a cell as text: whole numbers without a fraction, decimals with a comma, dates as year-month-day."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return "" if value is None else str(value)


def _sheet_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells) for each row that holds anything; a cell merged over rows stands in each of them."""
    down: dict[tuple[int, int], tuple[int, int]] = {}
    left = sheet.start[1] if sheet.start else 0
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        if top < bottom <= top + 1000 and first == last:
            down.update({(row, first - left): (top, first - left) for row in range(top + 1, bottom + 1)})
    origins = set(down.values())
    held: dict[tuple[int, int], str] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells = [cell_text(value) for value in values]
        if origins:
            for column in range(len(cells)):
                spot = (index, column)
                if spot in origins:
                    held[spot] = cells[column]
                elif spot in down and not cells[column] and any(cells):
                    cells[column] = held.get(down[spot], "")
        if any(cell and not cell.isspace() for cell in cells):
            yield index + 1, cells


def lay_out(path: Path, sheet: str | None = None) -> SheetLayout:
    """Read the workbook and choose the sheet with the most recognisable heads, visible sheets first.

    `sheet` forces a sheet by name. Raises DeliveryError when nothing in it looks like a delivery.
    """
    _measure(path)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as book:
            shown = {meta.name: meta.visible == SheetVisibleEnum.Visible for meta in book.sheets_metadata}
            found: list[tuple[float, SheetLayout]] = []
            filled: list[str] = []
            for name in book.sheet_names:
                if sheet is not None and name != sheet:
                    continue
                judged, has_rows = _judge(name, list(_sheet_rows(book.get_sheet_by_name(name))))
                if has_rows and name != sheet:
                    filled.append(name)
                if judged:
                    found.append((judged[0] + (100 if shown.get(name, True) else 0), judged[1]))
    except (CalamineError, PasswordError) as error:
        raise _damaged() from error
    if not found:
        raise DeliveryError(
            "In dit Excel-bestand is geen werkblad met herkenbare kolomkoppen (zoals datum, adres, naam of"
            " omschrijving) en rijen gevonden. Er is niets overgenomen; vraag de partner om het overzicht met koppen."
        )
    best = max(found, key=lambda item: item[0])[1]
    return _with_notes(best, [layout for _, layout in found], filled)


def _with_notes(best: SheetLayout, found: Sequence[SheetLayout], filled: Sequence[str]) -> SheetLayout:
    same = {layout.sheet for layout in found if mapping_key(layout.headers) == mapping_key(best.headers)}
    notes = []
    for name in filled:
        if name == best.sheet:
            continue
        also = " Het heeft dezelfde koppen: breng dat blad apart in." if name in same else ""
        notes.append(f"Werkblad ‘{one_line(name, 40)}’ is niet gelezen.{also}")
    return SheetLayout(
        best.sheet, best.title_lines, best.headers, best.first_row, best.sample, best.rows, tuple(notes)
    )


def _judge(name: str, rows: list[tuple[int, list[str]]]) -> tuple[tuple[float, SheetLayout] | None, bool]:
    at = find_head([cells for _, cells in rows])
    if at is None or at + 1 >= len(rows):
        return None, bool(rows)
    headers = tuple(" ".join(cell.split()) for cell in rows[at][1])
    while headers and not headers[-1]:
        headers = headers[:-1]
    data = tuple((number, tuple(cells)) for number, cells in rows[at + 1 :])
    sample = tuple(cells for _, cells in data[:50])
    known = sum(guess.confidence for guess in recognise(headers, sample) if guess.field is not Field.IGNORE)
    titles = tuple(" ".join(cell for cell in cells if cell.strip()) for _, cells in rows[:at])
    return (known, SheetLayout(name, titles, headers, data[0][0], sample, data, ())), True


def read_rows(layout: SheetLayout) -> Iterator[RawRow]:
    """Yield every data row of the chosen sheet; a repeated row of column heads is left out."""
    width = len(layout.headers)
    for number, cells in layout.rows:
        if any(len(cell) > MAX_CELL for cell in cells):
            yield RawRow(number, tuple(cell[:500] for cell in cells), True, TOO_LONG)
        elif tuple(" ".join(cell.split()) for cell in cells[:width]) != layout.headers:
            yield shape_row(number, cells, width)
