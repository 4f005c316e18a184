"""How Alembic reaches the store: on the connection and in the transaction of `store.engine.migrate`."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the steps; there is no other way in, because a migration without a copy and checks is not safe."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("run migrations through store.engine.migrate.migrate")
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata"),
        render_as_batch=True,
        transaction_per_migration=False,
        on_version_apply=context.config.attributes.get("applied"),
    )
    with context.begin_transaction():
        context.run_migrations()


run()
