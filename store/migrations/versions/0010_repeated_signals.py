"""An index on what a signal repeats: without it every signal that is removed is looked for in all others."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.execute("CREATE INDEX ix_signals_repeated ON signals (repeated_of_id) WHERE repeated_of_id IS NOT NULL")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
