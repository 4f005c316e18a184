"""The case of a signal beside who it is about, so that the radar reads no signal to know the cases of a person."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index again with one column more."""
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_signals_who")
    run("CREATE INDEX ix_signals_who ON signals (resident_id, address_id, case_id)")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
