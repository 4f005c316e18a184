"""What a reporter agreed to and may hear is kept, honoured in what is shared, and told to who looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from store.acts.inputs import SignalInput
from store.acts.links import link_residents
from store.acts.receive import amend_signal
from store.acts.reporters import set_reporter
from store.acts.triage import triage_signal
from store.acts.undo import undo_last
from store.codes import ClockKind, InfoLevel, LegalBasis, LinkOrigin, PartnerType, SignalStatus, YesNoUnknown
from store.engine.lifecycle import Store
from store.errors import Conflict, InvalidInput, NotFound, Refused
from store.queries.disclosing import preview
from store.queries.feedback import owed_answers, ready_text
from store.queries.signals import signal_detail
from store.rules.export_answers import ExportAnswers
from tests.acts.office import (
    ME,
    NOW,
    TODAY,
    case_of,
    content,
    everything,
    judged,
    one,
    opened,
    received,
    report,
    routed,
    signal_in,
)

HANDOVER = ExportAnswers(
    organisation="Vitis Welzijn",
    recipient_type=PartnerType.WELFARE,
    level=InfoLevel.HANDOVER,
    basis=LegalBasis.WMO,
)
RELATIVE: dict[str, Any] = {"partner": "", "partner_type": PartnerType.RELATIVE}


def told(store: Store, case_id: int) -> str:
    found = preview(store, case_id, HANDOVER, TODAY)
    assert found is not None
    return repr(found[1].sections)


@pytest.mark.parametrize("anonymous", [False, True])
def test_who_agreed_is_named_to_who_takes_over_unless_anonymous(store: Store, anonymous: bool) -> None:
    signal = routed(store, anonymous=anonymous)
    case_id = case_of(store, signal)
    assert "Achterberg" not in told(store, case_id)
    set_reporter(store, ME, signal.id, may_be_named=True, now=NOW)
    assert ("Wilhelmina Achterberg" in told(store, case_id)) is not anonymous
    set_reporter(store, ME, signal.id, may_be_named=False, now=NOW)
    assert "Achterberg" not in told(store, case_id)


def test_what_was_said_at_the_report_counts(store: Store) -> None:
    said = received(store, may_be_named=True, essential_relative=True, wvggz=YesNoUnknown.YES)
    detail = signal_detail(store, said.id)
    assert (detail.may_be_named, detail.essential_relative, detail.wvggz) == (True, True, YesNoUnknown.YES)
    amend_signal(store, ME, said.id, report(), now=NOW)
    detail = signal_detail(store, said.id)
    assert (detail.may_be_named, detail.essential_relative, detail.wvggz) == (
        False,
        False,
        YesNoUnknown.UNKNOWN,
    )


def test_who_is_only_known_as_an_essential_relative_is_kept(store: Store) -> None:
    nobody = {"partner": "", "reporter_name": "", "reporter_phone": ""}
    assert signal_detail(store, received(store, **nobody, essential_relative=True).id).essential_relative
    bare = received(store, **nobody)
    set_reporter(store, ME, bare.id, may_be_named=True, now=NOW)
    assert signal_detail(store, bare.id).may_be_named


def test_triage_judges_the_wvggz_or_leaves_it(store: Store) -> None:
    signal = received(store, wvggz=YesNoUnknown.YES)
    triage_signal(store, ME, signal.id, judged(), now=NOW)
    assert signal_detail(store, signal.id).wvggz == YesNoUnknown.YES
    triage_signal(store, ME, signal.id, judged(wvggz=YesNoUnknown.NO), now=NOW)
    assert signal_detail(store, signal.id).wvggz == YesNoUnknown.NO


def test_after_a_wvggz_report_only_an_essential_relative_hears_the_outcome(store: Store) -> None:
    signal = routed(store, **RELATIVE)

    def text() -> str:
        (owed,) = (one for one in owed_answers(store, signal.id, TODAY) if one.kind == ClockKind.FEEDBACK)
        return ready_text(owed, team_name="Kernteam", worker=ME.name).body

    assert "bekeken" in text() and "opgepakt" not in text()
    set_reporter(store, ME, signal.id, wvggz=YesNoUnknown.YES, now=NOW)
    assert text() == ""
    set_reporter(store, ME, signal.id, essential_relative=True, now=NOW)
    assert "Uw melding is opgepakt." in text()
    undo_last(store, ME, now=NOW)
    undo_last(store, ME, now=NOW)
    assert "bekeken" in text() and "opgepakt" not in text()


def test_what_the_act_leaves_out_stays_and_undo_brings_it_all_back(store: Store) -> None:
    signal = routed(store, may_be_named=True)
    before = content(store)
    set_reporter(store, ME, signal.id, essential_relative=True, now=NOW)
    detail = signal_detail(store, signal.id)
    assert (detail.may_be_named, detail.essential_relative, detail.wvggz) == (
        True,
        True,
        YesNoUnknown.UNKNOWN,
    )
    undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_two_terminals_do_not_overwrite_each_other(store: Store) -> None:
    signal = routed(store)
    first = set_reporter(store, ME, signal.id, may_be_named=True, expected_version=signal.version, now=NOW)
    assert first.version == signal.version + 1
    with pytest.raises(Conflict):
        set_reporter(store, ME, signal.id, may_be_named=False, expected_version=signal.version, now=NOW)
    assert signal_detail(store, signal.id).may_be_named


def test_nothing_to_say_no_signal_and_no_reporter_any_more(store: Store) -> None:
    advised = signal_in(store, SignalStatus.ADVISED)
    before = everything(store)
    with pytest.raises(InvalidInput, match="Zeg wat"):
        set_reporter(store, ME, advised.id, now=NOW)
    with pytest.raises(Refused, match="Na een advies"):
        set_reporter(store, ME, advised.id, may_be_named=True, now=NOW)
    with pytest.raises(NotFound):
        set_reporter(store, ME, 999, may_be_named=True, now=NOW)
    assert everything(store) == before


def test_a_name_of_a_linked_record_is_masked_too(store: Store) -> None:
    elsewhere = received(store, surname="Plantenga", given="Maria", facts="")
    case_id = opened(store, facts="Heette vroeger Plantenga.")
    confer = replace(HANDOVER, level=InfoLevel.CONFER)
    found = preview(store, case_id, confer, TODAY)
    assert found is not None and "Plantenga" in repr(found[1].sections)
    mine = one(store, "SELECT resident_id FROM cases WHERE id = ?", case_id)
    theirs = one(store, "SELECT resident_id FROM signals WHERE id = ?", elsewhere.id)
    link_residents(store, ME, mine, theirs, origin=LinkOrigin.CASE, now=NOW)
    found = preview(store, case_id, confer, TODAY)
    assert found is not None and "Plantenga" not in repr(found[1].sections)


def test_a_new_report_names_nobody() -> None:
    fresh = SignalInput(received_at=NOW)
    assert (fresh.may_be_named, fresh.essential_relative, fresh.wvggz) == (False, False, YesNoUnknown.UNKNOWN)
