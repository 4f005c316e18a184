"""How hard a passphrase is to guess: never fooled by what people do first, never a rule about kinds of signs."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.passphrase import MIN_LENGTH, Judged, Strength, judge
from store.rules.passphrase_words import COMMON, ROWS
from store.rules.typed_text import words

_common = st.sampled_from(sorted(COMMON))
_UNCOMMON = words(
    "augurk zeilboot klokkenluider motregen lavendel kruiwagen telescoop zadeltas dakgoot paperclip wasknijper "
    "tuinslang hooivork marmelade"
)
_uncommon = st.lists(st.sampled_from(sorted(_UNCOMMON)), min_size=5, max_size=8, unique=True)


@given(st.text(max_size=2000))
def test_any_text_gets_a_strength_and_a_sentence_that_does_not_repeat_it(text: str) -> None:
    found = judge(text, [text, "Fatima El Amrani"])
    assert found == judge(text, [text, "Fatima El Amrani"])
    assert found.why.endswith(".")
    assert len(text) < 20 or text not in found.why


@given(st.text(max_size=MIN_LENGTH - 1))
def test_a_short_one_is_too_weak_and_says_how_short(text: str) -> None:
    found = judge(text)
    assert found.strength is Strength.WEAK
    if text.isascii() and text.strip() == text and "  " not in text and text.isprintable():
        assert found.why.startswith(f"Nog te kort: {len(text)} van ten minste 15")


@given(_common, st.integers(0, 99_999), st.integers(1, 20), st.booleans())
def test_a_common_word_with_figures_is_weak_however_often_repeated(
    word: str, number: int, times: int, capital: bool
) -> None:
    text = (word.capitalize() if capital else word) + str(number)
    assert judge(text * times).strength is Strength.WEAK


@given(st.characters(), st.integers(1, 60))
def test_one_sign_many_times_is_weak(char: str, times: int) -> None:
    assert judge(char * times).strength is Strength.WEAK


@given(st.sampled_from(ROWS), st.sampled_from(ROWS), st.booleans(), st.booleans())
def test_walks_over_the_keyboard_are_weak(one: str, other: str, back: bool, high: bool) -> None:
    text = one[:: -1 if back else 1] + other
    assert judge(text.upper() if high else text).strength is Strength.WEAK


@given(st.permutations(["Fatima", "El Amrani", "Pijnacker-Nootdorp"]), st.integers(1900, 2099))
def test_the_user_and_the_municipality_are_weak_for_who_knows_them(names: list[str], year: int) -> None:
    text = " ".join([*names, str(year)])
    found = judge(text, ["Fatima El Amrani", "Pijnacker-Nootdorp"])
    assert found.strength is Strength.WEAK
    assert "Namen" in found.why


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("W@chtw00rd123456", "bijna iedereen"),
        ("p4ssw0rd p4ssw0rd", "Hetzelfde herhalen"),
        ("22-11-1988 22-11-1990", "Datums"),
        ("a b c d e f g h i j k", "rijtje"),
        ("correct horse battery staple", "bijna iedereen"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    found = judge(text)
    assert found.strength is Strength.WEAK
    assert reason in found.why


@given(_uncommon)
def test_five_loose_words_are_strong_without_figures_or_capitals(loose: list[str]) -> None:
    assert judge(" ".join(loose)).strength is Strength.STRONG


@given(st.integers())
def test_what_a_program_draws_is_strong(seed: int) -> None:
    letters, drawn = string.ascii_letters + string.digits, random.Random(seed)
    text = "".join(drawn.choice(letters) for _ in range(32))
    assert judge(text[:22]).strength is not Strength.WEAK
    assert judge(text).strength is Strength.STRONG


@given(_uncommon)
def test_one_more_word_never_makes_it_weaker(loose: list[str]) -> None:
    found = [list(Strength).index(judge(" ".join(loose[:count])).strength) for count in range(len(loose) + 1)]
    assert found == sorted(found)


def test_accents_and_capitals_do_not_hide_a_common_word() -> None:
    assert judge("Wáchtwóórd WELKOM").strength is Strength.WEAK
    assert isinstance(judge("wachtwoord welkom"), Judged)
