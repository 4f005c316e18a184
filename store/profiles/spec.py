"""A municipality profile as data: districts, teams, partners, rules and terms. What a TOML profile is read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.codes import LifeDomain, PartnerType, TeamKind
from store.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class DistrictSpec:
    """A district or village: `postcodes` are four digits each; `places` are the place names that mean it."""

    name: str
    postcodes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamSpec:
    """A team or desk to which signals go.

    `opens_case`: whether work is done there that asks for a case in this store; when not, the signal is passed on.
    """

    key: str
    name: str
    kind: TeamKind
    opens_case: bool
    contact: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PartnerSpec:
    """An organisation signals come from; `aliases` are other names its deliveries use."""

    name: str
    type: PartnerType
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingSpec:
    """A kind of meeting. `open_part`: it begins with themes in an area, naming nobody, before the cases.

    `rhythm_days` between two of them; the agenda closes `cutoff_workdays` working days before, at `cutoff_time`.
    """

    key: str
    name: str
    open_part: bool = False
    rhythm_days: int = 7
    cutoff_workdays: int = 1
    cutoff_time: str = "12:00"
    place: str = ""
    chair: str = ""


NETWORK_MEETING = MeetingSpec("netwerkoverleg", "Netwerkoverleg")
"""The meeting of a municipality whose profile names none: every week, closed."""


@dataclass(frozen=True, slots=True)
class ProfileSpec:
    """One municipality. `clocks` and `retention` hold only what deviates from the defaults ("triage.urgent" → value).

    `default_team` is the team of the catch-all rule. `sources` name the documents the profile rests on, `note`
    what its users should check.
    """

    key: str
    name: str
    region: str
    places: tuple[str, ...]
    districts: tuple[DistrictSpec, ...]
    teams: tuple[TeamSpec, ...]
    partners: tuple[PartnerSpec, ...]
    rules: tuple[Rule, ...]
    clocks: Mapping[str, int]
    life_domains: tuple[LifeDomain, ...]
    default_team: str
    sources: tuple[str, ...] = ()
    note: str | None = None
    meetings: tuple[MeetingSpec, ...] = (NETWORK_MEETING,)
    retention: Mapping[str, int] = field(default_factory=dict)

    @property
    def team_names(self) -> dict[str, str]:
        """Return team key → name, as `explain` takes it."""
        return {team.key: team.name for team in self.teams}

    def team(self, key: str) -> TeamSpec:
        """Return the team with `key`. Raises `KeyError` when there is none."""
        for team in self.teams:
            if team.key == key:
                return team
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one profile, from a file with only rules or from a whole profile."""

    profile: str
    rules: tuple[Rule, ...]
