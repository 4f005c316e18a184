"""The newest of a name, read where they stand together, are those that reading all people of that name gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.engine.lifecycle import Store, open_store
from store.local_time import today
from store.queries import search_find, search_needs
from store.queries.search import search
from tests.acts.office import rows
from tests.perf.stores import make_small
from tests.templates import template


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(template(make_small)) as opened:
        yield opened


def lines(store: Store) -> list[str]:
    """Return names, their beginnings and misspellings, alone and with a filter."""
    known = rows(store, "SELECT given, surname FROM residents WHERE length(surname) > 4 ORDER BY id LIMIT 14")
    asked = {"a", "de ", "van ", "van"}
    for given, surname in known:
        swapped = f"{surname[:2]}{surname[3]}{surname[2]}{surname[4:]}"
        asked |= {given, f"{given} ", surname, f"{surname} ", surname[:3], swapped, f"{given} {surname}"}
    return sorted(asked) + [f"{line} sinds:2020" for line in sorted(asked)[::3]]


def test_they_are_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_needs, "_FEW_PEOPLE", 0)
    taken: list[bool] = []
    found_named = search_needs.newest_named

    def noted(*asked: object) -> list[int]:
        found = found_named(*asked)  # type: ignore[arg-type]
        taken.append(bool(found))
        return found

    for line in lines(store):
        for limit in (1, 4):
            monkeypatch.setattr(search_find, "newest_named", noted)
            short = search(store, line, today=today(), limit=limit)
            monkeypatch.setattr(search_find, "newest_named", lambda *_: [])
            assert search(store, line, today=today(), limit=limit).hits == short.hits, line
    assert sum(taken) > 20
