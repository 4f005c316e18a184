"""The forms of Logboek: which entries, is it whole, and a selection as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from store.codes import LogEvent
from store.queries.log_view import LogFilter
from store.text import fold
from tui.screens.dialogs.export import usual_folder
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import Field, FieldText
from tui.widgets.suggest_input import SuggestInput, Suggestion

if TYPE_CHECKING:
    from store.acts.log_export import LogFormat

_CASE, _RESIDENT = "case", "resident"


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """A filter as it was asked: `number` is the case or signal, `whole`: everything about its resident."""

    chosen: LogFilter
    number: str = ""
    whole: bool = False


class LogFiltersDialog(FormDialog[LogQuestion]):
    """Asks which entries to show; what is left empty does not narrow. The caller looks the number up."""

    SAVE_NL = "tonen"
    HELP_NL = (
        "Kies wat het logboek laat zien; wat leeg blijft, telt niet mee. Een zoekwoord staat versleuteld in het "
        "logboek: u kunt vragen wie het zocht, en het niet teruglezen."
    )
    DEFAULT_CSS = "LogFiltersDialog .form-line { margin: 0; }"

    def __init__(
        self, asked: LogQuestion, workers: Sequence[str], today: date, *, problem: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__("Welke regels", "Wat leeg blijft, telt niet mee; ↓ opent een lijst.")
        self._asked = asked
        self._workers = workers
        self._today = today
        self._wrong = problem

    def lines(self) -> Iterable[Widget]:
        """A line for each thing to filter on."""
        asked, chosen = self._asked, self._asked.chosen
        names = _among(self._workers)
        events = _among([one.label for one in LogEvent])
        label = chosen.event.label if chosen.event else ""
        yield form_line(
            "Wie", SuggestInput(names, chosen.worker, least=0, placeholder="iedereen", id="worker")
        )
        yield form_line("Gebeurtenis", SuggestInput(events, label, least=0, placeholder="alle", id="event"))
        yield form_line(
            "Nummer",
            Input(asked.number, placeholder="casus of signaal", compact=True, max_length=30, id="number"),
        )
        scopes = [(_CASE, "alleen dit nummer"), (_RESIDENT, "alles over de betrokkene")]
        yield form_line("Daarvan", Choice(scopes, _RESIDENT if asked.whole else _CASE, id="scope"))
        yield form_line("Vanaf", DateInput(self._today, chosen.since, id="since"))
        yield form_line("Tot en met", DateInput(self._today, chosen.until, id="until"))
        yield form_line(
            "Zoekwoord",
            Input(chosen.searched, placeholder="wie zocht dit?", compact=True, max_length=80, id="word"),
        )

    def on_mount(self) -> None:
        """Tell what was wrong with the number given before."""
        sentence, field = self._wrong
        if sentence:
            self.tell(sentence)
            self.query_one(f"#{field}").focus()

    def collect(self) -> LogQuestion:
        """Return the question. Raises `Missing` for an event or a day that is none."""
        days = {}
        for name in ("since", "until"):
            field = self.query_one(f"#{name}", DateInput)
            days[name] = field.day
            if field.value.strip() and field.day is None:
                raise Missing(
                    "Deze datum bestaat niet. Schrijf bijvoorbeeld 22-11-2026, of maak het veld leeg.", name
                )
        if days["since"] and days["until"] and days["until"] < days["since"]:
            raise Missing("De laatste dag ligt voor de eerste.", "until")
        typed = fold(self.query_one("#event", SuggestInput).value)
        event = next((one for one in LogEvent if fold(one.label) == typed), None)
        if typed and event is None:
            raise Missing("Kies een gebeurtenis uit de lijst met ↓ en Enter, of maak het veld leeg.", "event")
        key = fold(self.query_one("#worker", SuggestInput).value)
        worker = next((name for name in self._workers if fold(name) == key), "")
        if key and not worker:
            raise Missing("Kies een naam uit de lijst met ↓ en Enter, of maak het veld leeg.", "worker")
        chosen = LogFilter(
            worker=worker,
            event=event,
            since=days["since"],
            until=days["until"],
            searched=text_of(self, "word"),
        )
        number = text_of(self, "number")
        return LogQuestion(
            chosen, number, bool(number) and self.query_one("#scope", Choice).value == _RESIDENT
        )


def _among(names: Iterable[str]) -> _Among:
    return _Among(tuple(names))


@dataclass(frozen=True, slots=True)
class _Among:
    names: tuple[str, ...]

    def __call__(self, text: str) -> list[Suggestion]:
        key = fold(text)
        return [Suggestion(name) for name in self.names if key in fold(name)]


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file to write of the selection."""

    format: LogFormat
    folder: Path


class LogFileDialog(FormDialog[LogFile]):
    """Asks format and folder."""

    SAVE_NL = "schrijven"
    HELP_NL = (
        "Het bestand is niet versleuteld en bevat namen van medewerkers en nummers van casussen en signalen, geen "
        "namen van betrokkenen. Dat het gemaakt is, komt in het logboek."
    )

    def __init__(self, described: str, first: LogFile | None = None) -> None:
        super().__init__(f"Logboek als bestand: {described}", self.HELP_NL)
        self._first = first or LogFile("csv", usual_folder())

    def lines(self) -> Iterable[Widget]:
        """Format and folder."""
        kinds = [("csv", "voor een rekenblad (csv)"), ("md", "om te lezen (Markdown)")]
        yield form_line("Bestand", Choice(kinds, self._first.format, id="format"))
        yield form_line("Map", Input(str(self._first.folder), compact=True, max_length=1000, id="folder"))

    def collect(self) -> LogFile:
        """Return what to write; whether the folder is there the act says."""
        folder = text_of(self, "folder")
        if not folder:
            raise Missing("Vul de map in waarin het bestand komt.", "folder")
        kind = self.query_one("#format", Choice).value
        return replace(self._first, format="md" if kind == "md" else "csv", folder=Path(folder).expanduser())


class LogCheckDialog(FormDialog[str]):
    """Asks for a head that was written down before; it may stay empty."""

    SAVE_NL = "controleren"
    HELP_NL = (
        "Signaalpunt rekent na of geen regel is veranderd, weggehaald of tussengevoegd. Een kenmerk dat u eerder "
        "opschreef laat ook zien of het bestand is teruggezet."
    )

    def __init__(self, typed: str | None = None, *, problem: str = "") -> None:
        super().__init__("Logboek controleren", self.HELP_NL)
        self._typed = typed or ""
        self._wrong = problem

    def lines(self) -> Iterable[Widget]:
        """The head."""
        yield form_line(
            "Kenmerk",
            Input(self._typed, placeholder="mag leeg blijven", compact=True, max_length=80, id="head-typed"),
        )

    def on_mount(self) -> None:
        """Tell what was wrong with the head given before."""
        if self._wrong:
            self.tell(self._wrong)

    def collect(self) -> str:
        """Return the head as it was typed."""
        return text_of(self, "head-typed")


class LogCheckedDialog(ModalScreen[None]):
    """Tells what a check found."""

    DEFAULT_CSS = """
    LogCheckedDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary; scrollbar-size-vertical: 1;
        }
        & FieldText { background: $surface; }
    }
    """
    BINDINGS = [Binding("escape,enter,ctrl+w", "back", "terug", show=False)]

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = list(fields)

    def compose(self) -> ComposeResult:
        """What was found, and the way back."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield FieldText(self._fields, label_width=12)
            yield DialogKeys([("Esc", "terug", "back")])

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)
