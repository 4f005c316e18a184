"""Who works where: municipality profiles with their districts, teams, partners, rules and terms."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import NormKind, PartnerType, Role, TeamKind
from store.schema.base import code, ref, text


class Profile(SQLModel, table=True):
    """How one municipality works; a store may hold several (a region)."""

    __tablename__ = "profiles"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    region: str = text()
    places: str = text()
    default_team_key: str = text()
    source: str = text()
    version: int = 1


class District(SQLModel, table=True):
    """A district (wijk, kern) with the four-digit postcodes and places it covers, one per line."""

    __tablename__ = "districts"
    __table_args__ = (UniqueConstraint("profile_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False)
    name: str
    postcodes: str = text()
    places: str = text()


class Team(SQLModel, table=True):
    """A team or organisation a signal can be routed to."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("profile_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False)
    key: str
    name: str
    kind: TeamKind = code(TeamKind, nullable=False)
    opens_case: bool = False
    contact: str = text()
    note: str = text()
    active: bool = True


class Partner(SQLModel, table=True):
    """An organisation that reports; `name_key` is its folded name, aliases stand one per line."""

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("profile_id", "name_key"), Index("ix_partners_name_key", "name_key"))
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int | None = ref("profiles")
    name: str
    name_key: str
    type: PartnerType = code(PartnerType, default=PartnerType.OTHER, nullable=False)
    aliases: str = text()
    active: bool = True


class RoutingRule(SQLModel, table=True):
    """One routing rule as data; `body` is the rule as JSON, order is `position`."""

    __tablename__ = "routing_rules"
    __table_args__ = (UniqueConstraint("profile_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False)
    key: str
    position: int
    body: str = text()


class ClockTerm(SQLModel, table=True):
    """A term that deviates from the default in one municipality; `key` as in `store.rules.clocks`."""

    __tablename__ = "clock_terms"
    __table_args__ = (UniqueConstraint("profile_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False)
    key: str
    amount: int
    norm: NormKind = code(NormKind, default=NormKind.NORM, nullable=False)
    source: str = text()


class Worker(SQLModel, table=True):
    """Somebody who works with this store.

    `slot` is the key slot that is this person's own ("" while they share one); `secret_due` says that its passphrase
    was made up by somebody else and must be replaced at the first opening.
    """

    __tablename__ = "workers"
    __table_args__ = (
        Index("ix_workers_slot", "slot", unique=True, sqlite_where=sql_text("slot <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)
    role: Role = code(Role, default=Role.WORKER, nullable=False)
    slot: str = text()
    secret_due: bool = False
    active: bool = True


class WorkerTeam(SQLModel, table=True):
    """Somebody is of a team: may see its shielded cases."""

    __tablename__ = "worker_teams"
    __table_args__ = (UniqueConstraint("worker_id", "team_id"),)
    id: int | None = Field(default=None, primary_key=True)
    worker_id: int = ref("workers", nullable=False, index=False)
    team_id: int = ref("teams", nullable=False, index=False)


class Setting(SQLModel, table=True):
    """A setting of this store, by key."""

    __tablename__ = "settings"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    value: str = text()


class Counter(SQLModel, table=True):
    """The last number given out per series (`signal-2026`); never goes back, not even by undo."""

    __tablename__ = "counters"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    value: int = 0


class ColumnMapping(SQLModel, table=True):
    """How the columns of a partner's deliveries were understood last time."""

    __tablename__ = "column_mappings"
    __table_args__ = (UniqueConstraint("partner_key", "headers_key"),)
    id: int | None = Field(default=None, primary_key=True)
    partner_key: str
    headers_key: str
    mapping: str = text()
