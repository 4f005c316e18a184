"""Write the baseline: the tables of this moment as fixed SQL. `python -m store.migrations.freeze`, by hand.

Only for a schema that was never released: afterwards a change of the tables is a new revision. A test
compares what the revisions make with what the metadata makes, so the two cannot drift apart.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import MetaData

_ORDER = ("table", "index", "view", "trigger")
BASELINE = Path(__file__).parent / "versions" / "0001_baseline.sql"


def statements(metadata: MetaData) -> list[str]:
    """Return what `metadata` makes on an empty database, as SQLite keeps it, in an order that can be run.

    Tables as they were made, then indexes, views and triggers by name: the same text for the same tables.
    """
    made = made_by(metadata)
    tables = [sql for kind, _, sql in made if kind == "table"]
    others = sorted(made, key=lambda row: (_ORDER.index(row[0]), row[1]))
    return tables + [sql for kind, _, sql in others if kind != "table"]


def made_by(metadata: MetaData) -> list[tuple[str, str, str]]:
    """Return (type, name, SQL) of all that `metadata` makes on an empty database; see `master`."""
    import sqlcipher3
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", module=sqlcipher3, poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            raw = connection.connection.driver_connection
            return master(raw)
    finally:
        engine.dispose()


def master(connection: Any) -> list[tuple[str, str, str]]:
    """Return (type, name, SQL) of all that was made: no automatic index, no inside of a search table."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    virtual = {name for _, name, sql in rows if re.match(r"CREATE VIRTUAL TABLE", sql, re.IGNORECASE)}
    shadows = {
        f"{name}_{part}" for name in virtual for part in ("data", "idx", "content", "docsize", "config")
    }
    return [
        (kind, name, tidy(sql))
        for kind, name, sql in rows
        if name not in shadows and not name.startswith("sqlite_") and name != "alembic_version"
    ]


def tidy(sql: str) -> str:
    """Return a statement without the spaces and tabs at the end of its lines."""
    return "\n".join(line.rstrip() for line in sql.strip().splitlines())


def baseline(metadata: MetaData) -> str:
    """Return the text of the baseline: SQL statements, each closed by a line with only a semicolon."""
    return "".join(f"{sql}\n;\n" for sql in statements(metadata))


def main() -> None:
    """Write the baseline, unless a later revision builds on it."""
    later = [file.name for file in BASELINE.parent.glob("*.py") if file.stem != BASELINE.stem]
    if later:
        sys.exit(f"a later revision builds on the baseline: {', '.join(sorted(later))}")
    from store.schema import metadata

    BASELINE.write_text(baseline(metadata), encoding="utf-8")


if __name__ == "__main__":
    main()
