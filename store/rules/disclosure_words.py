"""Words that make a sentence medical, or about care: whoever may know neither does not get the sentence.

A list of our own, wide on purpose: a sentence too many is left out rather than one too few. Stems count anywhere
in a word, whole words only as such; both stand without diacritics. A compound that happens to hold a stem and means
something else ("muziek" holds "ziek") stands in the exceptions.
"""

from __future__ import annotations

import re

from store.rules.disclosure_mask import bare
from store.rules.typed_text import words

MEDICAL_MARK = "[medische informatie weggelaten]"
CARE_MARK = "[zorginformatie weggelaten]"

MEDICAL_STEMS = words(
    "abortus adhd afkick alcohol alzheim amfetamin anorex antibiot antidepress antipsych artrose asperger astma autis "
    "automutil benzo beroerte bipola bloeddruk bloedsuiker bloedvergift borderline boulim burn-out burnout cannabis "
    "chemo clozapin cocain coronair crisisdienst crisismaatregel crisisopname delier delirium dement depressi detox "
    "diabet diagnos dialys dissoci doodswens dosering drank drink drug dwanggedacht dysfunct eetstoornis epilep "
    "fentanyl ggz geestelijk geestesziek geheugen gehandicapt geneesmiddel gezondheid haldol hallucin "
    "hartaanval hartfalen hartinfarct hepatitis heroin hersen huisarts hyster incontinen infect injecti insulin "
    "invalid ketamin kanker kliniek klinisch korsakov lithium longarts manisch medicat medicijn medisch methadon "
    "middelengebruik miskraam narcism narcist neurolo nierziek opiaat oxazepam oxycodon paranoi parkinson patient "
    "pillen pijnstil polikliniek psych ptss reanim reuma revalid rolstoel schizo slaapmiddel slaappil slikt "
    "stoornis suicid suikerziek tbc temazepam terminaal therap tranquil trauma tumor vergeetachtig "
    "verpleeg verslaaf verslav verstandelijk verwardheid waanbeeld waanidee wietgebruik wijkzorg wondzorg wvggz "
    "zelfbeschadig zelfdod zelfmoord ziekenh ziekte zorgmachtiging zwakbegaafd zwanger diazepam dokter dosis "
    "ziekelijk ambulance lvb-"
)
MEDICAL_WORDS = words(
    "aids anti-depressiva arts artsen beperking blowen blowt cva copd coke fact factteam ghb handicap hiv iq lvb "
    "manie medicus mdma ms opname opnames pijn pijnen psa soa speed tia verward waan wanen wiet wijkverpleging wlz "
    "wond wonden wzd xtc ziek zieke zieken ziekbed drinkt dronken stemmen stemming operatie operaties geopereerd"
)
CARE_STEMS = words(
    "behandel begeleid cliënt client dagbesteding hulpverlen huishoudelijk indicati intake jeugdzorg mantelzorg "
    "maatwerk ondersteuning thuiszorg verzorg zorgaanbied zorgplan zorgverlen zorgtraject zorgvraag"
)
CARE_WORDS = words("zorg wmo casemanager pgb")
_EXCEPTIONS = re.compile(r"muziek\w*|drinkwater\w*|drankenhandel")
_DOSE = re.compile(r"(?<!\w)\d+(?:[.,]\d+)?\s?(?:mg|ml|mcg|milligram|microgram)(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?;])(\s+)|(\n+)")


def _pattern(stems: frozenset[str], whole: frozenset[str]) -> re.Pattern[str]:
    some = "|".join(re.escape(bare(stem)[0]) for stem in sorted(stems))
    all_ = "|".join(re.escape(bare(word)[0]) for word in sorted(whole))
    return re.compile(rf"(?:{some})|(?<![^\W_])(?:{all_})(?![^\W_])")


_MEDICAL = _pattern(MEDICAL_STEMS, MEDICAL_WORDS)
_CARE = _pattern(CARE_STEMS, CARE_WORDS)


def is_medical(text: str) -> bool:
    """Tell whether `text` holds a medical word or a dose."""
    plain = _EXCEPTIONS.sub(" ", bare(text)[0])
    return bool(_MEDICAL.search(plain) or _DOSE.search(plain))


def is_care(text: str) -> bool:
    """Tell whether `text` is about care or treatment; everything medical is."""
    return is_medical(text) or bool(_CARE.search(_EXCEPTIONS.sub(" ", bare(text)[0])))


def without_medical(text: str, *, care: bool = False) -> str:
    """Return `text` with every sentence that is medical (with `care` also about care) replaced by a mark.

    Sentences that follow one another become one mark. A word split over a sentence end does not escape: when the
    rest still holds one, all of it goes.
    """
    tells, mark = (is_care, CARE_MARK) if care else (is_medical, MEDICAL_MARK)
    if not tells(text):
        return text
    parts = [part for part in _SENTENCE.split(text) if part]
    kept: list[str] = []
    for part in parts:
        shown = mark if tells(part) else part
        if shown == mark and mark in kept and not "".join(kept[_last(kept, mark) + 1 :]).strip():
            continue
        kept.append(shown)
    result = "".join(kept).strip()
    return result if not tells(result.replace(mark, " ")) else mark


def _last(parts: list[str], mark: str) -> int:
    return len(parts) - 1 - parts[::-1].index(mark)
