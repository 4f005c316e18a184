"""The words of names follow the rows, and the words that look like another are found as if all had been compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlcipher3
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.engine.connection import Connection
from store.queries.search_spellings import near_names, nearest, terms_of
from store.rules.search_indexes import INDEXES, NAME_WORDS
from store.schema import search_words
from store.schema.search import statements
from store.text import fold

COLUMNS = ", ".join(INDEXES["search_names"][1])


class Names:
    """A table of residents with their words and their index, asked as a search asks."""

    def __init__(self) -> None:
        self.connection: Connection = sqlcipher3.connect(":memory:", isolation_level=None)
        run = self.connection.execute
        run(f"CREATE TABLE residents (id INTEGER PRIMARY KEY, {COLUMNS})")
        run("CREATE TABLE search_held (part, id)")
        for statement in (*statements("search_names"), *search_words.statements()):
            run(statement)
        run("CREATE VIRTUAL TABLE indexed USING fts5vocab(search_names, row)")

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one SELECT."""
        return list(self.connection.execute(statement, values).fetchall())

    def put(self, names: Sequence[str]) -> None:
        """Make these the names that are there."""
        run = self.connection.execute
        run("DELETE FROM residents")
        for name in names:
            run("INSERT INTO residents VALUES (NULL, '', '', ?, '')", (name,))

    def uses(self, table: str, column: str) -> dict[str, int]:
        """Return each word with in how many rows it is."""
        return dict(self.rows(f"SELECT term, {column} FROM {table}"))


@pytest.fixture(scope="module")
def names() -> Iterator[Names]:
    made = Names()
    yield made
    made.connection.close()


SHARED = {
    "max_examples": 60,
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}
NAME = st.text("abIJij \u00e9\u00d6\u0142\u0141\u00df\u1ea7\u0301'’-./\"\\\x07\n2_\u00d7", max_size=14)


@settings(**SHARED)  # type: ignore[arg-type]
@given(first=st.lists(NAME, max_size=4), second=st.lists(NAME, max_size=3))
def test_the_words_of_names_are_those_of_the_index(names: Names, first: list[str], second: list[str]) -> None:
    names.put(first)
    for row_id, name in enumerate(second[: len(first)], 1):
        names.connection.execute(
            "UPDATE residents SET given = ? WHERE id = (SELECT min(id) + ? FROM residents)", (name, row_id)
        )
    assert names.uses(NAME_WORDS, "uses") == names.uses("indexed", "doc")
    names.put(())
    assert names.uses(NAME_WORDS, "uses") == {}


def test_every_letter_of_latin_is_written_as_the_index_does(names: Names) -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
    names.put([f"x{letter}x" for letter in letters])
    ours, theirs = names.uses(NAME_WORDS, "uses"), names.uses("indexed", "doc")
    assert set(ours) - set(theirs) <= {f"x{letter}x" for letter in letters if fold(letter) == letter.lower()}


def test_of_a_text_that_is_no_name_only_the_beginning_counts(names: Names) -> None:
    names.put(["é woord" * 40_000])
    assert names.uses(NAME_WORDS, "uses") == {"e": 1, "woorde": 1}
    names.put(())


WORD = st.text("abcde", min_size=1, max_size=11)


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[list[str], str]:
    """Give some words, and one of them with up to three typing errors."""
    words = draw(st.lists(WORD, min_size=1, max_size=12))
    letters = list(draw(st.sampled_from(words)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(letters)))
        how = draw(st.sampled_from("xisw"))
        if how == "i":
            letters.insert(at, draw(st.sampled_from("abcde")))
        elif how == "x":
            del letters[at : at + 1]
        elif how == "s":
            letters[at : at + 1] = draw(st.sampled_from("abcde"))
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])
    return words, "".join(letters)


@settings(**{**SHARED, "max_examples": 200})  # type: ignore[arg-type]
@given(mistyped())
@example((["abcdefghi"], "abdcegfhi"))
@example((["abcdef"], "bacedf"))
@example((["abcdefgh"], "abdcexgh"))
def test_words_that_look_like_another_are_found_by_a_piece(
    names: Names, asked: tuple[list[str], str]
) -> None:
    words, key = asked
    names.put(words)
    found = near_names(names, key, frozenset())  # type: ignore[arg-type]
    assert found == nearest(key, sorted(set(words)))


def test_spellings_that_fold_to_one_are_known(names: Names) -> None:
    names.put(["Łukasz", "IJsbrandij", "Weiß", "Lukasz"])
    assert terms_of(names, ["lukasz", "ysbrandy", "weiss", "xyz"]) == [  # type: ignore[arg-type]
        "ijsbrandij",
        "lukasz",
        "weiß",
        "łukasz",
    ]
    assert near_names(names, "lukaz", frozenset()) == ["lukasz"]  # type: ignore[arg-type]
