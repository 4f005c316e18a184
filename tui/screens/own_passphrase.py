"""Choosing a passphrase before the work, after opening with one that somebody else made up or the recovery code."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label

from store.rules.passphrase import Strength, judge
from tui.crash import refusal
from tui.desk import Desk
from tui.screens.before_work import BeforeWorkScreen
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.passphrase_meter import PassphraseMeter


class OwnPassphraseScreen(BeforeWorkScreen):
    """Asks the new passphrase twice and says `why`; who does not choose one leaves the program."""

    HELP_NL = (
        "Bedenk een wachtzin van ten minste vijftien tekens; een zin van vier of vijf losse woorden is het best: lang, "
        "en toch te onthouden. Eronder staat hoe sterk zij is en waarom. Schrijf haar niet op bij deze computer, en "
        "geef haar aan niemand. Wie geen wachtzin kiest, kan alleen afsluiten."
    )
    BINDINGS = [Binding("ctrl+s", "choose", "vastleggen", show=False, priority=True)]

    def __init__(self, desk: Desk, why: str) -> None:
        super().__init__(desk)
        self._why = why
        self._known = (desk.actor.name, desk.profile_name, desk.team_name)

    def compose(self) -> ComposeResult:
        """Why, who, the new one twice."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield FieldText(
                [
                    Field(value="Kies een eigen wachtzin", style="title"),
                    BLANK,
                    Field(value=self._why),
                    BLANK,
                    Field("U bent", self.desk.actor.name, "strong"),
                ],
                label_width=17,
            )
            with Horizontal(classes="form-line"):
                yield Label("Nieuwe wachtzin", classes="form-label")
                yield Input(compact=True, password=True, id="next", max_length=1024)
            yield Horizontal(
                Label("", classes="form-label"), PassphraseMeter(), id="meter-line", classes="form-line"
            )
            with Horizontal(classes="form-line"):
                yield Label("Nog een keer", classes="form-label")
                yield Input(compact=True, password=True, id="again", max_length=1024)
            yield FieldText(id="problem")
            yield DialogKeys(
                [
                    ("ctrl+s", "vastleggen en beginnen", "choose"),
                    ("ctrl+l", "vergrendelen", "let_go"),
                    ("ctrl+q", "afsluiten", "app.quit"),
                ]
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#next", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how strong it is."""
        if event.input.id == "next":
            self.query_one(PassphraseMeter).judge(event.value, self._known)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the second field, and there chooses."""
        event.stop()
        if event.input.id == "again":
            await self.action_choose()
        else:
            self.focus_next()

    async def action_choose(self) -> None:
        """Replace the passphrase in a thread, and begin the work."""
        if self.busy:
            return
        typed = self.query_one("#next", Input).value
        judged = judge(typed, self._known)
        if not typed:
            self._ask("Vul een nieuwe wachtzin in.", "next")
        elif judged.strength is Strength.WEAK:
            self._ask(f"Deze wachtzin is te zwak. {judged.why}", "next")
        elif typed != self.query_one("#again", Input).value:
            self._ask("De twee wachtzinnen zijn niet gelijk.", "again")
        else:
            await self._choose(typed)

    def _ask(self, sentence: str, field: str) -> None:
        self.say(sentence)
        self.query_one(f"#{field}", Input).focus()

    async def _choose(self, new: str) -> None:
        from store.acts.workers import own_passphrase

        self.busy = True
        self.say("Bezig met vastleggen …", "quiet")
        try:
            await asyncio.to_thread(own_passphrase, self.desk.store, self.desk.actor, new)
        except Exception as error:
            sentence = refusal(error)
            if sentence is None:
                raise
            self._ask(sentence, "next")
            return
        finally:
            self.busy = False
        app = self._whole_app
        app.enter(self.pass_on())
        app.notify("Uw eigen wachtzin geldt vanaf nu", timeout=4, markup=False)
