"""Where the past signals of the demo went: the real rules, each distinct question asked once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from store.codes import TeamKind
from store.profiles.spec import ProfileSpec
from store.rules.facts import Facts
from store.rules.routing import ALWAYS, explain, explanation_dict


@dataclass(frozen=True, slots=True)
class Went:
    """What the rules say about some facts; `explanation` is the JSON that is kept."""

    team: str
    rule: str
    explanation: str
    beside: tuple[str, ...]


class Router:
    """Asks the rules of one municipality and remembers the answers.

    Facts that no rule there looks at are left out of the question: they cannot change answer or explanation.
    """

    def __init__(self, spec: ProfileSpec, team_ids: Mapping[tuple[str, str], int]) -> None:
        self._spec = spec
        self._names = spec.team_names
        self._known: dict[Facts, Went] = {}
        asked = {
            field.name
            for rule in spec.rules
            for field in fields(rule.when)
            if getattr(rule.when, field.name) != getattr(ALWAYS, field.name)
        }
        aged = {"age_min", "age_max"} & asked
        blank = Facts(municipality=spec.key)
        self._left_out: dict[str, Any] = {
            name: getattr(blank, name)
            for name in (
                "district",
                "urgency",
                "in_care",
                "partner_type",
                "eviction_threatened",
                "children_present",
                "acute_danger",
                "age",
            )
            if name not in asked and not (name == "age" and aged)
        }
        self.ids = {team.key: team_ids[spec.key, team.key] for team in spec.teams}
        self.opens_case = {team.key: team.opens_case for team in spec.teams}
        self.treating = {team.key for team in spec.teams if team.kind == TeamKind.TREATING_PARTY}
        self.others = tuple(
            team.key
            for team in spec.teams
            if team.kind in {TeamKind.OUTREACH, TeamKind.ACCESS, TeamKind.EARLY_DEBT}
        )

    def ask(self, facts: Facts) -> Went:
        """Return where the rules send these facts."""
        question = replace(facts, **self._left_out)
        known = self._known.get(question)
        if known is None:
            told = explain(self._spec.rules, question, self._names)
            known = Went(
                told.team,
                told.rule,
                json.dumps(explanation_dict(told), ensure_ascii=False),
                tuple(self._names[beside.team] for beside in told.beside),
            )
            self._known[question] = known
        return known
