"""Giving advice and keeping nothing: a question about somebody is answered without a file on them."""

from __future__ import annotations

from datetime import datetime

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.inputs import Ref
from store.acts.link_keeping import drop_resident
from store.acts.people import drop_address
from store.acts.triage import WHAT, signal_ref
from store.acts.unit import Unit, unit
from store.codes import SignalStatus
from store.engine.lifecycle import Store
from store.errors import Refused
from store.rules.transitions import check_signal_move
from store.schema import Reporter, Resident, Signal

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

    Also what earlier acts kept to be undone (they cannot be taken back any more), drafts, notes, reasons and delivered
    rows of this signal. Kept are number, dates, district, themes and the advice, so that it counts. A case it was
    linked to before keeps its own file. `advice` may hold no personal data; the screen says so.
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
        _remove_traces(act, signal.id or 0, _remove_people(act, *people))
        return signal_ref(signal)


def _remove_people(
    act: Unit, resident_id: int | None, reporter_id: int | None, address_id: int | None
) -> list[tuple[str, int]]:
    """Remove who and where, unless another signal or a case points there; return the rows that went."""
    gone: list[tuple[str, int]] = []
    resident = act.session.get(Resident, resident_id) if resident_id else None
    if resident is not None and not act.rows(
        "SELECT 1 FROM signals WHERE resident_id = ?1 UNION SELECT 1 FROM cases WHERE resident_id = ?1",
        resident_id,
    ):
        drop_resident(act, resident)
        gone.append(("residents", resident_id or 0))
    reporter = act.session.get(Reporter, reporter_id) if reporter_id else None
    if reporter is not None:
        act.session.delete(reporter)
        gone.append(("reporters", reporter_id or 0))
    act.session.flush()
    if address_id is not None and drop_address(act, address_id):
        gone.append(("addresses", address_id))
    return gone


def _remove_traces(act: Unit, signal_id: int, gone: list[tuple[str, int]]) -> None:
    """Remove what acts, notes, drafts and deliveries kept of the signal and of the rows that are gone."""
    run = act.session.connection().exec_driver_sql
    forget = "UPDATE undo_records SET operations = '[]', refusal = ? WHERE"
    run(f"{forget} log_id IN (SELECT id FROM log_entries WHERE signal_id = ?)", (REFUSAL, signal_id))
    for table, row_id in [("signals", signal_id), *gone]:
        run(f"{forget} operations LIKE ?", (REFUSAL, f'%"table":"{table}","id":{row_id},%'))
    run("DELETE FROM notes WHERE signal_id = ? AND case_id IS NULL", (signal_id,))
    run("DELETE FROM actions WHERE signal_id = ? AND case_id IS NULL", (signal_id,))
    run("UPDATE triages SET note = '', known_case_id = NULL WHERE signal_id = ?", (signal_id,))
    run("UPDATE routings SET reason = '' WHERE signal_id = ?", (signal_id,))
    run(
        "UPDATE clocks SET stop_reason = substr(stop_reason, 1, instr(stop_reason, ':') - 1)"
        " WHERE signal_id = ? AND case_id IS NULL AND instr(stop_reason, ':') > 0",
        (signal_id,),
    )
    run("UPDATE feedback_given SET body = '', reason = '' WHERE signal_id = ?", (signal_id,))
    run("UPDATE delivery_rows SET cells = '[]', reasons = '[]' WHERE signal_id = ?", (signal_id,))
    run(
        "DELETE FROM drafts WHERE key LIKE ? OR key LIKE ?", (f"amend/{signal_id}/%", f"triage/{signal_id}/%")
    )
