"""Who and which address in a delivery is known already, before it comes in. Threads call this; no widgets here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.codes import MatchLevel
from store.queries.radar import AddressParts, PersonParts, Radar, radar
from store.rules.normalise import phone
from tui.forms.delivery_run import Remark, Run
from tui.forms.radar_text import case_choices

if TYPE_CHECKING:
    from store.exchange.delivered import DeliveredSignal
    from tui.desk import Desk


def add_known(desk: Desk, run: Run) -> bool:
    """Put the rows of a trial of whom something is known in `run.known`, the surest first; False when it was stopped.

    Only the first rows are looked up (`tui.forms.delivery_run.LOOKED`), each in a few milliseconds.
    """
    today = desk.today()
    found: list[tuple[int, Remark]] = []
    levels = list(MatchLevel)
    for delivered, cells in run.about:
        if run.stop.is_set():
            return False
        address, person = _asked(delivered)
        known = radar(desk.store, address=address, person=person, today=today)
        reasons = _reasons(known)
        if reasons:
            level = levels.index(known.matches[0].level) if known.matches else len(levels)
            case_id, signal_id = _leads_to(known)
            found.append((level, Remark(delivered.row_number, None, reasons, cells, case_id, signal_id)))
    run.known = [remark for _, remark in sorted(found, key=lambda item: item[0])]
    return True


def _asked(one: DeliveredSignal) -> tuple[AddressParts, PersonParts]:
    return (
        AddressParts(one.street, one.house_number, one.addition, one.postcode, one.place),
        PersonParts(
            one.resident_given,
            one.resident_prefix,
            one.resident_surname,
            one.birth_date,
            one.birth_year,
            phone(one.resident_phone) or "",
            one.bsn if one.bsn_valid else "",
            one.resident_text,
        ),
    )


def _reasons(known: Radar) -> tuple[str, ...]:
    told = [f"{match.reason} · {match.who}" for match in known.matches[:2]]
    told += [f"casus {case.number}: {why}" for case, why in case_choices(known)[:1]]
    if known.count:
        told.append(f"dit adres: {known.headline}")
    return tuple(told)


def _leads_to(known: Radar) -> tuple[int | None, int | None]:
    """Return the case, else the signal, to look at: of the surest person, else of the address."""
    match = known.matches[0] if known.matches else None
    case = match.case if match else next(iter(known.cases), None)
    if case is not None:
        return case.id, None
    return None, match.signal_id if match else next((one.id for one in known.signals), None)
