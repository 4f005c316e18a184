"""The sums for the figures of a year, kept by triggers in the place of an index that held what is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from alembic import op

from store.rules.workdays import holidays

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, count what is there, and then make the triggers that keep it."""
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_signals_year")
    for number, statement in enumerate(
        Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]
    ):
        run(statement)
        if number == 0:
            run("INSERT INTO days_off (day) VALUES (?)", [(day.isoformat(),) for day in _days_off()])
    run(
        "INSERT INTO year_counts (what, period, value, counted, met)"
        " SELECT 'people', CAST(year AS TEXT), '', count(*), 0 FROM year_people GROUP BY year"
    )


def _days_off() -> list[date]:
    return [day for year in range(1950, 2100) for day in holidays(year) if day.weekday() < 5]


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
