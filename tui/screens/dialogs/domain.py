"""A score on one life domain: which one, how it stands, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import TextArea

from store.codes import ZRM_LEVELS, LifeDomain
from tui.screens.dialogs.columns import ColumnChoice
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.choice import Choice
from tui.widgets.field_text import Field, FieldText


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """What `store.acts.case_work.score_domain` needs; `level` is 1 to 5."""

    domain: LifeDomain
    level: int
    note: str


class DomainDialog(FormDialog[ScoreInput]):
    """Asks for one score. `levels` holds the latest level of domains that were scored; the form shows that."""

    HELP_NL = (
        "Scoor alleen een leefgebied dat voor de hulp van belang is; alles invullen is niet nodig en niet "
        "toegestaan. 1 is acute problematiek, 5 is volledig zelfredzaam."
    )

    DEFAULT_CSS = """
    DomainDialog TextArea { height: 2; }
    DomainDialog #domain { margin: 1 0 0 0; }
    DomainDialog #score-line { margin: 0; }
    """

    def __init__(
        self,
        levels: Mapping[LifeDomain, int],
        *,
        about: str = "",
        chosen: LifeDomain | None = None,
        typed: ScoreInput | None = None,
    ) -> None:
        super().__init__("Leefgebied", about)
        self._levels = levels
        self._chosen = typed.domain if typed else chosen
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Domain, how it stands, level, note."""
        typed = self._typed
        domains = [(domain.value, domain.label) for domain in LifeDomain]
        yield ColumnChoice(domains, self._chosen.value if self._chosen else "", id="domain")
        yield FieldText(id="now")
        levels = [(str(level), f"{level} {label}") for level, label in ZRM_LEVELS.items()]
        yield form_line(
            "Score", ColumnChoice(levels, str(typed.level) if typed else "", id="level"), id="score-line"
        )
        yield form_line("Toelichting", TextArea(typed.note if typed else "", id="note", compact=True))

    def on_mount(self) -> None:
        """Tell how the chosen domain stands."""
        self._tell_now()

    @on(Choice.Changed, "#domain")
    def _tell_now(self) -> None:
        value = self.query_one("#domain", Choice).value
        level = self._levels.get(LifeDomain.of(value)) if value else None
        words = "nog niet gescoord" if level is None else f"nu {level} {ZRM_LEVELS[level]}"
        self.query_one("#now", FieldText).show(
            [Field(value=f"{LifeDomain.of(value).label}: {words}" if value else " ", style="quiet")]
        )

    def collect(self) -> ScoreInput:
        """Return the score. Raises `Missing`."""
        domain, level = self.query_one("#domain", Choice).value, self.query_one("#level", Choice).value
        if not domain:
            raise Missing("Kies een leefgebied.", "domain")
        if not level:
            raise Missing("Kies een score van 1 tot en met 5.", "level")
        return ScoreInput(LifeDomain.of(domain), int(level), self.query_one("#note", TextArea).text.strip())
