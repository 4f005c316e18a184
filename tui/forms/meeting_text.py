"""A meeting in words: pure functions from what was read to what stands on the (shared) screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from store.codes import AgendaReason, AgendaStatus, MeetingStatus
from store.local_time import day_year, local, long_day, short_day
from store.queries.meeting_decisions import actions_per_organisation, actions_per_person
from store.queries.meeting_shapes import (
    AgendaRow,
    DecisionRow,
    ItemIdentity,
    ItemView,
    MeetingDetail,
    MeetingRow,
)
from store.rules.agenda import MOST_AT_ONCE
from store.rules.decision_line import Parsed, preview
from tui.widgets.agenda_list import subject_of
from tui.widgets.field_text import BLANK, Field
from tui.widgets.signal_preview import squeeze

MOST_SEEN = 3


def minutes_text(seconds: float) -> str:
    """Return "00:06": hours and minutes."""
    minutes = max(int(seconds), 0) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def why(item: AgendaRow) -> str:
    """Return why an item is on the agenda, with what else there is to know about how it came there."""
    words = item.reason_text or item.reason.label
    if item.rolled_over and item.reason != AgendaReason.ROLLED_OVER:
        words += f" · {item.rolled_over}× niet bereikt"
    return words + (" · na sluiting van de agenda" if item.after_cutoff else "")


def identity_fields(found: ItemIdentity) -> list[Field]:
    """Return who it is: only while a key is held."""
    born = day_year(found.birth_date) if found.birth_date else str(found.birth_year or "onbekend")
    return [
        Field(value=f"{found.name} · {born}", style="late"),
        Field(value=" · ".join(part for part in (found.address, found.phone) if part), style="late"),
        Field(value="even zichtbaar; vastgelegd dat dit is getoond", style="quiet"),
    ]


def item_fields(
    view: ItemView, today: date, identity: ItemIdentity | None = None, *, roomy: bool = False
) -> list[Field]:
    """Return one item as the table sees it: who in initials, why, what was seen and tried, what is asked.

    `roomy` puts an empty line between the parts, for a screen that is read from across a table.
    """
    gap = [BLANK] if roomy else []
    row = view.row
    head = " · ".join(part for part in (subject_of(row), "" if row.is_theme else row.district) if part)
    quiet = [row.number, view.status_label, f"regie {view.lead}" if view.lead else ""]
    if view.urgency:
        quiet.append(view.urgency.label)
    fields = [Field(value=head, style="title")]
    if identity is not None:
        fields += identity_fields(identity)
    elif any(quiet):
        fields.append(Field(value=" · ".join(filter(None, quiet)), style="quiet"))
    fields += [BLANK, Field("Waarom hier", why(row))]
    if view.themes:
        fields += gap
        fields.append(Field("Thema's", " · ".join(theme.label for theme in view.themes)))
    fields += [BLANK, *_seen(view, today)]
    if not row.is_theme:
        tried = view.tried or "nog niets geprobeerd"
        if view.not_tried:
            tried += f"; nog niet: {', '.join(view.not_tried[:4])}"
        fields += [*gap, Field("Geprobeerd", tried)]
    if view.plan:
        fields += [*gap, Field("Plan", view.plan)]
    fields += gap
    for number, action in enumerate(view.open_actions[:4]):
        due = f" — {short_day(action.due_on)}, {action.due.text}" if action.due_on and action.due else ""
        late = "late" if action.due is not None and action.due.state == "late" else ""
        owner = f" ({action.owner})" if action.owner else ""
        fields.append(Field(" " if number else "Loopt", f"{action.title}{owner}{due}", late))
    fields += gap
    for number, one in enumerate(view.earlier[:2]):
        fields.append(
            Field(" " if number else "Eerder", f"{short_day(one.held_on)}: {decision_text(one)}", "quiet")
        )
    fields += [BLANK, Field("Vraag", row.question or "wat is er nodig, en wie doet het?", "accent"), BLANK]
    for number, one in enumerate(view.decisions):
        fields.append(Field(" " if number else "✓ Besloten", decision_text(one), "strong"))
    return squeeze(fields)


def _seen(view: ItemView, today: date) -> list[Field]:
    fields: list[Field] = []
    for number, line in enumerate([line for line in view.seen if line.facts][:MOST_SEEN]):
        when = short_day(line.on) if line.on.year == today.year else day_year(line.on)
        fields.append(Field(" " if number else "Gezien", f"{line.facts} ({line.origin}, {when})"))
    more = view.signal_count - len(fields)
    if fields and more > 0:
        fields.append(Field(" ", f"en nog {more} {'signaal' if more == 1 else 'signalen'}", "quiet"))
    return fields


def decision_text(one: DecisionRow) -> str:
    """Return a decision on one line: what, who, by when, on what condition, what it did."""
    parts = [one.body]
    if one.owner:
        parts.append(one.owner)
    if one.assigned_to:
        parts.append(f"belegd bij {one.assigned_to}")
    if one.due_on:
        parts.append(f"uiterlijk {short_day(one.due_on)}")
    parts += [one.condition, f"informeren: {one.informing}" if one.informing else ""]
    if one.effect and one.effect != one.body:
        parts.append(one.effect)
    return " · ".join(part for part in parts if part)


def understood(parsed: Parsed, typed: str) -> list[Field]:
    """Return what a line means, or what it still needs, while it is typed."""
    if not typed.strip():
        return [
            Field(
                value="Enter legt het vast in casus, actie en notulen; Esc gaat naar de agenda.",
                style="quiet",
            )
        ]
    if parsed.line is not None:
        return [Field(value=f"→ {preview(parsed.line)}", style="accent")]
    return [Field(value=parsed.problems[0], style="today")]


def table_text(detail: MeetingDetail, item: AgendaRow | None) -> str:
    """Return who is at the table for this item: the team and the partners that attend it; who else is there is not.

    A theme of the open part is for everybody. A partner that was asked and is not there is named as absent.
    """
    here = [one for one in detail.participants if one.present]
    team = dict.fromkeys(one.organisation or one.name for one in here if one.is_team)
    guests = dict.fromkeys(one.organisation or one.name for one in here if not one.is_team)
    if item is None or item.is_theme:
        return "aan tafel: " + (" · ".join((*team, *guests)) or "niemand genoemd")
    asked = [name for _, name in item.partners]
    told = "aan tafel: " + (
        " · ".join((*team, *(name if name in guests else f"{name} (afwezig)" for name in asked)))
        or "niemand genoemd"
    )
    leave = [name for name in guests if name not in asked]
    return f"{told}     niet bij dit punt: {', '.join(leave)}" if leave else told


def head_left(row: MeetingRow, part: str, *, brief: bool = False) -> str:
    """Return "Netwerkoverleg · besloten deel · ma 23 nov", or without the day where there is little room."""
    return " · ".join((row.kind, part) if brief else (row.kind, part, short_day(row.held_on)))


def head_right(detail: MeetingDetail, item: AgendaRow | None, now: datetime) -> tuple[str, bool]:
    """Return "punt 4 van 17   00:06 / 00:05", and whether the item takes longer than planned (then with a !)."""
    items = detail.items
    if item is None:
        done = sum(one.status == AgendaStatus.DONE for one in items)
        return (f"{done} van {len(items)} besproken" if items else ""), False
    seconds = spent(item, now)
    over = seconds > item.planned_minutes * 60
    clock = f"{minutes_text(seconds)} / {minutes_text(item.planned_minutes * 60)}"
    return f"punt {items.index(item) + 1} van {len(items)}   {'! ' if over else ''}{clock}", over


def nothing_called(detail: MeetingDetail) -> list[Field]:
    """Return what to do when no item is being discussed."""
    if not detail.items:
        return [
            Field(value="De agenda is leeg.", style="title"),
            Field(
                value="Zet met + een punt op de agenda, sluit het overleg met ctrl+s, of ga terug met ctrl+w."
            ),
        ]
    if all(item.status != AgendaStatus.WAITING for item in detail.items):
        return [
            Field(value="Alle punten zijn besproken.", style="title"),
            Field(value="Sluit het overleg met ctrl+s; de notulen en de actielijst staan dan klaar."),
        ]
    return [Field(value="Druk op n voor het eerste punt.", style="title")]


def when_text(row: MeetingRow, today: date) -> str:
    """Return "vandaag 10:00", or "ma 23 nov 10:00"."""
    day = "vandaag" if row.held_on == today else short_day(row.held_on)
    if row.held_on.year != today.year:
        day = day_year(row.held_on)
    return f"{day} {row.starts_at}"


def meeting_fields(detail: MeetingDetail, today: date) -> list[Field]:
    """Return a meeting beside the list: when, where, who, what is on the agenda or what came out."""
    row = detail.row
    fields = [
        Field(value=f"{row.kind} · {row.number}", style="title"),
        Field(value=f"{long_day(row.held_on)}, {row.starts_at} · {row.status.label}", style="quiet"),
        BLANK,
        *(Field(label, text) for label, text in (("Plaats", row.place), ("Voorzitter", row.chair)) if text),
    ]
    people = [
        " ".join(
            filter(
                None,
                (one.name, f"({one.organisation})" if one.organisation and one.name else one.organisation),
            )
        )
        for one in detail.participants
    ]
    if people:
        fields.append(Field("Aan tafel", ", ".join(people)))
    if row.status == MeetingStatus.CLOSED:
        return squeeze([*fields, BLANK, *result_fields(detail)])
    if detail.remarks:
        fields.append(Field("Opmerkingen", detail.remarks))
    closes = local(row.closes_at)
    if row.status != MeetingStatus.CANCELLED:
        fields.append(Field("Agenda sluit", f"{short_day(closes.date())} {closes:%H:%M}"))
    fields += [
        BLANK,
        Field("Agenda", f"{row.items} punten, samen {row.planned_minutes} minuten"),
        *(_agenda_field(number, item) for number, item in enumerate(detail.items, 1)),
    ]
    return squeeze(fields)


def _agenda_field(number: int, item: AgendaRow) -> Field:
    if item.is_theme:
        return Field(f"{number:>2} thema", f"{subject_of(item)} — {why(item)}")
    return Field(f"{number:>2} {subject_of(item)}", why(item))


def result_fields(detail: MeetingDetail) -> list[Field]:
    """Return what a closed meeting brought: minutes per item, actions per organisation and per person."""
    by_item: dict[int, list[DecisionRow]] = {}
    for one in detail.decisions:
        by_item.setdefault(one.item_id, []).append(one)
    fields = [Field(value="BESLUITEN", style="quiet")]
    for number, item in enumerate(detail.items, 1):
        fields.append(Field(f"{number:>3}", f"{subject_of(item)} · {item.status.label}", "strong"))
        fields += [Field(" ", decision_text(one)) for one in by_item.get(item.id, [])]
    own = [one for one in detail.decisions if one.owner]
    fields += [BLANK, Field(value="ACTIES PER ORGANISATIE", style="quiet")]
    fields += _groups(
        [(name or "het eigen team", found) for name, found in actions_per_organisation(detail.decisions)]
    )
    if own:
        fields += [BLANK, Field(value="ACTIES PER PERSOON", style="quiet"), *_groups(actions_per_person(own))]
    if detail.remarks:
        fields += [BLANK, Field("Opmerkingen", detail.remarks)]
    return fields


def _groups(groups: Sequence[tuple[str, tuple[DecisionRow, ...]]]) -> list[Field]:
    if not groups:
        return [Field(value="Er zijn geen acties afgesproken.", style="quiet")]
    fields: list[Field] = []
    for name, found in groups:
        fields.append(Field(value=name, style="strong"))
        for one in found:
            due = short_day(one.due_on) if one.due_on else "geen datum"
            mark = "✓ " if one.done_at else ""
            fields.append(Field(due, f"{mark}{one.body} · {one.who}"))
    return fields


def spent(item: AgendaRow, now: datetime) -> float:
    """Return how long an item has been discussed, in seconds."""
    return item.spent_seconds + min(_since_called(item, now), MOST_AT_ONCE)


def was_interrupted(item: AgendaRow, now: datetime) -> bool:
    """Return whether an item was called so long ago that the meeting must have stood still since."""
    return _since_called(item, now) > MOST_AT_ONCE


def _since_called(item: AgendaRow, now: datetime) -> float:
    return max((now - item.called_at).total_seconds(), 0.0) if item.called_at is not None else 0.0
