"""A chained log: resident, keyed search terms and codes per entry, a head, and indexes to look through it."""

from __future__ import annotations

from alembic import op

from store.engine.chain import ChainKeys, begin
from store.migrations import subkey

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STEPS = (
    "ALTER TABLE log_entries ADD COLUMN resident_id INTEGER",
    "ALTER TABLE log_entries ADD COLUMN terms TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE log_entries ADD COLUMN seal TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE log_entries ADD COLUMN mac TEXT DEFAULT '' NOT NULL",
    "CREATE TABLE log_head ( id INTEGER NOT NULL, entries INTEGER NOT NULL, last_id INTEGER NOT NULL,"
    " mac TEXT NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (id) )",
    "CREATE INDEX ix_log_entries_resident_id ON log_entries (resident_id)",
    "CREATE INDEX ix_log_entries_at ON log_entries (at)",
    "CREATE INDEX ix_log_entries_worker ON log_entries (worker)",
    "CREATE INDEX ix_log_entries_event ON log_entries (event)",
    "UPDATE log_entries SET resident_id = COALESCE("
    "(SELECT c.resident_id FROM cases c WHERE c.id = log_entries.case_id),"
    " (SELECT s.resident_id FROM signals s WHERE s.id = log_entries.signal_id))",
)


def upgrade() -> None:
    """Add what the chain needs and chain what was logged so far."""
    run = op.get_bind().exec_driver_sql
    for statement in _STEPS:
        run(statement)
    begin(run, ChainKeys.of(subkey()))


def downgrade() -> None:
    """A store never goes back to an older version."""
    raise NotImplementedError("a store never goes back to an older version")
