"""Holds on destruction, and destructions with the record they leave."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STEPS = (
    """CREATE TABLE retention_holds (
	id INTEGER NOT NULL,
	case_id INTEGER,
	signal_id INTEGER,
	reason VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	at TEXT NOT NULL,
	review_on DATE NOT NULL,
	released_at TEXT,
	released_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(signal_id) REFERENCES signals (id)
)""",
    "CREATE INDEX ix_retention_holds_signal_id ON retention_holds (signal_id)",
    "CREATE INDEX ix_retention_holds_case_id ON retention_holds (case_id)",
    """CREATE TABLE destructions (
	id INTEGER NOT NULL,
	subject TEXT NOT NULL,
	subject_id INTEGER NOT NULL,
	number VARCHAR NOT NULL,
	basis TEXT NOT NULL,
	term VARCHAR NOT NULL,
	norm TEXT NOT NULL,
	ended_on DATE NOT NULL,
	due_on DATE NOT NULL,
	proposed_at TEXT NOT NULL,
	proposed_by VARCHAR NOT NULL,
	proposed_slot TEXT NOT NULL,
	withdrawn_at TEXT,
	destroyed_at TEXT,
	approved_by TEXT NOT NULL,
	approved_slot TEXT NOT NULL,
	counts TEXT NOT NULL,
	checked BOOLEAN NOT NULL,
	PRIMARY KEY (id)
)""",
    "CREATE UNIQUE INDEX ix_destructions_open ON destructions (subject, subject_id)"
    " WHERE destroyed_at IS NULL AND withdrawn_at IS NULL",
)


def upgrade() -> None:
    """Make the two tables."""
    connection = op.get_bind()
    for statement in _STEPS:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """A store goes forward only; the copy made before is the way back."""
    raise NotImplementedError("a store is not taken back to an older version")
