"""The oldest year of the log goes when its time is over, approved by a second person, and the chain still finds all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store.acts.case_work import add_note
from store.acts.destroyed_words import as_bytes
from store.acts.log_chain import NewEntry, log_alone
from store.acts.retention import (
    approve_destruction,
    finish_destruction,
    hold_destruction,
    propose_destruction,
    withdraw_proposal,
)
from store.acts.undo import undo_last
from store.codes_retention import RetentionBasis, RetentionSubject
from store.engine.chain import COLUMNS
from store.engine.head_words import read, written
from store.engine.lifecycle import Store
from store.engine.log_pruned import FIELDS
from store.engine.pages import search_pages
from store.errors import Refused
from store.queries.log_term import log_term
from store.queries.log_verify import FaultKind, verify_log
from store.queries.retention import destructions, proposals
from tests.acts import office
from tests.acts.office import JORIS, ME, NOW, TODAY, moved_in, one, opened, rows
from tests.acts.test_log_chain import _SPOILT, Log, faults

LOG = RetentionSubject.LOG
YEAR = TODAY.year


def moment(year: int, *, month: int = 1, day: int = 2) -> datetime:
    return NOW.replace(year=year, month=month, day=day)


def looked(store: Store, year: int) -> None:
    log_alone(store, NewEntry(at=moment(year), actor=ME, event="read", act="look", summary=f"bekeken {year}"))


def prune(store: Store, year: int) -> int:
    """Propose and approve the destruction of one year of the log, as soon as that may be; return how many went."""
    row_id = propose_destruction(store, ME, LOG, year, now=moment(year + 6))
    return approve_destruction(store, JORIS, row_id, now=moment(year + 6))["log_entries"]


class PrunedLog(Log):
    """A log of which a part was destroyed."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.proofs = rows(store, "SELECT * FROM log_prunings ORDER BY id")
        self.first = int(self.saved[0][0])
        self.last = int(self.saved[-1][0])

    def mend(self) -> None:
        super().mend()
        marks = ", ".join("?" * len(self.proofs[0]))
        self.spoil(
            ("DELETE FROM log_prunings", ()),
            *((f"INSERT INTO log_prunings VALUES ({marks})", row) for row in self.proofs),
        )


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrunedLog]:
    """A log of three years of which the first two went, each on its own."""
    with moved_in(template, tmp_path_factory.mktemp("log")) as store:
        case_id = opened(store)
        add_note(store, ME, "een", case_id=case_id, now=NOW)
        for year in (YEAR + 1, YEAR + 1, YEAR + 2, YEAR + 2):
            looked(store, year)
        assert prune(store, YEAR) > 5
        assert prune(store, YEAR + 1) == 2
        add_note(store, ME, "twee", case_id=case_id, now=moment(YEAR + 7))
        found = PrunedLog(store)
        assert verify_log(store).whole
        yield found


def test_the_oldest_year_is_proposed_when_all_of_it_is_over_its_term(store: Store) -> None:
    looked(store, YEAR + 1)

    def of_log(day: datetime) -> list[tuple[str, str]]:
        found = proposals(store, 1, day.date())
        return [(item.number, item.due_on.isoformat()) for item in found if item.subject is LOG]

    assert log_term(store).basis is RetentionBasis.LOG
    assert of_log(moment(YEAR + 5, month=11, day=30)) == []
    assert of_log(moment(YEAR + 5, month=12, day=1)) == [(f"logboek-{YEAR}", f"{YEAR + 5}-12-31")]
    with pytest.raises(Refused, match="nog niet voorbij"):
        propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 5, month=12, day=30))
    prune(store, YEAR)
    assert of_log(moment(YEAR + 6, month=11, day=30)) == []


def test_nothing_is_proposed_of_a_log_that_is_all_of_one_year(store: Store) -> None:
    assert [found for found in proposals(store, 1, moment(YEAR + 9).date()) if found.subject is LOG] == []


def test_the_longest_term_of_a_profile_counts(store: Store) -> None:
    looked(store, YEAR + 1)
    writer = store.raw_writer()
    writer.execute(
        "INSERT INTO clock_terms (profile_id, key, amount, norm, source) VALUES (1, 'keep.log', 7, 'norm', '')"
    )
    writer.close()
    with pytest.raises(Refused):
        propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 6))
    assert propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 8))


