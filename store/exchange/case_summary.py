"""A case as a plain Markdown file: facts apart from opinions, no reporter, no BSN, hostile text made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from store.codes import ZRM_LEVELS, YesNoUnknown
from store.local_time import day_year, local_day, moment
from store.queries.case_shapes import (
    ActionView,
    AttemptView,
    CaseDetail,
    CaseHead,
    CaseSignal,
    EntryKind,
    ScoreView,
    TimelineEntry,
)
from store.rules.normalise import bsn_ok, pretty_postcode
from store.text import one_line, visible

MAX_TEXT = 5_000
"""Characters of one text that go into a summary; what is left out is told."""

_ALWAYS = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LINE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))(.?)")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\b(www)\.")
_NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[ .]?\d){8}(?!\d)")
_WITHHELD = "(nummer weggelaten)"
_UNKNOWN = "niet vastgelegd"
_KINDS = {
    EntryKind.STATUS: "status",
    EntryKind.NOTE: "notitie",
    EntryKind.ACTION: "actie",
    EntryKind.ACTION_DONE: "actie afgerond",
    EntryKind.SCORE: "leefgebied",
}
"""What of the timeline goes out; attempts and signals have their own section, the log stays home."""


def case_summary_markdown(detail: CaseDetail, today: date) -> str:
    """Return the summary of a case on the day `today` as Markdown (UTF-8 text, ends with a newline).

    It holds what the next helper needs (information level "overdracht"). Left out: who reported (only the kind of
    organisation is told), BSNs wherever they were typed, the log. Text from outside keeps its words but no Markdown,
    HTML or control character of it works.
    """
    head = detail.head
    blocks = [
        f"# Samenvatting casus {_line(head.number)}",
        f"Vertrouwelijk. Stand op {day_year(today)}. Geef dit bestand alleen aan wie het voor de hulp nodig heeft.",
        *_who(head),
        *_section("Veiligheid bij een bezoek", _quoted(head.visit_safety)),
        *_section("Doel", _quoted(head.goal)),
        *_section("Plan", _quoted(head.plan)),
        *_facts(detail),
        *_opinions(detail),
        *_asked(detail.signals),
        *_informed(detail.signals),
        *_attempts(detail),
        *_scores(detail.scores),
        *_actions(detail),
        *_course(detail),
    ]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return one line of `text` with Markdown, HTML and links made inert and control characters made visible."""
    line = _ALWAYS.sub(r"\\\1", _without_bsn(visible(text)))
    line = _LINK.sub(lambda found: f"{found[1]}\\:" if found[1] else f"{found[2]}\\.", line)
    line = " ".join(line.split())
    return _LINE_START.sub(lambda found: _start(found[1], found[2]), line)


def _start(mark: str, following: str) -> str:
    return f"{mark}\\{following}" if mark.isdigit() else f"\\{mark}{following}"


def _without_bsn(text: str) -> str:
    return _NINE_DIGITS.sub(lambda found: _WITHHELD if bsn_ok(found[0]) else found[0], text)


def _line(text: str, empty: str = _UNKNOWN) -> str:
    """Return `text` as one inert line, or `empty`."""
    return escape(one_line(_cut(text))) or empty


def _cut(text: str) -> str:
    left = len(text) - MAX_TEXT
    return text if left <= 0 else f"{text[:MAX_TEXT]} … (ingekort: nog {left} tekens in de casus)"


def _quoted(text: str) -> list[str]:
    """Return a text of several lines as one quoted block, or nothing."""
    lines = [escape(" ".join(line.split())) for line in _cut(text).splitlines()]
    kept = [line for line in lines if line]
    return ["\n>\n".join(f"> {line}" for line in kept)] if kept else []


def _section(title: str, blocks: Sequence[str]) -> list[str]:
    return [f"## {title}", *blocks] if blocks else []


def _list(lines: Iterable[str]) -> list[str]:
    joined = "\n".join(f"- {line}" for line in lines)
    return [joined] if joined else []


def _who(head: CaseHead) -> list[str]:
    born = day_year(head.birth_date) if head.birth_date else str(head.birth_year or "")
    status = head.status.label
    if head.outcome is not None:
        status += f" ({head.outcome.label})"
    if head.escalation_target is not None:
        status += f" naar {head.escalation_target.label}"
    rows = [
        ("Betrokkene", _line(head.who)),
        ("Geboren", born),
        ("Telefoon", _line(head.phone, "")),
        (
            "Adres",
            _line(head.where) + (f" ({_line(pretty_postcode(head.postcode))})" if head.postcode else ""),
        ),
        ("Huishouden", _line(head.household_note, "")),
        ("Wijk", _line(head.district, "")),
        ("Status", status),
        ("Team", _line(head.team, "")),
        ("Regie", _line(head.lead)),
        ("Overdracht aan", _line(head.handover_to, "")),
        ("Thema's", " · ".join(theme.label for theme in head.themes)),
        ("Geopend", day_year(local_day(head.opened_at))),
        ("Gesloten", day_year(local_day(head.closed_at)) if head.closed_at else ""),
    ]
    return _list(f"**{label}:** {value}" for label, value in rows if value)


