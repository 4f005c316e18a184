"""Which signals the list shows: the filter in words, and the form to choose it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from textual.widget import Widget
from textual.widgets import Input

from store.codes import SignalStatus, Theme, Urgency
from store.engine.lifecycle import Store
from store.queries.directory import districts, partners, teams
from store.queries.signals import SignalFilter
from store.text import fold
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.suggest_input import SuggestInput, Suggestion

Options = tuple[tuple[str, str], ...]
"""(value, Dutch label)"""

EVERYTHING = SignalFilter()


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What can be filtered on in this store; ids as text."""

    teams: Options
    districts: Options
    partners: Options
    themes: Options = tuple((theme.value, theme.label) for theme in Theme)


def read_options(store: Store) -> FilterOptions:
    """Return the teams, districts and partners of all profiles; a name that stands in several is told apart."""
    return FilterOptions(
        _told_apart((str(team.id), team.name) for team in teams(store)),
        _told_apart((str(district.id), district.name) for district in districts(store)),
        _told_apart((str(partner.id), partner.name) for partner in partners(store)),
    )


def _told_apart(options: Iterable[tuple[str, str]]) -> Options:
    seen: dict[str, int] = {}
    told = []
    for value, label in options:
        seen[label] = seen.get(label, 0) + 1
        told.append((value, label if seen[label] == 1 else f"{label} ({seen[label]})"))
    return tuple(told)


def filter_words(chosen: SignalFilter, options: FilterOptions) -> str:
    """Return a filter in Dutch words: "ontvangen of getriëerd · wijk Nootdorp · ‘kerk’"; "" when it shows all."""
    parts = []
    if chosen.status:
        parts.append(" of ".join(status.label for status in chosen.status))
    if chosen.urgency is not None:
        parts.append(chosen.urgency.label)
    for word, row_id, names in (
        ("wijk", chosen.district_id, options.districts),
        ("team", chosen.team_id, options.teams),
        ("van", chosen.partner_id, options.partners),
    ):
        if row_id is not None:
            parts.append(f"{word} {dict(names).get(str(row_id), 'onbekend')}")
    if chosen.theme is not None:
        parts.append(chosen.theme.label)
    if chosen.delivery_id is not None:
        parts.append("uit één levering")
    if chosen.text.strip():
        parts.append(f"‘{chosen.text.strip()}’")
    return " · ".join(parts)


class FiltersDialog(FormDialog[SignalFilter]):
    """Asks which signals to show; what is left empty does not narrow."""

    SAVE_NL = "tonen"
    HELP_NL = (
        "Kies wat de lijst laat zien. Wat leeg blijft, telt niet mee. In velden met namen opent ↓ de lijst."
    )

    DEFAULT_CSS = "FiltersDialog .form-line { margin: 0; } FiltersDialog #status-line { margin: 1 0; }"

    def __init__(self, chosen: SignalFilter, options: FilterOptions) -> None:
        super().__init__("Welke signalen", "Wat leeg blijft, telt niet mee; ↓ opent een lijst.")
        self._chosen = chosen
        self._options = options

    def lines(self) -> Iterable[Widget]:
        """A line for each thing to filter on."""
        chosen, options = self._chosen, self._options
        statuses = [(status.value, status.label) for status in SignalStatus]
        yield form_line(
            "Status",
            MultiChoice(statuses, (one.value for one in chosen.status), id="status"),
            id="status-line",
        )
        urgencies = [("", "alle"), *((urgency.value, urgency.label) for urgency in Urgency)]
        yield form_line(
            "Urgentie", Choice(urgencies, chosen.urgency.value if chosen.urgency else "", id="urgency")
        )
        for label, field, value, names in (
            ("Wijk", "district", chosen.district_id, options.districts),
            ("Team", "team", chosen.team_id, options.teams),
            ("Partner", "partner", chosen.partner_id, options.partners),
            ("Thema", "theme", chosen.theme.value if chosen.theme else None, options.themes),
        ):
            now = "" if value is None else dict(names).get(str(value), "")
            yield form_line(label, SuggestInput(_among(names), now, least=0, placeholder="alle", id=field))
        yield form_line(
            "Tekst",
            Input(
                chosen.text, placeholder="begin van nummer, naam, straat of postcode", compact=True, id="text"
            ),
        )

    def collect(self) -> SignalFilter:
        """Return the filter. Raises `Missing` for a name that is not in its list."""
        urgency = self.query_one("#urgency", Choice).value
        options = self._options
        district = self._named("district", options.districts)
        team = self._named("team", options.teams)
        partner = self._named("partner", options.partners)
        theme = self._named("theme", options.themes)
        return replace(
            self._chosen,
            status=tuple(SignalStatus.of(one) for one in self.query_one("#status", MultiChoice).values),
            urgency=Urgency.of(urgency) if urgency else None,
            district_id=int(district) if district else None,
            team_id=int(team) if team else None,
            partner_id=int(partner) if partner else None,
            theme=Theme.of(theme) if theme else None,
            text=text_of(self, "text"),
        )

    def _named(self, field: str, names: Options) -> str:
        typed = self.query_one(f"#{field}", SuggestInput).value.strip()
        if not typed:
            return ""
        key = fold(typed)
        exact = [value for value, label in names if fold(label) == key]
        near = exact or [value for value, label in names if key in fold(label)]
        if len(near) != 1:
            many = "meer dan één keer" if near else "niet"
            raise Missing(
                f"‘{typed[:40]}’ staat {many} in de lijst. Kies met ↓ en Enter, of maak het leeg.", field
            )
        return near[0]


def _among(names: Options) -> Callable[[str], Sequence[Suggestion]]:
    def suggest(text: str) -> Sequence[Suggestion]:
        key = fold(text)
        return [Suggestion(label, value=value) for value, label in names if key in fold(label)]

    return suggest
