"""The log in words: which entries are shown, and what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from store.engine.head_words import written
from store.local_time import day_year, moment
from store.queries.log_view import LogFilter
from store.text import one_line, thousands

if TYPE_CHECKING:
    from store.queries.log_verify import Fault, Verified


def filter_words(chosen: LogFilter, number: str = "") -> str:
    """Return which entries are shown in Dutch; `number` is the case or signal the filter came from.

    What was searched for stays out of it: the words are logged themselves.
    """
    parts = []
    if chosen.worker:
        parts.append(f"door {one_line(chosen.worker, 40)}")
    if chosen.event is not None:
        parts.append(chosen.event.label)
    if chosen.resident_ids:
        parts.append(f"over de betrokkene van {number}" if number else "over één betrokkene")
    elif chosen.case_id is not None:
        parts.append(f"over casus {number}")
    elif chosen.signal_id is not None:
        parts.append(f"over signaal {number}")
    if chosen.since is not None:
        parts.append(f"vanaf {day_year(chosen.since)}")
    if chosen.until is not None:
        parts.append(f"tot en met {day_year(chosen.until)}")
    if chosen.searched.strip():
        parts.append("met een bepaald zoekwoord")
    return " · ".join(parts) if parts else "alle regels"


def fault_sentence(fault: Fault) -> str:
    """Return one fault as a line: `regel 17 (22-11-2026 14:05): gewijzigd of verwisseld`."""
    if not fault.first:
        return fault.kind.label
    which = (
        f"regel {fault.first}"
        if fault.first == fault.last
        else f"regels {fault.first} tot en met {fault.last}"
    )
    if fault.kind in ("missing", "cut_off"):
        when = f" (na {_stored_moment(fault.at)})" if fault.at else " (aan het begin)"
    else:
        when = f" ({_stored_moment(fault.at)})"
    return f"{which}{when}: {fault.kind.label}"


def _stored_moment(text: str) -> str:
    """Return a stored moment as local time; one that is no moment as it stands."""
    try:
        return moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return one_line(text, 25) or "tijd onbekend"


BROKEN = "Het logboek is niet heel: iemand of iets heeft het buiten Signaalpunt om veranderd."
OLDER = (
    "Dit kenmerk staat niet in het logboek. Deze opslag is ouder dan het kenmerk of heeft een andere geschiedenis: het "
    "bestand is teruggezet of verwisseld."
)


TOO_OLD = (
    "Het opgegeven kenmerk is van een deel van het logboek dat na goedkeuring vernietigd is: het is niet meer na te "
    "gaan."
)


def pruned_lines(found: Verified) -> list[str]:
    """Return what of the log was destroyed when its time was over, and who approved: a line for each time."""
    return [
        f"Vernietigd op {_stored_moment(one.at)}: {thousands(one.entries)} regels van vóór "
        f"{day_year(date.fromisoformat(one.stays_from))} (tot en met regel {one.up_to}), voorgedragen door "
        f"{one_line(one.proposed_by, 40)}, goedgekeurd door {one_line(one.approved_by, 40)}; laatste kenmerk "
        f"{written(one.up_to, one.mac)}"
        for one in found.pruned
    ]


def problem_lines(found: Verified) -> list[str]:
    """Return what a check found wrong, a sentence and a line for each fault; nothing when all is well."""
    lines = []
    if found.broken:
        lines.append(BROKEN)
        lines += [f"  {fault_sentence(fault)}" for fault in found.faults]
        if found.broken > len(found.faults):
            lines.append(f"  en nog {found.broken - len(found.faults)} andere")
    if found.earlier is False:
        lines.append(OLDER)
    return lines
