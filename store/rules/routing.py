"""Routing as data: rules are read in order, the first route rule that matches wins, and says why.

Three modes. `route`: the first match decides the team. `beside`: every match adds a team next to it
(Veilig Thuis). `first`: every match gives something to do before registering (call 112). Which municipality a
rule is for follows from the profile it stands in. Pure and deterministic: the same rules and facts give the
same explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.errors import ProfileError
from store.rules.facts import FIELDS, Facts
from store.rules.routing_json import (
    conditions_dict,
    conditions_from_dict,
    explanation_dict,
    explanation_from_dict,
    rule_dict,
    rule_from_dict,
)
from store.rules.rule import (
    ALWAYS,
    MODES,
    OUTCOMES,
    Beside,
    Conditions,
    Considered,
    Explanation,
    First,
    Mode,
    Outcome,
    Rule,
)
from store.rules.rule_words import age_matches, condition_words, looked_at, reasons_against, summary, why_won

__all__ = [
    "ALWAYS",
    "MODES",
    "OUTCOMES",
    "Beside",
    "Conditions",
    "Considered",
    "Explanation",
    "First",
    "Mode",
    "Outcome",
    "Rule",
    "condition_words",
    "conditions_dict",
    "conditions_from_dict",
    "explain",
    "explanation_dict",
    "explanation_from_dict",
    "looked_at",
    "matches",
    "reasons_against",
    "rule_dict",
    "rule_from_dict",
    "summary",
    "winner",
]


def matches(when: Conditions, facts: Facts) -> bool:
    """Return whether every condition of `when` holds for `facts`."""
    if when.district and facts.district not in when.district:
        return False
    if when.urgency and facts.urgency not in when.urgency:
        return False
    if when.partner_type and facts.partner_type not in when.partner_type:
        return False
    if when.in_care and facts.in_care not in when.in_care:
        return False
    if when.children_present and facts.children_present not in when.children_present:
        return False
    if when.themes_any and not when.themes_any & facts.themes:
        return False
    if not when.themes_all <= facts.themes:
        return False
    if when.themes_only and not (facts.themes and facts.themes <= when.themes_only):
        return False
    if not age_matches(when, facts.age):
        return False
    if when.eviction_threatened is not None and facts.eviction_threatened != when.eviction_threatened:
        return False
    return when.acute_danger is None or facts.acute_danger == when.acute_danger


def winner(rules: Iterable[Rule], facts: Facts) -> Rule:
    """Return the route rule that decides: the first match by order.

    Raises `ProfileError` when none matches, which cannot happen for rules that passed `rule_check`: they end
    with a catch-all.
    """
    for rule in sorted(rules, key=lambda rule: rule.order):
        if rule.mode == "route" and matches(rule.when, facts):
            return rule
    raise ProfileError(
        "Geen enkele regel past op dit signaal. Voeg onderaan een regel zonder voorwaarden toe, zodat elk "
        "signaal bij een team komt."
    )


def explain(rules: Iterable[Rule], facts: Facts, team_names: Mapping[str, str] | None = None) -> Explanation:
    """Return where `facts` goes and why; `team_names` (key → name) makes the summaries name teams in full.

    Raises `ProfileError` when no route rule matches (rules without a catch-all).
    """
    ordered = sorted(rules, key=lambda rule: rule.order)
    won = winner(ordered, facts)
    considered: list[Considered] = []
    decided = False
    for rule in ordered:
        if rule.mode != "route":
            continue
        text = summary(rule, team_names)
        if rule is won:
            considered.append(Considered(rule.key, text, "won", why_won(rule.when, facts)))
            decided = True
        elif decided:
            considered.append(Considered(rule.key, text, "not_needed", f"niet nodig: {won.key} was eerder"))
        else:
            why = "; ".join(reasons_against(rule.when, facts))
            considered.append(Considered(rule.key, text, "lost", f"niet: {why}"))
    beside: dict[str, Beside] = {}
    first: list[First] = []
    for rule in ordered:
        if rule.mode == "route" or not matches(rule.when, facts):
            continue
        if rule.mode == "first":
            first.append(First(rule.instruction or "", rule.key, rule.because))
        elif rule.team is not None and rule.team != won.team:
            beside.setdefault(rule.team, Beside(rule.team, rule.key, rule.because))
    return Explanation(
        team=won.team or "",
        rule=won.key,
        because=won.because,
        source=won.source,
        values=tuple((FIELDS[name].label, FIELDS[name].render(facts)) for name in looked_at(won.when)),
        considered=tuple(considered),
        beside=tuple(beside.values()),
        first=tuple(first),
    )
