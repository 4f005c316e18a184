"""Telling who opened with a passphrase that somebody else made up to choose one of their own."""

from __future__ import annotations

from store.engine.lifecycle import Store
from store.queries.seat import secret_is_due

_DUE = (
    "Uw wachtzin is door een ander bedacht. Kies nu een eigen wachtzin: Inrichting, blad Opslag, toets s. Tot dan kan "
    "die ander de opslag als u openen."
)


def secret_words(store: Store) -> str:
    """Return what to say at opening, or "" when the passphrase is one's own."""
    return _DUE if secret_is_due(store) else ""
