"""The words of names in a table that is asked by a piece of a word, in the place of a list read as a whole."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, what it is made from and its triggers, and fill it from the residents that are there."""
    run = op.get_bind().exec_driver_sql
    run("DROP TABLE search_name_words")
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]:
        run(statement)
    run(
        "INSERT INTO search_name_words (term, uses) SELECT term, count(*) FROM search_name_parts GROUP BY term"
    )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
