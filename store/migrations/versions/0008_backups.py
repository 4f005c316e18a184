"""The copies that were made of a store, opened and checked."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; copies made before are found on the disk."""
    op.execute(
        """CREATE TABLE backups (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	worker VARCHAR NOT NULL,
	folder TEXT NOT NULL,
	name VARCHAR NOT NULL,
	by_hand BOOLEAN NOT NULL,
	size INTEGER NOT NULL,
	signals INTEGER NOT NULL,
	cases INTEGER NOT NULL,
	log_entries INTEGER NOT NULL,
	PRIMARY KEY (id)
)"""
    )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
