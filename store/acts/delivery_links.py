"""What rows of a delivery belong to, chosen while it was tried: a known person, or a case. Written with the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.acts.allowed import check_allowed
from store.acts.delivery_writer import PlannedRow
from store.acts.link_keeping import Run, numbers_of, regroup
from store.acts.links import WHAT, Recognised
from store.acts.log_chain import NewEntry
from store.codes import CaseStatus, LinkOrigin, LinkVerdict, RowResult
from store.engine.lifecycle import Store
from store.errors import NotFound, Refused
from store.local_time import utc_text
from store.queries.shared import fetch_one
from store.queries.visibility import check_case, may_see_resident
from store.rules.groups import ordered

Belongs = Recognised | int
"""What a row belongs to: somebody who was recognised in it, or the id of a case."""

_LINK = (
    "INSERT INTO resident_links (low_id, high_id, verdict, level, reasons, origin, by, at, ended_by)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')"
)
_TAKES = (RowResult.NEW, RowResult.TO_CHECK)


@dataclass(frozen=True, slots=True)
class _Written:
    """A row that was written and what it belongs to."""

    signal_id: int
    resident_id: int
    belongs: Recognised | None
    case_id: int | None


class DeliveryLinks:
    """The choices of one delivery, by row number: check them first, `mark` and `keep` batches, `write` at the end.

    A chosen case is put in the signal while it is written, as triage does with the case somebody is known from.
    """

    def __init__(self, chosen: Mapping[int, Belongs]) -> None:
        self._chosen = dict(chosen)
        self._written: list[_Written] = []

    def check(self, store: Store, actor: Actor) -> None:
        """Raise when somebody may not link, or does not see (any more) who or what a row was said to belong to."""
        if not self._chosen:
            return
        check_allowed(store, actor, "link_residents")
        seen, values = may_see_resident(store, "id")
        for number, one in self._chosen.items():
            if isinstance(one, Recognised):
                statement = f"SELECT 1 FROM residents WHERE id = ? AND {seen}"
                if fetch_one(store, statement, (one.resident_id, *values)) is None:
                    raise NotFound(_gone(number, WHAT))
                continue
            check_case(store, one)
            row = fetch_one(store, "SELECT status, number FROM cases WHERE id = ?", (one,))
            if row is None:
                raise NotFound(_gone(number, "deze casus"))
            if row[0] == CaseStatus.CLOSED.value:
                raise Refused(
                    f"Casus {row[1]}, gekozen bij rij {number}, is afgesloten. Er is niets toegevoegd: heropen de "
                    "casus eerst, of kies bij die rij iets anders."
                )

    def mark(self, plan: PlannedRow) -> None:
        """Give a row that makes a signal to be taken up the case it belongs to, before it is written."""
        one = self._chosen.get(plan.row_number)
        if isinstance(one, int) and plan.result in _TAKES:
            plan.case_id = one

    def keep(self, plan: PlannedRow) -> None:
        """Remember a row that was written, when it belongs to somebody or something."""
        one = self._chosen.get(plan.row_number)
        if one is None or plan.signal_id is None or plan.result not in _TAKES:
            return
        if isinstance(one, int):
            self._written.append(_Written(plan.signal_id, plan.resident_id or 0, None, one))
        elif plan.resident_id is not None:
            self._written.append(_Written(plan.signal_id, plan.resident_id, one, None))

    @property
    def kept(self) -> int:
        """How many rows were put where they belong."""
        return len(self._written)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say which choices had nothing to hold on to: their row made no signal, or one without a person."""
        left = len(self._chosen) - len(self._written)
        if not left:
            return ()
        rows = "1 gekozen rij is" if left == 1 else f"{left} gekozen rijen zijn"
        return (
            f"{rows} nergens aan gekoppeld: de rij werd geen nieuw signaal, of noemt geen persoon. "
            "De rij zelf is wel bewaard.",
        )

    def write(self, run: Run, actor: Actor, at: datetime) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Link in the transaction of `run`; return the ids of the links and what undo has to bring in line."""
        known = [one.belongs.resident_id for one in self._written if one.belongs is not None]
        if not known:
            return {}, []
        first = last = 0
        for one in self._written:
            if one.belongs is None:
                continue
            low, high = ordered(one.resident_id, one.belongs.resident_id)
            seen = one.belongs.seen
            values = (
                low,
                high,
                LinkVerdict.SAME.value,
                seen.level.value if seen.level else None,
                " + ".join(seen.reasons),
                LinkOrigin.RADAR.value,
                actor.name,
                utc_text(at),
            )
            last = int(run(_LINK, values).lastrowid)
            first = first or last
        regroup(run, [*known, *(one.resident_id for one in self._written if one.belongs is not None)])
        return {"resident_links": [(first, last)]}, [{"bulk": "groups", "residents": sorted(set(known))}]

    def entries(self, run: Run, actor: Actor, at: datetime) -> list[NewEntry]:
        """Return what the log says of each choice that was written, without personal data."""
        people = [one.belongs.resident_id for one in self._written if one.belongs is not None]
        numbers = numbers_of(run, people)
        made = []
        for one in self._written:
            (own,) = run("SELECT number FROM signals WHERE id = ?", (one.signal_id,)).fetchone()
            other = one.belongs.resident_id if one.belongs is not None else None
            made.append(
                NewEntry(
                    at=at,
                    actor=actor,
                    event="link",
                    act="import_delivery",
                    kind="signal" if other is None else "resident",
                    number=own if other is None else f"{own} en {numbers[other]}",
                    signal_id=one.signal_id,
                    case_id=one.case_id,
                    resident_id=other,
                    summary="signaal bij een casus gezet" if other is None else "personen gekoppeld",
                )
            )
        return made


def _gone(number: int, what: str) -> str:
    return (
        f"{what[:1].upper()}{what[1:]}, gekozen bij rij {number}, staat niet (meer) in deze opslag. Er is niets "
        "toegevoegd: kies bij die rij iets anders, of niets."
    )
