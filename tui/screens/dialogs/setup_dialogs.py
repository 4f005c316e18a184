"""The small forms of Inrichting: a partner, a worker, another passphrase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from textual.widget import Widget
from textual.widgets import Input

from store.codes import PartnerType
from store.rules.passphrase import Strength, judge
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.passphrase_meter import PassphraseMeter


@dataclass(frozen=True, slots=True)
class PartnerInput:
    """An organisation that reports."""

    name: str
    type: PartnerType


class PartnerDialog(FormDialog[PartnerInput]):
    """Asks for name and kind."""

    SAVE_NL = "toevoegen"
    HELP_NL = "Vul de naam in zoals de partner zichzelf noemt, en kies wat voor organisatie het is."

    def __init__(self, municipality: str, *, typed: PartnerInput | None = None) -> None:
        super().__init__("Partner toevoegen", f"Voor {municipality}.")
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Name and kind."""
        name = self._typed.name if self._typed else ""
        kind = self._typed.type.value if self._typed else ""
        yield form_line("Naam", Input(name, compact=True, max_length=120, id="name"))
        yield form_line("Soort", Choice([(one.value, one.label) for one in PartnerType], kind, id="kind"))

    def collect(self) -> PartnerInput:
        """Return the partner. Raises `Missing`."""
        name, kind = text_of(self, "name"), self.query_one("#kind", Choice).value
        if not name:
            raise Missing("Vul de naam van de organisatie in.", "name")
        if not kind:
            raise Missing("Kies wat voor organisatie het is.", "kind")
        return PartnerInput(name, PartnerType.of(kind))


class WorkerDialog(FormDialog[str]):
    """Asks for the name of a colleague."""

    SAVE_NL = "toevoegen"
    HELP_NL = "De naam staat straks bij alles wat deze medewerker vastlegt."

    def __init__(self, *, typed: str = "") -> None:
        super().__init__("Medewerker toevoegen", "De naam staat straks bij alles wat diegene vastlegt.")
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The name."""
        yield form_line("Naam", Input(self._typed, compact=True, max_length=80, id="name"))

    def collect(self) -> str:
        """Return the name. Raises `Missing`."""
        name = text_of(self, "name")
        if not name:
            raise Missing("Vul een naam in.", "name")
        return name


@dataclass(frozen=True, slots=True)
class PassphraseInput:
    """The present passphrase, to be sure who asks, and the next one (None: only the present one was asked)."""

    present: str = field(repr=False)
    next: str = field(default="", repr=False)


class PassphraseDialog(FormDialog[PassphraseInput]):
    """Asks the present passphrase and, when `change`, the new one twice. Nothing typed comes back after a refusal.

    `known`: words about this user, which make a passphrase easy to guess.
    """

    HELP_NL = (
        "Een zin van vier of vijf woorden is het best: lang, en toch te onthouden. Wie de wachtzin kwijt is, opent "
        "de opslag met de herstelcode; zonder een van beide kan niemand de gegevens lezen."
    )

    def __init__(self, title: str, detail: str, *, change: bool, known: Iterable[str] = ()) -> None:
        super().__init__(title, detail)
        self._change = change
        self._known = tuple(known)

    def lines(self) -> Iterable[Widget]:
        """The passphrases, not shown."""
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
        present = self.query_one("#present", Input).value
        if not present:
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
