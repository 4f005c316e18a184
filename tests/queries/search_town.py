"""A store with invented people to search in: those of the demo, and those whose names are hard to type alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seed.demo.people import Person, invent_person, invent_phone
from seed.demo.places import invent_address
from store.codes import Role
from store.engine.lifecycle import Store, open_store
from store.queries.search import MOST, HitKind, SearchResult, search
from store.rules.normalise import phone
from store.text import fold
from store.viewer import Viewer
from tests.acts.office import build, one

TODAY = date(2026, 11, 20)
HARD: tuple[tuple[str, str, str], ...] = (
    ("Iris", "van 't", "Hoff"),
    ("Bep", "'t", "Hart"),
    ("Wil", "in 't", "Veld"),
    ("Joke", "op 't", "Root"),
    ("Cor", "aan 't", "Goor"),
    ("Nel", "van het", "Reve"),
    ("Kees", "op den", "Kamp"),
    ("Truus", "uit den", "Bogaard"),
    ("Arie", "aan de", "Stegge"),
    ("Sjaan", "bij de", "Vaate"),
    ("Henk", "in de", "Wal"),
    ("Rie", "van de", "Ven"),
    ("Guus", "van den", "Eijnden"),
    ("Dirk", "van der", "Voort"),
    ("Ulla", "von der", "Fuhr"),
    ("Karl", "von", "Bülow"),
    ("Horst", "zur", "Mühlen"),
    ("Jeanne", "d'", "Arcourt"),
    ("Marc", "de l'", "Ecluse"),
    ("Yves", "l'", "Ami"),
    ("Rosa", "de la", "Cruz"),
    ("Aldo", "di", "Stefano"),
    ("João", "dos", "Santos"),
    ("Paul", "du", "Pon"),
    ("Lous", "ter", "Horst"),
    ("Ben", "ten", "Kate"),
    ("Sietske", "te", "Riele"),
    ("Gijs", "le", "Grand"),
    ("Anne", "over de", "Linden"),
    ("Sinéad", "", "O'Neill"),
    ("Awa", "", "N'Diaye"),
    ("Gina", "", "D'Angelo"),
    ("Rachid", "", "El Ouali"),
    ("Samira", "", "Aït Benhaddou"),
    ("Mo", "", "Al-Hashimi"),
    ("Ypie", "", "IJsselstein"),
    ("Lijsbeth", "", "Rijnders"),
    ("J.P.", "", "Verhoeven"),
    ("A.M.C.", "van", "Ginkel"),
    ("H.", "de", "Graaff"),
    ("Jan-Willem", "", "Bosman"),
    ("Anna Maria", "", "Kuipers"),
    ("Els", "de", "Koning-van der Zwaan"),
    ("Mieke", "", "Postma-de Boer"),
    ("Łukasz", "", "Wójcik"),
    ("Şule", "", "Çelik"),
    ("Gülşen", "", "Yıldız"),
    ("Zoë", "", "Beßler"),
    ("Đorđe", "", "Đurić"),
    ("Søren", "", "Ægidius"),
    ("", "van der", "Plas"),
    ("", "", "Nooitgedacht"),
)
"""Given name, tussenvoegsel and surname."""


@dataclass(frozen=True)
class Town:
    """A store with people, each with an address, a case and a signal; every fourth is of a shielded case."""

    store: Store
    people: tuple[dict[str, object], ...]

    def __repr__(self) -> str:
        return "Town"

    def find(self, line: str, *, hidden: bool = False) -> SearchResult:
        """Search, as somebody who sees everything or, with `hidden`, as somebody of another team."""
        self.store.viewer = Viewer(1, "Fatima El Amrani", Role.WORKER) if hidden else None
        return search(self.store, line, today=TODAY, limit=MOST)

    def has_person(self, line: str, person: dict[str, object]) -> bool:
        """Tell whether a line finds the signal of a person: records that are alike stand together as one resident."""
        result = self.find(line)
        return has(result, HitKind.SIGNAL, person["id"]) and bool(result.of(HitKind.RESIDENT))


def has(result: SearchResult, kind: HitKind, row_id: object) -> bool:
    """Tell whether a row is among the hits of its kind."""
    return any(hit.id == row_id for hit in result.of(kind))


@contextmanager
def town_of(path: Path, count: int, *, shielded: bool = True) -> Iterator[Town]:
    """Make a town of so many people of the demo, and after them those with hard names.

    Without `shielded` those of a shielded case are left out, and the others are as in the town with them.
    """
    build(path)
    rng = random.Random(4)
    people = [invent_person(rng, TODAY) for _ in range(count)]
    people += [Person(given, "", prefix, surname, None, None, "female") for given, prefix, surname in HARD]
    with open_store(path) as store:
        profile, team = one(store, "SELECT min(id) FROM profiles"), one(store, "SELECT min(id) FROM teams")
        writer = store.raw_writer()
        writer.execute("BEGIN")
        for number, person in enumerate(people, 1):
            place = invent_address(rng, "delft")
            home = (fold(place.street), place.number, place.addition, place.postcode.replace(" ", ""))
            told = invent_phone(rng)
            if number % 4 == 0 and not shielded:
                continue
            writer.execute(
                "INSERT INTO addresses (id, key, street, street_key, house_number, addition, postcode, place,"
                " described) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
                (number, str(number), place.street, *home, place.place),
            )
            born = person.birth_date.isoformat() if person.birth_date else None
            name = (person.given, person.prefix, person.surname, fold(person.surname))
            writer.execute(
                "INSERT INTO residents (id, given, prefix, surname, surname_key, name_text, birth_date, birth_year,"
                " phone, phone_key, bsn, address_id, version) VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, '', ?, 1)",
                (number, *name, born, person.birth_year, told, phone(told), number),
            )
            writer.execute(
                "INSERT INTO cases (id, number, profile_id, team_id, status, case_lead, resident_id, address_id,"
                " themes, plan, goal, visit_safety, resident_view, opened_at, waitlist_owner, handover_to,"
                " version, shielded)"
                " VALUES (?, ?, ?, ?, 'exploring', '', ?, ?, '', '', '', '', '', '2026-10-01T10:00:00Z', '', '', 1, ?)",
                (number, f"C2026-{number:03}", profile, team, number, number, number % 4 == 0),
            )
            writer.execute(
                "INSERT INTO signals (id, number, profile_id, status, received_at, registered_at, channel, resident_id,"
                " address_id, case_id, themes, acute_danger, eviction_threatened, children_present, in_care, facts,"
                " opinion, request, since, frequency, earlier_reported, aware, not_aware_reason, visit_safety,"
                " feedback_wanted, anonymous, external_id, missing, advice, created_by, version)"
                " VALUES (?, ?, ?, 'linked', '2026-10-01T10:00:00Z', '2026-10-01T10:00:00Z', 'phone', ?, ?, ?, '', 0,"
                " 0, 'unknown', 'unknown', ?, '', '', '', '', '', 'unknown', '', '', 0, 0, ?, '', '', '', 1)",
                (
                    number,
                    f"2026-{number:04}",
                    profile,
                    *(number,) * 3,
                    f"Woord{number:04}x.",
                    f"PN-{number:05}",
                ),
            )
            writer.executemany(
                "INSERT INTO notes (case_id, at, by, body, is_fact) VALUES (?, '2026-10-02T10:00:00Z', '', ?, 1)",
                ((number, f"Briefje{number:04}x."), (number, f"Kaartje{number:04}x.")),
            )
        writer.execute("COMMIT")
        writer.close()
        cursor = store.reader().execute(
            "SELECT r.*, a.street, a.house_number, a.addition, a.postcode, a.place FROM residents r"
            " JOIN addresses a ON a.id = r.address_id ORDER BY r.id"
        )
        names = [column[0] for column in cursor.description]
        yield Town(store, tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall()))
