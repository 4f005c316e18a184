"""A case in words: pure functions from the frozen shapes to what stands on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from store.codes import CaseStatus, NormKind
from store.local_time import day_year, local_day, short_day
from store.queries.case_shapes import ActionView, CaseClock, CaseDetail, CaseHead, CaseSignal, ScoreView
from store.rules.clocks import DueText
from store.rules.normalise import pretty_phone
from tui.text import shorten
from tui.widgets.field_text import BLANK, Field

_STYLES = {"late": "late", "today": "today"}
NORMS = {NormKind.LAW: "wet", NormKind.NORM: "eigen norm"}


def due_words(due: DueText) -> str:
    """Return "! 3 werkdagen te laat" or "nog 2 werkdagen": late always has its sign."""
    return f"! {due.text}" if due.state == "late" else due.text


def due_style(due: DueText) -> str:
    """Return the field style that goes with a due text."""
    return _STYLES.get(due.state, "")


def day_near(day: date, today: date) -> str:
    """Return "do 12 nov", with the year when it is another one."""
    return short_day(day) if day.year == today.year else day_year(day)


def who_line(head: CaseHead) -> str:
    """Return who and where on one line."""
    born = f", {head.birth_year}" if head.birth_year else ""
    return f"{head.who}{born} · {head.where}"


def head_fields(detail: CaseDetail) -> list[Field]:
    """Return the lines above every sheet: who and where, how it stands, what is late or comes first."""
    head = detail.head
    lead = f"regie {head.lead}" if head.lead else "nog geen regie"
    fields = [
        Field(value=f"{head.number} · {who_line(head)}", style="title"),
        Field(value=f"{status_words(head)} · {lead}", style="quiet"),
    ]
    if head.shielded:
        fields.append(Field(value="AFGESCHERMD: alleen het team van deze casus ziet haar", style="today"))
    terms = [(clock.due_on, clock.due, clock.kind.label) for clock in detail.clocks]
    terms += [
        (action.due_on, action.due, f"actie ‘{shorten(action.title, 60)}’")
        for action in detail.open_actions
        if action.due_on is not None and action.due is not None
    ]
    if terms:
        fields.append(_term_field(sorted(terms, key=itemgetter(0))))
    return fields


def _term_field(terms: Sequence[tuple[date, DueText, str]]) -> Field:
    late = sum(due.state == "late" for _, due, _ in terms)
    _, first, what = terms[0]
    words = f"{what}, {first.text}"
    if not late:
        return Field(value=f"eerste termijn: {words}", style=due_style(first) or "quiet")
    if late > 1:
        words = f"{late} termijnen te laat; langst: {words}"
    return Field(value=f"! {words}", style="late")


def status_words(head: CaseHead) -> str:
    """Return the status with what belongs to it."""
    words = head.status.label
    if head.status == CaseStatus.WAITLIST and head.waitlist_owner:
        words += f" (bij {head.waitlist_owner})"
    if head.status == CaseStatus.ESCALATED and head.escalation_target:
        words += f" ({head.escalation_target.label})"
    if head.status == CaseStatus.HANDOVER and head.handover_to:
        words += f" (aan {head.handover_to})"
    if head.status == CaseStatus.CLOSED and head.outcome:
        words += f" ({head.outcome.label})"
    return words


def person_fields(head: CaseHead, today: date) -> list[Field]:
    """Return who it is about, where, and what to know before going there."""
    born = day_year(head.birth_date) if head.birth_date else str(head.birth_year or "onbekend")
    fields = [
        Field("Betrokkene", head.who, "strong"),
        Field("Geboren", born),
        *([Field("Telefoon", pretty_phone(head.phone))] if head.phone else []),
        Field("Adres", head.where_in_full),
        *([Field("Wijk", head.district)] if head.district else []),
        *([Field("Huishouden", head.household_note)] if head.household_note else []),
    ]
    if head.visit_safety:
        fields += [BLANK, Field("! Bij een bezoek", head.visit_safety, "late")]
    return fields


def work_fields(head: CaseHead, today: date, *, keys: bool = True) -> list[Field]:
    """Return how the case stands, and its goal and plan; with `keys` also which key fills in what is not there yet."""
    lead, plan = (": druk g", ": druk p") if keys else ("", "")
    opened = day_near(local_day(head.opened_at), today)
    fields = [
        Field("Status", status_words(head), "strong"),
        Field("Regie", head.lead or f"nog niemand{lead}", "" if head.lead else "today"),
        Field("Team", head.team),
        Field("Thema's", " · ".join(theme.label for theme in head.themes) or "geen"),
        Field("Urgentie", head.urgency.label if head.urgency else "niet bepaald"),
        Field("Geopend", opened),
    ]
    if head.closed_at:
        fields.append(Field("Gesloten", day_near(local_day(head.closed_at), today)))
    if head.review_on:
        fields.append(Field("Opnieuw kijken", day_near(head.review_on, today)))
    fields += [
        BLANK,
        Field("Doel", head.goal or f"nog niet geschreven{plan}", "" if head.goal else "quiet"),
        Field("Plan", head.plan or f"nog niet geschreven{plan}", "" if head.plan else "quiet"),
    ]
    return fields


def clock_fields(clocks: Sequence[CaseClock], today: date) -> list[Field]:
    """Return the terms that run, the first to end on top."""
    if not clocks:
        return [Field(value="Er lopen geen termijnen.", style="quiet")]
    fields: list[Field] = []
    for clock in clocks:
        of = f"{clock.signal_number} · " if clock.signal_number else ""
        source = (
            clock.source
            if clock.source.startswith(NORMS[clock.norm])
            else f"{NORMS[clock.norm]}: {clock.source}"
        )
        fields += [
            Field(due_words(clock.due), clock.kind.label, due_style(clock.due)),
            Field(" ", f"{of}{day_near(clock.due_on, today)} · {source}", "quiet"),
        ]
    return fields


def action_fields(actions: Sequence[ActionView]) -> list[Field]:
    """Return the open actions, the first to be ready on top."""
    return [
        Field(
            due_words(action.due) if action.due else "geen datum",
            f"{shorten(action.title, 300)} ({action.owner})" if action.owner else shorten(action.title, 300),
            due_style(action.due) if action.due else "",
        )
        for action in actions
    ]


def signal_fields(signals: Sequence[CaseSignal], today: date, longest: int = 400) -> list[Field]:
    """Return the signals of the case, the newest on top, facts apart from opinion."""
    if not signals:
        return [Field(value="Er is geen signaal gekoppeld.", style="quiet")]
    fields: list[Field] = []
    for one in signals:
        source = one.source or (one.source_type.label if one.source_type else "bron onbekend")
        fields.append(
            Field(day_near(local_day(one.received_at), today), f"{one.number} · {source}", "strong")
        )
        if one.facts:
            fields.append(Field("  gezien", one.facts[:longest]))
        if one.opinion:
            fields.append(Field("  mening", one.opinion[:longest], "quiet"))
        if one.request:
            fields.append(Field("  verzoek", one.request[:longest]))
        fields.append(BLANK)
    return fields[:-1]


def change_words(score: ScoreView) -> str:
    """Return how a domain moved: "↑ beter, was 2"; "" for a first score. Never a colour alone, always a word."""
    before = score.previous_level
    if before is None:
        return "eerste score"
    if score.level > before:
        return f"↑ beter, was {before}"
    if score.level < before:
        return f"↓ slechter, was {before}"
    return f"→ gelijk, was {before}"
