"""What is asked before anything about a case leaves the building, and which answers are still missing.

The law asks to whom, for what, on which ground, how much and whether the resident knows (AVG art. 5, 6, 14 and 30);
the sector adds a line on why less will not do. Nobody has to know those articles: the questions are plain.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from store.codes import InfoLevel, LegalBasis, PartnerType
from store.rules.workdays import add_workdays

FORMATS: Mapping[str, str] = MappingProxyType(
    {"pdf": "PDF", "docx": "Word (docx)", "md": "tekst (md)", "json": "gegevens (json)"}
)
"""Formats a summary can be written in, with their Dutch name."""

MAX_LINE = 500
"""Characters of one answer."""
GROUNDS = tuple(one for one in LegalBasis if one is not LegalBasis.ACCESS)
"""Grounds to share a case on; the right of access is that of the resident, who gets an overview of its own."""
REVIEW_WORKDAYS = 10
"""Working days after which not informing is looked at again when no day is given (own norm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAnswers:
    """The answers for one recipient. Empty text and None mean "not answered".

    `informed` is whether the resident knows of this sharing; if not, `reason` and `review_on` say why and when that is
    looked at again. `destroy_after` is when the recipient must have destroyed it (None: a year later, own norm).
    `essential_relative`: a relative who is an *essentiële naaste* (Wvggz), the only one to hear how an inquiry ended.
    """

    organisation: str = ""
    recipient_type: PartnerType | None = None
    person: str = ""
    essential_relative: bool = False
    purpose: str = ""
    level: InfoLevel | None = None
    basis: LegalBasis | None = None
    necessity: str = ""
    informed: bool | None = None
    reason: str = ""
    review_on: date | None = None
    format: str = ""
    destroy_after: date | None = None

    def tidy(self) -> ExportAnswers:
        """Return the same answers without spaces around them, and without reasons that no longer apply."""
        not_informed = self.informed is False
        return replace(
            self,
            organisation=" ".join(self.organisation.split()),
            person=" ".join(self.person.split()),
            essential_relative=self.essential_relative and self.recipient_type == PartnerType.RELATIVE,
            purpose=self.purpose.strip(),
            necessity=self.necessity.strip(),
            reason=self.reason.strip() if not_informed else "",
            review_on=self.review_on if not_informed else None,
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is missing or cannot be used: the field of `ExportAnswers`, and a Dutch sentence naming it."""

    field: str
    sentence: str


def missing_answers(answers: ExportAnswers, today: date) -> tuple[Missing, ...]:
    """Return everything that still stands in the way, in the order of the questions; nothing when all is there."""
    given = answers.tidy()
    found: list[Missing] = []

    def need(field: str, there: object, sentence: str) -> None:
        if not there:
            found.append(Missing(field, sentence))

    need("organisation", given.organisation, "Voor wie: vul in welke organisatie dit krijgt.")
    if given.organisation:
        need(
            "recipient_type",
            given.recipient_type,
            "Soort: deze organisatie staat niet bij de partners; kies wat voor organisatie het is.",
        )
    need("purpose", given.purpose, "Doel: schrijf op waarvoor de ontvanger dit nodig heeft.")
    need("level", given.level is not None, "Niveau: kies 0 (dat), 1 (overleg) of 2 (overdracht).")
    need("basis", given.basis, "Grondslag: kies waarom dit gedeeld mag worden.")
    need("necessity", given.necessity, "Noodzaak: schrijf in één regel waarom het niet met minder kan.")
    need(
        "informed",
        given.informed is not None,
        "Op de hoogte: geef aan of de betrokkene weet dat u dit deelt.",
    )
    if given.informed is False:
        need("reason", given.reason, "Waarom niet: schrijf op waarom de betrokkene dit nog niet weet.")
        if given.review_on is None:
            need("review_on", None, "Kijk opnieuw: vul in wanneer u opnieuw kijkt of het al kan.")
        elif given.review_on <= today:
            need("review_on", None, "Kijk opnieuw: die dag ligt niet in de toekomst.")
    need("format", given.format in FORMATS, f"Bestand: kies {', '.join(list(FORMATS)[:-1])} of json.")
    if given.destroy_after is not None and given.destroy_after <= today:
        need("destroy_after", None, "Vernietigen na: die dag ligt niet in de toekomst.")
    labels = {
        "organisation": "Voor wie",
        "person": "Persoon",
        "purpose": "Doel",
        "necessity": "Noodzaak",
        "reason": "Waarom niet",
    }
    for field, label in labels.items():
        if len(getattr(given, field)) > MAX_LINE:
            need(field, None, f"{label}: dit is te lang; houd het bij {MAX_LINE} tekens.")
    return tuple(found)


def review_day(today: date) -> date:
    """Return when not informing is looked at again by default (own norm: ten working days)."""
    return add_workdays(today, REVIEW_WORKDAYS)


def destroy_day(today: date) -> date:
    """Return when a recipient must have destroyed what it got by default: a year later (own norm)."""
    return today.replace(year=today.year + 1, day=min(today.day, monthrange(today.year + 1, today.month)[1]))
