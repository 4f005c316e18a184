"""The three samples partners sent, and the DDAS example: every row, counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from store.codes import PartnerType, RowResult, Theme, Urgency, YesNoUnknown
from store.exchange.delivered import debt_key, repeat_key, result_of
from tests.exchange.helpers import SAMPLES, counts, read, texts


def test_housing_corporation() -> None:
    """40 rows. To check: lines 7 (31-02-2026), 9 (26241 AB), 11 (no street, no name), 17 (no description).

    Refused: line 16, which stops after the house number, so nobody knows what the matter is. The formula (15) and the
    name with a lost letter (32) come in with a warning: there is an address, a birth date and something to do.
    """
    delivery, rows = read(SAMPLES / "corporatie-zorgmeldingen.csv")
    assert (delivery.kind, delivery.encoding, delivery.delimiter) == ("csv", "cp1252", ";")
    assert delivery.title_lines == ("Zorgmeldingen aan gemeente",)
    assert delivery.headers[12:14] == ("Achterstand €", "Huurder geïnformeerd")
    assert delivery.partner_guess.type is PartnerType.HOUSING
    assert list(rows) == list(range(4, 44))
    assert counts(rows) == {"new": 35, "to_check": 4, "rejected": 1}
    checked = {number for number, row in rows.items() if result_of(row) is RowResult.TO_CHECK}
    assert checked == {7, 9, 11, 17}
    assert result_of(rows[16]) is RowResult.REJECTED
    assert {number for number, row in rows.items() if row.problems} == {7, 9, 11, 15, 16, 17, 32}
    assert "31-02-2026" in texts(rows[7]) and rows[7].received_at is None
    assert "26241 AB" in texts(rows[9]) and (rows[9].postcode, rows[9].street) == (
        "",
        "Bosboom-Toussaintplein",
    )
    assert (rows[11].house_number, rows[11].postcode) == (166, "2624KC")
    assert "omschrijving" in texts(rows[16])
    assert rows[15].facts == '=HYPERLINK("http://x","klik")'
    assert rows[32].resident_surname == "Nguy?n"


def test_housing_corporation_values() -> None:
    _, rows = read(SAMPLES / "corporatie-zorgmeldingen.csv")
    row = rows[8]
    assert row.external_id == "ZM-2027004"
    assert row.received_at is not None and row.received_at.isoformat() == "2026-08-03T00:00:00+02:00"
    assert (row.street, row.house_number, row.addition) == ("'s-Gravenweg", 121, "III")
    assert (row.postcode, row.place, row.complex) == ("2631KC", "Nootdorp", "Complex 3")
    assert (row.resident_given, row.resident_prefix, row.resident_surname) == ("H.", "van 't", "Hof")
    assert (row.birth_date, row.birth_year) == (date(1967, 2, 16), 1967)
    assert (row.themes, row.eviction_threatened) == ((Theme.RENT_ARREARS,), True)
    assert row.arrears_cents == 369321
    assert (row.reporter_role, row.reporter_phone) == ("sociaal beheerder", "010-3666650")
    assert rows[12].resident_surname == "Öztürk"
    assert rows[6].aware is YesNoUnknown.NO and rows[5].aware is YesNoUnknown.YES
    assert rows[4].aware is YesNoUnknown.UNKNOWN
    assert rows[15].original[0] == ("Meldnummer", "ZM-2027011")
    repeats = Counter(repeat_key(row) for row in rows.values() if result_of(row) is not RowResult.REJECTED)
    assert [count for count in repeats.values() if count > 1] == [2]
    assert repeat_key(rows[12]) == repeat_key(rows[13])
    assert debt_key(rows[21]) and not debt_key(rows[8]) and not debt_key(rows[4])


def test_police() -> None:
    """40 rows on the first sheet (row 25 is empty). To check: row 33, which has no description.

    Four BSNs fail the 11-proef (15, 21, 28 and 44, which lost its leading zero): told, never refused.
    """
    delivery, rows = read(SAMPLES / "politie-e33.xlsx")
    assert (delivery.kind, delivery.sheet, delivery.encoding) == ("xlsx", "E33", "")
    assert delivery.title_lines == ("Overzicht E33-meldingen (niet-acuut)",)
    assert delivery.partner_guess.type is PartnerType.POLICE
    assert delivery.notes == ("Werkblad ‘Toelichting’ is niet gelezen.",)
    assert list(rows) == [number for number in range(4, 45) if number != 25]
    assert counts(rows) == {"new": 39, "to_check": 1}
    assert result_of(rows[33]) is RowResult.TO_CHECK
    assert {number for number, row in rows.items() if "11-proef" in texts(row, "warn")} == {15, 21, 28, 44}
    row = rows[4]
    assert row.external_id == "2026010000"
    assert row.received_at == datetime.fromisoformat("2026-08-16T01:41:00+02:00")
    assert (row.house_number, row.addition, row.bsn, row.bsn_valid) == (179, "A", "192885844", True)
    assert (row.birth_date, row.reported_before, row.urgency_hint) == (
        date(1984, 7, 20),
        "5",
        Urgency.NON_ACUTE,
    )
    assert rows[5].urgency_hint is Urgency.URGENT and rows[7].urgency_hint is None
    assert (rows[7].birth_date, rows[7].birth_year) == (None, None)
    assert rows[44].bsn == "031511248"
    assert rows[17].resident_surname == "Nguyễn"


def test_welfare() -> None:
    """40 rows over 60 lines, for descriptions run over lines. To check: lines 2, 29 and 56, "flat boven de Jumbo".

    Somebody must find out which house that is; the words are kept. Everything else has a description, and an address or
    a person. House numbers written onto a floor ("13212hoog") are read and told.
    """
    delivery, rows = read(SAMPLES / "welzijn-signalen.csv")
    assert (delivery.kind, delivery.encoding, delivery.delimiter) == ("csv", "utf-8-sig", ",")
    assert len(rows) == 40
    assert counts(rows) == {"new": 37, "to_check": 3}
    checked = {number for number, row in rows.items() if result_of(row) is RowResult.TO_CHECK}
    assert checked == {2, 29, 56}
    assert all(rows[number].address_text == "flat boven de Jumbo" for number in checked)
    assert rows[2].received_at == datetime.fromisoformat("2026-08-01T00:00:00+02:00")
    assert (rows[2].postcode, rows[2].place) == ("2641KC", "Pijnacker")
    assert rows[3].facts.endswith("kinderen aanwezig.\nVolgens de buurvrouw al langer.\n")
    assert (rows[3].partner_name, rows[3].reporter_role, rows[3].request) == (
        "SWOP",
        "vrijwilliger",
        "graag contact opnemen",
    )
    assert (rows[16].street, rows[16].house_number, rows[16].addition) == ("Geestweg", 132, "12hoog")
    nameless = [row for row in rows.values() if not row.resident_text]
    assert len(nameless) == 4 and all(result_of(row) is RowResult.NEW for row in nameless)
    assert rows[10].facts == "-2+3+cmd|' /C calc'!A0" and "formule" in texts(rows[10], "warn")
    assert rows[56].facts == "+31 6 12345678 terugbellen" and "formule" not in texts(rows[56])
    assert "\u202e" in rows[31].facts and "stuurtekens" in texts(rows[31], "warn")
    assert rows[2].feedback_wanted is True and rows[6].feedback_wanted is False
    assert {row.themes for row in rows.values()} == {()}


def test_ddas() -> None:
    """One signal; its BSN fails the 11-proef, which is told. The case and its contact attempts are left alone."""
    delivery, rows = read(SAMPLES / "ddas-voorbeeld.json")
    assert delivery.kind == "ddas" and counts(rows) == {"new": 1}
    row = rows[1]
    assert (row.external_id, row.partner_type, row.themes) == (
        "VS-2025-0001",
        PartnerType.UTILITY,
        (Theme.DEBTS,),
    )
    assert (row.arrears_cents, row.urgency_hint, row.facts) == (45000, None, "")
    assert (row.resident_given, row.resident_prefix, row.resident_surname) == ("A.", "van", "Dijk")
    assert (row.street, row.house_number, row.addition, row.postcode) == (
        "Voorbeeldstraat",
        10,
        "A",
        "1234AB",
    )
    assert "11-proef" in texts(row, "warn") and debt_key(row)
    assert any("vroegsignaalzaken" in note for note in delivery.notes)
