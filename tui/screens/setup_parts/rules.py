"""Regels and Termijnen: what decides where a signal goes, and how long things may take. To read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.codes import NormKind
from store.queries.directory import RuleRow, TermRow, rules, terms
from tui.screens.setup_parts.base import ListPart, SetupData
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Column, Row

_MODES = {
    "route": "bepaalt het team",
    "beside": "komt ernaast",
    "first": "eerst doen",
}


class RulesPart(ListPart):
    """The rules in the order they are tried."""

    COLUMNS = (
        Column("Regel", width=7, style="quiet"),
        Column("Als", fraction=6, style="strong"),
        Column("Dan", fraction=5),
        Column("", width=16, style="quiet", min_screen=130),
    )
    EMPTY = "Dit profiel heeft geen regels."
    _rules: dict[str, RuleRow] = {}

    def rows(self, data: SetupData) -> Iterable[Row]:
        """Conditions and goal of each rule."""
        self._rules = {one.rule.key: one for one in rules(data.store, data.profile.id)}
        for key, one in self._rules.items():
            yield Row(
                key,
                (
                    key,
                    "; ".join(one.conditions) or "al het andere",
                    goal(one),
                    _MODES[one.rule.mode],
                ),
            )

    def describe(self, row_id: str) -> Sequence[Field]:
        """Each condition apart, the goal, why, and from which document."""
        one = self._rules[row_id]
        fields = [
            Field(value=f"Regel {one.rule.key} · {_MODES[one.rule.mode]}", style="title"),
            BLANK,
        ]
        fields += [
            Field("Als" if not number else "en", words) for number, words in enumerate(one.conditions)
        ] or [Field("Als", "geen van de regels hierboven past")]
        fields.append(Field("Dan", goal(one), "strong"))
        fields += [BLANK, Field("Omdat", one.rule.because), Field("Bron", one.rule.source, "quiet")]
        if not one.team_active:
            fields += [BLANK, Field(value="Dit team wordt niet meer aangeboden.", style="late")]
        return [
            *fields,
            BLANK,
            Field(
                value="De eerste regel die past, bepaalt het team. Op het blad Proberen ziet u wat een signaal zou "
                "doen. Regels wijzigt u met `signaalpunt rules apply`.",
                style="quiet",
            ),
        ]


def goal(row: RuleRow) -> str:
    """Return where a rule leads: a team, or what to do first."""
    return row.team_name if row.rule.mode != "first" else row.rule.instruction or ""


class TermsPart(ListPart):
    """The terms as they apply in this municipality."""

    COLUMNS = (
        Column("Termijn", fraction=5, style="strong"),
        Column("Lengte", width=14),
        Column("Norm", width=10, style="quiet"),
        Column("", width=9, style="state"),
    )
    EMPTY = "Er zijn geen termijnen."
    _terms: dict[str, TermRow] = {}

    def rows(self, data: SetupData) -> Iterable[Row]:
        """Label, length, and whether a law or an own norm says so."""
        self._terms = {one.key: one for one in terms(data.store, data.profile.id)}
        for key, one in self._terms.items():
            state = "today" if one.overridden else ""
            yield Row(
                key, (one.label, one.length, one.norm.label, "afwijkend" if one.overridden else ""), state
            )

    def describe(self, row_id: str) -> Sequence[Field]:
        """Where the term comes from."""
        one = self._terms[row_id]
        law = one.norm is NormKind.LAW
        fields = [
            Field(value=one.label, style="title"),
            BLANK,
            Field("Lengte", one.length, "strong"),
            Field("Norm", "wet: mag korter, niet langer" if law else "eigen norm van de gemeente"),
            Field("Bron", one.source),
        ]
        if one.overridden:
            fields.append(Field("Afwijkend", f"zonder eigen keuze: {one.default_length}", "today"))
        return [
            *fields,
            BLANK,
            Field(
                value="Een termijn eindigt nooit in een weekend of op een feestdag; dan telt de eerstvolgende werkdag. "
                "Termijnen staan in het profiel van de gemeente.",
                style="quiet",
            ),
        ]
