"""What an index of words loses and gains by a correction makes it what the new text alone would have made it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from store.rules.word_changes import Texts, word_changes

_COLUMNS = ("facts", "opinion", "request")
_WORDS = st.lists(st.sampled_from(("hond", "blaft", "de", "hal", "41", "ß")), max_size=6)
_TEXTS = st.fixed_dictionaries(dict.fromkeys(_COLUMNS, _WORDS))


def everything(texts: Texts) -> set[str]:
    return {word for words in texts.values() for word in words}


@given(_TEXTS, _TEXTS)
def test_the_words_of_the_row_and_the_counts_become_those_of_the_new_text(old: Texts, new: Texts) -> None:
    changes = word_changes(old, new)
    if changes is None:
        assert "ß" in everything(old) | everything(new)
        return
    out, into = changes
    assert (everything(old) - everything(out)) | everything(into) == everything(new)
    assert not (everything(old) - everything(out)) & everything(into)
    for column in _COLUMNS:
        assert len(old[column]) - len(out[column]) + len(into[column]) == len(new[column])
        assert len(out[column]) <= len(old[column])


@given(
    _TEXTS, st.sampled_from(_COLUMNS), st.lists(st.sampled_from(("nieuw", "licht", "brandt")), unique=True)
)
def test_a_sentence_that_comes_with_it_takes_nothing_out(old: Texts, column: str, more: list[str]) -> None:
    new = {**old, column: [*old[column], *more]}
    changes = word_changes(old, new)
    assert changes is not None
    assert everything(changes[0]) == set()
    assert Counter(changes[1][column]) == Counter(more)