def _origin(signal: CaseSignal) -> str:
    """Tell where a signal came from without telling who reported it."""
    if signal.anonymous or signal.source_type is None:
        return "melder niet vermeld"
    return signal.source_type.label


def _facts(detail: CaseDetail) -> list[str]:
    blocks: list[str] = []
    for signal in detail.signals:
        themes = " · ".join(theme.label for theme in signal.themes)
        words = [day_year(local_day(signal.received_at)), _origin(signal), *([themes] if themes else [])]
        quoted = _quoted(signal.facts) or ["Geen feiten vastgelegd."]
        blocks += [f"**Signaal {_line(signal.number)}** · {' · '.join(words)}", *quoted]
    return _section("Wat is gezien (feiten uit signalen)", blocks)


def _opinions(detail: CaseDetail) -> list[str]:
    blocks: list[str] = []
    for signal in detail.signals:
        if quoted := _quoted(signal.opinion):
            blocks += [f"**Bij signaal {_line(signal.number)}** denkt de melder:", *quoted]
    for entry in detail.timeline.entries:
        if entry.kind == EntryKind.NOTE and is_opinion(entry):
            blocks += [f"**Notitie van {moment(entry.at)}** ({_line(entry.by)}):", *_quoted(entry.body)]
    return _section("Wat wordt gedacht (meningen, niet vastgesteld)", blocks)


def is_opinion(entry: TimelineEntry) -> bool:
    """Tell whether a note says what somebody thinks instead of what was seen."""
    return entry.kind == EntryKind.NOTE and "mening" in entry.title.lower()


def _asked(signals: Sequence[CaseSignal]) -> list[str]:
    lines = [f"{_line(one.number)}: {_line(one.request)}" for one in signals if one.request.strip()]
    return _section("Wat is gevraagd", _list(lines))


def _informed(signals: Sequence[CaseSignal]) -> list[str]:
    lines = []
    for one in signals:
        words = {
            YesNoUnknown.YES: "betrokkene is op de hoogte",
            YesNoUnknown.NO: "betrokkene is niet op de hoogte",
            YesNoUnknown.UNKNOWN: "onbekend of betrokkene op de hoogte is",
        }[one.aware]
        reason = f", omdat: {_line(one.not_aware_reason)}" if one.not_aware_reason.strip() else ""
        lines.append(f"{_line(one.number)}: {words}{reason}")
    return _section("Wat weet de betrokkene", _list(lines))


def _attempts(detail: CaseDetail) -> list[str]:
    if not detail.attempts:
        return _section("Contactpogingen", ["Er is nog geen contactpoging vastgelegd."])
    rows = ["| Wanneer | Hoe | Dagdeel | Bereikt | Met wie | Resultaat |", "|---|---|---|---|---|---|"]
    rows += [_attempt(one) for one in detail.attempts]
    missing = " · ".join(detail.ladder.not_tried)
    after = [f"Nog niet geprobeerd: {missing}."] if missing and detail.head.is_open else []
    return _section("Contactpogingen", ["\n".join(rows), *after])


def _attempt(one: AttemptView) -> str:
    cells = (
        moment(one.at),
        one.kind.label,
        one.day_part.label,
        "ja" if one.reached else "nee",
        _line(one.with_whom, ""),
        _line(one.result, ""),
    )
    return f"| {' | '.join(cells)} |"


def _scores(scores: Sequence[ScoreView]) -> list[str]:
    lines = []
    for one in scores:
        before = ""
        if one.previous_level is not None:
            before = f" (was {one.previous_level} {ZRM_LEVELS.get(one.previous_level, '')}".rstrip() + ")"
        note = f": {_line(one.note)}" if one.note.strip() else ""
        day = day_year(local_day(one.at))
        lines.append(f"**{one.domain.label}:** {one.level} {one.level_label}, {day}{before}{note}")
    return _section("Leefgebieden (alleen wat gescoord is)", _list(lines))


def _actions(detail: CaseDetail) -> list[str]:
    waiting = [_open_action(one) for one in detail.open_actions]
    done = [
        f"{_line(one.title)}: afgerond {day_year(local_day(one.done_at))}"
        + (f". {_line(one.done_note)}" if one.done_note.strip() else "")
        for one in detail.done_actions
        if one.done_at is not None
    ]
    return [
        *_section("Openstaande acties", _list(waiting)),
        *_section("Afgeronde acties", _list(done)),
    ]


def _open_action(one: ActionView) -> str:
    due = f", uiterlijk {day_year(one.due_on)}" if one.due_on else ", zonder datum"
    return f"{_line(one.title)} ({_line(one.owner)}{due})"


def _course(detail: CaseDetail) -> list[str]:
    lines = []
    for entry in detail.timeline.entries:
        if entry.kind not in _KINDS or is_opinion(entry):
            continue
        body = f": {_line(entry.body)}" if entry.body.strip() else ""
        lines.append(f"{moment(entry.at)} · {_line(entry.title)} ({_line(entry.by)}){body}")
    if detail.timeline.more:
        lines.append("Oudere gebeurtenissen staan in de casus zelf.")
    return _section("Verloop (nieuwste eerst)", _list(lines))
