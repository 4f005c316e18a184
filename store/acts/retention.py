"""Holding, proposing and approving destruction: two people, a reason for every exception, a record without content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from store.actor import Actor
from store.acts.allowed import check_allowed
from store.acts.destroy import REFUSAL, counts_text, forget, take_out
from store.acts.destroyed_words import (
    DestroyedWords,
    as_bytes,
    forget_words,
    kept_elsewhere,
    left_in_index,
    remember,
    sought,
)
from store.acts.log_pruning import check_log_is_whole, is_pruned, prune_log
from store.acts.unit import Unit, unit
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store
from store.engine.scrub import scrub
from store.errors import InvalidInput, Refused
from store.local_time import local_day
from store.queries.retention import Proposal, proposal
from store.queries.shared import fetch_one
from store.schema import Case, Destruction, Reporter, RetentionHold, Signal

MAX_REASON = 500
_KINDS = {
    RetentionSubject.CASE: "case",
    RetentionSubject.SIGNAL: "signal",
    RetentionSubject.REPORTER: "signal",
    RetentionSubject.LOG: "log",
}
STILL_THERE = (
    "Let op: van wat vernietigd is, is nog iets gevonden in de opslag. Sluit andere vensters van Signaalpunt en laat "
    "het opnieuw nagaan; tot dan staat het als niet nagegaan in het verslag."
)
_GONE = "Deze bewaartermijn is nog niet voorbij, of dit is al vernietigd. Er is niets gewijzigd."
_WORDS = {
    RetentionSubject.CASE: "casus",
    RetentionSubject.SIGNAL: "signaal",
    RetentionSubject.REPORTER: "gegevens van de melder",
    RetentionSubject.LOG: "logboek",
}


def hold_destruction(
    store: Store,
    actor: Actor,
    subject: RetentionSubject,
    subject_id: int,
    reason: str,
    review_on: date,
    *,
    now: datetime | None = None,
) -> int:
    """Keep a case or signal although its time is (nearly) over, with the reason and the day that is looked at again.

    The hold of a reporter's data is that of the signal. Returns the id of the hold.
    """
    why = _reason(reason, "Schrijf op waarom dit langer bewaard moet blijven.")
    with unit(store, actor, "hold_destruction", "vernietiging tegengehouden", now=now) as act:
        if review_on <= act.today:
            raise InvalidInput("Kies een dag na vandaag waarop dit opnieuw wordt bekeken.")
        if subject is RetentionSubject.LOG:
            raise Refused(
                "Het logboek wordt niet tegengehouden: draag het niet voor zolang het moet blijven."
            )
        is_case = subject is RetentionSubject.CASE
        _about(act, subject, subject_id)
        if _hold(act, is_case, subject_id) is not None:
            raise Refused("Dit wordt al tegengehouden. Geef dat eerst vrij; er is niets gewijzigd.")
        hold = act.add(
            RetentionHold(
                case_id=subject_id if is_case else None,
                signal_id=None if is_case else subject_id,
                reason=why,
                by=actor.name,
                at=act.now,
                review_on=review_on,
            )
        )
        _withdraw(act, subject, subject_id)
        return hold.id or 0


def release_hold(
    store: Store, actor: Actor, subject: RetentionSubject, subject_id: int, *, now: datetime | None = None
) -> None:
    """End a hold: from now on the term counts again."""
    with unit(store, actor, "release_hold", "bewaren vrijgegeven", now=now) as act:
        _about(act, subject, subject_id)
        hold = (
            None
            if subject is RetentionSubject.LOG
            else _hold(act, subject is RetentionSubject.CASE, subject_id)
        )
        if hold is None:
            raise Refused("Dit wordt niet tegengehouden. Er is niets gewijzigd.")
        hold.released_at, hold.released_by = act.now, actor.name
        act.session.add(hold)


def propose_destruction(
    store: Store, actor: Actor, subject: RetentionSubject, subject_id: int, *, now: datetime | None = None
) -> int:
    """Propose to destroy something whose time is over; somebody else approves. Returns the id of the proposal."""
    with unit(store, actor, "propose_destruction", "vernietiging voorgedragen", now=now) as act:
        found = _found(store, act, subject, subject_id)
        if found.destruction_id is not None:
            raise Refused(f"Dit is al voorgedragen door {found.proposed_by}. Er is niets gewijzigd.")
        _about(act, subject, subject_id)
        row = act.add(
            Destruction(
                subject=subject,
                subject_id=subject_id,
                number=found.number,
                basis=found.term.basis,
                term=found.term.length,
                norm=found.term.norm,
                ended_on=found.ended_on,
                due_on=found.due_on,
                proposed_at=act.now,
                proposed_by=actor.name,
                proposed_slot=store.slot,
            )
        )
        return row.id or 0


def withdraw_proposal(
    store: Store, actor: Actor, destruction_id: int, *, now: datetime | None = None
) -> None:
    """Take a proposal back, by whoever sees that it was wrong."""
    with unit(store, actor, "withdraw_proposal", "voordracht ingetrokken", now=now) as act:
        row = _open_row(act, destruction_id)
        _about(act, row.subject, row.subject_id)
        row.withdrawn_at = act.now
        act.session.add(row)


def approve_destruction(
    store: Store, actor: Actor, destruction_id: int, *, now: datetime | None = None
) -> dict[str, int]:
    """Destroy what somebody else proposed, for good; return how many rows went per table.

    The second pair of eyes is another key of the store than the one that proposed; where people share one key (a demo,
    an older store) another name. What is destroyed goes with undo records, drafts and delivered rows; number, ground,
    term and names of both stay. It cannot be undone. Call `finish_destruction` after the last one.
    """
    words = DestroyedWords()
    if fetch_one(store, "SELECT 1 FROM destructions WHERE id = ? AND subject = 'log'", (destruction_id,)):
        check_log_is_whole(store)
    with unit(store, actor, "approve_destruction", "vernietigd", event="delete", now=now) as act:
        act.refusal = REFUSAL
        row = _open_row(act, destruction_id)
        if _same_person(row, store.slot, actor.name):
            raise Refused(
                "Vernietigen vraagt een tweede paar ogen: iemand anders dan wie het voordroeg keurt dit goed. "
                "Er is niets vernietigd."
            )
        found = _found(store, act, row.subject, row.subject_id)
        act.label = f"{_WORDS[row.subject]} vernietigd: {found.term.basis.label}, {found.term.length}"
        act.about(_KINDS[row.subject], row.number)
        if row.subject is RetentionSubject.LOG:
            gone = prune_log(act, row, words)
        elif row.subject is RetentionSubject.REPORTER:
            gone = _clear_reporter(act, row.subject_id, words)
        else:
            table = "cases" if row.subject is RetentionSubject.CASE else "signals"
            gone = take_out(act, table, row.subject_id, words)
        row.destroyed_at, row.approved_by, row.approved_slot = act.now, actor.name, store.slot
        row.counts = counts_text(gone)
        act.session.add(row)
    remember(store, destruction_id, words)
    return {table: len(ids) for table, ids in gone.items()}


@dataclass(frozen=True, slots=True)
class Finished:
    """What looking for what was destroyed gave: the pages that were read, and whether anything was left."""

    pages: int
    left: bool


def finish_destruction(store: Store, actor: Actor, *, now: datetime | None = None) -> Finished | None:
    """Write the file anew without the pages of what went, read every page for it, and record what that gave.

    Looked for are some of the names, numbers and phrases that went (`store.acts.destroyed_words`). One that stands on a
    page because something that is kept says it too is counted apart. None when another program is at work in the store:
    what went is overwritten with zeros already; the next destruction, or this call again, finishes it.
    """
    check_allowed(store, actor, "finish_destruction")
    looked_for = sought(store)
    words = frozenset[str]().union(*looked_for.values())
    found = scrub(store, as_bytes(words))
    if found is None:
        return None
    kept = kept_elsewhere(store, found.found)
    same = {word for word in words if not as_bytes({word}).isdisjoint(kept)}
    left = bool(found.found - kept) or left_in_index(store, words)
    with unit(store, actor, "finish_destruction", "vernietiging nagegaan", event="delete", now=now) as act:
        act.refusal = REFUSAL
        statement = select(Destruction).where(
            col(Destruction.destroyed_at).is_not(None), col(Destruction.checked).is_(False)
        )
        for row in act.session.exec(statement).all():
            row.checked = not left and not _left(act, row)
            own = looked_for.get(row.id or 0, frozenset())
            row.pages_read, row.words_sought, row.words_kept = found.pages, len(own), len(own & same)
            left = left or not row.checked
            act.session.add(row)
    if not left:
        forget_words(store)
    return Finished(found.pages, left)


def _left(act: Unit, row: Destruction) -> bool:
    """Whether anything still refers to what was destroyed: the row, an undo record, a draft."""
    if row.subject is RetentionSubject.LOG:
        return not is_pruned(act, row.ended_on + timedelta(days=1))
    if row.subject is RetentionSubject.REPORTER:
        return bool(
            act.rows(
                "SELECT 1 FROM signals s JOIN reporters m ON m.id = s.reporter_id"
                " WHERE s.id = ? AND m.name || m.phone || m.mail <> ''",
                row.subject_id,
            )
        )
    table = "cases" if row.subject is RetentionSubject.CASE else "signals"
    mark = f'%"table":"{table}","id":{row.subject_id},%'
    return bool(
        act.rows(f"SELECT 1 FROM {table} WHERE id = ?", row.subject_id)
        or act.rows("SELECT 1 FROM undo_records WHERE operations LIKE ? LIMIT 1", mark)
        or act.rows("PRAGMA foreign_key_check")
    )


def _same_person(row: Destruction, slot: str, name: str) -> bool:
    if row.proposed_slot and slot:
        return row.proposed_slot == slot
    return row.proposed_by == name


def _clear_reporter(act: Unit, signal_id: int, words: DestroyedWords) -> dict[str, set[int]]:
    """Empty the name and contact data of a reporter; what organisation reported stays, so that it counts."""
    signal = act.get(Signal, signal_id, "dit signaal")
    reporter = act.get(Reporter, signal.reporter_id, "deze melder")
    words.take("reporters", reporter.model_dump(include={"name", "phone", "mail"}))
    reporter.name = reporter.phone = reporter.mail = reporter.phone_key = ""
    act.session.add(reporter)
    act.session.flush()
    run = act.session.connection().exec_driver_sql
    run("UPDATE feedback_given SET body = '' WHERE signal_id = ?", (signal_id,))
    run("UPDATE delivery_rows SET cells = '[]' WHERE signal_id = ?", (signal_id,))
    gone = {"reporters": {reporter.id or 0}}
    forget(act, {**gone, "signals": {signal_id}})
    return gone


def _found(store: Store, act: Unit, subject: RetentionSubject, subject_id: int) -> Proposal:
    """Return the proposal as it stands; refuse when its time has not come or it is held."""
    found = proposal(store, subject, subject_id, local_day(act.now))
    if found is None or found.due_on > act.today:
        raise Refused(_GONE)
    if found.hold:
        raise Refused(f"Dit wordt tegengehouden: {found.hold} Geef het eerst vrij; er is niets gewijzigd.")
    return found


def _about(act: Unit, subject: RetentionSubject, subject_id: int) -> None:
    if subject is RetentionSubject.LOG:
        act.about(_KINDS[subject], f"logboek-{subject_id}")
    elif subject is RetentionSubject.CASE:
        case = act.get(Case, subject_id, "deze casus")
        act.about("case", case.number, case_id=case.id)
    else:
        signal = act.get(Signal, subject_id, "dit signaal")
        act.about("signal", signal.number, signal_id=signal.id)


def _hold(act: Unit, is_case: bool, subject_id: int) -> RetentionHold | None:
    column = RetentionHold.case_id if is_case else RetentionHold.signal_id
    statement = select(RetentionHold).where(column == subject_id, col(RetentionHold.released_at).is_(None))
    return act.session.exec(statement).first()


def _open_row(act: Unit, destruction_id: int) -> Destruction:
    row = act.get(Destruction, destruction_id, "deze voordracht")
    if row.destroyed_at is not None or row.withdrawn_at is not None:
        raise Refused("Deze voordracht is al afgehandeld. Er is niets gewijzigd.")
    return row


def _withdraw(act: Unit, subject: RetentionSubject, subject_id: int) -> None:
    statement = select(Destruction).where(
        Destruction.subject == subject,
        Destruction.subject_id == subject_id,
        col(Destruction.destroyed_at).is_(None),
        col(Destruction.withdrawn_at).is_(None),
    )
    for row in act.session.exec(statement).all():
        row.withdrawn_at = act.now
        act.session.add(row)


def _reason(text: str, ask: str) -> str:
    why = " ".join(text.split())
    if not why:
        raise InvalidInput(ask)
    if len(why) > MAX_REASON:
        raise InvalidInput(f"De reden is te lang; houd het bij {MAX_REASON} tekens. Er is niets gewijzigd.")
    return why
