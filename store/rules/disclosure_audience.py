"""What a kind of recipient may never have, whatever the level; and the texts of a case as that recipient gets them."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.codes import InfoLevel, LifeDomain, Outcome, PartnerType, Theme
from store.rules.disclosed import Withheld
from store.rules.disclosure_facts import CaseFile, SignalFacts
from store.rules.disclosure_identity import mask_for
from store.rules.disclosure_words import is_care, is_medical, without_medical

MAX_TEXT = 5_000
"""Characters of one text that go into a document; what is left out is told."""

MEDICAL_THEMES = frozenset({Theme.DEMENTIA, Theme.MENTAL_HEALTH, Theme.ADDICTION, Theme.MILD_DISABILITY})
MEDICAL_DOMAINS = frozenset({LifeDomain.MENTAL_HEALTH, LifeDomain.PHYSICAL_HEALTH, LifeDomain.SUBSTANCE_USE})
CARE_ORIGINS = frozenset({PartnerType.CARE, PartnerType.GP, PartnerType.INSURER})
CARE_OUTCOMES = frozenset(
    {
        Outcome.CARE_MENTAL_HEALTH,
        Outcome.CARE_WMO,
        Outcome.CARE_WLZ,
        Outcome.CARE_ADDICTION,
        Outcome.CARE_GP,
        Outcome.WVGGZ_REQUEST,
    }
)


@dataclass(frozen=True, slots=True)
class Audience:
    """What a kind of recipient may have: medical content, content about care, or only the answer to a report."""

    medical: bool
    care: bool
    report_only: bool = False
    why_not_medical: str = ""
    why_not_care: str = ""


_HELPERS = Audience(medical=True, care=True)
_HOUSING = Audience(
    medical=False, care=True, why_not_medical="een woningcorporatie krijgt geen medische gegevens"
)
_POLICE = Audience(
    medical=False,
    care=False,
    why_not_medical="de politie krijgt geen medische gegevens",
    why_not_care="de politie krijgt niets over zorg, buiten veiligheid en wie de regie heeft",
)
_REPORTER = Audience(medical=False, care=False, report_only=True)
_OTHERS = Audience(
    medical=False,
    care=False,
    why_not_medical="deze soort ontvanger krijgt geen medische gegevens",
    why_not_care="deze soort ontvanger krijgt niets over zorg",
)
_AUDIENCES = {
    PartnerType.CARE: _HELPERS,
    PartnerType.GP: _HELPERS,
    PartnerType.MUNICIPALITY: _HELPERS,
    PartnerType.WELFARE: _HELPERS,
    PartnerType.HOUSING: _HOUSING,
    PartnerType.POLICE: _POLICE,
    PartnerType.RESIDENT: _REPORTER,
    PartnerType.RELATIVE: _REPORTER,
}


def audience(kind: PartnerType) -> Audience:
    """Return what `kind` may have; a kind that is not named gets neither medical content nor care."""
    return _AUDIENCES.get(kind, _OTHERS)


@dataclass
class Telling:
    """The texts of one case as one recipient gets them; what was left out collects in `withheld`."""

    case: CaseFile
    level: InfoLevel
    audience: Audience
    withheld: list[Withheld] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the mask once."""
        self._mask = mask_for(self.case, self.level, [one for one in self.case.signals if self.may_name(one)])

    def hide(self, what: str, why: str, *, when: object = True) -> None:
        """Record, once, that something is left out, when there is something to leave out."""
        if when and (entry := Withheld(what, why)) not in self.withheld:
            self.withheld.append(entry)

    def text(self, text: str, *, safety: bool = False) -> str:
        """Return a written text as the recipient may read it; `safety` lets care through, for who goes there."""
        allowed = text if safety else self._filtered(text)
        shown = self._mask.text(allowed)
        self._note_masked(allowed, shown)
        left = len(shown) - MAX_TEXT
        return shown if left <= 0 else f"{shown[:MAX_TEXT]} … (ingekort: nog {left} tekens in de casus)"

    def label(self, text: str) -> str:
        """Return a short value, such as an owner, as the recipient may read it; organisations stay."""
        allowed = self._filtered(text)
        shown = self._mask.label(allowed)
        self._note_masked(allowed, shown)
        return shown

    def themes(self, themes: tuple[Theme, ...]) -> str:
        """Return themes as `overlast · schulden`, without medical ones where those may not be told."""
        shown = [one for one in themes if self.audience.medical or one not in MEDICAL_THEMES]
        self.hide("Medische thema's", self.audience.why_not_medical, when=len(shown) < len(themes))
        return " · ".join(one.label for one in shown)

    def from_care(self, origin: PartnerType | None) -> bool:
        """Tell whether words with this origin are a care provider's and may not be told to this recipient."""
        return origin in CARE_ORIGINS and not (self.audience.medical and self.audience.care)

    def may_name(self, signal: SignalFacts) -> bool:
        """Tell whether this recipient may know who reported.

        Only at a handover, when the reporter agreed and does not stay anonymous to the resident; and never a care
        provider to who may know nothing of care, for that would tell that there is care.
        """
        return (
            self.level == InfoLevel.HANDOVER
            and signal.reporter_agreed
            and not signal.anonymous
            and not self.from_care(signal.origin)
        )

    @property
    def why_not_from_care(self) -> str:
        """Why words of care providers are left out."""
        return self.audience.why_not_care or self.audience.why_not_medical

    def _filtered(self, text: str) -> str:
        if not self.audience.medical:
            self.hide("Medische zinnen in teksten", self.audience.why_not_medical, when=is_medical(text))
            if self.audience.care:
                return without_medical(text)
        if self.audience.care:
            return text
        self.hide("Zinnen over zorg in teksten", self.audience.why_not_care, when=is_care(text))
        return without_medical(text, care=True)

    def _note_masked(self, before: str, after: str) -> None:
        if before == after:
            return
        if self.level == InfoLevel.HANDOVER:
            self.hide(
                "Melders en burgerservicenummers in teksten",
                "wie meldde wordt nooit gedeeld zonder diens instemming, een BSN nooit",
            )
        else:
            self.hide(
                "Namen, telefoonnummers en adressen in teksten",
                "niveau 1 is om te overleggen: teksten noemen niemand herkenbaar",
            )
