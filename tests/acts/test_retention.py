"""Destruction: by two people, only when its time has come, and then nothing of it is left anywhere in the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from store.acts import case_work, feedback, sharing
from store.acts.destroy import GOES, STAYS
from store.acts.destroyed_words import (
    MOST_AT_ONCE,
    DestroyedWords,
    as_bytes,
    forget_words,
    kept_elsewhere,
    left_in_index,
    remember,
    sought,
)
from store.acts.drafts import save_draft
from store.acts.links import link_residents
from store.acts.retention import (
    approve_destruction,
    finish_destruction,
    hold_destruction,
    propose_destruction,
    release_hold,
    withdraw_proposal,
)
from store.acts.undo import undo_last
from store.codes import (
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LinkOrigin,
    Outcome,
    SignalStatus,
)
from store.codes_retention import RetentionBasis, RetentionSubject
from store.engine.lifecycle import Store
from store.engine.pages import read_pages, search_pages
from store.engine.scrub import scrub
from store.errors import InvalidInput, Refused, StoreUnusable
from store.queries.retention import destructions, keep_terms, proposals
from store.queries.year_check import sums_agree
from store.schema import metadata
from tests.acts.office import JORIS, ME, NOW, TODAY, everything, one, opened, received, rows, signal_in

CASE, SIGNAL, REPORTER = RetentionSubject.CASE, RetentionSubject.SIGNAL, RetentionSubject.REPORTER
PLANTED = ("Zwaantje", "Plantenga", "Geheimstraat", "Melderman", "achterdeurtje", "huiskamergeheim", "2641ZZ")


def years(amount: int, now: datetime = NOW) -> datetime:
    return now.replace(year=now.year + amount) + timedelta(days=1)


def planted(store: Store) -> int:
    """Return a closed case that left traces everywhere an act leaves them."""
    case_id = opened(
        store,
        given="Zwaantje",
        surname="Plantenga",
        street="Geheimstraat",
        house_number=987,
        postcode="2641ZZ",
        reporter_name="Melderman",
        facts="Er is een achterdeurtje in het huiskamergeheim.",
    )
    signal_id = one(store, "SELECT id FROM signals WHERE case_id = ?", case_id)
    case_work.log_contact(
        store, ME, case_id, ContactKind.VISIT, reached=True, result="Via het achterdeurtje", now=NOW
    )
    case_work.add_note(store, ME, "Zwaantje Plantenga wil niet.", case_id=case_id, now=NOW)
    sharing.give_consent(store, ME, case_id, organisation="Huisarts", note="zegt Plantenga", now=NOW)
    feedback.settle_feedback(
        store, ME, signal_id, ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN, body="Beste Melderman", now=NOW
    )
    save_draft(store, ME, f"amend/{signal_id}/fatima", {"facts": "Nog een huiskamergeheim"})
    from store.acts.cases import close_case

    close_case(store, ME, case_id, Outcome.VOLUNTARY_HELP, reason="Plantenga doet niet open", now=NOW)
    return case_id


def found(store: Store, words: tuple[str, ...] = PLANTED) -> set[tuple[str, str]]:
    """Return (table, word) for every planted word in any row of any table."""
    return {
        (table, word)
        for table, content in everything(store).items()
        for row in content
        for word in words
        if any(isinstance(value, str) and word.casefold() in value.casefold() for value in row.values())
    }


def test_every_reference_to_what_is_destroyed_has_its_rule() -> None:
    gone = {"cases", "signals", "actions", "agenda_items", *(table for table, _ in GOES)}
    pointing = {
        (table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in gone
    }
    assert pointing == GOES | set(STAYS)


def test_nothing_of_a_destroyed_case_is_left(store: Store) -> None:
    case_id = planted(store)
    assert {word for _, word in found(store)} == set(PLANTED)
    later = years(5)
    row_id = propose_destruction(store, ME, CASE, case_id, now=later)
    counts = approve_destruction(store, JORIS, row_id, now=later)
    assert counts["cases"] == counts["signals"] == counts["residents"] == counts["addresses"] == 1
    assert finish_destruction(store, JORIS, now=later)
    assert found(store) == set()
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert sums_agree(store)
    for word in ("achterdeurtje", "huiskamergeheim"):
        assert rows(store, "SELECT rowid FROM search_signals WHERE search_signals MATCH ?", word) == []
        assert rows(store, "SELECT rowid FROM search_notes WHERE search_notes MATCH ?", word) == []
    assert rows(store, "SELECT uses FROM search_name_words WHERE term = 'plantenga'") == []
    (record,) = destructions(store)
    assert (record.subject, record.basis, record.term) == (CASE, RetentionBasis.PLAN_ONLY, "5 jaar")
    assert (record.proposed_by, record.approved_by, record.checked) == (ME.name, JORIS.name, True)
    with pytest.raises(Refused, match="komt niet terug"):
        undo_last(store, JORIS)


def test_another_signal_at_the_address_keeps_it(store: Store) -> None:
    case_id = planted(store)
    kept = received(
        store, given="Buur", surname="Man", street="Geheimstraat", house_number=987, postcode="2641ZZ"
    )
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    approve_destruction(store, JORIS, row_id, now=years(5))
    assert one(
        store,
        "SELECT count(*) FROM addresses a JOIN signals s ON s.address_id = a.id WHERE s.id = ?",
        kept.id,
    )
    assert {word for _, word in found(store)} == {"Geheimstraat", "2641ZZ"}


def test_of_a_group_only_the_record_that_was_destroyed_goes(store: Store) -> None:
    case_id = planted(store)
    gone = one(store, "SELECT resident_id FROM cases WHERE id = ?", case_id)
    kept = [
        one(
            store,
            "SELECT resident_id FROM signals WHERE id = ?",
            received(store, surname=name, given="Z.").id,
        )
        for name in ("Plante", "Plant")
    ]
    for other in kept:
        link_residents(store, ME, gone, other, origin=LinkOrigin.CASE, now=NOW)
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    approve_destruction(store, JORIS, row_id, now=years(5))
    assert rows(store, "SELECT id, group_id FROM residents ORDER BY id") == [(one, one) for one in kept]
    assert rows(store, "SELECT 1 FROM resident_links") == []
    assert sums_agree(store)


def test_nobody_approves_what_they_proposed(store: Store) -> None:
    case_id = planted(store)
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    with pytest.raises(Refused, match="tweede paar ogen"):
        approve_destruction(store, ME, row_id, now=years(5))
    assert one(store, "SELECT count(*) FROM cases WHERE id = ?", case_id) == 1


def test_nothing_goes_before_its_time(store: Store) -> None:
    case_id = planted(store)
    with pytest.raises(Refused, match="nog niet voorbij"):
        propose_destruction(store, ME, CASE, case_id, now=years(4))
    profile = one(store, "SELECT profile_id FROM cases WHERE id = ?", case_id)
    due = date(TODAY.year + 5, TODAY.month, TODAY.day)
    assert [one for one in proposals(store, profile, due - timedelta(days=31)) if one.subject is CASE] == []
    (case,) = [one for one in proposals(store, profile, due - timedelta(days=30)) if one.subject is CASE]
    assert (case.due_on, case.is_due(due), case.is_due(due - timedelta(days=1))) == (due, True, False)


def test_a_hold_keeps_it_until_it_is_released(store: Store) -> None:
    case_id = planted(store)
    later = years(5)
    hold_destruction(
        store, ME, CASE, case_id, "Klacht loopt nog.", later.date() + timedelta(days=90), now=later
    )
    with pytest.raises(Refused, match="Klacht loopt nog"):
        propose_destruction(store, ME, CASE, case_id, now=later)
    release_hold(store, JORIS, CASE, case_id, now=later)
    assert propose_destruction(store, ME, CASE, case_id, now=later)


def test_a_hold_takes_a_proposal_back_and_undo_puts_it_back(store: Store) -> None:
    case_id = planted(store)
    later = years(5)
    row_id = propose_destruction(store, ME, CASE, case_id, now=later)
    hold_destruction(store, ME, CASE, case_id, "Klacht.", later.date() + timedelta(days=9), now=later)
    with pytest.raises(Refused, match="al afgehandeld"):
        approve_destruction(store, JORIS, row_id, now=later)
    undo_last(store, ME)
    assert approve_destruction(store, JORIS, row_id, now=later)["cases"] == 1


def test_a_withdrawn_proposal_can_be_made_again(store: Store) -> None:
    case_id = planted(store)
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    with pytest.raises(Refused, match="al voorgedragen"):
        propose_destruction(store, JORIS, CASE, case_id, now=years(5))
    withdraw_proposal(store, JORIS, row_id, now=years(5))
    assert propose_destruction(store, JORIS, CASE, case_id, now=years(5)) != row_id


@pytest.mark.parametrize("status", [SignalStatus.NOT_TAKEN_UP, SignalStatus.FORWARDED])
def test_a_signal_without_a_case_goes_after_a_year(store: Store, status: SignalStatus) -> None:
    signal = signal_in(store, status)
    if status is SignalStatus.FORWARDED:
        from store.acts.route import confirm_handover

        confirm_handover(store, ME, signal.id, now=NOW)
    row_id = propose_destruction(store, ME, SIGNAL, signal.id, now=years(1))
    assert approve_destruction(store, JORIS, row_id, now=years(1))["signals"] == 1
    assert rows(store, "SELECT 1 FROM signals WHERE id = ?", signal.id) == []


def test_of_a_reporter_only_the_organisation_stays(store: Store) -> None:
    case_id = planted(store)
    signal_id = one(store, "SELECT id FROM signals WHERE case_id = ?", case_id)
    row_id = propose_destruction(store, ME, REPORTER, signal_id, now=years(1))
    approve_destruction(store, JORIS, row_id, now=years(1))
    assert {table for table, word in found(store) if word == "Melderman"} == set()
    assert rows(store, "SELECT organisation FROM reporters") == [("Rondom Wonen",)]
    assert finish_destruction(store, JORIS, now=years(1))
    with pytest.raises(Refused):
        propose_destruction(store, ME, REPORTER, signal_id, now=years(1))


def test_a_profile_sets_its_own_terms(store: Store) -> None:
    writer = store.raw_writer()
    writer.execute(
        "INSERT INTO clock_terms (profile_id, key, amount, norm, source) VALUES (1, 'keep.plan_only', 2, 'norm', '')"
    )
    writer.close()
    assert {term.basis: term.length for term in keep_terms(store, 1)}[RetentionBasis.PLAN_ONLY] == "2 jaar"
    case_id = planted(store)
    assert propose_destruction(store, ME, CASE, case_id, now=years(2))


REFUSED: tuple[tuple[str, Callable[[Store, int], object]], ...] = (
    (
        "waarom",
        lambda store, case: hold_destruction(store, ME, CASE, case, "  ", TODAY + timedelta(days=9), now=NOW),
    ),
    ("na vandaag", lambda store, case: hold_destruction(store, ME, CASE, case, "Klacht", TODAY, now=NOW)),
    (
        "te lang",
        lambda store, case: hold_destruction(store, ME, CASE, case, "x" * 501, date(2099, 1, 1), now=NOW),
    ),
    ("niet tegengehouden", lambda store, case: release_hold(store, ME, CASE, case, now=NOW)),
)


@pytest.mark.parametrize(("sentence", "act"), REFUSED, ids=[sentence for sentence, _ in REFUSED])
def test_wrong_use_says_what_was_wrong(
    store: Store, sentence: str, act: Callable[[Store, int], object]
) -> None:
    case_id = opened(store)
    with pytest.raises((InvalidInput, Refused), match=sentence):
        act(store, case_id)


def on_pages(store: Store, words: tuple[str, ...] = PLANTED) -> set[str]:
    """Return which words stand on a page of the file, once everything written was brought to it."""
    writer = store.raw_writer()
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    writer.close()
    pages, found_there = search_pages(store.pages(), as_bytes(words))
    assert pages == store.path.stat().st_size // 4096
    return {word for word in words if as_bytes({word}) & found_there}


def test_no_page_of_the_file_holds_what_was_destroyed(store: Store) -> None:
    case_id = planted(store)
    assert on_pages(store) == set(PLANTED)
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    approve_destruction(store, JORIS, row_id, now=years(5))
    looked_for = sought(store)[row_id]
    done = finish_destruction(store, JORIS, now=years(5))
    assert done is not None and not done.left
    assert on_pages(store) == set()
    kept = on_pages(store, tuple(looked_for))
    (record,) = destructions(store)
    assert record.checked and record.pages_read == done.pages > 50
    assert record.words_sought >= 5 and record.words_kept == 0, kept
    assert sought(store) == {}


def test_the_reading_of_pages_finds_what_was_only_deleted(store: Store) -> None:
    writer = store.raw_writer()
    writer.execute("PRAGMA secure_delete = OFF").fetchall()
    writer.execute("CREATE TABLE loose (one TEXT)")
    writer.execute("INSERT INTO loose VALUES ('het kelderluikje klemt al jaren')")
    writer.execute("DELETE FROM loose")
    writer.close()
    assert rows(store, "SELECT 1 FROM loose") == []
    assert on_pages(store, ("kelderluikje",)) == {"kelderluikje"}
    scrubbed = scrub(store, as_bytes({"kelderluikje"}))
    assert scrubbed is not None and scrubbed.found == frozenset()
    assert on_pages(store, ("kelderluikje",)) == set()


def test_what_is_still_on_a_page_is_not_called_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = planted(store)
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    approve_destruction(store, JORIS, row_id, now=years(5))
    monkeypatch.setattr("store.engine.scrub.VACUUM_UP_TO", 0)
    writer = store.raw_writer()
    writer.execute("PRAGMA secure_delete = OFF").fetchall()
    writer.execute("CREATE TABLE loose (one TEXT)")
    writer.execute("INSERT INTO loose VALUES ('aan Plantenga en Melderman')")
    writer.execute("DELETE FROM loose")
    writer.close()
    done = finish_destruction(store, JORIS, now=years(5))
    assert done is not None and done.left
    (record,) = destructions(store)
    assert not record.checked and record.pages_read
    monkeypatch.undo()
    again = finish_destruction(store, JORIS, now=years(5))
    assert again is not None and not again.left
    assert destructions(store)[0].checked


def test_somebody_else_of_the_same_name_is_counted_apart(store: Store) -> None:
    case_id = planted(store)
    received(store, given="Geert", surname="Plantenga")
    row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
    approve_destruction(store, JORIS, row_id, now=years(5))
    done = finish_destruction(store, JORIS, now=years(5))
    assert done is not None and not done.left
    (record,) = destructions(store)
    assert record.checked and 1 <= record.words_kept < record.words_sought
    assert on_pages(store) == {"Plantenga"}


def test_a_word_left_in_an_index_is_found(store: Store) -> None:
    assert not left_in_index(store, {"kelderluikje"})
    writer = store.raw_writer()
    writer.execute("INSERT INTO search_notes (rowid, body) VALUES (4711, 'het kelderluikje')")
    writer.close()
    assert left_in_index(store, {"kelderluikje"})


def test_pages_of_another_key_are_not_called_read(store: Store) -> None:
    with pytest.raises(StoreUnusable, match="niet te lezen"):
        next(read_pages(store.path, b"\1" * 32))


def test_of_many_destructions_at_once_a_few_words_each_are_looked_for(store: Store) -> None:
    words = DestroyedWords()
    words.take("notes", {f"body{at}": f"Een heel eigen verhaal nummer {at}" for at in range(12)})
    for number in range(1, 200):
        remember(store, number, words)
    found = [len(one) for one in sought(store).values()]
    assert (found[0], found[10], found[-1], sum(found)) == (8, 1, 0, MOST_AT_ONCE)


def test_what_was_destroyed_before_the_program_closed_claims_no_words(store: Store) -> None:
    first, second = planted(store), opened(store, surname="Zilverschoon", facts="Heeft een rode brievenbus.")
    from store.acts.cases import close_case

    close_case(store, ME, second, Outcome.VOLUNTARY_HELP, reason="Klaar", now=NOW)
    for case_id in (first, second):
        row_id = propose_destruction(store, ME, CASE, case_id, now=years(5))
        approve_destruction(store, JORIS, row_id, now=years(5))
        if case_id == first:
            forget_words(store)
    finish_destruction(store, JORIS, now=years(5))
    later, earlier = destructions(store)
    assert later.checked and later.words_sought > 0
    assert earlier.checked and earlier.words_sought == 0


@pytest.mark.parametrize(
    ("text", "kept"), [("Mevrouw Plantenga", True), ("Zwaantje Plantenga wil niet.", False)]
)
def test_a_draft_may_hold_a_name_but_no_whole_phrase(store: Store, text: str, kept: bool) -> None:
    save_draft(store, ME, "note/999/fatima", {"body": text})
    needles = as_bytes({"plantenga", "zwaantje plantenga wil niet."})
    on_page = {one for one in needles if one in text.lower().encode()}
    assert (kept_elsewhere(store, on_page) == on_page) == kept
