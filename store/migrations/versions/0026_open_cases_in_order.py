"""Open cases in the order of their list, so that the first of them are read without the others."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    run = op.get_bind().exec_driver_sql
    run("CREATE INDEX ix_cases_open ON cases (opened_at, id, status) WHERE status <> 'closed'")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
