"""Inrichting on a real store with two municipalities: reading, trying, adding, and where and as whom one works."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.engine.key_file import Limits
from store.engine.lifecycle import create_store, open_store
from store.queries.directory import partners, workers
from store.queries.settings import setting
from store.rules.facts import Facts
from store.rules.routing import explain
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import app_at, entered, region, toasts
from tests.tui.waiting import text_of, until
from tests.tui.worked import ACTOR, desk_of
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.secret_dialogs import PassphraseDialog
from tui.screens.dialogs.setup_dialogs import PartnerDialog
from tui.screens.setup import PARTS, SetupScreen
from tui.screens.setup_parts.trial import TrialPart, why_fields
from tui.screens.shown_once import RecoveryCodeScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.record_list import RecordList

CHEAP = Limits(ops=1, mem=8192 * 1024)


@pytest.fixture
def desk(tmp_path: Path):
    desk = region(tmp_path / "s.store")
    yield desk
    desk.store.close()


async def opened(pilot, part: str = "") -> SetupScreen:
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SetupScreen)
    if part:
        await screen.action_show_part(part)
        await pilot.pause()
    return screen


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_every_sheet_opens_and_tells_something(desk, size) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        seen = [screen._part]
        for _ in PARTS[1:]:
            await screen.action_next_part()
            await pilot.pause()
            seen.append(screen._part)
            assert screen.part is not None
            for found in screen.part.query(RecordList):
                assert found.current is not None
        assert seen == [name for name, _, _ in PARTS]


async def test_arrows_turn_the_sheets(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        await pilot.press("right")
        await pilot.pause()
        assert screen._part == "teams"
        await pilot.press("left", "left")
        await pilot.pause()
        assert screen._part == "store"
        await pilot.press("d")
        await pilot.pause()
        assert screen._part == "terms"


async def test_another_municipality_is_looked_at_and_made_ones_own(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        assert not screen.check_action("own_profile", ())
        await pilot.press("down")
        await pilot.pause()
        assert "Delft · u kijkt alleen" in text_of(screen, "#setup-head")
        await pilot.press("r")
        await pilot.pause()
        assert screen.part.list.current.id.startswith("DE-")
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("j")
        await until(pilot, lambda: app.desk.profile_key == "delft")
        assert setting(desk.store, "profile") == "delft"
        await pilot.pause()
        assert "Delft · uw gemeente" in text_of(screen, "#setup-head")
        assert app.shell_info.team == app.desk.team_name
        await pilot.press("u")
        await until(pilot, lambda: app.desk.profile_key == "pijnacker-nootdorp")


async def test_a_partner_is_found_and_added(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot, "partners")
        count = screen.part.list.source.count
        await pilot.press("z", *"rondom")
        await pilot.pause()
        assert screen.part.list.current.cells[0] == "Rondom Wonen"
        await pilot.press("escape")
        await pilot.pause()
        assert screen.part.list.source.count == count
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, PartnerDialog)
        await pilot.press("ctrl+s")
        assert "naam" in text_of(app.screen, "#problem")
        await pilot.press(*"Rondom Wonen", "tab", "space", "ctrl+s")
        await until(pilot, lambda: "Deze partner staat er al." in toasts(app))
        await until(pilot, lambda: isinstance(app.screen, PartnerDialog))
        await pilot.pause()
        assert app.screen.query_one("#name").value == "Rondom Wonen"
        app.screen.query_one("#name").value = "De Kap"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any(one.name == "De Kap" for one in partners(desk.store)))
        await until(pilot, lambda: screen.part.list.source.count == count + 1)


async def test_a_worker_is_added_and_sits_down(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot, "workers")
        assert screen.part.list.current.cells[1] == "u · coördinator"
        assert not screen.check_action("this_is_me", ())
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*"Sanne B.", "enter")
        await until(pilot, lambda: any(one.name == "Sanne B." for one in workers(desk.store)))
        await until(pilot, lambda: screen.part.list.source.count == 3)
        await pilot.press("end")
        await pilot.press("k")
        await until(pilot, lambda: app.desk.actor.name == "Sanne B.")
        assert setting(desk.store, "worker") == "Sanne B."
        await pilot.pause()
        assert screen.part.list.current.cells[1] == "u · medewerker"


async def test_trying_shows_the_same_as_the_rules_say(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot, "trial")
        part = screen.part
        assert isinstance(part, TrialPart)
        part.query_one("#themes", MultiChoice).focus()
        await pilot.press("space")
        await pilot.pause()
        assert part.facts().themes
        assert "PN-2" in text_of(screen, "#explanation")
        part.query_one("#danger", Choice).focus()
        await pilot.press("left")
        await pilot.pause()
        text = text_of(screen, "#explanation")
        assert "! EERST" in text and "112" in text
        found = explain((row.rule for row in part._rules), part.facts(), part._teams)
        assert f"✓ {found.rule}" in text
        await pilot.press("e")
        await pilot.pause()
        assert part.facts() == Facts("pijnacker-nootdorp")


def test_the_explanation_names_team_rule_and_every_reason(desk) -> None:
    from store.queries.directory import rules, teams

    found = explain((row.rule for row in rules(desk.store, desk.profile_id)), Facts("pijnacker-nootdorp"))
    names = {one.key: one.name for one in teams(desk.store, desk.profile_id)}
    fields = why_fields(found, "Pijnacker-Nootdorp", names)
    assert fields[0].value == f"Pijnacker-Nootdorp: {names[found.team]}"
    assert sum(field.label.startswith("✓") for field in fields) == 1


async def test_a_demo_has_no_passphrase_to_change(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, "store")
        assert "demo" in text_of(screen, "#store-text")
        assert not screen.check_action("change_passphrase", ())
        assert not screen.check_action("new_code", ())


@pytest.fixture
def locked(tmp_path: Path):
    from seed.catalogue import load_profile
    from store.acts.directory import apply_profile

    store, code = create_store(tmp_path / "echt.store", "vier losse woorden samen", limits=CHEAP)
    apply_profile(store, ACTOR, load_profile("pijnacker-nootdorp"))
    yield desk_of(store), code
    store.close()


async def test_another_passphrase_after_the_present_one(locked) -> None:
    desk, _ = locked
    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot, "store")
        assert "versleuteld" in text_of(screen, "#store-text")
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, PassphraseDialog)
        await entered(pilot, "fout", "vijf losse woorden apart", "anders")
        assert "niet gelijk" in text_of(app.screen, "#problem")
        app.screen.query_one("#again").value = "vijf losse woorden apart"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("wachtzin" in one for one in toasts(app)))
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await pilot.pause()
        assert app.screen.query_one("#present").value == ""
        await entered(pilot, "vier losse woorden samen", *["vijf losse woorden apart"] * 2)
        await until(pilot, lambda: "De nieuwe wachtzin geldt vanaf nu" in toasts(app))
    open_store(desk.store.path, "vijf losse woorden apart").close()


async def test_another_recovery_code_is_shown_once(locked) -> None:
    desk, old = locked
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot, "store")
        await pilot.press("c")
        await pilot.pause()
        await entered(pilot, "vier losse woorden samen")
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeScreen))
        await pilot.pause()
        code = str(app.screen.query_one("#code").render())
        assert code and code != old
        await pilot.press("escape", "enter")
        assert isinstance(app.screen, RecoveryCodeScreen)
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen))
    open_store(desk.store.path, recovery=code).close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("part", ["profile", "teams", "partners", "rules", "trial", "terms", "workers"])
def test_pictures(snap, desk, part: str, size) -> None:
    async def show(pilot) -> None:
        await opened(pilot, part)

    snap(app_at(desk, "setup"), size, run_before=show)
