"""What is fed: every reader of files, lines and fields that come from outside. Only a `StoreError` may come out."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from seed.catalogue import profile_keys, profile_text
from store.engine import key_file
from store.engine.location import keys_path
from store.errors import StoreError
from store.exchange.delivery import open_delivery
from store.exchange.interpret import interpret
from store.exchange.signal_json import read_signals
from store.profiles.reader import read_profile, read_rules
from store.rules import normalise, person_names, search_line
from store.rules.decision_line import Names, Party
from store.rules.decision_line import parse as parse_decision
from store.text import one_line, visible
from tests.fuzz.mutate import any_text

TODAY = date(2026, 11, 25)
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
MOST_ROWS = 200
"""Rows of one delivery that are interpreted: the reading is what is tried, not the number of rows."""


@dataclass(frozen=True)
class Target:
    """A reader: its name, inputs that are right, and what to do with a wrong one."""

    name: str
    seeds: Sequence[bytes]
    feed: Callable[[bytes], object]


def _delivery(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(data)
        file.flush()
        opened = open_delivery(Path(file.name))
        for row in islice(opened.rows(), MOST_ROWS):
            interpret(row, opened.mapping, today=TODAY, defaults=opened.defaults, headers=opened.headers)


_SHEET = "xl/worksheets/sheet1.xml"
_SHEET_ROWS = 6
"""Rows of the sheet that is mutated: a small one is read through more often, and reaches what comes after reading."""


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLES / "politie-e33.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _small_sheet() -> bytes:
    """Return the sheet of the sample with its first rows only."""
    *rows, rest = _parts()[_SHEET].split(b"</row>")
    return b"".join(row + b"</row>" for row in rows[:_SHEET_ROWS]) + rest


def _workbook(data: bytes) -> None:
    """Feed a sheet, packed with the other parts: mutating the archive itself only ever breaks its checksums."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name, part in _parts().items():
            new.writestr(name, data if name == _SHEET else part)
    _delivery(packed.getvalue())


def _signal_json(data: bytes) -> None:
    try:
        parsed = json.loads(any_text(data))
    except (ValueError, RecursionError):
        return
    read_signals(parsed)


def _key_file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.store"
        keys_path(path).write_bytes(data)
        key_file.read(path)


_NAMES = Names(("Fatima El Amrani",), (Party("Rondom Wonen"),), (Party("Kernteam"),))


def _fields(data: bytes) -> None:
    text = any_text(data)
    for read in (
        normalise.postcode_and_place,
        normalise.house_number,
        normalise.street_and_number,
        normalise.date_nl,
        normalise.datetime_nl,
        normalise.birth,
        normalise.phone,
        normalise.pretty_phone,
        normalise.bsn_ok,
        normalise.yes_no,
        normalise.addition,
        person_names.person_name,
        one_line,
    ):
        read(text)  # type: ignore[operator]
    shown = visible(text)
    assert not any(ord(char) < 32 and char != "\n" and char != "\t" for char in shown)


def _line(text: str) -> list[bytes]:
    return [line.encode() for line in text.splitlines() if line]


_LINES = """visser kerkstr 41 sinds:aug stank
"doet de deur niet" wijk:zuid mijn
2641 AB 41A 06-12345678 +31 6 1234 5678 12-05-1951
samen op huisbezoek @Fatima +5wd als dochter instemt; informeren: telefonisch
mw. M. van der Meer-de Vries 's-Gravenweg 121 bis
C2026-031 2026-0143 ZM-0004711 123456782"""

TARGETS: tuple[Target, ...] = (
    Target("csv", [file.read_bytes() for file in SAMPLES.glob("*.csv")], _delivery),
    Target("ddas", [(SAMPLES / "ddas-voorbeeld.json").read_bytes()], _delivery),
    Target(
        "xlsx",
        [_small_sheet()],
        _workbook,
    ),
    Target("zip", [(SAMPLES / "politie-e33.xlsx").read_bytes()], _delivery),
    Target(
        "signal",
        [
            json.dumps(
                {
                    "partner": "Rondom Wonen",
                    "reporter": {"name": "E. Bakker", "phone": "015-1234567"},
                    "resident": {"given": "M.", "surname": "Wit", "birth_year": 1951, "bsn": "123456782"},
                    "address": {"street": "Kerkstraat", "house_number": 41, "postcode": "2641 AB"},
                    "facts": "De post stapelt zich op.",
                    "received_at": "2026-11-20T09:00:00+01:00",
                    "themes": ["self_neglect"],
                    "arrears": 123.45,
                }
            ).encode()
        ],
        _signal_json,
    ),
    Target(
        "profile",
        [profile_text(key).encode() for key in profile_keys()],
        lambda data: read_profile(any_text(data), "gemeente.toml"),
    ),
    Target(
        "rules",
        [profile_text(key).encode() for key in profile_keys()],
        lambda data: read_rules(any_text(data), "regels.toml", ("kernteam",), ("Zuid",)),
    ),
    Target("keys", [b'{"format": 2, "slots": [{"kind": "demo", "key": "' + b"A" * 43 + b'="}]}'], _key_file),
    Target("search", _line(_LINES), lambda data: search_line.parse(any_text(data), TODAY)),
    Target("decision", _line(_LINES), lambda data: parse_decision(any_text(data), _NAMES, TODAY)),
    Target("fields", _line(_LINES), _fields),
)

ALLOWED = (StoreError,)
"""What a reader may raise: a refusal with a Dutch sentence."""
