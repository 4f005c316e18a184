"""Indexes that hold what the figures of a year count, so that no signal or case is read for them."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    for statement in (
        "CREATE INDEX ix_signals_year ON signals (received_at, partner_type, district_id, team_id, resident_id)",
        "CREATE INDEX ix_cases_flow ON cases (closed_at, opened_at, outcome)",
        "CREATE INDEX ix_clocks_stopped ON clocks (kind, stopped_on) WHERE stopped_on IS NOT NULL",
    ):
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
