"""Whether who sits at the store may do an act, and may touch a row: asked in the frame of every act."""

from __future__ import annotations

from typing import Any, Final

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import NotAllowed
from store.queries.seat import role_now
from store.queries.visibility import check_case, check_signal
from store.rules.permissions import group_of, refusal

_GONE: Final = (
    "Uw toegang tot deze opslag is weggenomen. Er is niets gewijzigd; vraag een coördinator om toegang."
)


def check_allowed(store: Store, actor: Actor, act: str) -> None:
    """Raise `NotAllowed` when the role of the actor, or of the viewer at this store, does not allow the act.

    The role is the one the viewer was seated with and the one the store says by now: what a coordinator takes away
    holds at once, also where somebody has the store open.
    """
    viewer = store.viewer
    roles = [actor.role]
    if viewer is not None:
        now = role_now(store, viewer)
        if now is None:
            raise NotAllowed(_GONE)
        roles += [viewer.role, now]
    for role in roles:
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
