"""Locking: the screen is empty, the key is gone, and what was typed is there again after unlocking."""

from __future__ import annotations

import gc
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from seed.catalogue import load_profile
from store.acts.directory import apply_profile, set_setting
from store.acts.inputs import TriageInput
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.codes import ContactKind, Theme, Urgency
from store.engine.key_file import Limits
from store.engine.lifecycle import create_store, open_store
from store.engine.location import keys_path
from store.errors import StoreLocked
from store.queries.named import BEGINNING, NAMED
from store.queries.shared import fetch_one
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import toasts
from tests.tui.signal_desk import ME, NOW, receive
from tests.tui.waiting import settled, until
from tests.tui.worked import desk_of as demo_desk
from tests.tui.worked import empty_store
from tui import locking
from tui.app import SignaalpuntApp
from tui.idle import IdleWatch, minutes_of
from tui.opening import open_desk
from tui.screens.case import CaseScreen
from tui.screens.curtain import CurtainScreen
from tui.screens.dialogs.contact import ContactDialog
from tui.screens.dialogs.note import NoteDialog
from tui.screens.dialogs.secret_dialogs import LockMinutesDialog, PassphraseDialog
from tui.screens.left_over import LeftOverScreen
from tui.screens.signal_form import SignalFormScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.widgets.choice import Choice
from tui.widgets.field_text import FieldText

CHEAP = Limits(ops=1, mem=8192)
PHRASE = "zeven fietsen in de regen"
PLANTED = "kruisbessenlimonade"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lock") / "echt.store"
    store, _ = create_store(path, PHRASE, limits=CHEAP)
    with store:
        apply_profile(store, ME, load_profile("pijnacker-nootdorp"), now=NOW)
        set_setting(store, ME, "worker", ME.name)
        signal = receive(store, 3, partner="Politie", facts=f"Stond op straat met {PLANTED}.")
        judged = TriageInput(urgency=Urgency.NON_ACUTE, themes=(Theme.CONFUSED_BEHAVIOUR,))
        triage_signal(store, ME, signal.id, judged, now=NOW)
        route_signal(store, ME, signal.id, lead=ME.name, now=NOW)
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "echt.store"
    shutil.copy(template, path)
    shutil.copy(keys_path(template), keys_path(path))
    return path


@pytest.fixture
def app(path: Path):
    app = SignaalpuntApp(open_desk(path, PHRASE, clock=lambda: NOW))
    yield app
    if app.has_desk:
        app.desk.store.close()


async def locked(pilot) -> UnlockScreen:
    app = pilot.app
    store = app.desk.store
    app.action_lock()
    await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app._blank.enabled)
    assert store.closed
    assert not app.has_desk
    with pytest.raises(StoreLocked):
        store.reader()
    return app.screen


async def unlocked(pilot) -> None:
    pilot.app.screen.query_one("#secret", Input).value = PHRASE
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.has_desk)


def text_in(app, where: str) -> str:
    """Return what stands in a text field of the screen, "" while it is not there."""
    return next((field.text for field in app.screen.query(where).results(TextArea)), "")


def seen(app) -> str:
    """Return all text that is drawn on the screen."""
    return "\n".join(
        "".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()
    )


async def test_nothing_of_the_store_stays_on_the_screen_or_in_reach(app) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Visser" in seen(app))
        app.copy_to_clipboard(PLANTED)
        app.notify(f"Iets over {PLANTED}", timeout=60)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app._blank.enabled)
        await pilot.pause()
        text = seen(app)
        assert "Signaalpunt is vergrendeld" in text
        for word in ("Visser", "Kerkstraat", PLANTED, "Fatima"):
            assert word not in text
        assert app.clipboard == ""
        assert NAMED.since(BEGINNING)[1] == []
        assert not app.veil._words
        assert len(app.screen_stack) == 2
        assert not any(app.is_screen_installed(name) for name in app.tab_names)
        for key in ("n", "u", "1", "ctrl+p", "ctrl+l"):
            await pilot.press(key)
        assert isinstance(app.screen, UnlockScreen)


async def test_it_is_empty_from_the_first_moment(app) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Visser" in seen(app))
        with app.acting():
            app.action_lock()
            await pilot.pause()
            assert seen(app).strip() == ""
            await pilot.press(*"abc")
            assert app.has_desk
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.query("#secret"))
        assert app.screen.query_one("#secret", Input).value == ""


