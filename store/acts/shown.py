"""Writing down that covered names were shown on a screen others can see."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session

from store.actor import Actor
from store.engine.lifecycle import Store
from store.schema import Case, LogEntry, Signal

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
    with Session(store.engine) as session:
        case = None if case_id is None else session.get(Case, case_id)
        signal = None if signal_id is None else session.get(Signal, signal_id)
        number = case.number if case is not None else signal.number if signal is not None else ""
        session.add(
            LogEntry(
                at=(now or datetime.now(UTC)).astimezone(UTC),
                worker=actor.name,
                event="read",
                act="reveal",
                kind="case" if case is not None else "signal" if signal is not None else "",
                number=number,
                case_id=case_id if case is not None else None,
                signal_id=signal_id if signal is not None else None,
                summary=f"naam en adres getoond op het scherm {where}".strip(),
                on_behalf=actor.on_behalf,
                purpose=PURPOSE,
            )
        )
        session.commit()
