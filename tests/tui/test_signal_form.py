"""Writing down a signal: keyboard only, a draft that survives, a radar beside it, checks that never block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from store.acts.drafts import save_draft
from store.acts.inputs import Ref
from store.acts.receive import ask_completion
from store.codes import SignalStatus, Theme, Urgency, YesNoUnknown
from store.engine.lifecycle import Store, open_store
from store.queries.drafts import load_draft
from store.queries.shared import fetch_one
from store.queries.signals import SignalDetail, signal_detail
from tests.tui.signal_desk import ME, NOW, FormApp, desk_of, fill
from tests.tui.waiting import until
from tui.actions import available
from tui.screens.signal_form import SignalFormScreen
from tui.widgets.alert_line import AlertLine
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import FieldText

from .conftest import LARGE, SMALL

KEY = f"new_signal/{ME.name}"


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAALPUNT_USER", ME.name)


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Store, Ref]:
    return fill(tmp_path)


def form(app: FormApp) -> SignalFormScreen:
    assert isinstance(app.screen, SignalFormScreen)
    return app.screen


def last(store: Store) -> SignalDetail:
    row = fetch_one(store, "SELECT max(id) FROM signals")
    assert row is not None
    return signal_detail(store, row[0])


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until drafts and radar are done."""
    screen = pilot.app.screen
    for name in list(getattr(screen, "_waiting", {})):
        timer = screen._waiting.pop(name)  # type: ignore[attr-defined]
        timer.stop()
        {"keep": screen._keep, "look": screen._look}[name]()  # type: ignore[attr-defined]
    await pilot.pause()


def type_in(screen: SignalFormScreen, **texts: str) -> None:
    for name, text in texts.items():
        widget = screen.query_one(f"#{name}")
        if isinstance(widget, TextArea):
            widget.text = text
        elif isinstance(widget, Input):
            widget.value = text


