"""No act waits any more for pieces of the indexes of search being joined: that is done behind the work."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_INDEXES = ("signals", "notes", "attempts", "actions", "cases", "names", "places")


def upgrade() -> None:
    """Tell each index not to join its pieces by itself."""
    run = op.get_bind().exec_driver_sql
    for name in _INDEXES:
        run(f"INSERT INTO search_{name} (search_{name}, rank) VALUES ('automerge', 0)")


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
