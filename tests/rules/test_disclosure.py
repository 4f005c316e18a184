"""The sharing rule: what each recipient gets at each level, and above all what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import CaseStatus, InfoLevel, LegalBasis, Outcome, PartnerType
from store.rules.disclosed import Disclosed, Passage, Section, Table
from store.rules.disclosure import ConsentFacts, Recipient, disclose
from store.rules.disclosure_facts import CaseFile, SignalFacts
from store.rules.disclosure_mask import Mask
from store.rules.disclosure_words import is_medical, without_medical
from tests.planted_case import (
    FACT,
    OPINION,
    PERSON,
    REPORTERS,
    STREET,
    TODAY,
    cases,
    forbidden,
    leaks,
    nameable,
)

KINDS = st.sampled_from(list(PartnerType))
LEVELS = st.sampled_from(list(InfoLevel))
CASE = CaseFile(number="C2026-001", status=CaseStatus.OUTREACH, opened_on=date(2026, 10, 1), team="Kernteam")


def told(disclosed: Disclosed) -> str:
    return repr(disclosed.sections)


def ask(case: CaseFile, kind: PartnerType, level: InfoLevel, **more: object) -> Disclosed:
    return disclose(case, Recipient("Vitis Welzijn", kind, **more), level, (), TODAY)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(cases(), KINDS, LEVELS, st.sampled_from((None, LegalBasis.WMO, LegalBasis.CONSENT)))
def test_nothing_withheld_is_told_nor_named_in_the_reasons(
    case: CaseFile, kind: PartnerType, level: InfoLevel, basis: LegalBasis | None
) -> None:
    disclosed = ask(case, kind, level, basis=basis)
    used = InfoLevel.FACT if basis == LegalBasis.CONSENT else level
    assert leaks(told(disclosed), forbidden(case, kind, used)) == set()
    reasons = " ".join(f"{one.what} {one.why}" for one in disclosed.withheld)
    secrets = {*PERSON, STREET, FACT, OPINION}.union(*(one.words for one in REPORTERS))
    assert leaks(reasons, secrets) == set()


@settings(max_examples=60)
@given(cases(), KINDS, LEVELS)
def test_a_reporter_is_named_exactly_when_they_agreed_and_it_is_otherwise_allowed(
    case: CaseFile, kind: PartnerType, level: InfoLevel
) -> None:
    disclosed = ask(case, kind, level)
    named = nameable(case, kind, level)
    rows = {row[0]: row for one in disclosed.sections if one.key == "signals" for row in _rows_of(one)}
    for signal, reporter in zip(case.signals, REPORTERS, strict=False):
        name = f"{reporter.given} {reporter.surname}"
        assert (name in " ".join(rows.get(signal.number, ()))) == (reporter in named)
    unnamed = len(named) < len(case.signals)
    assert ("Wie heeft gemeld" in {one.what for one in disclosed.withheld}) == unnamed


def _rows_of(section: Section) -> list[tuple[str, ...]]:
    return [row for block in section.blocks if isinstance(block, Table) for row in block.rows]


@settings(max_examples=30)
@given(cases(), KINDS)
def test_a_higher_level_never_withholds_what_a_lower_one_told(case: CaseFile, kind: PartnerType) -> None:
    keys = [{section.key for section in ask(case, kind, level).sections} for level in InfoLevel]
    assert keys[0] <= keys[1] <= keys[2] | {"resident"}


@settings(max_examples=60)
@given(cases())
def test_helpers_are_told_everything_at_a_handover(case: CaseFile) -> None:
    text = told(ask(case, PartnerType.CARE, InfoLevel.HANDOVER))
    assert {*PERSON[:2], STREET, "planKwartel", "woonscore", "hondenbeet"} == leaks(
        text, {*PERSON[:2], STREET, "planKwartel", "woonscore", "hondenbeet"}
    )


def test_facts_and_opinions_stand_under_their_own_heading() -> None:
    signal = SignalFacts("2026-0001", date(2026, 10, 1), PartnerType.HOUSING, facts=FACT, opinion=OPINION)
    sections = {
        one.key: one
        for one in ask(replace(CASE, signals=(signal,)), PartnerType.WELFARE, InfoLevel.CONFER).sections
    }
    facts = [block.text for block in sections["facts"].blocks if isinstance(block, Passage)]
    opinions = [block.text for block in sections["opinions"].blocks if isinstance(block, Passage)]
    assert (facts, opinions) == ([FACT], [OPINION])


def test_an_agreeing_reporter_is_named_at_a_handover_only_and_never_when_anonymous() -> None:
    signal = SignalFacts(
        "2026-0001", TODAY, PartnerType.RELATIVE, reporter_name="Oktavia Prutselmans", reporter_agreed=True
    )
    case = replace(CASE, signals=(signal,))
    hidden = replace(case, signals=(replace(signal, anonymous=True),))
    assert "Prutselmans" in told(ask(case, PartnerType.CARE, InfoLevel.HANDOVER))
    assert "Prutselmans" not in told(ask(case, PartnerType.CARE, InfoLevel.CONFER))
    assert "Prutselmans" not in told(ask(hidden, PartnerType.CARE, InfoLevel.HANDOVER))


def test_initials_and_year_or_else_the_address_never_both() -> None:
    known = replace(
        CASE, given="Maria", surname="Visser", birth_year=1951, street="Kerkstraat", house_number=41
    )
    unknown = replace(known, given="", surname="")
    assert "M.V." in told(ask(known, PartnerType.WELFARE, InfoLevel.CONFER))
    assert "1951" in told(ask(known, PartnerType.WELFARE, InfoLevel.CONFER))
    assert "Kerkstraat" not in told(ask(known, PartnerType.WELFARE, InfoLevel.CONFER))
    assert "Kerkstraat 41" in told(ask(unknown, PartnerType.WELFARE, InfoLevel.CONFER))
    assert "1951" not in told(ask(unknown, PartnerType.WELFARE, InfoLevel.CONFER))


@pytest.mark.parametrize(
    ("status", "outcome", "essential", "state"),
    [
        (CaseStatus.OUTREACH, None, False, "opgepakt"),
        (CaseStatus.CLOSED, Outcome.CARE_GP, False, "afgesloten"),
        (CaseStatus.CLOSED, Outcome.NOT_TAKEN_UP, False, "niet opgepakt"),
        (CaseStatus.CLOSED, Outcome.WVGGZ_REQUEST, False, "opgepakt"),
        (CaseStatus.CLOSED, Outcome.WVGGZ_REQUEST, True, "afgesloten"),
    ],
)
def test_a_reporter_hears_no_more_than_feedback_allows(
    status: CaseStatus, outcome: Outcome | None, essential: bool, state: str
) -> None:
    case = replace(CASE, status=status, outcome=outcome, surname="Visser")
    disclosed = ask(case, PartnerType.RELATIVE, InfoLevel.HANDOVER, essential_relative=essential)
    assert f"'Stand', '{state}'" in told(disclosed)
    assert disclosed.level == InfoLevel.FACT
    assert "Visser" not in told(disclosed)


def test_consent_as_ground_must_be_there_valid_and_for_this_organisation() -> None:
    case = replace(CASE, surname="Visser", given="M.")
    asked = Recipient("Vitis Welzijn", PartnerType.WELFARE, basis=LegalBasis.CONSENT)

    def level(*consents: ConsentFacts) -> InfoLevel:
        return disclose(case, asked, InfoLevel.HANDOVER, consents, TODAY).level

    valid = ConsentFacts("vitis welzijn", date(2026, 11, 1))
    assert level(valid) == InfoLevel.HANDOVER
    assert level(replace(valid, organisation="")) == InfoLevel.HANDOVER
    assert level() == level(replace(valid, organisation="Woonbron")) == InfoLevel.FACT
    assert level(replace(valid, withdrawn_on=TODAY)) == InfoLevel.FACT
    assert level(replace(valid, given_on=date(2026, 12, 1))) == InfoLevel.FACT


def test_police_hears_of_safety_and_who_leads_but_not_of_care() -> None:
    case = replace(
        CASE,
        lead="Fatima El Amrani",
        visit_safety="Agressief zonder medicatie.",
        plan="PLANTEKST",
        goal="DOELTEKST",
    )
    text = told(ask(case, PartnerType.POLICE, InfoLevel.HANDOVER))
    assert "Agressief" in text
    assert "Fatima" in text
    assert "PLANTEKST" not in text
    assert "DOELTEKST" not in text


@pytest.mark.parametrize(
    "text",
    [
        "Hij slikt pillen.",
        "Zij is dement.",
        "DEPRESSIEF",
        "krijgt 20mg per dag",
        "is bij de GGZ bekend",
        "de huisarts belde",
        "médicatie",
        "schizo\u200bfrenie",
        "gaat naar het ziekenhuis",
    ],
)
def test_medical_sentences_are_seen(text: str) -> None:
    assert is_medical(text)
    assert text not in without_medical(f"De huur loopt achter. {text}")


@pytest.mark.parametrize(
    "text",
    ["Harde muziek in Pijnacker.", "De huur is niet betaald.", "Geen toestemming.", "Wooncoöperatie belt."],
)
def test_ordinary_sentences_stay(text: str) -> None:
    assert without_medical(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bel 06 12 34 56 78", "bel [telefoon]"),
        ("op 01-02-2026 09:15 gezien", "op 01-02-2026 09:15 gezien"),
        ("signaal 2026-0001 en casus C2026-031", "signaal 2026-0001 en casus C2026-031"),
        ("mail jan@voorbeeld.example", "mail [e-mail]"),
        ("Dorpsstraat 12", "[adres]"),
        ("mevr. VISSER's hond", "mevr. [naam] hond"),
        ("in 2026 is er niets", "in 2026 is er niets"),
        ("huur 1.250,00 euro", "huur 1.250,00 euro"),
        ("NL91 ABNA 0417 1643 00", "[rekeningnummer]"),
    ],
)
def test_masking(text: str, shown: str) -> None:
    assert Mask(names=("M. van der Visser",)).text(text) == shown


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    Mask(names=("Jan Visser",), streets=("Kerkstraat",), bsns=("111222333",)).text(text)
    without_medical(text, care=True)
