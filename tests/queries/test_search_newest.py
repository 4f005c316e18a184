"""What is about the people of a name, read where it stands together, is what reading all those people gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from store.engine.lifecycle import Store, open_store
from store.local_time import today
from store.queries import search_find, search_needs
from store.queries.search import search
from tests.acts.office import rows
from tests.perf.stores import make_small
from tests.templates import template

_WAYS = ("newest_named", "listed_named")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(template(make_small)) as opened:
        yield opened


def lines(store: Store) -> list[str]:
    """Return names, their beginnings and misspellings, alone and with a filter, a street or a word."""
    known = rows(
        store,
        "SELECT r.given, r.surname, a.street FROM residents r JOIN addresses a ON a.id = r.address_id"
        " WHERE length(r.surname) > 4 ORDER BY r.id LIMIT 12",
    )
    asked = {"a", "de ", "van ", "van"}
    for given, surname, street in known:
        swapped = f"{surname[:2]}{surname[3]}{surname[2]}{surname[4:]}"
        asked |= {given, f"{given} ", surname, f"{surname} ", surname[:3], swapped, f"{given} {surname}"}
        asked |= {f"{surname} {street[:6]}", f"{surname} de"}
    return sorted(asked) + [f"{line} sinds:2020" for line in sorted(asked)[::3]]


def noting(taken: list[str], name: str, found: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*asked: object) -> Any:
        answer = found(*asked)
        if answer:
            taken.append(name)
        return answer

    return noted


@pytest.mark.parametrize(("few", "way"), [(1_000, "listed_named"), (2, "newest_named")])
def test_they_are_the_same(store: Store, monkeypatch: pytest.MonkeyPatch, few: int, way: str) -> None:
    monkeypatch.setattr(search_find, "FEW", few)
    monkeypatch.setattr(search_needs, "FEW", few)
    taken: list[str] = []
    ways = {name: noting(taken, name, getattr(search_needs, name)) for name in _WAYS}
    for line in lines(store):
        for limit in (1, 4):
            for name in _WAYS:
                monkeypatch.setattr(search_find, name, ways[name])
            short = search(store, line, today=today(), limit=limit)
            for name in _WAYS:
                monkeypatch.setattr(search_find, name, lambda *_: None)
            assert search(store, line, today=today(), limit=limit).hits == short.hits, line
    assert taken.count(way) > 20
