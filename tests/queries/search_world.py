"""An invented town to search in: eleven reports of people with the names and addresses that searches stumble over.

Each report has a tag; what a search finds is told in tags: `r:visser a:41 c:visser s:post`, each kind in its order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from store.acts.case_work import add_action, add_note, finish_action, log_contact
from store.acts.cases import set_plan
from store.acts.inputs import SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import not_taken_up, triage_signal
from store.codes import ContactKind, NotTakenUpReason, Role, Theme, Urgency
from store.engine.lifecycle import Store, open_store
from store.queries.search import HitKind, SearchResult, search
from store.viewer import Viewer
from tests.acts.office import JORIS, ME, build, one, rows

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
KERK = {"street": "Kerkstraat", "postcode": "2641AB", "place": "Pijnacker"}
NOOTDORP = {"place": "Nootdorp", "postcode": "2631KC"}
VISSER = {
    **KERK,
    "house_number": 41,
    "given": "M.",
    "surname": "Visser",
    "birth_date": date(1951, 5, 12),
    "resident_phone": "06-12345678",
}

# Tag, days ago, what was reported; `case` opens a case, `with` names the report whose case it joins.
REPORTS: tuple[tuple[str, int, dict[str, object]], ...] = (
    (
        "post",
        400,
        {
            **VISSER,
            "partner": "Rondom Wonen",
            "reporter_name": "W. Achterberg",
            "reporter_phone": "015-2123456",
            "external_id": "ZM-0004711",
            "facts": "Doet al weken de deur niet open; de post stapelt zich op in de hal.",
            "case": True,
        },
    ),
    (
        "stank",
        60,
        {
            **VISSER,
            "partner": "Politie",
            "facts": "Stank in het trappenhuis, erger dan in augustus.",
            "with": "post",
        },
    ),
    (
        "buren",
        50,
        {
            **KERK,
            "house_number": 41,
            "addition": "A",
            "given": "Jan",
            "prefix": "de",
            "surname": "Vries",
            "partner": "Inwoner",
            "facts": "Buren klagen over geluid in de nacht.",
        },
    ),
    (
        "katten",
        45,
        {
            **KERK,
            "house_number": 410,
            "given": "A.",
            "surname": "Bakker",
            "birth_year": 1980,
            "facts": "Te veel katten.",
        },
    ),
    (
        "visscher",
        40,
        {
            **KERK,
            "house_number": 14,
            "given": "M.",
            "surname": "Visscher",
            "birth_year": 1951,
            "facts": "Stil in huis.",
        },
    ),
    (
        "ijs",
        35,
        {
            "street": "'s-Gravenweg",
            "house_number": 121,
            "addition": "3",
            "postcode": "2631KE",
            "place": "Nootdorp",
            "given": "N.",
            "surname": "IJsbrandij",
            "facts": "Vervuiling en verzameling; de brandweer maakte zich zorgen.",
            "case": True,
        },
    ),
    (
        "cafe",
        30,
        {
            **NOOTDORP,
            "street": "Laan van Nootdorp",
            "house_number": 9,
            "given": "Rachid",
            "surname": "El Amrani",
            "birth_date": date(1964, 11, 3),
            "resident_phone": "+31 6 8765 4321",
            "partner": "Politie",
            "facts": "Overlast bij het café, één keer per week.",
        },
    ),
    (
        "plein",
        20,
        {
            "street": "Plein 1944",
            "house_number": 12,
            "postcode": "2611AC",
            "place": "Delft",
            "given": "Jürgen",
            "surname": "Müller",
            "birth_year": 1944,
            "facts": "Praat in zichzelf op straat.",
        },
    ),
    (
        "flat",
        15,
        {
            "address_text": "flat boven de bakkerij",
            "place": "Pijnacker",
            "name_text": "mevrouw met de hond",
            "facts": "Loopt 's nachts buiten, zegt dat zij uit Kerkstraat 41 komt.",
        },
    ),
    (
        "dubbel",
        10,
        {
            "street": "Oranjelaan",
            "house_number": 7,
            "postcode": "2642BA",
            "place": "Pijnacker",
            "given": "Anna",
            "prefix": "van der",
            "surname": "Meer-Jansen",
            "birth_date": date(1970, 1, 2),
            "facts": "Huurachterstand van 2500 euro.",
            "refused": True,
        },
    ),
    (
        "geheim",
        5,
        {
            "street": "Zwartelaan",
            "house_number": 1,
            "postcode": "2645ZZ",
            "place": "Delfgauw",
            "given": "Klaas",
            "surname": "Geheimman",
            "birth_date": date(1933, 3, 3),
            "resident_phone": "06-11111111",
            "external_id": "HID-0099",
            "partner": "Rondom Wonen",
            "facts": "Een zeldzaamwoord en ook stank.",
            "case": True,
        },
    ),
)


@dataclass
class World:
    """The town; `signals`, `cases`, `residents` and `addresses` turn a row into its tag."""

    store: Store
    signals: dict[int, str] = field(default_factory=dict)
    cases: dict[int, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def told(self, result: SearchResult) -> str:
        """Return what was found in tags."""
        parts = []
        for kind, start in zip(HitKind, "racs", strict=True):
            tags = [self._tag(kind, hit.id) for hit in result.of(kind)]
            if tags:
                parts.append(f"{start}:{','.join(tags)}")
        return " ".join([*parts, *(["hidden"] if result.hidden else [])])

    def _tag(self, kind: HitKind, row_id: int) -> str:
        if kind == HitKind.SIGNAL:
            return self.signals[row_id]
        if kind == HitKind.CASE:
            return self.cases[row_id]
        column = "resident_id" if kind == HitKind.RESIDENT else "address_id"
        return self.signals[one(self.store, f"SELECT min(id) FROM signals WHERE {column} = ?", row_id)]

    def find(self, line: str) -> str:
        """Search, as Fatima, and return what was found in tags."""
        return self.told(search(self.store, line, today=TODAY, worker=ME.name))


Reports: TypeAlias = tuple[tuple[str, int, dict[str, object]], ...]


def make_world(path: Path, reports: Reports = REPORTS) -> World:
    """Make the town in a new store; a report called "geheim" ends in a case that the viewer may not see."""
    build(path)
    store = open_store(path)
    world = World(store)
    made: dict[str, int] = {}
    for tag, ago, given in reports:
        parts = dict(given)
        at = NOW - timedelta(days=ago)
        case, joined, refused = parts.pop("case", False), parts.pop("with", ""), parts.pop("refused", False)
        signal = receive_signal(store, ME, SignalInput(received_at=at, **parts), now=at)  # type: ignore[arg-type]
        world.signals[signal.id], world.numbers[tag] = tag, signal.number
        if case or joined:
            known = made.get(str(joined))
            judged = TriageInput(urgency=Urgency.URGENT, themes=(Theme.SELF_NEGLECT,), known_case_id=known)
            triage_signal(store, ME, signal.id, judged, now=at)
            route_signal(store, ME, signal.id, lead=ME.name if tag != "ijs" else JORIS.name, now=at)
            made[tag] = one(store, "SELECT case_id FROM signals WHERE id = ?", signal.id)
            world.cases.setdefault(made[tag], tag)
        if refused:
            not_taken_up(store, ME, signal.id, NotTakenUpReason.OTHER_TRAJECTORY, now=at)
    for case_id, number in rows(store, "SELECT id, number FROM cases"):
        world.numbers[f"case {world.cases[case_id]}"] = number
    if "geheim" in made:
        _work(store, made)
        writer = store.raw_writer()
        writer.execute("UPDATE cases SET shielded = 1 WHERE id = ?", (made["geheim"],))
        writer.close()
    store.viewer = Viewer(1, ME.name, Role.WORKER)
    return world


def _work(store: Store, made: dict[str, int]) -> None:
    at = NOW - timedelta(days=3)
    case = made["post"]
    add_note(store, ME, "Huisarts gebeld over medicijnen.", case_id=case, now=at)
    log_contact(store, ME, case, ContactKind.CARD, reached=False, result="kaartje achtergelaten", now=at)
    action = add_action(store, ME, "GGZ Delfland bellen", case_id=case, now=at)
    finish_action(store, ME, action.id, note="terugbelverzoek gedaan", now=at)
    set_plan(store, ME, case, goal="veilig wonen", plan="samen opruimen", now=at)
    add_note(store, ME, "Ook hier een zeldzaamwoord.", case_id=made["geheim"], now=at)
