"""The past of the demo in bulk: any number of older signals, mostly dealt with, and their cases.

What the acts would have left behind, without log and undo: those exist for the living desk only. Rows are written
in plain SQL, in the order of time and between the acts of the stories, so that numbers rise with the years.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seed.demo import texts
from seed.demo.bulk_cases import Opening, write_case
from seed.demo.bulk_mix import ADVICE, FATES, REASONS, URGENCIES
from seed.demo.bulk_people import Known, Population
from seed.demo.bulk_routes import Router
from seed.demo.bulk_rows import BulkRows
from seed.demo.bulk_span import Span
from seed.demo.desk import Setting, channel_of, partner_names
from seed.demo.workers import WORKERS
from store.acts.areas import Areas
from store.codes import (
    Channel,
    ClockKind,
    NotTakenUpReason,
    PartnerType,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.local_time import utc_text
from store.queries.shared import fetch
from store.rules.facts import Facts, age_on
from store.rules.workdays import add_workdays, is_workday
from store.schema.base import code_set_text

BATCH = 4_000
SHORTEST, LONGEST = 240, 3650
"""How many calendar days back the past reaches: for a few signals, and for 100,000."""
_QUIET = 9
_MONEY = {Theme.RENT_ARREARS, Theme.DEBTS}
_CHILDREN = {Theme.YOUTH, Theme.CHILD_SAFETY}
_Y = YesNoUnknown


@dataclass(frozen=True, slots=True)
class _Arrival:
    """When a past signal came in: position of the working day it was taken up from, local day and minute."""

    position: int
    day: date
    minute: int


class Past:
    """The older signals of a demo, still to be written."""

    def __init__(self, setting: Setting, count: int, seed: int, progress: Callable[[int], None]) -> None:
        self._setting = setting
        self._rng = random.Random(f"{seed}/past")
        self._progress = progress
        self._span = Span(setting.days, min(LONGEST, SHORTEST + count // 2))
        self._coming = self._arrivals(count)
        self._written = 0
        self._rows = BulkRows(setting.store)
        self._routers = {key: Router(spec, setting.teams) for key, spec in setting.specs.items()}
        self._partners = {key: partner_names(spec) for key, spec in setting.specs.items()}
        store = setting.store
        areas = Areas(lambda statement: fetch(store, statement))
        self._population = Population(self._rng, setting.days.today, tuple(setting.specs), areas)
        self._profile_ids = {key: row_id for row_id, key in fetch(store, "SELECT id, key FROM profiles")}
        self._partner_ids = {
            (profile, name): row_id
            for row_id, profile, name in fetch(store, "SELECT id, profile_id, name FROM partners")
        }
        self._districts = dict(fetch(store, "SELECT id, name FROM districts"))

    def _arrivals(self, count: int) -> list[_Arrival]:
        rng, span = self._rng, self._span
        end = max(span.last - _QUIET, 0)
        found = []
        for _ in range(count):
            position = rng.randint(0, end)
            day = span.day(position)
            if rng.random() < 0.07 and not is_workday(day + timedelta(days=1)):
                day += timedelta(days=1)
            found.append((day, rng.randint(8 * 60, 18 * 60 - 1), position))
        found.sort(reverse=True)
        return [_Arrival(position, day, minute) for day, minute, position in found]

    def write_until(self, moment: datetime | None) -> None:
        """Write the signals that came in before `moment`, all that are left when it is None."""
        until = "~" if moment is None else utc_text(moment)
        while self._coming and self._stamp(self._coming[-1]) < until:
            with self._rows as rows:
                for _ in range(BATCH):
                    if not self._coming or self._stamp(self._coming[-1]) >= until:
                        break
                    self._signal(rows, self._coming.pop())
                    self._written += 1
            self._progress(self._written)

    def close(self) -> None:
        """Let go of the store."""
        self._rows.close()

    def _stamp(self, arrival: _Arrival) -> str:
        return self._span.stamp(arrival.day, arrival.minute)

    def _signal(self, rows: BulkRows, arrival: _Arrival) -> None:
        rng, span = self._rng, self._span
        known = self._population.somebody()
        themes, kinds = known.concern
        kind = rng.choice(kinds)
        names = self._partners[known.profile].get(kind, ())
        partner = rng.choice(names) if names else ""
        profile_id = self._profile_ids[known.profile]
        partner_id = self._partner_ids.get((profile_id, partner))
        fate = FATES.draw(rng)
        urgency = URGENCIES.draw(rng)
        if known.address_id is None:
            self._population.place(rows, known)
        day = arrival.day
        received = self._stamp(arrival)
        told = texts.describe(rng, themes, kind, sex=known.person.sex)
        signal_id = rows.reserve("signals")
        year = day.year
        number = f"{year}-{rows.number('signal', year):04d}"
        wanted = rng.random() < 0.3
        urgent = urgency in (Urgency.ACUTE, Urgency.URGENT)
        later = 0 if urgency == Urgency.ACUTE else 1 if urgent else rng.randint(1, 5)
        facts = Facts(
            municipality=known.profile,
            district=self._districts.get(known.district_id or 0),
            urgency=urgency,
            themes=frozenset(themes),
            age=age_on(known.person.birth_date, known.person.birth_year, day),
            in_care=rng.choice((_Y.YES, _Y.NO, _Y.NO, _Y.UNKNOWN, _Y.UNKNOWN)),
            partner_type=kind,
            eviction_threatened=Theme.RENT_ARREARS in themes and rng.random() < 0.2,
            children_present=_Y.YES if _CHILDREN & set(themes) else rng.choice((_Y.NO, _Y.UNKNOWN)),
            acute_danger=urgency == Urgency.ACUTE and rng.random() < 0.5,
        )
        if later == 0 and day != span.day(arrival.position):
            later = 1
        position = arrival.position + later
        minute = max(arrival.minute + 20 if later == 0 else rng.randint(9 * 60, 17 * 60), 9 * 60)
        by = rng.choice(WORKERS)
        kept = fate != "advised"
        resident_id = self._population.resident(rows, known) if kept else None
        reporter_id = self._population.reporter(rows, kind, partner, partner_id) if kept else None
        status, case_id, team_id = SignalStatus.NOT_TAKEN_UP, None, None
        reason: NotTakenUpReason | None = None
        repeated: int | None = None
        advice = ""
        taken = span.day(position)
        if fate == "routed":
            status, case_id, team_id = self._route(
                rows, known, facts, signal_id, number, resident_id, position, minute, by
            )
        elif fate == "advised":
            status, advice = SignalStatus.ADVISED, rng.choice(ADVICE)
        else:
            reason = REASONS.draw(rng)
            if reason == NotTakenUpReason.REPEATED:
                repeated = known.last_signal
                reason = reason if repeated is not None else NotTakenUpReason.OTHER_TRAJECTORY
            advice = "loopt via een andere weg" if reason == NotTakenUpReason.OTHER else ""
        if kept:
            known.last_signal = signal_id
        self._clocks(rows, known, signal_id, urgency, day, taken, status, wanted, team_id)
        rows.put(
            "signals",
            signal_id,
            (
                number,
                profile_id,
                status.value,
                received,
                received,
                channel_of(rng, kind).value if kept else Channel.PHONE.value,
                partner_id,
                kind.value,
                reporter_id,
                resident_id,
                known.address_id if kept else None,
                known.district_id,
                case_id,
                team_id,
                urgency.value,
                code_set_text(themes),
                int(facts.acute_danger),
                int(facts.eviction_threatened),
                facts.children_present.value,
                facts.in_care.value,
                told.facts if kept else "",
                told.opinion if kept else "",
                told.request if kept else "",
                texts.known_since(rng) if kept and rng.random() < 0.5 else "",
                "",
                "",
                _Y.YES.value if case_id else rng.choice((_Y.YES, _Y.NO, _Y.UNKNOWN)).value,
                "",
                "",
                int(wanted),
                int(kind == PartnerType.RESIDENT and rng.random() < 0.5),
                rng.randrange(300, 5000) * 100 if kept and _MONEY & set(themes) else None,
                "",
                "",
                reason.value if reason else None,
                advice,
                repeated,
                by,
                3,
            ),
        )

    def _route(
        self,
        rows: BulkRows,
        known: Known,
        facts: Facts,
        signal_id: int,
        number: str,
        resident_id: int | None,
        position: int,
        minute: int,
        by: str,
    ) -> tuple[SignalStatus, int | None, int]:
        rng, span = self._rng, self._span
        router = self._routers[known.profile]
        day = span.day(position)
        at, routed = span.stamp(day, minute), span.stamp(day, minute, 45)
        went = router.ask(facts)
        team = went.team
        reason = ""
        if rng.random() < 0.06:
            team = rng.choice(router.others)
            reason = texts.other_route_reason(rng, sex=known.person.sex) if team != went.team else ""
        team_id = router.ids[team]
        urgency = facts.urgency or Urgency.NON_ACUTE
        case_id: int | None = None
        known_case = known.case
        if known_case is not None and known_case.closed is not None and known_case.closed <= position:
            known_case = None
        if router.opens_case[team]:
            if known_case is None:
                known_case = write_case(
                    rows,
                    rng,
                    span,
                    Opening(
                        number,
                        self._setting.specs[known.profile],
                        self._profile_ids[known.profile],
                        team_id,
                        resident_id,
                        known.address_id,
                        known.district_id,
                        known.person.sex,
                        urgency,
                        known.concern[0],
                        position,
                        minute,
                    ),
                )
                known.case = known_case
            case_id = known_case.id
        themes = code_set_text(known.concern[0])
        rows.add(
            "triages",
            (
                signal_id,
                at,
                by,
                urgency.value,
                themes,
                int(facts.acute_danger),
                int(facts.eviction_threatened),
                facts.children_present.value,
                facts.in_care.value,
                None,
                "",
            ),
        )
        rows.add(
            "routings",
            (
                signal_id,
                routed,
                by,
                team_id,
                router.ids[went.team],
                went.rule,
                int(team == went.team),
                reason,
                went.explanation,
            ),
        )
        titles = [f"Ook inschakelen: {name}" for name in went.beside]
        if team in router.treating:
            titles.append("Behandelende partij inlichten; niets dubbel routeren")
        for title in titles:
            due = add_workdays(day, 1)
            done = span.stamp(span.day(position + 1), 10 * 60 + rng.randrange(300))
            rows.add(
                "actions", (case_id, signal_id, title, by, due.isoformat(), routed, by, done, "gebeld", 2)
            )
        return (SignalStatus.LINKED if case_id else SignalStatus.FORWARDED), case_id, team_id

    def _clocks(
        self,
        rows: BulkRows,
        known: Known,
        signal_id: int,
        urgency: Urgency,
        received: date,
        taken: date,
        status: SignalStatus,
        wanted: bool,
        team_id: int | None,
    ) -> None:
        span, spec = self._span, self._setting.specs[known.profile]
        routed = status in (SignalStatus.LINKED, SignalStatus.FORWARDED)
        why = {SignalStatus.NOT_TAKEN_UP: "niet opgepakt", SignalStatus.ADVISED: "advies gegeven"}
        planned = [
            (ClockKind.TRIAGE, received, taken, why.get(status, "getriëerd")),
            (ClockKind.CONFIRMATION, received, taken, "gegeven"),
        ]
        if wanted and routed:
            answered = min(add_workdays(taken, self._rng.randint(2, 12)), span.day(span.last))
            planned.append((ClockKind.FEEDBACK, taken, answered, "gegeven"))
        treated = self._routers[known.profile].treating
        if status == SignalStatus.FORWARDED and team_id not in {
            self._routers[known.profile].ids[key] for key in treated
        }:
            confirmed = min(add_workdays(taken, self._rng.randint(1, 4)), span.day(span.last))
            planned.append((ClockKind.HANDOVER, taken, confirmed, "bevestigd door ontvanger"))
        for kind, begun, stopped, reason in planned:
            due = span.due(kind, urgency, begun, spec.key, spec.clocks)
            if due is not None:
                rows.add(
                    "clocks",
                    (
                        kind.value,
                        signal_id,
                        None,
                        team_id if kind in (ClockKind.FEEDBACK, ClockKind.HANDOVER) else None,
                        begun.isoformat(),
                        due,
                        stopped.isoformat(),
                        reason,
                    ),
                )
