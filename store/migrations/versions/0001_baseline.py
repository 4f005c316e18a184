"""The first tables, frozen in `0001_baseline.sql` by `python -m store.migrations.freeze`."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, index and trigger of the first version."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("there is no version before the first")
