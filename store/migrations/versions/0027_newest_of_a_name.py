"""What is about somebody stands by the words of the name, so that the newest of a name are read together."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both lists, fill them from what is there, and make their triggers."""
    run = op.get_bind().exec_driver_sql
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n;\n")[:-1]
    for statement in statements:
        run(statement)
    for table in ("signals", "cases"):
        run(
            f"INSERT INTO search_names_{table} (term, id) SELECT p.term, s.id"
            f" FROM (SELECT id, term FROM search_name_parts) p CROSS JOIN {table} s ON s.resident_id = p.id"
            " ORDER BY 1, 2"
        )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
