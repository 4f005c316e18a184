"""One line takes a decision: it never raises, says what is wrong, and reads back what it wrote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import Outcome
from store.rules.decision_complete import complete
from store.rules.decision_days import day_of
from store.rules.decision_line import (
    DecisionLine,
    Effect,
    EffectKind,
    Names,
    Party,
    format_line,
    parse,
    preview,
)

TODAY = date(2026, 11, 23)
NAMES = Names(
    people=("Fatima El Amrani", "Joris de Wit", "Büşra Kaya"),
    partners=(Party("Rondom Wonen", ("RW",)), Party("GGZ Delfland", ("GGZ-inloop",)), Party("Politie")),
    teams=(Party("Kernteam", ("kern",)), Party("Vangnet Delft")),
)


def read(line: str) -> DecisionLine:
    parsed = parse(line, NAMES, TODAY)
    assert parsed.problems == ()
    assert parsed.line is not None
    return parsed.line


def problems(line: str) -> tuple[str, ...]:
    parsed = parse(line, NAMES, TODAY)
    assert parsed.line is None
    return parsed.problems


def test_a_whole_line() -> None:
    line = (
        "samen op huisbezoek met sociaal beheerder @Fatima +5wd als dochter instemt; informeren: telefonisch"
    )
    assert read(line) == DecisionLine(
        body="samen op huisbezoek met sociaal beheerder",
        owner="Fatima El Amrani",
        due_on=date(2026, 11, 30),
        condition="als dochter instemt",
        informing="telefonisch",
    )


def test_another_organisation_can_hold_it() -> None:
    line = read("sleutel vervangen @Rondom Wonen vr")
    assert (line.owner, line.assigned_to, line.due_on) == ("", "Rondom Wonen", date(2026, 11, 27))
    assert read("sleutel vervangen @rw").assigned_to == "Rondom Wonen"
    assert read('bellen @"de dochter"').owner == "de dochter"
    assert preview(line) == "sleutel vervangen. Belegd bij Rondom Wonen, uiterlijk vr 27 nov."


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("+5wd", date(2026, 11, 30)),
        ("+2w", date(2026, 12, 7)),
        ("+3d", date(2026, 11, 26)),
        ("+3m", date(2027, 2, 23)),
        ("vr", date(2026, 11, 27)),
        ("maandag", date(2026, 11, 30)),
        ("12-1", date(2027, 1, 12)),
        ("24-11", date(2026, 11, 24)),
        ("12-01-2027", date(2027, 1, 12)),
        ("3 december", date(2026, 12, 3)),
        ("vandaag", TODAY),
        ("morgen", date(2026, 11, 24)),
        ("volgende week", date(2026, 12, 4)),
        ("uiterlijk 12-1", date(2027, 1, 12)),
    ],
)
def test_days(typed: str, day: date) -> None:
    assert read(f"bellen @Joris {typed}").due_on == day
    assert read(f"bellen {typed} @Joris").due_on == day
    assert read(f"bellen {typed} @Joris").body == "bellen"


def test_a_word_inside_a_sentence_is_no_day() -> None:
    line = read("do en di bespreken met ma van betrokkene @Joris")
    assert line.due_on is None or "bespreken" in line.body


@pytest.mark.parametrize(
    ("typed", "effect"),
    [
        ("contact zoeken", Effect(EffectKind.SEEK_CONTACT)),
        ("overdracht aan GGZ Delfland", Effect(EffectKind.HANDOVER, "GGZ Delfland")),
        ("overdracht aan iemand anders", Effect(EffectKind.HANDOVER, "iemand anders")),
        ("route vangnet", Effect(EffectKind.ROUTE, "Vangnet Delft")),
        ("wachtlijst tot 12-1", Effect(EffectKind.WAITLIST, until=date(2027, 1, 12))),
        ("sluiten: verhuisd", Effect(EffectKind.CLOSE, outcome=Outcome.MOVED)),
    ],
)
def test_effects(typed: str, effect: Effect) -> None:
    assert read(typed).effect == effect
    assert read(typed).body == effect.words
    with_more = read(f"zo afgesproken @Joris +5wd; {typed}")
    assert (with_more.effect, with_more.body, with_more.owner) == (effect, "zo afgesproken", "Joris de Wit")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "wat er besloten is"),
        ("@Joris", "wat er besloten is"),
        ("bellen @Piet", "niet bekend"),
        ("bellen @Joris @Fatima", "twee namen"),
        ("bellen 31-2", "bestaat niet"),
        ("bellen 1-1-2020", "voorbij"),
        ("bellen +5wd vr", "twee dagen"),
        ("route nergens", "niet bekend"),
        ("sluiten: toegeleid", "eindresultaat"),
        ("wachtlijst tot ooit", "wachtlijst tot"),
        ("sluiten: verhuisd; contact zoeken", "twee gevolgen"),
        ("bellen; informeren: nee", "waarom"),
        ("bellen; informeren:", "informeren"),
        ("x" * 2000, "te lang"),
    ],
)
def test_what_is_wrong_is_said(typed: str, words: str) -> None:
    assert any(words in sentence for sentence in problems(typed))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.integers(-5, 130))
def test_no_text_raises(text: str, cursor: int) -> None:
    parsed = parse(text, NAMES, TODAY)
    assert (parsed.line is None) == bool(parsed.problems)
    for one in complete(text, cursor, NAMES, TODAY):
        assert 0 <= one.start <= one.end <= len(text)


_PIECES = st.sampled_from(
    [
        "bellen",
        "@Fatima",
        "@RW",
        "+5wd",
        "vr",
        "12-1",
        "als",
        "mits hij wil",
        ";",
        "informeren: ja",
        "route kern",
        "@",
        "contact zoeken",
        "sluiten: verhuisd",
        "overdracht aan",
        "GGZ",
        "wachtlijst tot +4w",
        '@"',
        ",",
        "morgen",
        "nee",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=8).map(" ".join))
def test_what_was_understood_reads_back_the_same(text: str) -> None:
    parsed = parse(text, NAMES, TODAY)
    if parsed.line is not None:
        assert parse(format_line(parsed.line), NAMES, TODAY).line == parsed.line


_WORDS = st.lists(
    st.sampled_from(["samen", "huisbezoek", "dochter", "sleutel", "post", "openen", "rustig", "daar"]),
    min_size=1,
    max_size=5,
).map(" ".join)
_EFFECTS = st.one_of(
    st.none(),
    st.just(Effect(EffectKind.SEEK_CONTACT)),
    st.sampled_from(NAMES.teams).map(lambda team: Effect(EffectKind.ROUTE, team.name)),
    st.sampled_from(NAMES.partners).map(lambda party: Effect(EffectKind.HANDOVER, party.name)),
    st.integers(0, 300).map(lambda days: Effect(EffectKind.WAITLIST, until=TODAY + timedelta(days=days))),
    st.sampled_from(list(Outcome)).map(lambda outcome: Effect(EffectKind.CLOSE, outcome=outcome)),
)


@settings(max_examples=150, deadline=None)
@given(
    _WORDS,
    st.one_of(
        st.just(("", "")),
        st.sampled_from(NAMES.people).map(lambda name: (name, "")),
        st.sampled_from([party.name for party in (*NAMES.partners, *NAMES.teams)]).map(
            lambda name: ("", name)
        ),
    ),
    st.one_of(st.none(), st.integers(0, 800).map(lambda days: TODAY + timedelta(days=days))),
    st.one_of(st.just(""), _WORDS.map(lambda text: f"mits {text}")),
    st.one_of(st.just(""), _WORDS),
    _EFFECTS,
)
def test_what_is_written_reads_back(
    body: str,
    holder: tuple[str, str],
    due: date | None,
    condition: str,
    informing: str,
    effect: Effect | None,
) -> None:
    line = DecisionLine(body, *holder, due, condition, informing, effect)
    assert parse(format_line(line), NAMES, TODAY).line == line
    assert preview(line).startswith(body)


def test_days_never_raise_and_never_lie_in_the_past() -> None:
    for text in ("+9999wd", "+9999m", "99-99", "0-0", "29-2", "31-12-9999", "", "zo", "+"):
        day = day_of(text, TODAY)
        assert day is None or day >= TODAY


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bel @fa", "bel @Fatima El Amrani "),
        ("bel +5", "bel +5wd "),
        ("x; ro", "x; route "),
        ("x; route v", "x; route Vangnet Delft"),
        ("x; sluiten: verh", "x; sluiten: verhuisd"),
        ("overdracht aan ggz", "overdracht aan GGZ Delfland"),
    ],
)
def test_completion(typed: str, first: str) -> None:
    one = complete(typed, len(typed), NAMES, TODAY)[0]
    assert typed[: one.start] + one.text + typed[one.end :] == first
