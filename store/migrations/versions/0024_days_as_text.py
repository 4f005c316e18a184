"""The triggers that count clocks compare days as text, so that the holidays are found over their index."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three triggers again."""
    run = op.get_bind().exec_driver_sql
    for name in ("added", "removed", "changed"):
        run(f"DROP TRIGGER year_clocks_{name}")
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        run(statement)


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
