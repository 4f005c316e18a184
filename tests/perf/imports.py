"""Import of a large CSV against a raw `executemany` of the same rows into the same kind of encrypted file."""

from __future__ import annotations

import csv
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from seed.demo.people import invent_person, invent_phone
from seed.demo.places import invent_address
from store.actor import Actor
from store.acts.deliveries import import_delivery
from store.engine.lifecycle import Store, create_demo_store
from store.exchange.delivery import open_delivery
from tests.perf.figures import Figure
from tui.opening import set_up

_HEADERS = [
    "Meldnummer",
    "Datum",
    "Complex",
    "Straat",
    "Huisnr",
    "Toev",
    "Postcode",
    "Plaats",
    "Huurder",
    "Geb.datum",
    "Soort",
    "Omschrijving",
    "Achterstand €",
    "Huurder geïnformeerd",
    "Melder",
    "Telefoon",
]
_KINDS = ("overlast", "vervuiling", "zorg", "huurachterstand", "ontruiming")
_TABLES = ("addresses", "residents", "reporters", "signals", "clocks", "delivery_rows")


_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def write_csv(path: Path, rows: int) -> None:
    """Write a delivery of invented people, a third as many as there are rows, cp1252 with semicolons."""
    rng = random.Random(1)
    today = date(2026, 11, 20)
    people = [
        (invent_person(rng, today), invent_address(rng, "pijnacker-nootdorp"))
        for _ in range(max(rows // 3, 1))
    ]
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADERS)
        for number in range(rows):
            person, place = people[rng.randrange(len(people))]
            born = person.birth_date.strftime("%d-%m-%Y") if person.birth_date else ""
            writer.writerow(
                (
                    f"ZM-{number:07}",
                    (today - timedelta(days=rng.randrange(700))).strftime("%d-%m-%Y"),
                    f"Complex {rng.randrange(40)}",
                    place.street,
                    place.number,
                    place.addition,
                    place.postcode,
                    place.place,
                    f"{person.last_name}, {person.initials}",
                    born,
                    rng.choice(_KINDS),
                    f"Melding {number}: doet al weken de deur niet open, post stapelt zich op in de hal.",
                    "",
                    rng.choice(("J", "N", "")),
                    "wijkconsulent",
                    invent_phone(rng),
                )
            )


def _raw_writing(source: Store, target: Path, *, searched: bool) -> float:
    """Copy the rows the import wrote with one raw `executemany` per table; seconds for the writing alone.

    `searched`: with the triggers that keep the indexes of search and the counts level, as the store has them.
    """
    with create_demo_store(target) as store:
        set_up(store, ("pijnacker-nootdorp",), "Meting")
        connection = store.raw_writer()
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in () if searched else connection.execute(_TRIGGERS).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        reader = source.reader()
        spent = 0.0
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            cursor = reader.execute(f"SELECT * FROM {table}")
            marks = ",".join("?" * len(cursor.description))
            while rows := cursor.fetchmany(20_000):
                began = time.perf_counter()
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
                spent += time.perf_counter() - began
        began = time.perf_counter()
        connection.execute("COMMIT")
        spent += time.perf_counter() - began
        connection.close()
    return spent


def imports(folder: Path, rows: int) -> Iterator[Figure]:
    """Yield the import of a CSV of `rows` rows against the raw writing of the same rows, and the growth of memory."""
    path = folder / "levering.csv"
    write_csv(path, rows)
    with create_demo_store(folder / "import.store") as store:
        set_up(store, ("pijnacker-nootdorp",), "Meting")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        import_delivery(store, Actor("Meting"), open_delivery(path), path, partner="Rondom Wonen")
        spent = time.perf_counter() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        floor = _raw_writing(store, folder / "floor.store", searched=True)
        bare = _raw_writing(store, folder / "bare.store", searched=False)
    yield Figure(f"raw writing of {rows:,} reports, each indexed by triggers", None, (floor,), unit="s")
    yield Figure(f"raw writing of {rows:,} reports, nothing searchable", None, (bare,), unit="s")
    yield Figure(f"import of {rows:,} CSV rows", None, (spent,), unit="s", floor=bare)
    yield Figure("import, growth of peak memory", None, (grown,), unit="MB")
