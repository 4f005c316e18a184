"""A desk where the stories of the demo are acted out: the real acts, at moments in the past."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from seed.demo import texts
from seed.demo.days import Days, moment
from seed.demo.people import Person, invent_person, invent_phone
from seed.demo.places import Place, invent_address
from seed.demo.workers import WORKERS
from store.actor import Actor
from store.acts import case_work, cases, feedback, receive, route, triage
from store.acts.inputs import SignalInput, TriageInput
from store.codes import (
    CaseStatus,
    Channel,
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LifeDomain,
    Outcome,
    PartnerType,
    Theme,
    Urgency,
)
from store.engine.lifecycle import Store
from store.profiles.spec import ProfileSpec
from store.queries.shared import fetch, fetch_one
from store.rules.contact_ladder import day_part
from store.text import fold

_CHANNELS = {
    PartnerType.HOUSING: Channel.MAIL,
    PartnerType.POLICE: Channel.MAIL,
    PartnerType.UTILITY: Channel.FORM,
    PartnerType.INSURER: Channel.FORM,
    PartnerType.CHURCH: Channel.MEETING,
    PartnerType.EDUCATION: Channel.FORM,
}
_PRIVATE = {PartnerType.RESIDENT, PartnerType.RELATIVE}


def channel_of(rng: random.Random, kind: PartnerType) -> Channel:
    """Return how a reporter of this kind most often reaches the team."""
    return _CHANNELS.get(kind, Channel.PHONE) if rng.random() < 0.7 else Channel.PHONE


def partner_names(spec: ProfileSpec) -> dict[PartnerType, tuple[str, ...]]:
    """Return the partners of a municipality by type."""
    found: dict[PartnerType, tuple[str, ...]] = {}
    for partner in spec.partners:
        found[partner.type] = (*found.get(partner.type, ()), partner.name)
    return found


@dataclass(frozen=True)
class Setting:
    """What every story shares: the store, the calendar, the municipalities and their teams."""

    store: Store
    days: Days
    specs: Mapping[str, ProfileSpec]
    teams: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, store: Store, today: date, specs: Mapping[str, ProfileSpec]) -> Setting:
        """Read the rows that the profiles have in the store."""
        rows = fetch(store, "SELECT p.key, t.key, t.id FROM teams t JOIN profiles p ON p.id = t.profile_id")
        return cls(store, Days(today), specs, {(profile, team): row_id for profile, team, row_id in rows})


@dataclass(frozen=True)
class Subject:
    """Whom and where a signal is about; either may be None."""

    profile: str
    person: Person | None
    place: Place | None
    phone: str = ""


@dataclass(frozen=True)
class Reported:
    """A signal in the store and what was reported."""

    id: int
    data: SignalInput
    subject: Subject


class Desk:
    """The desk of one story; `now` is moved by who runs the story. Every method is one act at that moment."""

    def __init__(self, setting: Setting, rng: random.Random, profile: str) -> None:
        self.setting = setting
        self.rng = rng
        self.profile = profile
        self.days = setting.days
        self.now: datetime = moment(setting.days.today, 0)
        self.lead = rng.choice(WORKERS[1:]) if rng.random() < 0.6 else WORKERS[0]

    @property
    def actor(self) -> Actor:
        """Who acts: the case lead of the story."""
        return Actor(self.lead)

    def back(self, days: int, hour: int) -> datetime:
        """Return a moment in that hour, `days` working days ago."""
        return moment(self.days.back(days), hour, self.rng.randrange(60))

    def ago(self, days: int, hour: int) -> datetime:
        """Return a moment in that hour, `days` calendar days ago."""
        return moment(self.days.ago(days), hour, self.rng.randrange(60))

    def subject(self, profile: str = "") -> Subject:
        """Invent somebody with an address."""
        key = profile or self.profile
        person = invent_person(self.rng, self.days.today)
        phone = invent_phone(self.rng) if self.rng.random() < 0.6 else ""
        return Subject(key, person, invent_address(self.rng, key), phone)

    def receive(
        self,
        subject: Subject,
        kind: PartnerType,
        themes: tuple[Theme, ...],
        **more: Any,
    ) -> Reported:
        """Register a signal of a reporter of this kind; `more` are further fields of `SignalInput`."""
        data = replace(self._report(subject, kind, themes), **more)
        reference = receive.receive_signal(self.setting.store, self.actor, data, now=self.now)
        return Reported(reference.id, data, subject)

    def _report(self, subject: Subject, kind: PartnerType, themes: tuple[Theme, ...]) -> SignalInput:
        rng = self.rng
        person, place = subject.person, subject.place
        told = texts.describe(rng, themes, kind, sex=person.sex if person else None)
        reporter = invent_person(rng, self.days.today)
        role = texts.reporter_role(rng, kind)
        channel = channel_of(rng, kind)
        names = partner_names(self.setting.specs[subject.profile]).get(kind, ())
        mail = f"{fold(role).replace(' ', '.')}@voorbeeld.example" if channel == Channel.MAIL else ""
        return SignalInput(
            received_at=self.now,
            channel=channel,
            partner=rng.choice(names) if names else "",
            partner_type=kind,
            reporter_name=f"{reporter.initials} {reporter.last_name}",
            reporter_role="" if kind in _PRIVATE else role,
            reporter_relation=role if kind in _PRIVATE else "",
            reporter_phone=invent_phone(rng),
            reporter_mail=mail,
            street=place.street if place else "",
            house_number=place.number if place else None,
            addition=place.addition if place else "",
            postcode=place.postcode.replace(" ", "") if place else "",
            place=place.place if place else "",
            given=(person.given or person.initials) if person else "",
            prefix=person.prefix if person else "",
            surname=person.surname if person else "",
            birth_date=person.birth_date if person else None,
            birth_year=person.birth_year if person else None,
            resident_phone=subject.phone,
            themes=themes,
            facts=told.facts,
            opinion=told.opinion,
            request=told.request,
            since=texts.known_since(rng) if rng.random() < 0.7 else "",
            frequency=texts.how_often(rng) if rng.random() < 0.5 else "",
        )

    def confirm(self, signal: Reported) -> None:
        """Tell the reporter that the signal came in."""
        self.feedback(signal, ClockKind.CONFIRMATION)

    def feedback(self, signal: Reported, kind: ClockKind) -> None:
        """Give the reporter the answer that is owed."""
        feedback.settle_feedback(
            self.setting.store,
            self.actor,
            signal.id,
            kind,
            FeedbackOutcome.GIVEN,
            note="" if kind == ClockKind.CONFIRMATION else texts.feedback_text(self.rng),
            now=self.now,
        )

    def triage(self, signal: Reported, urgency: Urgency, **more: Any) -> None:
        """Judge the signal as it was reported; `more` are further fields of `TriageInput`."""
        data = signal.data
        judged = TriageInput(
            urgency=urgency,
            themes=data.themes,
            acute_danger=data.acute_danger,
            eviction_threatened=data.eviction_threatened,
            children_present=data.children_present,
            in_care=data.in_care,
        )
        triage.triage_signal(self.setting.store, self.actor, signal.id, replace(judged, **more), now=self.now)

    def route(self, signal: Reported, *, team: str = "", reason: str = "", case: int | None = None) -> int:
        """Route the signal, as proposed or to `team`; return the case it is linked to, 0 when there is none."""
        team_id = self.setting.teams[signal.subject.profile, team] if team else None
        route.route_signal(
            self.setting.store,
            self.actor,
            signal.id,
            team_id=team_id,
            reason=reason,
            case_id=case,
            lead=self.lead,
            now=self.now,
        )
        row = fetch_one(self.setting.store, "SELECT case_id FROM signals WHERE id = ?", (signal.id,))
        return int(row[0] or 0) if row else 0

    def contact(self, case: int, kind: ContactKind, *, reached: bool, with_whom: str = "") -> None:
        """Log a contact attempt, made now."""
        case_work.log_contact(
            self.setting.store,
            self.actor,
            case,
            kind,
            reached=reached,
            part=day_part(self.now),
            with_whom=with_whom,
            result=texts.attempt_result(self.rng, kind, reached),
            now=self.now,
        )

    def note(self, case: int, status: CaseStatus, *, is_fact: bool = True) -> None:
        """Write a note as it is written in that status."""
        body = texts.note(self.rng, status)
        case_work.add_note(self.setting.store, self.actor, body, case_id=case, is_fact=is_fact, now=self.now)

    def action(self, case: int, due: date, theme: Theme, owner: str = "") -> int:
        """Promise something that fits the theme; return the action."""
        title = texts.action_title(self.rng, (theme,))
        made = case_work.add_action(
            self.setting.store, self.actor, title, case_id=case, owner=owner, due_on=due, now=self.now
        )
        return made.id

    def done(self, action: int, note: str = "") -> None:
        """Tick an action off."""
        case_work.finish_action(self.setting.store, self.actor, action, note=note, now=self.now)

    def told_beside(self, signal: Reported) -> None:
        """Tick off what routing the signal left to do: telling the teams beside the one it went to."""
        found = fetch(
            self.setting.store,
            "SELECT id FROM actions WHERE signal_id = ? AND done_at IS NULL ORDER BY id",
            (signal.id,),
        )
        for (action,) in found:
            self.done(action, "gebeld")

    def score(self, case: int, domain: LifeDomain, level: int) -> None:
        """Score a life domain."""
        case_work.score_domain(self.setting.store, self.actor, case, domain, level, now=self.now)

    def status(self, case: int, new: CaseStatus, **more: Any) -> None:
        """Move the case; `more` are further arguments of `change_status`."""
        cases.change_status(self.setting.store, self.actor, case, new, now=self.now, **more)

    def plan(self, case: int, goal: str, plan: str) -> None:
        """Write goal and plan."""
        cases.set_plan(self.setting.store, self.actor, case, goal=goal, plan=plan, now=self.now)

    def informed(self, case: int) -> None:
        """Record that the resident was told of the report."""
        case_work.record_informed(self.setting.store, self.actor, case, informed=True, now=self.now)

    def not_informed(self, case: int, review_on: date) -> None:
        """Record why the resident was not told yet, and when that is looked at again."""
        case_work.record_informed(
            self.setting.store,
            self.actor,
            case,
            informed=False,
            reason=texts.not_informed_reason(self.rng),
            review_on=review_on,
            now=self.now,
        )

    def close(self, case: int, outcome: Outcome, reason: str = "") -> None:
        """Close the case."""
        cases.close_case(self.setting.store, self.actor, case, outcome, reason=reason, now=self.now)

    def reopen(self, case: int, reason: str) -> None:
        """Open the case again."""
        cases.reopen_case(self.setting.store, self.actor, case, reason=reason, now=self.now)
