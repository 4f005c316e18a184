"""People with a role, teams and a key slot of their own; shielded cases and their openings."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Nothing refers to `workers` before this revision and it has no trigger, so it can be made anew in plain SQL.
# Who worked at this store, else who was first, keeps what everybody could do until now.
_STEPS = (
    "CREATE TABLE workers_before AS SELECT * FROM workers",
    "DROP TABLE workers",
    """CREATE TABLE workers (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR NOT NULL,
	name_key VARCHAR NOT NULL,
	role TEXT NOT NULL,
	slot TEXT NOT NULL,
	secret_due BOOLEAN NOT NULL,
	active BOOLEAN NOT NULL,
	UNIQUE (name_key)
)""",
    """INSERT INTO workers (id, name, name_key, role, slot, secret_due, active)
SELECT id, name, name_key, 'worker', '', 0, active FROM workers_before""",
    """UPDATE workers SET role = 'coordinator' WHERE id = (
SELECT w.id FROM workers w LEFT JOIN settings s ON s.key = 'worker' AND s.value = w.name
WHERE w.active = 1 ORDER BY s.id IS NULL, w.id LIMIT 1)""",
    """CREATE TABLE worker_teams (
	id INTEGER NOT NULL,
	worker_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (worker_id, team_id),
	FOREIGN KEY(worker_id) REFERENCES workers (id),
	FOREIGN KEY(team_id) REFERENCES teams (id)
)""",
    """INSERT INTO worker_teams (worker_id, team_id)
SELECT id, team_id FROM workers_before WHERE team_id IS NOT NULL""",
    "DROP TABLE workers_before",
    "CREATE UNIQUE INDEX ix_workers_slot ON workers (slot) WHERE slot <> ''",
    "ALTER TABLE cases ADD COLUMN shielded BOOLEAN DEFAULT 0 NOT NULL",
    "ALTER TABLE cases ADD COLUMN shielded_reason TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE cases ADD COLUMN shielded_by TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE cases ADD COLUMN shielded_at TEXT",
    "CREATE INDEX ix_cases_shielded ON cases (team_id) WHERE shielded = 1",
    """CREATE TABLE case_openings (
	id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	worker_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	until TEXT NOT NULL,
	reason VARCHAR NOT NULL,
	seen_at TEXT,
	seen_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(case_id) REFERENCES cases (id),
	FOREIGN KEY(worker_id) REFERENCES workers (id)
)""",
    "CREATE INDEX ix_case_openings_case_id ON case_openings (case_id)",
    "CREATE INDEX ix_case_openings_worker_id ON case_openings (worker_id)",
    "CREATE INDEX ix_case_openings_unseen ON case_openings (at) WHERE seen_at IS NULL",
)


def upgrade() -> None:
    """Make `workers` anew without its one team, add teams, shielding and openings."""
    connection = op.get_bind()
    for statement in _STEPS:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """A store goes forward only; the copy made before is the way back."""
    raise NotImplementedError("a store is not taken back to an older version")
