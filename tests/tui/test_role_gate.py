"""No screen offers what a role may not do, and a key for it says so before anything is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.acts.shielding import OPEN_FOR
from store.acts.workers import add_worker
from store.codes import Role
from store.engine.lifecycle import Store
from store.queries.seat import actor_of, sitter
from store.rules.permissions import GROUPS, ActGroup, may
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import toasts
from tests.tui.waiting import settled
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui.action_permissions import ACT_OF, NO_ACT, refused
from tui.actions import ACTIONS, available
from tui.app import SignaalpuntApp
from tui.forms.role_help import role_help
from tui.palette import ActionProvider
from tui.screens.case import CaseScreen
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

IDS = sorted(spec.id for spec in ACTIONS if not spec.action.startswith(("show_tab(", "show_part(")))
ONLY_COORDINATOR = {
    "case.shield",
    "today.see_openings",
    "retention.approve",
    "retention.approve_all",
    "setup.own_profile",
    "setup.new_code",
    "upkeep.lock_minutes",
    "upkeep.copy_folder",
    "workers.add_worker",
    "workers.edit_worker",
    "workers.start_passphrase",
    "workers.remove_worker",
}
OWN = {"setup.this_is_me", "setup.change_passphrase", "search.keep", "search.rename", "search.forget"}


def test_every_action_says_which_act_it_leads_to_or_that_there_is_none() -> None:
    known = {*ACT_OF, *NO_ACT}
    assert not set(ACT_OF) & NO_ACT
    assert set(IDS) - known == set(), "give these a place in tui/action_permissions.py"
    assert known - set(IDS) == set(), "take these out of tui/action_permissions.py"
    assert set(ACT_OF.values()) <= set(GROUPS)


@pytest.mark.parametrize("role", [None, *Role])
def test_what_each_role_is_offered(role: Role | None) -> None:
    offered = {action_id for action_id in {*ACT_OF, *NO_ACT} if not refused(role, action_id)}
    acts = set(ACT_OF)
    expected = {
        None: acts,
        Role.COORDINATOR: acts,
        Role.WORKER: acts - ONLY_COORDINATOR,
        Role.READER: OWN,
        Role.LOG_KEEPER: OWN,
    }[role]
    assert offered == expected | NO_ACT


@pytest.mark.parametrize("role", list(Role))
def test_the_sentence_names_the_role_and_who_may(role: Role) -> None:
    for action_id, act in ACT_OF.items():
        sentence = refused(role, action_id)
        assert bool(sentence) == (not may(role, GROUPS[act])), action_id
        if sentence:
            assert role.label in sentence and "Er is niets gewijzigd" in sentence and "\n" not in sentence
            assert Role.COORDINATOR.label in sentence


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with worked_store(tmp_path / "worked.store") as opened:
        add_worker(opened, ACTOR, ACTOR.name, role=Role.COORDINATOR, now=NOW)
        add_worker(opened, ACTOR, "Lena Leest", role=Role.READER, now=NOW)
        add_worker(opened, ACTOR, "Lars Logboek", role=Role.LOG_KEEPER, now=NOW)
        yield opened


def app_of(store: Store, name: str, tab: str = "today") -> SignaalpuntApp:
    desk = desk_of(store)
    store.viewer = sitter(store, name, NOW)
    assert store.viewer is not None
    return SignaalpuntApp(replace(desk, actor=actor_of(store.viewer)), tab=tab)


def drawn(app: SignaalpuntApp) -> str:
    """Return what the list of the tab draws."""
    found = app.screen.query_one(RecordList)
    return "\n".join(found.render_line(line).text for line in range(found.size.height))


def act_ids(app: SignaalpuntApp) -> set[str]:
    return {item.spec.id for item in available(app.screen)} & set(ACT_OF)


async def test_who_only_reads_sees_no_key_for_an_act_and_is_told_when_pressing_one(store: Store) -> None:
    app = app_of(store, "Lena Leest")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        for tab in app.tab_names:
            app.action_show_tab(tab)
            await settled(pilot)
            assert act_ids(app) <= OWN, tab
        app.action_show_tab("cases")
        await settled(pilot)
        case_screens = app.screen
        await pilot.press("n", "c")
        await settled(pilot)
        assert app.screen is case_screens
        told = toasts(app)
        assert len(told) == 2 and all("alleen-lezen" in one for one in told)
        app.open_case(1)
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen)
        assert act_ids(app) == set()
        assert "druk" not in app.screen.query_one("#person", FieldText).text
        words = [str(hit.text) async for hit in ActionProvider(app.screen).discover()]
        assert words and not any("Afschermen" in one or "Contact" in one for one in words)
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen) and "casussen bijwerken" in toasts(app)[-1]


async def test_the_log_keeper_is_offered_the_log_and_no_case_work(store: Store) -> None:
    app = app_of(store, "Lars Logboek")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        ids = {item.spec.id for item in available(app.screen)}
        assert "app.open_log" in ids and not ids & set(ACT_OF)
        assert "Als logbeheerder ziet u het logboek (F4)" in drawn(app)


async def test_an_empty_list_names_no_key_that_does_nothing_for_who_only_reads(store: Store) -> None:
    for name, told in (("Lena Leest", False), (ACTOR.name, True)):
        app = app_of(store, name, "meetings")
        async with app.run_test(size=LARGE) as pilot:
            await settled(pilot)
            assert "Er is nog geen overleg gepland." in drawn(app)
            assert ("Druk op +" in drawn(app)) is told


async def test_a_coordinator_is_offered_everything_and_what_does_not_work_here_says_nothing(
    store: Store,
) -> None:
    app = app_of(store, ACTOR.name, "cases")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert {"app.new_signal", "app.undo", "cases.contact", "cases.export"} <= act_ids(app)
    app = app_of(store, "Lena Leest", "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("h", "v")
        await settled(pilot)
        assert toasts(app) == []


async def test_the_help_has_a_page_about_roles_and_shielding(store: Store) -> None:
    app = app_of(store, "Lena Leest")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("question_mark", "r")
        await pilot.pause()
        text = " ".join(app.screen.query_one("#help-text", FieldText).text.split())
        assert "Uw rol alleen-lezen" in text
        for group in ActGroup:
            assert group.label[1:] in text
        assert "Casussen afschermen of vrijgeven: coördinator" in text
        assert "acht uur" in text and timedelta(hours=8) == OPEN_FOR
        assert "heeft het bestand" in text
        await pilot.press("r")
        await pilot.pause()
        assert "Uw rol" not in app.screen.query_one("#help-text", FieldText).text


def test_the_page_tells_everything_to_who_has_no_role_yet() -> None:
    fields = role_help(None)
    assert fields[0].value == "ROLLEN" and {role.label for role in Role} <= {one.label for one in fields}
