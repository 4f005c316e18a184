"""What other rules would have done: past signals whose route would differ. Nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.directory import profile_by_key, teams
from store.queries.shared import as_code, as_day, instant
from store.queries.visibility import may_see_case
from store.rules.facts import Facts, age_on
from store.rules.routing import Rule, winner


@dataclass(frozen=True, slots=True)
class Change:
    """One signal that the new rules would send elsewhere: team names and rule keys, now and then."""

    number: str
    team: str
    rule: str
    new_team: str
    new_rule: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """How many routed signals were compared, and those that would go elsewhere, oldest first."""

    compared: int
    changes: tuple[Change, ...]


_SQL = """
SELECT s.number, d.name, s.urgency, s.themes, r.birth_date, r.birth_year, s.received_at, s.in_care, s.partner_type,
 s.eviction_threatened, s.children_present, s.acute_danger, t.key, o.rule_key
FROM routings o
JOIN signals s ON s.id = o.signal_id
JOIN teams t ON t.id = o.proposed_team_id
LEFT JOIN districts d ON d.id = s.district_id AND d.profile_id = s.profile_id
LEFT JOIN residents r ON r.id = s.resident_id
WHERE s.profile_id = ? AND o.id = (SELECT max(n.id) FROM routings n WHERE n.signal_id = s.id)
AND {seen}
ORDER BY s.received_at, s.id
"""


def dry_run(store: Store, profile_key: str, rules: Sequence[Rule]) -> DryRun:
    """Compare what was proposed for each routed signal with what `rules` would propose for it now.

    Facts are the signal's own; equal facts are decided once. Raises `NotFound` for an unknown profile.
    """
    profile = profile_by_key(store, profile_key)
    names = {team.key: team.name for team in teams(store, profile.id, active=False)}
    decided: dict[Facts, Rule] = {}
    changes: list[Change] = []
    compared = 0
    seen, _ = may_see_case(store, "s.case_id")
    for row in store.reader().execute(_SQL.format(seen=seen), (profile.id,)):
        facts = _facts(profile_key, row)
        rule = decided.get(facts)
        if rule is None:
            rule = decided[facts] = winner(rules, facts)
        compared += 1
        old_team, old_rule = row[12], row[13]
        if rule.team != old_team:
            new = rule.team or ""
            changes.append(
                Change(row[0], names.get(old_team, old_team), old_rule, names.get(new, new), rule.key)
            )
    return DryRun(compared, tuple(changes))


def _facts(profile_key: str, row: tuple[Any, ...]) -> Facts:
    return Facts(
        municipality=profile_key,
        district=row[1],
        urgency=as_code(Urgency, row[2]),
        themes=frozenset(Theme.of(word) for word in row[3].split()),
        age=age_on(as_day(row[4]), row[5], local_day(instant(row[6]))),
        in_care=YesNoUnknown.of(row[7]),
        partner_type=as_code(PartnerType, row[8]),
        eviction_threatened=bool(row[9]),
        children_present=YesNoUnknown.of(row[10]),
        acute_danger=bool(row[11]),
    )
