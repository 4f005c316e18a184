"""Proof of what was destroyed of the log when its time was over."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing of a log was destroyed before."""
    op.execute(
        """CREATE TABLE log_prunings (
	id INTEGER NOT NULL,
	destruction_id INTEGER NOT NULL,
	up_to INTEGER NOT NULL,
	entries INTEGER NOT NULL,
	total INTEGER NOT NULL,
	mac VARCHAR NOT NULL,
	stays_from VARCHAR NOT NULL,
	at VARCHAR NOT NULL,
	proposed_by VARCHAR NOT NULL,
	approved_by VARCHAR NOT NULL,
	log_id INTEGER NOT NULL,
	seal VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(destruction_id) REFERENCES destructions (id)
)"""
    )
    op.execute("CREATE INDEX ix_log_prunings_destruction_id ON log_prunings (destruction_id)")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
