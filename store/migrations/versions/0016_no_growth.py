"""Indexes that hold what a list asks for, so that reading it does not grow with what the store holds."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make indexes again with the columns that are read beside what they are searched by."""
    run = op.get_bind().exec_driver_sql
    for name, on in (
        ("ix_signals_district", "signals (district_id, received_at)"),
        ("ix_signals_team", "signals (team_id, received_at) WHERE team_id IS NOT NULL"),
        ("ix_cases_status", "cases (status, opened_at, case_lead, profile_id)"),
        ("ix_clocks_open", "clocks (due_on, kind, signal_id, case_id) WHERE stopped_on IS NULL"),
    ):
        run(f"DROP INDEX {name}")
        run(f"CREATE INDEX {name} ON {on}")
    run(
        "CREATE INDEX ix_residents_household ON residents (household_id) WHERE household_id IS NOT NULL"
    )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
