"""The course of a past case of the demo: attempts, statuses, an ending, or still running today."""

from __future__ import annotations

import random
from dataclasses import dataclass

from seed.demo import texts
from seed.demo.bulk_mix import ATTEMPTS, NOT_REACHED, REACHED
from seed.demo.bulk_rows import BulkRows
from seed.demo.bulk_span import Span
from seed.demo.people import Sex
from seed.demo.workers import WORKERS
from store.codes import CaseStatus, ClockKind, ContactKind, DayPart, Outcome, Theme, Urgency
from store.profiles.spec import ProfileSpec
from store.schema.base import code_set_text

_S = CaseStatus
_EVENING = 18 * 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case begins with: the signal, whom and where it is about, and the team."""

    signal_number: str
    spec: ProfileSpec
    profile_id: int
    team_id: int
    resident_id: int | None
    address_id: int | None
    district_id: int | None
    sex: Sex | None
    urgency: Urgency
    themes: tuple[Theme, ...]
    position: int
    minute: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was written; `closed` is the position of its last day, None when it still runs."""

    id: int
    closed: int | None


def _attempts(
    rng: random.Random, opening: Opening, span: Span, reached: bool
) -> list[tuple[int, int, ContactKind]]:
    """Return position, minute and kind of each attempt; without contact the whole ladder is climbed."""
    count = rng.choice((1, 2, 2, 3)) if reached else 4
    kinds = [ATTEMPTS.draw(rng) for _ in range(count)]
    if not reached:
        kinds[1], kinds[3] = ContactKind.PHONE, ContactKind.VISIT
    made = []
    position = opening.position
    for place, kind in enumerate(kinds):
        position += 1 if place == 0 else rng.randint(2, 8)
        evening = not reached and place == 3
        minute = rng.randint(18 * 60 + 10, 20 * 60) if evening else rng.randint(9 * 60, 17 * 60 + 30)
        if position <= span.last:
            made.append((position, minute, kind))
    return made


def write_case(rows: BulkRows, rng: random.Random, span: Span, opening: Opening) -> Opened:
    """Write a case with everything in it, as far as it came before the day of the demo."""
    case_id = rows.reserve("cases")
    lead = rng.choice(WORKERS)
    reached = rng.random() < 0.63
    attempts = _attempts(rng, opening, span, reached)
    after = attempts[-1][0] if attempts else opening.position
    ending = after + int(4 + rng.random() ** 2 * 110)
    outcome: Outcome | None = (REACHED if reached else NOT_REACHED).draw(rng)
    opened_at = span.stamp(span.day(opening.position), opening.minute)
    steps = [(opened_at, _S.EXPLORING, f"naar aanleiding van signaal {opening.signal_number}")]
    if attempts:
        steps.append(
            (span.stamp(span.day(attempts[0][0]), attempts[0][1]), _S.SEEKING_CONTACT, "eerste contactpoging")
        )
    complete = len(attempts) and (not reached or attempts[-1][0] <= span.last)
    if reached and complete:
        work = _S.VOLUNTARY if outcome == Outcome.VOLUNTARY_HELP or rng.random() < 0.4 else _S.OUTREACH
        steps.append((span.stamp(span.day(after), attempts[-1][1], 30), work, "contact gelegd"))
    closed = ending if ending <= span.last else None
    closed_at = None
    if closed is None:
        outcome = None
        # Something was done of late, or the case would stand in the list of forgotten ones.
        recent = span.last - rng.randint(0, 9)
        if recent > after:
            attempts.append((recent, rng.randint(9 * 60, 17 * 60), ContactKind.PHONE))
    elif outcome is not None:
        closed_at = span.stamp(span.day(closed), rng.randint(9 * 60, 17 * 60))
        steps.append((closed_at, _S.CLOSED, outcome.label))
    year = span.day(opening.position).year
    rows.put(
        "cases",
        case_id,
        (
            f"C{year}-{rows.number('case', year):03d}",
            opening.profile_id,
            opening.team_id,
            steps[-1][1].value,
            lead,
            opening.resident_id,
            opening.address_id,
            opening.district_id,
            opening.urgency.value,
            code_set_text(opening.themes),
            "",
            "",
            "",
            "",
            opened_at,
            closed_at,
            outcome.value if outcome else None,
            "",
            "",
            len(steps),
        ),
    )
    old: str | None = None
    for at, new, reason in steps:
        rows.add("case_status_changes", (case_id, at, lead, old, new.value, reason))
        old = new.value
    for place, (position, minute, kind) in enumerate(attempts):
        hit = reached and place >= len(attempts) - (2 if closed is None and place else 1)
        rows.add(
            "contact_attempts",
            (
                case_id,
                span.stamp(span.day(position), minute),
                lead,
                kind.value,
                _part(minute),
                int(hit),
                "",
                texts.attempt_result(rng, kind, hit, sex=opening.sex),
            ),
        )
    _write_clocks(rows, rng, span, opening, case_id, attempts, closed)
    return Opened(case_id, closed)


def _part(minute: int) -> str:
    if minute < 12 * 60:
        return DayPart.MORNING.value
    return (DayPart.AFTERNOON if minute < _EVENING else DayPart.EVENING).value


def _write_clocks(
    rows: BulkRows,
    rng: random.Random,
    span: Span,
    opening: Opening,
    case_id: int,
    attempts: list[tuple[int, int, ContactKind]],
    closed: int | None,
) -> None:
    spec = opening.spec
    last = attempts[-1] if attempts else (opening.position, 0, ContactKind.PHONE)
    stop = span.day(attempts[0][0]).isoformat() if attempts else None
    informed = span.day(min(opening.position + rng.randint(2, 14), closed or span.last)).isoformat()
    ended = span.day(closed).isoformat() if closed is not None else None
    for kind, urgency, begun, stopped, reason in (
        (ClockKind.FIRST_CONTACT, opening.urgency, opening.position, stop, "contactpoging gedaan"),
        (ClockKind.INFORM_RESIDENT, None, opening.position, informed, "betrokkene geïnformeerd"),
        (ClockKind.INACTIVITY, None, last[0], ended, "casus afgesloten"),
    ):
        day = span.day(begun)
        due = span.due(kind, urgency, day, spec.key, spec.clocks)
        if due is not None:
            rows.add(
                "clocks",
                (
                    kind.value,
                    None,
                    case_id,
                    opening.team_id,
                    day.isoformat(),
                    due,
                    stopped,
                    reason if stopped else "",
                ),
            )
