"""Counting anew from the rows what triggers keep beside them, when it was found not to agree."""

from __future__ import annotations

from datetime import datetime

from store.actor import Actor
from store.acts.log_chain import log_alone
from store.acts.maintenance import maintenance
from store.engine.lifecycle import Store
from store.queries.year_check import sums_agree
from store.schema.reachable import find_anew
from store.schema.year_counts import count_anew

SUMS = "sommen van de cijfers"


def mend_sums(store: Store, actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """Count anew what does not agree with the rows, log that, and return in Dutch what it was; nothing when all does.

    Raises `StoreUnusable` when somebody else is writing; then nothing was counted.
    """
    if sums_agree(store):
        return ()
    with store.writing() as connection:
        for statement in (*count_anew(), *find_anew()):
            connection.execute(statement)
    log_alone(store, maintenance(actor, "mend_figures", f"{SUMS} opnieuw geteld", now=now))
    return (SUMS,)
