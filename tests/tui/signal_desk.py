"""A desk on a real store with one address that is known and one signal to judge, at a moment that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from seed.catalogue import load_profile
from store.actor import Actor
from store.acts.directory import apply_profile
from store.acts.inputs import Ref, SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.codes import Theme, Urgency
from store.engine.lifecycle import Store, create_demo_store
from tests.templates import copy_of
from tui.app import SignaalpuntApp
from tui.desk import Desk, sit_down

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
"""A Monday, 14:05 in the Netherlands."""
ME = Actor("Fatima E.")


class FormApp(SignaalpuntApp):
    """The application, opened at a form or a triage instead of at its first tab."""

    CSS_PATH = Path(__file__).parents[2] / "tui" / "styles" / "base.tcss"

    def __init__(self, desk: Desk, *, form: int | None = None, triage: int | None = None) -> None:
        super().__init__(desk)
        self._opens = (form, triage)

    def begin(self) -> None:
        """Open what is tested; nothing is loaded behind it."""
        form, triage = self._opens
        if triage is not None:
            self.open_triage(triage)
        else:
            self.open_form(form)


def receive(store: Store, days: int = 0, **parts: object) -> Ref:
    """Receive a signal some days ago, at Kerkstraat 41 about M. Visser unless said otherwise."""
    at = NOW - timedelta(days=days)
    values: dict[str, object] = {
        "street": "Kerkstraat",
        "house_number": 41,
        "postcode": "2641AB",
        "place": "Pijnacker",
        "given": "M.",
        "surname": "Visser",
        "name_text": "mw. M. Visser",
        "birth_year": 1951,
        **parts,
    }
    return receive_signal(store, ME, SignalInput(received_at=at, **values), now=at)  # type: ignore[arg-type]


def fill(folder: Path) -> tuple[Store, Ref]:
    """Open a new store; return it with the signal that waits for triage."""
    store = copy_of(_make, folder / "demo.db")
    last = "SELECT id, number, version FROM signals ORDER BY id DESC LIMIT 1"
    return store, Ref(*store.reader().execute(last).fetchone())


def _make(path: Path) -> None:
    store = create_demo_store(path)
    apply_profile(store, ME, load_profile("pijnacker-nootdorp"), now=NOW)
    receive(
        store, 280, partner="Rondom Wonen", themes=(Theme.RENT_ARREARS,), facts="Drie maanden achterstand."
    )
    earlier = receive(
        store, 80, partner="Politie", themes=(Theme.CONFUSED_BEHAVIOUR,), facts="Stond op straat."
    )
    judged = TriageInput(urgency=Urgency.NON_ACUTE, themes=(Theme.CONFUSED_BEHAVIOUR,))
    at = NOW - timedelta(days=79)
    triage_signal(store, ME, earlier.id, judged, now=at)
    route_signal(store, ME, earlier.id, lead=ME.name, now=at)
    receive(
        store, 30, partner="SWOP", house_number=14, surname="Visscher", name_text="", facts="Tuin ligt vol."
    )
    receive(
        store,
        partner="Rondom Wonen",
        reporter_name="J. de Boer",
        reporter_role="wijkconsulent",
        feedback_wanted=True,
        facts="Doet al weken de deur niet open; post stapelt zich op in de hal.",
        opinion="Is mogelijk in de war.",
        request="Graag contact opnemen.",
        themes=(Theme.CARE_AVOIDANCE, Theme.SELF_NEGLECT),
        urgency=Urgency.URGENT,
    )
    store.close()


def desk_of(store: Store) -> Desk:
    """Sit down at the store at `NOW`."""
    desk = sit_down(store, clock=lambda: NOW)
    assert desk is not None
    return desk
