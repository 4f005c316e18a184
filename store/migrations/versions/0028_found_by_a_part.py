"""Numbers of partners by their letters and digits, telephone numbers by their end: what search looks up by a part."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_PLAIN = "external_id"
for _mark in " -/.,:;_#+()":
    _PLAIN = f"replace({_PLAIN}, '{_mark}', '')"


def upgrade() -> None:
    """Make the indexes; the first takes the place of one of the numbers as they are written."""
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_signals_their_number")
    run(f"CREATE INDEX ix_signals_plain_number ON signals (lower({_PLAIN})) WHERE external_id <> ''")
    for table in ("residents", "reporters"):
        run(f"CREATE INDEX ix_{table}_phone_end ON {table} (substr(phone_key, -6)) WHERE phone_key <> ''")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
