from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import YesNoUnknown
from store.rules import normalise as n
from store.rules import person_names as names
from store.rules import typed_text as typed
from store.rules.person_names import PersonName
from store.text import fold

quick = settings(max_examples=100, deadline=None)
TODAY = date(2026, 11, 22)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

READERS: list[Callable[[str], object]] = [
    n.postcode,
    n.postcode_and_place,
    n.pretty_postcode,
    n.house_number,
    n.addition,
    n.street_and_number,
    n.date_nl,
    n.datetime_nl,
    n.birth,
    n.phone,
    n.bsn_ok,
    names.person_name,
    n.yes_no,
    typed.is_unknown,
]
odd_text = st.text(max_size=60) | st.text(
    "0123456789-/.,: '+()'\"AazZhogTe\u0660²\x00\x1b\u202e", max_size=60
)


@quick
@given(odd_text)
def test_nothing_ever_raises(text: str) -> None:
    for reader in READERS:
        reader(text)


@quick
@given(st.text("abIiJjYy'-./`, \x1c\t019", max_size=30))
def test_ascii_reads_the_same_beside_a_letter_that_is_not(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e".strip()
    assert typed.clean_line(f"{text} é") == f"{typed.clean_line(text) or ''} é".strip()


@pytest.mark.parametrize(
    "piece", ["a", "1", " ", "-", ".", "(", "M.", "de heer ", "1 a ", ", ", "9hoog ", "'", "t1"]
)
def test_long_text_takes_no_time(piece: str) -> None:
    started = time.thread_time()
    for text in ((piece * 500)[:500], piece * 100_000):
        for reader in READERS:
            reader(text)
    assert time.thread_time() - started < 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2641 kc", "2641KC"),
        ("2641KC", "2641KC"),
        (" 2624\u00a0ZT ", "2624ZT"),
        ("NL-2641 KC", "2641KC"),
        ("26241 AB", None),
        ("0641 KC", None),
        ("2641 SA", None),
        ("2641 sd", None),
        ("2641 SS", None),
        ("2641", None),
        ("2641 KCX", None),
        ("2641 kc Pijnacker", None),
        ("٢٦٤١ KC", None),
        ("", None),
    ],
)
def test_postcodes(text: str, code: str | None) -> None:
    assert n.postcode(text) == code


def test_postcode_with_place() -> None:
    assert n.postcode_and_place("2641 kc Pijnacker") == ("2641KC", "Pijnacker")
    assert n.postcode_and_place("2671AB, 's-Gravenzande") == ("2671AB", "'s-Gravenzande")
    assert n.postcode_and_place("Pijnacker") == (None, "Pijnacker")
    assert n.postcode_and_place("26241 AB Delft") == (None, "26241 AB Delft")


@quick
@given(st.from_regex(r"[1-9][0-9]{3}[A-RT-Z]{2}", fullmatch=True), st.booleans())
def test_postcodes_survive_being_made_pretty(code: str, low: bool) -> None:
    pretty = n.pretty_postcode(code)
    assert pretty[4] == " "
    assert n.postcode(pretty.lower() if low else pretty) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("118bis", (118, "bis")),
        ("121-III", (121, "III")),
        ("121 iii", (121, "III")),
        ("41 A", (41, "A")),
        ("41a", (41, "A")),
        ("152 12hoog", (152, "12hoog")),
        ("152-3 Hoog", (152, "3hoog")),
        ("13212hoog", (132, "12hoog")),
        ("912hoog", (9, "12hoog")),
        ("53hoog", (5, "3hoog")),
        ("1352hg", (135, "2hg")),
        ("12-14", (12, "14")),
        ("nr. 5", (5, "")),
        ("179.0", (179, "")),
        ("10 HS", (10, "hs")),
        ("3hoog", None),
        ("0", None),
        ("bis", None),
        ("1234567", None),
        ("²", None),
        ("", None),
    ],
)
def test_house_numbers(text: str, parts: tuple[int, str] | None) -> None:
    assert n.house_number(text) == parts


