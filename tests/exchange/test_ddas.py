"""DDAS: what breaks the file is one sentence, what breaks one signal is that row's problem."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.codes import PartnerType, RowResult, Theme, Urgency
from store.errors import DeliveryError
from store.exchange.delivered import result_of
from store.exchange.delivery import open_delivery
from tests.exchange.helpers import SAMPLES, counts, read, texts, write

SAMPLE = (SAMPLES / "ddas-voorbeeld.json").read_text("utf-8")


def delivery_of(*changes: dict[str, Any]) -> str:
    data = json.loads(SAMPLE)
    signal = data["leveringen"][0]["vroegsignalen"][0]
    data["leveringen"][0]["vroegsignalen"] = [
        {**signal, "ID": f"VS-{n}", **change} for n, change in enumerate(changes, 1)
    ]
    return json.dumps(data)


def test_kinds_of_partner_and_crisis(tmp_path: Path) -> None:
    partners = ("Huur", "Water", "CAK Zorgverzekeringen", "Belastingdienst")
    text = delivery_of(*({"signaalpartner": {"type": name}, "crisissignaal": True} for name in partners))
    _, rows = read(write(tmp_path, text))
    assert [row.partner_type for row in rows.values()] == [
        PartnerType.HOUSING,
        PartnerType.UTILITY,
        PartnerType.INSURER,
        PartnerType.OTHER,
    ]
    assert [row.themes for row in rows.values()] == [(Theme.RENT_ARREARS,), *[(Theme.DEBTS,)] * 3]
    assert {row.urgency_hint for row in rows.values()} == {Urgency.URGENT}


def test_wrong_shapes_inside_a_signal_are_that_rows_problem(tmp_path: Path) -> None:
    data = json.loads(
        delivery_of(
            {},
            {"client": "Jansen", "bedrag": "veel"},
            {"ID": 12, "bedrag": "HUGE"},
            {"status": "Inwoner is overleden"},
            {"client": {"Achternaam": ["a"], "Geboortedatum": "1985-02-30"}},
        )
    )
    data["leveringen"][0]["vroegsignalen"].append("tekst")
    text = json.dumps(data).replace('"HUGE"', "9" * 5000)
    _, rows = read(write(tmp_path, text))
    assert [str(result_of(row)) for row in rows.values()] == [
        "new",
        "rejected",
        *["to_check"] * 3,
        "rejected",
    ]
    assert "client" in texts(rows[2]) and "bedrag" in texts(rows[2])
    assert rows[3].arrears_cents is None and "ID" in texts(rows[3])
    assert "overleden" in texts(rows[4], "check")
    assert result_of(rows[6]) is RowResult.REJECTED


def test_lone_surrogates_do_not_reach_the_store(tmp_path: Path) -> None:
    text = delivery_of({"ID": "VS-X"}).replace("VS-X", "VS-\\ud800")
    _, rows = read(write(tmp_path, text))
    rows[1].external_id.encode("utf-8")


def test_without_description_or_amount_somebody_must_ask(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, delivery_of({"bedrag": None})))
    assert counts(rows) == {"to_check": 1} and "omschrijving" in texts(rows[1])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{}", "vorm"),
        ("[1, 2, 3]", "vorm"),
        ('{"leveringen": 5}', "vorm"),
        ('{"leveringen": [5]}', "vorm"),
        ('{"leveringen": [{"vroegsignalen": {}}]}', "vorm"),
        ('{"leveringen": []}', "geen vroegsignalen"),
        ('{"leveringen": [', "beschadigd"),
        ("[" * 100_000, "vorm"),
        ('{"a":' * 50_000, "vorm"),
    ],
)
def test_json_of_another_shape_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DeliveryError, match=says):
        open_delivery(write(tmp_path, text))
