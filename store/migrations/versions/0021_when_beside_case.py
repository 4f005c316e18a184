"""The moment of a signal beside its case: an agenda sees what is new without reading the signals of every open case."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index again with one column more."""
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_signals_case_id")
    run("CREATE INDEX ix_signals_case_id ON signals (case_id, registered_at)")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
