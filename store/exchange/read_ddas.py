"""DDAS Vroegsignalering (VNG, uitwisselmodel 0.9): each `vroegsignaal` of each levering becomes a row.

Results and contact attempts of a `vroegsignaalzaak` are another party's work and are left alone. The shape is checked
by hand: what breaks the file is one sentence, what breaks one signal is that row's problem.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import DeliveryError
from store.exchange.columns import Mapping
from store.exchange.fields import Field
from store.exchange.rows import MAX_CELL, RawRow
from store.exchange.sniff import LENIENT

MAX_BYTES = 50_000_000
"""Most bytes of a JSON delivery (own norm): it is read as a whole, so it is held smaller than a text file."""

_COLUMNS: tuple[tuple[str, Field, str], ...] = (
    ("ID", Field.EXTERNAL_ID, "text"),
    ("crisissignaal", Field.CRISIS, "bool"),
    ("warmeOverdracht", Field.IGNORE, "bool"),
    ("bedrag", Field.AMOUNT, "number"),
    ("ontstaansdatum", Field.IGNORE, "text"),
    ("signaaldatum", Field.RECEIVED_AT, "text"),
    ("status", Field.SETTLED, "text"),
    ("signaalpartner.type", Field.PARTNER_TYPE, "text"),
    ("client.Burgerservicenummer", Field.BSN, "text"),
    ("client.Voorletters", Field.RESIDENT_GIVEN, "text"),
    ("client.Voorvoegsel", Field.RESIDENT_PREFIX, "text"),
    ("client.Achternaam", Field.RESIDENT_SURNAME, "text"),
    ("client.Geboortedatum", Field.BIRTH, "text"),
    ("client.Straatnaam", Field.STREET, "text"),
    ("client.Huisnummer", Field.HOUSE_NUMBER, "text"),
    ("client.Huisnummertoevoeging", Field.ADDITION, "text"),
    ("client.Postcode", Field.POSTCODE, "text"),
    ("client.Plaatsnaam", Field.PLACE, "text"),
)
HEADERS = tuple(name for name, _, _ in _COLUMNS)
MAPPING = Mapping(tuple(field for _, field, _ in _COLUMNS))

_SURROGATE = re.compile("[\ud800-\udfff]")


class _Number(str):
    """A JSON number, kept as it was written: no rounding, no limit on its length."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DdasLayout:
    """The signals of a DDAS file; `title_lines` say the period and who delivered."""

    title_lines: tuple[str, ...]
    signals: tuple[Any, ...]
    notes: tuple[str, ...]


def _other_shape() -> DeliveryError:
    return DeliveryError(
        "Dit JSON-bestand heeft niet de vorm van een DDAS-levering met vroegsignalen. Er is niets overgenomen; vraag de"
        " leverancier om het DDAS-uitwisselmodel, of gebruik voor losse signalen de opdracht ‘add’."
    )


def lay_out(path: Path, encoding: str) -> DdasLayout:
    """Read and check the outer shape of a DDAS file. Raises DeliveryError with one sentence when it is not one."""
    if path.stat().st_size > MAX_BYTES:
        raise DeliveryError(
            "Dit JSON-bestand is groter dan 50 MB. Er is niets overgenomen; vraag om kleinere leveringen."
        )
    text = path.read_bytes().decode(encoding, LENIENT).lstrip("\ufeff")
    try:
        data = json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=_Number)
    except RecursionError as error:
        raise _other_shape() from error
    except ValueError as error:
        raise DeliveryError(
            "Dit JSON-bestand is beschadigd of niet af en kan niet worden gelezen. Er is niets overgenomen; vraag de"
            " leverancier het opnieuw te sturen."
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("leveringen"), list):
        raise _other_shape()
    return _deliveries(data)


def _deliveries(data: dict[str, Any]) -> DdasLayout:
    signals: list[Any] = []
    titles = []
    handled = 0
    period = [data.get(key) for key in ("startdatumLevering", "einddatumLevering")]
    if all(isinstance(part, str) for part in period):
        titles.append(f"DDAS-levering van {period[0]} tot en met {period[1]}")
    for delivery in data["leveringen"]:
        if not isinstance(delivery, dict):
            raise _other_shape()
        listed = delivery.get("vroegsignalen", [])
        cases = delivery.get("vroegsignaalzaken", [])
        if not isinstance(listed, list) or not isinstance(cases, list):
            raise _other_shape()
        signals.extend(listed)
        handled += len(cases)
        organisation = delivery.get("aanleverende_organisatie")
        name = organisation.get("naam") if isinstance(organisation, dict) else None
        if isinstance(name, str):
            titles.append(f"Aangeleverd door {name}")
    if not signals:
        raise DeliveryError(
            "Deze DDAS-levering bevat geen vroegsignalen, dus er is niets om over te nemen; vraag de leverancier om de"
            " signalen van deze periode."
        )
    notes = (f"{handled} vroegsignaalzaken van de leverancier zijn niet overgenomen, alleen de signalen.",)
    return DdasLayout(tuple(titles), tuple(signals), notes if handled else ())


def read_rows(layout: DdasLayout) -> Iterator[RawRow]:
    """Yield one row per vroegsignaal, numbered in the order of the file over all leveringen."""
    for number, signal in enumerate(layout.signals, 1):
        if not isinstance(signal, dict):
            yield RawRow(
                number,
                (_as_text(signal), *("",) * (len(HEADERS) - 1)),
                True,
                "Dit vroegsignaal heeft niet de vorm van het DDAS-uitwisselmodel; laat de leverancier het verbeteren.",
            )
            continue
        cells = []
        remarks = [
            f"‘{part}’ heeft niet de vorm van het DDAS-uitwisselmodel."
            for part in ("signaalpartner", "client")
            if not isinstance(signal.get(part), dict)
        ]
        too_long = False
        for name, _, kind in _COLUMNS:
            value = _pick(signal, name)
            text = _as_text(value)
            if len(text) > MAX_CELL:
                too_long, text = True, text[:500]
            if value is not None and not _is(value, kind):
                remarks.append(f"‘{name}’ heeft niet de vorm van het DDAS-uitwisselmodel.")
            cells.append(text)
        refusal = (
            "Een veld van dit vroegsignaal is langer dan een miljoen tekens; alleen het begin is bewaard."
        )
        yield RawRow(number, tuple(cells), True, refusal if too_long else "", tuple(remarks))


def _pick(signal: dict[str, Any], name: str) -> Any:
    outer, _, inner = name.partition(".")
    value = signal.get(outer)
    if inner:
        return value.get(inner) if isinstance(value, dict) else None
    return value


def _is(value: object, kind: str) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, _Number)
    return isinstance(value, str) and not isinstance(value, _Number)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    try:
        return _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False)[:2000])
    except RecursionError:
        return "(te diep genest)"
