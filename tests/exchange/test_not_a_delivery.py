"""A file that is no delivery at all gets one clear sentence, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from store.errors import DeliveryError
from store.exchange.delivery import open_delivery
from tests.exchange.helpers import HEAD, SAMPLES, csv_row, write


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b" \r\n\t\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (bytes(5000), "leeg"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "afbeelding"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "afbeelding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "wachtwoord"),
        (b"{\\rtf1 Beste collega}", "tekstdocument"),
        (b"<html><body><table><tr><td>datum</td></tr></table>", "webpagina"),
        (b"PK\x03\x04kapot", "beschadigd"),
        (bytes(range(256)) * 40, "leesbare tekst"),
        (b"Beste collega, hierbij de lijst. Groet, Jan\n", "kolomkoppen"),
        (b"Beste allen,\nwij maken ons zorgen, veel zorgen, over de flat.\nGroet, A\n", "kolomkoppen"),
        (b"a;b;c\n1;2;3\n", "kolomkoppen"),
        (HEAD.encode() + b"\r\n", "geen rijen"),
    ],
)
def test_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "levering.csv"
    path.write_bytes(data)
    with pytest.raises(DeliveryError, match=says) as caught:
        open_delivery(path)
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="map"):
        open_delivery(tmp_path)
    with pytest.raises(DeliveryError, match="bestaat niet"):
        open_delivery(tmp_path / "weg.csv")


@pytest.mark.parametrize(
    ("part", "says"),
    [("word/document.xml", "Word"), ("content.xml", "LibreOffice"), ("foto.jpg", "ingepakt")],
)
def test_other_zips(tmp_path: Path, part: str, says: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(DeliveryError, match=says):
        open_delivery(tmp_path / "a.xlsx")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "levering.csv"
    with path.open("wb") as handle:
        handle.truncate(200_000_001)
    with pytest.raises(DeliveryError, match="200 MB"):
        open_delivery(path)


def test_the_contents_decide_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "levering.csv").write_bytes((SAMPLES / "politie-e33.xlsx").read_bytes())
    assert open_delivery(tmp_path / "levering.csv").kind == "xlsx"
    assert open_delivery(write(tmp_path, f"{HEAD}\n{csv_row()}\n", name="x.xlsx")).kind == "csv"


def test_the_same_bytes_have_the_same_hash(tmp_path: Path) -> None:
    first = open_delivery(write(tmp_path, f"{HEAD}\n{csv_row()}\n", name="a.csv"))
    second = open_delivery(write(tmp_path, f"{HEAD}\n{csv_row()}\n", name="b.csv"))
    assert first.sha256 == second.sha256 and len(first.sha256) == 64


def test_a_file_that_goes_away_while_reading(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEAD}\n{csv_row()}\n")
    delivery = open_delivery(path)
    path.unlink()
    with pytest.raises(DeliveryError, match="kan niet worden gelezen"):
        list(delivery.rows())
