"""Workbooks: numbers, dates, merged cells, several sheets, and workbooks made to hurt."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from store.errors import DeliveryError
from store.exchange.delivery import open_delivery
from store.exchange.read_xlsx import cell_text
from tests.exchange.helpers import counts, read, texts

HEADS = ["Meldnummer", "Datum", "Adres", "Postcode", "Plaats", "Naam", "Toelichting"]


def book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def row(number: Any = 1, **changed: Any) -> list[Any]:
    cells = {
        "date": datetime(2026, 8, 3, 9, 5),
        "address": "Kerkstraat 12",
        "postcode": "2641 KC",
        "place": "Pijnacker",
        "name": "A. de Vries",
        "facts": "Doet niet open.",
    }
    return [number, *(cells | changed).values()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2026010000.0, "2026010000"),
        (3693.21, "3693,21"),
        (True, "ja"),
        (datetime(2026, 8, 3, 9, 5), "2026-08-03 09:05"),
        (datetime(2026, 8, 3, 9, 5, 7), "2026-08-03 09:05:07"),
        (date(1984, 7, 20), "1984-07-20"),
        (time(9, 5), "09:05"),
        ("=1+1", "=1+1"),
        (None, ""),
    ],
)
def test_a_cell_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_title_rows_empty_rows_and_a_table_off_the_corner(tmp_path: Path) -> None:
    rows = [[None, None, *cells] for cells in ([["Lijst"], [], HEADS, row(), [], [" "], row(2)])]
    delivery, found = read(book(tmp_path / "a.xlsx", {"Blad1": rows}))
    assert delivery.title_lines == ("Lijst",)
    assert list(found) == [4, 7] and counts(found) == {"new": 2}
    assert found[7].external_id == "2" and found[7].house_number == 12


def test_cells_merged_over_rows_count_for_each_row(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Blad1": [["Overzicht"], HEADS, row(), row(2, address=None), row(3)]})
    workbook = openpyxl.load_workbook(path)
    workbook.active.merge_cells("A1:G1")
    workbook.active.merge_cells("C3:C4")
    workbook.save(path)
    _, found = read(path)
    assert [signal.street for signal in found.values()] == ["Kerkstraat"] * 3


def test_the_sheet_with_signals_is_chosen_and_the_others_named(tmp_path: Path) -> None:
    sheets = {
        "Toelichting": [["Alleen voor het meldpunt"]],
        "Keuzelijst": [["soort", "omschrijving"], ["overlast", "herrie"], ["zorg", "anders"]],
        "Augustus": [HEADS, row(), row(2)],
        "September": [HEADS, row(3)],
        "Leeg": [],
    }
    path = book(tmp_path / "a.xlsx", sheets)
    delivery, found = read(path)
    assert delivery.sheet == "Augustus" and len(found) == 2
    assert len(delivery.notes) == 3
    assert [note for note in delivery.notes if "dezelfde koppen" in note] == [delivery.notes[2]]
    assert open_delivery(path, sheet="September").sheet == "September"


def test_day_numbers_without_a_date_format_are_dates(tmp_path: Path) -> None:
    _, found = read(book(tmp_path / "a.xlsx", {"Blad1": [HEADS, row(date=46237.375)]}))
    assert found[2].received_at is not None
    assert found[2].received_at.isoformat() == "2026-08-03T09:00:00+02:00"


def test_a_cell_of_a_megabyte_is_refused_alone(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Blad1": [HEADS, row(), row(2, facts="LANG"), row(3)]})
    changed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info).replace(b"LANG", b"x" * 1_000_001))
    _, found = read(changed)
    assert counts(found) == {"new": 2, "rejected": 1} and "miljoen" in texts(found[3])


def test_one_cell_in_the_last_corner_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(row())
    workbook.active["XFD1048576"] = "x"
    workbook.save(tmp_path / "a.xlsx")
    with pytest.raises(DeliveryError, match="te groot"):
        open_delivery(tmp_path / "a.xlsx")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Blad1": [HEADS, row()]})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(510):
            part.write(bytes(1_000_000))
    with pytest.raises(DeliveryError, match="te groot"):
        open_delivery(path)


def test_a_damaged_workbook_and_one_without_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Blad1": [HEADS, *(row(n) for n in range(50))]})
    data = bytearray(path.read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(DeliveryError, match="beschadigd"):
        open_delivery(path)
    several: list[dict[str, list[list[Any]]]] = [
        {"Blad1": [HEADS]},
        {"Blad1": []},
        {"Blad1": [["a", "b"], [1, 2]]},
    ]
    for sheets in several:
        with pytest.raises(DeliveryError, match="geen werkblad"):
            open_delivery(book(tmp_path / "b.xlsx", sheets))


@pytest.mark.parametrize(
    "reference", ['r="A9999999999"', 'r="xfd1048576"', "r='ZZZZZZ1'", 'r="&#65;1"', 'r="A1:B2"', 'r=""']
)
@pytest.mark.parametrize("place", ["xl/worksheets/sheet1.xml", "xl/elders.dat"])
def test_a_cell_beyond_all_corners_is_refused(tmp_path: Path, reference: str, place: str) -> None:
    """The reader below would reserve memory up to that cell and end the program."""
    path = tmp_path / "levering.xlsx"
    with (
        zipfile.ZipFile(Path(__file__).parent / "samples" / "politie-e33.xlsx") as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            target, part = name, old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                target, part = place, part.replace(b'r="A1"', reference.encode(), 1)
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"worksheets/sheet1.xml", place.removeprefix("xl/").encode())
            new.writestr(target, part)
    with pytest.raises(DeliveryError):
        open_delivery(path)
