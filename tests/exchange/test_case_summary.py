"""The Markdown summary of a case: complete, without reporter or BSN, deaf to hostile text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.case_summary import MAX_TEXT, case_summary_markdown, escape
from store.queries.case_detail import case_detail
from store.queries.case_shapes import CaseDetail
from tests import case_office
from tests.case_office import BSN, REPORTER, TODAY


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> case_office.Office:
    return case_office.office_in(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def visser(office: case_office.Office) -> CaseDetail:
    return case_detail(office.store, office.visser, today=TODAY)


def section(text: str, title: str) -> str:
    """Return what stands below a heading."""
    return text.split(f"## {title}", 1)[1].split("\n## ", 1)[0]


def test_facts_and_opinions_stand_apart(visser: CaseDetail) -> None:
    text = case_summary_markdown(visser, TODAY)
    facts, opinions = section(text, "Wat is gezien"), section(text, "Wat wordt gedacht")
    assert "post stapelt zich op" in facts
    assert "in de war" not in facts
    assert "Is mogelijk in de war." in opinions
    assert "bang is voor de woningbouw" in opinions
    assert text.count("bang is voor de woningbouw") == 1


def test_nobody_learns_who_reported(visser: CaseDetail) -> None:
    text = case_summary_markdown(visser, TODAY)
    assert REPORTER not in text
    assert "015-1234567" not in text
    assert "Rondom Wonen" not in text
    assert "woningcorporatie" in text


def test_an_anonymous_reporter_has_no_kind_either(visser: CaseDetail) -> None:
    signals = tuple(replace(one, anonymous=True) for one in visser.signals)
    text = case_summary_markdown(replace(visser, signals=signals), TODAY)
    assert "woningcorporatie" not in text
    assert "melder niet vermeld" in text


@pytest.mark.parametrize("written", [BSN, "111 222 333", "1112.22.333"])
def test_a_bsn_in_the_text_is_left_out(written: str) -> None:
    assert escape(f"nummer {written}.") == "nummer (nummer weggelaten)."


def test_numbers_that_are_no_bsn_stay() -> None:
    assert escape("bel 06-12345678 of 123456789012") == "bel 06-12345678 of 123456789012"


def test_what_the_next_helper_needs_is_there(visser: CaseDetail) -> None:
    text = case_summary_markdown(visser, TODAY)
    for words in (
        "Grote hond",
        "Elke week een kaartje",
        "3 beperkt zelfredzaam",
        "was 2 niet",
        "J. de Vries",
    ):
        assert words in text
    assert "| telefoon | middag | nee |" in text
    assert "huisbezoek · avond" in text


def test_hostile_text_stays_text(office: case_office.Office) -> None:
    text = case_summary_markdown(case_detail(office.store, office.hostile, today=TODAY), TODAY)
    assert "\x1b" not in text and "\u202e" not in text
    assert "\\<script\\>" in text and not re.search(r"(?<!\\)<", text)
    assert "\n# geen kop" not in text and not re.search(r"^> # ", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("hostile", "inert"),
    [
        ("# kop", "\\# kop"),
        ("- punt", "\\- punt"),
        ("12. punt", "12\\. punt"),
        ("===", "\\==="),
        ("| a | b |", "\\| a \\| b \\|"),
        ("![x](http://k)", "!\\[x\\](http\\://k)"),
        ("www.kwaad.example", "www\\.kwaad.example"),
        ("&lt;b&gt;", "\\&lt;b\\&gt;"),
        ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"),
    ],
)
def test_markdown_is_neutralised(hostile: str, inert: str) -> None:
    assert escape(hostile) == inert


@given(st.text(max_size=80))
def test_no_text_opens_markup(text: str) -> None:
    line = escape(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(\\\\)*[`*_\[\]<>|~&#$]", line)
    assert not re.match(r"[-+=#>]|\d{1,9}[.)]|    ", line)


def test_a_huge_text_is_cut_and_says_so(visser: CaseDetail) -> None:
    head = replace(visser.head, plan="x" * (MAX_TEXT + 7))
    text = case_summary_markdown(replace(visser, head=head), TODAY)
    assert "ingekort: nog 7 tekens" in text
    assert len(text) < MAX_TEXT + 10_000


def test_an_empty_case_has_no_empty_headings(office: case_office.Office) -> None:
    text = case_summary_markdown(case_detail(office.store, office.fresh, today=TODAY), TODAY)
    assert "## Leefgebieden" not in text and "## Plan" not in text
    assert "Er is nog geen contactpoging vastgelegd." in text
