"""The indexes of search stay level with the rows, hold nothing of what was removed, and can be made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.acts import search_bulk
from store.acts.advise import give_advice
from store.acts.deliveries import Cancelled, import_delivery
from store.acts.receive import amend_signal
from store.acts.search_rebuild import rebuild_indexes
from store.acts.undo import undo_last
from store.engine.lifecycle import Store, open_store
from store.exchange.delivery import open_delivery
from store.queries.search import search
from store.queries.search_check import broken_indexes, described
from store.rules.search_indexes import INDEXES, NAME_WORDS, NAMED, STREETS, TERMS
from store.schema.year_counts import counted_anew, people_anew
from tests.acts.every_act import LIST
from tests.acts.office import ME, NOW, TODAY, opened, received, report, rows
from tests.engine.test_processes import run

RARE = "pimpelmees"


def words(store: Store) -> set[str]:
    """Return every word in the indexes."""
    found = {row[0] for table in TERMS.values() for row in rows(store, f"SELECT DISTINCT term FROM {table}")}
    found |= {row[0] for row in rows(store, f"SELECT key FROM {STREETS}")}
    return found | {row[0] for row in rows(store, f"SELECT term FROM {NAME_WORDS}")}


def hits(store: Store, line: str) -> list[str]:
    return [hit.number for hit in search(store, line, today=TODAY).hits if hit.number]


def test_what_is_reported_changed_and_undone_is_followed(store: Store) -> None:
    signal = received(store, facts=f"Een {RARE} in de hal.", surname="Zeldenrust")
    assert hits(store, RARE) == hits(store, "zeldenrust") == [signal.number]
    amend_signal(store, ME, signal.id, report(facts="Een merel.", surname="Zeldenrust"), now=NOW)
    assert hits(store, RARE) == []
    assert hits(store, "merel") == [signal.number]
    undo_last(store, ME, now=NOW)
    assert hits(store, RARE) == [signal.number]
    undo_last(store, ME, now=NOW)
    assert hits(store, RARE) == hits(store, "zeldenrust") == []
    assert not {RARE, "merel", "zeldenrust"} & words(store)
    assert broken_indexes(store) == ()


def test_advice_leaves_no_word_behind(store: Store) -> None:
    opened(store)
    signal = received(store, facts=f"Een {RARE}.", surname="Zeldenrust", street="Zeldenrustlaan")
    give_advice(store, ME, signal.id, "Blijf in gesprek.", now=NOW)
    assert not {RARE, "zeldenrust", "zeldenrustlaan"} & words(store)
    assert broken_indexes(store) == ()


@pytest.mark.parametrize("part", [0, 200], ids=["taken out", "made anew"])
def test_a_delivery_comes_and_goes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(search_bulk, "MANY", part)
    kept = received(store, facts=f"Een {RARE} in de hal.")
    before, upkeep = words(store), triggers(store)
    path = tmp_path / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    import_delivery(store, ME, open_delivery(path), path, now=NOW)
    assert words(store) > before
    assert broken_indexes(store) == ()
    with open_store(store.path) as other:
        assert hits(other, RARE) == [kept.number]
        undo_last(store, ME, now=NOW)
        assert words(store) == before and triggers(store) == upkeep
        assert hits(other, RARE) == [kept.number] and hits(other, "schreeuwt") == []
        received(other, facts="Een merel.")
    assert hits(store, RARE) == [kept.number] and len(hits(store, "merel")) == 1
    assert broken_indexes(store) == ()


def test_a_delivery_counts_in_the_figures_as_its_signals_one_by_one(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    received(store)
    before = counts(store)
    import_delivery(store, ME, open_delivery(path), path, now=NOW)
    assert counts(store) != before
    assert counts(store) == (
        set(rows(store, f"SELECT * FROM ({counted_anew()})"))
        | {("people", str(year), "", people, 0) for year, people in people_of(store)},
        set(rows(store, f"SELECT * FROM ({people_anew()})")),
    )
    undo_last(store, ME, now=NOW)
    assert counts(store) == before


def counts(store: Store) -> tuple[set[Any], set[Any]]:
    """Return what is counted per period and per person."""
    return (
        set(rows(store, "SELECT what, CAST(period AS TEXT), value, counted, met FROM year_counts")),
        set(rows(store, "SELECT year, person, signals FROM year_people")),
    )


def people_of(store: Store) -> list[Any]:
    return rows(store, f"SELECT year, count(*) FROM ({people_anew()}) GROUP BY 1")


def triggers(store: Store) -> list[tuple[str, str]]:
    found = rows(store, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return sorted((name, sql) for name, sql in found)


def test_a_delivery_leaves_the_upkeep_of_the_indexes_as_it_was(store: Store, tmp_path: Path) -> None:
    before = triggers(store)
    path = tmp_path / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    delivery = open_delivery(path)
    import_delivery(store, ME, delivery, path, now=NOW, dry_run=True)
    with pytest.raises(Cancelled):
        import_delivery(store, ME, delivery, path, now=NOW, cancelled=lambda: True)
    assert (triggers(store), hits(store, "schreeuwt")) == (before, [])
    import_delivery(store, ME, delivery, path, now=NOW)
    assert triggers(store) == before
    assert hits(store, "schreeuwt") == hits(store, "visser") == hits(store, "kerkstraat 41")
    signal = received(store, facts=f"Een {RARE}.")
    assert hits(store, RARE) == [signal.number]
    assert broken_indexes(store) == ()


def test_a_delivery_whose_program_is_killed_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    before, known = triggers(store), words(store)
    path = tmp_path / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    done = run(
        "import os, sys; from pathlib import Path\n"
        "from store.actor import Actor\n"
        "from store.acts import deliveries\n"
        "from store.engine.lifecycle import open_store\n"
        "from store.exchange.delivery import open_delivery\n"
        "store, path = open_store(Path(sys.argv[1])), Path(sys.argv[2])\n"
        "deliveries.add_to_log = lambda *_: os._exit(9)\n"
        "deliveries.import_delivery(store, Actor('Sam'), open_delivery(path), path)",
        str(store.path),
        str(path),
    )
    assert (done.returncode, done.stderr) == (9, "")
    assert (triggers(store), words(store)) == (before, known)
    assert rows(store, "SELECT count(*) FROM deliveries") == [(0,)]
    assert broken_indexes(store) == ()


def test_an_index_that_is_wrong_is_found_and_made_anew(store: Store) -> None:
    signal = received(store, facts=f"Een {RARE}.")
    writer = store.raw_writer()
    writer.execute(
        "INSERT INTO search_signals (search_signals, rowid, facts) VALUES ('delete', ?, ?)",
        (signal.id, f"Een {RARE}."),
    )
    writer.close()
    assert hits(store, RARE) == []
    assert broken_indexes(store) == ("search_signals",)
    assert described("search_signals") == "teksten van signalen"
    told: list[str] = []
    rebuild_indexes(store, progress=told.append)
    assert told == [*INDEXES, STREETS, NAME_WORDS, *NAMED]
    assert broken_indexes(store) == ()
    assert hits(store, RARE) == [signal.number]


def test_words_of_names_that_are_wrong_are_found_and_made_anew(store: Store) -> None:
    signal = received(store, surname="Zeldenrust")
    writer = store.raw_writer()
    writer.execute(f"DELETE FROM {NAME_WORDS}")
    writer.execute(f"UPDATE {STREETS} SET uses = uses + 1")
    writer.close()
    assert (hits(store, "zeldnerust"), broken_indexes(store)) == ([], (STREETS, NAME_WORDS))
    rebuild_indexes(store, (STREETS, NAME_WORDS))
    assert (hits(store, "zeldnerust"), broken_indexes(store)) == ([signal.number], ())


def test_texts_go_from_an_index_that_was_made_anew(store: Store) -> None:
    for _ in range(2):
        received(store, facts=f"Een {RARE}.")
        rebuild_indexes(store)
        undo_last(store, ME, now=NOW)
        assert broken_indexes(store) == ()


@pytest.mark.parametrize("index", [*INDEXES, STREETS, NAME_WORDS, *NAMED])
def test_every_index_has_a_name_in_dutch(index: str) -> None:
    assert described(index)
