"""What somebody did and can take back, over an index: without one, all that everybody did was read for it."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    run = op.get_bind().exec_driver_sql
    run("CREATE INDEX ix_undo_records_open ON undo_records (worker) WHERE undone_at IS NULL")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
