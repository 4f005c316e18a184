"""What is held about one resident, for who asks (AVG 15): the fields that `store.rules.access_report` tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from store.codes import (
    CaseStatus,
    ContactKind,
    DayPart,
    InfoLevel,
    LegalBasis,
    LifeDomain,
    NormKind,
    Outcome,
    PartnerType,
    Role,
)
from store.codes_retention import RetentionBasis
from store.engine.lifecycle import Store
from store.errors import NotFound, Refused
from store.local_time import day_year, local_day
from store.queries.log_view import records_of
from store.queries.retention import keep_terms
from store.queries.shared import (
    address_line,
    as_code,
    as_day,
    as_themes,
    fetch,
    fetch_one,
    instant,
    marks,
    person_name,
)
from store.queries.visibility import check_case, may_see_case
from store.rules.access_report import (
    Given,
    Held,
    HeldCase,
    HeldContact,
    HeldPerson,
    HeldScore,
    HeldSignal,
    HeldTexts,
    Kept,
    Looked,
)
from store.rules.retention import KeepTerm

_PRIVATE: Final = (PartnerType.RESIDENT.value, PartnerType.RELATIVE.value)
_SIGNALS: Final = "SELECT received_at AS at FROM signals x WHERE x.id IN ({s})"
_CASES: Final = "SELECT opened_at AS at FROM cases x WHERE x.id IN ({c})"
_TEXTS: Final = (
    ("wat er is gezien", f"{_SIGNALS} AND facts <> ''"),
    ("wat een melder denkt of vraagt", f"{_SIGNALS} AND opinion || request <> ''"),
    ("notities", "SELECT at FROM notes x WHERE x.case_id IN ({c}) OR x.signal_id IN ({s})"),
    ("doel en plan", f"{_CASES} AND plan || goal <> ''"),
    ("uw eigen zienswijze", f"{_CASES} AND resident_view <> ''"),
    ("verslag van contact", "SELECT at FROM contact_attempts x WHERE x.case_id IN ({c}) AND result <> ''"),
    ("acties", "SELECT created_at AS at FROM actions x WHERE x.case_id IN ({c}) OR x.signal_id IN ({s})"),
    ("besluiten in overleg", "SELECT at FROM decisions x WHERE x.case_id IN ({c})"),
)
"""Kinds of free text, with a query of when each was written; {c} and {s} are the cases and signals, in that order."""


def held_about(store: Store, case_id: int) -> tuple[str, int, Held]:
    """Return the number of the case, the id of its resident and everything held about that resident.

    All linked records of the resident count, with their cases and signals, as far as the viewer may see them. Raises
    `NotFound` without such a case, `Shielded` for one the viewer may not see, `Refused` when nobody is known in it.
    """
    row = fetch_one(
        store,
        "SELECT k.number, k.resident_id, k.profile_id, t.name FROM cases k JOIN teams t ON t.id = k.team_id"
        " WHERE k.id = ?",
        (case_id,),
    )
    if row is None:
        raise NotFound("Deze casus staat niet (meer) in deze opslag.")
    check_case(store, case_id)
    number, resident_id, profile_id, team = row
    if resident_id is None:
        raise Refused(
            "In deze casus is nog niet bekend om wie het gaat. Er is niets gemaakt; vul eerst de betrokkene in."
        )
    records = records_of(store, resident_id)
    cases = _ids(store, "SELECT k.id FROM cases k WHERE k.resident_id IN ({0}) AND {1}", records, "k.id")
    of_case = f"s.case_id IN ({marks(cases)})"
    signals = _ids(
        store, f"SELECT s.id FROM signals s WHERE (s.resident_id IN ({{0}}) OR {of_case}) AND {{1}}", records,
        "s.case_id", cases,
    )  # fmt: skip
    held = Held(
        team=team,
        person=_person(store, resident_id),
        cases=_cases(store, cases),
        signals=_signals(store, signals),
        contacts=_contacts(store, cases),
        scores=_scores(store, cases),
        texts=_texts(store, cases, signals),
        given=_given(store, cases),
        looked=_looked(store, records, cases, signals),
        kept=tuple(
            Kept(term.basis.label, term.length, _whose(term))
            for term in keep_terms(store, profile_id)
            if term.basis is not RetentionBasis.REPORTER
        ),
    )
    return number, resident_id, held


def _whose(term: KeepTerm) -> str:
    return f"{term.source} ({term.norm.label})" if term.norm is NormKind.LAW else term.norm.label


def _ids(
    store: Store, statement: str, records: Sequence[int], column: str, more: Sequence[int] = ()
) -> tuple[int, ...]:
    condition, values = may_see_case(store, column)
    found = fetch(
        store, f"{statement.format(marks(records), condition)} ORDER BY 1", (*records, *more, *values)
    )
    return tuple(int(row[0]) for row in found)


def _person(store: Store, resident_id: int) -> HeldPerson:
    row = fetch_one(
        store,
        "SELECT r.given, r.prefix, r.surname, r.birth_date, r.birth_year, r.phone, r.bsn, a.street, a.house_number,"
        " a.addition, a.place, COALESCE(a.postcode, '') FROM residents r LEFT JOIN addresses a ON a.id = r.address_id"
        " WHERE r.id = ?",
        (resident_id,),
    )
    if row is None:
        raise NotFound("Deze betrokkene staat niet (meer) in deze opslag.")
    given, prefix, surname, born, year, phone, bsn, street, house, addition, place, postcode = row
    name = person_name(given, prefix, surname, None, full=True) if given or surname else ""
    day = as_day(born)
    address = (
        address_line(street, house, addition, f"{postcode} {place or ''}".strip(), None) if street else ""
    )
    return HeldPerson(name, day_year(day) if day else str(year or ""), phone, address, has_bsn=bool(bsn))


def _day(stored: str) -> date:
    return local_day(instant(stored))


def _cases(store: Store, cases: Sequence[int]) -> tuple[HeldCase, ...]:
    found = fetch(
        store,
        "SELECT k.number, k.status, k.opened_at, k.closed_at, t.name, k.themes, k.outcome FROM cases k"
        f" JOIN teams t ON t.id = k.team_id WHERE k.id IN ({marks(cases)}) ORDER BY k.opened_at, k.id",
        cases,
    )
    return tuple(
        HeldCase(
            number,
            CaseStatus.of(status),
            _day(opened),
            _day(closed) if closed else None,
            team,
            as_themes(themes),
            as_code(Outcome, outcome),
        )
        for number, status, opened, closed, team, themes, outcome in found
    )


def _signals(store: Store, signals: Sequence[int]) -> tuple[HeldSignal, ...]:
    found = fetch(
        store,
        f"SELECT received_at, partner_type, anonymous, themes FROM signals WHERE id IN ({marks(signals)})"
        " ORDER BY received_at, id",
        signals,
    )
    return tuple(
        HeldSignal(_day(at), as_code(PartnerType, origin), bool(anonymous), as_themes(themes))
        for at, origin, anonymous, themes in found
    )


def _contacts(store: Store, cases: Sequence[int]) -> tuple[HeldContact, ...]:
    found = fetch(
        store,
        f"SELECT at, kind, day_part, reached FROM contact_attempts WHERE case_id IN ({marks(cases)}) ORDER BY at, id",
        cases,
    )
    return tuple(
        HeldContact(_day(at), ContactKind.of(kind), DayPart.of(part), bool(reached))
        for at, kind, part, reached in found
    )


def _scores(store: Store, cases: Sequence[int]) -> tuple[HeldScore, ...]:
    found = fetch(
        store,
        f"SELECT at, domain, level FROM zrm_scores WHERE case_id IN ({marks(cases)}) ORDER BY at, id",
        cases,
    )
    return tuple(HeldScore(_day(at), LifeDomain.of(domain), int(level)) for at, domain, level in found)


def _texts(store: Store, cases: Sequence[int], signals: Sequence[int]) -> tuple[HeldTexts, ...]:
    found = []
    for what, statement in _TEXTS:
        values = [*(cases if "{c}" in statement else ()), *(signals if "{s}" in statement else ())]
        inner = statement.format(c=marks(cases), s=marks(signals))
        count, first, last = fetch(store, f"SELECT count(*), min(at), max(at) FROM ({inner})", values)[0]
        if count:
            found.append(HeldTexts(what, int(count), _day(first), _day(last)))
    return tuple(found)


def _given(store: Store, cases: Sequence[int]) -> tuple[Given, ...]:
    found = fetch(
        store,
        f"SELECT at, recipient, recipient_type, basis, level FROM disclosures WHERE case_id IN ({marks(cases)})"
        " ORDER BY at, id",
        cases,
    )
    return tuple(
        Given(
            _day(at),
            "u zelf"
            if basis == LegalBasis.ACCESS.value
            else "een inwoner of naaste"
            if kind in _PRIVATE
            else recipient,
            LegalBasis.of(basis).label,
            InfoLevel.of(level).label,
        )
        for at, recipient, kind, basis, level in found
    )


def _to(recipient: str, kind: str, basis: str) -> str:
    if basis == LegalBasis.ACCESS.value:
        return "u zelf"
    return "een inwoner of naaste" if kind in _PRIVATE else recipient


def _looked(
    store: Store, records: Sequence[int], cases: Sequence[int], signals: Sequence[int]
) -> tuple[Looked, ...]:
    found: list[tuple[Any, ...]] = fetch(
        store,
        "SELECT COALESCE(w.role, ''), COALESCE((SELECT t.name FROM worker_teams x JOIN teams t ON t.id = x.team_id"
        " WHERE x.worker_id = w.id ORDER BY t.name LIMIT 1), ''), count(*), min(l.at), max(l.at)"
        " FROM log_entries l LEFT JOIN workers w ON w.name = l.worker"
        f" WHERE l.event IN ('read', 'print', 'break_glass') AND (l.resident_id IN ({marks(records)})"
        f" OR l.case_id IN ({marks(cases)}) OR l.signal_id IN ({marks(signals)}))"
        " GROUP BY 1, 2 ORDER BY 1, 2",
        (*records, *cases, *signals),
    )
    return tuple(
        Looked(
            Role.of(role).label if role else "niet meer bekend",
            team or "geen vast team",
            int(count),
            _day(first),
            _day(last),
        )
        for role, team, count, first, last in found
    )
