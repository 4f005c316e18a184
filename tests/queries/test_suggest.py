"""Suggestions while somebody types."""

from __future__ import annotations

import pytest

from store.codes import PartnerType
from store.queries.suggest import suggest_addresses, suggest_partners, suggest_teams, suggest_workers
from tests.queries.conftest import Filled


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("rond", "Rondom Wonen", ""),
        ("WONEN", "Rondom Wonen", ""),
        ("woningbouw", "Rondom Wonen", "Woningbouwvereniging Rondom Wonen"),
        ("wijkag", "Politie", "Wijkagent"),
        ("pol", "Politie", ""),
    ],
)
def test_partners(filled_store: Filled, text: str, name: str, alias: str) -> None:
    hit = suggest_partners(filled_store.store, text, filled_store.profile_id)[0]
    assert (hit.name, hit.alias) == (name, alias)
    assert isinstance(hit.type, PartnerType)


@pytest.mark.parametrize("text", ["", "   ", "?!", "xyzzy", "%", "x" * 100_000])
def test_no_partner(filled_store: Filled, text: str) -> None:
    assert suggest_partners(filled_store.store, text, filled_store.profile_id) == ()


def test_not_more_partners_than_asked(filled_store: Filled) -> None:
    assert len(suggest_partners(filled_store.store, "e", filled_store.profile_id, limit=1)) <= 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kerkstraat 41", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("Kerkstr 41a", ["Kerkstraat 41A, 2641 AB Pijnacker", "Kerkstraat 41, 2641 AB Pijnacker"]),
        (
            "kerk",
            [
                "Kerkstraat 14, Pijnacker",
                "Kerkstraat 41, 2641 AB Pijnacker",
                "Kerkstraat 41A, 2641 AB Pijnacker",
            ],
        ),
        ("kerkstraat 4", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("2641ab 41", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("2641 AB 41", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("2641AB41A", ["Kerkstraat 41A, 2641 AB Pijnacker", "Kerkstraat 41, 2641 AB Pijnacker"]),
        ("2641", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("2641 AB 77", ["Kerkstraat 41, 2641 AB Pijnacker", "Kerkstraat 41A, 2641 AB Pijnacker"]),
        ("", []),
        ("kerkstraat 99", []),
        ("9999 ZZ", []),
        ("%", []),
    ],
)
def test_addresses(filled_store: Filled, text: str, lines: list[str]) -> None:
    assert [hit.line for hit in suggest_addresses(filled_store.store, text)] == lines


def test_address_counts_its_signals(filled_store: Filled) -> None:
    assert suggest_addresses(filled_store.store, "kerkstraat 41")[0].signals == 5


def test_workers_by_any_part_of_the_name(filled_store: Filled) -> None:
    assert [hit.name for hit in suggest_workers(filled_store.store, "amra")] == ["Fatima El Amrani"]
    assert [hit.name for hit in suggest_workers(filled_store.store, "")] == [
        "Fatima El Amrani",
        "Joris de Wit",
    ]


def test_teams(filled_store: Filled) -> None:
    assert suggest_teams(filled_store.store, "vroeg", filled_store.profile_id)[0].key == "vroegsignalering"
    assert suggest_teams(filled_store.store, "", filled_store.profile_id)[0].opens_case
