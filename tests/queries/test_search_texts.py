"""Reading a text and asking its index come to the same: a search may do either."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import sqlcipher3
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.engine.connection import Connection
from store.queries.search_run import word_expression
from store.queries.search_show import WIDTH
from store.rules.search_spans import find_spans, follows, snippet
from store.text import fold


@pytest.fixture(scope="module")
def index() -> Iterator[Connection]:
    """Return an index that cuts texts into words as those of a store do."""
    made = sqlcipher3.connect(":memory:")
    made.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(body, detail=none, prefix='2 3',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    yield made
    made.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text("ab1_-'.é ÄjiyJ\n", max_size=24),
    word=st.text("ab1eijy", min_size=1, max_size=4),
    begun=st.booleans(),
)
@example(text="stank_hal", word="stank", begun=False)
@example(text="41A", word="41", begun=False)
@example(text="IJsje", word="ys", begun=True)
def test_a_word_is_read_where_the_index_says_it_stands(
    index: Connection, text: str, word: str, begun: bool
) -> None:
    key = fold(word)
    index.execute("DELETE FROM texts")
    index.execute("INSERT INTO texts (rowid, body) VALUES (1, ?)", (text,))
    asked = word_expression(key, typing=begun)
    found = index.execute("SELECT 1 FROM texts WHERE texts MATCH ?", (asked,)).fetchall()
    assert follows(text, (key, begun)) == bool(found)


@settings(max_examples=100, deadline=None)
@given(
    text=st.text("ab é\n-y", max_size=300),
    words=st.lists(st.tuples(st.text("abey", min_size=1, max_size=3), st.booleans()), min_size=1, max_size=3),
)
def test_what_is_shown_of_a_text_marks_what_matched(text: str, words: list[tuple[str, bool]]) -> None:
    spans = find_spans(text, words)
    begins = {found.start() for found in re.finditer(r"(?<![^\W_])[^\W_]", text)}
    assert all(start in begins for start, _ in spans)
    line, kept = snippet(text, spans, WIDTH)
    assert len(line) <= WIDTH
    shown = [text[start:end] for start, end in spans]
    marked = [line[start:end] for start, end in kept]
    assert marked == shown[: len(marked)]
    assert not shown or marked
