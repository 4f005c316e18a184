"""The streets in a table of their own: a search does not go through the index of addresses to know them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its triggers, and fill it from the addresses that are there."""
    run = op.get_bind().exec_driver_sql
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        run(statement)
    run(
        "INSERT INTO search_places_streets (key, uses)"
        " SELECT street_key, count(*) FROM addresses WHERE street_key <> '' GROUP BY street_key"
    )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
