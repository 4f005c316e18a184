"""Sharing a case on the screen: the questions, the live preview, the file, the sheet Delen, consent, pictures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from store.acts import export as export_module
from store.acts.case_work import add_note
from store.acts.export import export_case
from store.acts.sharing import give_consent, set_resident_view
from store.codes import InfoLevel, LegalBasis, PartnerType
from store.queries.sharing import consents, disclosures, resident_view
from store.rules.export_answers import ExportAnswers, review_day
from tests import case_office
from tests.case_office import BSN, ME, NOW, REPORTER, TODAY, ago
from tests.tui.conftest import LARGE, SMALL
from tests.tui.test_case import CaseApp, now_in, on_case, opened, settled, until
from tui.actions import available
from tui.screens.case_views.sharing import SharingView
from tui.screens.dialogs.consent import ConsentDialog
from tui.screens.export import ExportScreen
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.field_text import FieldText
from tui.widgets.suggest_input import SuggestInput

ANSWERS = ExportAnswers(
    organisation="Rondom Wonen",
    person="E. Bakker",
    purpose="Samen een huisbezoek voorbereiden",
    level=InfoLevel.CONFER,
    basis=LegalBasis.WMO,
    necessity="De consulent gaat mee naar binnen.",
    informed=True,
    format="md",
)


@pytest.fixture
def office(tmp_path: Path) -> case_office.Office:
    return case_office.office_in(tmp_path / "store")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


async def at_export(app: CaseApp, pilot: Pilot[None]) -> ExportScreen:
    await settled(pilot)
    await pilot.press("e")
    await settled(pilot)
    assert isinstance(app.screen, ExportScreen)
    return app.screen


def shown(screen: ExportScreen) -> str:
    return screen.query_one("#preview", FieldText).text


def told(screen: ExportScreen) -> str:
    return screen.query_one("#told", FieldText).text


async def answer(screen: ExportScreen, pilot: Pilot[None], out: Path) -> None:
    screen.fields.fill(ANSWERS)
    screen.query_one("#folder", Input).value = str(out)
    await until(pilot, lambda: "DIT GAAT ERUIT" in shown(screen))


async def test_the_preview_follows_the_answers(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        assert "Vul in voor wie" in shown(screen)
        screen.query_one("#organisation", SuggestInput).value = "Rondom Wonen"
        level = screen.query_one("#level", Choice)
        level.choose(1)
        await until(pilot, lambda: "1 · OVERLEG" in shown(screen))
        assert "Visser" not in shown(screen) and "Kerkstraat" not in shown(screen)
        assert "WEGGELATEN, EN WAAROM" in shown(screen)
        level.choose(0)
        await until(pilot, lambda: "0 · DAT" in shown(screen))
        assert "post stapelt zich op" not in shown(screen).split("WEGGELATEN")[0]
        for secret in (BSN, REPORTER, "015-1234567"):
            assert secret not in shown(screen)


async def test_what_is_missing_is_told_at_once_and_the_first_gets_the_focus(
    office: case_office.Office,
) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_export(app, pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        for name in ("Voor wie", "Doel", "Niveau", "Grondslag", "Noodzaak", "Op de hoogte"):
            assert f"{name}:" in told(screen), name
        assert screen.focused is not None and screen.focused.id == "organisation"
        assert disclosures(office.store, office.visser) == ()


async def test_a_file_is_written_and_the_case_shows_it(office: case_office.Office, out: Path) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        await answer(screen, pilot, out)
        preview = shown(screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Geschreven" in told(screen))
        assert "casus-C2026-001-1.md" in told(screen)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert [file.name for file in out.iterdir()] == ["casus-C2026-001-1.md"]
        written = (out / "casus-C2026-001-1.md").read_text(encoding="utf-8")
        assert "Geboortejaar" in preview and "Geboortejaar" in written
        await pilot.press("escape")
        await settled(pilot)
        assert on_case(app).sheet == "overview"
        for _ in range(5):
            await pilot.press("right")
            await settled(pilot)
        view = on_case(app).view
        assert isinstance(view, SharingView)
        text = view.query_one(".whole-text", FieldText).text
        (one,) = disclosures(office.store, office.visser)
        for word in ("Rondom Wonen", "E. Bakker", "publieke taak Wmo 2015", one.file_name, one.short_hash):
            assert word in text


async def test_the_answers_of_last_time_are_there_for_that_recipient(
    office: case_office.Office, out: Path
) -> None:
    export_case(office.store, ME, office.visser, ANSWERS, out, now=ago(3))
    other = ExportAnswers(
        organisation="Huisartsenpost",
        recipient_type=PartnerType.GP,
        purpose="Overdracht",
        level=InfoLevel.HANDOVER,
        basis=LegalBasis.VITAL_INTEREST,
        necessity="Neemt het over.",
        informed=False,
        reason="Nog geen contact",
        review_on=review_day(TODAY),
        format="json",
    )
    export_case(office.store, ME, office.visser, other, out, now=ago(1))
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        assert screen.fields.answers == other
        assert screen.query_one("#reason").region and screen.query_one("#recipient_type").region
        screen.query_one("#organisation", SuggestInput).value = "rondom wonen"
        await pilot.press("tab")
        await settled(pilot)
        assert screen.fields.answers.purpose == ANSWERS.purpose
        assert screen.fields.answers.basis == LegalBasis.WMO
        assert not screen.query_one("#recipient_type").region
        screen.query_one("#purpose", Input).value = "Iets anders"
        screen.query_one("#organisation", SuggestInput).focus()
        screen.query_one("#organisation", SuggestInput).value = "Huisartsenpost"
        await pilot.press("tab")
        await settled(pilot)
        assert screen.fields.answers.purpose == "Iets anders"


async def test_a_new_recipient_starts_without_answers(office: case_office.Office, out: Path) -> None:
    export_case(office.store, ME, office.visser, ANSWERS, out, now=ago(3))
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        screen.query_one("#organisation", SuggestInput).value = "Kerk"
        await pilot.press("tab")
        await settled(pilot)
        found = screen.fields.answers
        assert (found.organisation, found.purpose, found.basis, found.level) == ("Kerk", "", None, None)
        assert found.format == "md"


async def test_not_informed_proposes_a_day(office: case_office.Office) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_export(app, pilot)
        screen.query_one("#informed", Choice).choose(1)
        await settled(pilot)
        assert screen.query_one("#review_on", DateInput).day == review_day(TODAY)


async def test_a_folder_that_is_not_there_is_refused(office: case_office.Office, out: Path) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_export(app, pilot)
        await answer(screen, pilot, out)
        screen.query_one("#folder", Input).value = str(out / "weg")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Map: deze map bestaat niet" in told(screen)
        assert not list(out.iterdir())


async def test_what_changed_since_the_preview_is_shown_before_it_is_written(
    office: case_office.Office, out: Path
) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        await answer(screen, pilot, out)
        add_note(office.store, ME, "De sloten zijn vervangen.", case_id=office.visser, now=NOW)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "De sloten zijn vervangen." in shown(screen))
        assert not list(out.iterdir())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Geschreven" in told(screen))


async def test_in_a_narrow_terminal_the_preview_is_the_second_page(
    office: case_office.Office, out: Path
) -> None:
    app = opened(office, office.visser)
    async with app.run_test(size=SMALL) as pilot:
        screen = await at_export(app, pilot)
        await answer(screen, pilot, out)
        assert "F6" in screen.query_one("#glance", FieldText).text
        await pilot.press("f6")
        await settled(pilot)
        assert screen.turned and screen.query_one("#preview").region
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is screen and not screen.turned
        await pilot.press("ctrl+w")
        await settled(pilot)
        on_case(app)


async def test_consent_and_view_are_recorded_on_the_sheet(office: case_office.Office) -> None:
    app = opened(office, office.fresh, "sharing")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        view = on_case(app).view
        assert isinstance(view, SharingView)
        assert all(words in view.list.empty for words in ("Met e", "met t", "met w"))
        assert not on_case(app).check_action("withdraw_consent", ())
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(app.screen, ConsentDialog)
        app.screen.query_one("#given_on", DateInput).value = "morgen"
        await pilot.press("ctrl+s")
        assert "toekomst" in app.screen.query_one("#problem", FieldText).text
        app.screen.query_one("#given_on", DateInput).value = "vandaag"
        app.screen.query_one("#organisation", SuggestInput).value = "GGZ Delfland"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(consents(office.store, office.fresh)) == 1)
        await settled(pilot)
        assert on_case(app).check_action("withdraw_consent", ())
        await pilot.press("w")
        await settled(pilot)
        app.screen.query_one(TextArea).text = "Ik red mij wel."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: resident_view(office.store, office.fresh) == "Ik red mij wel.")
        await settled(pilot)
        await pilot.press("k")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: consents(office.store, office.fresh)[0].withdrawn_on == TODAY)
        await settled(pilot)
        assert not on_case(app).check_action("withdraw_consent", ())


async def test_hostile_text_is_shown_as_text(office: case_office.Office) -> None:
    app = opened(office, office.hostile)
    async with app.run_test(size=LARGE) as pilot:
        screen = await at_export(app, pilot)
        screen.query_one("#organisation", SuggestInput).value = "Rondom Wonen"
        screen.query_one("#level", Choice).choose(2)
        await until(pilot, lambda: "DIT GAAT ERUIT" in shown(screen))
        drawn = "\n".join(
            "".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()
        )
        assert "\x1b" not in drawn and "\u202e" not in drawn and "[bold]" in drawn


class SeveralApp(CaseApp):
    """The application with several cases being shared."""

    cases: tuple[int, ...] = ()

    def begin(self) -> None:
        self.push_screen(ExportScreen(self.cases))


def several(office: case_office.Office, *cases: int) -> SeveralApp:
    app = SeveralApp(case_office.desk_of(office), tab="cases")
    app.cases = cases
    return app


def files(out: Path) -> list[str]:
    return sorted(file.name for file in out.iterdir())


async def test_several_cases_give_a_file_each_with_one_form(office: case_office.Office, out: Path) -> None:
    app = several(office, office.visser, office.fresh, office.waiting)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        head = screen.query_one("#head", FieldText).text
        assert "3 casussen delen" in head and "C2026-001" in head
        await answer(screen, pilot, out)
        assert "Voorbeeld 1 van 3: C2026-001" in shown(screen)
        first = shown(screen)
        await pilot.press("f3")
        await until(pilot, lambda: "Voorbeeld 2 van 3" in shown(screen))
        assert shown(screen) != first
        await pilot.press("f3", "f3")
        await until(pilot, lambda: "Voorbeeld 1 van 3" in shown(screen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "3 van 3 in" in told(screen))
        assert len(files(out)) == 3 and all(name.endswith("-1.md") for name in files(out))
        for case_id in app.cases:
            assert len(disclosures(office.store, case_id)) == 1
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert len(files(out)) == 3


async def test_stopping_keeps_what_was_written_and_goes_on_with_the_rest(
    office: case_office.Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = several(office, office.visser, office.fresh, office.waiting)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        await answer(screen, pilot, out)
        go_on = threading.Event()
        write = export_module.render

        def waits(*how: Any) -> bytes:
            if files(out):
                go_on.wait(60)
            return write(*how)

        monkeypatch.setattr(export_module, "render", waits)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "1 van 3 geschreven" in told(screen))
        assert "export.write" not in {item.spec.id for item in available(screen)}
        await pilot.press("escape")
        go_on.set()
        await until(pilot, lambda: "2 van 3 in" in told(screen))
        assert app.screen is screen and "gaat verder met de rest" in told(screen)
        assert len(files(out)) == 2
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "3 van 3 in" in told(screen))
        assert len(files(out)) == 3
        assert [len(disclosures(office.store, one)) for one in app.cases] == [1, 1, 1]


async def test_of_several_cases_it_is_told_which_may_not(office: case_office.Office, out: Path) -> None:
    give_consent(office.store, ME, office.visser, now=NOW)
    app = several(office, office.visser, office.fresh)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        await answer(screen, pilot, out)
        screen.query_one("#basis", Choice).value = LegalBasis.CONSENT.value
        await pilot.press("ctrl+s")
        await settled(pilot)
        number = now_in(office.store, office.fresh).head.number
        assert f"Dit geldt voor {number}." in " ".join(told(screen).split())
        assert files(out) == []


async def test_cases_that_are_gone_are_told(office: case_office.Office) -> None:
    app = several(office, 999)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "staat niet (meer)" in app.screen.query_one("#head", FieldText).text
        await pilot.press("ctrl+s", "ctrl+w")
        await settled(pilot)
        assert not isinstance(app.screen, ExportScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture_of_several(
    office: case_office.Office, snap: Callable[..., None], size: tuple[int, int]
) -> None:
    app = several(office, office.visser, office.waiting)

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        screen.fields.fill(ANSWERS)
        screen.query_one("#folder", Input).value = "~/Documenten"
        await until(pilot, lambda: "DIT GAAT ERUIT" in shown(screen))
        await settled(pilot)

    snap(app, size, run_before=before)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture(office: case_office.Office, snap: Callable[..., None], size: tuple[int, int]) -> None:
    app = opened(office, office.visser)

    async def before(pilot: Pilot[None]) -> None:
        screen = await at_export(app, pilot)
        screen.fields.fill(ANSWERS)
        screen.query_one("#folder", Input).value = "~/Documenten"
        await until(pilot, lambda: "DIT GAAT ERUIT" in shown(screen))
        await settled(pilot)

    snap(app, size, run_before=before)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture_of_the_sheet(
    office: case_office.Office, snap: Callable[..., None], out: Path, size: tuple[int, int]
) -> None:
    give_consent(office.store, ME, office.visser, organisation="GGZ Delfland", scope="aanmelding", now=NOW)
    set_resident_view(office.store, ME, office.visser, "Ik wil met rust gelaten worden.", now=NOW)
    export_case(office.store, ME, office.visser, ANSWERS, out, now=ago(2))
    writer = office.store.raw_writer()
    writer.execute("UPDATE disclosures SET sha256 = ?", ("0123456789abcdef" * 4,))
    writer.close()

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)

    snap(opened(office, office.visser, "sharing"), size, run_before=before)
