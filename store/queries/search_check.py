"""Whether the indexes of search say what the rows say."""

from __future__ import annotations

from store.engine.lifecycle import Store
from store.rules.search_indexes import INDEXES, NAME_PARTS, NAME_WORDS, NAMED, STREETS, named_expected

_WHAT = {
    "search_signals": "teksten van signalen",
    "search_notes": "notities",
    "search_attempts": "contactpogingen",
    "search_actions": "acties",
    "search_cases": "plannen van casussen",
    "search_names": "namen",
    "search_places": "adressen",
    NAME_WORDS: "woorden van namen",
    STREETS: "straten",
    "search_names_signals": "signalen naar naam",
    "search_names_cases": "casussen naar naam",
}
_OTHER_STREETS = (
    "SELECT 1 FROM (SELECT street_key, count(*) AS uses FROM addresses WHERE street_key <> '' GROUP BY street_key) a"
    f" FULL JOIN {STREETS} s ON s.key = a.street_key WHERE s.uses IS NOT a.uses LIMIT 1"
)
_OTHER_WORDS = (
    f"SELECT 1 FROM (SELECT term, count(*) AS uses FROM {NAME_PARTS} GROUP BY term) p"
    f" FULL JOIN {NAME_WORDS} w ON w.term = p.term WHERE w.uses IS NOT p.uses LIMIT 1"
)


def _other_named(index: str) -> str:
    """Return the SELECT that tells whether a list holds other rows than it should: in number, or any one."""
    expected = named_expected(index)
    return (
        f"SELECT (SELECT count(*) FROM {index}) <> (SELECT count(*) FROM ({expected}))"
        f" OR EXISTS (SELECT 1 FROM ({expected}) e"
        f" WHERE NOT EXISTS (SELECT 1 FROM {index} n WHERE n.term = e.term AND n.id = e.id))"
    )


def broken_indexes(store: Store) -> tuple[str, ...]:
    """Return the indexes that do not hold precisely the words of their rows; none in a sound store.

    Reads every text (about a minute at 100,000 signals), and keeps writers waiting meanwhile. Raises `StoreUnusable`
    when somebody else is writing.
    """
    import sqlcipher3

    broken = []
    with store.writing() as connection:
        for index in INDEXES:
            try:
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except sqlcipher3.DatabaseError as error:
                if "malformed" not in str(error):
                    raise
                broken.append(index)
        if connection.execute(_OTHER_STREETS).fetchone() is not None:
            broken.append(STREETS)
        if connection.execute(_OTHER_WORDS).fetchone() is not None:
            broken.append(NAME_WORDS)
        broken += [index for index in NAMED if connection.execute(_other_named(index)).fetchone()[0]]
    return tuple(broken)


def described(index: str) -> str:
    """Return in Dutch what an index is over."""
    return _WHAT[index]
