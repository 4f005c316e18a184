"""Minutes, action list and a partner's own agenda as documents to print: level 1, initials and year of birth only.

Everything comes from what the meeting screens are given, in which known names are masked already; nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from store.codes import AgendaStatus, InfoLevel, MeetingPart
from store.exchange.documents.model import Document, DocumentMeta
from store.local_time import clock_time, day_year, long_day
from store.queries.meeting_decisions import actions_per_organisation, actions_per_person
from store.queries.meeting_shapes import AgendaRow, DecisionRow, MeetingDetail, ParticipantRow
from store.rules.disclosed import Block, Bullets, Remark, Rows, Section, Table, filled_table
from store.rules.export_answers import destroy_day

_TEAM = "eigen team"
_ACTION_COLUMNS = ("Wie", "Wat", "Uiterlijk", "Voorwaarde", "Punt")


def minutes(detail: MeetingDetail, made_on: date, team: str) -> Document:
    """Return the minutes of a meeting: who was there, each item with what was decided, what was not reached."""
    sections = [Section("meeting", "Overleg", (Rows(_head(detail)),)), _present(detail.participants)]
    for part, key in ((MeetingPart.OPEN, "open"), (MeetingPart.CLOSED, "closed")):
        sections += _items(detail, part, key)
    left = [item for item in detail.items if item.status != AgendaStatus.DONE]
    if left:
        rows = tuple((_name(item), _why(item), _times(item)) for item in left)
        sections.append(
            Section(
                "not_reached",
                "Niet bereikt, gaat mee naar de volgende keer",
                (_table(("Punt", "Waarom", "Keer"), rows),),
            )
        )
    sections += _action_sections(detail.decisions)
    if detail.remarks.strip():
        sections.append(Section("remarks", "Opmerkingen", (Remark(detail.remarks.strip()),)))
    return Document(_meta("Verslag", detail, made_on, team), tuple(sections))


def action_list(detail: MeetingDetail, made_on: date, team: str) -> Document:
    """Return what was promised in a meeting, per organisation and per person, earliest first."""
    sections = _action_sections(detail.decisions)
    none = Section("actions", "Acties", (Remark("Er zijn geen acties afgesproken."),))
    return Document(_meta("Actielijst", detail, made_on, team), tuple(sections or [none]))


def team_agenda(detail: MeetingDetail, made_on: date, team: str) -> Document:
    """Return the whole agenda, for the team itself: every item with why it is there and who is invited for it."""
    sections = [Section("meeting", "Overleg", (Rows((*_when(detail), *_length(detail.items))),))]
    for part, key in ((MeetingPart.OPEN, "open"), (MeetingPart.CLOSED, "closed")):
        rows = tuple(
            (
                str(number),
                _name(item),
                _why(item),
                item.question,
                ", ".join(name for _, name in item.partners),
                f"{item.planned_minutes} min",
            )
            for number, item in enumerate(detail.items, 1)
            if item.part == part
        )
        if rows:
            columns = ("Punt", "Over", "Waarom", "Vraag aan tafel", "Uitgenodigd", "Tijd")
            sections.append(Section(key, part.label.capitalize(), (_table(columns, rows),)))
    if len(sections) == 1:
        sections.append(Section("agenda", "Punten", (Remark("Er staat nog niets op de agenda."),)))
    return Document(_meta("Agenda", detail, made_on, team), tuple(sections))


def partner_agenda(
    detail: MeetingDetail, items: Iterable[AgendaRow], partner: str, made_on: date, team: str
) -> Document:
    """Return the agenda for one partner: of `items`, as `partner_items` gives them, and of nothing else a trace."""
    own = tuple(items)
    rows = tuple(
        (str(number), _name(item), item.question or "geen vraag genoteerd", f"{item.planned_minutes} min")
        for number, item in enumerate(own, 1)
    )
    blocks: tuple[Block, ...] = (
        (_table(("Punt", "Over", "Vraag aan tafel", "Tijd"), rows),)
        if rows
        else (Remark("Er zijn geen punten voor u op de agenda."),)
    )
    sections = (
        Section("meeting", "Overleg", (Rows((*_when(detail), *_length(own))),)),
        Section("agenda", "Uw punten", blocks),
    )
    return Document(_meta("Agenda", detail, made_on, team, recipient=partner), sections)


def _meta(what: str, detail: MeetingDetail, made_on: date, team: str, *, recipient: str = "") -> DocumentMeta:
    return DocumentMeta(
        title=f"{what} {detail.row.kind} {day_year(detail.row.held_on)}",
        number=detail.row.number,
        made_on=made_on,
        made_by_team=team,
        recipient=recipient,
        level=InfoLevel.CONFER,
        destroy_after=destroy_day(made_on) if recipient else None,
    )


def _when(detail: MeetingDetail) -> tuple[tuple[str, str], ...]:
    row = detail.row
    rows = (
        ("Soort", row.kind),
        ("Datum", f"{long_day(row.held_on)}, {row.starts_at}"),
        ("Plaats", row.place),
        ("Voorzitter", row.chair),
    )
    return tuple((label, value) for label, value in rows if value)


def _length(items: tuple[AgendaRow, ...]) -> tuple[tuple[str, str], ...]:
    if not items:
        return ()
    count = "1 punt" if len(items) == 1 else f"{len(items)} punten"
    return (("Duur", f"{count}, samen {sum(item.planned_minutes for item in items)} minuten"),)


def _head(detail: MeetingDetail) -> tuple[tuple[str, str], ...]:
    row = detail.row
    ran = ""
    if detail.started_at is not None:
        ran = clock_time(detail.started_at)
        ran += f" tot {clock_time(detail.closed_at)}" if detail.closed_at is not None else ", nog bezig"
    rows = (
        ("Nummer", row.number),
        *_when(detail),
        ("Gehouden", ran),
        ("Besproken", f"{row.done} van {row.items} punten, {row.decisions} besluiten"),
    )
    return tuple((label, value) for label, value in rows if value)


def _present(participants: Iterable[ParticipantRow]) -> Section:
    listed = list(participants)
    here = tuple(_person(one) for one in listed if one.present)
    away = tuple(_person(one) for one in listed if not one.present)
    blocks: list[Block] = [Bullets(here) if here else Remark("Wie er waren is niet vastgelegd.")]
    if away:
        blocks.append(Remark(f"Afwezig: {', '.join(away)}."))
    return Section("present", "Aanwezig", tuple(blocks))


def _person(one: ParticipantRow) -> str:
    return ", ".join(part for part in (one.name, one.organisation) if part)


def _items(detail: MeetingDetail, part: MeetingPart, key: str) -> list[Section]:
    sections = []
    for number, item in enumerate(detail.items, 1):
        if item.part != part or item.status != AgendaStatus.DONE:
            continue
        told = (("Waarom", _why(item)), ("Vraag", item.question), ("Wijk", item.district))
        blocks: list[Block] = [Rows(tuple(row for row in told if row[1]))]
        taken = tuple(_decision(one) for one in detail.decisions if one.item_id == item.id)
        blocks.append(Bullets(taken) if taken else Remark("Besproken, geen besluit."))
        sections.append(
            Section(f"{key}-{number}", f"{part.label.capitalize()}, {number}. {_name(item)}", tuple(blocks))
        )
    return sections


def _decision(one: DecisionRow) -> str:
    due = f"uiterlijk {day_year(one.due_on)}" if one.due_on else ""
    parts = [
        one.body,
        f"belegd bij {one.assigned_to}" if one.assigned_to else one.owner,
        due,
        one.condition,
        f"betrokkene informeren: {one.informing}" if one.informing else "",
        f"gevolg: {one.effect}" if one.effect and one.effect != one.body else "",
    ]
    return " · ".join(part for part in parts if part)


def _name(item: AgendaRow | DecisionRow) -> str:
    return f"{item.who} ({item.number})" if item.number else item.who


def _why(item: AgendaRow) -> str:
    return f"{item.reason_text} · na sluiting van de agenda" if item.after_cutoff else item.reason_text


def _times(item: AgendaRow) -> str:
    return f"{item.rolled_over + 1}e keer"


def _action_sections(decisions: Iterable[DecisionRow]) -> list[Section]:
    taken = tuple(decisions)
    sections = []
    per_organisation = actions_per_organisation(taken)
    if per_organisation:
        rows = tuple(
            _action(one, organisation or _TEAM) for organisation, found in per_organisation for one in found
        )
        sections.append(
            Section("per_organisation", "Acties per organisatie", (_table(_ACTION_COLUMNS, rows),))
        )
    per_person = actions_per_person(taken)
    if per_person:
        rows = tuple(_action(one, person) for person, found in per_person for one in found)
        sections.append(Section("per_person", "Acties per persoon", (_table(_ACTION_COLUMNS, rows),)))
    return sections


def _action(one: DecisionRow, who: str) -> tuple[str, ...]:
    due = day_year(one.due_on) if one.due_on else "zonder datum"
    return (who, one.body, due, one.condition, _name(one))


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """A table without the columns that hold nothing."""
    return filled_table(columns, rows) or Table(columns, rows)
