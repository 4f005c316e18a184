"""Who acts; light, so that a screen can name the actor before the database layer is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, on whose behalf and for what purpose (NEN 7513)."""

    name: str
    on_behalf: str = ""
    purpose: str = ""