def test_additions_of_a_column_of_their_own() -> None:
    assert [n.addition(text) for text in ("-III", "a", "12hoog", "BIS", "nvt", "", "x")] == [
        "III",
        "A",
        "12hoog",
        "bis",
        "",
        "",
        "X",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bosboom-Toussaintplein 166", ("Bosboom-Toussaintplein", 166, "")),
        ("'s-Gravenweg 121-III", ("'s-Gravenweg", 121, "III")),
        ("’s-Gravenweg 121", ("'s-Gravenweg", 121, "")),
        ("Laan van Nootdorp 206", ("Laan van Nootdorp", 206, "")),
        ("Plein 1944 12", ("Plein 1944", 12, "")),
        ("Plein 1944", ("Plein 1944", None, "")),
        ("2e Kruisweg 5", ("2e Kruisweg", 5, "")),
        ("Geestweg 13212hoog", ("Geestweg", 132, "12hoog")),
        ("Geestweg 132 12hoog", ("Geestweg", 132, "12hoog")),
        ("Kerkstraat 205bis", ("Kerkstraat", 205, "bis")),
        ("Kerkstraat41", ("Kerkstraat", 41, "")),
        ("Dorpsstr.12 a", ("Dorpsstr.", 12, "A")),
        ("Kerkstraat nr. 41", ("Kerkstraat", 41, "")),
        ("Kerkstraat 41, 2641 KC Pijnacker", ("Kerkstraat", 41, "")),
        ("Kerkstraat 41 2641KC Pijnacker", ("Kerkstraat", 41, "")),
        ("Kerkstraat 1000 hs", ("Kerkstraat", 1000, "hs")),
        ("Kerkstraat 2641 KC", ("Kerkstraat 2641 KC", None, "")),
        ("flat boven de Jumbo", ("flat boven de Jumbo", None, "")),
        ("flat 3 boven de Jumbo", ("flat 3 boven de Jumbo", None, "")),
        ("boven de Jumbo 3 hoog", ("boven de Jumbo 3 hoog", None, "")),
        ("Kerkstraat", ("Kerkstraat", None, "")),
        ("onbekend", ("", None, "")),
        ("", ("", None, "")),
    ],
)
def test_address_lines(text: str, parts: tuple[str, int | None, str]) -> None:
    assert n.street_and_number(text) == parts


@quick
@given(
    st.sampled_from(["Kerkstraat", "'s-Gravenweg", "Laan van Nootdorp", "Klapwijkse Zoom", "Plein 1944"]),
    st.integers(1, 1499),
    st.sampled_from(["", "A", "III", "bis", "hs", "2hg"]),
    st.sampled_from([" ", "-"]),
)
def test_address_lines_come_back(street: str, number: int, extra: str, glue: str) -> None:
    tail = f"{number}{glue}{extra}" if extra else str(number)
    assert n.street_and_number(f"{street} {tail}") == (street, number, extra)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03-08-2026", date(2026, 8, 3)),
        ("3/8/26", date(2026, 8, 3)),
        ("3.8.2026", date(2026, 8, 3)),
        ("2026-08-03", date(2026, 8, 3)),
        ("20260803", date(2026, 8, 3)),
        ("03082026", date(2026, 8, 3)),
        ("01 Aug. '26", date(2026, 8, 1)),
        ("01 Aug. ’26", date(2026, 8, 1)),
        ("16 Oct. '26", date(2026, 10, 16)),
        ("12 mei 1951", date(1951, 5, 12)),
        ("1 mrt 2026", date(2026, 3, 1)),
        ("ma 3 aug. 2026", date(2026, 8, 3)),
        ("2026-09-18 01:36", date(2026, 9, 18)),
        ("29-02-2024", date(2024, 2, 29)),
        ("31-02-2026", None),
        ("29-02-2023", None),
        ("08/13/2026", None),
        ("3-8-0026", None),
        ("3-8-926", None),
        ("00-00-1951", None),
        ("46237", None),
        ("binnenkort", None),
        ("", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert n.date_nl(text) == day


def test_two_digit_years_look_at_the_latest_day() -> None:
    assert n.date_nl("12-05-40") == date(2040, 5, 12)
    assert n.date_nl("12-05-40", TODAY) == date(1940, 5, 12)
    assert n.date_nl("12-05-26", TODAY) == date(2026, 5, 12)


@quick
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_dates_come_back_from_every_notation(day: date) -> None:
    month = MONTHS[day.month - 1]
    notations = [
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day:%y}",
        f"{day.day} {month} {day.year}",
        f"{day:%d} {month}. '{day:%y}",
        f"{day:%Y%m%d}",
        f"{day:%d-%m-%Y} 09:05",
    ]
    assert {n.date_nl(text) for text in notations} == {day}


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("18-09-2026 14:05", 14, 5),
        ("18-09-2026 14.05 uur", 14, 5),
        ("18 sep 2026 om 9u30", 9, 30),
        ("2026-09-18T01:36", 1, 36),
        ("2026-09-18T01:36:05Z", 3, 36),
        ("2026-09-18T01:36:05.123+02:00", 1, 36),
        ("18 Sep. '26", 0, 0),
    ],
)
def test_moments_are_dutch_time(text: str, hour: int, minute: int) -> None:
    moment = n.datetime_nl(text)
    assert moment is not None
    assert (moment.date(), moment.hour, moment.minute) == (date(2026, 9, 18), hour, minute)
    assert moment.utcoffset() == timedelta(hours=2)


