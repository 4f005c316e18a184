"""A store as it looks on a working Monday: one of everything Vandaag shows, invented people, a fixed clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from store.actor import Actor
from store.codes import Channel, PartnerType, Theme, Urgency, YesNoUnknown
from store.engine.lifecycle import Store, create_demo_store
from store.local_time import LOCAL_ZONE
from store.queries.seat import sitter
from tests.templates import copy_of
from tui.desk import Desk, sit_down

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=LOCAL_ZONE)
"""Monday afternoon."""

ACTOR = Actor("Fatima E.")


def desk_of(store: Store) -> Desk:
    """Sit down at the worked store, on that Monday."""
    desk = sit_down(store, clock=lambda: NOW)
    assert desk is not None
    store.viewer = sitter(store, ACTOR.name, NOW)
    return Desk(
        store, ACTOR, desk.profile_id, desk.profile_key, desk.profile_name, desk.team_name, lambda: NOW
    )


def empty_store(path: Path) -> Store:
    """Open a new store with the profile of Pijnacker-Nootdorp and nothing else."""
    return copy_of(_empty, path)


def worked_store(path: Path) -> Store:
    """Open a new store with signals 2026-0001 … -0009 and cases C2026-001 and -002."""
    return copy_of(_worked, path)


def _empty(path: Path) -> None:
    from seed.catalogue import load_profile
    from store.acts.directory import apply_profile

    with create_demo_store(path) as store:
        apply_profile(store, ACTOR, load_profile("pijnacker-nootdorp"), now=NOW - timedelta(days=300))


def _worked(path: Path) -> None:
    from store.acts.case_work import add_action, add_note, log_contact
    from store.acts.feedback import settle_feedback
    from store.acts.inputs import SignalInput, TriageInput
    from store.acts.receive import receive_signal
    from store.acts.route import route_signal
    from store.acts.triage import triage_signal
    from store.codes import ClockKind, ContactKind, FeedbackOutcome

    store = empty_store(path)

    def receive(days: int, **fields: object) -> int:
        moment = NOW - timedelta(days=days, hours=4)
        values = {"received_at": moment, "profile": "pijnacker-nootdorp", "postcode": "2641AB", **fields}
        return receive_signal(store, ACTOR, SignalInput(**values), now=moment).id  # type: ignore[arg-type]

    def triage(signal: int, days: int, urgency: Urgency, *themes: Theme) -> None:
        data = TriageInput(urgency=urgency, themes=themes, in_care=YesNoUnknown.NO)
        triage_signal(store, ACTOR, signal, data, now=NOW - timedelta(days=days, hours=3))

    def route(signal: int, days: int, **more: object) -> None:
        route_signal(store, ACTOR, signal, now=NOW - timedelta(days=days, hours=3), **more)  # type: ignore[arg-type]

    def confirm(signal: int, days: int) -> None:
        settle_feedback(
            store,
            ACTOR,
            signal,
            ClockKind.CONFIRMATION,
            FeedbackOutcome.GIVEN,
            now=NOW - timedelta(days=days, hours=2),
        )

    visser = receive(
        11,
        channel=Channel.PHONE,
        partner="Rondom Wonen",
        reporter_name="H. de Bruin",
        reporter_role="wijkconsulent",
        reporter_phone="015-5550123",
        feedback_wanted=True,
        street="Kerkstraat",
        house_number=41,
        place="Pijnacker",
        given="Maria",
        surname="Visser",
        birth_year=1951,
        facts="Doet al weken de deur niet open; post stapelt zich op in de hal.",
        opinion="Is mogelijk in de war.",
        request="Graag contact opnemen.",
        aware=YesNoUnknown.NO,
        not_aware_reason="geen contact mogelijk",
        themes=(Theme.CARE_AVOIDANCE, Theme.SELF_NEGLECT),
        urgency=Urgency.URGENT,
    )
    confirm(visser, 10)
    triage(visser, 10, Urgency.URGENT, Theme.CARE_AVOIDANCE, Theme.SELF_NEGLECT)
    route(visser, 10, lead="Fatima El Amrani")
    receive(
        7,
        partner="Politie",
        street="Oranjelaan",
        house_number=7,
        addition="A",
        place="Pijnacker",
        facts="Nachtelijk geschreeuw, drie meldingen.",
    )
    vries = receive(
        13,
        partner="SWOP",
        street="Dorpsstraat",
        house_number=12,
        place="Nootdorp",
        postcode="2631CD",
        given="Jan",
        prefix="de",
        surname="Vries",
        birth_year=1970,
        facts="Komt al maanden niet meer buiten.",
        feedback_wanted=True,
    )
    confirm(vries, 12)
    triage(vries, 12, Urgency.NON_ACUTE, Theme.LONELINESS)
    route(vries, 12, lead="Sanne Bakker")
    case = 2
    log_contact(
        store,
        ACTOR,
        case,
        ContactKind.CARD,
        reached=False,
        at=NOW - timedelta(days=9, hours=4),
        now=NOW - timedelta(days=9),
    )
    add_action(
        store,
        ACTOR,
        "samen met huismeester langs",
        case_id=case,
        owner="Sanne Bakker",
        due_on=date(2026, 11, 23),
        now=NOW - timedelta(days=9),
    )
    add_note(store, ACTOR, "Buren zien hem soms 's avonds.", case_id=case, now=NOW - timedelta(days=8))
    receive(
        1,
        partner="Staedion",
        street="Vlielandseweg",
        house_number=88,
        given="Bea",
        prefix="van 't",
        surname="Hof",
        facts="Tuin en hal staan vol spullen.",
        feedback_wanted=True,
    )
    receive(0, partner_type=PartnerType.RESIDENT, street="'s-Gravenweg", house_number=121, facts="Overlast.")
    receive(0, reporter_name="anoniem", facts="Iemand slaapt in de fietsenkelder.")
    arrears = receive(
        8,
        partner="Dunea",
        street="Geestweg",
        house_number=132,
        given="Nienke",
        surname="IJsbrandij",
        arrears_cents=42350,
        facts="Twee maanden niet betaald.",
    )
    confirm(arrears, 7)
    triage(arrears, 8, Urgency.NON_ACUTE, Theme.RENT_ARREARS)
    route(arrears, 8)
    receive(
        5,
        partner="Wijkagent",
        street="Klapwijkse Zoom",
        house_number=3,
        given="Agnieszka",
        surname="Kowalski",
        birth_year=1988,
        facts="[red]Staat te schreeuwen[/red]\x1b[31m bij de bushalte.",
    )
    store.close()
