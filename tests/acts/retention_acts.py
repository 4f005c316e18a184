"""The acts of keeping and destroying, each with a store where it can be done; see `tests.acts.every_act`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from store.acts import retention
from store.acts.cases import close_case
from store.codes import Outcome
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store
from tests.acts.office import JORIS, ME, NOW, TODAY, opened

Prepared = Callable[[Store, Path], Callable[[], object]]
CASE = RetentionSubject.CASE


def _over(store: Store) -> int:
    """Return a case without help that was closed so long ago that its six weeks are over."""
    case_id = opened(store, now=NOW - timedelta(days=90))
    close_case(store, ME, case_id, Outcome.SELF_SOLVED, reason="Opgelost", now=NOW - timedelta(days=60))
    return case_id


def _hold(store: Store, folder: Path) -> Callable[[], object]:
    case_id, review = _over(store), TODAY + timedelta(days=30)
    return lambda: retention.hold_destruction(store, ME, CASE, case_id, "Er loopt iets.", review, now=NOW)


def _hold_what_was_proposed(store: Store, folder: Path) -> Callable[[], object]:
    hold = _hold(store, folder)
    retention.propose_destruction(store, JORIS, CASE, 1, now=NOW)
    return hold


def _release(store: Store, folder: Path) -> Callable[[], object]:
    _hold(store, folder)()
    return lambda: retention.release_hold(store, ME, CASE, 1, now=NOW)


def _propose(store: Store, folder: Path) -> Callable[[], object]:
    case_id = _over(store)
    return lambda: retention.propose_destruction(store, ME, CASE, case_id, now=NOW)


def _withdraw(store: Store, folder: Path) -> Callable[[], object]:
    row_id = retention.propose_destruction(store, JORIS, CASE, _over(store), now=NOW)
    return lambda: retention.withdraw_proposal(store, ME, row_id, now=NOW)


def _approve(store: Store, folder: Path) -> Callable[[], object]:
    row_id = retention.propose_destruction(store, JORIS, CASE, _over(store), now=NOW)
    return lambda: retention.approve_destruction(store, ME, row_id, now=NOW)


def _finish(store: Store, folder: Path) -> Callable[[], object]:
    _approve(store, folder)()
    return lambda: retention.finish_destruction(store, ME, now=NOW)


UNDONE: dict[str, Prepared] = {
    "hold": _hold,
    "hold what was proposed": _hold_what_was_proposed,
    "release": _release,
    "propose": _propose,
    "withdraw a proposal": _withdraw,
}
FINAL: dict[str, Prepared] = {"approve": _approve, "finish": _finish}
"""What cannot be taken back: the coordinator does it, on the proposal of another."""
