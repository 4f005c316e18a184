"""What somebody is typing, kept encrypted so that a killed terminal loses nothing; no log, no undo."""

from __future__ import annotations

import json
from collections.abc import Mapping

from store.actor import Actor
from store.engine.lifecycle import Store
from store.local_time import now, utc_text


def save_draft(store: Store, actor: Actor, key: str, body: Mapping[str, object]) -> None:
    """Keep a form as it stands under `key` (one per form and worker); durable when this returns."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO drafts (key, worker, body, saved_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            (key, actor.name, json.dumps(dict(body), ensure_ascii=False), utc_text(now())),
        )


def discard_draft(store: Store, key: str) -> None:
    """Throw a draft away."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM drafts WHERE key = ?", (key,))
