"""The tables of the store, one file per part of the domain; importing it costs SQLModel (~0.4 s)."""

from __future__ import annotations

from sqlmodel import SQLModel

from store.schema import reachable, year_counts
from store.schema.audit import LogEntry, LogHead, LogPruning, UndoRecord
from store.schema.cases import (
    Action,
    Case,
    CaseOpening,
    CaseStatusChange,
    Clock,
    ContactAttempt,
    Note,
    ZrmScore,
)
from store.schema.directory import (
    ClockTerm,
    ColumnMapping,
    Counter,
    District,
    Partner,
    Profile,
    RoutingRule,
    Setting,
    Team,
    Worker,
    WorkerTeam,
)
from store.schema.links import ResidentLink, ResidentPair
from store.schema.meetings import (
    AgendaItem,
    AgendaPartner,
    Decision,
    Meeting,
    MeetingKind,
    MeetingParticipant,
)
from store.schema.people import Address, Household, Reporter, Resident
from store.schema.retention import Destruction, RetentionHold
from store.schema.search import RecentSearch, SearchView
from store.schema.sharing import Consent, Disclosure, FeedbackGiven
from store.schema.signals import Delivery, DeliveryRow, Draft, Routing, Signal, Triage
from store.schema.upkeep import Backup

metadata = SQLModel.metadata

__all__ = [
    "Action",
    "Address",
    "AgendaItem",
    "AgendaPartner",
    "Backup",
    "Case",
    "CaseOpening",
    "CaseStatusChange",
    "Clock",
    "ClockTerm",
    "ColumnMapping",
    "Consent",
    "ContactAttempt",
    "Counter",
    "Decision",
    "Delivery",
    "DeliveryRow",
    "Destruction",
    "Disclosure",
    "District",
    "Draft",
    "FeedbackGiven",
    "Household",
    "LogEntry",
    "LogHead",
    "LogPruning",
    "Meeting",
    "MeetingKind",
    "MeetingParticipant",
    "Note",
    "Partner",
    "Profile",
    "RecentSearch",
    "Reporter",
    "Resident",
    "ResidentLink",
    "ResidentPair",
    "RetentionHold",
    "Routing",
    "RoutingRule",
    "SearchView",
    "Setting",
    "Signal",
    "Team",
    "Triage",
    "UndoRecord",
    "Worker",
    "WorkerTeam",
    "ZrmScore",
    "metadata",
    "reachable",
    "year_counts",
]
