"""The acts of a triage as jobs for `SignaalpuntApp.perform`; the database layer is loaded in their thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from store.actor import Actor
from store.acts.inputs import Ref, TriageInput
from store.codes import NotTakenUpReason
from store.engine.lifecycle import Store
from tui.forms.drafts import DraftKeeper

RefJob = Callable[[Store, Actor], Ref]


def route(
    signal_id: int,
    data: TriageInput,
    version: int,
    now: datetime,
    *,
    judged: bool,
    team_id: int | None = None,
    reason: str = "",
) -> RefJob:
    """Judge a signal (unless it is `judged` like this already) and send it where it belongs."""

    def job(store: Store, actor: Actor) -> Ref:
        from store.acts.route import route_signal
        from store.acts.triage import triage_signal

        seen = version
        if not judged:
            seen = triage_signal(store, actor, signal_id, data, expected_version=seen, now=now).version
        return route_signal(
            store,
            actor,
            signal_id,
            team_id=team_id,
            reason=reason,
            case_id=data.known_case_id,
            expected_version=seen,
            now=now,
        )

    return job


def not_take_up(signal_id: int, reason: NotTakenUpReason, note: str, version: int, now: datetime) -> RefJob:
    """Do not pick a signal up."""

    def job(store: Store, actor: Actor) -> Ref:
        from store.acts.triage import not_taken_up

        return not_taken_up(store, actor, signal_id, reason, note=note, expected_version=version, now=now)

    return job


def advise(signal_id: int, advice: str, version: int, now: datetime) -> RefJob:
    """End a signal with advice; no personal data stay."""

    def job(store: Store, actor: Actor) -> Ref:
        from store.acts.advise import give_advice

        return give_advice(store, actor, signal_id, advice, expected_version=version, now=now)

    return job


def set_aside(signal_id: int, missing: str, version: int, now: datetime) -> RefJob:
    """Set a signal aside to be completed."""

    def job(store: Store, actor: Actor) -> Ref:
        from store.acts.receive import ask_completion

        return ask_completion(store, actor, signal_id, missing, expected_version=version, now=now)

    return job


def reopen(signal_id: int, reason: str, version: int, now: datetime) -> RefJob:
    """Take a decided signal back to triage."""

    def job(store: Store, actor: Actor) -> Ref:
        from store.acts.triage import reopen_signal

        return reopen_signal(store, actor, signal_id, reason=reason, expected_version=version, now=now)

    return job


def ending(job: RefJob, keeper: DraftKeeper) -> RefJob:
    """Do `job`; when it succeeds its draft goes, and no answer given meanwhile brings it back."""

    def ended(store: Store, actor: Actor) -> Ref:
        with keeper.handed_over():
            ref = job(store, actor)
        keeper.discard()
        return ref

    return ended
