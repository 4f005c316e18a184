"""People of a store: a passphrase each, roles and teams, and never without a coordinator."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.actor import Actor
from store.acts.undo import undo_last
from store.acts.unlocking import log_opened
from store.acts.workers import (
    add_worker,
    change_worker,
    choose_worker,
    give_access,
    new_recovery_code,
    own_passphrase,
    remove_worker,
)
from store.codes import Role
from store.engine import vault
from store.engine.lifecycle import Store, create_store, open_store
from store.errors import InvalidInput, NotAllowed, Refused, StoreError, StoreLocked
from store.queries.people import Secret, last_openings, people
from store.queries.seat import actor_of, seat_changed, secret_is_due, sitter
from tests.acts.office import NOW, one, rows
from tests.engine.conftest import CHEAP

FIRST, SECOND, THIRD = "zeven fietsen in de regen", "drie ganzen op het dak", "elf tulpen in de kast"
ANNE, BO = "Anne de Boer", "Bo Jansen"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let deriving a key cost nothing."""
    renewing = (Store.renew_recovery_code, vault.renew_recovery_code)
    for function in (
        Store.add_slot,
        Store.change_passphrase,
        vault.add_slot,
        vault.change_passphrase,
        *renewing,
    ):
        monkeypatch.setitem(function.__kwdefaults__, "limits", CHEAP)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a closed store with its first worker and one passphrase, and the recovery code."""
    path = tmp_path_factory.mktemp("mensen") / "wijk.store"
    store, code = create_store(path, FIRST, limits=CHEAP)
    with store:
        add_worker(store, Actor(ANNE), ANNE, now=NOW)
    return path, code


@pytest.fixture
def path(made: tuple[Path, str], tmp_path: Path) -> Path:
    return copied(made[0], tmp_path)


def copied(path: Path, folder: Path) -> Path:
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy2(file, folder / file.name)
    return folder / path.name


def seated(path: Path, passphrase: str | None, name: str = "", *, recovery: str | None = None) -> Store:
    """Open the store and seat who opened it."""
    store = open_store(path, passphrase, recovery=recovery)
    try:
        store.viewer = sitter(store, name, NOW)
    except StoreError:
        store.close()
        raise
    return store


def me(store: Store) -> Actor:
    assert store.viewer is not None
    return actor_of(store.viewer)


@pytest.fixture
def anne(path: Path) -> Iterator[Store]:
    """Return the store opened by its coordinator."""
    with seated(path, FIRST, ANNE) as store:
        yield store


def test_the_first_worker_is_coordinator_and_the_next_is_not(anne: Store) -> None:
    add_worker(anne, me(anne), BO, now=NOW)
    assert rows(anne, "SELECT name, role FROM workers ORDER BY id") == [
        (ANNE, "coordinator"),
        (BO, "worker"),
    ]


def test_each_opens_with_their_own_passphrase_and_a_name_no_longer_tells_who(anne: Store, path: Path) -> None:
    add_worker(anne, me(anne), BO, role=Role.READER, passphrase=SECOND, now=NOW)
    with seated(path, SECOND, ANNE) as store:
        assert (me(store).name, me(store).role) == (BO, Role.READER)
        with pytest.raises(NotAllowed):
            add_worker(store, me(store), "Derde Persoon", now=NOW)
        with pytest.raises(Refused, match="eigen wachtzin"):
            choose_worker(store, me(store), ANNE, now=NOW)
    with seated(path, FIRST, BO) as store:
        assert (me(store).name, me(store).role) == (ANNE, Role.COORDINATOR)


def test_while_all_share_one_passphrase_the_name_tells_who(anne: Store, path: Path) -> None:
    add_worker(anne, me(anne), BO, now=NOW)
    choose_worker(anne, me(anne), BO, now=NOW)
    assert one(anne, "SELECT value FROM settings WHERE key = 'worker'") == BO
    with seated(path, FIRST, BO) as store:
        assert me(store).role == Role.WORKER
    with seated(path, FIRST, "Onbekende Naam") as store:
        assert store.viewer is not None
        assert (store.viewer.worker_id, store.viewer.role) == (None, Role.WORKER)


def test_a_passphrase_somebody_else_made_up_is_due_until_replaced(anne: Store, path: Path) -> None:
    add_worker(anne, me(anne), BO, passphrase=SECOND, handed_out=True, now=NOW)
    assert not secret_is_due(anne)
    with seated(path, SECOND) as store:
        assert secret_is_due(store)
        own_passphrase(store, me(store), THIRD, now=NOW)
        assert not secret_is_due(store)
    with pytest.raises(StoreLocked):
        open_store(path, SECOND)
    with seated(path, THIRD) as store:
        assert me(store).name == BO


def test_another_persons_passphrase_does_not_confirm_who_sits_here(anne: Store, path: Path) -> None:
    add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    anne.confirm(FIRST)
    with pytest.raises(StoreLocked, match="waarmee u opende"):
        anne.confirm(SECOND)


def test_the_old_passphrase_is_no_new_one(anne: Store) -> None:
    with pytest.raises(InvalidInput, match="Kies een andere"):
        own_passphrase(anne, me(anne), FIRST, now=NOW)


def test_access_taken_away_opens_nothing_and_the_name_stays(anne: Store, path: Path) -> None:
    bo = add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    remove_worker(anne, me(anne), bo, now=NOW)
    with pytest.raises(StoreLocked):
        open_store(path, SECOND)
    assert rows(anne, "SELECT name, active, slot FROM workers WHERE id = ?", bo) == [(BO, 0, "")]
    give_access(anne, me(anne), bo, THIRD, now=NOW)
    with seated(path, THIRD) as store:
        assert me(store).name == BO


def test_what_is_taken_away_holds_where_the_store_is_open(anne: Store, path: Path) -> None:
    bo = add_worker(anne, me(anne), BO, role=Role.COORDINATOR, passphrase=SECOND, now=NOW)
    with seated(path, SECOND) as store:
        add_worker(store, me(store), "Cas Smit", now=NOW)
        assert not seat_changed(store)
        change_worker(anne, me(anne), bo, role=Role.READER, team_ids=(), now=NOW)
        assert seat_changed(store)
        with pytest.raises(NotAllowed, match="alleen-lezen"):
            add_worker(store, me(store), "Dirk Bos", now=NOW)
        remove_worker(anne, me(anne), bo, now=NOW)
        with pytest.raises(NotAllowed, match="weggenomen"):
            own_passphrase(store, me(store), THIRD, now=NOW)
        assert seat_changed(store)
    assert len(anne.slots()) == 1


def test_a_coordinator_by_the_recovery_code_stays_one_for_as_long_as_it_is_open(
    path: Path, made: tuple[Path, str]
) -> None:
    with seated(path, FIRST, ANNE) as store:
        add_worker(store, me(store), BO, passphrase=SECOND, now=NOW)
    with seated(path, None, BO, recovery=made[1]) as store:
        add_worker(store, me(store), "Cas Smit", now=NOW)
        assert not seat_changed(store)


def test_who_forgot_it_gets_another_and_the_old_one_is_gone(anne: Store, path: Path) -> None:
    bo = add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    give_access(anne, me(anne), bo, THIRD, handed_out=True, now=NOW)
    with pytest.raises(StoreLocked):
        open_store(path, SECOND)
    assert len(anne.slots()) == 2


def test_the_last_coordinator_stays(anne: Store) -> None:
    anne_id = one(anne, "SELECT id FROM workers")
    for act in (
        lambda: change_worker(anne, me(anne), anne_id, role=Role.WORKER, team_ids=(), now=NOW),
        lambda: remove_worker(anne, me(anne), anne_id, now=NOW),
    ):
        with pytest.raises(Refused, match="laatste coördinator"):
            act()
    bo = add_worker(anne, me(anne), BO, role=Role.COORDINATOR, now=NOW)
    change_worker(anne, me(anne), bo, role=Role.COORDINATOR, team_ids=(), now=NOW)
    with pytest.raises(Refused, match="opnieuw gekozen"):
        undo_last(anne, Actor(ANNE))
    change_worker(anne, me(anne), anne_id, role=Role.WORKER, team_ids=(), now=NOW)
    assert one(anne, "SELECT id FROM workers WHERE role = 'coordinator'") == bo


def test_nobody_takes_away_or_hands_out_their_own_access(anne: Store) -> None:
    add_worker(anne, me(anne), BO, role=Role.COORDINATOR, passphrase=SECOND, now=NOW)
    mine = me(anne).worker_id or 0
    with pytest.raises(Refused, match="uzelf geen toegang"):
        remove_worker(anne, me(anne), mine, now=NOW)
    with pytest.raises(Refused, match="vervangt u zelf"):
        give_access(anne, me(anne), mine, THIRD, now=NOW)


def test_a_passphrase_that_is_refused_leaves_no_person_and_no_slot(anne: Store) -> None:
    before = anne.slots()
    for passphrase in ("kort", FIRST):
        with pytest.raises(InvalidInput):
            add_worker(anne, me(anne), BO, passphrase=passphrase, now=NOW)
    assert anne.slots() == before
    assert rows(anne, "SELECT name, slot FROM workers") == [(ANNE, "")]


def test_an_act_that_fails_after_the_slot_takes_it_away_again(
    anne: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out(*_: object) -> None:
        raise OSError("the power goes out")

    before = anne.slots()
    monkeypatch.setattr("store.acts.unit.Unit.finish", out)
    with pytest.raises(OSError, match="power"):
        add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    assert anne.slots() == before


def test_a_slot_of_nobody_is_not_seated(anne: Store, path: Path) -> None:
    add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    anne.add_slot(THIRD)
    with pytest.raises(NotAllowed, match="hoort bij niemand"):
        seated(path, THIRD, ANNE)


def test_the_recovery_code_seats_a_coordinator_who_says_who_they_are(
    anne: Store, path: Path, made: tuple[Path, str]
) -> None:
    add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    with seated(path, None, BO, recovery=made[1]) as store:
        assert (me(store).name, me(store).role) == (BO, Role.COORDINATOR)
        own_passphrase(store, me(store), THIRD, now=NOW)
    with seated(path, THIRD) as store:
        assert (me(store).name, me(store).role) == (BO, Role.WORKER)


def test_only_a_coordinator_makes_another_recovery_code(
    anne: Store, path: Path, made: tuple[Path, str]
) -> None:
    add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)
    with seated(path, SECOND) as store, pytest.raises(NotAllowed):
        new_recovery_code(store, me(store), now=NOW)
    open_store(path, recovery=made[1]).close()
    code = new_recovery_code(anne, me(anne), now=NOW)
    with pytest.raises(StoreLocked):
        open_store(path, recovery=made[1])
    open_store(path, recovery=code).close()
    assert one(anne, "SELECT worker FROM log_entries WHERE act = 'new_recovery_code'") == ANNE
    with pytest.raises(Refused, match="komt niet terug"):
        undo_last(anne, me(anne), now=NOW)


def test_what_each_opens_with_and_when_they_did_last(anne: Store, path: Path) -> None:
    assert [one.secret for one in people(anne)] == [Secret.SHARED]
    add_worker(anne, me(anne), BO, passphrase=SECOND, handed_out=True, now=NOW)
    cas = add_worker(anne, me(anne), "Cas Smit", now=NOW)
    add_worker(anne, me(anne), "Dirk Bos", passphrase=THIRD, now=NOW)
    remove_worker(anne, me(anne), cas, now=NOW)
    add_worker(anne, me(anne), "Els Mol", now=NOW)
    assert [(one.name, one.secret.value) for one in people(anne)] == [
        (ANNE, "own"),
        (BO, "start"),
        ("Dirk Bos", "own"),
        ("Els Mol", "none"),
        ("Cas Smit", "none"),
    ]
    for at, passphrase in (
        (NOW, FIRST),
        (NOW + timedelta(hours=2), SECOND),
        (NOW + timedelta(hours=1), SECOND),
    ):
        with seated(path, passphrase) as store:
            log_opened(store, me(store), now=at)
    assert last_openings(anne) == {ANNE: NOW, BO: NOW + timedelta(hours=2)}
    with seated(path, SECOND) as store:
        assert last_openings(store) == {BO: NOW + timedelta(hours=2)}


def test_without_saying_who_one_is_nobody_gets_a_passphrase(anne: Store) -> None:
    anne.viewer = None
    with pytest.raises(Refused, match="hoort nog bij niemand"):
        add_worker(anne, Actor("Iemand"), BO, passphrase=SECOND, now=NOW)
    assert len(anne.slots()) == 1


def test_a_name_that_is_there_gets_no_second_person(anne: Store) -> None:
    bo = add_worker(anne, me(anne), BO, now=NOW)
    assert add_worker(anne, me(anne), BO.upper(), now=NOW) == bo
    with pytest.raises(Refused, match="Er staat al"):
        add_worker(anne, me(anne), BO, passphrase=SECOND, now=NOW)


_STEPS = st.tuples(
    st.sampled_from(["add", "role", "remove", "access"]), st.integers(0, 3), st.sampled_from(Role)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, max_size=8))
def test_whatever_is_done_there_is_a_coordinator_and_every_slot_has_a_person(
    steps: list[tuple[str, int, Role]], made: tuple[Path, str]
) -> None:
    with TemporaryDirectory() as folder, seated(copied(made[0], Path(folder)), FIRST, ANNE) as store:
        # A seat of nobody does everything, whatever becomes of the row: what is tested is the acts.
        actor = replace(me(store), role=Role.COORDINATOR)
        store.viewer = None
        for number, (step, which, role) in enumerate(steps):
            people = [row[0] for row in rows(store, "SELECT id FROM workers ORDER BY id")]
            person = people[which % len(people)]
            secret = f"elf tulpen en {number} reigers bij het water"
            try:
                if step == "add":
                    add_worker(store, actor, f"Persoon {number}", role=role, passphrase=secret, now=NOW)
                elif step == "role":
                    change_worker(store, actor, person, role=role, team_ids=(), now=NOW)
                elif step == "remove":
                    remove_worker(store, actor, person, now=NOW)
                else:
                    give_access(store, actor, person, secret, now=NOW)
            except Refused:
                pass
            assert one(store, "SELECT count(*) FROM workers WHERE role = 'coordinator' AND active = 1") >= 1
            owned = {row[0] for row in rows(store, "SELECT slot FROM workers WHERE slot <> ''")}
            assert owned == set(store.slots()) or not owned
