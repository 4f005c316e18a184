"""Bringing in what partners really sent, from choosing the file to the new signals, and taking it back."""

from __future__ import annotations

import threading
from array import array
from datetime import date
from pathlib import Path

import pytest

from store.acts.inputs import SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.acts.undo import undo_last
from store.codes import RowResult, Theme, Urgency
from store.queries.deliveries import deliveries
from store.queries.signals import signal_detail
from store.text import size_words
from tests.tui.conftest import LARGE, SMALL, TODAY
from tests.tui.setting import app_at, downloads, region, toasts
from tests.tui.waiting import settled, text_of, until
from tui.forms.delivery_known import add_known
from tui.forms.delivery_run import Run, opened, run_delivery
from tui.forms.delivery_words import bar, encoding_words, kind_words
from tui.forms.known_cases import known_cases
from tui.screens import delivery_known
from tui.screens.delivery import DeliveryScreen
from tui.screens.dialogs.column_dialog import ColumnDialog
from tui.screens.dialogs.file_dialog import Entry, FileDialog, rows_of
from tui.screens.dialogs.known import KnownDialog
from tui.screens.import_preview import ImportPreviewScreen
from tui.screens.imports import ImportScreen
from tui.screens.signal import SignalScreen
from tui.widgets import record_list
from tui.widgets import rows as rows_module
from tui.widgets.record_list import RecordList
from tui.widgets.trial_pane import TrialPane


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "thuis"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return downloads(home)


@pytest.fixture
def desk(tmp_path: Path):
    desk = region(tmp_path / "s.store")
    yield desk
    desk.store.close()


def signals_in(desk) -> int:
    return int(desk.store.reader().execute("SELECT count(*) FROM signals").fetchone()[0])


async def choose(pilot, name: str) -> None:
    """Choose a file from the list by typing a part of its name."""
    await pilot.press("i")
    await settled(pilot)
    await pilot.press(*name)
    await settled(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, (FileDialog, ImportScreen)) or told(pilot))


def told(pilot) -> bool:
    """Whether the dialog says why the file cannot be read."""
    return bool(pilot.app.screen.query("FileDialog #problem.-shown"))


def waiting(screen: ImportPreviewScreen) -> bool:
    """Whether a trial begins after a moment."""
    task = screen._timer and screen._timer._task
    return task is not None and not task.done()


async def tried(pilot) -> ImportPreviewScreen:
    """Wait for the trial, with who is known in it, and return the preview."""
    screen = pilot.app.screen
    assert isinstance(screen, ImportPreviewScreen)

    def known() -> bool:
        trial = screen._trial
        return trial is None or trial.looked == len(trial.about)

    await until(pilot, lambda: screen._run is None and not waiting(screen) and known())
    await settled(pilot)
    return screen


# Words


def test_files_newest_first_then_folders_then_the_rest() -> None:
    entries = (
        Entry("oud.csv", False, 10, 1.0),
        Entry("foto.png", False, 10, 9.0),
        Entry("nieuw.XLSX", False, 10, 5.0),
        Entry("map", True),
    )
    assert [row.id for row in rows_of(entries, "", TODAY)] == [
        "nieuw.XLSX",
        "oud.csv",
        "..",
        "map",
        "foto.png",
    ]
    assert [row.id for row in rows_of(entries, "OUD", TODAY)] == ["oud.csv"]


def test_a_file_name_with_escape_codes_is_shown_not_obeyed() -> None:
    [row] = rows_of((Entry("x\x1b[31m.csv", False, 1, 1.0),), "x", TODAY)
    assert "\x1b" not in row.cells[0]


def test_plain_words() -> None:
    assert (size_words(812), size_words(10_400), size_words(3_200_000)) == ("812 B", "10 kB", "3,2 MB")
    assert encoding_words("cp1252") == "Windows-letters"
    assert bar(50, 100, 10) == "█████░░░░░" and bar(5, 0, 4) == "░░░░" and bar(900, 100, 4) == "████"


def test_the_kind_of_each_sample(desk, folder: Path) -> None:
    words = {path.name: kind_words(opened(desk, path).delivery) for path in folder.iterdir()}
    assert words["politie-e33.xlsx"] == "Excel, blad E33"
    assert words["corporatie-zorgmeldingen.csv"] == "tekstbestand, puntkomma, Windows-letters"
    assert words["ddas-voorbeeld.json"].startswith("DDAS-bestand")


