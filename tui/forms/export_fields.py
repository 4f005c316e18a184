"""The questions of an export as form lines: filling them with answers, and reading the answers back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Label

from store.codes import InfoLevel, LegalBasis, PartnerType
from store.rules.export_answers import FORMATS, GROUNDS, MAX_LINE, ExportAnswers, review_day
from tui.forms.export_words import BASIS_HELP, BASIS_SHORT, LEVEL_HELP
from tui.screens.base import Form
from tui.screens.dialogs.form_dialog import form_line
from tui.text import plain
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.suggest_input import SuggestInput, Suggestion

_YES_NO = {"yes": True, "no": False}


def _line(field: str, placeholder: str = "") -> Input:
    return Input(placeholder=placeholder, compact=True, max_length=MAX_LINE, id=field)


class ExportFields(Form):
    """The form. `known_partner` tells it whether the recipient is a partner, so that the kind need not be asked."""

    DEFAULT_CSS = """
    ExportFields {
        height: 1fr;
        & .help { height: auto; width: 1fr; margin: 0 0 0 14; color: $text-muted; }
        & #review_on { width: 20; }
        & .of-unknown, & .of-relative, & .of-no { display: none; }
        &.-unknown .of-unknown, &.-relative .of-relative, &.-no .of-no { display: block; }
    }
    """

    def __init__(
        self,
        today: date,
        folder: str,
        suggest: Callable[[str], Sequence[Suggestion]],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(*self._lines(today, folder, suggest), id=id)
        self._known = True

    def _lines(
        self, today: date, folder: str, suggest: Callable[[str], Sequence[Suggestion]]
    ) -> Iterable[Widget]:
        yield form_line(
            "Voor wie", SuggestInput(suggest, placeholder="welke organisatie krijgt dit?", id="organisation")
        )
        yield Label("", id="remembered", classes="help", markup=False)
        kind = form_line(
            "Soort", Choice([(one.value, one.label) for one in PartnerType], id="recipient_type")
        )
        kind.add_class("of-unknown")
        yield kind
        relative = form_line(
            "Essentieel",
            Choice([("no", "nee"), ("yes", "ja, essentiële naaste (Wvggz)")], "no", id="essential_relative"),
        )
        relative.add_class("of-relative")
        yield relative
        yield form_line("Persoon", _line("person", "wie krijgt het daar (mag leeg)"))
        yield form_line("Doel", _line("purpose", "waarvoor hebben zij dit nodig?"))
        yield form_line("Niveau", Choice([(one.value, one.label) for one in InfoLevel], id="level"))
        yield Label("", id="level-help", classes="help", markup=False)
        yield form_line("Grondslag", Choice([(one.value, BASIS_SHORT[one]) for one in GROUNDS], id="basis"))
        yield Label("", id="basis-help", classes="help", markup=False)
        yield form_line("Noodzaak", _line("necessity", "waarom kan het niet met minder?"))
        yield form_line(
            "Op de hoogte",
            Choice([("yes", "ja, de betrokkene weet het"), ("no", "nee, nog niet")], id="informed"),
        )
        for line in (
            form_line("Waarom niet", _line("reason", "waarom weet de betrokkene dit nog niet?")),
            form_line("Kijk opnieuw", DateInput(today, id="review_on")),
        ):
            line.add_class("of-no")
            yield line
        yield form_line("Bestand", Choice(list(FORMATS.items()), "pdf", id="format"))
        yield form_line("Map", Input(folder, compact=True, max_length=1000, id="folder"))

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()

    def _chosen(self, field: str) -> str:
        return self.query_one(f"#{field}", Choice).value

    @property
    def folder(self) -> Path:
        """The folder as typed, `~` written out."""
        try:
            return Path(self._text("folder") or ".").expanduser()
        except RuntimeError:
            return Path(self._text("folder"))

    @property
    def answers(self) -> ExportAnswers:
        """The answers as they stand."""
        kind, level, basis = self._chosen("recipient_type"), self._chosen("level"), self._chosen("basis")
        return ExportAnswers(
            organisation=self._text("organisation"),
            recipient_type=PartnerType.of(kind) if kind else None,
            person=self._text("person"),
            essential_relative=self._chosen("essential_relative") == "yes",
            purpose=self._text("purpose"),
            level=InfoLevel.of(level) if level else None,
            basis=LegalBasis.of(basis) if basis else None,
            necessity=self._text("necessity"),
            informed=_YES_NO.get(self._chosen("informed")),
            reason=self._text("reason"),
            review_on=self.query_one("#review_on", DateInput).day,
            format=self._chosen("format"),
        ).tidy()

    def fill(self, answers: ExportAnswers) -> None:
        """Put answers in the form; a day to look again that has passed is left open."""
        self.query_one("#organisation", SuggestInput).put(answers.organisation)
        for field in ("person", "purpose", "necessity", "reason"):
            self.query_one(f"#{field}", Input).value = getattr(answers, field)
        for field, code in (
            ("recipient_type", answers.recipient_type),
            ("level", answers.level),
            ("basis", answers.basis),
        ):
            self.query_one(f"#{field}", Choice).value = code.value if code else ""
        told = {True: "yes", False: "no", None: ""}[answers.informed]
        self.query_one("#informed", Choice).value = told
        review = self.query_one("#review_on", DateInput)
        review.day = (
            answers.review_on if answers.review_on is not None and answers.review_on > review.today else None
        )
        self.query_one("#format", Choice).value = answers.format or "pdf"
        self.follow()

    def tell(self, remembered: str) -> None:
        """Say below the recipient where the answers come from."""
        self.query_one("#remembered", Label).update(plain(remembered))
        self.query_one("#remembered").display = bool(remembered)

    def know(self, partner: bool, kind: PartnerType | None) -> None:
        """Take over what kind of organisation the recipient is when it is a partner; else ask."""
        self._known = partner
        if partner and kind is not None:
            self.query_one("#recipient_type", Choice).value = kind.value
        self.follow()

    @on(Choice.Changed, "#informed")
    def _propose_day(self, event: Choice.Changed) -> None:
        """Propose when to look again, as soon as it is needed."""
        review = self.query_one("#review_on", DateInput)
        if event.value == "no" and not review.value.strip():
            review.day = review_day(review.today)

    @on(Choice.Changed)
    def follow(self) -> None:
        """Show the lines that belong to the answers, and what the chosen level and ground mean."""
        kind, level, basis = self._chosen("recipient_type"), self._chosen("level"), self._chosen("basis")
        self.set_class(not self._known and bool(self._text("organisation")), "-unknown")
        self.set_class(kind == PartnerType.RELATIVE.value, "-relative")
        self.set_class(self._chosen("informed") == "no", "-no")
        for name, words in (
            ("level-help", LEVEL_HELP[InfoLevel.of(level)] if level else ""),
            ("basis-help", BASIS_HELP[LegalBasis.of(basis)] if basis else ""),
        ):
            label = self.query_one(f"#{name}", Label)
            label.update(plain(words))
            label.display = bool(words)

    def go_to(self, field: str) -> None:
        """Put the focus in the field of an answer."""
        found = self.query(f"#{field}")
        if found:
            found.first().focus()
