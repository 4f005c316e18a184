"""Shielding a case for its team, and breaking the glass: with a reason, for a while, seen by a coordinator."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from store.actor import Actor
from store.acts.cases import assign_lead
from store.acts.directory import set_setting
from store.acts.links import link_residents, unlink_residents
from store.acts.receive import amend_signal
from store.acts.shielding import OPEN_FOR, break_glass, see_opening, shield_case, unshield_case
from store.acts.undo import undo_last
from store.acts.workers import change_worker
from store.codes import LinkOrigin, Role
from store.engine.lifecycle import Store
from store.errors import Conflict, NotAllowed, NotFound, Refused, Shielded
from store.queries.seat import actor_of, sitter
from store.queries.visibility import check_case
from tests.acts.office import JORIS, ME, NOW, content, one, opened, report, routed, rows

REASON = "Crisis vannacht, team niet bereikbaar."


def sit(store: Store, name: str) -> Actor:
    """Seat a worker of the office and return them as actor."""
    store.clock = lambda: NOW
    store.viewer = sitter(store, name, NOW)
    assert store.viewer is not None
    return actor_of(store.viewer)


@pytest.fixture
def shielded(store: Store) -> int:
    """Return a case shielded by its team's coordinator; Joris is of another team."""
    case_id = opened(store)
    me = sit(store, ME.name)
    shield_case(store, me, case_id, "Bekende van een collega.", now=NOW)
    return case_id


def test_shielding_says_who_when_and_why_and_undo_opens_again(store: Store, shielded: int) -> None:
    assert rows(store, "SELECT shielded, shielded_by, shielded_reason FROM cases") == [
        (1, ME.name, "Bekende van een collega.")
    ]
    assert one(store, "SELECT shielded_at FROM cases") is not None
    undo_last(store, sit(store, ME.name), now=NOW)
    assert one(store, "SELECT shielded FROM cases") == 0


def test_it_asks_a_reason_an_open_case_and_the_version_read(store: Store, shielded: int) -> None:
    me = sit(store, ME.name)
    with pytest.raises(Refused, match="al afgeschermd"):
        shield_case(store, me, shielded, "Nog eens.", now=NOW)
    with pytest.raises(Refused, match="waarom"):
        unshield_case(store, me, shielded, " ", now=NOW)
    with pytest.raises(Conflict):
        unshield_case(store, me, shielded, "De collega is weg.", expected_version=1, now=NOW)
    unshield_case(store, me, shielded, "De collega is weg.", now=NOW)
    assert rows(store, "SELECT shielded, shielded_reason, shielded_by, shielded_at FROM cases") == [
        (0, "", "", None)
    ]
    assert one(store, "SELECT purpose FROM log_entries ORDER BY id DESC LIMIT 1") == "De collega is weg."
    with pytest.raises(Refused, match="niet afgeschermd"):
        unshield_case(store, me, shielded, "Nog eens.", now=NOW)
    with pytest.raises(Refused, match="waarom"):
        shield_case(store, me, shielded, "", now=NOW)


def test_a_team_without_people_shields_nothing(store: Store) -> None:
    case_id = opened(store)
    me = sit(store, ME.name)
    change_worker(store, me, me.worker_id or 0, role=Role.COORDINATOR, team_ids=(), now=NOW)
    with pytest.raises(Refused, match="hoort nog geen medewerker"):
        shield_case(store, me, case_id, "Bekende van een collega.", now=NOW)


def test_who_is_of_another_team_changes_nothing_in_it(store: Store, shielded: int) -> None:
    signal_id = one(store, "SELECT id FROM signals WHERE case_id = ?", shielded)
    joris = sit(store, JORIS.name)
    before = content(store)
    for act in (
        lambda: assign_lead(store, joris, shielded, JORIS.name, now=NOW),
        lambda: amend_signal(store, joris, signal_id, report(), now=NOW),
    ):
        with pytest.raises(Shielded) as refusal:
            act()
        assert refusal.value.case_id == shielded
    assert content(store) == before


def test_a_worker_does_not_shield(store: Store) -> None:
    case_id = opened(store)
    with pytest.raises(NotAllowed, match="coördinator"):
        shield_case(store, sit(store, JORIS.name), case_id, "Bekende.", now=NOW)


def test_an_act_in_a_case_shielded_since_is_not_taken_back_from_outside(store: Store) -> None:
    case_id = opened(store)
    joris = sit(store, JORIS.name)
    assign_lead(store, joris, case_id, JORIS.name, now=NOW)
    shield_case(store, sit(store, ME.name), case_id, "Bekende.", now=NOW)
    with pytest.raises(Shielded):
        undo_last(store, sit(store, JORIS.name), now=NOW)


def test_a_coordinator_of_another_team_takes_back_what_they_shielded(store: Store) -> None:
    case_id = opened(store)
    me = sit(store, ME.name)
    change_worker(store, me, 2, role=Role.COORDINATOR, team_ids=(one(store, _VANGNET),), now=NOW)
    joris = sit(store, JORIS.name)
    shield_case(store, joris, case_id, "Bekende.", now=NOW)
    with pytest.raises(Shielded):
        assign_lead(store, joris, case_id, JORIS.name, now=NOW)
    undo_last(store, joris, now=NOW)
    assign_lead(store, joris, case_id, JORIS.name, now=NOW)


_VANGNET = "SELECT min(id) FROM teams WHERE key = 'vangnet'"


