"""Whether what triggers keep beside the rows agrees with them: sums of a year, reporters who can be reached."""

from __future__ import annotations

from store.engine.lifecycle import Store
from store.queries.shared import fetch


def sums_agree(store: Store) -> bool:
    """Return whether what is kept for the figures of a year and for destruction is what counting anew gives.

    Reads every signal, case and clock (some seconds at 100,000 signals), in one statement: what is written meanwhile
    makes no difference.
    """
    from store.schema.reachable import reachable_anew
    from store.schema.year_counts import counted_anew, people_anew

    people = (
        "SELECT 'people' AS what, CAST(year AS TEXT) AS period, '' AS value, count(*) AS counted, 0 AS met"
        f" FROM ({people_anew()}) GROUP BY year"
    )
    pairs = (
        (f"SELECT * FROM ({counted_anew()}) UNION ALL {people}", "SELECT * FROM year_counts"),
        (people_anew(), "SELECT * FROM year_people"),
        (reachable_anew(), "SELECT * FROM reachable_reporters"),
    )
    differ = [
        f"EXISTS (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"
        for pair in pairs
        for one, other in (pair, pair[::-1])
    ]
    return not fetch(store, f"SELECT {' OR '.join(differ)}")[0][0]
