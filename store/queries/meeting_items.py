"""The items of a meeting, safe for a screen that others look at: initials and year of birth, known names masked.

Only `item_identity` names somebody; a screen asks it after the act `reveal_item` has logged that it was shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from store.codes import (
    AgendaReason,
    AgendaStatus,
    CaseStatus,
    ContactKind,
    DayPart,
    MeetingPart,
    PartnerType,
    Urgency,
)
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.local_time import local_day
from store.local_time import today as local_today
from store.queries.meeting_decisions import SUBJECT, decision_rows
from store.queries.meeting_names import meeting_names
from store.queries.meeting_shapes import AgendaRow, AgreedLine, DecisionRow, ItemIdentity, ItemView, SeenLine
from store.queries.shared import (
    address_line,
    as_code,
    as_day,
    as_instant,
    as_themes,
    fetch,
    fetch_one,
    instant,
    marks,
    person_name,
)
from store.queries.visibility import visible_about
from store.rules.clocks import describe_due
from store.rules.contact_ladder import Attempt, ladder
from store.rules.masking import KnownNames, initials_of, mask_text
from store.rules.normalise import pretty_phone, pretty_postcode

MAX_TEXTS = 5
"""Signals, notes and decisions of a case shown at one item; older ones stand in the case."""


_ROWS = f"""
SELECT i.id, i.version, i.meeting_id, i.position, i.part, i.case_id, i.signal_id, COALESCE(k.number, s.number, ''),
 i.title, COALESCE(r.given, ''), COALESCE(r.prefix, ''), COALESCE(r.surname, ''), COALESCE(r.name_text, ''),
 r.birth_year, COALESCE(d.name, ''), i.reason, i.reason_text, i.question, i.planned_minutes, i.after_cutoff,
 i.rolled_over, i.status, i.called_at, i.spent_seconds,
 (SELECT count(*) FROM decisions x WHERE x.agenda_item_id = i.id)
