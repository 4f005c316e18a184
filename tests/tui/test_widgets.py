"""Frame, fields and dialogs, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from tests.tui.conftest import LARGE, SMALL, TODAY, HostApp
from tui import theme
from tui.actions import bindings_for
from tui.screens.base import Form, SignaalpuntScreen
from tui.screens.confirm import ConfirmDialog, ReasonDialog
from tui.screens.help import HelpScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.date_input import DateInput
from tui.widgets.field_text import Field, FieldText
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_list import Column, ListSource, RecordList, Row
from tui.widgets.suggest_input import SuggestInput, Suggestion
from tui.widgets.top_bar import TopBar

PARTNERS = (
    Suggestion("Rondom Wonen", "woningcorporatie", "p1"),
    Suggestion("Rondom Zorg", "zorgaanbieder", "p2"),
    Suggestion("Politie", "politie", "p3"),
)


def suggest(text: str) -> list[Suggestion]:
    return [item for item in PARTNERS if text.casefold() in item.text.casefold()]


def text_of(widget: Widget) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


class TodayScreen(SignaalpuntScreen):
    TAB = "today"
    TITLE_NL = "Vandaag"
    HELP_NL = "Alles wat vandaag aandacht vraagt."
    BINDINGS = bindings_for("today")

    def left(self) -> Iterable[Widget]:
        rows = [
            Row("1", ("2 wd te laat", "Kerkstraat 41", "M. Visser"), "late", "te laat"),
            Row("2", ("vandaag", "Dorpsstraat 12", "J. de Vries"), "today", "vandaag"),
            Row("3", ("nog 5 wd", "[b]'s-Gravenweg[/b] 121", "Ş. Yıldız\x1b[2J"), "", "nieuw"),
        ]
        columns = [
            Column("Termijn", 14, style="state"),
            Column("Adres", fraction=1),
            Column("Wie", fraction=1),
        ]
        return [RecordList(columns, ListSource(rows, {"te laat": "late"}))]

    def right(self) -> Iterable[Widget]:
        fields = [
            Field(value="Signaal 2026-0143", style="title"),
            Field("Wat is gezien", "Doet al weken de deur niet open; post stapelt zich op in de hal."),
            Field("Volgende stap", "eerste contactpoging, 2 werkdagen te laat", "late"),
        ]
        return [FieldText(fields)]

    def action_open(self) -> None:
        self.enter_right()

    def action_triage(self) -> None:
        self.app.heard.append("triage")  # type: ignore[attr-defined]

    def on_record_list_selected(self) -> None:
        self.action_open()


class FormScreen(SignaalpuntScreen):
    TITLE_NL = "Nieuw signaal"
    TAB_TURNS = False
    BINDINGS = bindings_for("signal_form")

    def left(self) -> Iterable[Widget]:
        def line(label: str, field: Widget) -> Widget:
            return Horizontal(Label(label, classes="form-label"), field, classes="form-line")

        return [
            Form(
                line("Ontvangen", DateInput(TODAY, TODAY)),
                line("Via", Choice([("phone", "telefoon"), ("mail", "e-mail"), ("desk", "balie")], "phone")),
                line("Partner", SuggestInput(suggest, placeholder="organisatie", delay=0)),
                line(
                    "Thema's", MultiChoice([(str(i), f"thema {i} " + "x" * i * 2) for i in range(12)], ["3"])
                ),
            )
        ]

    def action_save(self) -> None:
        self.app.heard.append("save")  # type: ignore[attr-defined]

    def action_leave(self) -> None:
        self.app.heard.append("leave")  # type: ignore[attr-defined]


async def test_frame_shows_where_you_are_and_the_tabs_can_be_clicked() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test(size=LARGE) as pilot:
        first, tabs = text_of(app.screen.query_one(TopBar)).split("\n")
        assert first.startswith(" Signaalpunt · Kernteam Pijnacker-Nootdorp")
        assert first.rstrip().endswith("DEMO – wegwerpopslag   ma 23 november 2026 · Fatima E.")
        assert "1 Vandaag" in tabs and "7 Inrichting" in tabs
        await pilot.click(TopBar, offset=(tabs.index("Casussen"), 1))
        assert ("tab", "cases") in app.heard


async def test_frame_in_a_small_terminal_is_one_line_and_keeps_the_demo_badge() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test(size=SMALL):
        bar = app.screen.query_one(TopBar)
        assert bar.size.height == 1
        assert "7 Inr." in text_of(bar) and "DEMO" in text_of(bar)


async def test_key_bar_shows_what_works_here_and_can_be_clicked() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test(size=LARGE) as pilot:
        bar = app.screen.query_one(KeyBar)
        text = text_of(bar)
        assert "t triage" in text and "contact" not in text
        await pilot.click(KeyBar, offset=(text.index("triage"), 0))
        assert "triage" in app.heard
        wide, narrow = ([item.spec.id for item in bar.shown(width)] for width in (120, 40))
        assert set(narrow) < set(wide)
        assert "today.open" in narrow and "app.quit" not in narrow


async def test_small_terminal_has_two_pages() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        right, left = screen.query_one("#right"), screen.query_one("#left")
        assert left.display and not right.display
        await pilot.press("enter")
        assert screen.turned and right.display and not left.display
        await pilot.press("tab")
        assert left.display and screen.focused is screen.query_one(RecordList)
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        assert left.display and right.display


async def test_ctrl_w_leaves_a_form_even_while_typing() -> None:
    app = HostApp(screen=FormScreen())
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one(SuggestInput).focus()
        await pilot.press("x", "ctrl+w", "ctrl+s")
        assert [item for item in app.heard if isinstance(item, str)] == ["leave", "save"]
        assert app.screen.query_one(SuggestInput).value == "x"


async def test_suggestions_by_keyboard() -> None:
    app = HostApp(SuggestInput(suggest, delay=0), Input())
    async with app.run_test(size=SMALL) as pilot:
        field = app.query_one(SuggestInput)
        await pilot.press("r", "o")
        assert [item.value for item in field.suggestions] == ["p1", "p2"]
        await pilot.press("down", "down", "enter")
        assert field.value == "Rondom Zorg" and field.chosen == PARTNERS[1]
        assert app.messages(SuggestInput.Chosen)[-1].suggestion.value == "p2"
        assert not field.suggestions
        await pilot.press("x")
        assert field.value == "Rondom Zorgx" and field.chosen is None


async def test_a_list_that_is_about_to_change_is_not_walked() -> None:
    app = HostApp(SuggestInput(suggest, delay=0), Input())
    async with app.run_test(size=SMALL) as pilot:
        field = app.query_one(SuggestInput)
        await pilot.press("o", "down")
        field._delay = 3600
        await pilot.press("l", "down", "enter")
        assert field.chosen == PARTNERS[2]
        await pilot.press("x", "enter")
        assert field.value == "Politiex" and field.chosen is None and not field.suggestions


async def test_suggestions_by_mouse_and_free_text() -> None:
    app = HostApp(SuggestInput(suggest, delay=0), Input())
    async with app.run_test(size=SMALL) as pilot:
        field = app.query_one(SuggestInput)
        await pilot.press("r")
        await pilot.click(offset=(3, 1))
        assert field.chosen == PARTNERS[0]
        field.put("")
        assert not field.suggestions and field.chosen is None
        await pilot.press("b", "u", "u", "r", "tab")
        assert field.value == "buur" and field.chosen is None and not field.suggestions


async def test_escape_and_leaving_close_the_suggestions() -> None:
    app = HostApp(SuggestInput(suggest, delay=0), Input())
    async with app.run_test(size=SMALL) as pilot:
        field = app.query_one(SuggestInput)
        await pilot.press("p")
        assert field.suggestions
        await pilot.press("escape")
        assert not field.suggestions and field.value == "p"
        await pilot.press("down")
        assert field.suggestions
        await pilot.press("tab")
        assert not field.suggestions


@pytest.mark.parametrize(
    ("typed", "shown", "day"),
    [
        ("gisteren", "22-11-2026", date(2026, 11, 22)),
        ("+5wd", "30-11-2026", date(2026, 11, 30)),
        ("31-2-2026", "31-2-2026", None),
    ],
)
async def test_date_field(typed: str, shown: str, day: date | None) -> None:
    app = HostApp(lambda: DateInput(TODAY, TODAY), Input())
    async with app.run_test(size=SMALL) as pilot:
        field = app.query_one(DateInput)
        field.value = typed
        await pilot.press("tab")
        assert (field.value, field.day) == (shown, day)
        assert bool(field.problem) == (day is None)
        assert app.messages(DateInput.DayChanged)[-1].day == day


async def test_choice_by_keyboard_and_mouse() -> None:
    options = [("phone", "telefoon"), ("mail", "e-mail"), ("desk", "balie")]
    app = HostApp(Choice(options))
    async with app.run_test(size=SMALL) as pilot:
        choice = app.query_one(Choice)
        assert choice.value == "" and text_of(choice).startswith("( ) telefoon  ( ) e-mail  ( ) balie")
        await pilot.press("space", "right")
        assert choice.value == "mail"
        await pilot.click(Choice, offset=(28, 0))
        assert choice.value == "desk" and "(•) balie" in text_of(choice)
        await pilot.press("right", "home")
        assert [message.value for message in app.messages(Choice.Changed)] == [
            "phone",
            "mail",
            "desk",
            "phone",
        ]
        choice.value = "weg"
        assert choice.value == ""


async def test_choice_flows_over_lines_in_a_narrow_column() -> None:
    app = HostApp(Choice([(str(i), f"keuze nummer {i}") for i in range(6)], "0"))
    async with app.run_test(size=(40, 12)) as pilot:
        choice = app.query_one(Choice)
        assert choice.size.height == 3
        await pilot.press("down")
        assert choice.value == "2"


async def test_multi_choice() -> None:
    app = HostApp(MultiChoice([(str(i), f"thema {i}") for i in range(16)], ["15", "1"]))
    async with app.run_test(size=SMALL) as pilot:
        choice = app.query_one(MultiChoice)
        assert choice.values == ("1", "15")
        assert choice.size.height <= 4
        await pilot.press("space", "down", "space")
        assert choice.values == ("0", "15")
        await pilot.click(MultiChoice, offset=(1, 2))
        assert "2" in choice.values
        assert text_of(choice).count("[x]") == 3


@pytest.mark.parametrize("width", [1, 5, 20, 46, 47, 80])
async def test_fields_are_plain_text_at_any_width(width: int) -> None:
    fields = [
        Field("Wat is gezien", "[red]x[/red] \x1b[31m " + "lang" * 40),
        Field(),
        Field(value="李小龙 " * 20),
    ]
    app = HostApp(FieldText(fields))
    async with app.run_test(size=(width, 40)):
        text = app.query_one(FieldText).text
        assert "\x1b" not in text
        if width == 80:
            assert "[red]x[/red] ␛[31m" in text


async def test_help_tells_the_keys_of_the_screen_below() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test(size=LARGE) as pilot:
        screen = HelpScreen(app.screen)
        app.push_screen(screen)
        await pilot.pause()
        text = "\n".join(part.text for part in screen.query(FieldText))
        assert "Hulp · Vandaag" in text and "Alles wat vandaag aandacht vraagt." in text
        assert "Lijst: ↑ en ↓" in text
        assert "Begin of bekijk de triage" in text and "contactpoging" not in text
        await pilot.press("q")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize(("key", "answer"), [("j", True), ("enter", True), ("n", False), ("escape", False)])
async def test_confirm(key: str, answer: bool) -> None:
    app = HostApp(screen=ConfirmDialog("Koppelen?", "Ongedaan maken kan met u."))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(key)
        assert app.answers == [answer]


async def test_enter_is_not_yes_for_what_cannot_be_undone_but_the_mouse_works() -> None:
    dialog = ConfirmDialog("Exporteren?", enter_is_yes=False)
    app = HostApp(screen=dialog)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert app.answers == []
        await pilot.click("DialogKeys", offset=(2, 1))
        assert app.answers == [True]


async def test_reason_is_asked_until_it_is_given() -> None:
    app = HostApp(screen=ReasonDialog("Waarom een ander team?"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert app.answers == []
        assert "Een reden is nodig" in app.screen.query_one("#problem", FieldText).text
        app.screen.query_one(Input).value = "  bewoner vraagt erom  "
        await pilot.press("enter")
        assert app.answers == ["bewoner vraagt erom"]


async def test_reason_can_be_left_with_ctrl_w() -> None:
    app = HostApp(screen=ReasonDialog("Waarom?"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+w")
        assert app.answers == [None]


@pytest.mark.parametrize("name", theme.LABELS)
def test_picture_of_the_frame(snap: Callable[..., None], name: str) -> None:
    snap(HostApp(screen=TodayScreen(), theme_name=name), LARGE, press=("down",))


@pytest.mark.parametrize("screen", [TodayScreen, FormScreen])
def test_picture_in_a_small_terminal(snap: Callable[..., None], screen: Any) -> None:
    snap(HostApp(screen=screen()), SMALL)


def test_picture_of_the_form(snap: Callable[..., None]) -> None:
    async def open_list(pilot: Any) -> None:
        pilot.app.screen.query_one(SuggestInput).focus()
        await pilot.press("r", "o", "down")

    snap(HostApp(screen=FormScreen()), LARGE, run_before=open_list)


def test_picture_of_a_question(snap: Callable[..., None]) -> None:
    dialog = ConfirmDialog("Signaal 2026-0143 koppelen aan casus 2026-031?", "Ongedaan maken kan met u.")
    snap(HostApp(screen=dialog, theme_name=theme.LIGHT), SMALL)
