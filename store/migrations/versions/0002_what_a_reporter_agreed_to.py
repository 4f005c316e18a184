"""What a reporter agreed to and may hear: to be named, essentiële naaste, a report under the Wvggz."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what was reported before, nothing is known, so nobody counts as having agreed."""
    op.execute("ALTER TABLE reporters ADD COLUMN may_be_named BOOLEAN DEFAULT 0 NOT NULL")
    op.execute("ALTER TABLE reporters ADD COLUMN essential_relative BOOLEAN DEFAULT 0 NOT NULL")
    op.execute("ALTER TABLE signals ADD COLUMN wvggz TEXT DEFAULT 'unknown' NOT NULL")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError("a store is not taken back to an older version")
