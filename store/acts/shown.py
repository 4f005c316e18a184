"""Writing down that covered names were shown on a screen others can see."""

from __future__ import annotations

from datetime import UTC, datetime

from store.actor import Actor
from store.acts.allowed import check_about
from store.acts.log_chain import NewEntry, log_alone
from store.engine.lifecycle import Store
from store.queries.shared import fetch_one

PURPOSE = "getoond op gedeeld scherm"


def log_shown(
    store: Store,
    actor: Actor,
    *,
    signal_id: int | None = None,
    case_id: int | None = None,
    where: str = "",
    now: datetime | None = None,
) -> None:
    """Log (NEN 7513: event, time, user, subject, purpose) that a person's name and address were shown.

    `where` is the title of the screen. Nothing in the store changes, so there is nothing to take back: no undo record.
    """
    found = None
    if case_id is not None:
        found = fetch_one(store, "SELECT 'case', number, id, NULL FROM cases WHERE id = ?", (case_id,))
    elif signal_id is not None:
        found = fetch_one(store, "SELECT 'signal', number, NULL, id FROM signals WHERE id = ?", (signal_id,))
    kind, number, case, signal = found or ("", "", None, None)
    check_about(store, case, signal)
    log_alone(
        store,
        NewEntry(
            at=now or datetime.now(UTC),
            actor=actor,
            event="read",
            act="reveal",
            kind=kind,
            number=number,
            case_id=case,
            signal_id=signal,
            summary=f"naam en adres getoond op het scherm {where}".strip(),
            purpose=PURPOSE,
        ),
    )