def test_breaking_the_glass_opens_for_a_while_and_is_written_down(store: Store, shielded: int) -> None:
    joris = sit(store, JORIS.name)
    assert break_glass(store, joris, shielded, REASON, now=NOW) == NOW + OPEN_FOR
    assert rows(
        store, "SELECT event, act, case_id, purpose, worker FROM log_entries ORDER BY id DESC LIMIT 1"
    ) == [("break_glass", "break_glass", shielded, REASON, JORIS.name)]
    assign_lead(store, joris, shielded, JORIS.name, now=NOW)
    # Another terminal of the same person sees it too, until it ends.
    assert sitter(store, JORIS.name, NOW) == store.viewer
    store.clock = lambda: NOW + OPEN_FOR
    with pytest.raises(Shielded):
        assign_lead(store, joris, shielded, ME.name, now=NOW)
    ended = sitter(store, JORIS.name, NOW + OPEN_FOR)
    assert ended is not None
    assert ended.opened == frozenset()
    break_glass(store, joris, shielded, REASON, now=NOW + OPEN_FOR)


def test_the_glass_is_broken_with_a_reason_by_somebody_known_where_it_is_needed(
    store: Store, shielded: int
) -> None:
    joris = sit(store, JORIS.name)
    with pytest.raises(Refused, match="waarom"):
        break_glass(store, joris, shielded, "Nodig.", now=NOW)
    with pytest.raises(NotFound):
        break_glass(store, joris, 999, REASON, now=NOW)
    other = one(store, "SELECT case_id FROM signals WHERE id = ?", routed(store, surname="Bos").id)
    with pytest.raises(Refused, match="niet afgeschermd"):
        break_glass(store, joris, other, REASON, now=NOW)
    with pytest.raises(Refused, match="medewerker"):
        break_glass(store, sit(store, "Onbekende Naam"), shielded, REASON, now=NOW)
    assert store.viewer is not None
    store.viewer = replace(store.viewer, role=Role.READER)
    with pytest.raises(NotAllowed):
        break_glass(store, JORIS, shielded, REASON, now=NOW)
    assert rows(store, "SELECT * FROM case_openings") == []


def test_it_is_not_taken_back(store: Store, shielded: int) -> None:
    joris = sit(store, JORIS.name)
    break_glass(store, joris, shielded, REASON, now=NOW)
    with pytest.raises(Refused, match="blijft vastgelegd"):
        undo_last(store, joris, now=NOW)


def test_a_coordinator_takes_note_once_and_not_of_their_own(store: Store, shielded: int) -> None:
    me = sit(store, ME.name)
    change_worker(store, me, 2, role=Role.COORDINATOR, team_ids=(), now=NOW)
    joris = sit(store, JORIS.name)
    break_glass(store, joris, shielded, REASON, now=NOW)
    opening = one(store, "SELECT id FROM case_openings")
    with pytest.raises(Refused, match="zelf gebroken"):
        see_opening(store, joris, opening, now=NOW)
    see_opening(store, sit(store, ME.name), opening, now=NOW + timedelta(hours=1))
    assert one(store, "SELECT seen_by FROM case_openings") == ME.name
    with pytest.raises(Refused, match="al kennis"):
        see_opening(store, me, opening, now=NOW)
    with pytest.raises(NotFound):
        see_opening(store, me, 999, now=NOW)


def test_settings_are_the_coordinators(store: Store) -> None:
    with pytest.raises(NotAllowed):
        set_setting(store, sit(store, JORIS.name), "profile", "delft", now=NOW)


def test_the_stricter_of_two_shieldings_wins_while_records_are_linked(store: Store, shielded: int) -> None:
    me = sit(store, ME.name)
    other = opened(store, surname="Visscher", house_number=99)
    sit(store, JORIS.name)
    check_case(store, other)
    low, high = (one(store, "SELECT resident_id FROM cases WHERE id = ?", case) for case in (shielded, other))
    sit(store, ME.name)
    link_residents(store, me, low, high, origin=LinkOrigin.CASE, now=NOW)
    sit(store, JORIS.name)
    with pytest.raises(Shielded):
        check_case(store, other)
    sit(store, ME.name)
    check_case(store, other)
    unlink_residents(store, me, low, high, now=NOW)
    sit(store, JORIS.name)
    check_case(store, other)


def test_the_glass_of_a_case_hidden_by_a_link_is_broken_for_that_case_alone(
    store: Store, shielded: int
) -> None:
    me = sit(store, ME.name)
    other = opened(store, surname="Visscher", house_number=99)
    low, high = (one(store, "SELECT resident_id FROM cases WHERE id = ?", case) for case in (shielded, other))
    link_residents(store, me, low, high, origin=LinkOrigin.CASE, now=NOW)
    joris = sit(store, JORIS.name)
    with pytest.raises(Shielded):
        check_case(store, other)
    break_glass(store, joris, other, REASON, now=NOW)
    check_case(store, other)
    with pytest.raises(Shielded):
        check_case(store, shielded)
    assert one(store, "SELECT count(*) FROM case_openings WHERE case_id = ?", other) == 1
    sit(store, ME.name)
    unlink_residents(store, me, low, high, now=NOW)
    with pytest.raises(Refused, match="niet afgeschermd"):
        break_glass(store, sit(store, JORIS.name), other, REASON, now=NOW)
