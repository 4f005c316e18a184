"""Which status may follow which: one table for signals, one for cases; nothing else decides.

Source: `domain.md` sections 4 and 5. A signal's ends can be looked at again through triage, except given
advice: of that no personal data is kept. A case can go to the waiting list or be escalated from every open
status, and come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import overload

from store.codes import CaseStatus, Code, EscalationTarget, Outcome, SignalStatus
from store.errors import Refused

_S, _C = SignalStatus, CaseStatus

SIGNAL_TRANSITIONS: Mapping[SignalStatus, frozenset[SignalStatus]] = MappingProxyType(
    {
        _S.RECEIVED: frozenset({_S.TO_COMPLETE, _S.TRIAGED, _S.ADVISED, _S.NOT_TAKEN_UP}),
        _S.TO_COMPLETE: frozenset({_S.TRIAGED, _S.ADVISED, _S.NOT_TAKEN_UP}),
        _S.TRIAGED: frozenset({_S.TO_COMPLETE, _S.LINKED, _S.FORWARDED, _S.ADVISED, _S.NOT_TAKEN_UP}),
        _S.LINKED: frozenset({_S.TRIAGED}),
        _S.FORWARDED: frozenset({_S.TRIAGED}),
        _S.ADVISED: frozenset(),
        _S.NOT_TAKEN_UP: frozenset({_S.TRIAGED}),
    }
)

_ASIDE = frozenset({_C.WAITLIST, _C.ESCALATED})
WORKING_STATUSES: frozenset[CaseStatus] = frozenset(_C) - _ASIDE - {_C.CLOSED}
"""The statuses in which somebody works on the case."""

_ANYWHERE = _ASIDE | {_C.CLOSED}

CASE_TRANSITIONS: Mapping[CaseStatus, frozenset[CaseStatus]] = MappingProxyType(
    {
        _C.EXPLORING: _ANYWHERE | {_C.ON_AGENDA, _C.SEEKING_CONTACT, _C.OUTREACH, _C.VOLUNTARY, _C.HANDOVER},
        _C.ON_AGENDA: _ANYWHERE | {_C.EXPLORING, _C.SEEKING_CONTACT, _C.OUTREACH, _C.VOLUNTARY, _C.HANDOVER},
        _C.SEEKING_CONTACT: _ANYWHERE | {_C.ON_AGENDA, _C.OUTREACH, _C.VOLUNTARY, _C.HANDOVER},
        _C.OUTREACH: _ANYWHERE | {_C.ON_AGENDA, _C.SEEKING_CONTACT, _C.VOLUNTARY, _C.HANDOVER, _C.AFTERCARE},
        _C.VOLUNTARY: _ANYWHERE | {_C.ON_AGENDA, _C.SEEKING_CONTACT, _C.OUTREACH, _C.HANDOVER, _C.AFTERCARE},
        _C.HANDOVER: _ANYWHERE | {_C.ON_AGENDA, _C.SEEKING_CONTACT, _C.OUTREACH, _C.VOLUNTARY, _C.AFTERCARE},
        _C.AFTERCARE: _ANYWHERE | {_C.ON_AGENDA, _C.SEEKING_CONTACT, _C.OUTREACH, _C.VOLUNTARY},
        _C.CLOSED: frozenset({_C.EXPLORING}),
        _C.WAITLIST: WORKING_STATUSES | {_C.CLOSED, _C.ESCALATED},
        _C.ESCALATED: WORKING_STATUSES | {_C.CLOSED, _C.WAITLIST},
    }
)

_UNCHANGED = "Er is niets gewijzigd."


@overload
def allowed(status: SignalStatus) -> tuple[SignalStatus, ...]: ...
@overload
def allowed(status: CaseStatus) -> tuple[CaseStatus, ...]: ...
def allowed(status: SignalStatus | CaseStatus) -> tuple[SignalStatus | CaseStatus, ...]:
    """Return the statuses that may follow `status`, in the order of the code list."""
    if isinstance(status, SignalStatus):
        return tuple(new for new in SignalStatus if new in SIGNAL_TRANSITIONS[status])
    return tuple(new for new in CaseStatus if new in CASE_TRANSITIONS[status])


def _refuse(subject: str, old: Code, new: Code, options: Iterable[Code]) -> Refused:
    if old == new:
        return Refused(f'{subject} staat al op "{old.label}". {_UNCHANGED}')
    labels = ", ".join(option.label for option in options)
    possible = f"Wel mogelijk: {labels}." if labels else f'"{old.label}" is een eindpunt.'
    return Refused(f'{subject} kan niet van "{old.label}" naar "{new.label}". {possible} {_UNCHANGED}')


def check_signal_move(old: SignalStatus, new: SignalStatus) -> None:
    """Raise `Refused` unless a signal may go from `old` to `new`; the sentence names what is allowed."""
    if new not in SIGNAL_TRANSITIONS[old]:
        raise _refuse("Het signaal", old, new, allowed(old))


def check_case_move(
    old: CaseStatus,
    new: CaseStatus,
    *,
    waitlist_owner: str | int | None = None,
    review_on: date | None = None,
    escalation_target: EscalationTarget | None = None,
    outcome: Outcome | None = None,
    today: date | None = None,
) -> None:
    """Raise `Refused` unless a case may go from `old` to `new` with what is filled in.

    The waiting list asks an owner and a review date (not before `today` when that is given), escalation asks
    where to, closing asks an outcome. One sentence names everything that is missing. Whether the outcome
    "definitief geen contact" is earned, is for `store.rules.contact_ladder.no_contact_problems`.
    """
    if new not in CASE_TRANSITIONS[old]:
        raise _refuse("De casus", old, new, allowed(old))
    missing = []
    if new == CaseStatus.WAITLIST:
        if waitlist_owner is None or not str(waitlist_owner).strip():
            missing.append("wie de casus in het oog houdt")
        if review_on is None:
            missing.append("een datum om opnieuw te kijken")
    if new == CaseStatus.ESCALATED and not escalation_target:
        targets = ", ".join(target.label for target in EscalationTarget)
        missing.append(f"waarheen de casus gaat ({targets})")
    if new == CaseStatus.CLOSED and not outcome:
        missing.append("een eindresultaat")
    if missing:
        raise Refused(f'Voor "{new.label}" ontbreekt nog: {" en ".join(missing)}. {_UNCHANGED}')
    if new == CaseStatus.WAITLIST and today is not None and review_on is not None and review_on < today:
        raise Refused(f'Voor "{new.label}" ligt de datum om opnieuw te kijken in het verleden. {_UNCHANGED}')
