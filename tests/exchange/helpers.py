"""Shared by the tests of reading deliveries: the samples, and a whole file read in one go."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from store.codes import RowResult
from store.exchange.delivered import DeliveredSignal, result_of
from store.exchange.delivery import Delivery, open_delivery
from store.exchange.interpret import interpret

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 22)

HEAD = "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Geb.datum;Soort;Omschrijving"


def csv_row(**changed: str) -> str:
    """A row under HEAD with everything in order, but for what is changed."""
    cells = {
        "id": "M-1",
        "date": "03-08-2026",
        "street": "Kerkstraat",
        "number": "12",
        "postcode": "2641 KC",
        "place": "Pijnacker",
        "name": "Vries, A. de",
        "birth": "01-02-1950",
        "kind": "overlast",
        "facts": "Doet niet open.",
    }
    return ";".join((cells | changed).values())


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "levering.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> tuple[Delivery, dict[int, DeliveredSignal]]:
    """Open and interpret a whole delivery: (delivery, row number → signal)."""
    delivery = open_delivery(path)
    signals = {
        row.number: interpret(
            row, delivery.mapping, today=TODAY, defaults=delivery.defaults, headers=delivery.headers
        )
        for row in delivery.rows()
    }
    return delivery, signals


def counts(signals: dict[int, DeliveredSignal]) -> dict[str, int]:
    found = Counter(result_of(signal) for signal in signals.values())
    return {str(result): found[result] for result in RowResult if found[result]}


def texts(signal: DeliveredSignal, severity: str | None = None) -> str:
    return " ".join(p.text for p in signal.problems if severity is None or p.severity == severity)
