"""Judging a signal: the proposal follows the answers, and is followed, changed or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from store.acts.inputs import Ref
from store.acts.receive import ask_completion
from store.acts.triage import propose_for
from store.codes import NotTakenUpReason, SignalStatus, Theme, Urgency, YesNoUnknown
from store.engine.lifecycle import Store
from store.queries.directory import districts, overrides, rules, teams
from store.queries.drafts import load_draft
from store.queries.shared import fetch_one
from store.queries.signals import signal_detail
from tests.tui.signal_desk import ME, NOW, FormApp, desk_of, fill, receive
from tests.tui.waiting import settled
from tui.forms.triage_plan import House, answers_of, proposal, triage_input
from tui.screens.triage import TriageScreen
from tui.widgets.alert_line import AlertLine
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import FieldText

from .conftest import LARGE, SMALL


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAALPUNT_USER", ME.name)


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Store, Ref]:
    return fill(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Ref]:
    """A store that is only read."""
    return fill(tmp_path_factory.mktemp("shared"))


def key(signal_id: int) -> str:
    return f"triage/{signal_id}/{ME.name}"


def pane(app: FormApp) -> str:
    return app.screen.query_one("#proposal", FieldText).text


def house(store: Store, profile_id: int) -> House:
    return House(
        rules=tuple(row.rule for row in rules(store, profile_id)),
        teams={team.key: team for team in teams(store, profile_id, active=False)},
        districts=frozenset(one.name for one in districts(store, profile_id)),
        terms=overrides(store, profile_id),
    )


@given(
    themes=st.sets(st.sampled_from(list(Theme)), min_size=1, max_size=4),
    urgency=st.sampled_from(list(Urgency)),
    acute=st.booleans(),
    eviction=st.booleans(),
    in_care=st.sampled_from(list(YesNoUnknown)),
)
@settings(max_examples=25)
def test_what_is_shown_is_what_routing_decides(
    shared: tuple[Store, Ref],
    themes: set[Theme],
    urgency: Urgency,
    acute: bool,
    eviction: bool,
    in_care: YesNoUnknown,
) -> None:
    store, waiting = shared
    detail = signal_detail(store, waiting.id)
    answers = answers_of(detail, None) | {
        "themes": " ".join(theme.value for theme in themes),
        "urgency": urgency.value,
        "acute_danger": "yes" if acute else "no",
        "eviction_threatened": "yes" if eviction else "no",
        "in_care": in_care.value,
    }
    decided = propose_for(store, ME, waiting.id, triage_input(answers)).explanation
    assert proposal(detail, answers, house(store, detail.profile_id)) == decided


async def test_the_signal_the_proposal_and_its_reasons_are_there(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        summary = app.screen.query_one("#summary", FieldText).text
        assert "Doet al weken de deur niet open" in summary and "M. Visser, 1951" in summary
        text = " ".join(pane(app).split())
        assert "Kernteam Pijnacker-Nootdorp" in text
        assert "✓ PN-2" in text and "bemoeizorg" in text and "Uitvoeringsagenda" in text
        assert "· PN-1" in text and "niet: ook zelfverwaarlozing" in text
        assert "PN-4" not in text and "niet nodig" in text
        assert "gekoppeld aan casus C2026-001" in text
        assert "bevestiging aan Rondom Wonen uiterlijk wo 25 nov" in text
        await pilot.press("r")
        assert "PN-4" in pane(app)


async def test_the_proposal_follows_the_answers_at_once(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("left")
        await pilot.pause()
        alert = app.screen.query_one("#alert", AlertLine)
        assert alert.display and "112" in alert.sentences[0]
        await pilot.press("right")
        app.screen.query_one("#themes", MultiChoice).focus()
        await pilot.press("space", *["down"] * 6, "space")
        app.screen.query_one("#known", Choice).focus()
        await pilot.press("home")
        await pilot.pause()
        assert not alert.display
        words = " ".join(pane(app).split())
        assert "nieuwe casus bij Kernteam Pijnacker-Nootdorp" in words
        assert "eerste contactpoging uiterlijk di 24 nov" in words
        hint = app.screen.query_one("#urgency-words")
        assert "binnen 1 werkdag: di 24 nov" in str(hint.render())


async def test_enter_follows_and_goes_back(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, TriageScreen)
    after = signal_detail(store, waiting.id)
    assert (after.status, after.case_number) == (SignalStatus.LINKED, "C2026-001")
    assert after.routings[0].followed
    assert load_draft(store, key(waiting.id)) is None


async def test_a_narrow_terminal_shows_the_proposal_before_it_is_followed(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TriageScreen) and app.screen.turned
        assert signal_detail(store, waiting.id).status is SignalStatus.RECEIVED
        await pilot.press("enter")
        await settled(pilot)
    assert signal_detail(store, waiting.id).status is SignalStatus.LINKED


async def test_another_team_needs_a_reason(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        assert "Schrijf op waarom" in app.screen.query_one("#problem", FieldText).text
        app.screen.query_one("#reason", Input).value = "staat daar al bekend"
        await pilot.press("ctrl+s")
        await settled(pilot)
    after = signal_detail(store, waiting.id)
    assert after.status is SignalStatus.FORWARDED
    assert (after.routings[0].followed, after.routings[0].reason) == (False, "staat daar al bekend")


async def test_without_theme_or_urgency_nothing_is_routed(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    bare = receive(store, facts="Onbekend wat", surname="", given="", name_text="", birth_year=None)
    app = FormApp(desk_of(store), triage=bare.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert "Kies nog minstens één thema en de urgentie" in " ".join(pane(app).split())
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TriageScreen)
        assert app.screen.focused is app.screen.query_one("#themes")
    assert signal_detail(store, bare.id).status is SignalStatus.RECEIVED


async def test_answers_survive_leaving_and_a_new_app(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        app.screen.query_one("#in_care", Choice).focus()
        await pilot.press("home")
        await pilot.press("ctrl+w")
        await pilot.pause()
    assert load_draft(store, key(waiting.id)) is not None
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#in_care", Choice).value == "yes"
        assert "teruggezet" in app.screen.query_one("#note", FieldText).text


async def test_not_picked_up_with_a_reason(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("space", "ctrl+s")
        await settled(pilot)
        assert not isinstance(app.screen, TriageScreen)
    after = signal_detail(store, waiting.id)
    assert after.not_taken_up_reason is NotTakenUpReason.REPEATED


async def test_set_aside_to_be_completed(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one("#reason", Input).value = "het huisnummer"
        await pilot.press("enter")
        await settled(pilot)
    after = signal_detail(store, waiting.id)
    assert (after.status, after.missing) == (SignalStatus.TO_COMPLETE, ("het huisnummer",))


async def test_advice_says_what_is_wiped_and_wipes_it(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "gewist" in app.screen.query_one("#head", FieldText).text
        app.screen.query_one("#advice", TextArea).text = "Verwezen naar de huisarts."
        await pilot.press("ctrl+s")
        await settled(pilot)
    after = signal_detail(store, waiting.id)
    assert (after.status, after.facts, after.who) == (SignalStatus.ADVISED, "", "onbekend")
    assert load_draft(store, key(waiting.id)) is None


async def test_what_was_decided_is_shown_and_can_go_back_to_triage(filled: tuple[Store, Ref]) -> None:
    store, _ = filled
    row = fetch_one(store, "SELECT id FROM signals WHERE status = 'linked'")
    assert row is not None
    app = FormApp(desk_of(store), triage=row[0])
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        text = " ".join(pane(app).split())
        assert "BESLOTEN" in text and "voorstel gevolgd" in text and "WAAROM HIER?" in text
        assert not app.screen.query_one("#questions").display
        await pilot.press("t")
        await pilot.pause()
        app.screen.query_one("#reason", Input).value = "hoort bij een ander"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TriageScreen)
        assert app.screen.query_one("#questions").display
    assert signal_detail(store, row[0]).status is SignalStatus.TRIAGED


async def test_a_colleague_came_first_and_the_answers_stay(filled: tuple[Store, Ref]) -> None:
    store, waiting = filled
    app = FormApp(desk_of(store), triage=waiting.id)
    async with app.run_test(size=LARGE) as pilot:
        app.screen.query_one("#in_care", Choice).focus()
        await pilot.press("home")
        ask_completion(store, ME, waiting.id, "telefoonnummer", now=NOW)
        await pilot.press("enter")
        await settled(pilot)
        assert type(app.screen).__name__ == "ConflictDialog"
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen.query_one("#in_care", Choice).value == "yes"
        assert "telefoonnummer" in app.screen.query_one("#summary", FieldText).text
    assert signal_detail(store, waiting.id).routings == ()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_how_it_looks(filled: tuple[Store, Ref], snap: Callable[..., None], size: tuple[int, int]) -> None:
    store, waiting = filled
    snap(FormApp(desk_of(store), triage=waiting.id), size, press=["left"])


def test_how_the_second_page_looks(filled: tuple[Store, Ref], snap: Callable[..., None]) -> None:
    store, waiting = filled
    snap(FormApp(desk_of(store), triage=waiting.id), SMALL, press=["f6"])
