"""A small invented office with a few cases, for tests of screens, queries and exports around a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from seed.catalogue import load_profile
from store.actor import Actor
from store.acts.case_work import add_action, add_note, finish_action, log_contact, score_domain
from store.acts.cases import assign_lead, change_status, close_case, set_plan
from store.acts.directory import apply_profile
from store.acts.feedback import settle_feedback
from store.acts.inputs import SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.acts.workers import add_worker
from store.codes import (
    CaseStatus,
    Channel,
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LifeDomain,
    Outcome,
    PartnerType,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store, create_demo_store
from store.queries.shared import fetch_one
from tests.templates import copy_of
from tui.desk import Desk

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday, 10:30 in the Netherlands."""
TODAY = date(2026, 11, 23)
ME = Actor("Fatima El Amrani")
BSN = "111222333"
"""Passes the 11-proef and is given to nobody."""
REPORTER = "Wilhelmina Achterberg"
HOSTILE = "[bold]niet vet[/bold] \x1b[2J \u202egespiegeld `code` | <script>alert(1)</script>\n# geen kop"


def ago(days: int, hour: int = 9) -> datetime:
    """Return a moment some days before `NOW`."""
    return (NOW - timedelta(days=days)).replace(hour=hour)


@dataclass(frozen=True)
class Office:
    """The store and the ids of its cases."""

    store: Store
    profile_id: int
    visser: int
    """Contact is sought: late clocks, attempts, scores, open and finished actions, an opinion, three signals."""
    fresh: int
    """Just opened, nothing done yet."""
    hostile: int
    """Texts that try to be markup."""
    closed: int
    waiting: int


def _signal(store: Store, days: int, **fields: object) -> int:
    data = {
        "channel": Channel.PHONE,
        "profile": "pijnacker-nootdorp",
        "partner": "Rondom Wonen",
        "partner_type": PartnerType.HOUSING,
        "reporter_name": REPORTER,
        "reporter_phone": "015-1234567",
        "street": "Kerkstraat",
        "house_number": 41,
        "postcode": "2641AB",
        "place": "Pijnacker",
        "given": "Maria",
        "surname": "Visser",
        "birth_year": 1951,
        "facts": "Doet al weken de deur niet open; post stapelt zich op in de hal.",
        "opinion": "Is mogelijk in de war.",
        "request": "Graag contact opnemen.",
        "feedback_wanted": True,
        **fields,
    }
    return receive_signal(store, ME, SignalInput(received_at=ago(days), **data), now=ago(days)).id  # type: ignore[arg-type]


def _case(store: Store, days: int, *, known: int | None = None, **fields: object) -> int:
    signal_id = _signal(store, days, **fields)
    triage = TriageInput(
        urgency=Urgency.NON_ACUTE,
        themes=(Theme.CARE_AVOIDANCE, Theme.SELF_NEGLECT),
        in_care=YesNoUnknown.NO,
        known_case_id=known,
    )
    triage_signal(store, ME, signal_id, triage, now=ago(days, 10))
    route_signal(store, ME, signal_id, case_id=known, now=ago(days, 11))
    row = fetch_one(store, "SELECT case_id FROM signals WHERE id = ?", (signal_id,))
    assert row is not None
    return int(row[0])


