"""What a signal or case looks like in a few lines: pure functions from what was read to fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.codes import ClockKind, SignalStatus, YesNoUnknown
from store.local_time import local, short_day
from store.queries.case_shapes import CaseDetail
from store.queries.shared import theme_words
from store.queries.signal_parts import ClockView
from store.queries.signals import SignalDetail
from store.rules.clocks import describe_due
from tui.text import moment
from tui.widgets.field_text import BLANK, Field

FEEDBACK_CLOCKS = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)


def signal_fields(detail: SignalDetail, today: date, *, address_line: str = "") -> list[Field]:
    """Return the preview of a signal; `address_line` is what is known of its address."""
    source = detail.partner or (detail.partner_type.label if detail.partner_type else "")
    fields = [
        Field(value=" · ".join(part for part in (f"Signaal {detail.number}", source) if part), style="title"),
        Field(value=f"{detail.who} · {detail.where}", style="strong"),
        Field(value=received_line(detail), style="quiet"),
        BLANK,
        *told_fields(detail),
        *missing_fields(detail),
        BLANK,
        *filled(
            ("Thema's", theme_words(detail.themes)),
            ("Dit adres", address_line),
            ("Status", status_line(detail)),
            ("Route", route_line(detail)),
        ),
        *clock_fields(running(detail.clocks), today),
    ]
    return squeeze(fields)


def case_fields(detail: CaseDetail, today: date) -> list[Field]:
    """Return the preview of a case: who, what was seen, what was tried, what comes next."""
    head = detail.head
    name = head.who if head.birth_year is None else f"{head.who}, {head.birth_year}"
    lead = f"regie {head.lead}" if head.lead else "nog geen regie"
    fields = [
        Field(value=f"Casus {head.number} · {head.status.label}", style="title"),
        Field(value=f"{name} · {head.where}", style="strong"),
        Field(value=f"{lead} · {head.team}", style="quiet"),
        BLANK,
    ]
    if head.visit_safety:
        fields += [Field("! Bij een bezoek", head.visit_safety, "late"), BLANK]
    if detail.signals:
        newest = detail.signals[0]
        fields += [
            *filled(
                ("Wat is gezien", newest.facts),
                ("Wat denkt melder", newest.opinion),
                ("Verzoek", newest.request),
            ),
            Field("Bron", _sources(detail), "quiet"),
            BLANK,
        ]
    ladder = detail.ladder
    attempts = "nog niets geprobeerd"
    if ladder.total:
        kinds = ", ".join(f"{kind.label} {count}×" for kind, count in ladder.kinds.items() if count)
        attempts = f"{kinds}; {ladder.reached}× gesproken" if ladder.reached else f"{kinds}; nog niet bereikt"
    fields += filled(
        ("Thema's", theme_words(head.themes)),
        ("Geprobeerd", attempts),
        ("Nog niet", " · ".join(ladder.not_tried[:4])),
    )
    fields.append(BLANK)
    for action in detail.open_actions[:3]:
        due = (
            f"{short_day(action.due_on)}, {action.due.text}" if action.due_on and action.due else "geen datum"
        )
        late = "late" if action.due and action.due.state == "late" else ""
        fields.append(Field("Volgende stap", f"{action.title} ({action.owner}) — {due}", late))
    for clock in detail.clocks[:4]:
        fields.append(due_field(clock.kind, clock.due_on, today))
    return squeeze(fields)


def _sources(detail: CaseDetail) -> str:
    newest = detail.signals[0]
    first = f"{newest.source or 'onbekende melder'}, {moment(local(newest.received_at))}"
    others = len(detail.signals) - 1
    return first if not others else f"{first}; en nog {others} {'signaal' if others == 1 else 'signalen'}"


def received_line(detail: SignalDetail) -> str:
    """Return "ontvangen do 12 nov 09:14 · telefoon · spoed"."""
    urgency = detail.urgency.label if detail.urgency else "urgentie nog onbekend"
    return f"ontvangen {moment(local(detail.received_at))} · {detail.channel.label} · {urgency}"


def told_fields(detail: SignalDetail) -> list[Field]:
    """Return facts, opinion and request apart; nothing told says so."""
    fields = filled(
        ("Wat is gezien", detail.facts), ("Wat denkt melder", detail.opinion), ("Verzoek", detail.request)
    )
    if detail.status is SignalStatus.ADVISED and not fields:
        return [
            *filled(("Advies", detail.advice)),
            Field(value="Verder is niets van dit signaal bewaard.", style="quiet"),
        ]
    return fields or [Field(value="Er is geen omschrijving.", style="quiet")]


def missing_fields(detail: SignalDetail) -> list[Field]:
    """Return what is still missing, one line each."""
    labels = ("Ontbreekt", *("",) * len(detail.missing))
    return [Field(label or " ", line, "today") for label, line in zip(labels, detail.missing, strict=False)]


def status_line(detail: SignalDetail) -> str:
    """Return the status with what belongs to it: the case, or why it was not picked up."""
    if detail.case_number:
        return f"{detail.status.label} aan casus {detail.case_number}"
    if detail.not_taken_up_reason:
        return f"{detail.status.label}: {detail.not_taken_up_reason.label}"
    return detail.status.label


def route_line(detail: SignalDetail) -> str:
    """Return "Kernteam, regel PN-2", or that a worker chose otherwise."""
    if not detail.routings:
        return detail.team
    routing = detail.routings[0]
    if routing.followed:
        return f"{routing.team}, regel {routing.explanation.rule}"
    return f"{routing.team}, anders gekozen dan {routing.proposed_team}"


def running(clocks: Sequence[ClockView]) -> list[ClockView]:
    """Return the clocks that still run, by due day."""
    return [clock for clock in clocks if clock.stopped_on is None]


def clock_fields(clocks: Sequence[ClockView], today: date) -> list[Field]:
    """Return a line for each clock: "Melder  verwacht terugkoppeling uiterlijk wo 25 nov (nog 2 werkdagen)"."""
    return [due_field(clock.kind, clock.due_on, today) for clock in clocks]


def due_field(kind: ClockKind, due_on: date, today: date) -> Field:
    """Return one running clock as a field, marked when it is late or due today."""
    due = describe_due(due_on, today)
    style = due.state if due.state in ("late", "today") else ""
    when = f"uiterlijk {short_day(due_on)} ({due.text})"
    if kind in FEEDBACK_CLOCKS:
        return Field("Melder", f"verwacht {kind.label.removesuffix(' aan melder')} {when}", style)
    return Field("Termijn", f"{kind.label} {when}", style)


def aware_line(detail: SignalDetail) -> str:
    """Return whether the resident knows of the report, with the reason when not."""
    if detail.aware == YesNoUnknown.NO and detail.not_aware_reason:
        return f"nee: {detail.not_aware_reason}"
    return detail.aware.label


def filled(*pairs: tuple[str, str]) -> list[Field]:
    """Return fields for the pairs that have a value."""
    return [Field(label, value) for label, value in pairs if value]


def squeeze(fields: Sequence[Field]) -> list[Field]:
    """Return the fields without blank lines at the ends or two in a row."""
    kept: list[Field] = []
    for field in fields:
        if field != BLANK or (kept and kept[-1] != BLANK):
            kept.append(field)
    return kept[:-1] if kept and kept[-1] == BLANK else kept
