"""A corrected text is found by its new words alone, whichever words of it changed, and nothing of the old is left."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.acts.receive import amend_signal
from store.acts.search_rebuild import rebuild_indexes
from store.acts.undo import undo_last
from store.engine.lifecycle import Store
from store.engine.tokens import TOKENS
from store.queries.search_check import broken_indexes
from tests.acts.office import ME, NOW, received, report, rows
from tests.acts.test_search_index import hits, words

_TEXT = st.lists(
    st.sampled_from(
        ("Eén", "een", "hond", "HOND", "blaft.", "café", "cafe", "straße", "41A", "-", "κύων", "\0")
    ),
    max_size=7,
).map(" ".join)
_STREETS = count(1)


def pairs(store: Store) -> set[Any]:
    return set(rows(store, "SELECT term, doc FROM search_signals_terms"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=2, max_size=4))
def test_any_sequence_of_corrections(store: Store, texts: list[tuple[str, str, str]]) -> None:
    first = report(house_number=next(_STREETS))
    inputs = [replace(first, facts=f"Melding. {a}", opinion=b, request=c) for a, b, c in texts]
    signal = received(store, **{name: getattr(inputs[0], name) for name in ("facts", "opinion", "request")})
    for data in inputs[1:]:
        amend_signal(store, ME, signal.id, data, now=NOW)
        assert broken_indexes(store) == ()
    kept = pairs(store)
    rebuild_indexes(store, ["search_signals"])
    assert pairs(store) == kept
    for _ in inputs:
        undo_last(store, ME, now=NOW)
    assert broken_indexes(store) == ()
    assert rows(store, "SELECT 1 FROM search_held") == []


def test_the_act_itself_brings_the_changed_words(store: Store) -> None:
    signal = received(store, facts="De hond blaft, de hond jankt.")
    writer = store.raw_writer()
    writer.execute("DROP TRIGGER search_signals_changed")
    writer.close()
    amend_signal(store, ME, signal.id, report(facts="De hond blaft en de merel zingt."), now=NOW)
    assert hits(store, "hond") == hits(store, "merel") == [signal.number]
    assert hits(store, "jankt") == []
    assert "jankt" not in words(store)
    assert broken_indexes(store) == ()


def test_a_name_that_is_corrected_is_followed(store: Store) -> None:
    signal = received(store, surname="Visser")
    amend_signal(store, ME, signal.id, report(surname="Visscher"), now=NOW)
    assert hits(store, "visscher") == [signal.number]
    assert broken_indexes(store) == ()


def test_words_are_read_as_the_index_reads_them() -> None:
    assert TOKENS.of(["Eén hond, 2 katten; één", "", "ĳs"]) == [
        ["2", "een", "een", "hond", "katten"],
        [],
        ["ĳs"],
    ]
    assert TOKENS.of(["weer"]) == [["weer"]]
