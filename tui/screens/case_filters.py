"""Which cases the list shows: the filter in words, and the form to choose it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.widget import Widget
from textual.widgets import Input

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.cases import CaseFilter, case_leads
from store.queries.directory import districts
from store.text import fold
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.suggest_input import SuggestInput, Suggestion

ALL_OPEN = CaseFilter(open_only=True)
"""What the list shows first."""

EVERY = CaseFilter()


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What can be filtered on in this store: names of leads, and (id, name) of districts."""

    leads: tuple[str, ...]
    districts: tuple[tuple[int, str], ...]


def read_options(store: Store) -> CaseOptions:
    """Return who leads an open case and which districts there are."""
    return CaseOptions(case_leads(store), tuple((one.id, one.name) for one in districts(store)))


def filter_words(chosen: CaseFilter, options: CaseOptions) -> str:
    """Return a filter in Dutch words: "Open casussen · regie F. El Amrani · wijk Nootdorp · ‘kerk’"."""
    if chosen.status:
        first = "Casussen: " + " of ".join(status.label for status in chosen.status)
    else:
        first = "Open casussen" if chosen.open_only else "Alle casussen"
    parts = [first]
    if chosen.lead:
        parts.append(f"regie {chosen.lead}")
    if chosen.district_id is not None:
        parts.append(f"wijk {dict(options.districts).get(chosen.district_id, 'onbekend')}")
    if chosen.text.strip():
        parts.append(f"‘{chosen.text.strip()}’")
    return " · ".join(parts)


class CaseFiltersDialog(FormDialog[CaseFilter]):
    """Asks which cases to show; what is left empty does not narrow."""

    SAVE_NL = "tonen"
    HELP_NL = (
        "Kies wat de lijst laat zien. Kiest u een of meer statussen, dan telt open of alles niet meer mee. "
        "In velden met namen opent ↓ de lijst."
    )

    DEFAULT_CSS = (
        "CaseFiltersDialog .form-line { margin: 0; } CaseFiltersDialog #status-line { margin: 1 0; }"
    )

    def __init__(self, chosen: CaseFilter, options: CaseOptions) -> None:
        super().__init__("Welke casussen", "Wat leeg blijft, telt niet mee; ↓ opent een lijst.")
        self._chosen = chosen
        self._options = options

    def lines(self) -> Iterable[Widget]:
        """A line for each thing to filter on."""
        chosen = self._chosen
        scopes = [("open", "open casussen"), ("all", "ook afgesloten")]
        yield form_line("Laat zien", Choice(scopes, "open" if chosen.open_only else "all", id="scope"))
        statuses = [(status.value, status.label) for status in CaseStatus]
        yield form_line(
            "Alleen status",
            MultiChoice(statuses, (one.value for one in chosen.status), id="status"),
            id="status-line",
        )
        leads = _Among(self._options.leads)
        yield form_line("Regie", SuggestInput(leads, chosen.lead, least=0, placeholder="iedereen", id="lead"))
        names = dict(self._options.districts)
        district = names.get(chosen.district_id, "") if chosen.district_id is not None else ""
        yield form_line(
            "Wijk", SuggestInput(_Among(names.values()), district, least=0, placeholder="alle", id="district")
        )
        yield form_line(
            "Tekst",
            Input(
                chosen.text,
                placeholder="nummer, naam, geboortejaar, adres",
                compact=True,
                max_length=80,
                id="text",
            ),
        )

    def collect(self) -> CaseFilter:
        """Return the filter. Raises `Missing` for a name that is not in its list."""
        status = tuple(CaseStatus.of(one) for one in self.query_one("#status", MultiChoice).values)
        lead = self._named("lead", {name: name for name in self._options.leads})
        district = self._named("district", {str(row_id): name for row_id, name in self._options.districts})
        return replace(
            self._chosen,
            status=status,
            open_only=not status and self.query_one("#scope", Choice).value == "open",
            lead=lead,
            district_id=int(district) if district else None,
            text=text_of(self, "text"),
        )

    def _named(self, field: str, names: dict[str, str]) -> str:
        key = fold(self.query_one(f"#{field}", SuggestInput).value)
        if not key:
            return ""
        exact = [value for value, label in names.items() if fold(label) == key]
        near = exact or [value for value, label in names.items() if key in fold(label)]
        if len(near) != 1:
            raise Missing("Kies een naam uit de lijst met ↓ en Enter, of maak het veld leeg.", field)
        return near[0]


class _Among:
    """Suggestions out of a fixed list of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __call__(self, text: str) -> list[Suggestion]:
        key = fold(text)
        return [Suggestion(name) for name in self._names if key in fold(name)]