def test_what_went_is_said_and_the_chain_goes_on(store: Store) -> None:
    case_id = opened(store)
    add_note(store, ME, "een", case_id=case_id, now=NOW)
    old = verify_log(store)
    looked(store, YEAR + 1)
    row_id = propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 6))
    with pytest.raises(Refused, match="tweede paar ogen"):
        approve_destruction(store, ME, row_id, now=moment(YEAR + 6))
    (mac,) = rows(store, "SELECT mac FROM log_entries WHERE id = 1")[0]
    counts = approve_destruction(store, JORIS, row_id, now=moment(YEAR + 6))
    assert counts["log_entries"] == old.entries
    done = finish_destruction(store, JORIS, now=moment(YEAR + 6))
    assert done is not None and not done.left
    assert search_pages(store.pages(), as_bytes({mac}))[1] == frozenset()
    (record,) = destructions(store)
    assert (record.number, record.checked, record.words_sought > 0) == (f"logboek-{YEAR}", True, True)
    found = verify_log(store)
    assert found.whole
    (said,) = found.pruned
    assert (said.entries, said.up_to, said.stays_from) == (old.entries, old.entries, f"{YEAR + 1}-01-01")
    assert (said.proposed_by, said.approved_by) == (ME.name, JORIS.name)
    assert written(said.up_to, said.mac) == old.head
    summary = one(store, "SELECT summary FROM log_entries WHERE id = ?", said.log_id)
    assert f"vóór {YEAR + 1}-01-01 vernietigd: {old.entries} regels" in summary and old.head in summary
    with pytest.raises(Refused, match="komt niet terug"):
        undo_last(store, JORIS)


def test_a_head_of_before_is_answered_as_far_as_it_can_be(store: Store) -> None:
    looked(store, YEAR)
    early = verify_log(store).head
    looked(store, YEAR)
    last = verify_log(store).head
    looked(store, YEAR + 1)
    after = verify_log(store).head
    prune(store, YEAR)
    assert (verify_log(store, read(early)).earlier, verify_log(store, read(early)).too_old) == (None, True)
    assert (verify_log(store, read(last)).earlier, verify_log(store, read(last)).too_old) == (True, False)
    assert verify_log(store, read(after)).earlier is True
    assert verify_log(store, read(last[:-4] + "0000")).earlier is False


def test_a_log_that_was_tampered_with_is_not_destroyed(store: Store) -> None:
    looked(store, YEAR + 1)
    row_id = propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 6))
    Log(store).spoil(("UPDATE log_entries SET worker = 'Niemand' WHERE id = 2", ()))
    with pytest.raises(Refused, match="niet heel"):
        approve_destruction(store, JORIS, row_id, now=moment(YEAR + 6))
    assert one(store, "SELECT count(*) FROM log_prunings") == 0


def test_what_a_clock_wrote_that_ran_ahead_stays_until_its_own_time(store: Store) -> None:
    before = one(store, "SELECT max(id) FROM log_entries")
    looked(store, YEAR + 3)
    looked(store, YEAR)
    looked(store, YEAR + 1)
    assert prune(store, YEAR) == before
    assert [found for found in proposals(store, 1, moment(YEAR + 8).date()) if found.subject is LOG] == []
    assert verify_log(store).whole


def test_the_log_is_withdrawn_but_not_held(store: Store) -> None:
    looked(store, YEAR + 1)
    row_id = propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 6))
    withdraw_proposal(store, JORIS, row_id, now=moment(YEAR + 6))
    with pytest.raises(Refused, match="niet tegengehouden"):
        later = moment(YEAR + 6)
        hold_destruction(store, ME, LOG, YEAR, "Klacht", later.date() + timedelta(days=9), now=later)
    assert propose_destruction(store, ME, LOG, YEAR, now=moment(YEAR + 6)) != row_id


