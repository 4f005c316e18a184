"""Who and where in one index: a search or the radar that asks for both reads no signal or case for it."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the address beside the resident, and the other way round, in the place of an index of each alone."""
    run = op.get_bind().exec_driver_sql
    for table in ("signals", "cases"):
        run(f"DROP INDEX ix_{table}_resident_id")
        run(f"CREATE INDEX ix_{table}_who ON {table} (resident_id, address_id)")
        run(f"DROP INDEX ix_{table}_address_id")
        run(f"CREATE INDEX ix_{table}_where ON {table} (address_id, resident_id)")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
