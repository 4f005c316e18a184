"""The papers of a meeting as files: agenda, minutes, action list and outcome; what a partner gets is its own items."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from store.actor import Actor
from store.acts.allowed import check_allowed
from store.acts.export import render
from store.acts.export_files import check_folder, removed_on_failure, write_new
from store.acts.log_chain import NewEntry, log_alone
from store.acts.meeting_frame import WHAT
from store.acts.unit import Unit, unit
from store.codes import AgendaStatus, InfoLevel, LegalBasis, MeetingStatus, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused
from store.exchange.documents.model import Document
from store.exchange.minutes import action_list, minutes, partner_agenda, team_agenda
from store.exchange.outcome_json import outcome_text
from store.local_time import day_year, local_day
from store.queries.meeting_items import partner_items
from store.queries.meeting_shapes import MeetingDetail
from store.queries.meetings import meeting_detail
from store.queries.shared import fetch_one
from store.queries.sharing import consents
from store.rules.export_answers import FORMATS, destroy_day
from store.schema import Disclosure, Meeting

Paper = Literal["agenda", "minutes", "actions", "outcome"]
PAPERS: Mapping[Paper, str] = MappingProxyType(
    {"agenda": "agenda", "minutes": "verslag", "actions": "actielijst", "outcome": "uitkomst"}
)
"""The papers of a meeting with their Dutch names, which are in the names of their files."""

NECESSITY = "deelname aan het overleg"
PURPOSE = "overleg"
REFUSAL = (
    "Dit papier van een overleg is de deur uit: het kan al gelezen of doorgestuurd zijn. "
    "Was het een vergissing, verwijder dan zelf het bestand; aan het overleg is niets veranderd."
)
_NOT_ASKED = "bij een overleg wordt dit in de casus zelf vastgelegd"
_WITHHELD = (
    ("namen, adressen en telefoonnummers", "in een overleg alleen initialen en geboortejaar"),
    ("andere agendapunten", "een partner ziet alleen de eigen punten"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A paper that was written; `disclosures` are the records of it, one for each case a partner reads about."""

    path: Path
    sha256: str
    number: str
    disclosures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Partner:
    id: int
    name: str
    type: PartnerType