def _visser(store: Store) -> int:
    case_id = _case(store, 33, visit_safety="Grote hond achter de voordeur; ga met zijn tweeën.")
    _case(store, 20, known=case_id, partner="Politie Haaglanden", partner_type=PartnerType.POLICE, opinion="")
    _case(store, 12, known=case_id, facts=f"Buren ruiken rook. Nummer in de hal: {BSN}.", opinion="")
    assign_lead(store, ME, case_id, ME.name, now=ago(32))
    for signal_id, days in ((1, 32), (2, 19), (3, 11)):
        settle_feedback(store, ME, signal_id, ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN, now=ago(days))
    settle_feedback(store, ME, 1, ClockKind.FEEDBACK, FeedbackOutcome.GIVEN, now=ago(22))
    done = add_action(store, ME, "Kaartje bezorgen", case_id=case_id, due_on=date(2026, 10, 26), now=ago(31))
    finish_action(store, ME, done.id, note="Bezorgd bij de buren.", now=ago(28))
    for days, hour, kind, result in (
        (30, 9, ContactKind.CARD, "Kaartje in de bus met het nummer van het team."),
        (26, 13, ContactKind.PHONE, "Niet opgenomen, geen voicemail."),
        (25, 10, ContactKind.PHONE, ""),
    ):
        at = ago(days, hour)
        log_contact(store, ME, case_id, kind, reached=False, at=at, result=result, now=at)
    score_domain(store, ME, case_id, LifeDomain.HOUSING, 2, now=ago(24))
    score_domain(store, ME, case_id, LifeDomain.SOCIAL_NETWORK, 1, note="Ziet niemand meer.", now=ago(24))
    score_domain(store, ME, case_id, LifeDomain.HOUSING, 3, note="Verwarming is gemaakt.", now=ago(10))
    add_action(
        store,
        ME,
        "Samen met de wijkbeheerder langsgaan",
        case_id=case_id,
        due_on=date(2026, 11, 18),
        now=ago(9),
    )
    add_action(
        store,
        ME,
        "Huisarts bellen",
        case_id=case_id,
        owner="J. de Vries",
        due_on=date(2026, 11, 25),
        now=ago(8),
    )
    add_note(store, ME, "De gordijnen zijn dicht; er brandt licht.", case_id=case_id, now=ago(7))
    add_note(
        store,
        ME,
        "Ik denk dat zij bang is voor de woningbouw.",
        case_id=case_id,
        is_fact=False,
        now=ago(7, 11),
    )
    goal, plan = (
        "Mevrouw doet open en vertelt wat zij nodig heeft.",
        "Elke week een kaartje, dan samen langs.",
    )
    set_plan(store, ME, case_id, goal=goal, plan=plan, now=ago(6))
    return case_id


def fill(path: Path) -> None:
    """Make the office in a new demo store at `path` and close it."""
    with create_demo_store(path) as store:
        apply_profile(store, ME, load_profile("pijnacker-nootdorp"), now=ago(60))
        for name in (ME.name, "Jan de Vries", "Aleksandra Kowalska"):
            add_worker(store, ME, name, now=ago(60))
        _visser(store)
        _case(
            store, 3, given="Nico", surname="IJsbrandij", birth_year=1988, street="Geestweg", house_number=132
        )
        _case(
            store,
            5,
            given="[red]A.",
            surname=HOSTILE,
            street="Dorpsstraat",
            house_number=12,
            facts=HOSTILE,
            opinion=HOSTILE,
            request=HOSTILE,
            visit_safety=HOSTILE,
            reporter_name="",
        )
        closed = _case(store, 50, given="Rachid", surname="El Idrissi", birth_year=1964, street="Oranjelaan")
        close_case(store, ME, closed, Outcome.VOLUNTARY_HELP, now=ago(4))
        waiting = _case(
            store, 40, given="Ayşe", surname="Yılmaz", birth_year=1970, street="Laan van Nootdorp"
        )
        change_status(
            store,
            ME,
            waiting,
            CaseStatus.WAITLIST,
            waitlist_owner="Jan de Vries",
            review_on=date(2026, 12, 1),
            now=ago(15),
        )


def office_in(target: Path) -> Office:
    """Return an office of its own in the folder `target`."""
    store = copy_of(fill, target / "office.db")
    ids = [int(row[0]) for row in store.reader().execute("SELECT id FROM cases ORDER BY id").fetchall()]
    profile = fetch_one(store, "SELECT id FROM profiles")
    assert profile is not None
    return Office(store, int(profile[0]), *ids)


def desk_of(office: Office) -> Desk:
    """Sit down at the office on that Monday."""
    profile = "pijnacker-nootdorp"
    team = "Kernteam Pijnacker-Nootdorp"
    return Desk(office.store, ME, office.profile_id, profile, "Pijnacker-Nootdorp", team, lambda: NOW)
