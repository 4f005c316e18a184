"""The views a worker may choose from, and what they searched for last."""

from __future__ import annotations

from dataclasses import dataclass

from store.engine.lifecycle import Store
from store.queries.shared import fetch


@dataclass(frozen=True, slots=True)
class View:
    """A line kept under a name. `team` is empty for an own view; `mine` whether this worker made it."""

    id: int
    name: str
    line: str
    owner: str
    team_id: int | None
    team: str
    mine: bool


def search_views(store: Store, worker: str) -> tuple[View, ...]:
    """Return the own views of a worker, then those of their teams, by name; without a viewer those of every team."""
    viewer = store.viewer
    found = fetch(
        store,
        "SELECT v.id, v.name, v.line, v.owner, v.team_id, COALESCE(t.name, '') FROM search_views v"
        " LEFT JOIN teams t ON t.id = v.team_id WHERE v.team_id IS NOT NULL OR v.owner = ?"
        " ORDER BY v.team_id IS NOT NULL, v.name COLLATE NOCASE, v.id",
        (worker,),
    )
    return tuple(
        View(view_id, name, line, owner, team_id, team, owner == worker)
        for view_id, name, line, owner, team_id, team in found
        if team_id is None or viewer is None or team_id in viewer.team_ids or owner == worker
    )


def recent_searches(store: Store, worker: str) -> tuple[str, ...]:
    """Return the lines a worker searched for, the last one first."""
    found = fetch(
        store, "SELECT line FROM recent_searches WHERE worker = ? ORDER BY at DESC, id DESC", (worker,)
    )
    return tuple(row[0] for row in found)
