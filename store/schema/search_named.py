"""What is about somebody, by the words of the name: the newest of a name stand together, however many people have it.

The people of one name are spread over the whole store, and so are their signals: a thousand people are a thousand pages
to read before it is known which are the newest. Here those are on one page. Triggers keep the lists level with signals,
cases and residents, in whatever order those come and go.
"""

from __future__ import annotations

from store.rules.search_indexes import INDEXES, NAME_PARTS, NAMED

_COLUMNS = ", ".join(INDEXES["search_names"][1])


def statements(index: str) -> list[str]:
    """Return the SQL that makes a list and the triggers that keep it level."""
    table = NAMED[index]
    into = f"INSERT INTO {index} (term, id)"
    come = f"{into} SELECT term, new.id FROM {NAME_PARTS} WHERE id = new.resident_id ON CONFLICT DO NOTHING;"
    go = (
        f"DELETE FROM {index} WHERE id = old.id"
        f" AND term IN (SELECT term FROM {NAME_PARTS} WHERE id = old.resident_id);"
    )
    known, gone = (
        f"SELECT p.term, s.id FROM {table} s CROSS JOIN {NAME_PARTS} p"
        f" WHERE s.resident_id = {row}.id AND p.id = {row}.id"
        for row in ("new", "old")
    )
    named, unnamed = (
        f"{into} {known} ON CONFLICT DO NOTHING;",
        f"DELETE FROM {index} WHERE (term, id) IN ({gone});",
    )
    about = f"EXISTS (SELECT 1 FROM {table} WHERE resident_id = {{0}}.id)"
    renamed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in INDEXES["search_names"][1])
    return [
        f"CREATE TABLE {index} (term TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (term, id)) WITHOUT ROWID",
        *(
            f"CREATE TRIGGER {index}_{name} {what} WHEN {when} BEGIN {body} END"
            for name, what, when, body in (
                ("added", f"AFTER INSERT ON {table}", "new.resident_id IS NOT NULL", come),
                ("removed", f"AFTER DELETE ON {table}", "old.resident_id IS NOT NULL", go),
                (
                    "changed",
                    f"AFTER UPDATE OF resident_id ON {table}",
                    "old.resident_id IS NOT new.resident_id",
                    f"{go} {come}",
                ),
                ("come", "AFTER INSERT ON residents", about.format("new"), named),
                ("leave", "BEFORE DELETE ON residents", about.format("old"), unnamed),
                ("before", f"BEFORE UPDATE OF {_COLUMNS} ON residents", renamed, unnamed),
                ("renamed", f"AFTER UPDATE OF {_COLUMNS} ON residents", renamed, named),
            )
        ),
    ]
