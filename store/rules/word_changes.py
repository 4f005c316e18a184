"""Which words an index of words must lose and gain when a text is corrected, instead of all of the old and the new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Texts = Mapping[str, Sequence[str]]
"""Per column the words of its text, as often as they stand in it."""


def word_changes(old: Texts, new: Texts) -> tuple[dict[str, list[str]], dict[str, list[str]]] | None:
    """Return per column the words to take out and the words to put in; None when it cannot be done word by word.

    The index knows which row holds a word, and not in which column or how often; it does count how many words each
    column has in all rows together. So a word that stays somewhere in the row is left alone, and some words are given
    more than once, to make the counts right: what is put in less what is taken out is, per column, what the text grew
    by, and never more is taken out than the old text had. A word that is not plain ASCII need not be read back as
    itself when it is given to the index; then the whole text is to be given.
    """
    was, now = _places(old), _places(new)
    gone = {word: column for word, column in was.items() if word not in now}
    come = {word: column for word, column in now.items() if word not in was}
    short = _short(old, new, gone, come)
    lacking = any(count > 0 for count in short.values()) and not come
    spare = any(count < 0 for count in short.values()) and not gone
    if lacking or spare:
        stays = next((word for word in was if word in now and word.isascii()), None)
        if stays is None:
            return None
        gone[stays], come[stays] = was[stays], now[stays]
        short = _short(old, new, gone, come)
    if not all(word.isascii() for word in (*gone, *come)):
        return None
    out: dict[str, list[str]] = {column: [] for column in old}
    into: dict[str, list[str]] = {column: [] for column in old}
    for words, side in ((gone, out), (come, into)):
        for word, column in words.items():
            side[column].append(word)
    for column, count in short.items():
        if count > 0:
            into[column] += [next(iter(come))] * count
        elif count < 0:
            out[column] += [next(iter(gone))] * -count
    return out, into


def _places(texts: Texts) -> dict[str, str]:
    """Return each word with the first column it stands in."""
    found: dict[str, str] = {}
    for column, words in texts.items():
        for word in words:
            found.setdefault(word, column)
    return found


def _short(old: Texts, new: Texts, gone: Mapping[str, str], come: Mapping[str, str]) -> dict[str, int]:
    """Return per column how many words more must be put in; negative: taken out."""
    grown = {column: len(new[column]) - len(old[column]) for column in old}
    for column in come.values():
        grown[column] -= 1
    for column in gone.values():
        grown[column] += 1
    return grown