def test_the_partner_is_proposed_only_when_there_is_one_of_that_kind(desk, folder: Path) -> None:
    assert opened(desk, folder / "politie-e33.xlsx").partner == "Politie"
    assert opened(desk, folder / "corporatie-zorgmeldingen.csv").partner == ""


def test_a_run_that_is_stopped_adds_nothing(desk, folder: Path) -> None:
    ready = opened(desk, folder / "politie-e33.xlsx")
    run = Run(False, "Politie", desk.profile_key, ready.delivery.mapping)
    run_delivery(desk, ready, run, lambda rows: run.stop.set())
    assert run.cancelled and run.result is None
    assert signals_in(desk) == 0 and deliveries(desk.store) == ()


# The screens


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_police_file_from_choosing_to_undo(desk, folder: Path, size) -> None:
    app = app_at(desk, "import")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert app.screen.query_one(RecordList).current is None
        await choose(pilot, "polit")
        screen = await tried(pilot)
        assert "Excel, blad E33" in text_of(screen, "#file")
        assert screen.query_one("#partner").value == "Politie"
        assert "Proef" in text_of(screen, "#outcome")
        assert signals_in(desk) == 0
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.done)
        assert "Ingevoerd · 40 rijen" in text_of(screen, "#outcome")
        assert signals_in(desk) == 40
        await pilot.press("ctrl+w")
        await settled(pilot)
        [line] = deliveries(desk.store)
        assert (line.read, line.new, line.to_check, line.partner) == (40, 39, 1, "Politie")
        assert app.screen.query_one(RecordList).current.id == str(line.id)
        await pilot.press("u")
        await until(pilot, lambda: not deliveries(desk.store))
        await settled(pilot)
        assert signals_in(desk) == 0
        assert app.screen.query_one(RecordList).current is None


async def test_what_is_no_delivery_is_said_in_the_dialog(desk, folder: Path) -> None:
    (folder / "brief.pdf").write_bytes(b"%PDF-1.4 x")
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "brief")
        dialog = app.screen
        assert isinstance(dialog, FileDialog)
        assert "Dit is een PDF en geen lijst met rijen." in text_of(dialog, "#problem")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)


async def test_the_same_file_twice_adds_nothing(desk, folder: Path) -> None:
    ready = opened(desk, folder / "welzijn-signalen.csv")
    run_delivery(desk, ready, Run(False, "", desk.profile_key, ready.delivery.mapping), lambda rows: None)
    count = signals_in(desk)
    assert count > 0
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "welz")
        assert isinstance(app.screen, FileDialog)
        assert "al ingelezen" in text_of(app.screen, "#problem")
    assert signals_in(desk) == count


async def test_a_column_is_corrected_and_remembered_for_the_partner(desk, folder: Path) -> None:
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "corp")
        screen = await tried(pilot)
        columns = screen.query_one("#columns", RecordList)
        columns.go_to("2")
        assert columns.current.cells[:2] == ("Complex", "complex")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ColumnDialog)
        assert app.screen.list.current.cells[0] == "complex"
        await pilot.press(*"niet over", "enter")
        await pilot.pause()
        assert columns.current.cells[1:3] == ("niet overnemen", "uzelf")
        screen.query_one("#partner").focus()
        await pilot.press(*"Rondom Wonen")
        await pilot.pause()
        assert columns.current.cells[1] == "niet overnemen"
        screen = await tried(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.done)
        outcome = text_of(screen, "#outcome")
        assert "-afgewezen.csv" in outcome.replace("\n", "").replace(" ", "")
    assert (folder / "corporatie-zorgmeldingen-afgewezen.csv").exists()
    from tui.forms.delivery_run import mapping_of

    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    mapping, kept = mapping_of(desk, ready.delivery, "Rondom Wonen")
    assert kept and str(mapping.fields[2]) == "ignore"
    assert ready.already


async def test_rows_that_need_attention_stand_with_their_reasons(desk, folder: Path) -> None:
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "corp")
        screen = await tried(pilot)
        pane = screen.query_one(TrialPane)
        assert [group.title for group in pane.records.source.groups()] == [
            "Afgewezen",
            "Na te kijken",
            "Nieuw, let op",
            "Herhaald",
        ]
        assert pane.records.current.cells[0] == "16"
        assert "omschrijving" in text_of(screen, "#reason")