async def test_a_note_that_was_being_typed_comes_back_on_its_case(app, path: Path) -> None:
    async with app.run_test(size=LARGE) as pilot:
        case_id = fetch_one(app.desk.store, "SELECT id FROM cases")[0]
        app.push_screen(CaseScreen(case_id, sheet="timeline"))
        await pilot.pause()
        app.screen.action_note()
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and app.screen.query("#body"))
        app.screen.query_one("#body", TextArea).text = f"Lang verhaal over {PLANTED}\nen een tweede regel"
        app.screen.query_one("#is_fact", Choice).value = "opinion"
        await locked(pilot)
        for file in path.parent.glob("echt*"):
            assert PLANTED.encode() not in file.read_bytes()
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await until(pilot, lambda: text_in(app, "#body").endswith("tweede regel"))
        assert app.screen.query_one("#is_fact", Choice).value == "opinion"
        case = app.screen_stack[-2]
        assert isinstance(case, CaseScreen)
        assert (case.case_id, case.sheet) == (case_id, "timeline")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert fetch_one(app.desk.store, "SELECT is_fact FROM notes")[0] == 0
        assert fetch_one(app.desk.store, "SELECT count(*) FROM drafts")[0] == 0


async def test_fields_and_choices_of_a_contact_come_back(app) -> None:
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(CaseScreen(fetch_one(app.desk.store, "SELECT id FROM cases")[0]))
        await pilot.pause()
        app.screen.action_contact()
        await until(pilot, lambda: isinstance(app.screen, ContactDialog) and app.screen.query("#result"))
        dialog = app.screen
        dialog.query_one("#kind", Choice).value = ContactKind.VISIT.value
        dialog.query_one("#reached", Choice).value = "yes"
        dialog.query_one("#with_whom", Input).value = "buurvrouw"
        dialog.query_one("#on", Input).value = "gisteren"
        await locked(pilot)
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, ContactDialog))
        again = app.screen
        await until(pilot, lambda: [one.value for one in again.query("#with_whom")] == ["buurvrouw"])
        assert again.query_one("#kind", Choice).value == ContactKind.VISIT.value
        assert again.query_one("#reached", Choice).value == "yes"
        assert again.query_one("#on", Input).value in ("gisteren", "22-11-2026")


async def test_a_form_with_a_draft_comes_back_as_it_was(app) -> None:
    async with app.run_test(size=LARGE) as pilot:
        app.open_form()
        await pilot.pause()
        app.screen.query_one("#facts", TextArea).text = f"Half verhaal over {PLANTED}"
        await locked(pilot)
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, SignalFormScreen) and app.screen.query("#facts"))
        assert app.screen.query_one("#facts", TextArea).text == f"Half verhaal over {PLANTED}"


async def test_what_was_typed_also_returns_after_the_program_ended_while_locked(app, path: Path) -> None:
    async with app.run_test(size=LARGE) as pilot:
        app.push_screen(CaseScreen(fetch_one(app.desk.store, "SELECT id FROM cases")[0]))
        await pilot.pause()
        app.screen.action_note()
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and app.screen.query("#body"))
        app.screen.query_one("#body", TextArea).text = PLANTED
        await locked(pilot)
    other = SignaalpuntApp(first=UnlockScreen(path))
    async with other.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(other.screen, NoteDialog))
        await until(pilot, lambda: text_in(other, "#body") == PLANTED)
        await until(pilot, lambda: fetch_one(other.desk.store, "SELECT count(*) FROM drafts")[0] == 0)
    other.desk.store.close()


async def test_what_belongs_to_a_case_that_is_gone_is_shown_apart(app, path: Path) -> None:
    async with app.run_test(size=LARGE) as pilot:
        case_id = fetch_one(app.desk.store, "SELECT id FROM cases")[0]
        app.push_screen(CaseScreen(case_id))
        await pilot.pause()
        app.screen.action_note()
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and app.screen.query("#body"))
        app.screen.query_one("#body", TextArea).text = PLANTED
        await locked(pilot)
        with open_store(path, PHRASE) as other:
            writer = other.raw_writer()
            writer.execute("PRAGMA foreign_keys = OFF")
            writer.execute("DELETE FROM cases")
            writer.close()
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, LeftOverScreen))
        assert app.screen.left_over == [("Notitie", PLANTED)]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await locked(pilot)
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, LeftOverScreen))
        await pilot.press("j")
        await until(pilot, lambda: fetch_one(app.desk.store, "SELECT count(*) FROM drafts")[0] == 0)