def test_moments_that_are_none() -> None:
    assert [n.datetime_nl(text) for text in ("31-02-2026 10:00", "18-09-2026 24:10", "gisteren")] == [
        None
    ] * 3


@quick
@given(st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31), timezones=st.just(UTC)))
def test_a_moment_with_an_offset_comes_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    found = n.datetime_nl(whole.isoformat())
    assert found is not None
    assert found.astimezone(UTC) == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12-05-1951", (date(1951, 5, 12), 1951)),
        ("12 mei '51", (date(1951, 5, 12), 1951)),
        ("12-05-26", (date(2026, 5, 12), 2026)),
        ("1951", (None, 1951)),
        ("ca. 1951", (None, 1951)),
        ("00-00-1951", (None, 1951)),
        ("1951-00-00", (None, 1951)),
        ("2031", (None, None)),
        ("01-12-2026", (None, None)),
        ("31-02-1951", (None, None)),
        ("onbekend", (None, None)),
    ],
)
def test_birth(text: str, found: tuple[date | None, int | None]) -> None:
    assert n.birth(text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("010-7175827", "+31107175827"),
        ("0663677507", "+31663677507"),
        ("06 12 34 56 78", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("663677507", "+31663677507"),
        ("tel. 015-2602602", "+31152602602"),
        ("06-12345678 (zoon)", "+31612345678"),
        ("0900-8844", "+319008844"),
        ("+32 2 555 12 12", "+3225551212"),
        ("06-12345678 / 06-87654321", None),
        ("06-1234567", None),
        ("112", None),
        ("geen", None),
        ("", None),
    ],
)
def test_phones(text: str, number: str | None) -> None:
    assert n.phone(text) == number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0612345678", "06 12 34 56 78"),
        ("+31 (0)6 12345678", "06 12 34 56 78"),
        ("015-2602602", "015 260 26 02"),
        ("0174 123456", "0174 12 34 56"),
        ("06-12345678 (zoon)", "06-12345678 (zoon)"),
        ("0900-8844", "0900-8844"),
        ("+32 2 555 12 12", "+32 2 555 12 12"),
        ("112", "112"),
        ("", ""),
    ],
)
def test_phones_are_shown_in_groups_and_never_lose_a_word(text: str, shown: str) -> None:
    assert n.pretty_phone(text) == shown


@quick
@given(st.from_regex(r"6[1-9][0-9]{7}", fullmatch=True))
def test_every_notation_of_a_mobile_is_the_same(digits: str) -> None:
    notations = [f"0{digits}", f"06-{digits[1:]}", f"+31{digits}", f"0031 {digits}", f"+31 (0){digits}"]
    assert {n.phone(text) for text in notations} == {f"+31{digits}"}


def test_bsn() -> None:
    assert n.bsn_ok("111222333")
    assert n.bsn_ok("1112.22.333")
    assert n.bsn_ok("10000008") == n.bsn_ok("010000008")
    assert not any(map(n.bsn_ok, ["111222334", "000000000", "1112223330", "11122233x", "", "١١١٢٢٢٣٣٣"]))


