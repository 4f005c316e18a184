"""Every act can be taken back and leaves the rows as they were, or says why it cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store.acts import (
    advise,
    case_work,
    cases,
    directory,
    feedback,
    receive,
    retention,
    route,
    sharing,
    shielding,
    triage,
    workers,
)
from store.acts.undo import undo_act, undo_last
from store.engine.lifecycle import Store
from store.errors import Refused
from store.queries.history import last_undo
from tests.acts.every_act import ACTS
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    content,
    one,
    opened,
    received,
    routed,
    rows,
    triaged,
)

_MODULES = (
    advise,
    case_work,
    cases,
    directory,
    feedback,
    receive,
    retention,
    route,
    sharing,
    shielding,
    triage,
    workers,
)


def assert_logged(store: Store) -> None:
    """The last entry of the log tells who did what to which number, and names nobody."""
    ((at, worker, event, act, kind, number, case_id, signal_id, summary, outcome),) = rows(
        store,
        "SELECT at, worker, event, act, kind, number, case_id, signal_id, summary, outcome FROM log_entries"
        " ORDER BY id DESC LIMIT 1",
    )
    assert at.startswith("2026-11-2")
    assert worker in (ME.name, JORIS.name)
    assert act
    assert outcome == "done"
    text = " ".join((kind, number, summary)).casefold()
    for named in ("visser", "maria", "achterberg", "kerkstraat", "2641", "015-", "vries", "yılmaz"):
        assert named not in text
    if event != "settings":
        assert event in ("create", "change", "link", "unlink")
        assert kind in ("signal", "case", "delivery", "resident")
        assert number
        assert kind in ("delivery", "resident") or case_id or signal_id or " t/m " in number


@pytest.mark.parametrize("name", ACTS)
def test_undo_of_every_act_returns_the_same_rows(name: str, store: Store, tmp_path: Path) -> None:
    act = ACTS[name](store, tmp_path)
    before = content(store)
    log_before = one(store, "SELECT count(*) FROM log_entries")
    act()
    assert content(store) != before
    assert one(store, "SELECT count(*) FROM log_entries") == log_before + 1
    assert_logged(store)
    (who,) = rows(store, "SELECT worker FROM undo_records ORDER BY id DESC LIMIT 1")[0]
    undone = undo_last(store, JORIS if who == JORIS.name else ME, now=NOW)
    assert undone.label
    assert content(store) == before
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert rows(store, "SELECT act, summary FROM log_entries ORDER BY id DESC LIMIT 1") == [
        ("undo", f"ongedaan gemaakt: {undone.label}")
    ]


def test_every_public_act_is_among_those_undone() -> None:
    done_here = {
        "receive_signal",
        "receive_signals",
        "amend_signal",
        "ask_completion",
        "triage_signal",
        "not_taken_up",
        "reopen_signal",
        "route_signal",
        "confirm_handover",
        "settle_feedback",
        "write_feedback",
        "change_status",
        "assign_lead",
        "set_plan",
        "close_case",
        "reopen_case",
        "log_contact",
        "add_action",
        "finish_action",
        "add_note",
        "score_domain",
        "record_informed",
        "give_consent",
        "withdraw_consent",
        "set_resident_view",
        "apply_profile",
        "apply_rules",
        "add_partner",
        "add_worker",
        "choose_worker",
        "set_setting",
        "give_advice",
        "shield_case",
        "unshield_case",
        "hold_destruction",
        "release_hold",
        "propose_destruction",
        "withdraw_proposal",
    }
    never = {
        "break_glass",
        "see_opening",
        "change_worker",
        "give_access",
        "remove_worker",
        "own_passphrase",
        "new_recovery_code",
        "approve_destruction",
        "finish_destruction",
    }
    public = {
        name
        for module in _MODULES
        for name, thing in vars(module).items()
        if callable(thing)
        and getattr(thing, "__module__", "") == module.__name__
        and not name.startswith("_")
        and "actor" in getattr(thing, "__annotations__", {})
    }
    assert public - {"propose_for"} == done_here | never


def test_advice_cannot_be_taken_back_and_says_why(store: Store) -> None:
    signal = received(store)
    advise.give_advice(store, ME, signal.id, "Blijf in gesprek.", now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="geen persoonsgegevens bewaard"):
        undo_last(store, ME)
    assert content(store) == before


def test_a_row_that_changed_since_is_never_overwritten(store: Store) -> None:
    case_id = opened(store)
    cases.set_plan(store, ME, case_id, goal="Rust", plan="", now=NOW)
    cases.set_plan(store, JORIS, case_id, goal="Rust en regelmaat", plan="", now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="daarna gewijzigd"):
        undo_last(store, ME)
    assert content(store) == before
    undo_last(store, JORIS)
    undo_last(store, ME)
    assert one(store, "SELECT goal FROM cases") == ""


def test_what_was_built_on_stays_and_says_so(store: Store) -> None:
    signal = received(store)
    case_work.add_note(store, JORIS, "Gebeld.", signal_id=signal.id, now=NOW)
    before = content(store)
    with pytest.raises(Refused, match="voortgebouwd"):
        undo_last(store, ME)
    assert content(store) == before
    assert rows(store, "SELECT undone_at FROM undo_records WHERE act = 'receive_signal'") == [(None,)]


def later_version(store: Store, statement: str) -> None:
    writer = store.raw_writer()
    writer.execute(statement)
    writer.close()
    store.engine.dispose()


def test_an_act_of_before_a_column_was_added_is_undone_and_the_column_keeps_what_it_holds(
    store: Store,
) -> None:
    case_id = opened(store)
    cases.set_plan(store, ME, case_id, goal="Rust", plan="", now=NOW)
    later_version(store, "ALTER TABLE cases ADD COLUMN later TEXT DEFAULT 'leeg' NOT NULL")
    later_version(store, "UPDATE cases SET later = 'ingevuld'")
    undo_last(store, ME, now=NOW)
    assert rows(store, "SELECT goal, later FROM cases") == [("", "ingevuld")]


def test_a_row_that_comes_back_gets_what_a_new_column_holds_by_itself(store: Store) -> None:
    case_id = opened(store)
    case_work.add_note(store, ME, "Gebeld.", case_id=case_id, now=NOW)
    (record,) = rows(store, "SELECT id, operations FROM undo_records ORDER BY id DESC LIMIT 1")
    (added,) = json.loads(record[1])
    gone = json.dumps([{**added, "before": added["after"], "after": None}])
    later_version(store, "DELETE FROM notes")
    writer = store.raw_writer()
    writer.execute("UPDATE undo_records SET operations = ? WHERE id = ?", (gone, record[0]))
    writer.close()
    later_version(store, "ALTER TABLE notes ADD COLUMN later TEXT DEFAULT 'leeg' NOT NULL")
    undo_last(store, ME, now=NOW)
    assert rows(store, "SELECT body, later FROM notes") == [("Gebeld.", "leeg")]


def test_an_act_on_a_column_that_is_no_more_is_refused_with_a_sentence(store: Store) -> None:
    case_id = opened(store)
    later_version(store, "ALTER TABLE cases ADD COLUMN former TEXT DEFAULT 'x' NOT NULL")
    cases.set_plan(store, ME, case_id, goal="Rust", plan="", now=NOW)
    later_version(store, "ALTER TABLE cases DROP COLUMN former")
    before = content(store)
    with pytest.raises(Refused, match="niet meer ongedaan"):
        undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_the_act_of_a_colleague_is_not_offered(store: Store) -> None:
    case_id = opened(store)
    cases.assign_lead(store, JORIS, case_id, JORIS.name, now=NOW)
    offered = last_undo(store, ME.name)
    assert offered is not None
    assert offered.act == "route_signal"
    nobody = replace(ME, name="Nieuwe Collega")
    with pytest.raises(Refused, match="niets om ongedaan te maken"):
        undo_last(store, nobody)


def test_an_act_is_taken_back_once(store: Store) -> None:
    received(store)
    undo_id = one(store, "SELECT max(id) FROM undo_records")
    undo_act(store, JORIS, undo_id)
    with pytest.raises(Refused, match="al ongedaan"):
        undo_act(store, ME, undo_id)
    assert one(store, "SELECT undone_by FROM undo_records") == JORIS.name
    with pytest.raises(Refused, match="niet in de geschiedenis"):
        undo_act(store, ME, 999)


def test_a_number_is_never_given_out_twice(store: Store) -> None:
    first = received(store)
    undo_last(store, ME)
    assert received(store).number != first.number


def test_undo_raises_the_version_so_that_another_terminal_notices(store: Store) -> None:
    signal = triaged(store)
    undo_last(store, ME)
    assert one(store, "SELECT version FROM signals") == signal.version + 1


def test_undo_records_hold_rows_and_no_more(store: Store) -> None:
    routed(store)
    for (operations,) in rows(store, "SELECT operations FROM undo_records"):
        for operation in json.loads(operations):
            assert set(operation) == {"table", "id", "before", "after"}
            assert operation["before"] != operation["after"]
