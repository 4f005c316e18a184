"""Need-to-know: shielding a case for its own team, and opening one from outside by breaking the glass."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import select

from store.actor import Actor
from store.acts.cases import WHAT, case_ref, load_case
from store.acts.inputs import Ref
from store.acts.unit import unit
from store.codes import Role
from store.engine.lifecycle import Store
from store.errors import NotFound, Refused
from store.queries.visibility import is_hidden
from store.schema import Case, CaseOpening, Team, Worker, WorkerTeam

OPEN_FOR: Final = timedelta(hours=8)
"""How long breaking the glass opens a case. Own norm: one working day, so that the reason is given anew each day."""
SHORTEST_REASON: Final = 10
"""Letters that a reason for breaking the glass has at least (own norm: a few words, not a full stop)."""
_STAYS: Final = (
    "Dat een afgeschermde casus is geopend, blijft vastgelegd. De toegang loopt vanzelf af; vertel de coördinator als "
    "het een vergissing was."
)


def shield_case(
    store: Store,
    actor: Actor,
    case_id: int,
    reason: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Let only the team of a case see it (*afgeschermd*), with the reason.

    Refused when the case is shielded already or nobody belongs to its team: then nobody would see it.
    """
    if not reason.strip():
        raise Refused("Vul in waarom deze casus wordt afgeschermd. Er is niets gewijzigd.")
    with unit(store, actor, "shield_case", "casus afgeschermd", now=now) as act:
        case = load_case(act, case_id, expected_version, must_be_open=False)
        if case.shielded:
            raise Refused("Deze casus is al afgeschermd. Er is niets gewijzigd.")
        team = act.get(Team, case.team_id, "dit team")
        members = act.session.exec(
            select(WorkerTeam)
            .join(Worker)
            .where(WorkerTeam.team_id == team.id, Worker.active, Worker.role != Role.LOG_KEEPER)
        ).first()
        if members is None:
            raise Refused(
                f"Bij ‘{team.name}’ hoort nog geen medewerker: dan zou niemand deze casus meer zien. Er is niets "
                "gewijzigd; zet eerst bij Inrichting de medewerkers in hun team."
            )
        case.shielded, case.shielded_reason = True, reason.strip()
        case.shielded_by, case.shielded_at = actor.name, act.now
        act.session.add(case)
        act.session.flush()
        return case_ref(case)


def unshield_case(
    store: Store,
    actor: Actor,
    case_id: int,
    reason: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Let everybody see a case again; why is in the log."""
    if not reason.strip():
        raise Refused("Vul in waarom deze casus niet meer wordt afgeschermd. Er is niets gewijzigd.")
    asked = replace(actor, purpose=reason.strip())
    with unit(store, asked, "unshield_case", "afscherming opgeheven", now=now) as act:
        case = load_case(act, case_id, expected_version, must_be_open=False)
        if not case.shielded:
            raise Refused("Deze casus is niet afgeschermd. Er is niets gewijzigd.")
        case.shielded, case.shielded_reason, case.shielded_by, case.shielded_at = False, "", "", None
        act.session.add(case)
        act.session.flush()
        return case_ref(case)


def break_glass(
    store: Store, actor: Actor, case_id: int, reason: str, *, now: datetime | None = None
) -> datetime:
    """Open a case that is shielded from who sits here, for `OPEN_FOR`; return the moment that ends.

    The log gets an event `break_glass` with the reason, coordinators see it on Vandaag, and nothing takes it back.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Zeg in een paar woorden waarom u deze casus nu moet zien. Er is niets geopend.")
    asked = replace(actor, purpose=reason.strip())
    label = "glas gebroken van een afgeschermde casus"
    with unit(store, asked, "break_glass", label, event="break_glass", now=now) as act:
        viewer = store.viewer
        if viewer is None or viewer.worker_id is None:
            raise Refused(
                "Alleen wie als medewerker in deze opslag staat kan het glas breken. Er is niets geopend; kies bij "
                "Inrichting eerst wie u bent."
            )
        # Not `act.get`: that refuses what the viewer may not see.
        case = act.session.get(Case, case_id)
        if case is None:
            raise NotFound(f"{WHAT[:1].upper()}{WHAT[1:]} staat niet (meer) in deze opslag.")
        if not is_hidden(store, case_id):
            raise Refused("Deze casus is voor u niet afgeschermd: u kunt haar gewoon openen.")
        act.about("case", case.number, case_id=case.id)
        act.refusal = _STAYS
        until = act.now + OPEN_FOR
        act.add(
            CaseOpening(
                case_id=case_id, worker_id=viewer.worker_id, at=act.now, until=until, reason=reason.strip()
            )
        )
    store.viewer = replace(viewer, opened=viewer.opened | {case_id}, until=(*viewer.until, (case_id, until)))
    return until


def see_opening(store: Store, actor: Actor, opening_id: int, *, now: datetime | None = None) -> None:
    """Note that a coordinator saw that the glass was broken; then Vandaag no longer shows it.

    Who broke it does not do that for themselves, unless there is no other coordinator.
    """
    with unit(store, actor, "see_opening", "kennis genomen van gebroken glas", now=now) as act:
        opening = act.session.get(CaseOpening, opening_id)
        case = None if opening is None else act.session.get(Case, opening.case_id)
        if opening is None or case is None:
            raise NotFound("Deze melding staat niet (meer) in deze opslag.")
        if opening.seen_at is not None:
            raise Refused(f"{opening.seen_by} heeft hier al kennis van genomen. Er is niets gewijzigd.")
        if opening.worker_id == actor.worker_id and act.rows(
            "SELECT 1 FROM workers WHERE role = ? AND active = 1 AND id <> ?",
            Role.COORDINATOR.value,
            opening.worker_id,
        ):
            raise Refused(
                "U hebt dit glas zelf gebroken: een andere coördinator neemt er kennis van. Er is niets gewijzigd."
            )
        act.about("case", case.number, case_id=case.id)
        opening.seen_at, opening.seen_by = act.now, actor.name
        act.session.add(opening)
