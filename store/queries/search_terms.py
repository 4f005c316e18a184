"""Words in texts that begin as typed, so that a word being typed costs no more than a whole one.

An index answers a beginning of two or three letters at once. For a longer one it would read every row of every word
that begins so (a third of a second for four letters at a million signals); the words themselves are few and quickly
listed, and asking for one of them is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.queries.search_run import Run, any_of, spellings
from store.rules.search_indexes import TERMS

INDEXED = 3
"""Letters of a beginning that the indexes answer by themselves."""
MOST = 64


@dataclass(frozen=True, slots=True)
class Beginning:
    """The expression for words that begin so; with `check` it finds others too, and each row must be read.

    `sure` then is the slow expression that finds no others.
    """

    expression: str
    check: bool = False
    sure: str = ""


def beginning(run: Run, key: str) -> Beginning | None:
    """Return how to ask for words in texts that begin with a folded `key`; None when there are none."""
    if len(key) <= INDEXED:
        return Beginning(any_of(spellings(key), typing=True))
    words: dict[str, None] = {}
    for index in TERMS.values():
        for spelling in spellings(key):
            words.update(dict.fromkeys(terms(run, index, spelling, MOST + 1)))
            if len(words) > MOST:
                shorter = any_of((one[:INDEXED] for one in spellings(key)), typing=True)
                return Beginning(shorter, check=True, sure=any_of(spellings(key), typing=True))
    return Beginning(any_of(words)) if words else None


def terms(run: Run, index: str, start: str, most: int) -> list[str]:
    """Return the first words of an index that begin with `start`, one look-up for each."""
    found: list[str] = []
    after = start
    while len(found) < most:
        rows = run.rows(f"SELECT term FROM {index} WHERE term >= ? LIMIT 1", (after,))
        if not rows or not rows[0][0].startswith(start):
            break
        found.append(rows[0][0])
        after = f"{rows[0][0]}\x01"
    return found
