"""The first start on a machine: choose municipality, name and passphrase; see the recovery code once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Label

from store.engine.copies import way_back
from store.engine.lifecycle import Store
from store.engine.location import shown
from store.errors import StoreError
from tui.behind import run_behind
from tui.desk import sit_down
from tui.screens.shown_once import RecoveryCodeScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.passphrase_meter import PassphraseMeter

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp


class FirstStartScreen(Screen[None]):
    """Makes the store: encrypted from the first byte, with at least one municipality in it."""

    HELP_NL = (
        "Kies een of meer gemeenten en welke de uwe is, vul uw naam in en bedenk een wachtzin van ten minste vijftien "
        "tekens; een zin van vier of vijf losse woorden is het best. Eronder staat hoe sterk zij is en waarom. Daarna "
        "ziet u één keer een herstelcode: schrijf die op."
    )
    DEFAULT_CSS = """
    FirstStartScreen {
        align: center middle;
        & #dialog {
            width: 78; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary; scrollbar-size-vertical: 1;
        }
        & FieldText, & MultiChoice { background: $surface; }
        & Input { background: $background; }
        & .form-line { height: auto; margin: 1 0 0 0; }
        & .form-label { background: $surface; }
        & Choice { background: $surface; }
        & #own-line { display: none; }
        & #meter-line { height: auto; }
        & #problem { color: $text-error; margin: 1 0 0 0; display: none; }
        & #problem.-shown { display: block; }
    }
    FirstStartScreen.-low .form-line { margin: 0; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS = [Binding("ctrl+s", "make", "opslag maken", show=False, priority=True)]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._busy = False
        self._store: Store | None = None

    def compose(self) -> ComposeResult:
        """One short form."""
        from seed.catalogue import load_profile, profile_keys

        names = [(key, load_profile(key).name) for key in profile_keys()]
        back = way_back(self._path)
        with VerticalScroll(id="dialog", can_focus=False):
            yield FieldText(
                [
                    Field(value="Welkom bij Signaalpunt", style="title"),
                    BLANK,
                    Field(
                        value="Er is op deze computer nog geen opslag. Alles wat u vastlegt komt versleuteld in één "
                        "bestand op deze computer; zonder uw wachtzin kan niemand het lezen."
                    ),
                    BLANK,
                    Field("Opslag", shown(self._path), "quiet"),
                    *(
                        [BLANK, Field(value=f"Hier stond eerder een opslag. {back}", style="today")]
                        if back
                        else []
                    ),
                ],
                label_width=10,
            )
            with Horizontal(classes="form-line"):
                yield Label("Gemeente", classes="form-label")
                yield MultiChoice(names, id="profiles")
            yield Horizontal(Label("Uw gemeente", classes="form-label"), id="own-line", classes="form-line")
            with Horizontal(classes="form-line"):
                yield Label("Uw naam", classes="form-label")
                yield Input(compact=True, id="name", max_length=80)
            with Horizontal(classes="form-line"):
                yield Label("Wachtzin", classes="form-label")
                yield Input(compact=True, password=True, id="passphrase", max_length=1024)
            yield Horizontal(Label("", classes="form-label"), PassphraseMeter(), id="meter-line")
            with Horizontal(classes="form-line"):
                yield Label("Nog een keer", classes="form-label")
                yield Input(compact=True, password=True, id="again", max_length=1024)
            yield FieldText(id="problem")
            yield DialogKeys(
                [
                    ("Tab", "volgende", "app.focus_next"),
                    ("spatie", "kiezen", ""),
                    ("ctrl+s", "opslag maken", "make"),
                    ("ctrl+q", "afsluiten", "app.quit"),
                ]
            )

    def on_mount(self) -> None:
        """Begin at the municipality."""
        self.query_one(MultiChoice).focus()

    async def on_multi_choice_changed(self, event: MultiChoice.Changed) -> None:
        """With more than one municipality, ask which is this desk's own."""
        line, before = self.query_one("#own-line"), self._own()
        await line.query(Choice).remove()
        names = dict(event.choice.options)
        chosen = [(key, names[key]) for key in event.values]
        line.display = len(chosen) > 1
        if line.display:
            own = before if before in event.values else event.values[0]
            await line.mount(Choice(chosen, own, id="own"))
        self._judge()

    def _own(self) -> str:
        return next((choice.value for choice in self.query("#own").results(Choice)), "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how strong the passphrase is, for one who knows the name and the municipality."""
        if event.input.id in ("name", "passphrase"):
            self._judge()

    def _judge(self) -> None:
        names = dict(self.query_one(MultiChoice).options)
        known = [
            self.query_one("#name", Input).value,
            *(names[key] for key in self.query_one(MultiChoice).values),
        ]
        self.query_one(PassphraseMeter).judge(self.query_one("#passphrase", Input).value, known)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and at the last one makes the store."""
        if event.input.id == "again":
            run_behind(self, self.action_make, "make", exclusive=False)
        else:
            self.focus_next()

    async def action_make(self) -> None:
        """Check the form and make the store in a thread."""
        if self._busy:
            return
        own = self._own()
        profiles = sorted(self.query_one(MultiChoice).values, key=lambda key: key != own)
        name = self.query_one("#name", Input).value.strip()
        passphrase = self.query_one("#passphrase", Input).value
        problem = ""
        if not profiles:
            problem = "Kies minstens één gemeente (spatie zet aan)."
        elif not name:
            problem = "Vul uw naam in; die staat bij wat u vastlegt."
        elif passphrase != self.query_one("#again", Input).value:
            problem = "De twee wachtzinnen zijn niet gelijk."
        if problem:
            self._say(problem)
            return
        self._busy = True
        self._say("Bezig met maken …", "quiet")
        from tui.opening import make_store

        try:
            store, code = await asyncio.to_thread(make_store, self._path, passphrase, profiles, name)
        except StoreError as error:
            self._say(str(error))
            return
        finally:
            self._busy = False
        self._store = store
        self.app.push_screen(RecoveryCodeScreen(code), self._sit_down)

    def _sit_down(self, _: bool | None) -> None:
        """Begin at the new store, once the code is written down."""
        desk = sit_down(self._store) if self._store is not None else None
        if desk is not None:
            cast("SignaalpuntApp", self.app).seat(desk)

    def _say(self, sentence: str, style: str = "late") -> None:
        problem = self.query_one("#problem", FieldText)
        problem.show([Field(value=sentence, style=style)])
        problem.add_class("-shown")
        problem.scroll_visible(animate=False)
