"""A score on one life domain: which one, how it stands, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import TextArea

from store.codes import ZRM_LEVELS, LifeDomain
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """What `store.acts.case_work.score_domain` needs; `level` is 1 to 5."""

    domain: LifeDomain
    level: int
    note: str


class DomainDialog(FormDialog[ScoreInput]):
    """Asks for one score. `levels` holds the latest level of domains that were scored; they are shown behind them."""

    HELP_NL = (
        "Scoor alleen een leefgebied dat voor de hulp van belang is; alles invullen is niet nodig en niet "
        "toegestaan. 1 is acute problematiek, 5 is volledig zelfredzaam."
    )

    DEFAULT_CSS = "DomainDialog TextArea { height: 3; }"

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
        """Domain, level, note."""
        domains = [(domain.value, self._label(domain)) for domain in LifeDomain]
        yield form_line(
            "Leefgebied", Choice(domains, self._chosen.value if self._chosen else "", id="domain")
        )
        levels = [(str(level), f"{level} {label}") for level, label in ZRM_LEVELS.items()]
        yield form_line("Score", Choice(levels, str(self._typed.level) if self._typed else "", id="level"))
        yield form_line(
            "Toelichting", TextArea(self._typed.note if self._typed else "", id="note", compact=True)
        )

    def _label(self, domain: LifeDomain) -> str:
        level = self._levels.get(domain)
        return domain.label if level is None else f"{domain.label} (nu {level})"

    def collect(self) -> ScoreInput:
        """Return the score. Raises `Missing`."""
        domain, level = self.query_one("#domain", Choice).value, self.query_one("#level", Choice).value
        if not domain:
            raise Missing("Kies een leefgebied.", "domain")
        if not level:
            raise Missing("Kies een score van 1 tot en met 5.", "level")
        return ScoreInput(LifeDomain.of(domain), int(level), self.query_one("#note", TextArea).text.strip())
