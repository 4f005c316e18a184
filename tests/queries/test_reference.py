"""Directory, history, deliveries, drafts and numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session

from seed.catalogue import load_profile
from store.acts.directory import apply_profile
from store.acts.drafts import discard_draft, save_draft
from store.acts.receive import SignalInput, receive_signal
from store.codes import ClockKind, NormKind, RowResult
from store.engine.lifecycle import Store, create_demo_store
from store.errors import NotFound
from store.queries import deliveries, directory, drafts, history, settings
from store.queries.numbers import resolve
from store.schema import ColumnMapping, Delivery, DeliveryRow, Signal
from tests.queries.conftest import FATIMA, JORIS, NOW, Filled, days

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return create_demo_store(tmp_path / "leeg.store")


def test_profile_comes_back_as_it_was_put_in(filled_store: Filled) -> None:
    spec = load_profile("pijnacker-nootdorp")
    row = directory.first_profile(filled_store.store)
    assert row is not None
    assert (row.key, row.places, row.sources) == (spec.key, spec.places, spec.sources)
    assert directory.profiles(filled_store.store) == (row,)
    assert directory.profile(filled_store.store, row.id) == row
    assert directory.profile_by_key(filled_store.store, spec.key) == row
    assert {team.key for team in directory.teams(filled_store.store, row.id)} == {
        team.key for team in spec.teams
    }
    assert {one.name for one in directory.partners(filled_store.store, row.id)} == {
        one.name for one in spec.partners
    }
    assert {one.name: one.postcodes for one in directory.districts(filled_store.store, row.id)} == {
        one.name: one.postcodes for one in spec.districts
    }


def test_rules_with_their_words(filled_store: Filled) -> None:
    rows = directory.rules(filled_store.store, filled_store.profile_id)
    assert tuple(row.rule for row in rows) == load_profile("pijnacker-nootdorp").rules
    last = rows[-1]
    assert last.summary == "al het andere → Kernteam Pijnacker-Nootdorp"
    assert last.conditions == ()
    assert all(row.team_active for row in rows)


def test_terms_as_they_apply(filled_store: Filled) -> None:
    rows = {row.key: row for row in directory.terms(filled_store.store, filled_store.profile_id)}
    assert {row.kind for row in rows.values()} == set(ClockKind)
    assert rows["triage.urgent"].label == "triage (spoed)"
    assert rows["inform_resident"].norm == NormKind.LAW
    assert rows["inform_resident"].length == "1 maand"
    changed = {key for key, row in rows.items() if row.overridden}
    assert changed == {
        key
        for key, amount in directory.overrides(filled_store.store, filled_store.profile_id).items()
        if rows[key].length != rows[key].default_length
    }


def test_workers_and_settings(filled_store: Filled) -> None:
    assert [worker.name for worker in directory.workers(filled_store.store)] == [FATIMA.name, JORIS.name]
    assert settings.setting(filled_store.store, "team") == "kernteam"
    assert settings.setting(filled_store.store, "none", "x") == "x"
    assert settings.settings(filled_store.store) == {"team": "kernteam"}


def test_an_empty_store_answers(empty: Store) -> None:
    assert directory.first_profile(empty) is None
    assert directory.profiles(empty) == ()
    assert history.store_history(empty) == ()
    assert history.last_undo(empty, FATIMA.name) is None
    assert deliveries.deliveries(empty) == ()
    with pytest.raises(NotFound, match="geen"):
        directory.profile_by_key(empty, "nergens")
    empty.discard()


def test_history_pages(filled_store: Filled) -> None:
    store = filled_store.store
    whole = history.store_history(store, limit=500)
    first = history.store_history(store, limit=4)
    rest = history.store_history(store, before=first[-1].id, limit=500)
    assert first + rest == whole
    mine = history.store_history(store, worker=JORIS.name)
    assert [line.act for line in mine] == ["close_case", "add_note"]
    assert all(line.can_undo for line in whole)


def test_history_of_a_case_holds_its_signals(filled_store: Filled) -> None:
    lines = history.case_history(filled_store.store, filled_store.case)
    assert {"receive_signal", "triage_signal", "log_contact", "set_plan"} <= {line.act for line in lines}
    assert [line.id for line in lines] == sorted((line.id for line in lines), reverse=True)
    signal = history.signal_history(filled_store.store, filled_store.first.id)
    assert [line.act for line in signal] == ["route_signal", "triage_signal", "receive_signal"]
    assert signal[-1].at == days(40)


def test_last_undo_is_of_this_worker(filled_store: Filled) -> None:
    undo = history.last_undo(filled_store.store, JORIS.name)
    assert undo is not None
    assert (undo.act, undo.refusal) == ("close_case", "")
    assert undo.label.startswith("casus afgesloten (C2026-")


@pytest.mark.parametrize(
    "text", ["2026-0001", " 2026-1 ", "s2026-0001", "Signaal 2026 0001", "S 2026–0001", "#2026/1"]
)
def test_signal_numbers(filled_store: Filled, text: str) -> None:
    found = resolve(filled_store.store, text)
    assert (found.kind, found.number) == ("signal", "2026-0001")


@pytest.mark.parametrize("text", ["C2026-001", "c2026-1", "casus 2026-001", "casus C2026-001", " c 2026 1."])
def test_case_numbers(filled_store: Filled, text: str) -> None:
    found = resolve(filled_store.store, text)
    assert (found.kind, found.id, found.number) == ("case", filled_store.case, "C2026-001")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-9999", "Signaal 2026-9999 staat niet"),
        ("C2026-999", "Casus C2026-999 staat niet"),
        ("hallo", "geen nummer"),
        ("", "geen nummer"),
        ("\x1b[2J", "geen nummer"),
        ("9" * 100_000, "geen nummer"),
        ("²⁰²⁶-¹' OR 1=1", "geen nummer"),
    ],
)
def test_numbers_that_are_not_there(filled_store: Filled, text: str, says: str) -> None:
    with pytest.raises(NotFound, match=says) as refused:
        resolve(filled_store.store, text)
    assert "\x1b" not in str(refused.value)


def test_drafts_come_back(empty: Store) -> None:
    assert drafts.load_draft(empty, "nieuw") is None
    save_draft(empty, FATIMA, "nieuw", {"facts": "Post in de hal. [bold]\x00", "themes": ["hoarding"]})
    loaded = drafts.load_draft(empty, "nieuw")
    assert loaded is not None
    assert loaded[0] == {"facts": "Post in de hal. [bold]\x00", "themes": ["hoarding"]}
    (line,) = drafts.drafts_of(empty, FATIMA.name)
    assert (line.key, line.saved_at, line.body) == ("nieuw", loaded[1], loaded[0])
    assert drafts.drafts_of(empty, JORIS.name) == ()
    discard_draft(empty, "nieuw")
    assert drafts.load_draft(empty, "nieuw") is None
    empty.discard()


@pytest.fixture
def delivered(tmp_path: Path) -> Store:
    """Return a store with one delivery of three rows, one of which became a signal."""
    store = create_demo_store(tmp_path / "levering.store")
    profile = apply_profile(store, FATIMA, load_profile("pijnacker-nootdorp"), now=NOW)
    signal = receive_signal(store, FATIMA, SignalInput(received_at=NOW, facts="Vol."), now=NOW)
    with Session(store.engine) as session:
        made = Delivery(
            profile_id=profile,
            file_name="a.csv",
            sha256="ab",
            kind="csv",
            encoding="utf-8",
            imported_at=NOW,
            by="x",
        )
        made.headers, made.mapping = json.dumps(["naam", "straat"]), "[]"
        made.read, made.new, made.to_check, made.rejected = 3, 1, 1, 1
        session.add(made)
        session.flush()
        delivery_id = made.id or 0
        for number, result in enumerate((RowResult.NEW, RowResult.TO_CHECK, RowResult.REJECTED), 2):
            row = DeliveryRow(delivery_id=delivery_id, row_number=number, result=result)
            row.cells, row.reasons = json.dumps(["=1+1", ""]), json.dumps(["geen adres"])
            row.signal_id = signal.id if number == 2 else None
            session.add(row)
        session.get_one(Signal, signal.id).delivery_id = delivery_id
        session.add(ColumnMapping(partner_key="p", headers_key="h", mapping='["x"]'))
        session.commit()
    return store


def test_deliveries(delivered: Store) -> None:
    (line,) = deliveries.deliveries(delivered)
    assert line.read == line.new + line.repeated + line.to_check + line.rejected == 3
    detail = deliveries.delivery(delivered, line.id)
    assert (detail.line, detail.headers) == (line, ("naam", "straat"))
    assert deliveries.same_delivery(delivered, "ab") == line
    assert deliveries.same_delivery(delivered, "cd") is None
    rows = deliveries.delivered_rows(delivered, 1)
    assert [row.result for row in rows] == [RowResult.NEW, RowResult.TO_CHECK, RowResult.REJECTED]
    assert rows[0].cells == ("=1+1", "")
    assert rows[0].signal_number == "2026-0001"
    assert rows[2].reasons == ("geen adres",)
    assert deliveries.delivered_rows(delivered, 1, after=rows[0].row_number, limit=1) == rows[1:2]
    assert deliveries.delivered_rows(delivered, 1, results=(RowResult.REJECTED,)) == rows[2:]
    assert list(deliveries.delivery_signals(delivered, 1)) == [rows[0].signal_id]
    assert deliveries.remembered_mapping(delivered, "p", "h") == '["x"]'
    assert deliveries.remembered_mapping(delivered, "p", "z") is None
    assert deliveries.deliveries(delivered, before=line.id) == ()
    with pytest.raises(NotFound, match="levering"):
        deliveries.delivery(delivered, 99)
    delivered.discard()


def test_reading_loads_no_model_of_the_database() -> None:
    modules = [f"store.queries.{path.stem}" for path in (ROOT / "store" / "queries").glob("[a-z]*.py")]
    loads = (
        "import sys, importlib; [importlib.import_module(name) for name in sys.argv[1:]]; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", loads, *modules], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlmodel", "sqlalchemy", "sqlcipher3", "rapidfuzz", "pydantic"}
    assert "store.schema" not in done.stdout.split()
