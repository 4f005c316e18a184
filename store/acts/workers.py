"""Who works with the store: adding people, their role, teams and passphrase, and taking their access away.

The passphrase of a person is a slot of the key file, which is not in the transaction of the act: a slot is made before
the commit and removed again when that fails; one is taken away after the commit. So a crash leaves at most a slot
that belongs to nobody, and whoever opens the store with it is not seated.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from sqlmodel import col, select

from store.actor import Actor
from store.acts.unit import Unit, unit
from store.codes import Role
from store.engine import vault
from store.engine.lifecycle import Store
from store.errors import Refused, StoreError
from store.queries.seat import everybody_shares
from store.schema import Setting, Team, Worker, WorkerTeam
from store.text import fold

_WHAT: Final = "deze medewerker"
_ANEW: Final = (
    "Rollen, teams en toegang worden niet ongedaan gemaakt maar opnieuw gekozen bij Inrichting, zodat er altijd een "
    "coördinator is."
)
_LAST: Final = (
    "Dit is de laatste coördinator van deze opslag. Er is niets gewijzigd; maak eerst een ander coördinator."
)


def add_worker(
    store: Store,
    actor: Actor,
    name: str,
    *,
    role: Role | None = None,
    team_ids: Iterable[int] = (),
    passphrase: str = "",
    handed_out: bool = False,
    now: datetime | None = None,
) -> int:
    """Make somebody known as a worker of this store and return their id; a known name is returned as it is.

    Without a `role` the first worker is coordinator, later ones are workers. With a `passphrase` they get a slot of
    their own, and who adds them keeps the one that opened the store; `handed_out` says that somebody else made the
    passphrase up, so that it must be replaced at the first opening.
    """
    key = fold(name)
    if not key:
        raise Refused("Vul een naam in.")
    with (
        _slots(store) as made,
        unit(store, actor, "add_worker", "medewerker toegevoegd", event="settings", now=now) as act,
    ):
        known = act.session.exec(select(Worker).where(Worker.name_key == key)).first()
        if known is not None:
            if not known.active or passphrase:
                raise Refused(
                    "Er staat al een medewerker met deze naam. Er is niets gewijzigd; geef die toegang, of voeg "
                    "iets aan de naam toe."
                )
            return known.id or 0
        anybody = act.session.exec(select(Worker)).first()
        first = Role.COORDINATOR if anybody is None else Role.WORKER
        worker = act.add(Worker(name=name.strip(), name_key=key, role=role or first))
        _put_teams(act, worker, team_ids)
        if passphrase:
            act.refusal = _ANEW
            _own_slot(store, act, worker, passphrase, handed_out, made)
        return worker.id or 0


def change_worker(
    store: Store,
    actor: Actor,
    worker_id: int,
    *,
    role: Role,
    team_ids: Iterable[int],
    now: datetime | None = None,
) -> None:
    """Give somebody another role or other teams; never away from the last coordinator."""
    with unit(store, actor, "change_worker", "rol en teams gewijzigd", event="settings", now=now) as act:
        act.refusal = _ANEW
        worker = act.get(Worker, worker_id, _WHAT)
        if role != Role.COORDINATOR:
            _keep_a_coordinator(act, worker)
        worker.role = role
        act.session.add(worker)
        _put_teams(act, worker, team_ids)


def give_access(
    store: Store,
    actor: Actor,
    worker_id: int,
    passphrase: str,
    *,
    handed_out: bool = False,
    now: datetime | None = None,
) -> None:
    """Give somebody a passphrase of their own, or another one when they forgot theirs; see `add_worker`."""
    with (
        _slots(store) as made,
        unit(store, actor, "give_access", "toegang gegeven", event="settings", now=now) as act,
    ):
        act.refusal = _ANEW
        worker = act.get(Worker, worker_id, _WHAT)
        if worker.id == actor.worker_id:
            raise Refused("Uw eigen wachtzin vervangt u zelf, met uw wachtzin van nu. Er is niets gewijzigd.")
        old, worker.active = worker.slot, True
        _own_slot(store, act, worker, passphrase, handed_out, made)
    _remove_slot(store, old)


def remove_worker(store: Store, actor: Actor, worker_id: int, *, now: datetime | None = None) -> None:
    """Take somebody's access away: their passphrase opens the store no more, their name stays at what they did.

    Never of the last coordinator. Who had the key may have kept it, or a copy of the store: only a new key for a new
    file helps against that.
    """
    with unit(store, actor, "remove_worker", "toegang weggenomen", event="settings", now=now) as act:
        act.refusal = _ANEW
        worker = act.get(Worker, worker_id, _WHAT)
        _keep_a_coordinator(act, worker)
        if worker.id == actor.worker_id:
            raise Refused(
                "U neemt uzelf geen toegang af. Er is niets gewijzigd; laat een andere coördinator dit doen."
            )
        if worker.slot and store.slots() == (worker.slot,):
            raise Refused(
                "Dit is de laatste wachtzin van deze opslag. Er is niets gewijzigd; geef eerst iemand anders toegang."
            )
        old, worker.slot, worker.active = worker.slot, "", False
        act.session.add(worker)
    _remove_slot(store, old)


def own_passphrase(store: Store, actor: Actor, new: str, *, now: datetime | None = None) -> None:
    """Replace the passphrase of who sits here; one that somebody else made up need not be replaced any more.

    After the recovery code it is that of the person seated, who gets one when they had none.
    """
    with (
        _slots(store) as made,
        unit(store, actor, "own_passphrase", "eigen wachtzin vervangen", event="settings", now=now) as act,
    ):
        act.refusal = "Een wachtzin wordt niet teruggezet: kies zo nodig een nieuwe."
        worker = None if actor.worker_id is None else act.get(Worker, actor.worker_id, _WHAT)
        if worker is None:
            store.change_passphrase(new)
        elif store.slot == vault.RECOVERY and not worker.slot and not _one_for_all(store):
            _own_slot(store, act, worker, new, False, made)
        else:
            store.change_passphrase(new, slot=worker.slot)
            worker.secret_due = False
            act.session.add(worker)


def new_recovery_code(store: Store, actor: Actor, *, now: datetime | None = None) -> str:
    """Replace the recovery code and return the new one, to show once; who has it opens the store as a coordinator.

    The key file changes after it was logged: when that fails the old code stays in force, and the log says too much.
    """
    with unit(store, actor, "new_recovery_code", "nieuwe herstelcode", event="settings", now=now) as act:
        act.refusal = "Een herstelcode komt niet terug: maak zo nodig een nieuwe."
    return store.renew_recovery_code()


def choose_worker(store: Store, actor: Actor, name: str, *, now: datetime | None = None) -> None:
    """Say who works at this store from now on, while everybody opens it with one passphrase.

    Refused as soon as somebody has a passphrase of their own: then that tells who sits here.
    """
    with unit(store, actor, "choose_worker", "andere medewerker gekozen", event="settings", now=now) as act:
        if not everybody_shares(store):
            raise Refused(
                "In deze opslag heeft ieder een eigen wachtzin: wie opent, die werkt. Er is niets gewijzigd; sluit en "
                "open met de wachtzin van de ander."
            )
        row = act.session.exec(select(Setting).where(Setting.key == "worker")).first()
        row = row or Setting(key="worker")
        row.value = name
        act.add(row)


def _one_for_all(store: Store) -> bool:
    """Whether there is one passphrase, that everybody shares."""
    return everybody_shares(store) and len(store.slots()) == 1


def _keep_a_coordinator(act: Unit, worker: Worker) -> None:
    if worker.role != Role.COORDINATOR or not worker.active:
        return
    others = act.session.exec(
        select(Worker).where(Worker.role == Role.COORDINATOR, Worker.active, col(Worker.id) != worker.id)
    ).first()
    if others is None:
        raise Refused(_LAST)


def _put_teams(act: Unit, worker: Worker, team_ids: Iterable[int]) -> None:
    wanted = set(team_ids)
    for row in act.session.exec(select(WorkerTeam).where(WorkerTeam.worker_id == worker.id)).all():
        if row.team_id in wanted:
            wanted.discard(row.team_id)
        else:
            act.session.delete(row)
    for team_id in sorted(wanted):
        team = act.get(Team, team_id, "dit team")
        act.add(WorkerTeam(worker_id=worker.id or 0, team_id=team.id or 0))
    act.session.flush()


def _own_slot(
    store: Store, act: Unit, worker: Worker, passphrase: str, handed_out: bool, made: list[str]
) -> None:
    """Make a slot for a worker, and let the one that opened the store be of who acts when it is of nobody."""
    if store.demo:
        raise Refused(
            "Een demo-opslag heeft geen wachtzin en beschermt niets. Er is niets gewijzigd; maak met `signaalpunt "
            "init` een eigen opslag."
        )
    _claim(store, act)
    worker.slot = store.add_slot(passphrase)
    made.append(worker.slot)
    worker.secret_due = handed_out
    act.session.add(worker)
    act.session.flush()


def _claim(store: Store, act: Unit) -> None:
    if store.slot in ("", vault.RECOVERY):
        return
    if act.session.exec(select(Worker).where(Worker.slot == store.slot)).first() is not None:
        return
    me = None if act.actor.worker_id is None else act.session.get(Worker, act.actor.worker_id)
    if me is None:
        raise Refused(
            "De wachtzin van deze opslag hoort nog bij niemand. Er is niets gewijzigd; kies bij Inrichting eerst wie "
            "u bent, dan wordt zij de uwe."
        )
    me.slot = store.slot
    act.session.add(me)
    act.session.flush()


@contextlib.contextmanager
def _slots(store: Store) -> Iterator[list[str]]:
    """Give a list for the slots an act makes; they are removed again when the act fails."""
    made: list[str] = []
    try:
        yield made
    except BaseException:
        for slot in made:
            _remove_slot(store, slot)
        raise


def _remove_slot(store: Store, slot: str) -> None:
    """Remove a slot that is no longer of anybody; one that was removed already is no error."""
    if slot:
        with contextlib.suppress(StoreError):
            store.remove_slot(slot)