async def test_a_colleague_who_unlocks_does_not_get_it(app, path: Path, monkeypatch) -> None:
    async with app.run_test(size=LARGE) as pilot:
        app.push_screen(CaseScreen(fetch_one(app.desk.store, "SELECT id FROM cases")[0]))
        await pilot.pause()
        await locked(pilot)
        monkeypatch.setenv("SIGNAALPUNT_USER", "Iemand Anders")
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert fetch_one(app.desk.store, "SELECT worker FROM drafts")[0] == ME.name


async def test_a_passphrase_is_never_kept(app) -> None:
    async with app.run_test(size=LARGE) as pilot:
        app.action_show_tab("setup")
        await pilot.pause()
        await app.screen.action_show_part("store")
        await pilot.pause()
        app.screen.action_change_passphrase()
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog) and app.screen.query("#present"))
        app.screen.query_one("#present", Input).value = PLANTED
        await locked(pilot)
        await unlocked(pilot)
        await settled(pilot)
        body = fetch_one(app.desk.store, "SELECT group_concat(body) FROM drafts")[0]
        assert PLANTED not in (body or "")


async def test_a_store_that_cannot_be_written_loses_nothing(app, monkeypatch) -> None:
    from store.acts import drafts

    async with app.run_test(size=LARGE) as pilot:
        app.push_screen(CaseScreen(fetch_one(app.desk.store, "SELECT id FROM cases")[0]))
        await pilot.pause()
        app.screen.action_note()
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and app.screen.query("#body"))
        app.screen.query_one("#body", TextArea).text = PLANTED

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(drafts, "save_draft", full)
            await locked(pilot)
        assert PLANTED.encode() not in b"".join(app._set_aside.values())
        await unlocked(pilot)
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await until(pilot, lambda: text_in(app, "#body") == PLANTED)


