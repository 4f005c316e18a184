"""Who works where: profiles, teams, partners, districts, rules, terms, workers and settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.codes import ClockKind, NormKind, PartnerType, Role, TeamKind, Urgency
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.shared import fetch, fetch_one
from store.rules.clocks import DEFAULT_TERMS, terms_for
from store.rules.routing import Rule, rule_from_dict
from store.rules.rule_words import condition_words, summary


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """How one municipality works. `sources` are the documents it was drawn from."""

    id: int
    key: str
    name: str
    region: str
    places: tuple[str, ...]
    default_team_key: str
    sources: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team or organisation a signal can be routed to; `opens_case` means that it works in this store."""

    id: int
    profile_id: int
    key: str
    name: str
    kind: TeamKind
    opens_case: bool
    contact: str
    note: str
    active: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An organisation that reports."""

    id: int
    profile_id: int | None
    name: str
    type: PartnerType
    aliases: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district with the four-digit postcodes and places it covers."""

    id: int
    profile_id: int
    name: str
    postcodes: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A routing rule with what a worker reads of it: one line, the conditions apart, the team in full."""

    rule: Rule
    summary: str
    conditions: tuple[str, ...]
    team_name: str
    team_active: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term as it applies in a profile. `overridden` tells that it deviates from `default_length`."""

    key: str
    kind: ClockKind
    label: str
    length: str
    norm: NormKind
    source: str
    overridden: bool
    default_length: str


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Somebody who works with this store."""

    id: int
    name: str
    role: Role
    teams: tuple[str, ...]
    active: bool

    @property
    def team(self) -> str:
        """The names of the teams on one line."""
        return ", ".join(self.teams)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


_PROFILE = "SELECT id, key, name, region, places, default_team_key, source, version FROM profiles"


def profiles(store: Store) -> tuple[ProfileRow, ...]:
    """Return all profiles, the first one made first."""
    return tuple(_profile(row) for row in fetch(store, f"{_PROFILE} ORDER BY id"))


def first_profile(store: Store) -> ProfileRow | None:
    """Return the profile that was made first, or None in a store without any."""
    row = fetch_one(store, f"{_PROFILE} ORDER BY id LIMIT 1")
    return None if row is None else _profile(row)


def profile(store: Store, profile_id: int) -> ProfileRow:
    """Return one profile. Raises `NotFound`."""
    return _required(fetch_one(store, f"{_PROFILE} WHERE id = ?", (profile_id,)))


def profile_by_key(store: Store, key: str) -> ProfileRow:
    """Return the profile with this key. Raises `NotFound`, naming the profiles that are there."""
    row = fetch_one(store, f"{_PROFILE} WHERE key = ?", (key,))
    if row is None:
        known = ", ".join(one.key for one in profiles(store)) or "geen"
        raise NotFound(f"Dit profiel staat niet in deze opslag. Wel aanwezig: {known}.")
    return _profile(row)


def _required(row: tuple[Any, ...] | None) -> ProfileRow:
    if row is None:
        raise NotFound("Dit profiel staat niet in deze opslag.")
    return _profile(row)


def _profile(row: tuple[Any, ...]) -> ProfileRow:
    row_id, key, name, region, places, default_team, source, version = row
    return ProfileRow(row_id, key, name, region, _lines(places), default_team, _lines(source), version)


def _team(row: tuple[Any, ...]) -> TeamRow:
    row_id, profile_id, key, name, kind, opens_case, contact, note, active = row
    return TeamRow(
        row_id, profile_id, key, name, TeamKind.of(kind), bool(opens_case), contact, note, bool(active)
    )


def _partner(row: tuple[Any, ...]) -> PartnerRow:
    row_id, profile_id, name, kind, aliases, active = row
    return PartnerRow(row_id, profile_id, name, PartnerType.of(kind), _lines(aliases), bool(active))


def _district(row: tuple[Any, ...]) -> DistrictRow:
    row_id, profile_id, name, postcodes, places = row
    return DistrictRow(row_id, profile_id, name, _lines(postcodes), _lines(places))


def _worker(row: tuple[Any, ...]) -> WorkerRow:
    row_id, name, role, teams, active = row
    return WorkerRow(row_id, name, Role.of(role), _lines(teams), bool(active))


def teams(store: Store, profile_id: int | None = None, *, active: bool = True) -> tuple[TeamRow, ...]:
    """Return the teams of a profile (None: of all), by name; `active` leaves out those no longer offered."""
    found = fetch(
        store,
        "SELECT id, profile_id, key, name, kind, opens_case, contact, note, active FROM teams"
        " WHERE (? IS NULL OR profile_id = ?) AND active >= ? ORDER BY opens_case DESC, name COLLATE NOCASE, id",
        (profile_id, profile_id, int(active)),
    )
    return tuple(_team(row) for row in found)


def partners(store: Store, profile_id: int | None = None, *, active: bool = True) -> tuple[PartnerRow, ...]:
    """Return the partners of a profile (None: of all), by name."""
    found = fetch(
        store,
        "SELECT id, profile_id, name, type, aliases, active FROM partners"
        " WHERE (? IS NULL OR profile_id = ? OR profile_id IS NULL) AND active >= ? ORDER BY name_key, id",
        (profile_id, profile_id, int(active)),
    )
    return tuple(_partner(row) for row in found)


def districts(store: Store, profile_id: int | None = None) -> tuple[DistrictRow, ...]:
    """Return the districts of a profile (None: of all), by name."""
    found = fetch(
        store,
        "SELECT id, profile_id, name, postcodes, places FROM districts"
        " WHERE (? IS NULL OR profile_id = ?) ORDER BY name COLLATE NOCASE, id",
        (profile_id, profile_id),
    )
    return tuple(_district(row) for row in found)


def rules(store: Store, profile_id: int) -> tuple[RuleRow, ...]:
    """Return the routing rules of a profile in the order they are tried, with their Dutch words."""
    known = {team.key: team for team in teams(store, profile_id, active=False)}
    names = {key: team.name for key, team in known.items()}
    found = fetch(
        store, "SELECT body FROM routing_rules WHERE profile_id = ? ORDER BY position", (profile_id,)
    )
    rows = []
    for (body,) in found:
        rule = rule_from_dict(json.loads(body))
        team = known.get(rule.team or "")
        rows.append(
            RuleRow(
                rule=rule,
                summary=summary(rule, names),
                conditions=condition_words(rule.when),
                team_name=team.name if team else rule.team or "",
                team_active=team is None or team.active,
            )
        )
    return tuple(rows)


def overrides(store: Store, profile_id: int) -> dict[str, int]:
    """Return the terms that deviate from the default in a profile: key → amount."""
    found = fetch(store, "SELECT key, amount FROM clock_terms WHERE profile_id = ?", (profile_id,))
    return dict(found)


def terms(store: Store, profile_id: int) -> tuple[TermRow, ...]:
    """Return every term as it applies in a profile, in the order of `DEFAULT_TERMS`."""
    changed = fetch(store, "SELECT key, amount, source FROM clock_terms WHERE profile_id = ?", (profile_id,))
    amounts = {key: amount for key, amount, _ in changed}
    sources = {key: source for key, _, source in changed}
    return tuple(_term(key, amounts, sources) for key in DEFAULT_TERMS)


def _term(key: str, amounts: Mapping[str, int], sources: Mapping[str, str]) -> TermRow:
    default = DEFAULT_TERMS[key]
    _, _, word = key.partition(".")
    urgency = Urgency.of(word) if word else None
    applies = terms_for(default.kind, urgency, amounts) or default
    return TermRow(
        key=key,
        kind=default.kind,
        label=f"{default.kind.label} ({urgency.label})" if urgency else default.kind.label,
        length=applies.length,
        norm=applies.norm,
        source=sources.get(key) or applies.source,
        overridden=applies.amount != default.amount,
        default_length=default.length,
    )


def workers(store: Store, *, active: bool = True) -> tuple[WorkerRow, ...]:
    """Return who works with this store, by name."""
    found = fetch(
        store,
        "SELECT w.id, w.name, w.role, COALESCE((SELECT group_concat(t.name, char(10)) FROM worker_teams m"
        " JOIN teams t ON t.id = m.team_id WHERE m.worker_id = w.id), ''), w.active"
        " FROM workers w WHERE w.active >= ? ORDER BY w.name_key, w.id",
        (int(active),),
    )
    return tuple(_worker(row) for row in found)
