"""A corrected text goes to the indexes of search by the words that changed, when an act says so."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INDEXES = ("signals", "notes", "attempts", "actions", "cases", "names", "places")


def upgrade() -> None:
    """Add the table in which an act says so, and let the triggers of changed texts heed it."""
    run = op.get_bind().exec_driver_sql
    run(
        "CREATE TABLE search_held (part TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (part, id)) WITHOUT ROWID"
    )
    for name in _INDEXES:
        trigger = f"search_{name}_changed"
        (statement,) = run("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).scalars()
        before, changed = str(statement).split(" WHEN ", 1)
        changed, does = changed.split(" BEGIN ", 1)
        run(f"DROP TRIGGER {trigger}")
        run(
            f"{before} WHEN ({changed}) AND NOT EXISTS (SELECT 1 FROM search_held WHERE part = 'search_{name}'"
            f" AND id = new.id) BEGIN {does}"
        )


def downgrade() -> None:
    """There is no way back: the copy made before the upgrade is."""
    raise NotImplementedError
