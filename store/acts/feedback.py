"""Answering reporters: what they were told and when, or why they were not; and the answer as a file."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from itertools import count
from pathlib import Path

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.inputs import Ref
from store.acts.triage import WHAT, signal_ref
from store.acts.unit import unit
from store.codes import ClockKind, FeedbackOutcome
from store.engine.lifecycle import Store
from store.engine.location import create_private, shown
from store.errors import Refused
from store.rules.feedback_texts import ANSWERS, FeedbackText
from store.schema import FeedbackGiven, Signal

REFUSAL = (
    "Dit antwoord staat al in een bestand buiten de opslag: het kan al verstuurd zijn. "
    "Was het een vergissing, verwijder dan zelf het bestand; het signaal is niet veranderd."
)


def settle_feedback(
    store: Store,
    actor: Actor,
    signal_id: int,
    kind: ClockKind,
    outcome: FeedbackOutcome,
    *,
    note: str = "",
    body: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Record that an owed answer to the reporter was given, or not and why (`note`).

    `body` is the text as it was given; it is kept with the answer, and never with one that was refused. Stops the
    clock of that answer. Raises `Refused` when no such answer is owed.
    """
    if kind not in ANSWERS:
        raise Refused("Dit is geen antwoord aan een melder.")
    if outcome == FeedbackOutcome.REFUSED and not note.strip():
        raise Refused("Zeg waarom de melder geen antwoord krijgt.")
    with unit(store, actor, "settle_feedback", f"{kind.label} {outcome.label}", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        reason = f"{outcome.label}: {note.strip()}" if note.strip() else outcome.label
        if not clock_keeping.stop(act, (kind,), reason, signal_id=signal.id):
            raise Refused(f"Voor dit signaal staat geen {kind.label} open.")
        act.add(
            FeedbackGiven(
                signal_id=signal.id or 0,
                kind=kind,
                at=act.now,
                by=actor.name,
                outcome=outcome,
                body=body.strip() if outcome == FeedbackOutcome.GIVEN else "",
                reason=note.strip(),
            )
        )
        return signal_ref(signal)


def write_feedback(
    store: Store,
    actor: Actor,
    signal_id: int,
    answer: FeedbackText,
    directory: Path,
    *,
    now: datetime | None = None,
) -> Path:
    """Write an answer that is ready as a text file in `directory` and return the file, mode 0600.

    The name holds the number of the signal only; an existing file is never replaced (`-2`, `-3`, …). The log gets an
    event "export"; undo is refused. Nothing is recorded as given. Raises `Refused` when there is no answer to give or
    nothing can be written there; when anything fails no file stays behind.
    """
    if not answer.body:
        raise Refused(answer.no_answer or "Er is geen antwoord om te bewaren.")
    written: Path | None = None
    try:
        with unit(
            store, actor, "write_feedback", "antwoord aan melder als bestand", event="export", now=now
        ) as act:
            signal = act.get(Signal, signal_id, WHAT)
            act.about("signal", signal.number, signal_id=signal.id)
            act.refusal = REFUSAL
            written = _write(directory, signal.number, answer.whole.encode("utf-8"))
    except BaseException:
        if written is not None:
            with contextlib.suppress(OSError):
                written.unlink()
        raise
    return written


def _write(directory: Path, number: str, content: bytes) -> Path:
    stem = f"terugkoppeling-{re.sub(r'[^A-Za-z0-9-]', '', number)}"
    try:
        if not directory.is_dir():
            raise Refused(
                f"De map {shown(directory)} bestaat niet. Er is niets geschreven; kies een andere map."
            )
        return _first_free(directory, stem, content)
    except (OSError, ValueError) as error:
        raise Refused(
            f"In de map {shown(directory)} kan niet worden geschreven. Er is niets bewaard; kies een andere map."
        ) from error


def _first_free(directory: Path, stem: str, content: bytes) -> Path:
    numbers = count(2)
    path = directory / f"{stem}.txt"
    while True:
        try:
            create_private(path, content)
        except FileExistsError:
            path = directory / f"{stem}-{next(numbers)}.txt"
        else:
            return path
