"""The log in words: what is wrong with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from store.local_time import moment
from store.text import one_line

if TYPE_CHECKING:
    from store.queries.log_verify import Fault


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
