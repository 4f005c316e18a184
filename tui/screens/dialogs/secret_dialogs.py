"""The small forms about what opens the store: another passphrase, and when the program locks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from textual.widget import Widget
from textual.widgets import Input

from store.rules.passphrase import Strength, judge
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.choice import Choice
from tui.widgets.passphrase_meter import PassphraseMeter

MINUTES = (1, 5, 10, 15, 30, 60)
"""What can be chosen."""


@dataclass(frozen=True, slots=True)
class PassphraseInput:
    """The present passphrase, to be sure who asks, and the next one (None: only the present one was asked)."""

    present: str = field(repr=False)
    next: str = field(default="", repr=False)


class PassphraseDialog(FormDialog[PassphraseInput]):
    """Asks the present passphrase and, when `change`, the new one twice. Nothing typed comes back after a refusal.

    `present` is False for who opened with the recovery code. `known`: words about this user, which make a passphrase
    easy to guess.
    """

    HELP_NL = (
        "Een zin van vier of vijf woorden is het best: lang, en toch te onthouden. Wie de wachtzin kwijt is, opent "
        "de opslag met de herstelcode; zonder een van beide kan niemand de gegevens lezen."
    )

    CSS = "PassphraseDialog .form-label { width: 18; }"

    def __init__(
        self, title: str, detail: str, *, change: bool, present: bool = True, known: Iterable[str] = ()
    ) -> None:
        super().__init__(title, detail)
        self._present = present
        self._change = change
        self._known = tuple(known)

    def lines(self) -> Iterable[Widget]:
        """The passphrases, not shown."""
        if self._present:
            yield form_line("Huidige wachtzin", _secret("present"))
        if self._change:
            yield form_line("Nieuwe wachtzin", _secret("next"))
            yield form_line("", PassphraseMeter())
            yield form_line("Nog een keer", _secret("again"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how strong the new one is."""
        if event.input.id == "next":
            self.query_one(PassphraseMeter).judge(event.value, self._known)

    def collect(self) -> PassphraseInput:
        """Return what was typed. Raises `Missing`."""
        present = self.query_one("#present", Input).value if self._present else ""
        if self._present and not present:
            raise Missing("Vul uw huidige wachtzin in.", "present")
        if not self._change:
            return PassphraseInput(present)
        following = self.query_one("#next", Input).value
        if not following:
            raise Missing("Vul de nieuwe wachtzin in.", "next")
        judged = judge(following, self._known)
        if judged.strength is Strength.WEAK:
            raise Missing(f"Deze wachtzin is te zwak. {judged.why}", "next")
        if following != self.query_one("#again", Input).value:
            raise Missing("De twee nieuwe wachtzinnen zijn niet gelijk.", "again")
        return PassphraseInput(present, following)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; in the last one it saves."""
        event.stop()
        event.prevent_default()
        if event.input is self.query(Input).last():
            self.action_save()
        else:
            self.focus_next()


def _secret(name: str) -> Input:
    return Input(compact=True, password=True, max_length=1024, id=name)


class LockMinutesDialog(FormDialog[int]):
    """Asks after how many minutes without a key or the mouse the program locks."""

    HELP_NL = "Na zo veel minuten zonder toets of muis gaat het scherm leeg en de sleutel weg; wat u typte komt terug."

    def __init__(self, now: int) -> None:
        super().__init__("Vergrendelen", self.HELP_NL)
        self._now = now

    def lines(self) -> Iterable[Widget]:
        """The minutes."""
        options = [(str(minutes), f"{minutes} min") for minutes in sorted({*MINUTES, self._now})]
        yield form_line("Na", Choice(options, str(self._now), id="minutes"))

    def collect(self) -> int:
        """Return the minutes."""
        return int(self.query_one("#minutes", Choice).value)
