"""Whether who sits at the store may do an act, and may touch a row: asked in the frame of every act."""

from __future__ import annotations

from typing import Any

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import NotAllowed
from store.queries.visibility import check_case, check_signal
from store.rules.permissions import group_of, refusal


def check_allowed(store: Store, actor: Actor, act: str) -> None:
    """Raise `NotAllowed` when the role of the actor, or of the viewer at this store, does not allow the act."""
    viewer = store.viewer
    for role in (actor.role, viewer.role if viewer is not None else None):
        reason = "" if role is None else refusal(role, group_of(act))
        if reason:
            raise NotAllowed(reason)


def check_about(store: Store, case_id: int | None, signal_id: int | None) -> None:
    """Raise `Shielded` when the viewer may not see this case, or the case of this signal."""
    if store.viewer is None:
        return
    if case_id is not None:
        check_case(store, case_id)
    if signal_id is not None:
        check_signal(store, signal_id)


def check_row(store: Store, row: Any) -> None:
    """Raise as `check_about` does for a row that is, or hangs under, a case or a signal."""
    table = row.__tablename__
    case_id = row.id if table == "cases" else getattr(row, "case_id", None)
    check_about(store, case_id, getattr(row, "signal_id", None))
