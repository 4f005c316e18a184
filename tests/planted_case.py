"""Invented cases with words planted in them that no other text holds, so that a leak can be recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st

from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    DayPart,
    InfoLevel,
    LifeDomain,
    Outcome,
    PartnerType,
    Theme,
    Urgency,
)
from store.rules.disclosure_facts import (
    ActionFacts,
    AftercareFacts,
    AttemptFacts,
    CaseFile,
    DecisionFacts,
    EventFacts,
    KnownPeople,
    NoteFacts,
    OrganisationFacts,
    ScoreFacts,
    SignalFacts,
)
from store.rules.disclosure_mask import bare

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
PERSON = ("Zwanobert", "Kwibbelaar", "Fluitenberg")
"""Given name, surname of the resident, surname of a relative."""
RESIDENT_PHONE = "0698765431"
STREET, POSTCODE, BSN = "Vossenhofstraat", "2641QX", "111222333"
CARE_TEXT, MEDICAL, CARE_ORG = "Zorgwaarneming", "xanodipine", "Kliniek Zonnegloed"
PLAN, GOAL, VIEW, SAFETY, HOUSEHOLD = "plankwartel", "doelgazelle", "blikvanger", "hondenbeet", "huisgezinlid"
FACT, OPINION, QUESTION, REASON = "brievenbusvol", "vermoedelijkbang", "vraagstukje", "statusreden"
MEDICAL_LABELS = (Theme.DEMENTIA, Theme.ADDICTION, Theme.MILD_DISABILITY)

HELPERS = {PartnerType.CARE, PartnerType.GP, PartnerType.MUNICIPALITY, PartnerType.WELFARE}
"""Who may know about care."""


@dataclass(frozen=True)
class Planted:
    """A reporter with everything by which they can be recognised; the first reported the first signal, and so on."""

    given: str
    surname: str
    phone: str
    mail: str
    organisation: str
    relation: str

    @property
    def words(self) -> set[str]:
        """What may be nowhere unless this reporter may be named."""
        contact = {self.phone[1:], self.mail.split("@")[0]}
        return {self.given, self.surname, self.organisation.split()[1], self.relation, *contact}


REPORTERS = (
    Planted(
        "Oktavia",
        "Prutselmans",
        "0157418529",
        "prutsel@voorbeeld.example",
        "Stichting Wobbelwonen",
        "achternicht",
    ),
    Planted(
        "Ildefons",
        "Drimmelijn",
        "0154129637",
        "drimmel@voorbeeld.example",
        "Vereniging Knabbelplezier",
        "overbuur",
    ),
    Planted(
        "Berendina", "Quastenbroek", "0153968274", "quast@voorbeeld.example", "Bureau Zwenkeling", "peettante"
    ),
)

_BEFORE_NAME = ("", "mevr. ", "de heer ", "zoon ")


def _sentences() -> tuple[list[str], ...]:
    """Return the ways people name somebody or something, one list for each kind of thing."""
    names = [*PERSON, f"{PERSON[0]} van der {PERSON[1]}", f"Z. {PERSON[1]}"]
    names += [name for one in REPORTERS for name in (one.given, one.surname, f"{one.given} {one.surname}")]
    changed = [
        way
        for name in names
        for way in (name, name.upper(), name.lower(), f"{name}s", f"{name}'s", f"{name[:3]}\u200b{name[3:]}")
    ]
    spaced = [
        way
        for phone in (RESIDENT_PHONE, *(one.phone for one in REPORTERS))
        for way in (phone, f"{phone[:2]}-{phone[2:]}", f"+31 {phone[1:4]} {phone[4:7]} {phone[7:]}")
    ]
    numbers = (BSN, "111.222.333", "111 222 333", "1112-22-333")
    places = (f"{STREET} 41A", f"{STREET.upper()} 41", "Vossenhofstr. 41", "2641 QX 41", "2641qx")
    return (
        [f"Gezien door {before}{name} bij de deur." for before in _BEFORE_NAME for name in changed],
        [f"Te bellen op {way}." for way in spaced],
        [f"Mail naar {one.mail} of {one.mail.upper()}." for one in REPORTERS],
        [f"Nummer {number} staat op de brief." for number in numbers],
        [f"Woont aan {place}." for place in places],
        [f"Gemeld door {one.organisation}." for one in REPORTERS],
        ["Geboren op 4-3-1951, dus 04/03/1951."],
    )


_MENTIONS = st.one_of([st.sampled_from(kind) for kind in _sentences()])


@cache
def story(planted: str, *, medical: bool = True) -> st.SearchStrategy[str]:
    """Return a text of several sentences that holds `planted`, people and perhaps a medical sentence."""
    illness = (f"Slikt {MEDICAL}.", f"Medicatie: {MEDICAL} 5 mg.", f"De psychiater noemt {MEDICAL}.")
    extra = st.sampled_from(("", *illness) if medical else ("",))
    return st.tuples(st.lists(_MENTIONS, max_size=3), extra).map(
        lambda parts: " ".join([f"Hier staat {planted}.", *parts[0], parts[1]]).strip()
    )


@st.composite
def cases(draw: st.DrawFn) -> CaseFile:
    """Return a case with everything planted."""
    origins = draw(st.lists(st.sampled_from(list(PartnerType)), min_size=1, max_size=3))
    signals = tuple(
        SignalFacts(
            number=f"2026-{number:04d}",
            received_on=date(2026, 10, number),
            origin=origin,
            organisation=REPORTERS[number - 1].organisation,
            reporter_name=f"{REPORTERS[number - 1].given} {REPORTERS[number - 1].surname}",
            reporter_phone=REPORTERS[number - 1].phone,
            reporter_mail=REPORTERS[number - 1].mail,
            reporter_relation=REPORTERS[number - 1].relation,
            reporter_agreed=draw(st.booleans()),
            anonymous=draw(st.booleans()),
            themes=(Theme.NUISANCE, *MEDICAL_LABELS),
            facts=draw(story(FACT if origin not in (PartnerType.CARE, PartnerType.GP) else CARE_TEXT)),
            opinion=draw(story(OPINION if origin not in (PartnerType.CARE, PartnerType.GP) else CARE_TEXT)),
            request=draw(story("verzoekje")),
            not_aware_reason=draw(story("nietverteld")),
        )
        for number, origin in enumerate(origins, 1)
    )
    return CaseFile(
        number="C2026-031",
        status=draw(st.sampled_from(list(CaseStatus))),
        opened_on=date(2026, 10, 1),
        team="Kernteam",
        lead="Fatima El Amrani",
        outcome=draw(st.sampled_from((None, Outcome.CARE_ADDICTION, Outcome.WVGGZ_REQUEST))),
        handover_to=draw(st.sampled_from(("", CARE_ORG))),
        given=PERSON[0],
        prefix="van der",
        surname=PERSON[1],
        birth_date=date(1951, 3, 4),
        phone=RESIDENT_PHONE,
        street=STREET,
        house_number=41,
        addition="A",
        postcode=POSTCODE,
        place="Pijnacker",
        household_note=draw(story(HOUSEHOLD)),
        themes=(Theme.HOARDING, *MEDICAL_LABELS),
        urgency=Urgency.URGENT,
        plan=draw(story(PLAN)),
        goal=draw(story(GOAL)),
        visit_safety=draw(story(SAFETY, medical=False)),
        resident_view=draw(story(VIEW)),
        question=draw(story(QUESTION)),
        signals=signals,
        attempts=(
            AttemptFacts(
                NOON, ContactKind.VISIT, DayPart.EVENING, True, draw(_MENTIONS), draw(story("poging"))
            ),
        ),
        notes=(
            NoteFacts(NOON, "Joris de Wit", draw(story("feitnotitie")), True),
            NoteFacts(NOON, "Joris de Wit", draw(story("meningnotitie")), False),
            NoteFacts(NOON, "Joris de Wit", draw(story(CARE_TEXT)), True, PartnerType.GP),
        ),
        events=(EventFacts(NOON, CaseStatus.OUTREACH, draw(story(REASON))),),
        actions=(
            ActionFacts(draw(story("openactie")), draw(_MENTIONS), TODAY),
            ActionFacts(
                draw(story("klaaractie")), "Fatima El Amrani", None, TODAY, draw(story("klaarnotitie"))
            ),
        ),
        decisions=(
            DecisionFacts(TODAY, draw(story("besluitje")), "Joris de Wit", CARE_ORG, TODAY, draw(_MENTIONS)),
        ),
        scores=(
            ScoreFacts(LifeDomain.HOUSING, 2, TODAY, draw(story("woonscore"))),
            ScoreFacts(LifeDomain.MENTAL_HEALTH, 1, TODAY, CARE_TEXT),
        ),
        aftercare=(AftercareFacts(ClockKind.AFTERCARE_SHORT, TODAY),),
        organisations=(
            OrganisationFacts("Vitis Welzijn", PartnerType.WELFARE),
            OrganisationFacts(CARE_ORG, PartnerType.CARE),
        ),
        known=KnownPeople(
            people=(f"{PERSON[0]} van der {PERSON[1]}", f"P. {PERSON[2]}"),
            reporters=tuple(f"mw. {one.given} {one.surname}" for one in REPORTERS),
            reporter_organisations=tuple(one.organisation for one in REPORTERS),
            reporter_contacts=tuple(contact for one in REPORTERS for contact in (one.phone, one.mail)),
            streets=(STREET,),
            bsns=(BSN,),
        ),
    )


def nameable(case: CaseFile, kind: PartnerType, level: InfoLevel) -> list[Planted]:
    """Return the reporters this recipient may know: they agreed, are not anonymous, and nothing else forbids it."""
    if level != InfoLevel.HANDOVER or kind in (PartnerType.RESIDENT, PartnerType.RELATIVE):
        return []
    care = (PartnerType.CARE, PartnerType.GP, PartnerType.INSURER)
    return [
        reporter
        for signal, reporter in zip(case.signals, REPORTERS, strict=False)
        if signal.reporter_agreed and not signal.anonymous and (signal.origin not in care or kind in HELPERS)
    ]


def forbidden(case: CaseFile, kind: PartnerType, level: InfoLevel) -> set[str]:
    """Return what may not occur anywhere in what this recipient gets: written from the rules of the field."""
    named = nameable(case, kind, level)
    words = {BSN}.union(*(one.words for one in REPORTERS if one not in named))
    if kind in (PartnerType.RESIDENT, PartnerType.RELATIVE):
        level = InfoLevel.FACT
        words |= {CaseStatus.OUTREACH.label, CaseStatus.ESCALATED.label, CaseStatus.WAITLIST.label}
    handover_only = {PLAN, GOAL, VIEW, SAFETY, HOUSEHOLD, "poging", "verzoekje", REASON, "woonscore"}
    if level != InfoLevel.HANDOVER:
        words |= {
            *PERSON,
            RESIDENT_PHONE[1:],
            STREET,
            "Vossenhof",
            POSTCODE,
            "04031951",
            "431951",
        } | handover_only
    if level == InfoLevel.FACT:
        words |= {
            FACT,
            OPINION,
            CARE_TEXT,
            MEDICAL,
            QUESTION,
            CARE_ORG,
            "feitnotitie",
            "openactie",
            "besluitje",
        }
        words |= {theme.label for theme in (Theme.HOARDING, *MEDICAL_LABELS)}
    if kind not in HELPERS:
        words |= {MEDICAL, CARE_TEXT, CARE_ORG, "Geestelijke gezondheid", "toegeleid naar zorg", "Wvggz"}
        words |= {theme.label for theme in MEDICAL_LABELS}
    if kind not in HELPERS | {PartnerType.HOUSING}:
        words |= {PLAN, GOAL, "woonscore"}
    return words


def leaks(text: str, words: set[str]) -> set[str]:
    """Return which of `words` occur in `text`, however they are cut, spaced or capitalised."""
    whole = re.sub(r"[\W_]", "", bare(text)[0])
    return {word for word in words if re.sub(r"[\W_]", "", bare(word)[0]) in whole}
