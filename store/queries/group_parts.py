"""What becomes of the records of one person when one of them leaves."""

from __future__ import annotations

import json

from store.codes import LinkVerdict
from store.engine.lifecycle import Store
from store.queries.shared import fetch
from store.rules.groups import group_numbers


def stays_together(store: Store, resident_id: int, leaving: int) -> frozenset[int]:
    """Return the records that are still one person with a record, itself among them, when another leaves its group.

    Numbers of records only; who they are is for `group_members` to tell, as far as the viewer may see them.
    """
    members = [
        row_id
        for (row_id,) in fetch(
            store,
            "SELECT id FROM residents WHERE group_id = (SELECT group_id FROM residents WHERE id = ?)",
            (resident_id,),
        )
    ]
    links = fetch(
        store,
        "SELECT low_id, high_id FROM resident_links WHERE ended_at IS NULL"
        f" AND verdict = '{LinkVerdict.SAME.value}' AND low_id IN (SELECT value FROM json_each(?))",
        (json.dumps(members),),
    )
    left = [(low, high) for low, high in links if leaving not in (low, high)]
    groups = group_numbers(members, left)
    return frozenset(one for one in members if groups[one] == groups.get(resident_id))
