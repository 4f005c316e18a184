"""What somebody was typing when the terminal closed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.engine.lifecycle import Store
from store.queries.shared import fetch, fetch_one, instant


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that is waiting: its key, when it was saved and the fields of the form."""

    key: str
    saved_at: datetime
    body: dict[str, Any]


def load_draft(store: Store, key: str) -> tuple[dict[str, Any], datetime] | None:
    """Return the fields kept under `key` and when, or None when there is no draft."""
    row = fetch_one(store, "SELECT body, saved_at FROM drafts WHERE key = ?", (key,))
    return None if row is None else (_body(row[0]), instant(row[1]))


def drafts_of(store: Store, worker: str, limit: int = 50) -> tuple[DraftLine, ...]:
    """Return the drafts of a worker, newest first."""
    found = fetch(
        store,
        "SELECT key, saved_at, body FROM drafts WHERE worker = ? ORDER BY saved_at DESC, id DESC LIMIT ?",
        (worker, limit),
    )
    return tuple(DraftLine(key, instant(saved_at), _body(body)) for key, saved_at, body in found)


def _body(text: str) -> dict[str, Any]:
    body = json.loads(text or "{}")
    return body if isinstance(body, dict) else {}