@pytest.mark.parametrize("column", [*COLUMNS[1:], "seal", "mac"])
def test_a_change_of_what_remains_is_found(kept: PrunedLog, column: str) -> None:
    for entry in range(kept.first, kept.last + 1):
        value = _SPOILT.get(column, "iets anders")
        found = kept.check((f"UPDATE log_entries SET {column} = ? WHERE id = ?", (value, entry)))
        assert (FaultKind.CHANGED, entry, entry) in faults(found)


def test_an_entry_removed_or_cut_off_is_found(kept: PrunedLog) -> None:
    for entry in range(kept.first, kept.last + 1):
        removed = kept.check(("DELETE FROM log_entries WHERE id = ?", (entry,)))
        assert not removed.whole and {fault.first for fault in removed.faults} & {0, entry}
        cut = kept.check(("DELETE FROM log_entries WHERE id >= ?", (entry,)))
        assert faults(cut) == [(FaultKind.CUT_OFF, entry, kept.last)]


def test_entries_that_changed_places_are_found(kept: PrunedLog) -> None:
    names = ", ".join(f"{name} = ?" for name in (*COLUMNS[1:], "seal", "mac"))
    for at, (row, other) in enumerate(zip(kept.saved, kept.saved[1:], strict=False), kept.first):
        heads = [name for _, name, *_ in rows(kept.store, "PRAGMA table_info(log_entries)")]
        values = [
            tuple(entry[heads.index(name)] for name in (*COLUMNS[1:], "seal", "mac"))
            for entry in (row, other)
        ]
        change = f"UPDATE log_entries SET {names} WHERE id = ?"
        assert not kept.check((change, (*values[1], at)), (change, (*values[0], at + 1))).whole


@pytest.mark.parametrize("column", [*FIELDS, "seal"])
def test_a_proof_that_was_changed_is_found(kept: PrunedLog, column: str) -> None:
    for proof in (1, 2):
        for value in ("x", 0, 10**6):
            found = kept.check((f"UPDATE log_prunings SET {column} = ? WHERE id = ?", (value, proof)))
            assert (FaultKind.PRUNED, 0, 0) in faults(found), (proof, value)


def test_a_proof_that_was_removed_or_swapped_is_found(kept: PrunedLog) -> None:
    assert not kept.check(("DELETE FROM log_prunings", ())).whole
    assert not kept.check(("DELETE FROM log_prunings WHERE id = 1", ())).whole
    assert not kept.check(("DELETE FROM log_prunings WHERE id = 2", ())).whole
    assert not kept.check(("UPDATE log_prunings SET id = 3 WHERE id = 1", ())).whole


def test_what_was_destroyed_and_put_back_is_found(kept: PrunedLog) -> None:
    heads = [name for _, name, *_ in rows(kept.store, "PRAGMA table_info(log_entries)")]
    copied = ", ".join(name for name in heads if name != "id")
    for number in (-1, 1, kept.first - 1):
        found = kept.check(
            (
                f"INSERT INTO log_entries (id, {copied}) SELECT ?, {copied} FROM log_entries WHERE id = ?",
                (number, kept.first),
            )
        )
        assert faults(found) == [(FaultKind.FOREIGN, number, number)]


def test_a_proof_made_in_a_copy_does_not_cover_a_removal_here(template: Path, tmp_path: Path) -> None:
    """Two people may approve in a copy; what they made there says nothing of the store it came from."""
    with moved_in(template, tmp_path / "hier") as store:
        looked(store, YEAR + 1)
    with moved_in(tmp_path / "hier" / template.name, tmp_path / "kopie") as copy:
        prune(copy, YEAR)
        ((proof),) = rows(copy, "SELECT * FROM log_prunings")
        heads = [name for _, name, *_ in rows(copy, "PRAGMA table_info(log_prunings)")]
    up_to = proof[heads.index("up_to")]
    with office.open_store(tmp_path / "hier" / template.name) as store:
        for event in range(4):
            looked(store, YEAR + 2 + event)
        Log(store).spoil(
            (f"INSERT INTO log_prunings VALUES ({', '.join('?' * len(proof))})", tuple(proof)),
            ("DELETE FROM log_entries WHERE id <= ?", (up_to,)),
        )
        assert (FaultKind.PRUNED, 0, 0) in faults(verify_log(store))
