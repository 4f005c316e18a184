"""From a row to a signal-to-be: what comes in, what must be looked at, what stays out, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.codes import PartnerType, RowResult, Theme, Urgency, YesNoUnknown
from store.exchange.columns import Mapping
from store.exchange.delivered import Defaults, DeliveredSignal, debt_key, repeat_key, result_of
from store.exchange.fields import Field
from store.exchange.interpret import interpret
from store.exchange.kinds import themes_of
from store.exchange.rows import RawRow
from tests.exchange.helpers import TODAY, texts

COMPLETE = {
    Field.EXTERNAL_ID: "",
    Field.RECEIVED_AT: "03-08-2026",
    Field.STREET: "Kerkstraat",
    Field.HOUSE_NUMBER: "12",
    Field.POSTCODE: "2641 KC",
    Field.PLACE: "Pijnacker",
    Field.RESIDENT_NAME: "Vries, A. de",
    Field.BIRTH: "01-02-1950",
    Field.FACTS: "Doet niet open.",
}
NOWHERE = {Field.STREET: "", Field.HOUSE_NUMBER: "", Field.POSTCODE: "", Field.PLACE: ""}


def signal(changes: dict[Field, str] | None = None, defaults: Defaults | None = None) -> DeliveredSignal:
    cells = COMPLETE | (changes or {})
    row = RawRow(2, tuple(cells.values()))
    return interpret(row, Mapping(tuple(cells)), today=TODAY, defaults=defaults or Defaults("Woonbron"))


@pytest.mark.parametrize(
    ("changes", "result", "says"),
    [
        ({}, "new", ""),
        ({Field.RECEIVED_AT: "31-02-2026"}, "to_check", "31-02-2026"),
        ({Field.RECEIVED_AT: "23-11-2026"}, "to_check", "toekomst"),
        ({Field.RECEIVED_AT: "22-11-2026"}, "new", ""),
        ({Field.RECEIVED_AT: "03-08-1926"}, "to_check", "lang geleden"),
        ({Field.RECEIVED_AT: ""}, "to_check", "datum ontbreekt"),
        ({Field.POSTCODE: "26241 AB"}, "to_check", "26241 AB"),
        ({Field.POSTCODE: ""}, "new", ""),
        ({Field.POSTCODE: "", Field.PLACE: ""}, "to_check", "plaats"),
        ({Field.STREET: ""}, "to_check", "straat"),
        ({Field.HOUSE_NUMBER: ""}, "to_check", "Kerkstraat"),
        ({Field.HOUSE_NUMBER: "achterom"}, "to_check", "huisnummer"),
        ({Field.HOUSE_NUMBER: "", Field.STREET: "Kerkstraat 12"}, "new", ""),
        ({Field.FACTS: " "}, "to_check", "omschrijving"),
        ({Field.RESIDENT_NAME: "onbekend", Field.BIRTH: ""}, "new", ""),
        (NOWHERE, "new", ""),
        (NOWHERE | {Field.BIRTH: "1950"}, "new", ""),
        (NOWHERE | {Field.BIRTH: ""}, "to_check", "adres en geboortedatum"),
        (NOWHERE | {Field.RESIDENT_NAME: "onbekend"}, "to_check", "geen persoon"),
        (NOWHERE | {Field.RESIDENT_NAME: "?", Field.FACTS: ""}, "rejected", "geen persoon of adres"),
        ({Field.FACTS: "", Field.KIND: "huurachterstand", Field.AMOUNT: "300,00"}, "new", ""),
        ({Field.FACTS: "", Field.KIND: "overlast", Field.AMOUNT: "300,00"}, "to_check", "omschrijving"),
        ({Field.BSN: "123456789"}, "new", "11-proef"),
        ({Field.BSN: "19288584"}, "new", "11-proef"),
        ({Field.BSN: "geheim"}, "new", "negen cijfers"),
        ({Field.BSN: "192885844"}, "new", ""),
        ({Field.KIND: "iets nieuws"}, "new", "iets nieuws"),
        ({Field.PRIORITY: "paars"}, "new", "paars"),
        ({Field.AMOUNT: "veel"}, "new", "veel"),
        ({Field.BIRTH: "31-02-1950"}, "to_check", "geboortedatum"),
        ({Field.FACTS: "=1+1"}, "new", "formule"),
        ({Field.FACTS: "@SUM(1)"}, "new", "formule"),
        ({Field.FACTS: "- belde drie keer aan"}, "new", ""),
        ({Field.RESIDENT_NAME: "Nguy?n, D."}, "new", "letter"),
    ],
)
def test_what_becomes_of_a_row(changes: dict[Field, str], result: str, says: str) -> None:
    found = signal(changes)
    assert str(result_of(found)) == result
    assert says.lower() in texts(found).lower() and bool(found.problems) is bool(says)


def test_dates_that_cannot_be_are_left_empty() -> None:
    assert signal({Field.RECEIVED_AT: "31-02-2026"}).received_at is None
    assert signal({Field.RECEIVED_AT: "23-11-2026"}).received_at is None
    moment = signal({Field.RECEIVED_AT: "03-08-2026", Field.RECEIVED_TIME: "14:30"}).received_at
    assert moment is not None and moment.isoformat() == "2026-08-03T14:30:00+02:00"


def test_names_in_separate_columns() -> None:
    parts = {Field.RESIDENT_GIVEN: "A.", Field.RESIDENT_PREFIX: "Van der", Field.RESIDENT_SURNAME: "Meer"}
    found = signal({Field.RESIDENT_NAME: ""} | parts)
    assert (found.resident_given, found.resident_prefix, found.resident_surname) == ("A.", "van der", "Meer")
    found = signal(
        {Field.RESIDENT_NAME: "Meer", Field.RESIDENT_GIVEN: "A.", Field.RESIDENT_PREFIX: "van der"}
    )
    assert (found.resident_given, found.resident_prefix, found.resident_surname) == ("A.", "van der", "Meer")
    assert signal({Field.RESIDENT_NAME: "", Field.RESIDENT_GIVEN: "Fatima"}).resident_text == "Fatima"


def test_an_address_in_one_cell() -> None:
    found = signal(NOWHERE | {Field.STREET_LINE: "'s-Gravenweg 121-III, 2631 kc Nootdorp"})
    assert (found.street, found.house_number, found.addition) == ("'s-Gravenweg", 121, "III")
    assert (found.postcode, found.place) == ("2631KC", "Nootdorp")
    found = signal(
        NOWHERE | {Field.STREET_LINE: "flat boven de Jumbo", Field.POSTCODE_PLACE: "2641 kc Pijnacker"}
    )
    assert (found.address_text, found.street, found.postcode) == ("flat boven de Jumbo", "", "2641KC")
    assert result_of(found) is RowResult.TO_CHECK


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("3693,21", 369321),
        ("€ 3.693,21", 369321),
        ("3693.21", 369321),
        ("450", 45000),
        ("1.250", 125000),
        ("12,5", 1250),
        ("250,-", 25000),
        ("-30", None),
        ("", None),
    ],
)
def test_amounts(text: str, cents: int | None) -> None:
    assert signal({Field.AMOUNT: text}).arrears_cents == cents


@pytest.mark.parametrize(
    ("kind", "themes", "eviction"),
    [
        ("overlast", (Theme.NUISANCE,), False),
        ("Vervuiling", (Theme.HOARDING,), False),
        ("ontruiming", (Theme.RENT_ARREARS,), True),
        ("dreigende huisuitzetting", (Theme.RENT_ARREARS,), True),
        ("huurachterstand", (Theme.RENT_ARREARS,), False),
        ("huurschuld", (Theme.RENT_ARREARS,), False),
        ("schulden", (Theme.DEBTS,), False),
        ("overlast / vervuiling", (Theme.HOARDING, Theme.NUISANCE), False),
        ("zorg", (), False),
        ("", (), False),
    ],
)
def test_kinds(kind: str, themes: tuple[Theme, ...], eviction: bool) -> None:
    found = signal({Field.KIND: kind})
    assert (set(found.themes), found.eviction_threatened) == (set(themes), eviction)
    assert not found.problems


@pytest.mark.parametrize("theme", list(Theme))
def test_our_own_words_are_understood(theme: Theme) -> None:
    assert themes_of(theme.label) == ((theme,), False, True)


def test_themes_never_come_from_running_text() -> None:
    found = signal({Field.FACTS: "Dreigende ontruiming, huurachterstand, huiselijk geweld, verslaving"})
    assert (found.themes, found.eviction_threatened, found.urgency_hint) == ((), False, None)


def test_answers_and_priorities() -> None:
    found = signal({Field.AWARE: "J", Field.FEEDBACK_WANTED: "nee", Field.PRIORITY: "spoed"})
    assert (found.aware, found.feedback_wanted, found.urgency_hint) == (
        YesNoUnknown.YES,
        False,
        Urgency.URGENT,
    )
    found = signal({Field.AWARE: "?", Field.FEEDBACK_WANTED: "", Field.PRIORITY: ""})
    assert (found.aware, found.feedback_wanted, found.urgency_hint) == (YesNoUnknown.UNKNOWN, None, None)
    assert signal({Field.CRISIS: "ja"}).urgency_hint is Urgency.URGENT


def test_defaults_fill_what_the_row_does_not_say() -> None:
    defaults = Defaults("Woonbron", PartnerType.HOUSING)
    assert signal({Field.PARTNER: "SWOP"}, defaults).partner_name == "SWOP"
    found = signal({Field.PARTNER: ""}, defaults)
    assert (found.partner_name, found.partner_type) == ("Woonbron", PartnerType.HOUSING)


def test_short_rows() -> None:
    mapping = Mapping(tuple(COMPLETE))
    cells = tuple(COMPLETE.values())
    cut = interpret(RawRow(2, cells[:4], False), mapping, today=TODAY)
    assert result_of(cut) is RowResult.REJECTED and len(cut.original) == 4
    facts_first = Mapping((Field.FACTS, *tuple(COMPLETE)[:-1]))
    short = interpret(RawRow(2, ("Roept.", *cells[:6]), False), facts_first, today=TODAY)
    assert result_of(short) is RowResult.NEW and "houdt op" in texts(short, "warn")


def test_a_repeat_is_known_by_its_number_or_by_address_kind_and_day() -> None:
    by_number = {Field.EXTERNAL_ID: "ZM-1"}
    assert repeat_key(signal(by_number)) == repeat_key(signal(by_number | {Field.FACTS: "anders"}))
    assert repeat_key(signal(by_number)) != repeat_key(signal(by_number, Defaults("SWOP")))
    one = signal({Field.KIND: "overlast"})
    assert repeat_key(one) == repeat_key(signal({Field.KIND: "Overlast", Field.POSTCODE: "2641kc"}))
    for other in (
        {Field.KIND: "zorg"},
        {Field.KIND: "overlast", Field.RECEIVED_AT: "04-08-2026"},
        {Field.KIND: "overlast", Field.HOUSE_NUMBER: "13"},
        {Field.KIND: "overlast", Field.RESIDENT_NAME: "Visser, B."},
    ):
        assert repeat_key(signal(other)) != repeat_key(one)
    assert repeat_key(signal()) != repeat_key(signal({Field.FACTS: "Iets anders."}))
    assert repeat_key(signal({Field.RECEIVED_AT: ""})) == ""
    assert repeat_key(signal(NOWHERE | {Field.RESIDENT_NAME: ""})) == ""


def test_a_debt_is_known_by_partner_and_address_but_an_eviction_never_is() -> None:
    debt = {Field.KIND: "huurachterstand", Field.AMOUNT: "300,00"}
    key = debt_key(signal(debt))
    assert key and key == debt_key(signal(debt | {Field.AMOUNT: "250,00", Field.RECEIVED_AT: "04-09-2026"}))
    assert key != debt_key(signal(debt, Defaults("Staedion")))
    assert debt_key(signal(debt | {Field.KIND: "ontruiming"})) == ""
    assert debt_key(signal(debt | {Field.KIND: "overlast"})) == ""
    assert debt_key(signal(debt | {Field.AMOUNT: ""})) == ""


_cell = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "onbekend", "0", "=1", "9" * 400, "2641 KC", "1-1-1", "\x00", "46237", "12hoog", "\ud800"]
    ),
)


@given(
    st.lists(st.sampled_from(list(Field)), max_size=14).flatmap(
        lambda chosen: st.tuples(
            st.just(tuple(chosen)),
            st.lists(_cell, max_size=16).map(tuple),
            st.booleans(),
            st.just(date(2026, 11, 22)),
        )
    )
)
def test_no_row_ever_stops_the_file(drawn: tuple[tuple[Field, ...], tuple[str, ...], bool, date]) -> None:
    chosen, cells, complete, today = drawn
    found = interpret(RawRow(1, cells, complete), Mapping(chosen), today=today)
    assert tuple(cell for _, cell in found.original) == cells
    assert result_of(found) in (RowResult.NEW, RowResult.TO_CHECK, RowResult.REJECTED)
    assert found.received_at is None or found.received_at.tzinfo is not None
    repeat_key(found)
    debt_key(found)
    assert all(problem.text.endswith(".") for problem in found.problems)
