"""Deciding about two records from any screen: what goes against an earlier decision is named and asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import Contradicted

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp

Decision = Callable[[Store, Actor, bool], None]
"""An act about two records; the last argument is whether it may overrule what was decided before."""


async def decide(
    app: SignaalpuntApp, act: Decision, done: str, question: str = "Eerder is anders besloten. Toch doen?"
) -> bool:
    """Do an act, asking first when it contradicts a decision; True when it was done. Call it from a worker."""

    def first(store: Store, actor: Actor) -> str:
        try:
            act(store, actor, False)
        except Contradicted as against:
            return str(against)
        return ""

    def overruling(store: Store, actor: Actor) -> str:
        act(store, actor, True)
        return ""

    against = await app.perform(first)
    if against:
        from tui.screens.confirm import ConfirmDialog

        if not await app.push_screen_wait(ConfirmDialog(question, against, enter_is_yes=False)):
            return False
        against = await app.perform(overruling)
    if against is None:
        return False
    app.notify(f"{done} Met u maakt u dit ongedaan.", timeout=4, markup=False)
    return True
