"""How many pages were read for what was destroyed, and for how many words."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; destructions of before were checked without reading pages."""
    for column in ("pages_read", "words_sought", "words_kept"):
        op.execute(f"ALTER TABLE destructions ADD COLUMN {column} INTEGER DEFAULT 0 NOT NULL")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
