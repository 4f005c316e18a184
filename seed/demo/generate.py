"""Filling a demo store: municipalities, people at work, a living desk and a past of any size."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused

PROFILES = ("pijnacker-nootdorp", "delft", "westland", "midden-delfland", "heemstede", "soest")
"""The municipalities of a demo; the desk stands in the first one."""

_ENOUGH_CASES = 10
"""A demo with fewer cases has none to spare for shielding."""


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """How much a demo store holds. `living` of the signals were made by the acts, the others in bulk."""

    signals: int
    living: int
    cases: int
    residents: int
    addresses: int


def fill_demo(
    store: Store,
    *,
    signals: int = 60,
    seed: int = 7,
    profiles: Sequence[str] = PROFILES,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> DemoCounts:
    """Fill an empty demo store with invented signals and cases around `today`, a local day.

    The same `signals`, `seed`, `profiles` and `today` give the same rows. The newest signals are made through the
    acts, at moments before `today` (one in the first hour of it), so log, undo and clocks are real; the others are
    written in bulk. `progress` is called with how many of the signals are made. Raises `InvalidInput` for a negative
    number, `Refused` for a store that is no demo or already holds signals: invented people never get among real
    ones.
    """
    from seed.catalogue import load_profile
    from seed.demo.bulk import Past
    from seed.demo.desk import Setting
    from seed.demo.history import chosen, play
    from seed.demo.recognised import recognise
    from seed.demo.workers import WORKERS

    if signals < 0:
        raise InvalidInput("Het aantal signalen is 0 of meer.")
    if not profiles:
        raise InvalidInput("Kies minstens één gemeente voor de demo.")
    if not store.demo:
        raise Refused("Verzonnen gegevens gaan alleen in een demo-opslag. Er is niets gewijzigd.")
    if store.reader().execute("SELECT 1 FROM signals LIMIT 1").fetchone() is not None:
        raise Refused("In deze demo-opslag staan al signalen. Er is niets gewijzigd; maak een nieuwe.")
    specs = {key: load_profile(key) for key in profiles}
    tell = progress or (lambda done, total: None)
    plots = chosen(signals, tuple(specs))
    living = sum(plot.signals for plot in plots)
    with _hurried(store):
        _set_up(store, tuple(specs), today)
        setting = Setting.of(store, today, specs)
        past = Past(setting, signals - living, seed, lambda done: tell(done, signals))
        try:
            play(setting, plots, profiles[0], seed, past.write_until)
            past.write_until(None)
        finally:
            past.close()
        _shield_one(store, today)
        recognise(store, WORKERS[0])
    tell(signals, signals)
    return _counted(store, living)


@contextmanager
def _hurried(store: Store) -> Iterator[None]:
    """Let acts not wait for the disk and the collector of garbage rest: about a fifth faster for 60 signals.

    Only while filling: a demo that a power cut interrupts is made anew. Nothing else of the acts changes.
    """

    def durable(level: str) -> None:
        connection = store.engine.raw_connection()
        try:
            connection.cursor().execute(f"PRAGMA synchronous = {level}")
        finally:
            connection.close()

    collecting = gc.isenabled()
    durable("OFF")
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        durable("FULL")


def _set_up(store: Store, profiles: tuple[str, ...], today: date) -> None:
    from datetime import timedelta

    from seed.catalogue import load_profile
    from seed.demo.days import moment
    from seed.demo.workers import BESIDE, WORKERS
    from store.actor import Actor
    from store.acts.directory import apply_profile, set_setting
    from store.acts.workers import add_worker
    from store.queries.directory import teams

    actor = Actor(WORKERS[0])
    now = moment(today - timedelta(days=120), 9)
    for key in profiles:
        apply_profile(store, actor, load_profile(key), now=now)
    own = [team.id for team in teams(store) if team.opens_case]
    for name in WORKERS:
        add_worker(store, actor, name, team_ids=own, now=now)
    for name, role in BESIDE:
        add_worker(store, actor, name, role=role, now=now)
    set_setting(store, actor, "profile", profiles[0], now=now)
    set_setting(store, actor, "worker", WORKERS[0], now=now)


def _shield_one(store: Store, today: date) -> None:
    """Shield one open case of the desk, so that it can be seen what the others see of it."""
    from datetime import timedelta

    from seed.demo.days import moment
    from seed.demo.workers import SHIELDED_REASON, WORKERS
    from store.actor import Actor
    from store.acts.shielding import shield_case

    found = (
        store.reader()
        .execute(
            "SELECT id FROM cases WHERE status = 'outreach' AND profile_id = 1"
            " AND id NOT IN (SELECT case_id FROM agenda_items WHERE case_id IS NOT NULL)"
            " AND (SELECT count(*) FROM cases) >= ? ORDER BY id LIMIT 1",
            (_ENOUGH_CASES,),
        )
        .fetchone()
    )
    if found is not None:
        now = moment(today - timedelta(days=1), 16)
        shield_case(store, Actor(WORKERS[0]), found[0], SHIELDED_REASON, now=now)


def _counted(store: Store, living: int) -> DemoCounts:
    counts = [
        int(store.reader().execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("signals", "cases", "residents", "addresses")
    ]
    return DemoCounts(counts[0], living, *counts[1:])
