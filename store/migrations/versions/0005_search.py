"""Search: full-text indexes over what is there, telephone numbers in one notation, views and recent searches."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from store.rules.normalise import phone

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXED = (
    "search_signals",
    "search_notes",
    "search_attempts",
    "search_actions",
    "search_cases",
    "search_names",
    "search_places",
)


def upgrade() -> None:
    """Add columns, indexes and tables, then fill them from the rows that are there."""
    run = op.get_bind().exec_driver_sql
    for table in ("residents", "reporters"):
        run(f"ALTER TABLE {table} ADD COLUMN phone_key TEXT DEFAULT '' NOT NULL")
        known = [(phone(text) or "", row_id) for row_id, text in run(f"SELECT id, phone FROM {table} WHERE phone <> ''")]
        if known:
            run(f"UPDATE {table} SET phone_key = ? WHERE id = ?", known)
        run(f"CREATE INDEX ix_{table}_phone ON {table} (phone_key) WHERE phone_key <> ''")
    run("CREATE INDEX ix_residents_born ON residents (birth_year)")
    run("CREATE INDEX ix_signals_their_number ON signals (external_id) WHERE external_id <> ''")
    run("CREATE INDEX ix_signals_reporter ON signals (reporter_id)")
    run("CREATE INDEX ix_signals_district ON signals (district_id)")
    run("CREATE INDEX ix_signals_team ON signals (team_id) WHERE team_id IS NOT NULL")
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        run(statement)
    for index in _INDEXED:
        run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
