"""A real, encrypted store with a coordinator and a colleague who got a start passphrase; keys cost nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.acts.workers import add_worker
from store.codes import Role
from store.engine import vault
from store.engine.key_file import Limits
from store.engine.lifecycle import Store, create_store
from store.engine.location import keys_path
from tui.opening import open_desk, set_up

CHEAP = Limits(ops=1, mem=8192)
ANNE, BO = "Anne de Boer", "Bo Jansen"
ANNES, START, OWN = "zeven fietsen in de regen", "drie ganzen op het dak", "elf tulpen in de kast"


@dataclass(frozen=True)
class People:
    """The place of the store, closed, and its recovery code."""

    path: Path
    code: str


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let deriving a key cost nothing."""
    for function in (
        Store.add_slot,
        Store.change_passphrase,
        Store.renew_recovery_code,
        vault.add_slot,
        vault.change_passphrase,
    ):
        monkeypatch.setitem(function.__kwdefaults__, "limits", CHEAP)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """Return a closed store: Anne, coordinator, with her own passphrase, and Bo with one that Anne made up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Store.add_slot.__kwdefaults__, "limits", CHEAP)
        path = tmp_path_factory.mktemp("mensen") / "wijk.store"
        store, code = create_store(path, ANNES, limits=CHEAP)
        set_up(store, ["delft"], ANNE)
        store.close()
        desk = open_desk(path, ANNES)
        assert desk is not None
        with desk.store:
            add_worker(desk.store, desk.actor, BO, role=Role.WORKER, passphrase=START, handed_out=True)
    yield People(path, code)


@pytest.fixture
def people(made: People, tmp_path: Path) -> People:
    """Return a copy of that store."""
    path = tmp_path / made.path.name
    shutil.copy(made.path, path)
    shutil.copy(keys_path(made.path), keys_path(path))
    return People(path, made.code)
