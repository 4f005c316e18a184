"""A passphrase to hand out is strong by our own measure, and drawn from enough words."""

from __future__ import annotations

from math import log2

from store.engine.start_passphrase import HOW_MANY, WORDS, new_start_passphrase
from store.rules.passphrase import Strength, judge
from store.rules.passphrase_words import COMMON, SMALL


def test_words_are_enough_and_easy_to_spell() -> None:
    assert len(WORDS) == len(set(WORDS)) == 256
    assert not set(WORDS) & (COMMON | SMALL)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert HOW_MANY * log2(len(WORDS)) + log2(9000) > 53


def test_each_is_strong_and_another_one() -> None:
    made = {new_start_passphrase() for _ in range(100)}
    assert len(made) == 100
    assert all(judge(one, ("Bo Jansen", "Delft")).strength is Strength.STRONG for one in made)
