"""Recognising columns by their heads and contents, correcting and remembering it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidInput
from store.exchange.columns import (
    Mapping,
    mapping_from_json,
    mapping_key,
    mapping_to_json,
    recognise,
)
from store.exchange.fields import JOINED, Field


def fields(headers: list[str], rows: list[list[str]] | None = None) -> list[Field]:
    return [guess.field for guess in recognise(headers, rows or [])]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("DATUM", Field.RECEIVED_AT),
        ("Datum melding", Field.RECEIVED_AT),
        ("Geb.datum", Field.BIRTH),
        ("Geboortedatum huurder", Field.BIRTH),
        ("Burgerservicenummer", Field.BSN),
        ("Huurder geïnformeerd", Field.AWARE),
        ("Achterstand €", Field.AMOUNT),
        ("Wat is er aan de hand?", Field.FACTS),
        ("Wat vraagt u van ons", Field.REQUEST),
        ("postcode en plaats", Field.POSTCODE_PLACE),
        ("Huisnr.", Field.HOUSE_NUMBER),
        ("Tussenvoegsel", Field.RESIDENT_PREFIX),
        ("Terugkoppeling gewenst (ja/nee)", Field.FEEDBACK_WANTED),
        ("Lievelingskleur", Field.IGNORE),
        ("", Field.IGNORE),
    ],
)
def test_a_head_says_what_the_column_is(header: str, field: Field) -> None:
    assert fields([header]) == [field]


def test_heads_that_depend_on_their_neighbours() -> None:
    assert fields(["Straat", "Nr"]) == [Field.STREET, Field.HOUSE_NUMBER]
    assert fields(["Nr", "Datum"]) == [Field.EXTERNAL_ID, Field.RECEIVED_AT]
    assert fields(["Melder", "Telefoon", "Huurder", "Tel."]) == [
        Field.REPORTER_NAME,
        Field.REPORTER_PHONE,
        Field.RESIDENT_NAME,
        Field.RESIDENT_PHONE,
    ]


def test_contents_sharpen_a_head() -> None:
    postcodes = [["2641 KC Pijnacker"], ["2624ab Delft"], ["2101 ZT Heemstede"]]
    assert fields(["Postcode"], postcodes) == [Field.POSTCODE_PLACE]
    streets = [["Kerkstraat 12"], ["Dijkweg 169 A"], ["Laan van Nootdorp 206"]]
    assert fields(["Straat"], streets) == [Field.STREET_LINE]
    assert fields(["Adres", "Huisnummer"], [["Kerkstraat", "1"], ["Dijkweg", "2"]])[0] is Field.STREET
    assert fields(["Melder"], [["wijkconsulent"], ["sociaal beheerder"]]) == [Field.REPORTER_ROLE]
    assert fields(["Melder"], [["A. de Vries"], ["B. Visser"]]) == [Field.REPORTER_NAME]
    assert fields(["Geboorteplaats"], [["Delft"], ["Ankara"], ["Rabat"]]) == [Field.IGNORE]


def test_contents_speak_where_the_head_is_silent() -> None:
    rows = [
        ["2641 KC", "03-08-2026", "12-05-1951", "jan@example.nl", "192885844", "06-12345678", "1.250,00"],
        ["2624ab", "04-08-2026", "01-01-1980", "piet@example.nl", "263135536", "010-4753299", "31,35"],
        ["2101 ZT", "05-08-2026", "30-11-2003", "ans@example.nl", "610127688", "0677063505", "525,40"],
    ]
    guesses = recognise(["a1", "b2", "c3", "d4", "e5", "f6", "g7"], rows)
    assert [guess.field for guess in guesses] == [
        Field.POSTCODE,
        Field.RECEIVED_AT,
        Field.BIRTH,
        Field.REPORTER_MAIL,
        Field.BSN,
        Field.REPORTER_PHONE,
        Field.AMOUNT,
    ]
    assert {guess.by for guess in guesses} == {"inhoud"}


def test_no_field_that_allows_one_column_gets_two() -> None:
    assert fields(["Datum", "Datum melding"]) == [Field.RECEIVED_AT, Field.IGNORE]
    assert fields(["Omschrijving", "Toelichting"]) == [Field.FACTS, Field.FACTS]


@given(
    st.lists(st.text(max_size=20), max_size=8),
    st.lists(st.lists(st.text(max_size=15), max_size=8), max_size=6),
)
def test_recognising_never_fails_and_gives_a_guess_per_column(
    headers: list[str], rows: list[list[str]]
) -> None:
    guesses = recognise(headers, rows)
    assert [guess.header for guess in guesses] == headers
    single = [guess.field for guess in guesses if guess.field not in JOINED]
    assert len(single) == len(set(single))


def test_correcting_moves_a_field() -> None:
    mapping = Mapping((Field.RECEIVED_AT, Field.IGNORE, Field.FACTS))
    assert mapping.with_field(1, Field.RECEIVED_AT).fields == (Field.IGNORE, Field.RECEIVED_AT, Field.FACTS)
    assert mapping.with_field(1, Field.FACTS).fields[1:] == (Field.FACTS, Field.FACTS)
    with pytest.raises(InvalidInput):
        mapping.with_field(3, Field.FACTS)


def test_remembering() -> None:
    mapping = Mapping((Field.RECEIVED_AT, Field.IGNORE, Field.FACTS))
    assert mapping_from_json(mapping_to_json(mapping)) == mapping
    assert mapping_key(["Datum ", "Geïnformeerd"]) == mapping_key(["datum", "GEINFORMEERD"])
    assert mapping_key(["a", "b"]) != mapping_key(["b", "a"]) != mapping_key(["b a"])
    for text in ("", "{}", '["nonsense"]', "[1]", "null", "[" * 10_000):
        with pytest.raises(InvalidInput):
            mapping_from_json(text)


def test_every_field_has_a_label_of_its_own() -> None:
    assert len({field.label for field in Field}) == len(list(Field))
