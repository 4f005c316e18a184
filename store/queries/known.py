"""What was known already of the resident and the address of a signal that came in with a delivery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from store.codes import MatchLevel
from store.engine.lifecycle import Store
from store.queries.look_alikes import address_of, people
from store.queries.radar import PersonParts, Radar, radar
from store.queries.shared import fetch_one
from store.queries.visibility import may_see_signal


@dataclass(frozen=True, slots=True)
class Known:
    """What the radar says of a signal, the records it is linked with already left out.

    `resident_id` is the record of the signal, None without one; `linked` is how many others are one person with it.
    """

    resident_id: int | None
    radar: Radar
    linked: int = 0

    @property
    def level(self) -> MatchLevel | None:
        """How sure the surest likeness is."""
        return self.radar.matches[0].level if self.radar.matches else None

    @property
    def here(self) -> bool:
        """Whether there are other signals or open cases of this address."""
        return bool(self.radar.count or self.radar.earlier or self.radar.cases)


def known_of(store: Store, signal_id: int, today: date) -> Known | None:
    """Return what is known beside a signal, None when it is gone or hidden for this viewer."""
    seen, values = may_see_signal(store, "s.id")
    row = fetch_one(
        store,
        "SELECT s.resident_id, s.address_id, COALESCE(r.group_id, 0) FROM signals s"
        f" LEFT JOIN residents r ON r.id = s.resident_id WHERE s.id = ? AND {seen}",
        (signal_id, *values),
    )
    if row is None:
        return None
    run = store.reader().execute
    resident_id, address_id, group_id = row
    persons = people(run, [resident_id]) if resident_id is not None else []
    person = persons[0][3] if persons else PersonParts()
    found = radar(
        store, address=address_of(run, address_id), person=person, today=today, exclude_signal_id=signal_id
    )
    same = {
        one
        for (one,) in run(
            "SELECT id FROM residents WHERE group_id = ? AND id <> ?", (group_id, resident_id or 0)
        ).fetchall()
    }
    others = tuple(match for match in found.matches if match.resident_id not in same)
    return Known(resident_id, replace(found, matches=others), len(same))