FROM agenda_items i {SUBJECT}
"""
_ORDER = "ORDER BY i.part = 'closed', i.position, i.id"


def agenda_rows(store: Store, meeting_id: int) -> tuple[AgendaRow, ...]:
    """Return the agenda in order: the open part first, then the closed part."""
    return _rows(store, "i.meeting_id = ?", (meeting_id,))


def partner_items(store: Store, meeting_id: int, partner_id: int) -> tuple[AgendaRow, ...]:
    """Return the items a partner attends, and nothing of the others: not that there are any."""
    return _rows(
        store,
        "i.meeting_id = ? AND EXISTS (SELECT 1 FROM agenda_partners x WHERE x.agenda_item_id = i.id"
        " AND x.partner_id = ?)",
        (meeting_id, partner_id),
    )


def agenda_place(
    store: Store, meeting_id: int, *, case_id: int | None = None, signal_id: int | None = None
) -> tuple[int, AgendaRow] | None:
    """Return where a case or signal stands on an agenda, from 1; a signal of a case stands there as the case."""
    if case_id is None and signal_id is not None:
        linked = fetch_one(store, "SELECT case_id FROM signals WHERE id = ?", (signal_id,))
        case_id = linked[0] if linked else None
    subject = (case_id, None if case_id is not None else signal_id)
    for place, row in enumerate(agenda_rows(store, meeting_id), 1):
        if not row.is_theme and (row.case_id, row.signal_id) == subject:
            return place, row
    return None


def item_question(store: Store, item_id: int) -> str:
    """Return what is asked of the table as it was written, for who goes on writing; nothing in it is masked."""
    seen = visible_about(store, "case_id", "signal_id")
    row = fetch_one(store, f"SELECT question FROM agenda_items WHERE id = ? AND {seen}", (item_id,))
    return "" if row is None else str(row[0])


def agenda_row(store: Store, item_id: int) -> AgendaRow:
    """Return one item. Raises `NotFound`."""
    found = _rows(store, "i.id = ?", (item_id,))
    if not found:
        raise NotFound("Dit agendapunt staat niet (meer) in deze opslag.")
    return found[0]


def _rows(store: Store, where: str, values: tuple[object, ...]) -> tuple[AgendaRow, ...]:
    seen = visible_about(store, "i.case_id", "i.signal_id")
    found = fetch(store, f"{_ROWS} WHERE {where} AND {seen} {_ORDER}", values)
    partners = _partners(store, [row[0] for row in found])
    known = {meeting_id: meeting_names(store, meeting_id) for meeting_id in {row[2] for row in found}}
    return tuple(_row(row, known[row[2]], partners.get(row[0], ())) for row in found)


def _partners(store: Store, items: list[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    if not items:
        return {}
    by_item: dict[int, tuple[tuple[int, str], ...]] = {}
    for item_id, partner_id, name in fetch(
        store,
        "SELECT x.agenda_item_id, p.id, p.name FROM agenda_partners x JOIN partners p ON p.id = x.partner_id"
        f" WHERE x.agenda_item_id IN ({marks(items)}) ORDER BY p.name, p.id",
        items,
    ):
        by_item[item_id] = (*by_item.get(item_id, ()), (partner_id, name))
    return by_item


def _row(row: tuple[Any, ...], known: KnownNames, partners: tuple[tuple[int, str], ...]) -> AgendaRow:
    theme = row[5] is None and row[6] is None
    return AgendaRow(
        id=row[0],
        version=row[1],
        meeting_id=row[2],
        position=row[3],
        part=MeetingPart.of(row[4]),
        case_id=row[5],
        signal_id=row[6],
        number=row[7],
        who=mask_text(row[8], known) if theme else initials_of(*row[9:14]),
        district=row[14],
        reason=AgendaReason.of(row[15]),
        reason_text=mask_text(row[16], known),
        question=mask_text(row[17], known),
        planned_minutes=row[18],
        after_cutoff=bool(row[19]),
        rolled_over=row[20],
        status=AgendaStatus.of(row[21]),
        called_at=as_instant(row[22]),
        spent_seconds=row[23],
        partners=partners,
        decisions=row[24],
    )


def item_view(store: Store, item_id: int, *, today: date | None = None) -> ItemView:
    """Return one item as the shared screen shows it on `today`. Raises `NotFound`."""
    day = today or local_today()
    row = agenda_row(store, item_id)
    known = meeting_names(store, row.meeting_id)
    head = fetch_one(
        store,
        "SELECT COALESCE(k.status, ''), COALESCE(k.case_lead, ''), COALESCE(k.urgency, s.urgency),"
        " COALESCE(k.themes, s.themes, ''), COALESCE(k.plan, '') FROM agenda_items i"
        " LEFT JOIN cases k ON k.id = i.case_id LEFT JOIN signals s ON s.id = i.signal_id WHERE i.id = ?",
        (item_id,),
    ) or ("", "", None, "", "")
    attempts = [
        Attempt(ContactKind.of(kind), instant(at), bool(reached), DayPart.of(part))
        for kind, at, reached, part in fetch(
            store,
            "SELECT kind, at, reached, day_part FROM contact_attempts WHERE case_id = ? ORDER BY at, id",
            (row.case_id,),
        )
    ]
    counted: dict[ContactKind, int] = {}
    for attempt in attempts:
        counted[attempt.kind] = counted.get(attempt.kind, 0) + 1
    seen, total = _seen(store, row, known)
    return ItemView(
        row=row,
        status_label=CaseStatus.of(head[0]).label if head[0] else "",
        lead=head[1],
        urgency=as_code(Urgency, head[2]),
        themes=as_themes(head[3]),
        signal_count=total,
        seen=seen,
        tried=", ".join(f"{kind.label} {count}×" for kind, count in counted.items()),
        reached=any(attempt.reached for attempt in attempts),
        not_tried=ladder(attempts).not_tried if row.case_id is not None else (),
        plan=mask_text(head[4], known),
        open_actions=_open_actions(store, row, known, day),
        earlier=_earlier(store, row),
        decisions=decision_rows(store, "b.agenda_item_id = ?", (row.id,)),
    )


def _seen(store: Store, row: AgendaRow, known: KnownNames) -> tuple[tuple[SeenLine, ...], int]:
    if row.is_theme:
        return (), 0
    where, values = "FROM signals WHERE case_id = ? OR id = ?", (row.case_id, row.signal_id)
    found = fetch(
        store,
        f"SELECT received_at, partner_type, anonymous, facts {where} ORDER BY received_at DESC, id DESC LIMIT ?",
        (*values, MAX_TEXTS),
    )
    total = int(fetch(store, f"SELECT count(*) {where}", values)[0][0])
    return (
        tuple(
            SeenLine(
                local_day(instant(at)),
                PartnerType.of(kind).label if kind and not anonymous else "melder niet vermeld",
                mask_text(facts, known),
            )
            for at, kind, anonymous, facts in found
        ),
        total,
    )


def _open_actions(store: Store, row: AgendaRow, known: KnownNames, today: date) -> tuple[AgreedLine, ...]:
    if row.is_theme:
        return ()
    lines = []
    for action_id, title, owner, due_text in fetch(
        store,
        "SELECT id, title, owner, due_on FROM actions WHERE done_at IS NULL AND (case_id = ?1 OR signal_id = ?2 OR"
        " (+case_id IS NULL AND signal_id IN (SELECT id FROM signals WHERE case_id = ?1)))"
        " ORDER BY due_on IS NULL, due_on, id",
        (row.case_id, row.signal_id),
    ):
        due = as_day(due_text)
        told = describe_due(due, today) if due else None
        lines.append(AgreedLine(action_id, mask_text(title, known), mask_text(owner, known), due, told))
    return tuple(lines)


def _earlier(store: Store, row: AgendaRow) -> tuple[DecisionRow, ...]:
    if row.is_theme:
        return ()
    return decision_rows(
        store,
        "b.agenda_item_id <> ? AND (b.case_id = ? OR (i.case_id IS NULL AND i.signal_id = ?))",
        (row.id, row.case_id, row.signal_id),
        newest_first=True,
        limit=MAX_TEXTS,
    )


def item_identity(store: Store, item_id: int) -> ItemIdentity:
    """Return who an item is about, with address and telephone. Log it first: `reveal_item`. Raises `NotFound`."""
    seen = visible_about(store, "i.case_id", "i.signal_id")
    row = fetch_one(
        store,
        "SELECT i.id, COALESCE(r.given, ''), COALESCE(r.prefix, ''), COALESCE(r.surname, ''),"
        " COALESCE(r.name_text, ''), r.birth_date, r.birth_year, a.street, a.house_number, a.addition, a.place,"
        f" a.described, COALESCE(a.postcode, ''), COALESCE(r.phone, '') FROM agenda_items i {SUBJECT} WHERE i.id = ?"
        f" AND {seen}",
        (item_id,),
    )
    if row is None:
        raise NotFound("Dit agendapunt staat niet (meer) in deze opslag.")
    place = f"{pretty_postcode(row[12])} {row[10] or ''}".strip() if row[12] else row[10]
    return ItemIdentity(
        item_id=row[0],
        name=person_name(*row[1:5], full=True),
        birth_date=as_day(row[5]),
        birth_year=row[6],
        address=address_line(row[7], row[8], row[9], place, row[11]),
        phone=pretty_phone(row[13]),
    )
