"""Giving advice and keeping nothing: a question about somebody is answered without a file on them."""

from __future__ import annotations

from datetime import datetime

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.inputs import Ref
from store.acts.triage import WHAT, signal_ref
from store.acts.unit import Unit, unit
from store.codes import SignalStatus
from store.engine.lifecycle import Store
from store.errors import Refused
from store.rules.transitions import check_signal_move
from store.schema import Address, Reporter, Resident, Signal

REFUSAL = "Na een advies worden geen persoonsgegevens bewaard, dus er is niets om terug te zetten."
_WIPED_TEXTS = (
    "facts",
    "opinion",
    "request",
    "since",
    "frequency",
    "earlier_reported",
    "not_aware_reason",
    "visit_safety",
    "missing",
    "external_id",
)


def give_advice(
    store: Store,
    actor: Actor,
    signal_id: int,
    advice: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """End a signal with advice and remove every personal datum of it: resident, address, reporter and texts.

    Also what earlier acts kept to be undone, notes and delivered rows of this signal. Kept are number, dates,
    district, themes and the advice, so that it counts. `advice` may hold no personal data; the screen says so.
    """
    if not advice.strip():
        raise Refused("Vul het gegeven advies in, zonder namen of adressen.")
    with unit(store, actor, "give_advice", "advies gegeven", now=now) as act:
        act.refusal = REFUSAL
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        check_signal_move(signal.status, SignalStatus.ADVISED)
        people = (signal.resident_id, signal.reporter_id, signal.address_id)
        signal.status, signal.advice = SignalStatus.ADVISED, advice.strip()
        signal.resident_id = signal.reporter_id = signal.address_id = signal.household_id = None
        signal.case_id, signal.arrears_cents = None, None
        for name in _WIPED_TEXTS:
            setattr(signal, name, "")
        act.session.add(signal)
        clock_keeping.stop(act, None, "advies gegeven", signal_id=signal.id)
        act.session.flush()
        _remove_people(act, *people)
        _remove_traces(act, signal.id or 0)
        return signal_ref(signal)


def _remove_people(
    act: Unit, resident_id: int | None, reporter_id: int | None, address_id: int | None
) -> None:
    resident = act.session.get(Resident, resident_id) if resident_id else None
    if resident is not None and not act.rows(
        "SELECT 1 FROM signals WHERE resident_id = ? UNION SELECT 1 FROM cases WHERE resident_id = ?",
        resident_id,
        resident_id,
    ):
        act.session.delete(resident)
    reporter = act.session.get(Reporter, reporter_id) if reporter_id else None
    if reporter is not None:
        act.session.delete(reporter)
    act.session.flush()
    address = act.session.get(Address, address_id) if address_id else None
    if address is not None and not act.rows(
        "SELECT 1 FROM signals WHERE address_id = ? UNION SELECT 1 FROM cases WHERE address_id = ?"
        " UNION SELECT 1 FROM residents WHERE address_id = ? UNION SELECT 1 FROM households WHERE address_id = ?",
        address_id,
        address_id,
        address_id,
        address_id,
    ):
        act.session.delete(address)
    act.session.flush()


def _remove_traces(act: Unit, signal_id: int) -> None:
    connection = act.session.connection()
    connection.exec_driver_sql(
        "UPDATE undo_records SET operations = '[]', refusal = ? WHERE log_id IN"
        " (SELECT id FROM log_entries WHERE signal_id = ?)",
        (REFUSAL, signal_id),
    )
    connection.exec_driver_sql("DELETE FROM notes WHERE signal_id = ? AND case_id IS NULL", (signal_id,))
    connection.exec_driver_sql(
        "UPDATE triages SET note = '', known_case_id = NULL WHERE signal_id = ?", (signal_id,)
    )
    connection.exec_driver_sql(
        "UPDATE delivery_rows SET cells = '[]', reasons = '[]' WHERE signal_id = ?", (signal_id,)
    )
    connection.exec_driver_sql("DELETE FROM actions WHERE signal_id = ? AND case_id IS NULL", (signal_id,))