async def test_cancel_while_it_comes_in(desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "polit")
        screen = await tried(pilot)
        gate = threading.Event()
        real = run_delivery

        def slow(desk, ready, run, progress):
            gate.wait(60)
            real(desk, ready, run, progress)

        monkeypatch.setattr("tui.screens.import_preview.run_delivery", slow)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert screen.busy
        assert "ctrl+w breekt af" in text_of(screen, "#outcome")
        await pilot.press("ctrl+w")
        gate.set()
        await until(pilot, lambda: not screen.busy)
        await settled(pilot)
        assert app.screen is screen and not screen.done
        assert "Afgebroken: er is niets toegevoegd." in toasts(app)
        assert "Proef" in text_of(screen, "#outcome")
    assert signals_in(desk) == 0


async def test_rows_of_a_delivery_and_the_way_to_their_signals(desk, folder: Path) -> None:
    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    run = Run(False, "", desk.profile_key, ready.delivery.mapping)
    run_delivery(desk, ready, run, lambda rows: None)
    assert run.result is not None
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DeliveryScreen)
        rows = screen.query_one("#rows", RecordList)
        assert rows.source.count == 40
        await pilot.press("end")
        assert rows.current.id == "43"
        await pilot.press("f", "f", "f")
        assert rows.current.id == "7" and rows.source.count == 4
        assert screen.row.result is RowResult.TO_CHECK
        assert "31-02-2026" in text_of(screen, "#row")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("f")
        assert not screen.check_action("open_signal", ())
        await pilot.press("s")
        await settled(pilot)
        signals = app.screen.query_one("#signals", RecordList)
        assert signals.source.count == run.result.new + run.result.to_check


def came_again(desk, delivery_id: int, number: int) -> int:
    """Let another report come in about the resident of a delivered row; return the signal of that row."""
    own, *parts = one_row(
        desk,
        "SELECT s.id, r.given, r.prefix, r.surname, r.birth_date, a.street, a.house_number, a.addition, a.postcode,"
        " a.place FROM delivery_rows w JOIN signals s ON s.id = w.signal_id JOIN residents r ON r.id = s.resident_id"
        " JOIN addresses a ON a.id = s.address_id WHERE w.delivery_id = ? AND w.row_number = ?",
        delivery_id,
        number,
    )
    given, prefix, surname, born, *home = parts
    names = ("street", "house_number", "addition", "postcode", "place")
    receive_signal(
        desk.store,
        desk.actor,
        SignalInput(
            received_at=desk.now(),
            given=given,
            prefix=prefix,
            surname=surname,
            birth_date=date.fromisoformat(born),
            partner="Politie",
            facts="Weer gemeld.",
            **dict(zip(names, home, strict=True)),
        ),
        now=desk.now(),
    )
    return int(own)


def one_row(desk, statement: str, *values: object) -> tuple:
    return desk.store.reader().execute(statement, values).fetchone()


async def test_who_is_known_is_marked_looked_at_and_linked_with_one_key(desk, folder: Path) -> None:
    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    run = Run(False, "", desk.profile_key, ready.delivery.mapping)
    run_delivery(desk, ready, run, lambda rows: None)
    (number,) = one_row(
        desk,
        "SELECT min(w.row_number) FROM delivery_rows w JOIN signals s ON s.id = w.signal_id"
        " JOIN residents r ON r.id = s.resident_id WHERE r.birth_date IS NOT NULL AND r.given <> ''",
    )
    own = came_again(desk, run.result.delivery_id, number)
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.push_screen(DeliveryScreen(run.result.delivery_id))
        await settled(pilot)
        screen = app.screen
        rows = screen.query_one("#rows", RecordList)
        rows.go_to(str(number))
        await settled(pilot)
        assert rows.current.cells[3] == "zeker"
        assert "zeker: adres" in text_of(screen, "#known")
        assert "in 12 maanden" in text_of(screen, "#known")
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)
        assert app.screen._signal_id > own
        await pilot.press("escape")
        await settled(pilot)
        assert screen.check_action("link", ())
        await pilot.press("k")
        await until(pilot, lambda: "Gekoppeld met een andere melding." in text_of(screen, "#known"))
        assert one_row(desk, "SELECT count(*), min(origin) FROM resident_links") == (1, "radar")
        assert not screen.check_action("link", ())
        await settled(pilot)
        assert rows.current.cells[3] == "adres"
        await pilot.press("u")
        await settled(pilot)
        assert one_row(desk, "SELECT count(*) FROM resident_links WHERE ended_at IS NULL") == (0,)


