"""Who looks: the person a store is seated with, what they may see and for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from store.codes import Role

__all__ = ["Role", "Viewer"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who sits at a store.

    `worker_id` is None for a name the store does not know. `team_ids` are the teams whose shielded cases this person
    sees; `opened` the shielded cases opened by breaking the glass, `until` when each of those openings ends (aware).
    """

    worker_id: int | None
    name: str
    role: Role
    team_ids: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    until: tuple[tuple[int, datetime], ...] = ()

    def at(self, now: datetime) -> Viewer:
        """Return the viewer at a moment: without the openings that ended."""
        ended = {case_id for case_id, end in self.until if end <= now}
        if not ended:
            return self
        left = tuple(pair for pair in self.until if pair[0] not in ended)
        return replace(self, opened=self.opened - ended, until=left)
