"""What is known of a reporter after the report: agreed to be named, essentiële naaste, a report under the Wvggz."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from store.actor import Actor
from store.acts.inputs import Ref
from store.acts.triage import WHAT, signal_ref
from store.acts.unit import Unit, unit
from store.codes import SignalStatus, YesNoUnknown
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.schema import Reporter, Signal


def set_reporter(
    store: Store,
    actor: Actor,
    signal_id: int,
    *,
    may_be_named: bool | None = None,
    essential_relative: bool | None = None,
    wvggz: YesNoUnknown | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Record what a reporter agreed to and may hear, in any status of the signal; None leaves that as it is.

    `may_be_named`: who takes the case over may know who reported. `essential_relative`: an essentiële naaste, the only
    one to hear how a report under the Wvggz ended. `wvggz`: whether this was such a report (article 5:2); unknown
    leaves that to where the signal went. Refused after an advice, for then nothing of a reporter is kept.
    """
    if may_be_named is None and essential_relative is None and wvggz is None:
        raise InvalidInput("Zeg wat u over de melder wilt vastleggen. Er is niets veranderd.")
    with unit(store, actor, "set_reporter", "gegevens over de melder vastgelegd", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        if signal.status == SignalStatus.ADVISED:
            raise Refused("Na een advies worden geen gegevens van de melder bewaard. Er is niets veranderd.")
        if wvggz is not None:
            signal.wvggz = wvggz
        if may_be_named is not None or essential_relative is not None:
            reporter = _reporter_of(act, signal)
            if may_be_named is not None:
                reporter.may_be_named = may_be_named
            if essential_relative is not None:
                reporter.essential_relative = essential_relative
            act.session.add(reporter)
        flag_modified(signal, "wvggz")
        act.session.add(signal)
        act.session.flush()
        return signal_ref(signal)


def _reporter_of(act: Unit, signal: Signal) -> Reporter:
    """Return the reporter of a signal; one of whom nothing was known yet gets a row."""
    known = act.session.get(Reporter, signal.reporter_id) if signal.reporter_id else None
    if known is not None:
        return known
    fresh = act.add(Reporter(partner_id=signal.partner_id, partner_type=signal.partner_type))
    signal.reporter_id = fresh.id
    return fresh
