"""Who acts; light, so that a screen can name the actor before the database layer is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from store.codes import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, on whose behalf and for what purpose (NEN 7513).

    `worker_id` and `role` are those of a person of this store; None for a name alone (setting up, maintenance).
    """

    name: str
    on_behalf: str = ""
    purpose: str = ""
    worker_id: int | None = None
    role: Role | None = None
