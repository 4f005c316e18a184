"""The small forms: keyboard only, from empty to what the act needs; nothing half-filled gets through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from store.codes import ClockKind, ContactKind, FeedbackOutcome
from store.local_time import LOCAL_ZONE
from tests.tui.conftest import LARGE, SMALL, TODAY, HostApp
from tui.screens.dialogs.action import ActionDialog, ActionInput
from tui.screens.dialogs.choice_reason import ChoiceReasonDialog, ReasonChoice
from tui.screens.dialogs.contact import ContactDialog, ContactInput
from tui.screens.dialogs.feedback import FeedbackDialog, FeedbackInput
from tui.screens.dialogs.form_dialog import FormDialog
from tui.screens.dialogs.informed import InformedDialog, InformedInput
from tui.screens.dialogs.note import NoteDialog, NoteInput
from tui.widgets.field_text import FieldText
from tui.widgets.time_input import parse_time, time_digits

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=LOCAL_ZONE)
Host = Callable[..., HostApp]


def problem(dialog: FormDialog) -> str:
    return dialog.query_one("#problem", FieldText).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("930", time(9, 30)),
        ("9u30", time(9, 30)),
        ("9", time(9)),
        ("9u", time(9)),
        ("14.05 uur", time(14, 5)),
        ("24:00", None),
        ("12:60", None),
        ("straks", None),
        ("", None),
    ],
)
def test_times_as_people_type_them(typed: str, meant: time | None) -> None:
    assert parse_time(typed) == meant
    if meant is not None:
        assert parse_time(time_digits(meant)) == meant


async def test_a_contact_attempt_with_the_keyboard(host_app: Host) -> None:
    app = host_app(screen=ContactDialog(NOW, about="M. Visser", not_tried=("avond", "huisbezoek")))
    async with app.run_test(size=LARGE) as pilot:
        assert "avond · huisbezoek" in app.screen.query_one("#head", FieldText).text
        await pilot.press("right", "tab", "space", "tab", *"vandaag", "tab")
        assert app.screen.query_one("#part").render().plain == "middag"
        await pilot.press("tab", *"buurvrouw", "tab", *"doet open", "ctrl+s")
    [answer] = app.answers
    assert answer == ContactInput(ContactKind.PHONE, True, NOW, "buurvrouw", "doet open")


async def test_what_is_missing_is_said_and_gets_the_focus(host_app: Host) -> None:
    app = host_app(screen=ContactDialog(NOW))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert "Kies hoe" in problem(app.screen)
        await pilot.press("space", "ctrl+s")
        assert "gelukt" in problem(app.screen)
        assert app.focused.id == "reached"
        await pilot.press("right", "tab", "tab", *"15:00", "ctrl+s")
        assert "toekomst" in problem(app.screen)
        assert app.answers == []
        await pilot.press("escape")
    assert app.answers == [None]


async def test_a_refused_attempt_comes_back_as_it_was_typed(host_app: Host) -> None:
    typed = ContactInput(ContactKind.CARD, False, NOW.replace(hour=9), "niemand", "kaartje in de bus")
    app = host_app(screen=ContactDialog(NOW, typed=typed))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+s")
    assert app.answers == [typed]


async def test_an_action_with_a_suggested_owner(host_app: Host) -> None:
    people = (("Fatima El Amrani", "kernteam"), ("Rondom Wonen", "partner"))
    app = host_app(screen=ActionDialog(TODAY, me="Fatima", people=people))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press(*"bellen", "enter")
        assert "wanneer" in problem(app.screen)
        await pilot.press(*"+5wd")
        assert "nog 5 werkdagen" in app.screen.query_one("#due").render().plain
        await pilot.press("enter")
    assert app.answers == [ActionInput("bellen", "Fatima", date(2026, 11, 30))]


async def test_an_action_is_not_in_the_past(host_app: Host) -> None:
    app = host_app(screen=ActionDialog(TODAY, me="F", typed=ActionInput("x", "F", date(2026, 11, 20))))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        assert "voorbij" in problem(app.screen)


async def test_a_note_keeps_seen_and_thought_apart(host_app: Host) -> None:
    app = host_app(screen=NoteDialog())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        assert "leeg" in problem(app.screen)
        await pilot.press(*"lijkt somber", "enter", *"en moe", "tab", "right", "enter")
    assert app.answers == [NoteInput("lijkt somber\nen moe", False)]


async def test_informed_or_why_not_and_when_again(host_app: Host) -> None:
    app = host_app(screen=InformedDialog(TODAY))
    async with app.run_test() as pilot:
        assert not app.screen.query_one("#review_on").parent.display
        await pilot.press("right", "tab", *"te onveilig", "enter")
        assert "opnieuw" in problem(app.screen)
        await pilot.press(*"+10wd", "ctrl+s")
    assert app.answers == [InformedInput(False, "te onveilig", date(2026, 12, 7))]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    "dialog",
    [
        lambda: ContactDialog(NOW, about="M. Visser, Kerkstraat 41", not_tried=("avond", "huisbezoek")),
        lambda: ActionDialog(TODAY, me="Fatima", about="M. Visser, Kerkstraat 41"),
        lambda: NoteDialog(about="M. Visser, Kerkstraat 41"),
        lambda: InformedDialog(
            TODAY, about="M. Visser, Kerkstraat 41", typed=InformedInput(False, "ziek", TODAY)
        ),
    ],
    ids=["contact", "action", "note", "informed"],
)
def test_pictures(snap, host_app, dialog, size) -> None:
    snap(host_app(screen=dialog()), size)


async def test_not_answering_the_reporter_asks_why(host_app: Host) -> None:
    owed = ((ClockKind.CONFIRMATION, "vandaag"), (ClockKind.FEEDBACK, "nog 4 wd"))
    app = host_app(screen=FeedbackDialog(owed))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right", "tab", "right", "enter")
        assert "waarom" in problem(app.screen)
        await pilot.press(*"anonieme melder", "enter")
    assert app.answers == [FeedbackInput(ClockKind.FEEDBACK, FeedbackOutcome.REFUSED, "anonieme melder")]


async def test_a_choice_with_a_needed_note(host_app: Host) -> None:
    dialog = ChoiceReasonDialog("Waarom", (("a", "eerste"), ("b", "overig")), needs_note=("b",))
    app = host_app(screen=dialog)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert "Kies" in problem(app.screen)
        await pilot.press("right", "enter")
        assert "overig" in problem(app.screen)
        await pilot.press(*"daarom", "enter")
    assert app.answers == [ReasonChoice("b", "daarom")]
