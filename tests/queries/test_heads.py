"""What a list paints first is what the whole list begins with, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.codes import CaseStatus, SignalStatus, Theme
from store.engine.lifecycle import Store, open_store
from store.queries.cases import CaseFilter, case_head, case_spine
from store.queries.signals import SignalFilter, signal_head, signal_spine
from tests.acts.office import rows
from tests.perf.stores import make_small
from tests.templates import template


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(template(make_small)) as opened:
        yield opened


def beginnings(store: Store) -> set[str]:
    """Return texts that signals of the store begin with: numbers, names, streets with and without number, postcodes."""
    found = {"2026", "20", "zzz", "a", "b", "v", "de", " "}
    for number, surname, street, house, postcode in rows(
        store,
        "SELECT s.number, r.surname, a.street, a.house_number, a.postcode FROM signals s"
        " JOIN residents r ON r.id = s.resident_id JOIN addresses a ON a.id = s.address_id LIMIT 12",
    ):
        found |= {number, surname, surname[:3], street, f"{street[:5]} {house}", postcode, f"{postcode[:4]} "}
    return found


def test_signals(store: Store) -> None:
    shown = 0
    for text in sorted(beginnings(store)):
        for chosen in (
            SignalFilter(text=text),
            SignalFilter(text=text, status=(SignalStatus.RECEIVED, SignalStatus.LINKED)),
            SignalFilter(text=text, theme=Theme.NUISANCE),
        ):
            whole = list(signal_spine(store, chosen))
            shown += len(whole)
            for limit in (1, 4, 500):
                assert list(signal_head(store, chosen, limit)) == whole[:limit], chosen
    assert shown > 60


def test_cases(store: Store) -> None:
    for chosen in (
        CaseFilter(),
        CaseFilter(open_only=True),
        CaseFilter(open_only=True, text="a"),
        CaseFilter(status=(CaseStatus.CLOSED,)),
        CaseFilter(status=(CaseStatus.OUTREACH, CaseStatus.CLOSED)),
        CaseFilter(status=(CaseStatus.CLOSED,), open_only=True),
        CaseFilter(team_id=1),
    ):
        whole = list(case_spine(store, chosen))
        for limit in (1, 3, 500):
            assert list(case_head(store, chosen, limit)) == whole[:limit], chosen
    assert len(case_spine(store, CaseFilter())) > len(case_spine(store, CaseFilter(open_only=True))) > 3