@quick
@given(st.integers(10_000_000, 999_999_999), st.integers(1, 9), st.integers(0, 8))
def test_one_wrong_digit_never_passes(number: int, step: int, place: int) -> None:
    digits = f"{number:09}"
    if n.bsn_ok(digits):
        wrong = str((int(digits[place]) + step) % 10)
        assert not n.bsn_ok(digits[:place] + wrong + digits[place + 1 :])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Visser, M.", ("M.", "", "Visser")),
        ("van der Meer, M.", ("M.", "van der", "Meer")),
        ("Meer, M. van der", ("M.", "van der", "Meer")),
        ("Meer M. van der", ("M.", "van der", "Meer")),
        ("Vries, de, J.", ("J.", "de", "Vries")),
        ("José de Vries", ("José", "de", "Vries")),
        ("Jose\u0301 de Vries", ("José", "de", "Vries")),
        ("mw. M. Visser", ("M.", "", "Visser")),
        ("de heer J.P. de Vries", ("J.P.", "de", "Vries")),
        ("m.j.visser", ("M.J.", "", "visser")),
        ("M J Visser", ("M.J.", "", "Visser")),
        ("de l'Ecluse, N.", ("N.", "de l'", "Ecluse")),
        ("Noël de l’Ecluse", ("Noël", "de l'", "Ecluse")),
        ("Bakker-van Dijk", ("", "", "Bakker-van Dijk")),
        ("Mohammed Bakker-van Dijk", ("Mohammed", "", "Bakker-van Dijk")),
        ("op den Dries", ("", "op den", "Dries")),
        ("'t Hof, H. van", ("H.", "van 't", "Hof")),
        ("van 't Hof, H.", ("H.", "van 't", "Hof")),
        ("H. van 't Hof", ("H.", "van 't", "Hof")),
        ("El Amrani, M.", ("M.", "", "El Amrani")),
        ("Mohammed El Amrani", ("Mohammed", "", "El Amrani")),
        ("Dylan Nguyễn", ("Dylan", "", "Nguyễn")),
        ("Thuy Le", ("Thuy", "", "Le")),
        ("Jan-Willem Visser (zoon)", ("Jan-Willem", "", "Visser")),
        ("Visser", ("", "", "Visser")),
    ],
)
def test_names(text: str, name: tuple[str, str, str]) -> None:
    assert names.person_name(text) == PersonName(*name)


@pytest.mark.parametrize(
    "text", ["onbekend", "?", "nvt", "n.v.t.", "-", "", "mevrouw", "(onbekend)", "12345"]
)
def test_no_name(text: str) -> None:
    assert names.person_name(text) is None


def test_names_in_both_orders() -> None:
    name = PersonName("N.", "de l'", "Ecluse")
    assert (name.full, name.listed) == ("N. de l'Ecluse", "Ecluse, N. de l'")
    assert PersonName("", "van der", "Meer").full == "van der Meer"


@quick
@given(
    st.sampled_from(["", "M.", "J.P.", "José", "Anna Maria", "Jan-Willem", "Zoë"]),
    st.sampled_from(["", "de", "van der", "van 't", "op den", "de l'", "d'", "in 't"]),
    st.sampled_from(["Visser", "Meer", "Öztürk", "Hof", "Bakker-van Dijk", "IJsbrandy", "Nguyễn"]),
)
def test_a_name_comes_back_from_both_orders(given_name: str, prefix: str, surname: str) -> None:
    name = PersonName(given_name, prefix, surname)
    assert names.person_name(name.full) == name
    assert names.person_name(name.listed) == name


def test_yes_and_no() -> None:
    yes, no, unknown = YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.UNKNOWN
    assert {n.yes_no(text) for text in ("ja", "J", "Ja, telefonisch", "1", "WAAR", "x")} == {yes}
    assert {n.yes_no(text) for text in ("nee", "N", "Nee, nog niet", "0", "onwaar")} == {no}
    assert {n.yes_no(text) for text in ("?", "", "onbekend", "n.v.t.", "weet niet")} == {unknown}
    assert n.yes_no("misschien") is None
