"""What the form of a signal means: parsing, problems, and the way there and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import Channel, Theme, Urgency, YesNoUnknown
from tui.forms.municipality import profile_of
from tui.forms.signal_values import (
    FIELDS,
    ON,
    Place,
    empty_values,
    find_problems,
    is_empty,
    known_values,
    parse_moment,
    parse_place,
    to_input,
)

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
"""14:05 in the Netherlands, a Monday."""


def values(**typed: str) -> dict[str, str]:
    return empty_values(NOW) | typed


@pytest.mark.parametrize(
    ("address", "area", "place"),
    [
        ("Kerkstraat 41A", "", Place("Kerkstraat", 41, "A")),
        ("2641AB 41", "", Place("", 41, "", "2641AB")),
        ("2641 ab 41 bis", "Pijnacker", Place("", 41, "bis", "2641AB", "Pijnacker")),
        ("Kerkstraat 41A", "2641 ab Pijnacker", Place("Kerkstraat", 41, "A", "2641AB", "Pijnacker")),
        ("Kerkstraat 41A, 2641AB Pijnacker", "", Place("Kerkstraat", 41, "A", "2641AB", "Pijnacker")),
        ("Kerkstraat 41, Pijnacker", "", Place("Kerkstraat", 41, "", "", "Pijnacker")),
        ("Plein 1944 12", "", Place("Plein 1944", 12)),
        ("flat naast de winkel", "", Place(text="flat naast de winkel")),
        ("41", "", Place(text="41")),
        ("onbekend", "Pijnacker", Place(place="Pijnacker")),
        ("", "", Place()),
    ],
)
def test_an_address_on_one_line(address: str, area: str, place: Place) -> None:
    assert parse_place(address, area) == place


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("23-11-2026 14:05", date(2026, 11, 23), "14:05"),
        ("gisteren 9:30", date(2026, 11, 22), "09:30"),
        ("20-11 om 16.15 uur", date(2026, 11, 20), "16:15"),
        ("13:00", date(2026, 11, 23), "13:00"),
        ("nu", date(2026, 11, 23), "14:05"),
        ("gisteren", date(2026, 11, 22), "14:05"),
    ],
)
def test_a_moment_as_people_type_it(text: str, day: date, clock: str) -> None:
    from store.local_time import clock_time, local_day

    moment = parse_moment(text, NOW)
    assert moment is not None
    assert (local_day(moment), clock_time(moment)) == (day, clock)


def test_a_whole_call_becomes_a_signal_without_problems() -> None:
    data, problems = to_input(
        values(
            partner=" Rondom Wonen ",
            reporter_name="J. de Boer",
            reporter_phone="015-3691234",
            feedback_wanted=ON,
            address="Kerkstraat 41A",
            area="2641 AB Pijnacker",
            person="mw. M. van der Meer",
            birth="12-5-1951",
            facts="Doet de deur niet open.",
            themes="care_avoidance hoarding",
            urgency="urgent",
            eviction_threatened=ON,
            aware="yes",
            may_be_named=ON,
            essential_relative=ON,
            wvggz="yes",
        ),
        NOW,
    )
    assert problems == {}
    assert (data.may_be_named, data.essential_relative, data.wvggz) == (True, True, YesNoUnknown.YES)
    assert (data.partner, data.channel, data.received_at) == ("Rondom Wonen", Channel.PHONE, NOW)
    assert (data.street, data.house_number, data.addition) == ("Kerkstraat", 41, "A")
    assert (data.postcode, data.place) == ("2641AB", "Pijnacker")
    assert (data.given, data.prefix, data.surname) == ("M.", "van der", "Meer")
    assert data.name_text == "mw. M. van der Meer"
    assert (data.birth_date, data.birth_year) == (date(1951, 5, 12), 1951)
    assert data.themes == (Theme.HOARDING, Theme.CARE_AVOIDANCE)
    assert data.urgency is Urgency.URGENT
    assert data.feedback_wanted and data.eviction_threatened and not data.acute_danger
    assert data.aware is YesNoUnknown.YES
    assert data.missing == ()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"received": "ooit"}, "received"),
        ({"received": "morgen 10:00"}, "received"),
        ({"reporter_phone": "015-36"}, "reporter_phone"),
        ({"resident_phone": "bel maar"}, "resident_phone"),
        ({"reporter_mail": "jan apenstaart"}, "reporter_mail"),
        ({"address": "Kerkstraat"}, "address"),
        ({"address": "41"}, "address"),
        ({"address": "Kerkstraat 41", "area": "26 AB"}, "area"),
        ({"birth": "31-02-1951"}, "birth"),
        ({"person": "12345"}, "person"),
        ({"aware": "no"}, "aware"),
    ],
)
def test_what_looks_wrong_is_said_in_dutch_and_kept(typed: dict[str, str], field: str) -> None:
    data, problems = to_input(values(facts="iets", **typed), NOW)
    assert list(problems) == [field]
    assert problems[field].endswith((".", ")."))
    kept = repr(data)
    if field not in ("aware", "received"):
        assert typed[field] in kept
    assert data.received_at <= NOW


@pytest.mark.parametrize("text", ["", "onbekend", "?", "-"])
def test_not_knowing_is_no_problem(text: str) -> None:
    unknown = values(address=text, person=text, birth=text, reporter_phone=text)
    data, problems = to_input(unknown, NOW)
    assert problems == {}
    assert not data.has_person and not data.has_address


def test_only_a_place_is_asked_to_be_completed() -> None:
    data, _ = to_input(values(area="Pijnacker", facts="iets"), NOW)
    assert data.missing == ("adres: alleen ‘Pijnacker’ is bekend",)


def test_an_empty_form_is_empty_whatever_the_time() -> None:
    assert is_empty(empty_values(NOW), NOW + timedelta(hours=3))
    assert not is_empty(values(facts="x"), NOW)


def test_a_draft_of_another_version_is_read_as_far_as_it_goes() -> None:
    read = known_values({"facts": "x", "gone": "y", "version": 3}, NOW)
    assert set(read) == set(FIELDS)
    assert read["facts"] == "x"


@given(st.fixed_dictionaries({name: st.text(max_size=40) for name in FIELDS}))
@settings(max_examples=60)
def test_any_text_whatever_gives_a_signal(typed: dict[str, str]) -> None:
    data, problems = to_input(typed, NOW)
    assert data.received_at <= NOW
    assert set(problems) <= set(FIELDS)
    assert find_problems(typed, NOW) == problems


def test_the_address_decides_the_municipality_a_postcode_before_a_place() -> None:
    areas = [("pn", ("2641",), ("Pijnacker",)), ("delft", ("2611",), ("Delft",)), ("soest", (), ("Soest",))]
    known = {"facts": "x", "address": "Markt 1"}
    for area, expected in (
        ("2611 AB Pijnacker", "delft"),
        ("soest", "soest"),
        ("1012 AB Amsterdam", "pn"),
        ("", "pn"),
    ):
        data, _ = to_input(values(**known, area=area), NOW)
        assert profile_of(areas, data, "pn") == expected
