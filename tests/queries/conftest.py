"""A store with a little of everything, made by the real acts on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from seed.catalogue import load_profile
from store.acts.case_work import add_action, add_note, finish_action, log_contact, score_domain
from store.acts.cases import change_status, close_case, set_plan
from store.acts.directory import apply_profile, set_setting
from store.acts.inputs import Ref, SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.acts.unit import Actor
from store.acts.workers import add_worker
from store.codes import CaseStatus, ContactKind, LifeDomain, Outcome, Theme, Urgency
from store.engine.key_file import Limits
from store.engine.lifecycle import Store, create_store

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FATIMA = Actor("Fatima El Amrani")
JORIS = Actor("Joris de Wit")


@dataclass(frozen=True)
class Filled:
    """The store and what stands in it: `case` is open with two signals, `closed` is closed."""

    store: Store
    profile_id: int
    first: Ref
    second: Ref
    fresh: Ref
    case: int
    closed: int


def days(number: int) -> datetime:
    """Return the moment `number` days before now."""
    return NOW - timedelta(days=number)


def receive(store: Store, at: datetime, **parts: object) -> Ref:
    values: dict[str, object] = {"received_at": at, "place": "Pijnacker", **parts}
    return receive_signal(store, FATIMA, SignalInput(**values), now=at)  # type: ignore[arg-type]


def route(store: Store, signal: Ref, at: datetime, *themes: Theme, case_id: int | None = None) -> int:
    """Triage and route a signal to the team that works on it, and return the case."""
    data = TriageInput(urgency=Urgency.URGENT, themes=themes or (Theme.HOARDING,), known_case_id=case_id)
    triage_signal(store, FATIMA, signal.id, data, now=at)
    route_signal(store, FATIMA, signal.id, lead=FATIMA.name, now=at)
    found = store.reader().execute("SELECT case_id FROM signals WHERE id = ?", (signal.id,)).fetchone()
    return int(found[0])


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Return a filled store that tests only read."""
    path = tmp_path_factory.mktemp("queries") / "wijk.store"
    store, _ = create_store(path, "zeven fietsen in de regen", limits=Limits(ops=1, mem=8192))
    profile_id = apply_profile(store, FATIMA, load_profile("pijnacker-nootdorp"), now=days(400))
    add_worker(store, FATIMA, FATIMA.name, now=days(400))
    add_worker(store, FATIMA, JORIS.name, now=days(400))
    set_setting(store, FATIMA, "team", "kernteam", now=days(400))
    home = {"street": "Kerkstraat", "house_number": 41, "postcode": "2641AB"}
    visser = {"given": "M.", "surname": "Visser", "birth_year": 1951}
    receive(store, days(390), **home, partner="Politie", facts="Geluid in de nacht.")
    first = receive(
        store,
        days(40),
        **home,
        **visser,
        partner="Rondom Wonen",
        facts="Post in de hal.",
        feedback_wanted=True,
    )
    case = route(store, first, days(39), Theme.HOARDING)
    second = receive(store, days(20), **home, **visser, partner="wijkagent", facts="Geluid in de nacht.")
    assert route(store, second, days(19), Theme.CONFUSED_BEHAVIOUR, case_id=case) == case
    receive(store, days(10), **home, partner="Inwoner", facts="Stank.")
    receive(store, days(9), **{**home, "addition": "A"}, partner="Inwoner", facts="Stank bij de buren.")
    receive(
        store,
        days(8),
        street="Kerkstraat",
        house_number=14,
        given="M.",
        surname="Visscher",
        birth_year=1951,
        facts=".",
    )
    work_on(store, case)
    other = receive(
        store, days(60), street="Dorpsstraat", house_number=3, surname="Groot", facts="Stil in huis."
    )
    closed = route(store, other, days(59))
    close_case(store, JORIS, closed, Outcome.SELF_SOLVED, reason="het gaat weer", now=days(30))
    fresh = receive(store, days(1), **home, **visser, partner="Rondom Wonen", facts="Deur blijft dicht.")
    yield Filled(store, profile_id, first, second, fresh, case, closed)
    store.close()


def work_on(store: Store, case: int) -> None:
    log_contact(store, FATIMA, case, ContactKind.PHONE, reached=False, result="geen gehoor", now=days(38))
    log_contact(
        store,
        FATIMA,
        case,
        ContactKind.VISIT,
        reached=True,
        with_whom="huismeester",
        result="gesproken",
        now=days(30),
    )
    done = add_action(store, FATIMA, "kaartje doen", case_id=case, due_on=date(2026, 10, 20), now=days(37))
    finish_action(store, FATIMA, done.id, note="in de bus", now=days(35))
    add_action(store, FATIMA, "bellen", case_id=case, owner="SWOP", due_on=date(2026, 11, 18), now=days(5))
    add_note(store, JORIS, "Huis is vol.", case_id=case, is_fact=True, now=days(29))
    score_domain(store, FATIMA, case, LifeDomain.HOUSING, 1, now=days(29))
    score_domain(store, FATIMA, case, LifeDomain.HOUSING, 2, note="opgeruimd", now=days(15))
    score_domain(store, FATIMA, case, LifeDomain.FINANCE, 3, now=days(15))
    change_status(store, FATIMA, case, CaseStatus.OUTREACH, reason="contact gelegd", now=days(14))
    set_plan(store, FATIMA, case, goal="veilig wonen", plan="samen opruimen", now=days(13))