async def test_the_trial_tells_who_is_known_and_opens_them(desk, folder: Path) -> None:
    for _ in range(2):
        receive_signal(
            desk.store,
            desk.actor,
            SignalInput(
                received_at=desk.now(),
                given="W.",
                prefix="van den",
                surname="Berg",
                birth_date=date(1955, 8, 23),
                street="Bosboom-Toussaintplein",
                house_number=140,
                addition="12hoog",
                postcode="2624ZT",
                place="Delft",
                partner="Politie",
                facts="Eerder gemeld.",
            ),
            now=desk.now(),
        )
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await choose(pilot, "corp")
        screen = await tried(pilot)
        pane = screen.query_one(TrialPane)
        await until(pilot, lambda: any(group.title == "Al bekend" for group in pane.records.source.groups()))
        first = next(group for group in pane.records.source.groups() if group.title == "Al bekend")
        assert not screen.check_action("look", ())
        pane.records.focus()
        pane.records.move_to(first.start)
        await settled(pilot)
        assert pane.records.current.cells[0] == "7"
        assert "zeker: adres + naam" in text_of(screen, "#reason")
        assert "dit adres: 2 signalen van 1 organisatie" in text_of(screen, "#reason")
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is screen
        assert signals_in(desk) == 2


def test_all_rows_of_a_trial_are_looked_up_and_the_surest_are_kept(
    desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    run_delivery(desk, ready, Run(False, "", desk.profile_key, ready.delivery.mapping), lambda rows: None)
    other = folder / "nog eens.csv"
    text = (folder / "corporatie-zorgmeldingen.csv").read_bytes()
    other.write_bytes(text.replace(b"ZM-", b"ZN-"))
    again = opened(desk, other)
    monkeypatch.setattr("tui.forms.delivery_known.KEPT", 2)
    run = Run(True, "", desk.profile_key, again.delivery.mapping)
    run_delivery(desk, again, run, lambda rows: None)
    told: list[int] = []
    assert add_known(desk, again.delivery, run, lambda: told.append(run.looked))
    assert told[-1] == run.looked == len(run.about) > 10
    assert run.looked >= run.known_rows > len(run.known)
    run.stop.set()
    assert not add_known(desk, again.delivery, run, told.clear)


async def test_only_rows_in_view_are_looked_up(desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    run = Run(False, "", desk.profile_key, ready.delivery.mapping)
    run_delivery(desk, ready, run, lambda rows: None)
    asked: list[int] = []

    def note(store, signal_id, today):
        asked.append(signal_id)

    monkeypatch.setattr(delivery_known, "known_of", note)
    monkeypatch.setattr(rows_module, "PAGE", 5)
    monkeypatch.setattr(record_list, "PAGE", 5)
    app = app_at(desk, "import")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        app.push_screen(DeliveryScreen(run.result.delivery_id))
        await settled(pilot)
        assert 0 < len(set(asked)) < run.result.new


async def test_folders_by_keyboard_and_hidden_files_left_out(desk, folder: Path) -> None:
    (folder / ".geheim.csv").write_text("x")
    (folder / "archief").mkdir()
    (folder / "archief" / "oud.csv").write_text("a;b\n")
    app = app_at(desk, "import")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("i")
        await settled(pilot)
        dialog = app.screen
        names = [row.id for row in dialog.list.source.rows(0, 50)]
        assert ".geheim.csv" not in names and "archief" in names
        await pilot.press(*"archi", "enter")
        await settled(pilot)
        assert dialog.text.endswith("Downloads/archief/")
        assert dialog.list.current.id == "oud.csv"
        await pilot.press("ctrl+w")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("i")
        await settled(pilot)
        await pilot.press(*"bestaat/niet/x.csv")
        await settled(pilot)
        await pilot.press("enter")
        assert "bestaat niet" in text_of(app.screen, "#problem")


def _pictures(pilot_steps):
    async def run(pilot) -> None:
        await settled(pilot)
        await pilot_steps(pilot)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_an_empty_list(snap, desk, size) -> None:
    snap(app_at(desk, "import"), size, run_before=_pictures(settled))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_the_trial(snap, desk, folder: Path, size) -> None:
    async def steps(pilot) -> None:
        pilot.app.push_screen(ImportPreviewScreen(opened(desk, folder / "corporatie-zorgmeldingen.csv")))
        await pilot.pause()
        await tried(pilot)

    snap(app_at(desk, "import"), size, run_before=_pictures(steps))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_a_delivery(snap, desk, folder: Path, size) -> None:
    ready = opened(desk, folder / "corporatie-zorgmeldingen.csv")
    run_delivery(desk, ready, Run(False, "", desk.profile_key, ready.delivery.mapping), lambda rows: None)

    async def steps(pilot) -> None:
        pilot.app.push_screen(DeliveryScreen(deliveries(desk.store)[0].id))
        await pilot.pause()
        await pilot.press("f", "f", "f")
        await settled(pilot)

    snap(app_at(desk, "import"), size, run_before=_pictures(steps))


@pytest.mark.parametrize("before", ["", "~/", "~/Downloads/", "/ergens/"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
async def test_a_whole_path_may_be_pasted_behind_what_stood_there(
    folder: Path, host_app, before: str, quote: str
) -> None:
    wanted = folder / "zorg.csv"
    dialog = FileDialog(TODAY, folder)
    async with host_app(screen=dialog).run_test() as pilot:
        await pilot.pause()
        dialog.query_one("#text").value = f"{before}{quote}{wanted}{quote}"
        assert dialog._parts() == (folder, wanted.name)


async def at_known(pilot, screen: ImportPreviewScreen, number: str) -> TrialPane:
    """Put the cursor on what is known of a row, the list narrowed to what is known."""
    pane = screen.query_one(TrialPane)
    await until(pilot, lambda: any(group.title == "Al bekend" for group in pane.records.source.groups()))
    pane.records.focus()
    while pane._only != "Al bekend":
        screen.action_next_kind()
    assert pane.records.go_to(f"{number} ")
    await settled(pilot)
    return pane


def known_before(desk, **parts: object) -> int:
    """Let a report come in about the resident of row 7 of the corporation's file; return the record."""
    told = {
        "given": "W.",
        "prefix": "van den",
        "surname": "Berg",
        "birth_date": date(1955, 8, 23),
        "street": "Bosboom-Toussaintplein",
        "house_number": 140,
        "addition": "12hoog",
        "postcode": "2624ZT",
        "place": "Delft",
    }
    signal = receive_signal(
        desk.store,
        desk.actor,
        SignalInput(received_at=desk.now(), partner="Politie", facts="Eerder.", **{**told, **parts}),
        now=desk.now(),
    )
    return int(one_row(desk, "SELECT resident_id FROM signals WHERE id = ?", signal.id)[0])


def case_of(desk, resident_id: int) -> int:
    """Let the signal about a record become a case; return it."""
    (signal_id,) = one_row(desk, "SELECT id FROM signals WHERE resident_id = ?", resident_id)
    judged = TriageInput(urgency=Urgency.NON_ACUTE, themes=(Theme.SELF_NEGLECT,))
    triage_signal(desk.store, desk.actor, signal_id, judged, now=desk.now())
    team = one_row(
        desk,
        "SELECT t.id FROM teams t JOIN signals s ON s.profile_id = t.profile_id WHERE s.id = ? AND t.opens_case",
        signal_id,
    )[0]
    route_signal(desk.store, desk.actor, signal_id, team_id=team, reason="Zo is het.", now=desk.now())
    return int(one_row(desk, "SELECT case_id FROM signals WHERE id = ?", signal_id)[0])


async def trial_of_landlord(pilot, desk, folder: Path) -> ImportPreviewScreen:
    """Open the trial of the sample of a housing corporation, and wait until it is done."""
    await settled(pilot)
    pilot.app.push_screen(ImportPreviewScreen(opened(desk, folder / "corporatie-zorgmeldingen.csv")))
    await settled(pilot)
    return await tried(pilot)


async def test_what_a_row_belongs_to_is_chosen_in_the_trial_kept_and_linked(desk, folder: Path) -> None:
    known = known_before(desk)
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        screen = await trial_of_landlord(pilot, desk, folder)
        pane = await at_known(pilot, screen, "7")
        await pilot.press("k")
        await until(pilot, lambda: 7 in screen._chosen)
        await settled(pilot)
        assert pane.records.current.cells[1].startswith("✓ hoort bij W. van den Berg, 1955 · zeker:")
        assert "Bij 1 rij koos u" in text_of(screen, "#outcome")
        await pilot.press("k")
        await until(pilot, lambda: not screen._chosen)
        assert not pane.records.current.cells[1].startswith("✓")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, KnownDialog))
        await settled(pilot)
        assert "zeker: adres + naam" in text_of(app.screen, "#more")
        await pilot.press("enter")
        await until(pilot, lambda: 7 in screen._chosen)
        screen._mapping = screen._mapping.with_field(2, screen._mapping.fields[2])
        screen._try_soon()
        await tried(pilot)
        pane = await at_known(pilot, screen, "7")
        assert pane.records.current.cells[1].startswith("✓ hoort bij W. van den Berg, 1955")
        assert screen.left_over == [("Rij 7", "hoort bij W. van den Berg, 1955")]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.done)
        assert "1 rij gekoppeld" in text_of(screen, "#outcome")
        assert not screen.check_action("link", ()) and screen.left_over == []
        low, signal_id = one_row(
            desk,
            "SELECT l.low_id, s.id FROM resident_links l JOIN signals s ON s.resident_id = l.high_id"
            " WHERE l.ended_at IS NULL",
        )
        assert low == known
        case_id = case_of(desk, known)
        cases = known_cases(desk.store, signal_detail(desk.store, signal_id), TODAY)
        assert cases.sure == case_id and cases.why(str(case_id)) == "gekoppeld: dezelfde persoon"
        undo_last(desk.store, desk.actor, now=desk.now())
        undo_last(desk.store, desk.actor, now=desk.now())
        await pilot.press("u")
        await until(pilot, lambda: signals_in(desk) == 1)
        assert one_row(desk, "SELECT count(*) FROM resident_links") == (0,)


async def test_the_second_is_chosen_and_looked_at_and_one_that_is_not_known_any_more_says_so(
    desk, folder: Path
) -> None:
    known_before(desk)
    known_before(desk, surname="Bergh", birth_date=date(1955, 8, 22))
    app = app_at(desk, "import")
    async with app.run_test(size=SMALL) as pilot:
        screen = await trial_of_landlord(pilot, desk, folder)
        await pilot.press("f6")
        pane = await at_known(pilot, screen, "7")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, KnownDialog))
        await settled(pilot)
        assert app.screen.query_one(RecordList).source.count == 3
        await pilot.click("KnownDialog #list", offset=(8, 1))
        await pilot.click("KnownDialog DialogKeys", offset=(2, 1))
        await until(pilot, lambda: 7 in screen._chosen)
        assert "Bergh" in screen._chosen[7].words
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, SignalScreen))
        await settled(pilot)
        assert app.screen._signal_id == screen._chosen[7].candidate.signal_id
        await pilot.press("escape")
        await settled(pilot)
        trial = screen._trial
        trial.about = array("L", (number for number in trial.about if number != 7))
        trial.known.clear()
        screen.show_trial(trial)
        assert pane.records.go_to("7 ")
        assert "vervalt: deze rij wordt geen nieuw signaal" in pane.records.current.cells[1]
        assert "koos u" not in text_of(screen, "#outcome")


