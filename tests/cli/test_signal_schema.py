"""`docs/signal.schema.json` and what `signaalpunt add` really takes are the same thing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from store.acts.inputs import SignalInput
from store.acts.receive import check_input
from store.codes import Channel, Code, PartnerType, Theme, Urgency, YesNoUnknown
from store.errors import InvalidInput
from store.exchange import signal_json
from store.exchange.signal_json import read_signals
from tests.cli.conftest import CommandLine

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "signal.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SIGNAL = SCHEMA["$defs"]["signal"]


def accepted(data: object) -> tuple[SignalInput, ...]:
    found = read_signals(data)
    for one in found:
        check_input(one)
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_names_exactly_the_fields_that_are_read() -> None:
    read = (
        signal_json._TEXTS
        | signal_json._FLAGS
        | signal_json._ANSWERS
        | set(signal_json._CODES)
        | set(signal_json._NESTED)
        | {"themes", "received_at", "arrears_cents"}
    )
    assert set(SIGNAL["properties"]) == read
    for name, inner in signal_json._NESTED.items():
        assert set(SIGNAL["properties"][name]["properties"]) == set(inner)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("channel", Channel),
        ("partner_type", PartnerType),
        ("urgency", Urgency),
        ("children_present", YesNoUnknown),
        ("in_care", YesNoUnknown),
        ("wvggz", YesNoUnknown),
        ("aware", YesNoUnknown),
    ],
)
def test_it_names_exactly_the_values_that_exist(name: str, codes: type[Code]) -> None:
    assert SIGNAL["properties"][name]["enum"] == [*(code.value for code in codes), None]


def test_it_names_exactly_the_themes() -> None:
    assert SIGNAL["properties"]["themes"]["items"]["enum"] == [theme.value for theme in Theme]


EXAMPLES: list[Any] = [
    *SCHEMA["examples"],
    {"facts": "x"},
    [{"facts": "x"}, {"opinion": "y", "urgency": "acute", "themes": ["nuisance", "nuisance"]}],
    {"resident": {"surname": "Visser", "birth_date": "2000-02-29"}},
    {"resident": {"bsn": "123456782", "birth_year": 1951.0}},
    {"address": {"postcode": "2641ab", "house_number": 41}, "received_at": "2026-11-22T23:59"},
    {"address": {"text": "flat boven de winkel"}, "received_at": "2026-11-22T23:59:59.5+01:00"},
    {"facts": "x", "reporter": None, "themes": None, "arrears_cents": 0, "channel": None},
]


@pytest.mark.parametrize("data", EXAMPLES)
def test_examples(data: Any, cli: CommandLine) -> None:
    VALIDATOR.validate(data)
    accepted(data)
    assert cli("add", stdin=json.dumps(data).encode()).code == 0


WRONG: list[Any] = [
    None,
    3,
    [],
    {},
    [{}],
    {"facts": " "},
    {"facts": 3},
    {"feiten": "x"},
    {"facts": "x", "urgency": "heel"},
    {"facts": "x", "anonymous": "ja"},
    {"facts": "x", "reporter": {"may_be_named": "ja"}},
    {"facts": "x", "reporter": {"essential_relative": 1}},
    {"facts": "x", "themes": "nuisance"},
    {"facts": "x", "themes": ["lawaai"]},
    {"facts": "x", "received_at": "2026-02-30T10:00"},
    {"facts": "x", "received_at": 3},
    {"facts": "x", "arrears_cents": -1},
    {"facts": "x", "arrears_cents": True},
    {"facts": "x", "resident": []},
    {"facts": "x", "resident": {"naam": "x"}},
    {"facts": "x", "resident": {"birth_date": "2023-02-29"}},
    {"facts": "x", "resident": {"birth_date": "1900-02-29"}},
    {"facts": "x", "resident": {"birth_year": 3}},
    {"facts": "x", "address": {"postcode": "2641SS"}},
    {"facts": "x", "address": {"postcode": "0641AB"}},
    {"facts": "x", "address": {"house_number": "41"}},
    {"resident": {"birth_year": 1951}},
    {"address": {"place": "Delft", "house_number": 3}},
]


@pytest.mark.parametrize("data", WRONG)
def test_what_the_schema_refuses_is_refused(data: Any) -> None:
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(InvalidInput):
        accepted(data)


_DAYS = st.dates(min_value=date(1890, 1, 1)).map(str)
_TEXTS = st.one_of(st.text(max_size=12), st.none(), st.sampled_from(["2641 AB", "2641SA", " ", "9999 zz"]))
_ANYTHING = st.one_of(
    _TEXTS, _DAYS, st.booleans(), st.integers(-5, 10**13), st.floats(allow_nan=False), st.just([])
)


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that mostly fit a part of the schema, and some that do not."""
    if "enum" in schema:
        fitting: st.SearchStrategy[Any] = st.sampled_from(schema["enum"])
    elif "properties" in schema:
        return st.fixed_dictionaries(
            {}, optional={name: _values(part) for name, part in schema["properties"].items()}
        )
    elif "items" in schema:
        fitting = st.lists(_values(schema["items"]), max_size=3)
    elif "pattern" in schema:
        fitting = st.one_of(
            st.from_regex(schema["pattern"], fullmatch=True), _DAYS, _DAYS.map(lambda day: f"{day}T10:00")
        )
    elif "integer" in schema["type"]:
        fitting = st.integers(schema["minimum"], schema["maximum"])
    elif "boolean" in schema["type"]:
        fitting = st.booleans()
    else:
        fitting = _TEXTS
    return st.integers(0, 30).flatmap(lambda at: _ANYTHING if at == 30 else fitting)


@given(data=_values(SIGNAL))
@settings(max_examples=300)
def test_what_the_schema_accepts_is_accepted(data: Any) -> None:
    if VALIDATOR.is_valid(data):
        accepted(data)


@given(moment=st.from_regex(SIGNAL["properties"]["received_at"]["pattern"], fullmatch=True))
@settings(max_examples=100)
def test_every_moment_of_the_schema_exists(moment: str) -> None:
    (signal,) = read_signals({"facts": "x", "received_at": moment})
    assert signal.received_at.tzinfo is not None


@given(day=st.dates())
@settings(max_examples=100)
def test_the_schema_knows_every_day(day: Any) -> None:
    data = {"facts": "x", "resident": {"birth_date": str(day)}}
    assert VALIDATOR.is_valid(data) == (1900 <= day.year <= 2099)
    if VALIDATOR.is_valid(data):
        assert read_signals(data)[0].birth_date == day
