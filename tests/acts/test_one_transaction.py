"""One act is one transaction: what breaks in the middle leaves nothing; nothing of it was logged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.acts import advise, case_work, cases, directory, links, receive, route, triage
from store.acts.deliveries import import_delivery
from store.codes import CaseStatus, LifeDomain, LinkOrigin, Outcome
from store.engine.lifecycle import Store
from store.errors import StoreUnusable
from store.exchange.delivery import open_delivery
from tests.acts.every_act import LIST
from tests.acts.office import (
    ME,
    NOW,
    everything,
    forwarded,
    judged,
    move,
    opened,
    received,
    report,
    triaged,
)


class Broken(Exception):
    """The power goes out."""


def _out(*_: object, **__: object) -> None:
    raise Broken


# Where the power goes out, and the act that stumbles over it; ids are those of a store with one signal and case.
_CUTS: dict[str, tuple[str, Callable[[Store], Callable[[], object]]]] = {
    "receive": (
        "store.acts.clock_keeping.start",
        lambda s: lambda: receive.receive_signal(s, ME, report(), now=NOW),
    ),
    "amend": (
        "store.acts.receive.drop_address",
        lambda s: (
            lambda i: lambda: receive.amend_signal(s, ME, i, report(street="Laan", postcode=""), now=NOW)
        )(received(s).id),
    ),
    "triage": (
        "store.acts.clock_keeping.stop",
        lambda s: (lambda i: lambda: triage.triage_signal(s, ME, i, judged(), now=NOW))(received(s).id),
    ),
    "route": (
        "store.acts.route._tell_beside",
        lambda s: (lambda i: lambda: route.route_signal(s, ME, i, now=NOW))(triaged(s).id),
    ),
    "advice": (
        "store.acts.advise._remove_traces",
        lambda s: (lambda i: lambda: advise.give_advice(s, ME, i, "Praat.", now=NOW))(received(s).id),
    ),
    "status": (
        "store.acts.clock_keeping.touch",
        lambda s: (lambda i: lambda: move(s, i, CaseStatus.WAITLIST))(opened(s)),
    ),
    "close": (
        "store.acts.clock_keeping.stop",
        lambda s: (lambda i: lambda: cases.close_case(s, ME, i, Outcome.MOVED, now=NOW))(opened(s)),
    ),
    "link": (
        "store.acts.links.follow",
        lambda s: (
            received(s),
            received(s, surname="Visscher"),
            lambda: links.link_residents(s, ME, 1, 2, origin=LinkOrigin.REVIEW, now=NOW),
        )[-1],
    ),
    "score": (
        "store.acts.clock_keeping.touch",
        lambda s: (lambda i: lambda: case_work.score_domain(s, ME, i, LifeDomain.WORK, 3, now=NOW))(
            opened(s)
        ),
    ),
    "rules": (
        "store.acts.unit.Unit.finish",
        lambda s: lambda: directory.apply_rules(s, ME, "delft", (), now=NOW),
    ),
    "confirm": (
        "store.acts.unit.Unit.finish",
        lambda s: (lambda i: lambda: route.confirm_handover(s, ME, i, now=NOW))(forwarded(s).id),
    ),
}


@pytest.mark.parametrize("name", _CUTS)
def test_a_cut_in_the_middle_leaves_nothing(name: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    place, prepare = _CUTS[name]
    act = prepare(store)
    before = everything(store)
    monkeypatch.setattr(place, _out)
    with pytest.raises(Broken):
        act()
    assert everything(store) == before
    monkeypatch.undo()
    act()
    assert everything(store) != before


def test_a_cut_in_an_import_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    before = everything(store)
    monkeypatch.setattr("store.acts.deliveries._Job._close_delivery", _out)
    with pytest.raises(Broken):
        import_delivery(store, ME, open_delivery(path), path, now=NOW)
    assert everything(store) == before
    assert list(tmp_path.glob("levering*")) == [path]


def test_a_store_that_is_busy_says_so_and_keeps_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.engine.connection.BUSY_MS", 20)
    other = store.raw_writer()
    other.execute("BEGIN IMMEDIATE")
    with store.engine.connect() as connection:
        connection.execution_options(read_only=True).exec_driver_sql("PRAGMA busy_timeout = 20")
    before = everything(store)
    with pytest.raises(StoreUnusable, match="bezig"):
        received(store)
    other.execute("ROLLBACK")
    other.close()
    assert everything(store) == before
    received(store)
