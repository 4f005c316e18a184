"""How copies of the store are told: on Vandaag when there is something to tell, in Inrichting always."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from store.engine.location import shown
from store.local_time import day_year, local, local_day, moment, short_day
from store.queries.backups import CopyKind, CopyRow, Overdue
from store.rules.backup_keeping import DAILY, MONTHLY, WEEKLY
from store.text import size_words
from tui.widgets.field_text import BLANK, Field

_REMEDY = "Maak er een in Inrichting, blad Opslag, met y."
_COUNTED = (CopyKind.DAILY, CopyKind.BY_HAND)


def overdue_words(overdue: Overdue, today: date) -> str:
    """Return what Vandaag says when the last good copy is too old."""
    if overdue.last is None:
        return f"Van deze opslag is nog geen reservekopie. {_REMEDY}"
    day = local_day(overdue.last)
    ago = (today - day).days
    when = short_day(day) if day.year == today.year else day_year(day)
    return f"De laatste goede reservekopie is van {when}, {ago} dagen geleden. {_REMEDY}"


def clock_words(last: datetime) -> str:
    """Return what Vandaag says when the clock is behind what was done already."""
    return (
        f"De klok van deze computer loopt achter: volgens het logboek is er op {moment(last)} nog gewerkt. Zet de "
        "klok goed, anders kloppen de termijnen niet."
    )


def copy_fields(found: Sequence[CopyRow], folder: Path, today: date, problem: str) -> list[Field]:
    """Return what Inrichting tells of the copies of a store, newest first in `found`."""
    counted = [row for row in found if row.kind in _COUNTED]
    here = [row for row in counted if row.path.parent == folder]
    elsewhere = [row for row in counted if row.path.parent != folder]
    beside = [row for row in found if row.kind not in _COUNTED]
    fields = [Field(value="RESERVEKOPIEËN", style="quiet")]
    if counted:
        fields.append(Field("Laatste goede", _line(counted[0], today)))
    else:
        fields.append(Field("Laatste goede", "er is er nog geen", "today"))
    if problem:
        fields.append(Field("Niet gelukt", problem, "late"))
    fields.append(Field("Map", shown(folder)))
    if here:
        oldest = f", de oudste van {day_year(local_day(here[-1].at))}" if len(here) > 1 else ""
        fields.append(Field("Daarin", f"{_many(len(here))}{oldest}"))
    if elsewhere:
        away = sum(row.there is None for row in elsewhere)
        words = f"{_many(len(elsewhere))}, die alleen u opruimt"
        fields.append(Field("Elders", f"{words}; {away} nu niet te bereiken" if away else words))
    if beside:
        kinds = " · ".join(dict.fromkeys(row.kind.label for row in beside))
        fields.append(Field("Naast de opslag", f"{_many(len(beside))} ({kinds}), die alleen u opruimt"))
    fields += [
        BLANK,
        Field(
            value="Zolang Signaalpunt open is wordt elke dag vanzelf een kopie gemaakt en nagekeken. Er blijven "
            f"{DAILY} dagen, {WEEKLY} weken en {MONTHLY} maanden bewaard. Een kopie gaat open met de wachtzin die gold "
            "toen zij werd gemaakt."
        ),
        Field(value="Met y maakt u nu een kopie; met f kiest u een andere map, liefst op een andere schijf."),
        Field(value="Met l kijkt u na of de opslag heel is."),
    ]
    return fields


def _line(row: CopyRow, today: date) -> str:
    at = local(row.at)
    when = f"{short_day(at.date())} {at:%H:%M}" if at.year == today.year else moment(row.at)
    parts = [when, size_words(row.size), "nagekeken"]
    if row.there is None:
        parts.append("nu niet te bereiken")
    return " · ".join(parts)


def _many(count: int) -> str:
    return "1 kopie" if count == 1 else f"{count} kopieën"
