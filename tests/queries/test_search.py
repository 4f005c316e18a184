"""Searching a store with one line."""

from __future__ import annotations

import threading

import pytest

from store.queries.search import HitKind, Nearness, SearchStopped, search
from tests.queries.conftest import TODAY, Filled


def found(filled: Filled, line: str, kind: HitKind) -> list[str]:
    return [hit.title for hit in search(filled.store, line, today=TODAY).of(kind)]


def test_the_very_name_stands_before_one_that_looks_like_it(filled_store: Filled) -> None:
    hits = search(filled_store.store, "visser", today=TODAY).of(HitKind.RESIDENT)
    assert [(hit.title, hit.nearness) for hit in hits] == [
        ("M. Visser, 1951", Nearness.EXACT),
        ("M. Visscher, 1951", Nearness.NEAR),
    ]
    assert hits[0].signals == 3
    assert hits[0].why == "naam: M. Visser, 1951"
    assert hits[0].matches[0].pieces == (("M. ", False), ("Visser", True), (", 1951", False))


def test_a_house_number_is_that_number(filled_store: Filled) -> None:
    assert found(filled_store, "Kerkstr 41", HitKind.ADDRESS) == [
        "Kerkstraat 41, 2641 AB Pijnacker",
        "Kerkstraat 41A, 2641 AB Pijnacker",
    ]
    assert found(filled_store, "kerkstraat 4", HitKind.ADDRESS) == []


def test_a_number_answers_by_itself(filled_store: Filled) -> None:
    result = search(filled_store.store, f"{filled_store.first.number} status:afgesloten", today=TODAY)
    assert [hit.number for hit in result.hits] == [filled_store.first.number]
    assert result.hits[0].nearness == Nearness.NUMBER


def test_a_stopped_search_says_so(filled_store: Filled) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(SearchStopped):
        search(filled_store.store, "stank", today=TODAY, stopped=stop.is_set)
    assert search(filled_store.store, "stank", today=TODAY).hits
