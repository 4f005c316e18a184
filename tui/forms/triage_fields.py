"""The questions of a triage, acute first; each answered with the arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from tui.forms import options
from tui.forms.signal_values import join_words, split_words
from tui.forms.triage_plan import Answers
from tui.screens.dialogs.form_dialog import form_line
from tui.text import plain
from tui.widgets.choice import Choice, MultiChoice, Option

_YES_NO = (("yes", "ja"), ("no", "nee"))
_THREAT = (("no", "niet bekend"), ("yes", "huisuitzetting dreigt"))


class TriageQuestions(Vertical):
    """Shows and gives `answers`; posts `Answered` when the person changed one."""

    HELP_NL = "Pijltjes kiezen een antwoord, spatie zet een vinkje, Tab gaat naar de volgende vraag."

    DEFAULT_CSS = """
    TriageQuestions {
        height: auto;
        & .hint { padding-left: 18; color: $text-muted; height: auto; width: 1fr; }
    }
    """

    class Answered(Message):
        """An answer changed."""

        def __init__(self, answers: Answers) -> None:
            super().__init__()
            self.answers = answers

    def __init__(self, answers: Mapping[str, str], cases: Sequence[Option], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answers: Answers = dict(answers)
        self._cases = tuple(cases)

    def compose(self) -> ComposeResult:
        """One line for each question."""
        first = self._answers
        yield form_line("Acuut gevaar?", Choice(_YES_NO, first["acute_danger"], id="acute_danger"))
        yield form_line("Al bekend?", Choice(self._cases, first["known"], id="known"))
        yield Static("", id="known-why", classes="hint", markup=False)
        yield form_line("Al in zorg?", self._answer("in_care"))
        yield form_line("Kinderen?", self._answer("children_present"))
        yield form_line("Wvggz (5:2)?", self._answer("wvggz"))
        yield form_line(
            "Uitzetting?", Choice(_THREAT, first["eviction_threatened"], id="eviction_threatened")
        )
        yield form_line(
            "Thema's", MultiChoice(options.theme_options(), split_words(first["themes"]), id="themes")
        )
        yield form_line("Urgentie", Choice(options.urgency_options(), first["urgency"], id="urgency"))
        yield Static("", id="urgency-words", classes="hint", markup=False)

    def _answer(self, name: str) -> Choice:
        return Choice(options.answer_options(), self._answers[name], id=name)

    @property
    def answers(self) -> Answers:
        """The answers as they stand."""
        return dict(self._answers)

    def show(self, answers: Mapping[str, str]) -> None:
        """Show other answers."""
        for choice in self.query(Choice):
            choice.value = answers[str(choice.id)]
        self.query_one("#themes", MultiChoice).values = split_words(answers["themes"])
        self._answers = self._read()

    def _read(self) -> Answers:
        answers = {str(choice.id): choice.value for choice in self.query(Choice)}
        return answers | {"themes": join_words(self.query_one("#themes", MultiChoice).values)}

    def hint(self, name: str, sentence: str) -> None:
        """Say something below a question: "known-why" or "urgency-words"."""
        line = self.query_one(f"#{name}", Static)
        line.update(plain(sentence))
        line.display = bool(sentence)

    @on(Choice.Changed)
    @on(MultiChoice.Changed)
    def _note_change(self, event: Message) -> None:
        event.stop()
        self._answers = self._read()
        self.post_message(self.Answered(self.answers))
