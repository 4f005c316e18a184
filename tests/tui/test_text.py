"""Text fits its cells, whatever it holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store.local_time import long_day, short_day
from tui.days import parse_day
from tui.text import fit, fit_address, shorten, wrap

MONDAY = date(2026, 11, 23)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_fit_gives_exactly_the_width(text: str, width: int, align: str) -> None:
    line = fit(text, width, align)
    assert cell_len(line) == width
    assert not any(ord(char) < 32 for char in line)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.integers(2, 30))
def test_wrap_never_overflows(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)


def test_wide_characters_are_not_cut_in_half_and_codes_are_shown() -> None:
    assert fit("李小龙", 4) == "李… "
    assert fit("a\x1b[2Jb", 8) == "a␛[2Jb  "
    assert shorten("Kerkstraat 41", 8) == "Kerkstr…"
    assert fit("12", 4, "right") == "  12"


def test_a_very_long_text_says_what_is_left_out() -> None:
    assert wrap("a " * 20_000, 40)[-1] == "… nog 20000 tekens, niet getoond"


def test_dutch_days() -> None:
    assert long_day(date(2026, 11, 22)) == "zo 22 november 2026"
    assert short_day(date(2026, 3, 2)) == "ma 2 mrt"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("vandaag", MONDAY),
        (" Gisteren ", date(2026, 11, 22)),
        ("+5wd", date(2026, 11, 30)),
        ("+1", date(2026, 11, 24)),
        ("+2w", date(2026, 12, 7)),
        ("+3d", date(2026, 11, 26)),
        ("wo", date(2026, 11, 25)),
        ("maandag", date(2026, 11, 30)),
        ("22-11", date(2026, 11, 22)),
        ("3-1", date(2027, 1, 3)),
        ("22-11-2026", date(2026, 11, 22)),
        ("12 mei 1951", date(1951, 5, 12)),
        ("31-2", None),
        ("31-2-2026", None),
        ("d", None),
        ("zomaar", None),
        ("", None),
        ("+9999w", date(2218, 7, 13)),
    ],
)
def test_days_as_typed(typed: str, day: date | None) -> None:
    assert parse_day(typed, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Kerkstraat 41, Pijnacker", 30, "Kerkstraat 41, Pijnacker      "),
        ("Kerkstraat 41, Pijnacker", 16, "Kerkstraat 41   "),
        ("Burgemeester van Doornlaan 12A, Heemstede", 16, "Burgemeeste… 12A"),
        ("Populierensingel 199", 17, "Populierensi… 199"),
        ("flat boven de Jumbo, Delft", 12, "flat boven… "),
        ("adres onbekend", 8, "adres o…"),
    ],
)
def test_a_cut_address_keeps_its_number(text: str, width: int, shown: str) -> None:
    assert fit_address(text, width) == shown
