"""What was shared of a case, what the resident agreed to, and the answers given before for the same recipient."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.codes import InfoLevel, LegalBasis, PartnerType
from store.engine.lifecycle import Store
from store.queries.shared import as_day, fetch, fetch_one, instant, marks
from store.queries.visibility import check_case, may_see_case
from store.rules.export_answers import ExportAnswers
from store.text import fold


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """One thing that left the building; `withheld` tells what was left out and why, `meeting_id` whose paper it was."""

    id: int
    at: datetime
    by: str
    recipient_partner_id: int | None
    recipient: str
    recipient_type: PartnerType
    person: str
    purpose: str
    level: InfoLevel
    basis: LegalBasis
    necessity: str
    informed: bool
    reason: str
    review_on: date | None
    format: str
    file_name: str
    sha256: str
    withheld: tuple[tuple[str, str], ...]
    destroy_after: date | None
    meeting_id: int | None = None

    @property
    def short_hash(self) -> str:
        """The first twelve characters of the SHA-256, enough to compare by eye."""
        return self.sha256[:12]

    @property
    def answers(self) -> ExportAnswers:
        """The answers as they were given then; the day of destroying is counted anew."""
        return ExportAnswers(
            organisation=self.recipient,
            recipient_type=self.recipient_type,
            person=self.person,
            purpose=self.purpose,
            level=self.level,
            basis=self.basis,
            necessity=self.necessity,
            informed=self.informed,
            reason=self.reason,
            review_on=self.review_on,
            format=self.format,
        )


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What the resident agreed to; an empty `organisation` is any, an empty `scope` all that is needed."""

    id: int
    organisation: str
    scope: str
    given_on: date
    withdrawn_on: date | None
    by: str
    note: str

    def covers(self, organisation: str, day: date) -> bool:
        """Whether this consent holds for an organisation on a day."""
        return (
            (not self.organisation or fold(self.organisation) == fold(organisation))
            and self.given_on <= day
            and (self.withdrawn_on is None or day < self.withdrawn_on)
        )


@dataclass(frozen=True, slots=True)
class PartnerMatch:
    """A partner that a typed name stands for."""

    id: int
    name: str
    type: PartnerType


_DISCLOSURE = (
    "SELECT id, at, by, recipient_partner_id, recipient, recipient_type, recipient_person, purpose, level, basis,"
    " necessity, informed, withheld_reason, review_on, format, file_name, sha256, withheld, destroy_after,"
    " meeting_id"
    " FROM disclosures"
)


def disclosures(store: Store, case_id: int) -> tuple[DisclosureView, ...]:
    """Return everything that was shared of a case, newest first."""
    check_case(store, case_id)
    found = fetch(store, f"{_DISCLOSURE} WHERE case_id = ? ORDER BY at DESC, id DESC", (case_id,))
    return tuple(_view(row) for row in found)


def meeting_disclosures(store: Store, meeting_id: int) -> tuple[DisclosureView, ...]:
    """Return what of a meeting went to whom, newest first; a paper about several cases once for each."""
    seen, _ = may_see_case(store, "case_id")
    found = fetch(
        store, f"{_DISCLOSURE} WHERE meeting_id = ? AND {seen} ORDER BY at DESC, id DESC", (meeting_id,)
    )
    return tuple(_view(row) for row in found)


def _view(row: tuple[Any, ...]) -> DisclosureView:
    return DisclosureView(
        id=row[0],
        at=instant(row[1]),
        by=row[2],
        recipient_partner_id=row[3],
        recipient=row[4],
        recipient_type=PartnerType.of(row[5]),
        person=row[6],
        purpose=row[7],
        level=InfoLevel.of(row[8]),
        basis=LegalBasis.of(row[9]),
        necessity=row[10],
        informed=bool(row[11]),
        reason=row[12],
        review_on=as_day(row[13]),
        format=row[14],
        file_name=row[15],
        sha256=row[16],
        withheld=tuple((str(one["what"]), str(one["why"])) for one in json.loads(row[17])),
        destroy_after=as_day(row[18]),
        meeting_id=row[19],
    )


def consents(store: Store, case_id: int) -> tuple[ConsentView, ...]:
    """Return what the resident agreed to, what holds first, then newest first."""
    check_case(store, case_id)
    found = fetch(
        store,
        "SELECT id, organisation, scope, given_on, withdrawn_on, by, note FROM consents WHERE case_id = ?"
        " ORDER BY withdrawn_on IS NOT NULL, given_on DESC, id DESC",
        (case_id,),
    )
    return tuple(
        ConsentView(row[0], row[1], row[2], date.fromisoformat(row[3]), as_day(row[4]), row[5], row[6])
        for row in found
    )


def resident_view(store: Store, case_id: int) -> str:
    """Return how the resident sees it, or nothing when that was not written down."""
    check_case(store, case_id)
    row = fetch_one(store, "SELECT resident_view FROM cases WHERE id = ?", (case_id,))
    return "" if row is None else str(row[0])


def last_shared(store: Store, case_ids: Sequence[int], organisation: str = "") -> DisclosureView | None:
    """Return the last time one of these cases was exported to an organisation (empty: to anybody).

    Papers of a meeting do not count: for those the law's questions are answered once for all items. Nor does the
    overview that a resident asked for.
    """
    wanted = fold(organisation)
    found = fetch(
        store,
        f"{_DISCLOSURE} WHERE meeting_id IS NULL AND basis <> '{LegalBasis.ACCESS.value}'"
        f" AND case_id IN ({marks(case_ids)})"
        f" AND {may_see_case(store, 'case_id')[0]} ORDER BY at DESC, id DESC",
        case_ids,
    )
    for row in found:
        if not wanted or fold(row[4]) == wanted:
            return _view(row)
    return None


def last_answers(store: Store, case_id: int, organisation: str = "") -> ExportAnswers | None:
    """Return the answers of the last time this case was exported to an organisation (empty: to anybody)."""
    found = last_shared(store, (case_id,), organisation)
    return None if found is None else found.answers


def partner_named(store: Store, name: str, profile_id: int | None = None) -> PartnerMatch | None:
    """Return the partner that goes by exactly this name or other name; one of the profile first."""
    key = fold(name)
    if not key:
        return None
    found = fetch(
        store,
        "SELECT id, name, type, name_key, aliases FROM partners WHERE active = 1"
        " ORDER BY COALESCE(profile_id = ?, 0) DESC, profile_id IS NOT NULL, id",
        (profile_id,),
    )
    for by_alias in (False, True):
        for row_id, own, kind, own_key, aliases in found:
            keys = {fold(other) for other in aliases.splitlines()} if by_alias else {own_key}
            if key in keys:
                return PartnerMatch(row_id, own, PartnerType.of(kind))
    return None
