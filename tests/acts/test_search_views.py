"""Views with a name, recent searches, and a list of hits as a file."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from store.acts.search_export import HEADERS, export_hits
from store.acts.search_views import (
    MOST_RECENT,
    delete_view,
    forget_searches,
    remember_search,
    rename_view,
    save_view,
)
from store.acts.undo import undo_last
from store.codes import Role
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotAllowed, NotFound, Refused
from store.queries.search import search
from store.queries.search_views import recent_searches, search_views
from store.viewer import Viewer
from tests.acts.office import JORIS, ME, NOW, TODAY, content, one, opened, received, rows


def names(store: Store, worker: str = ME.name) -> list[tuple[str, str]]:
    return [(view.name, view.team) for view in search_views(store, worker)]


def test_own_views_and_those_of_the_team(store: Store) -> None:
    team = one(store, "SELECT min(id) FROM teams")
    save_view(store, ME, " Open  in Noord ", "status:open  wijk:noord", now=NOW)
    save_view(store, JORIS, "Van Joris", "mijn", now=NOW)
    save_view(store, JORIS, "Van ons", "stank", team_id=team, now=NOW)
    (own, shared) = search_views(store, ME.name)
    assert (own.name, own.line, own.mine, own.team) == ("Open in Noord", "status:open wijk:noord", True, "")
    assert (shared.name, shared.mine) == ("Van ons", False)
    store.viewer = Viewer(1, ME.name, Role.WORKER)
    assert names(store) == [("Open in Noord", "")]
    store.viewer = Viewer(1, ME.name, Role.WORKER, frozenset({team}))
    assert [name for name, _ in names(store)] == ["Open in Noord", "Van ons"]


def test_a_view_is_renamed_removed_and_brought_back(store: Store) -> None:
    view = save_view(store, ME, "Stank", "stank", now=NOW)
    before = content(store)
    rename_view(store, ME, view, "Overlast", now=NOW)
    assert names(store) == [("Overlast", "")]
    delete_view(store, ME, view, now=NOW)
    assert names(store) == []
    undo_last(store, ME, now=NOW)
    undo_last(store, ME, now=NOW)
    assert content(store) == before
    undo_last(store, ME, now=NOW)
    assert names(store) == []


def test_what_is_refused(store: Store) -> None:
    view = save_view(store, ME, "Stank", "stank", now=NOW)
    other = save_view(store, ME, "Ander", "stank", now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="Er is al een weergave"):
        save_view(store, ME, "STANK", "iets", now=NOW)
    with pytest.raises(Refused, match="Er is al een weergave"):
        rename_view(store, ME, other, "stank", now=NOW)
    for name, line in (
        ("", "stank"),
        ("?!", "stank"),
        ("x" * 61, "stank"),
        ("Naam", " "),
        ("Naam", "x" * 201),
    ):
        with pytest.raises(InvalidInput):
            save_view(store, ME, name, line, now=NOW)
    with pytest.raises(NotAllowed, match="van een ander"):
        rename_view(store, JORIS, view, "Mijn", now=NOW)
    with pytest.raises(NotAllowed):
        delete_view(store, JORIS, view, now=NOW)
    with pytest.raises(NotFound):
        delete_view(store, ME, 99, now=NOW)
    assert content(store) == before
    rename_view(store, ME, view, "stank!", now=NOW)


def test_recent_searches_are_bounded_and_of_one_worker(store: Store) -> None:
    for number in range(MOST_RECENT + 5):
        remember_search(store, ME, f"visser {number}", now=NOW)
    remember_search(store, ME, "  visser   10 ", now=NOW)
    remember_search(store, ME, "   ", now=NOW)
    remember_search(store, JORIS, "bakker", now=NOW)
    kept = recent_searches(store, ME.name)
    assert kept[:2] == ("visser 10", "visser 24")
    assert len(kept) == MOST_RECENT
    forget_searches(store, ME)
    assert recent_searches(store, ME.name) == ()
    assert recent_searches(store, JORIS.name) == ("bakker",)


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


def test_a_list_holds_no_more_than_that_there_is_something(store: Store, tmp_path: Path) -> None:
    case = opened(store)
    received(store, surname="Visser")
    hits = search(store, "visser", today=TODAY).hits
    path = export_hits(store, ME, hits, tmp_path, now=NOW)
    found = cells(path)
    assert tuple(found[0]) == HEADERS
    assert [row[0] for row in found[1:]] == ["C2026-001", "2026-0002", "2026-0001"]
    assert found[1][1:] == ["in onderzoek", "23-11-2026", "Kernteam Pijnacker-Nootdorp"]
    assert "Visser" not in path.read_text(encoding="utf-8") + path.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert export_hits(store, ME, hits, tmp_path, now=NOW) != path
    ((event, summary),) = rows(
        store, "SELECT event, summary FROM log_entries WHERE act = 'export_hits' LIMIT 1"
    )
    assert (event, summary) == ("export", "lijst met 3 zoekresultaten geëxporteerd")
    with pytest.raises(Refused, match="verlaten"):
        undo_last(store, ME, now=NOW)
    assert case


def test_a_list_is_neutralised_and_leaves_out_what_is_hidden(store: Store, tmp_path: Path) -> None:
    case = opened(store)
    hits = search(store, "visser", today=TODAY).hits
    writer = store.raw_writer()
    writer.execute("UPDATE cases SET case_lead = '=cmd()'")
    writer.close()
    assert cells(export_hits(store, ME, hits, tmp_path, now=NOW))[1][3] == "'=cmd()"
    writer = store.raw_writer()
    writer.execute("UPDATE cases SET shielded = 1 WHERE id = ?", (case,))
    writer.close()
    store.viewer = Viewer(1, ME.name, Role.WORKER)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match="niets meer zien"):
        export_hits(store, ME, hits, tmp_path, now=NOW)
    with pytest.raises(Refused, match="geen signalen of casussen"):
        export_hits(store, ME, hits[:1], tmp_path, now=NOW)
    assert sorted(tmp_path.iterdir()) == before
