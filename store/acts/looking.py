"""Writing down that somebody looked: what was opened, searched or printed, by whom and for what (NEN 7513)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from store.actor import Actor
from store.acts.log_chain import NewEntry, log_alone
from store.codes import LogEvent
from store.engine.lifecycle import Store
from store.engine.search_terms import keyed_terms
from store.local_time import now as present

SAME_LOOK: Final = timedelta(minutes=5)
"""Looks at one thing by one person within this time of the first are one entry. Own norm: going back and forth between
screens is one look."""

_THINGS: Final = {
    "case": "casus",
    "signal": "signaal",
    "resident": "betrokkene",
    "address": "adres",
    "meeting": "overleg",
    "log": "logboek",
    "cases": "casussen",
    "signals": "signalen",
    "search": "alles",
}
_MOST_KEPT: Final = 500

_looked: WeakKeyDictionary[Store, dict[tuple[object, ...], datetime]] = WeakKeyDictionary()


def log_look(
    store: Store,
    actor: Actor,
    *,
    event: LogEvent | str,
    kind: str,
    number: str = "",
    case_id: int | None = None,
    signal_id: int | None = None,
    resident_id: int | None = None,
    terms: str = "",
    purpose: str = "",
    summary: str = "",
    now: datetime | None = None,
) -> bool:
    """Log one look in a transaction of its own; False when it is the same look as a moment ago (`SAME_LOOK`).

    Call it after the read, in the thread of the query. `kind` is what was looked at (`"case"`, `"signal"`, `"log"`, …);
    the resident is found through case or signal. `terms` is what was searched for: it is keyed here and never stored
    as it was typed. Raises `StoreUnusable` when it cannot be written down.
    """
    at = now or present()
    event = LogEvent.of(event)
    looked = _looked.setdefault(store, {})
    look = (actor, event, kind, number, case_id, signal_id, resident_id, terms, purpose, summary)
    before = looked.get(look)
    if before is not None and before <= at < before + SAME_LOOK:
        return False
    log_alone(
        store,
        NewEntry(
            at=at,
            actor=actor,
            event=event,
            act="look",
            kind=kind,
            number=number,
            case_id=case_id,
            signal_id=signal_id,
            resident_id=resident_id,
            summary=summary or f"{_THINGS.get(kind, kind)} {event.label}".strip(),
            purpose=purpose,
            terms=keyed_terms(store.subkey, terms),
        ),
    )
    if len(looked) >= _MOST_KEPT:
        looked.clear()
    looked[look] = at
    return True
