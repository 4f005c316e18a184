"""Records of one person are linked, not merged: decisions about pairs, pairs found, the group of a record."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STEPS = (
    "ALTER TABLE residents ADD COLUMN group_id INTEGER",
    "UPDATE residents SET group_id = id",
    "DROP INDEX ix_residents_born",
    "CREATE INDEX ix_residents_born ON residents (birth_year, surname_key)",
    "CREATE INDEX ix_residents_birthday ON residents (birth_date) WHERE birth_date IS NOT NULL",
    "CREATE INDEX ix_residents_bsn ON residents (bsn) WHERE bsn <> ''",
    "CREATE INDEX ix_reporters_name ON reporters (name) WHERE name <> ''",
    "CREATE INDEX ix_reporters_mail ON reporters (mail) WHERE mail <> ''",
    "CREATE INDEX ix_cases_household ON cases (household_id) WHERE household_id IS NOT NULL",
    "CREATE INDEX ix_residents_group_id ON residents (group_id)",
    """CREATE TABLE resident_links (
	id INTEGER NOT NULL,
	low_id INTEGER NOT NULL,
	high_id INTEGER NOT NULL,
	verdict TEXT NOT NULL,
	level TEXT,
	reasons TEXT NOT NULL,
	origin TEXT NOT NULL,
	"by" VARCHAR NOT NULL,
	at TEXT NOT NULL,
	ended_at TEXT,
	ended_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(low_id) REFERENCES residents (id),
	FOREIGN KEY(high_id) REFERENCES residents (id)
)""",
    "CREATE INDEX ix_resident_links_low_id ON resident_links (low_id)",
    "CREATE INDEX ix_resident_links_high_id ON resident_links (high_id)",
    "CREATE UNIQUE INDEX ix_resident_links_standing ON resident_links (low_id, high_id) WHERE ended_at IS NULL",
    """CREATE TABLE resident_pairs (
	id INTEGER NOT NULL,
	low_id INTEGER NOT NULL,
	high_id INTEGER NOT NULL,
	level TEXT NOT NULL,
	reasons TEXT NOT NULL,
	state TEXT NOT NULL,
	found_at TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(low_id) REFERENCES residents (id),
	FOREIGN KEY(high_id) REFERENCES residents (id)
)""",
    "CREATE UNIQUE INDEX ix_resident_pairs_both ON resident_pairs (low_id, high_id)",
    "CREATE INDEX ix_resident_pairs_high_id ON resident_pairs (high_id)",
    "CREATE INDEX ix_resident_pairs_queue ON resident_pairs (state, level, id)",
    """CREATE TRIGGER residents_alone AFTER INSERT ON residents WHEN new.group_id IS NULL BEGIN
UPDATE residents SET group_id = new.id WHERE id = new.id;
END""",
    """CREATE TRIGGER residents_leave BEFORE DELETE ON residents BEGIN
DELETE FROM resident_pairs WHERE low_id = old.id;
DELETE FROM resident_pairs WHERE high_id = old.id;
DELETE FROM resident_links WHERE low_id = old.id AND ended_at IS NOT NULL;
DELETE FROM resident_links WHERE high_id = old.id AND ended_at IS NOT NULL;
END""",
    """CREATE TRIGGER residents_come AFTER INSERT ON residents BEGIN
UPDATE counters SET value = new.id - 1 WHERE key = 'residents-compared' AND value >= new.id;
END""",
)


def upgrade() -> None:
    """Add tables and indexes; every record there is stands alone, and is compared with the others by the next pass."""
    connection = op.get_bind()
    for statement in _STEPS:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