class Clocks:
    """A wall clock and a monotonic one, moved by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 500.0

    def watch(self, minutes: int = 10) -> IdleWatch:
        return IdleWatch(minutes, monotonic=lambda: self.steady, wall=lambda: self.wall)

    def go(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def wait(watch: IdleWatch, clocks: Clocks, seconds: int) -> None:
    for _ in range(seconds // 2):
        clocks.go(2)
        watch.beat()


def test_idle_counts_from_the_last_key() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    wait(watch, clocks, 300)
    assert (watch.left, watch.minutes_left) == (300, 5)
    watch.touched()
    wait(watch, clocks, 540)
    assert (watch.left, watch.minutes_left) == (60, 1)
    wait(watch, clocks, 60)
    assert watch.left == 0


@pytest.mark.parametrize("wall", [True, False], ids=["laptop", "stopped"])
def test_sleep_counts_as_idle_on_either_clock(wall: bool) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    if wall:
        clocks.wall += 31
    else:
        clocks.steady += 31
    assert watch.slept
    assert watch.left == 0
    watch.beat()
    assert not watch.slept


def test_a_clock_that_is_set_back_neither_locks_nor_prevents_it() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.wall -= 86_400
    assert watch.left == 600
    wait(watch, clocks, 600)
    assert watch.left == 0


@pytest.mark.parametrize(("text", "minutes"), [("10", 10), ("0", 1), ("500", 60), ("x", 10), ("", 10)])
def test_the_setting_has_bounds(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


async def test_it_warns_and_then_locks_when_nobody_is_there(app) -> None:
    clocks = Clocks()
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app._beating.pause()
        app.watch_idle = clocks.watch(2)
        app.beat()
        assert "🔒" not in seen(app).split("\n")[0]
        wait(app.watch_idle, clocks, 62)
        app.beat()
        await until(pilot, lambda: "🔒 over 1 min" in seen(app).split("\n")[0])
        await until(pilot, lambda: any("Over een minuut" in one.message for one in app._notifications))
        await pilot.press("down")
        app.beat()
        await until(pilot, lambda: "🔒" not in seen(app).split("\n")[0])
        wait(app.watch_idle, clocks, 120)
        app.beat()
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app._blank.enabled)


async def test_a_beat_while_the_app_ends_does_nothing(app) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app._beating.pause()
    assert not app.screen_stack
    app.beat()


async def test_after_sleep_the_first_key_locks_and_is_not_typed(app) -> None:
    clocks = Clocks()
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app._beating.pause()
        app.watch_idle = clocks.watch()
        clocks.wall += 3600
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.query("#secret"))
        assert app.screen.query_one("#secret", Input).value == ""


async def test_a_demo_is_only_covered(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "demo.store")
    with store:
        app = SignaalpuntApp(replace(demo_desk(store)))
        async with app.run_test(size=LARGE) as pilot:
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
            app.beat()
            assert app.lock_words == ""
            await pilot.press("ctrl+l")
            await until(pilot, lambda: isinstance(app.screen, CurtainScreen) and not app._blank.enabled)
            await pilot.pause()
            assert "Het scherm is leeggemaakt" in seen(app)
            assert "Kernteam" not in seen(app)
            await pilot.press("n", "1", "escape")
            assert isinstance(app.screen, CurtainScreen)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
            assert not store.closed
            await pilot.press("ctrl+l")
            await until(pilot, lambda: isinstance(app.screen, CurtainScreen))


async def test_the_clipboard_is_taken_back(app, monkeypatch) -> None:
    written: list[str] = []
    async with app.run_test(size=SMALL) as pilot:
        monkeypatch.setattr(app._driver, "write", written.append)
        app.copy_to_clipboard("een brief")
        assert app.clipboard == "een brief"
        app.clear_clipboard()
        app.clear_clipboard()
        await pilot.pause()
        app.copy_to_clipboard("een brief")
        app.exit()
        assert [text for text in written if "]52;" in text] == [
            "\x1b]52;c;ZWVuIGJyaWVm\a",
            "\x1b]52;c;\a",
        ] * 2
        assert app.clipboard == ""


async def test_the_time_is_a_setting_of_the_store(app) -> None:
    async with app.run_test(size=SMALL) as pilot:
        app.action_show_tab("setup")
        await pilot.pause()
        await app.screen.action_show_part("store")
        await pilot.pause()
        text = app.screen.query_one("#store-text", FieldText).text
        assert "één wachtzin en een herstelcode" in text
        assert "na 10 minuten" in " ".join(text.split())
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, LockMinutesDialog) and app.screen.query("#minutes"))
        app.screen.query_one("#minutes", Choice).value = "5"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.watch_idle.minutes == 5)
        await locked(pilot)
        app.watch_idle.minutes = 10
        await unlocked(pilot)
        await until(pilot, lambda: app.watch_idle.minutes == 5)


async def test_who_forgot_the_passphrase_chooses_another_with_the_recovery_code(path: Path) -> None:
    with open_store(path, PHRASE) as store:
        code = store.renew_recovery_code(limits=CHEAP)
    app = SignaalpuntApp(open_desk(path, recovery=code), tab="setup")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await app.screen.action_show_part("store")
        await pilot.pause()
        app.screen.action_change_passphrase()
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog) and app.screen.query("#again"))
        assert not app.screen.query("#present")
        for name in ("#next", "#again"):
            app.screen.query_one(name, Input).value = "acht fietsen in de sneeuw"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "De nieuwe wachtzin geldt vanaf nu" in toasts(app))
    app.desk.store.close()
    open_store(path, "acht fietsen in de sneeuw").close()


async def test_what_is_no_dialog_comes_back_too(tmp_path: Path) -> None:
    from tests.tui.meeting_desk import meeting_desk
    from tui.kept_work import collect, put_back
    from tui.screens.export import ExportScreen
    from tui.screens.meeting_run import MeetingRunScreen

    desk = meeting_desk(tmp_path / "demo.store")
    with desk.store as store:
        app = SignaalpuntApp(desk)
        async with app.run_test(size=LARGE) as pilot:
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
            for screen, field, typed in (
                (MeetingRunScreen(1), "#decision", "samen op huisbezoek @Joost +5wd"),
                (
                    ExportScreen([fetch_one(store, "SELECT id FROM cases")[0]]),
                    "#organisation",
                    "Rondom Wonen",
                ),
            ):
                app.push_screen(screen)
                await until(pilot, lambda field=field: app.screen.query(field))
                await settled(pilot)
                app.screen.query_one(field, Input).value = typed
                await pilot.pause()
                kept = collect(app, app.open_tab, lambda _: "")
                await app._close_screens()
                assert await put_back(app, kept) == []
                assert type(app.screen) is type(screen)
                assert app.screen is not screen
                assert app.screen.query_one(field, Input).value == typed
                app.pop_screen()


async def test_nothing_holds_on_to_a_store_that_was_locked(app, monkeypatch) -> None:
    monkeypatch.setattr(locking, "gc", gc)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Visser" in seen(app))
        held = weakref.ref(app.desk.store)
        gc.freeze()
        app.action_lock()
        await until(pilot, lambda: held() is None)
