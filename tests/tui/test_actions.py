"""One registry: no two actions on one key, everything shown can be done, own keys never break the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.command import Hit
from textual.widgets import Input

from tests.tui.conftest import HostApp
from tui import keymap
from tui.actions import ACTIONS, available, bindings_for, key_label, specs_for
from tui.palette import ActionProvider
from tui.screens.base import SignaalpuntScreen
from tui.widgets.record_list import Column, ListSource, RecordList, Row


class TodayScreen(SignaalpuntScreen):
    TAB = "today"
    TITLE_NL = "Vandaag"
    BINDINGS = bindings_for("today")

    def left(self) -> list[Any]:
        rows = ListSource([Row("1", ("a",))])
        return [RecordList([Column("Wat", fraction=1)], rows), Input(id="field")]

    def action_triage(self) -> None:
        self.app.heard.append("triage")  # type: ignore[attr-defined]

    def action_open(self) -> None:
        pass


OWN_KEYS = {"meeting_run": frozenset({"n", "f8"})}
"""Keys that mean something else on one screen, on purpose: in a meeting n is the next item."""


def test_ids_are_unique_and_texts_are_complete() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))
    for spec in ACTIONS:
        assert spec.description and spec.help.endswith("."), spec.id
        assert len(spec.description) <= 20, spec.id


@pytest.mark.parametrize("scope", sorted({spec.scope for spec in ACTIONS} - {"app", "shell"}))
def test_no_key_means_two_things_in_one_place(scope: str) -> None:
    own = OWN_KEYS.get(scope, frozenset())
    keys = [
        key
        for spec in (*specs_for(scope), *specs_for("shell"), *specs_for("app"))
        for key in spec.keys.split(",")
        if spec.scope == scope or key not in own
    ]
    assert sorted(keys) == sorted(set(keys))


def test_key_labels() -> None:
    assert [key_label(key) for key in ("question_mark", "f2", "ctrl+s", "enter", "n", "+")] == [
        "?",
        "F2",
        "ctrl+s",
        "Enter",
        "n",
        "+",
    ]


async def test_available_leaves_out_what_nobody_implements_and_letters_while_typing() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test():
        screen = app.screen
        assert {item.spec.id for item in available(screen)} >= {"today.triage", "today.open", "app.undo"}
        assert "today.contact" not in {item.spec.id for item in available(screen)}
        screen.set_focus(screen.query_one("#field"))
        ids = {item.spec.id for item in available(screen)}
        assert "today.triage" not in ids and "app.undo" not in ids
        assert "app.command_palette" in ids


async def test_own_key_works_and_is_shown() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test() as pilot:
        app.set_keymap(keymap.check({"today.triage": "z"}).keys)
        await pilot.press("t")
        await pilot.press("z")
        assert app.heard.count("triage") == 1
        assert next(item.key for item in available(app.screen) if item.spec.id == "today.triage") == "z"


async def test_palette_finds_by_dutch_words() -> None:
    app = HostApp(screen=TodayScreen())
    async with app.run_test():
        provider = ActionProvider(app.screen)
        found = [hit async for hit in provider.discover()]
        assert any("Triage" in str(hit.text) for hit in found)
        hits = [hit async for hit in provider.search("ongedaan")]
        assert isinstance(hits[0], Hit)
        await hits[0].command()
        assert "undo" in app.heard


def test_keymap_file_both_ways_of_writing(tmp_path: Path) -> None:
    path = tmp_path / "toetsen.toml"
    path.write_text('"today.triage" = "z"\n[app]\nundo = "ctrl+z"\nnext_theme = "F12"\n', encoding="utf-8")
    assert keymap.load(path) == keymap.Keymap(
        {"today.triage": "z", "app.undo": "ctrl+z", "app.next_theme": "f12"}
    )


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'"today.weg" = "v"', "today.weg"),
        (b'"today.triage" = 3', "geen toets"),
        (b'"today.triage" = "hoofdletter"', "geen toets"),
        (b'"today.triage" = "c"', "hoort al bij today.contact"),
        (b'"today.triage" = "n"', "hoort al bij app.new_signal"),
        (b"= =", "geen geldige TOML"),
        (b"\xff\xfe", "geen geldige TOML"),
        (b"#" * 70_000, "te groot"),
    ],
)
def test_a_wrong_keymap_is_told_and_never_raises(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "toetsen.toml"
    path.write_bytes(content)
    read = keymap.load(path)
    assert read.keys == {}
    assert word in " ".join(read.problems)


def test_keys_can_be_swapped_and_no_file_is_no_problem(tmp_path: Path) -> None:
    swapped = keymap.check({"today.triage": "c", "today.contact": "t"})
    assert swapped == keymap.Keymap({"today.triage": "c", "today.contact": "t"})
    assert keymap.load(tmp_path / "toetsen.toml") == keymap.Keymap({})
    assert keymap.load(tmp_path).problems


def test_fixture_gives_a_host(host_app: Callable[..., HostApp]) -> None:
    assert host_app().shell_info.demo
