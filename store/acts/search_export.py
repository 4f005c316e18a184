"""A list of hits as a file: which signals and cases, how they stand and whom to ask, and nothing about anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from store.actor import Actor
from store.acts.export_files import check_folder, removed_on_failure, write_new
from store.acts.unit import Unit, unit
from store.codes import CaseStatus, SignalStatus
from store.engine.lifecycle import Store
from store.errors import Refused
from store.exchange.spreadsheet import neutral
from store.local_time import day_year, local, local_day
from store.queries.search_shapes import Hit, HitKind
from store.queries.shared import instant
from store.queries.visibility import may_see_case

REFUSAL = "Een lijst die de opslag heeft verlaten kan niet worden teruggehaald."
HEADERS = ("nummer", "status", "datum", "contactpersoon")
"""Level 0: that there is something, how it stands, since when, and whom to ask."""


def export_hits(
    store: Store, actor: Actor, hits: Sequence[Hit], directory: Path, *, now: datetime | None = None
) -> Path:
    """Write the signals and cases among `hits`, in their order, to a new CSV file in `directory` and log that.

    Residents and addresses are left out, and so is what the viewer may no longer see. Cells that a spreadsheet would
    execute are neutralised; the file is for its owner only (mode 0600). Raises `Refused` when nothing is left or
    nothing can be written there; then no file stays behind.
    """
    wanted = [(hit.kind, hit.id) for hit in hits if hit.kind in (HitKind.SIGNAL, HitKind.CASE)]
    if not wanted:
        raise Refused("In deze lijst staan geen signalen of casussen. Er is niets geëxporteerd.")
    check_folder(directory)
    with (
        removed_on_failure() as files,
        unit(
            store, actor, "export_hits", "lijst met zoekresultaten geëxporteerd", event="export", now=now
        ) as act,
    ):
        act.refusal = REFUSAL
        rows = _rows(act, store, wanted)
        if not rows:
            raise Refused("Van deze lijst mag u niets meer zien. Er is niets geëxporteerd; zoek opnieuw.")
        act.label = f"lijst met {len(rows)} zoekresultaten geëxporteerd"
        act.about("search", "")
        stem = f"zoeklijst-{local(act.now).strftime('%Y%m%d-%H%M')}"
        names = (f"{stem}{'' if number == 1 else f'-{number}'}.csv" for number in count(1))
        written = write_new(directory, names, _csv(rows))
        files.append(written)
    return written


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Semicolons and a BOM, as spreadsheet programs here expect."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADERS)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _rows(act: Unit, store: Store, wanted: Sequence[tuple[HitKind, int]]) -> list[tuple[str, str, str, str]]:
    found: dict[tuple[HitKind, int], tuple[str, str, str, str]] = {}
    of_case, case_values = may_see_case(store, "k.id")
    of_signal, signal_values = may_see_case(store, "s.case_id")
    for row in act.rows(
        "SELECT k.id, k.number, k.status, k.opened_at, k.case_lead, t.name"
        " FROM cases k JOIN teams t ON t.id = k.team_id"
        f" WHERE k.id IN (SELECT value FROM json_each(?)) AND {of_case}",
        _ids(wanted, HitKind.CASE),
        *case_values,
    ):
        found[HitKind.CASE, row[0]] = (row[1], CaseStatus.of(row[2]).label, _day(row[3]), row[4] or row[5])
    for row in act.rows(
        "SELECT s.id, s.number, s.status, s.received_at, COALESCE(k.case_lead, ''), COALESCE(t.name, '') FROM signals s"
        " LEFT JOIN cases k ON k.id = s.case_id LEFT JOIN teams t ON t.id = s.team_id"
        f" WHERE s.id IN (SELECT value FROM json_each(?)) AND {of_signal}",
        _ids(wanted, HitKind.SIGNAL),
        *signal_values,
    ):
        found[HitKind.SIGNAL, row[0]] = (
            row[1],
            SignalStatus.of(row[2]).label,
            _day(row[3]),
            row[4] or row[5],
        )
    return [found[one] for one in wanted if one in found]


def _ids(wanted: Sequence[tuple[HitKind, int]], kind: HitKind) -> str:
    return f"[{','.join(str(row_id) for its_kind, row_id in wanted if its_kind == kind)}]"


def _day(text: str) -> str:
    return day_year(local_day(instant(text)))
