"""Lines of search kept for later: views with a name, own or of the team, and what somebody searched for last."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from store.actor import Actor
from store.acts.unit import Unit, unit
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotAllowed, Refused
from store.local_time import now as present
from store.local_time import utc_text
from store.rules.search_line import LONGEST
from store.schema import SearchView, Team
from store.text import fold

LONGEST_NAME = 60
MOST_RECENT = 20
"""Recent searches kept for one worker."""
_WHAT = "deze weergave"


def save_view(
    store: Store,
    actor: Actor,
    name: str,
    line: str,
    *,
    team_id: int | None = None,
    now: datetime | None = None,
) -> int:
    """Keep a line under a name, for this worker or, with `team_id`, for a team; return the id of the view.

    Raises `InvalidInput` without a name or a line, `Refused` when the name is taken there already.
    """
    called, kept = _name(name), " ".join(line.split())
    if not kept or len(kept) > LONGEST:
        raise InvalidInput(
            f"Een weergave heeft een zoekregel van 1 tot {LONGEST} tekens. Er is niets bewaard."
        )
    with unit(store, actor, "save_search_view", "weergave bewaard", event="create", now=now) as act:
        if team_id is not None:
            act.get(Team, team_id, "dit team")
        _check_free(act, called, actor.name, team_id)
        view = act.add(
            SearchView(name=called, line=kept, owner=actor.name, team_id=team_id, created_at=act.now)
        )
        act.about("search_view", "")
        return view.id or 0


def rename_view(store: Store, actor: Actor, view_id: int, name: str, *, now: datetime | None = None) -> None:
    """Give a view another name. Raises `NotAllowed` for a view of somebody else."""
    called = _name(name)
    with unit(store, actor, "rename_search_view", "weergave hernoemd", now=now) as act:
        view = _mine(act, store, view_id)
        if fold(called) != fold(view.name):
            _check_free(act, called, view.owner, view.team_id)
        view.name = called
        act.session.add(view)
        act.about("search_view", "")


def delete_view(store: Store, actor: Actor, view_id: int, *, now: datetime | None = None) -> None:
    """Remove a view; `u` brings it back. Raises `NotAllowed` for a view of somebody else."""
    with unit(store, actor, "delete_search_view", "weergave verwijderd", now=now) as act:
        act.session.delete(_mine(act, store, view_id))
        act.session.flush()
        act.about("search_view", "")


def _name(name: str) -> str:
    called = " ".join(name.split())
    if not fold(called) or len(called) > LONGEST_NAME:
        raise InvalidInput(f"Geef de weergave een naam van 1 tot {LONGEST_NAME} tekens. Er is niets bewaard.")
    return called


def _check_free(act: Unit, name: str, owner: str, team_id: int | None) -> None:
    """Refuse a name that stands already in the list it comes in."""
    asked = select(SearchView).where(
        col(SearchView.team_id) == team_id
        if team_id is not None
        else col(SearchView.team_id).is_(None) & (col(SearchView.owner) == owner)
    )
    if any(fold(view.name) == fold(name) for view in act.session.exec(asked)):
        raise Refused(
            "Er is al een weergave met deze naam. Kies een andere naam, of verwijder eerst die ene."
        )


def _mine(act: Unit, store: Store, view_id: int) -> SearchView:
    """Return a view that this worker may change: an own one, or one of an own team."""
    view = act.get(SearchView, view_id, _WHAT)
    viewer = store.viewer
    of_team = view.team_id is not None and (viewer is None or view.team_id in viewer.team_ids)
    if fold(view.owner) != fold(act.actor.name) and not of_team:
        raise NotAllowed(
            "Deze weergave is van een ander. Er is niets gewijzigd; bewaar zo nodig een eigen weergave."
        )
    return view


def remember_search(store: Store, actor: Actor, line: str, *, now: datetime | None = None) -> None:
    """Keep a line as the newest recent search of this worker; the oldest go. No log and no undo: only they see it."""
    kept = " ".join(line.split())[:LONGEST]
    if not kept:
        return
    with store.writing() as connection:
        connection.execute("DELETE FROM recent_searches WHERE worker = ? AND line = ?", (actor.name, kept))
        connection.execute(
            "INSERT INTO recent_searches (worker, line, at) VALUES (?, ?, ?)",
            (actor.name, kept, utc_text(now or present())),
        )
        connection.execute(
            "DELETE FROM recent_searches WHERE worker = ?1 AND id NOT IN"
            " (SELECT id FROM recent_searches WHERE worker = ?1 ORDER BY at DESC, id DESC LIMIT ?2)",
            (actor.name, MOST_RECENT),
        )


def forget_searches(store: Store, actor: Actor) -> None:
    """Forget the recent searches of this worker."""
    with store.writing() as connection:
        connection.execute("DELETE FROM recent_searches WHERE worker = ?", (actor.name,))
