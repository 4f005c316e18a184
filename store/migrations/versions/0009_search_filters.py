"""Indexes for the filters of search: cases by team, district and lead, signals of reporters without an organisation."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    run = op.get_bind().exec_driver_sql
    run("CREATE INDEX ix_cases_team ON cases (team_id)")
    run("CREATE INDEX ix_cases_district ON cases (district_id)")
    run("CREATE INDEX ix_cases_lead ON cases (case_lead)")
    run("CREATE INDEX ix_signals_unnamed_source ON signals (partner_type) WHERE partner_id IS NULL")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
