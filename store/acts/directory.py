"""Setting up: profiles of municipalities, their rules and partners, settings."""

from __future__ import annotations

import json
from datetime import datetime

from sqlmodel import select

from store.actor import Actor
from store.acts.meeting_kinds import put_meeting_kinds
from store.acts.unit import Unit, unit
from store.codes import PartnerType
from store.codes_retention import RetentionBasis
from store.engine.lifecycle import Store
from store.errors import NotFound, ProfileError, Refused
from store.profiles.spec import ProfileSpec
from store.rules.clocks import DEFAULT_TERMS
from store.rules.retention import DEFAULTS as KEEP_TERMS
from store.rules.retention import KEEP
from store.rules.routing import Rule, rule_dict
from store.schema import (
    ClockTerm,
    District,
    Partner,
    Profile,
    RoutingRule,
    Setting,
    Team,
)
from store.text import fold


def apply_profile(store: Store, actor: Actor, spec: ProfileSpec, *, now: datetime | None = None) -> int:
    """Put a municipality profile in the store, or bring the one with its key up to date; return its row id.

    Teams, districts and partners that the file no longer has stay (things point at them), but teams and partners are
    no longer offered. Rules and terms are replaced as a whole.
    """
    with unit(
        store, actor, "apply_profile", f"profiel {spec.name} ingericht", event="settings", now=now
    ) as act:
        act.about("profile", spec.key)
        found = act.session.exec(select(Profile).where(Profile.key == spec.key)).first()
        profile = found or Profile(key=spec.key, name=spec.name)
        profile.name, profile.region = spec.name, spec.region
        profile.places = "\n".join(spec.places)
        profile.default_team_key = spec.default_team
        profile.source = "\n".join(spec.sources)
        profile = act.add(profile)
        profile_id = profile.id or 0
        _put_districts(act, profile_id, spec)
        _put_teams(act, profile_id, spec)
        _put_partners(act, profile_id, spec)
        put_meeting_kinds(act, profile_id, spec.meetings)
        _put_rules(act, profile_id, spec.rules)
        for term in act.session.exec(select(ClockTerm).where(ClockTerm.profile_id == profile_id)).all():
            act.session.delete(term)
        act.session.flush()
        for key, amount in spec.clocks.items():
            default = DEFAULT_TERMS[key]
            act.add(
                ClockTerm(
                    profile_id=profile_id, key=key, amount=amount, norm=default.norm, source=default.source
                )
            )
        for basis, amount in spec.retention.items():
            keep = KEEP_TERMS[RetentionBasis.of(basis)]
            act.add(
                ClockTerm(
                    profile_id=profile_id, key=KEEP + basis, amount=amount, norm=keep.norm, source=keep.source
                )
            )
        return profile_id


def _put_districts(act: Unit, profile_id: int, spec: ProfileSpec) -> None:
    known = {
        row.name: row
        for row in act.session.exec(select(District).where(District.profile_id == profile_id)).all()
    }
    for district in spec.districts:
        row = known.get(district.name) or District(profile_id=profile_id, name=district.name)
        row.postcodes, row.places = "\n".join(district.postcodes), "\n".join(district.places)
        act.add(row)


def _put_teams(act: Unit, profile_id: int, spec: ProfileSpec) -> None:
    known = {
        row.key: row for row in act.session.exec(select(Team).where(Team.profile_id == profile_id)).all()
    }
    for team in spec.teams:
        row = known.pop(team.key, None) or Team(
            profile_id=profile_id, key=team.key, name=team.name, kind=team.kind
        )
        row.name, row.kind, row.opens_case, row.active = team.name, team.kind, team.opens_case, True
        row.contact, row.note = team.contact or "", team.note or ""
        act.add(row)
    for row in known.values():
        row.active = False
        act.add(row)


def _put_partners(act: Unit, profile_id: int, spec: ProfileSpec) -> None:
    known = {
        row.name_key: row
        for row in act.session.exec(select(Partner).where(Partner.profile_id == profile_id)).all()
    }
    for partner in spec.partners:
        key = fold(partner.name)
        row = known.get(key) or Partner(profile_id=profile_id, name=partner.name, name_key=key)
        row.name, row.type, row.active = partner.name, partner.type, True
        row.aliases = "\n".join(partner.aliases)
        act.add(row)


def _put_rules(act: Unit, profile_id: int, rules: tuple[Rule, ...]) -> None:
    for row in act.session.exec(select(RoutingRule).where(RoutingRule.profile_id == profile_id)).all():
        act.session.delete(row)
    act.session.flush()
    for position, rule in enumerate(rules, 1):
        act.add(
            RoutingRule(
                profile_id=profile_id,
                key=rule.key,
                position=position,
                body=json.dumps(rule_dict(rule), ensure_ascii=False),
            )
        )


def apply_rules(
    store: Store, actor: Actor, profile_key: str, rules: tuple[Rule, ...], *, now: datetime | None = None
) -> int:
    """Replace the routing rules of a profile; they were checked against its teams. Returns how many there are."""
    with unit(store, actor, "apply_rules", "regels vervangen", event="settings", now=now) as act:
        profile = act.session.exec(select(Profile).where(Profile.key == profile_key)).first()
        if profile is None:
            raise NotFound(
                "Dit profiel staat niet in deze opslag. Voeg het eerst toe met `signaalpunt init`."
            )
        act.about("profile", profile.key)
        teams = {
            team.key for team in act.session.exec(select(Team).where(Team.profile_id == profile.id)).all()
        }
        unknown = sorted({rule.team for rule in rules if rule.team is not None and rule.team not in teams})
        if unknown:
            raise ProfileError(f"Onbekend team in de regels: {', '.join(unknown)}. Er is niets gewijzigd.")
        _put_rules(act, profile.id or 0, rules)
        profile.version += 1
        act.session.add(profile)
        return len(rules)


def add_partner(
    store: Store,
    actor: Actor,
    profile_id: int,
    name: str,
    partner_type: PartnerType,
    *,
    now: datetime | None = None,
) -> int:
    """Add an organisation that reports."""
    key = fold(name)
    if not key:
        raise Refused("Vul de naam van de organisatie in.")
    with unit(store, actor, "add_partner", "partner toegevoegd", event="settings", now=now) as act:
        if act.session.exec(
            select(Partner).where(Partner.profile_id == profile_id, Partner.name_key == key)
        ).first():
            raise Refused("Deze partner staat er al.")
        row = act.add(Partner(profile_id=profile_id, name=name.strip(), name_key=key, type=partner_type))
        return row.id or 0


_SETTING_WORDS = {
    "profile": "andere eigen gemeente gekozen",
    "backup_folder": "andere map voor reservekopieën gekozen",
}


def set_setting(store: Store, actor: Actor, key: str, value: str, *, now: datetime | None = None) -> None:
    """Keep a setting of this store (theme, own team, demo mark)."""
    label = _SETTING_WORDS.get(key, "instelling gewijzigd")
    with unit(store, actor, "set_setting", label, event="settings", now=now) as act:
        row = act.session.exec(select(Setting).where(Setting.key == key)).first() or Setting(key=key)
        row.value = value
        act.add(row)
