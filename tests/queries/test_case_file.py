"""The case as the sharing rule gets it: complete, and with everybody it must be able to mask."""

from __future__ import annotations

import pytest

from store.codes import InfoLevel, PartnerType
from store.queries.case_detail import case_detail
from store.queries.case_file import case_consents, case_file
from store.rules.disclosure import Recipient, disclose
from store.rules.disclosure_facts import CaseFile
from tests import case_office
from tests.case_office import BSN, REPORTER, TODAY


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> case_office.Office:
    return case_office.office_in(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def visser(office: case_office.Office) -> CaseFile:
    return case_file(office.store, case_detail(office.store, office.visser, today=TODAY))


def test_the_file_holds_everything_of_the_case(visser: CaseFile) -> None:
    assert (visser.given, visser.surname, visser.street, visser.house_number) == (
        "Maria",
        "Visser",
        "Kerkstraat",
        41,
    )
    assert [one.number for one in visser.signals] == ["2026-0001", "2026-0002", "2026-0003"]
    assert {one.origin for one in visser.signals} == {PartnerType.HOUSING, PartnerType.POLICE}
    assert len(visser.attempts) >= 3
    assert {note.is_fact for note in visser.notes} == {True, False}
    assert {action.done_on is None for action in visser.actions} == {True, False}
    assert visser.scores
    assert visser.events
    assert visser.visit_safety


def test_reporters_and_their_organisations_can_be_masked(visser: CaseFile) -> None:
    assert REPORTER in visser.known.reporters
    assert "015-1234567" in visser.known.reporter_contacts
    assert "Rondom Wonen" in visser.known.reporter_organisations
    assert not any(one.reporter_agreed for one in visser.signals)


@pytest.mark.parametrize("level", list(InfoLevel))
@pytest.mark.parametrize("kind", [PartnerType.HOUSING, PartnerType.CARE, PartnerType.RELATIVE])
def test_a_real_case_leaks_nothing(
    office: case_office.Office, visser: CaseFile, kind: PartnerType, level: InfoLevel
) -> None:
    consents = case_consents(office.store, office.visser)
    told = repr(disclose(visser, Recipient("Vitis", kind), level, consents, TODAY))
    for secret in (REPORTER, "Achterberg", "015-1234567", BSN, "Rondom Wonen"):
        assert secret not in told
    if level != InfoLevel.HANDOVER:
        assert "Visser" not in told
        assert "Kerkstraat" not in told
