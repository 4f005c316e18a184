"""The log is one chain: whatever is done to it outside the program is found, and which entry it was."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.acts.case_work import add_note
from store.acts.log_chain import NewEntry, log_alone
from store.acts.undo import undo_last
from store.engine.chain import COLUMNS
from store.engine.head_words import read, written
from store.engine.lifecycle import Store
from store.errors import InvalidInput, StoreLocked
from store.queries.log_verify import FaultKind, Verified, verify_log
from tests.acts import office
from tests.acts.office import ME, NOW, one, opened, received, rows

_SPOILT: dict[str, object] = {
    "case_id": 77,
    "signal_id": 77,
    "resident_id": 77,
    "seal": "0" * 32,
    "mac": "0" * 64,
}


class Log:
    """A store with a log of some length, and ways to spoil it behind the program's back."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.saved = self._all()
        self.head = rows(store, "SELECT * FROM log_head")
        self.length = len(self.saved)

    def _all(self) -> list[tuple[Any, ...]]:
        return rows(self.store, "SELECT * FROM log_entries ORDER BY id")

    def spoil(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        writer = self.store.raw_writer()
        writer.execute("PRAGMA foreign_keys = OFF")
        writer.execute("BEGIN")
        for statement, values in statements:
            writer.execute(statement, values)
        writer.execute("COMMIT")
        writer.close()

    def mend(self) -> None:
        marks = ", ".join("?" * len(self.saved[0]))
        self.spoil(
            ("DELETE FROM log_entries", ()),
            ("DELETE FROM log_head", ()),
            *((f"INSERT INTO log_entries VALUES ({marks})", row) for row in self.saved),
            *(("INSERT INTO log_head VALUES (?, ?, ?, ?, ?)", row) for row in self.head),
        )

    def check(self, *statements: tuple[str, tuple[object, ...]]) -> Verified:
        """Return what a check says of the log after these statements, and put it back."""
        self.spoil(*statements)
        try:
            return verify_log(self.store)
        finally:
            self.mend()


@pytest.fixture(scope="module")
def log(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with office.moved_in(template, tmp_path_factory.mktemp("log")) as store:
        case_id = opened(store)
        for text in ("een", "twee", "drie"):
            add_note(store, ME, text, case_id=case_id, now=NOW)
        undo_last(store, ME, now=NOW)
        log_alone(store, NewEntry(at=NOW, actor=ME, event="read", act="look", summary="bekeken"))
        found = Log(store)
        assert verify_log(store).whole
        assert found.length >= 10
        yield found


def faults(found: Verified) -> list[tuple[FaultKind, int, int]]:
    return [(fault.kind, fault.first, fault.last) for fault in found.faults]


@pytest.mark.parametrize("column", [*COLUMNS[1:], "seal", "mac"])
def test_a_change_of_any_column_of_any_entry_is_found(log: Log, column: str) -> None:
    for entry in range(1, log.length + 1):
        value = _SPOILT.get(column, "iets anders")
        found = log.check((f"UPDATE log_entries SET {column} = ? WHERE id = ?", (value, entry)))
        assert faults(found) == [(FaultKind.CHANGED, entry, entry)]
        assert not found.whole


@pytest.mark.parametrize("value", [None, 5, 1.5, b"\xff\xfe", "\x00", ""])
def test_another_kind_of_value_is_found(log: Log, value: object) -> None:
    for column in ("worker", "summary", "number", "case_id"):
        if (column == "case_id" and value is None) or (value is None and column != "case_id"):
            continue
        found = log.check((f"UPDATE log_entries SET {column} = ? WHERE id = 7", (value,)))
        assert faults(found) == [(FaultKind.CHANGED, 7, 7)], (column, value)


def test_text_that_is_no_text_is_found_without_a_fall(log: Log) -> None:
    found = log.check(("UPDATE log_entries SET summary = CAST(x'ff00fe' AS TEXT) WHERE id = 3", ()))
    assert faults(found) == [(FaultKind.CHANGED, 3, 3)]


def test_a_removed_entry_is_found(log: Log) -> None:
    for entry in range(1, log.length):
        found = log.check(("DELETE FROM log_entries WHERE id = ?", (entry,)))
        assert faults(found) == [(FaultKind.MISSING, entry, entry)]


def test_a_log_cut_short_is_found(log: Log) -> None:
    for keep in range(log.length):
        found = log.check(("DELETE FROM log_entries WHERE id > ?", (keep,)))
        assert faults(found) == [(FaultKind.CUT_OFF, keep + 1, log.length)]


def test_a_cut_stays_visible_when_work_goes_on(log: Log) -> None:
    log.spoil(("DELETE FROM log_entries WHERE id > ?", (log.length - 2,)))
    received(log.store)
    assert faults(verify_log(log.store)) == [(FaultKind.MISSING, log.length - 1, log.length)]
    log.mend()


_CONTENT = [*COLUMNS[1:], "seal", "mac"]


@given(data=st.data())
def test_two_entries_that_changed_places_are_found(log: Log, data: st.DataObject) -> None:
    places = st.integers(1, log.length)
    first, second = sorted(data.draw(st.lists(places, min_size=2, max_size=2, unique=True)))
    one_row, other = log.saved[first - 1], log.saved[second - 1]
    heads = [name for _, name, *_ in rows(log.store, "PRAGMA table_info(log_entries)")]
    keep = data.draw(st.sampled_from([(), ("seal",), ("mac",), ("seal", "mac")]))
    names = [name for name in _CONTENT if name not in keep]
    change = f"UPDATE log_entries SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"
    values = [tuple(row[heads.index(name)] for name in names) for row in (one_row, other)]
    assume(values[0] != values[1])
    found = log.check((change, (*values[1], first)), (change, (*values[0], second)))
    assert faults(found) == [(FaultKind.CHANGED, first, first), (FaultKind.CHANGED, second, second)]


@pytest.mark.parametrize("place", [-3, 0, None])
def test_an_inserted_entry_is_found(log: Log, place: int | None) -> None:
    number = log.length + 1 if place is None else place
    heads = [name for _, name, *_ in rows(log.store, "PRAGMA table_info(log_entries)")]
    copied = ", ".join(name for name in heads if name != "id")
    found = log.check(
        (
            f"INSERT INTO log_entries (id, {copied}) SELECT ?, {copied} FROM log_entries WHERE id = 5",
            (number,),
        )
    )
    assert faults(found) == [(FaultKind.FOREIGN, number, number)]


def test_an_inserted_entry_stays_visible_when_work_goes_on(log: Log) -> None:
    log.spoil(
        (
            "INSERT INTO log_entries (at, worker, event, act, kind, number, summary, on_behalf, purpose, outcome)"
            " VALUES ('2026-01-01T00:00:00Z', 'X', 'read', '', '', '', '', '', '', '')",
            (),
        )
    )
    received(log.store)
    received(log.store)
    assert faults(verify_log(log.store)) == [(FaultKind.FOREIGN, log.length + 1, log.length + 1)]
    log.mend()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log_head",
        "UPDATE log_head SET entries = entries - 1",
        "UPDATE log_head SET last_id = last_id + 1",
        "UPDATE log_head SET last_id = 0",
        "UPDATE log_head SET mac = 'x'",
        "UPDATE log_head SET seal = x'00'",
    ],
)
def test_a_spoilt_head_is_found_and_never_mended_by_going_on(log: Log, statement: str) -> None:
    log.spoil((statement, ()))
    assert (FaultKind.HEAD, 0, 0) in faults(verify_log(log.store))
    received(log.store)
    assert (FaultKind.HEAD, 0, 0) in faults(verify_log(log.store))
    log.mend()