async def test_a_call_is_written_down_with_the_keyboard_and_saved(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press(*"rond")
        await until(pilot, lambda: app.focused.suggestions)
        await pilot.press("down", "enter", "tab", *"Jo", "tab", "tab", "space", "tab", *"kerkstraat 41")
        await until(pilot, lambda: [one.text for one in app.focused.suggestions][:1] == ["Kerkstraat 41"])
        await pilot.press("down", "enter")
        screen = form(app)
        assert screen.values["address"] == "Kerkstraat 41"
        assert screen.values["area"] == "2641 AB Pijnacker"
        await pilot.press("tab", "tab", *"M. Bos", "tab", *"1950", "tab", *"Post")
        assert screen.values["facts"] == "Post"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not isinstance(app.screen, SignalFormScreen)
    saved = last(store)
    assert (saved.partner, saved.reporter_name, saved.facts) == ("Rondom Wonen", "Jo", "Post")
    assert (saved.street, saved.house_number, saved.postcode) == ("Kerkstraat", 41, "2641AB")
    assert (saved.surname, saved.birth_year, saved.feedback_wanted) == ("Bos", 1950, True)
    assert (saved.received_at, saved.status) == (NOW, SignalStatus.RECEIVED)
    assert load_draft(store, KEY) is None


async def test_a_draft_survives_a_killed_app(filled: tuple[Store, Ref], tmp_path: Path) -> None:
    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        type_in(form(app), facts="Doet niet open\n[bold]x", person="de Vries", partner="Politie")
        form(app).query_one("#themes", MultiChoice).focus()
        await pilot.press("space")
        await settled(pilot)
        assert "concept bewaard 14:05" in str(form(app).query_one("#kept").render())  # type: ignore[attr-defined]
        kept = load_draft(store, KEY)
        form(app)._keeper.close()
        form(app)._unkept = False
    assert kept is not None and kept[0]["facts"] == "Doet niet open\n[bold]x"
    raw = (tmp_path / "demo.db").read_bytes() + (tmp_path / "demo.db-wal").read_bytes()
    assert b"Doet niet open" not in raw

    again = open_store(tmp_path / "demo.db")
    app = FormApp(desk_of(again))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        values = form(app).values
        assert (values["facts"], values["person"]) == ("Doet niet open\n[bold]x", "de Vries")
        assert values["themes"] == Theme.SELF_NEGLECT.value
        assert "teruggezet" in str(form(app).query_one("#note").render())  # type: ignore[attr-defined]
        await pilot.press("ctrl+n")
        assert form(app).values["facts"] == ""
        await pilot.press("ctrl+n")
        assert form(app).values["facts"] == "Doet niet open\n[bold]x"
    again.close()


async def test_going_elsewhere_keeps_what_was_typed_a_moment_ago(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        type_in(form(app), facts="half")
        await pilot.pause()
        await pilot.press("ctrl+w")
        await pilot.pause()
    kept = load_draft(store, KEY)
    assert kept is not None and kept[0]["facts"] == "half"


async def test_an_untouched_form_leaves_no_draft(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, SignalFormScreen)
    assert load_draft(store, KEY) is None


async def test_only_an_empty_signal_is_refused_and_the_form_stays(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    before = last(store).id
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("ctrl+s")
        await settled(pilot)
        form(app)
        assert last(store).id == before
        type_in(form(app), birth="31-02-1951", reporter_phone="12", address="ergens", facts="x")
        await pilot.pause()
        shown = {str(line.id) for line in form(app).query(".problem.-shown")}
        assert shown == {"problem-birth", "problem-reporter_phone", "problem-address"}
        await pilot.press("ctrl+s")
        await settled(pilot)
    saved = last(store)
    assert saved.id > before
    assert (saved.address_text, saved.reporter_phone) == ("ergens", "12")
    assert saved.status is SignalStatus.TO_COMPLETE
    assert "31-02-1951" in saved.missing[0]


async def test_acute_danger_says_at_once_to_call_first(filled: tuple[Store, Ref]) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=SMALL) as pilot:
        alert = app.screen.query_one("#alert", AlertLine)
        assert not alert.display
        app.screen.query_one("#danger", MultiChoice).focus()
        await pilot.press("space")
        await pilot.pause()
        assert alert.display and "Bel eerst 112 of de crisisdienst" in alert.sentences[0]
        await pilot.press("space")
        await pilot.pause()
        assert not alert.display
        app.screen.query_one("#urgency", Choice).focus()
        await pilot.press("space")
        await pilot.pause()
        assert alert.display


async def test_the_radar_thinks_along(filled: tuple[Store, Ref]) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=LARGE) as pilot:
        type_in(form(app), address="kerkstraat 41", area="2641AB", person="M. Visser", birth="1951")
        await pilot.pause()
        await settled(pilot)
        text = app.screen.query_one("#radar", FieldText).text
        assert "3 signalen van 2 organisaties in 12 maanden" in text
        assert "zeker: adres" in text and "C2026-001" in text
        assert "cijfers van het" in text


async def test_turning_to_the_radar_and_back_leads_to_the_field_that_was_typed_in(
    filled: tuple[Store, Ref],
) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        field = app.screen.query_one("#person", Input)
        field.focus()
        await pilot.press("f6")
        assert app.screen.turned
        await pilot.press("f6")
        await until(pilot, lambda: app.screen.focused is field)


async def test_the_foot_offers_no_key_that_the_field_takes_as_text(filled: tuple[Store, Ref]) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        app.screen.query_one("#person", Input).focus()
        typed = {item.key for item in available(app.screen)}
        assert not typed & {"slash", "n", "question_mark", "u"} and "f1" in typed


async def test_save_and_triage_goes_on_to_the_triage(filled: tuple[Store, Ref]) -> None:
    from tui.screens.triage import TriageScreen

    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        type_in(form(app), facts="Post ligt op de mat")
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert isinstance(app.screen, TriageScreen)


async def test_completing_a_signal_keeps_what_the_form_does_not_show(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    before = signal_detail(store, waiting.id)
    app = FormApp(desk_of(store), form=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert form(app).values["reporter_role"] == "wijkconsulent"
        form(app).query_one("#aware", Choice).focus()
        await pilot.press("left")
        type_in(form(app), not_aware_reason="eerst kijken", visit_safety="grote hond")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not isinstance(app.screen, SignalFormScreen)
    after = signal_detail(store, waiting.id)
    assert (after.aware, after.visit_safety) == (YesNoUnknown.NO, "grote hond")
    assert (after.received_at, after.themes, after.urgency) == (
        before.received_at,
        before.themes,
        Urgency.URGENT,
    )
    assert (after.who, after.where, after.partner_type) == (before.who, before.where, before.partner_type)


async def test_a_conflict_keeps_what_was_typed_and_the_next_save_goes_over_it(
    filled: tuple[Store, Ref],
) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), form=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        type_in(form(app), facts="Mijn tekst")
        ask_completion(store, ME, waiting.id, "telefoonnummer", now=NOW)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert type(app.screen).__name__ == "ConflictDialog"
        await pilot.press("enter")
        await pilot.pause()
        assert form(app).values["facts"] == "Mijn tekst"
        assert "Intussen" in str(form(app).query_one("#note").render())  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert signal_detail(store, waiting.id).facts == "Mijn tekst"
    assert load_draft(store, f"amend/{waiting.id}/{ME.name}") is None


async def test_letters_that_go_elsewhere_do_nothing_in_a_form(filled: tuple[Store, Ref]) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=LARGE) as pilot:
        app.screen.query_one("#urgency", Choice).focus()
        await pilot.press("n", "u", "1")
        assert len([screen for screen in app.screen_stack if isinstance(screen, SignalFormScreen)]) == 1
        form(app)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_how_it_looks(
    filled: tuple[Store, Ref],
    snap: Callable[..., None],
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, _ = filled
    monkeypatch.setattr("store.acts.drafts.now", lambda: NOW)
    save_draft(
        store,
        ME,
        KEY,
        {
            "partner": "Rondom Wonen",
            "reporter_name": "J. de Boer",
            "reporter_phone": "015-369",
            "feedback_wanted": "1",
            "address": "Kerkstraat 41",
            "area": "2641 AB Pijnacker",
            "person": "mw. M. Visser",
            "birth": "1951",
            "facts": "Doet al weken de deur niet open; post stapelt zich op in de hal.",
            "themes": "care_avoidance",
            "urgency": "urgent",
            "acute_danger": "1",
        },
    )
    snap(FormApp(desk_of(store)), size, run_before=settled)


async def test_who_was_recognised_is_kept_with_the_draft_and_told_when_it_does_not_fit_any_more(
    filled: tuple[Store, Ref],
) -> None:
    app = FormApp(desk_of(filled[0]))
    async with app.run_test(size=LARGE) as pilot:
        screen = form(app)
        type_in(screen, address="Kerkstraat 14", area="Pijnacker", person="M. Visscher", facts="Stank.")
        await pilot.pause()
        await settled(pilot)
        await pilot.press("ctrl+k")
        chosen = screen._same_as
        await settled(pilot)
        await pilot.press("ctrl+w")
        await until(pilot, lambda: not isinstance(app.screen, SignalFormScreen))
        app.open_form(None)
        await until(pilot, lambda: isinstance(app.screen, SignalFormScreen))
        await settled(pilot)
        assert chosen is not None and form(app)._same_as == chosen
        type_in(form(app), address="Dorpsstraat 1", person="B. Heel-Anders")
        await pilot.pause()
        await settled(pilot)
        assert form(app)._same_as is None
        assert any("aan niemand gekoppeld" in str(toast.message) for toast in app._notifications)


async def test_who_is_recognised_is_linked_in_the_act_that_saves(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    app = FormApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = form(app)
        type_in(screen, address="Kerkstraat 14", area="Pijnacker", person="M. Visscher", facts="Stank.")
        await pilot.pause()
        await settled(pilot)
        assert screen.check_action("look", ())
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert "wordt gekoppeld bij het bewaren" in " ".join(
            screen.query_one("#radar", FieldText).text.split()
        )
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert any(", gekoppeld aan " in str(toast.message) for toast in app._notifications)
    group = fetch_one(store, "SELECT group_id, id FROM residents ORDER BY id DESC LIMIT 1")
    link = fetch_one(store, "SELECT low_id, high_id, origin, reasons FROM resident_links")
    assert group is not None and link is not None
    assert (link[0], link[1], link[2]) == (group[0], group[1], "radar")
    assert "adres" in link[3]
