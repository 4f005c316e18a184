"""Proberen: choose what is known of a signal and see at once which rule decides, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Input

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.queries.directory import RuleRow, districts, rules, teams
from store.rules.facts import Facts
from store.rules.routing import Explanation, explain
from store.text import fold
from tui.forms.options import answer_options, theme_options, urgency_options
from tui.screens.base import Form
from tui.screens.dialogs.form_dialog import form_line
from tui.screens.setup_parts.base import Part, SetupData
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.suggest_input import SuggestInput, Suggestion

_YES_NO = [("yes", "ja"), ("", "nee")]
_NOT_KNOWN = "niet bekend"


class TrialPart(Part):
    """A form of facts left, *Waarom hier?* right; nothing of it is kept."""

    ACTIONS = frozenset({"empty", "leave_trial"})

    DEFAULT_CSS = """
    TrialPart {
        & > .form-and-why { height: 1fr; layout: horizontal; }
        & #facts { width: 6fr; padding: 0 1 0 3; }
        & #why { width: 5fr; padding: 0 1 0 2; border-left: solid $border-blurred; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._profile_key = ""
        self._municipality = ""
        self._rules: tuple[RuleRow, ...] = ()
        self._teams: dict[str, str] = {}
        self._districts: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The facts routing may look at, and the outcome."""
        with Container(classes="form-and-why"):
            with Form(id="facts"):
                yield form_line("Urgentie", Choice([*urgency_options(), ("", _NOT_KNOWN)], id="urgency"))
                yield form_line("Thema's", MultiChoice(theme_options(), id="themes"))
                yield form_line("Al in zorg", Choice(answer_options(), "unknown", id="in_care"))
                yield form_line("Kinderen aanwezig", Choice(answer_options(), "unknown", id="children"))
                yield form_line("Huisuitzetting", Choice(_YES_NO, "", id="eviction"))
                yield form_line("Acuut gevaar", Choice(_YES_NO, "", id="danger"))
                yield form_line(
                    "Wijk",
                    SuggestInput(self._suggest_district, least=0, placeholder=_NOT_KNOWN, id="district"),
                )
                yield form_line(
                    "Gemeld door",
                    SuggestInput(_suggest_kind, least=0, placeholder=_NOT_KNOWN, id="partner_type"),
                )
                yield form_line(
                    "Leeftijd",
                    Input(placeholder=_NOT_KNOWN, compact=True, max_length=3, restrict=r"\d*", id="age"),
                )
            with VerticalScroll(id="why", can_focus=False):
                yield FieldText(id="explanation", label_width=10)

    def show(self, data: SetupData) -> None:
        """Take the rules of the municipality; what is filled in stays."""
        self._profile_key, self._municipality = data.profile.key, data.profile.name
        self._rules = rules(data.store, data.profile.id)
        self._teams = {one.key: one.name for one in teams(data.store, data.profile.id, active=False)}
        self._districts = tuple(one.name for one in districts(data.store, data.profile.id))
        self.explain_again()

    def _suggest_district(self, text: str) -> Sequence[Suggestion]:
        key = fold(text)
        return [Suggestion(name) for name in self._districts if key in fold(name)]

    @on(Choice.Changed)
    @on(MultiChoice.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        self.explain_again()

    def empty(self) -> None:
        """Begin again."""
        for choice, value in (
            ("urgency", ""),
            ("in_care", "unknown"),
            ("children", "unknown"),
            ("eviction", ""),
            ("danger", ""),
        ):
            self.query_one(f"#{choice}", Choice).value = value
        self.query_one("#themes", MultiChoice).values = ()
        for name in ("district", "partner_type"):
            self.query_one(f"#{name}", SuggestInput).put("")
        self.query_one("#age", Input).value = ""
        self.explain_again()

    def facts(self) -> Facts:
        """Return what is filled in; a text that is no known district or kind counts as not known."""
        urgency = self.query_one("#urgency", Choice).value
        typed = fold(self.query_one("#district", SuggestInput).value)
        kind = fold(self.query_one("#partner_type", SuggestInput).value)
        age = self.query_one("#age", Input).value
        return Facts(
            municipality=self._profile_key,
            district=next((name for name in self._districts if fold(name) == typed), None),
            urgency=Urgency.of(urgency) if urgency else None,
            themes=frozenset(Theme.of(one) for one in self.query_one("#themes", MultiChoice).values),
            age=int(age) if age else None,
            in_care=YesNoUnknown.of(self.query_one("#in_care", Choice).value or "unknown"),
            partner_type=next((one for one in PartnerType if fold(one.label) == kind), None),
            eviction_threatened=bool(self.query_one("#eviction", Choice).value),
            children_present=YesNoUnknown.of(self.query_one("#children", Choice).value or "unknown"),
            acute_danger=bool(self.query_one("#danger", Choice).value),
        )

    def explain_again(self) -> None:
        """Show where a signal with these facts would go."""
        if not self._rules:
            self.query_one("#explanation", FieldText).show([Field(value="Dit profiel heeft geen regels.")])
            return
        found = explain((row.rule for row in self._rules), self.facts(), self._teams)
        self.query_one("#explanation", FieldText).show(why_fields(found, self._municipality, self._teams))


def _suggest_kind(text: str) -> Sequence[Suggestion]:
    key = fold(text)
    return [Suggestion(kind.label) for kind in PartnerType if key in fold(kind.label)]


def why_fields(found: Explanation, municipality: str, teams: dict[str, str]) -> list[Field]:
    """Return an explanation as it is read: what to do first, the team, why, beside, and the rules one by one."""
    fields = [Field(value=f"! EERST  {first.instruction}", style="late") for first in found.first]
    fields += [
        Field(value=f"{municipality}: {teams.get(found.team, found.team)}", style="title"),
        Field(value=f"regel {found.rule} · {found.because}"),
    ]
    fields += [
        Field("Daarnaast", f"{teams.get(beside.team, beside.team)} (regel {beside.rule}: {beside.because})")
        for beside in found.beside
    ]
    fields += [BLANK, Field(value="WAAROM HIER?", style="quiet")]
    for one in found.considered:
        won = one.outcome == "won"
        fields.append(Field(f"{'✓' if won else '·'} {one.rule}", one.summary, "strong" if won else "quiet"))
        if one.outcome != "not_needed":
            fields.append(Field(" ", one.why, "" if won else "quiet"))
    return [*fields, BLANK, Field("Bron", found.source, "quiet")]