def test_a_log_put_back_is_shown_by_a_head_written_down(log: Log) -> None:
    earlier = verify_log(log.store).head
    received(log.store)
    later = verify_log(log.store).head
    assert later != earlier
    assert verify_log(log.store, read(earlier)).earlier is True
    assert verify_log(log.store, read(later.lower().replace("-", " "))).earlier is True
    log.mend()
    back = verify_log(log.store, read(later))
    assert (back.broken, back.earlier, back.whole) == (0, False, False)
    received(log.store)
    other = verify_log(log.store, read(later))
    assert (other.broken, other.earlier) == (0, False)
    log.mend()


@given(number=st.integers(0, 10**12), mac=st.binary(min_size=32, max_size=32))
def test_a_head_reads_as_it_was_written(number: int, mac: bytes) -> None:
    text = written(number, mac.hex())
    assert read(text) == read(text.replace("-", "").lower())
    assert (read(text).last_id, len(text.split("-"))) == (number, 6)


@pytest.mark.parametrize("text", ["", "12", "x" * 40, "12-AAAA-AAAA-AAAA-AAAA-AAA!", "-".join("A" * 25)])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="kenmerk"):
        read(text)


def test_many_threads_make_one_chain(store: Store) -> None:
    before = one(store, "SELECT count(*) FROM log_entries")

    def look(name: str) -> None:
        for _ in range(10):
            log_alone(store, NewEntry(at=NOW, actor=ME, event="read", act="look", summary=name))
            received(store)

    threads = [threading.Thread(target=look, args=(str(number),)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify_log(store)
    assert (found.broken, found.entries) == (0, before + 60)


def test_a_closed_store_gives_no_derived_key(store: Store) -> None:
    assert store.subkey("log/chain") != store.subkey("log/head")
    log_alone(store, NewEntry(at=NOW, actor=ME, event="read", act="look", summary=""))
    store.close()
    with pytest.raises(StoreLocked):
        store.subkey("log/chain")
    with pytest.raises(StoreLocked):
        log_alone(store, NewEntry(at=NOW, actor=ME, event="read", act="look", summary=""))