async def test_who_is_gone_by_then_stops_the_delivery_and_the_choice_can_be_changed(
    desk, folder: Path
) -> None:
    known_before(desk)
    app = app_at(desk, "import")
    async with app.run_test(size=LARGE) as pilot:
        screen = await trial_of_landlord(pilot, desk, folder)
        await at_known(pilot, screen, "7")
        await pilot.press("k")
        await until(pilot, lambda: 7 in screen._chosen)
        undo_last(desk.store, desk.actor, now=desk.now())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not screen.busy and "rij 7" in text_of(screen, "#outcome"))
        assert "Er is niets toegevoegd" in text_of(screen, "#outcome").replace("\n", " ")
        assert signals_in(desk) == 0 and not screen.done
        await pilot.press("k")
        await until(pilot, lambda: not screen._chosen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.done)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("dialog", [False, True], ids=["chosen", "dialog"])
def test_picture_of_a_choice_in_the_trial(
    snap, desk, folder: Path, monkeypatch: pytest.MonkeyPatch, size, dialog: bool
) -> None:
    known_before(desk)
    known_before(desk, surname="Bergh", birth_date=date(1955, 8, 22))

    async def steps(pilot) -> None:
        pilot.app.push_screen(ImportPreviewScreen(opened(desk, folder / "corporatie-zorgmeldingen.csv")))
        await pilot.pause()
        screen = await tried(pilot)
        if size == SMALL:
            await pilot.press("f6")
        await at_known(pilot, screen, "7")
        monkeypatch.setattr(screen, "notify", lambda *_, **__: None)
        await pilot.press("k")
        await until(pilot, lambda: 7 in screen._chosen)
        if dialog:
            await pilot.press("w")
            await until(pilot, lambda: isinstance(pilot.app.screen, KnownDialog))
        await settled(pilot)

    snap(app_at(desk, "import"), size, run_before=_pictures(steps))