def export_meeting(
    store: Store,
    actor: Actor,
    meeting_id: int,
    what: Paper,
    fmt: str,
    directory: Path,
    *,
    partner_id: int | None = None,
    basis: LegalBasis = LegalBasis.WMO,
    file_name: str = "",
    team: str = "",
    now: datetime | None = None,
) -> Exported:
    """Write a paper of a meeting in `directory`, mode 0600; information level 1 (to confer), known names masked.

    For a partner it holds the items that partner is invited for, what was decided there and, in the action list, what
    it is to do itself; of other items nothing, not even how many. A partner's paper is recorded as a disclosure on
    `basis`, once for every case in it. Without a partner it is the whole paper, for the team. The name of the file
    holds the number of the meeting, the kind of paper and the number of the partner (`OV2026-012-agenda-p7.pdf`);
    `file_name` gives another. An existing file is never replaced. One log event "export"; undo is refused. When
    anything fails no file stays behind and nothing is recorded.

    Raises `InvalidInput` (format, consent that was not given), `Refused` (not begun yet, no items, cannot be written),
    `NotFound`, `Conflict`.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    today = local_day(moment)
    _check_form(what, fmt)
    if file_name != Path(file_name).name:
        raise InvalidInput("Dit is geen naam voor een bestand. Er is niets geschreven; kies een andere naam.")
    check_folder(directory)
    detail = _begun(store, meeting_id, what)
    partner = None if partner_id is None else _partner(store, partner_id)
    seen = detail if partner is None else _own_part(store, detail, partner, what)
    if partner is not None and basis == LegalBasis.CONSENT:
        _check_consent(store, seen, partner, today)
    if what == "outcome":
        content = outcome_text(seen).encode("utf-8")
    else:
        paper = _paper(what, seen, partner, today, team)
        content = render(_addressed(paper, seen, partner, basis, today), fmt)
    digest = hashlib.sha256(content).hexdigest()
    given = f"Deelname aan {detail.row.kind}, {day_year(detail.row.held_on)}" if partner else PURPOSE
    label = f"{PAPERS[what]} geëxporteerd"
    with (
        removed_on_failure() as files,
        unit(
            store, replace(actor, purpose=given), "export_meeting", label, event="export", now=moment
        ) as act,
    ):
        meeting = act.fresh(Meeting, meeting_id, WHAT, detail.row.version)
        act.about("meeting", meeting.number)
        act.refusal = REFUSAL
        names = (file_name,) if file_name else _names(meeting.number, what, partner, fmt)
        path = write_new(directory, names, content)
        files.append(path)
        rows: list[int] = []
        if partner is not None:
            rows = [
                act.add(_row(act, seen, partner, case_id, given, basis, fmt, path.name, digest)).id or 0
                for case_id in _cases(seen) or (None,)
            ]
    return Exported(path, digest, detail.row.number, tuple(rows))


def show_outcome(store: Store, actor: Actor, meeting_id: int, *, now: datetime | None = None) -> str:
    """Log that the outcome of a meeting was read out as JSON, and return it. Nothing changes: there is no undo."""
    check_allowed(store, actor, "export_meeting")
    detail = _begun(store, meeting_id, "outcome")
    log_alone(
        store,
        NewEntry(
            at=now or datetime.now(UTC),
            actor=actor,
            event="export",
            act="show_outcome",
            kind="meeting",
            number=detail.row.number,
            summary="uitkomst van overleg opgevraagd",
            purpose=PURPOSE,
        ),
    )
    return outcome_text(detail)


def _check_form(what: Paper, fmt: str) -> None:
    if what not in PAPERS:
        raise InvalidInput(f"Dit papier bestaat niet. Kies uit {', '.join(PAPERS)}.")
    if fmt not in FORMATS:
        raise InvalidInput(f"Dit soort bestand bestaat niet. Kies uit {', '.join(FORMATS)}.")
    if what == "outcome" and fmt != "json":
        raise InvalidInput("De uitkomst van een overleg is er alleen als json.")


def _begun(store: Store, meeting_id: int, what: Paper) -> MeetingDetail:
    detail = meeting_detail(store, meeting_id)
    if what != "agenda" and detail.row.status == MeetingStatus.PLANNED:
        raise Refused("Dit overleg is nog niet begonnen: er is alleen een agenda. Er is niets geschreven.")
    return detail


def _partner(store: Store, partner_id: int) -> _Partner:
    row = fetch_one(store, "SELECT id, name, type FROM partners WHERE id = ?", (partner_id,))
    if row is None:
        raise NotFound("Deze partner staat niet (meer) in deze opslag.")
    return _Partner(row[0], row[1], PartnerType.of(row[2]))


def _own_part(store: Store, detail: MeetingDetail, partner: _Partner, what: Paper) -> MeetingDetail:
    """Return what a partner may know of a meeting: the counts, people and remarks around it are its own as well."""
    items = partner_items(store, detail.row.id, partner.id)
    own = {item.id for item in items}
    decisions = tuple(
        one
        for one in detail.decisions
        if one.item_id in own or (what == "actions" and one.assigned_to == partner.name)
    )
    if not items and not decisions:
        raise Refused(
            "Deze partner is bij geen enkel punt van dit overleg uitgenodigd. Er is niets geschreven."
        )
    row = replace(
        detail.row,
        items=len(items),
        done=sum(item.status == AgendaStatus.DONE for item in items),
        planned_minutes=sum(item.planned_minutes for item in items),
        decisions=len(decisions),
    )
    there = tuple(one for one in detail.participants if one.is_team or one.partner_id == partner.id)
    return replace(
        detail,
        row=row,
        remarks="",
        current_item_id=None,
        participants=there,
        items=items,
        decisions=decisions,
    )


def _cases(seen: MeetingDetail) -> tuple[int, ...]:
    found = (*(item.case_id for item in seen.items), *(one.case_id for one in seen.decisions))
    return tuple(dict.fromkeys(case_id for case_id in found if case_id is not None))


def _check_consent(store: Store, seen: MeetingDetail, partner: _Partner, today: date) -> None:
    """Refuse consent as the ground unless it was given for every person in the paper."""
    items = [(one.number, one.case_id, one.signal_id) for one in seen.items]
    items += [(one.number, one.case_id, one.signal_id) for one in seen.decisions]
    for number, case_id, signal_id in dict.fromkeys(items):
        if case_id is None and signal_id is None:
            continue
        if case_id is None or not any(one.covers(partner.name, today) for one in consents(store, case_id)):
            raise InvalidInput(
                f"Voor {number} is geen toestemming vastgelegd om met deze partner te delen. "
                "Er is niets geschreven; kies een andere grondslag."
            )


def _paper(what: Paper, seen: MeetingDetail, partner: _Partner | None, today: date, team: str) -> Document:
    if what == "minutes":
        return minutes(seen, today, team)
    if what == "actions":
        return action_list(seen, today, team)
    if partner is None:
        return team_agenda(seen, today, team)
    return partner_agenda(seen, seen.items, partner.name, today, team)


def _addressed(
    paper: Document, seen: MeetingDetail, partner: _Partner | None, basis: LegalBasis, today: date
) -> Document:
    if partner is None:
        return paper
    meta = replace(
        paper.meta,
        recipient=partner.name,
        purpose=f"Deelname aan {seen.row.kind}",
        basis=basis.label,
        necessity=NECESSITY,
        destroy_after=destroy_day(today),
    )
    return replace(paper, meta=meta)


def _names(number: str, what: Paper, partner: _Partner | None, fmt: str) -> Iterable[str]:
    stem = f"{re.sub(r'[^A-Za-z0-9-]', '', number)}-{PAPERS[what]}"
    stem += "" if partner is None else f"-p{partner.id}"
    yield f"{stem}.{fmt}"
    for sequence in count(2):
        yield f"{stem}-{sequence}.{fmt}"


def _row(
    act: Unit,
    seen: MeetingDetail,
    partner: _Partner,
    case_id: int | None,
    purpose: str,
    basis: LegalBasis,
    fmt: str,
    file_name: str,
    digest: str,
) -> Disclosure:
    withheld = [{"what": thing, "why": why} for thing, why in _WITHHELD]
    return Disclosure(
        case_id=case_id,
        meeting_id=seen.row.id,
        at=act.now,
        by=act.actor.name,
        recipient_partner_id=partner.id,
        recipient=partner.name,
        recipient_type=partner.type,
        purpose=purpose,
        level=InfoLevel.CONFER,
        basis=basis,
        necessity=NECESSITY,
        informed=False,
        withheld_reason=_NOT_ASKED,
        format=fmt,
        file_name=file_name,
        sha256=digest,
        withheld=json.dumps(withheld, ensure_ascii=False),
        destroy_after=destroy_day(act.today),
    )
