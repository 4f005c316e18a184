"""What was set in this store, by key. Apart from the directory, because every start asks it."""

from __future__ import annotations

from store.engine.lifecycle import Store
from store.queries.shared import fetch, fetch_one


def settings(store: Store) -> dict[str, str]:
    """Return all settings of this store, by key."""
    return dict(fetch(store, "SELECT key, value FROM settings ORDER BY key"))


def setting(store: Store, key: str, default: str = "") -> str:
    """Return one setting, or `default` when it was never set."""
    row = fetch_one(store, "SELECT value FROM settings WHERE key = ?", (key,))
    return default if row is None else str(row[0])
