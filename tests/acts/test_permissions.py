"""Roles hold in the frame of every act: what a role may not do is refused and leaves the store as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.acts.undo import undo_last
from store.codes import Role
from store.engine.lifecycle import Store
from store.errors import NotAllowed
from store.rules.permissions import group_of, may
from store.viewer import Viewer
from tests.acts.every_act import ACTS
from tests.acts.office import ME, NOW, everything, received, rows
from tests.acts.retention_acts import FINAL


def sit(store: Store, role: Role | None) -> None:
    """Seat somebody of every team with a role; None leaves the seat empty."""
    teams = frozenset(row[0] for row in rows(store, "SELECT id FROM teams"))
    store.viewer = None if role is None else Viewer(1, ME.name, role, teams)


EVERY = ACTS | FINAL


@pytest.mark.parametrize("name", EVERY)
def test_a_role_does_what_the_table_says(name: str, store: Store, tmp_path: Path) -> None:
    act = EVERY[name](store, tmp_path)
    before = everything(store)
    refused: dict[Role, bool] = {}
    for role in (Role.READER, Role.LOG_KEEPER, Role.WORKER, Role.COORDINATOR):
        sit(store, role)
        try:
            act()
        except NotAllowed:
            refused[role] = True
            assert everything(store) == before
        else:
            refused[role] = False
            break
    ((done,),) = rows(store, "SELECT act FROM log_entries ORDER BY id DESC LIMIT 1")
    group = group_of("import_delivery" if done == "import" else done)
    assert refused == {role: not may(role, group) for role in refused}


def test_the_role_of_the_actor_counts_without_a_viewer(store: Store) -> None:
    from dataclasses import replace

    from store.acts.receive import receive_signal
    from tests.acts.office import report

    with pytest.raises(NotAllowed, match="alleen-lezen"):
        receive_signal(store, replace(ME, role=Role.READER), report(), now=NOW)


def test_who_only_reads_takes_nothing_back(store: Store) -> None:
    received(store)
    before = everything(store)
    sit(store, Role.READER)
    with pytest.raises(NotAllowed):
        undo_last(store, ME, now=NOW)
    assert everything(store) == before
