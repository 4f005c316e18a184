"""Which signals have a reporter who can still be reached, so that old signals are not gone through for it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, fill it from what is there, and make the triggers that keep it."""
    run = op.get_bind().exec_driver_sql
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        run(statement)


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
