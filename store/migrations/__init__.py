"""The steps that bring a store of an older version up to date; Alembic runs them."""

from __future__ import annotations

from collections.abc import Callable


def drop_trigger(name: str) -> None:
    """Drop a trigger for good, inside a migration: one that goes with its table is put back."""
    from alembic import context, op

    op.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    context.config.attributes.setdefault("dropped_triggers", set()).add(name)


def subkey() -> Callable[[str], bytes]:
    """Return what derives keys from the key of the store being brought up to date, as `Store.subkey` does."""
    from alembic import context

    derive: Callable[[str], bytes] = context.config.attributes["subkey"]
    return derive
