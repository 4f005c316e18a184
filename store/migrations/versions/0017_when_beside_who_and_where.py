"""The moment of a signal beside who and where it is about: the radar counts an address without reading its signals."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both indexes again with more columns."""
    run = op.get_bind().exec_driver_sql
    for name, columns in (
        ("ix_signals_who", "resident_id, address_id, case_id, received_at"),
        ("ix_signals_where", "address_id, resident_id, case_id, received_at"),
    ):
        run(f"DROP INDEX {name}")
        run(f"CREATE INDEX {name} ON signals ({columns})")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
