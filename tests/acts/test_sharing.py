"""Consent and the resident's view: recorded, refused when it cannot be, taken back, and shown by the queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.acts import sharing
from store.acts.undo import undo_last
from store.engine.lifecycle import Store
from store.errors import Conflict, InvalidInput, NotFound, Refused
from store.queries.history import case_history
from store.queries.sharing import consents, disclosures, last_answers, partner_named, resident_view
from tests.acts.office import ME, NOW, TODAY, content, opened


def test_consent_is_recorded_withdrawn_and_taken_back(store: Store) -> None:
    case_id = opened(store)
    before = content(store)
    given = sharing.give_consent(
        store, ME, case_id, organisation=" GGZ  Delfland ", scope="aanmelding", note="mondeling", now=NOW
    )
    (one,) = consents(store, case_id)
    assert (one.organisation, one.scope, one.given_on, one.withdrawn_on) == (
        "GGZ Delfland",
        "aanmelding",
        TODAY,
        None,
    )
    assert one.covers("ggz delfland", TODAY) and not one.covers("Rondom Wonen", TODAY)
    assert not one.covers("GGZ Delfland", TODAY - timedelta(days=1))
    kept = content(store)
    sharing.withdraw_consent(store, ME, given.id, note="gebeld", now=NOW)
    (one,) = consents(store, case_id)
    assert one.withdrawn_on == TODAY and not one.covers("GGZ Delfland", TODAY)
    assert one.note == "mondeling\ngebeld"
    undo_last(store, ME)
    assert content(store) == kept
    undo_last(store, ME)
    assert content(store) == before
    assert [line.act for line in case_history(store, case_id)][:4] == [
        "undo",
        "undo",
        "withdraw_consent",
        "give_consent",
    ]


def test_consent_for_any_organisation_covers_all(store: Store) -> None:
    case_id = opened(store)
    sharing.give_consent(store, ME, case_id, now=NOW)
    assert consents(store, case_id)[0].covers("Rondom Wonen", TODAY)


def test_what_cannot_be_is_refused_and_nothing_changes(store: Store) -> None:
    case_id = opened(store)
    given = sharing.give_consent(store, ME, case_id, organisation="GGZ", given_on=date(2026, 11, 1), now=NOW)
    before = content(store)
    for refused in (
        lambda: sharing.give_consent(store, ME, case_id, given_on=TODAY + timedelta(days=1), now=NOW),
        lambda: sharing.give_consent(store, ME, case_id, organisation="ggz", now=NOW),
        lambda: sharing.withdraw_consent(store, ME, given.id, withdrawn_on=date(2026, 10, 31), now=NOW),
        lambda: sharing.withdraw_consent(
            store, ME, given.id, withdrawn_on=TODAY + timedelta(days=1), now=NOW
        ),
    ):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(InvalidInput):
        sharing.give_consent(store, ME, case_id, scope="x" * 501, now=NOW)
    with pytest.raises(InvalidInput):
        sharing.set_resident_view(store, ME, case_id, "x" * 20_001, now=NOW)
    with pytest.raises(NotFound):
        sharing.withdraw_consent(store, ME, 999, now=NOW)
    with pytest.raises(NotFound):
        sharing.give_consent(store, ME, 999, now=NOW)
    assert content(store) == before
    sharing.withdraw_consent(store, ME, given.id, now=NOW)
    with pytest.raises(Refused, match="al ingetrokken"):
        sharing.withdraw_consent(store, ME, given.id, now=NOW)
    sharing.give_consent(store, ME, case_id, organisation="GGZ", now=NOW)


def test_the_residents_view(store: Store) -> None:
    case_id = opened(store)
    assert resident_view(store, case_id) == ""
    made = sharing.set_resident_view(store, ME, case_id, " Ik wil met rust gelaten worden. ", now=NOW)
    assert resident_view(store, case_id) == "Ik wil met rust gelaten worden."
    with pytest.raises(Conflict):
        sharing.set_resident_view(
            store, ME, case_id, "Iets anders", expected_version=made.version - 1, now=NOW
        )
    assert resident_view(store, case_id) == "Ik wil met rust gelaten worden."
    undo_last(store, ME)
    assert resident_view(store, case_id) == ""


def test_nothing_shared_yet(store: Store) -> None:
    case_id = opened(store)
    assert disclosures(store, case_id) == () and last_answers(store, case_id) is None


def test_a_partner_is_found_by_its_names(store: Store) -> None:
    found = partner_named(store, "rondom wonen", 1)
    assert found is not None and found.name == "Rondom Wonen" and found.type.value == "housing"
    assert partner_named(store, "Rondom", 1) is None and partner_named(store, " ", 1) is None
