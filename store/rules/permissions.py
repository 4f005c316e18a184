"""What each role may do: one table of acts, groups and roles. Pure: no database.

Own norm, after the wish that who only reads changes nothing and who keeps the log sees no case. An act that is not in
the table counts as work in a case, so that a new one is never open to somebody who may only look.
"""

from __future__ import annotations

from typing import Final

from store.codes import Code, Role


class ActGroup(Code):
    """A kind of act, with the words a refusal names it by."""

    SIGNALS = "signals", "signalen aannemen of beoordelen"
    CASES = "cases", "casussen bijwerken"
    MEETINGS = "meetings", "overleggen voorbereiden of leiden"
    SHARING = "sharing", "gegevens delen of terugkoppelen"
    IMPORT = "import", "leveringen importeren"
    PARTNERS = "partners", "partners toevoegen"
    SETUP = "setup", "de inrichting wijzigen"
    PEOPLE = "people", "medewerkers, rollen en teams wijzigen"
    SHIELD = "shield", "casussen afschermen of vrijgeven"
    GLASS = "glass", "het glas breken van een afgeschermde casus"
    OVERSIGHT = "oversight", "kennis nemen van gebroken glas"
    APPROVAL = "approval", "voorstellen goedkeuren"
    LOG = "log", "het logboek lezen"
    LOOK = "look", "signalen en casussen bekijken"
    OWN = "own", "de eigen wachtzin, plaats en lijsten kiezen"


_IN_GROUP: Final[dict[ActGroup, tuple[str, ...]]] = {
    ActGroup.SIGNALS: (
        "receive_signal",
        "amend_signal",
        "ask_completion",
        "triage_signal",
        "route_signal",
        "confirm_handover",
        "not_taken_up",
        "reopen_signal",
        "give_advice",
        "set_reporter",
        "link_residents",
        "unlink_residents",
        "leave_group",
        "not_the_same",
        "decide_later",
        "withdraw_verdict",
    ),
    ActGroup.CASES: (
        "change_status",
        "assign_lead",
        "set_plan",
        "close_case",
        "reopen_case",
        "log_contact",
        "add_action",
        "finish_action",
        "add_note",
        "score_domain",
        "record_informed",
        "set_resident_view",
        "join_household",
        "part_household",
        "hold_destruction",
        "release_hold",
        "propose_destruction",
        "withdraw_proposal",
        "undo",
    ),
    ActGroup.MEETINGS: (
        "plan_meeting",
        "change_meeting",
        "set_participants",
        "build_agenda",
        "add_item",
        "remove_item",
        "move_item",
        "set_minutes",
        "set_question",
        "link_partner",
        "set_partners",
        "cancel_meeting",
        "add_participant",
        "change_participant",
        "remove_participant",
        "set_present",
        "start_meeting",
        "call_item",
        "finish_item",
        "close_meeting",
        "decide",
    ),
    ActGroup.SHARING: (
        "give_consent",
        "withdraw_consent",
        "export_case",
        "access_report",
        "export_meeting",
        "settle_feedback",
        "write_feedback",
        "export_hits",
    ),
    ActGroup.IMPORT: ("import_delivery",),
    ActGroup.PARTNERS: ("add_partner",),
    ActGroup.SETUP: ("apply_profile", "apply_rules", "set_setting"),
    ActGroup.PEOPLE: ("add_worker", "change_worker", "give_access", "remove_worker", "new_recovery_code"),
    ActGroup.SHIELD: ("shield_case", "unshield_case"),
    ActGroup.GLASS: ("break_glass",),
    ActGroup.OVERSIGHT: ("see_opening",),
    ActGroup.APPROVAL: ("approve_destruction", "finish_destruction"),
    ActGroup.OWN: (
        "choose_worker",
        "own_passphrase",
        "save_search_view",
        "rename_search_view",
        "delete_search_view",
    ),
}
GROUPS: Final[dict[str, ActGroup]] = {act: group for group, acts in _IN_GROUP.items() for act in acts}
"""The group of every act, by the identifier it is logged under."""

_WORK: Final = frozenset(
    {
        ActGroup.SIGNALS,
        ActGroup.CASES,
        ActGroup.MEETINGS,
        ActGroup.SHARING,
        ActGroup.IMPORT,
        ActGroup.PARTNERS,
        ActGroup.GLASS,
        ActGroup.LOOK,
        ActGroup.OWN,
    }
)
ALLOWED: Final[dict[Role, frozenset[ActGroup]]] = {
    Role.WORKER: _WORK,
    Role.COORDINATOR: frozenset(ActGroup),
    Role.READER: frozenset({ActGroup.LOOK, ActGroup.OWN}),
    Role.LOG_KEEPER: frozenset({ActGroup.LOG, ActGroup.OWN}),
}


def group_of(act: str) -> ActGroup:
    """Return the group of an act; one that is not in the table is work in a case."""
    return GROUPS.get(act, ActGroup.CASES)


def may(role: Role, group: ActGroup) -> bool:
    """Return whether a role may do the acts of a group."""
    return group in ALLOWED[role]


def refusal(role: Role, group: ActGroup) -> str:
    """Return why a role may not do the acts of a group, in Dutch, with who may; "" when it may."""
    if may(role, group):
        return ""
    able = [one.label for one in Role if may(one, group)]
    who = f"Vraag een {' of '.join(able)}." if able else ""
    return f"De rol ‘{role.label}’ laat dit niet toe: {group.label}. Er is niets gewijzigd. {who}".strip()
