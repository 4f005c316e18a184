"""Words partners use in their coded columns (soort, prioriteit, type signaalpartner) → our code lists.

Only for cells in which a partner chose from a list; running text is never judged.
"""

from __future__ import annotations

from functools import lru_cache

from store.codes import PartnerType, Theme, Urgency
from store.text import fold

_CODED_LENGTH = 120

_EVICTION = tuple(map(fold, ("ontruim", "huisuitzetting", "uithuiszetting", "uitzetting", "uit huis gezet")))
_RENT = tuple(
    map(fold, ("huurachterstand", "huurschuld", "achterstand huur", "achterstallige huur", "huurincasso"))
)
_THEME_WORDS: tuple[tuple[str, Theme], ...] = tuple(
    (fold(word), theme)
    for theme, words in {
        Theme.SELF_NEGLECT: "zelfverwaarlo, verwaarlozing van zichzelf",
        Theme.HOARDING: "vervuil, verzamel, hoarding",
        Theme.NUISANCE: "overlast, burenruzie, burenconflict, geluidshinder",
        Theme.MENTAL_HEALTH: "psychisch, psychiatr, ggz, suicid",
        Theme.ADDICTION: "verslav, alcohol, drugs, drank, middelengebruik",
        Theme.DEMENTIA: "dement, geheugenproblemen",
        Theme.LONELINESS: "eenzaam, vereenzam, isolement",
        Theme.DOMESTIC_VIOLENCE: "huiselijk geweld, partnergeweld, ouderenmishandeling",
        Theme.CARE_AVOIDANCE: "zorgmijd, zorg mijd",
        Theme.DEBTS: "schuld, betalingsachterstand, financieel, financien",
        Theme.HOMELESSNESS: "dakloos, thuisloos",
        Theme.MILD_DISABILITY: "verstandelijk, lvb",
        Theme.YOUTH: "jeugd, opgroei, opvoed",
        Theme.CONFUSED_BEHAVIOUR: "verward, onbegrepen",
        Theme.CHILD_SAFETY: "kindermishandel, kindveilig, veiligheid van kinderen, veiligheid kinderen",
    }.items()
    for word in words.split(",")
)
_NO_THEME = frozenset(
    map(
        fold,
        (
            "zorg",
            "zorgen",
            "zorgmelding",
            "zorgsignaal",
            "melding",
            "signaal",
            "overig",
            "overige",
            "anders",
            "e33",
        ),
    )
)
_WHOLE = {fold(theme.label): theme for theme in Theme} | {fold(theme.value): theme for theme in Theme}


@lru_cache(maxsize=4096)
def themes_of(kind: str) -> tuple[tuple[Theme, ...], bool, bool]:
    """Return (themes, eviction threatened, understood) for a cell of a kind column; empty is understood."""
    if len(kind) > _CODED_LENGTH:
        return (), False, False
    key = fold(kind)
    if not key or key in _NO_THEME:
        return (), False, True
    if key in _WHOLE:
        return (_WHOLE[key],), False, True
    found: list[Theme] = []
    evicted = any(word in key for word in _EVICTION)
    rest = key
    for word in (*_RENT, *_EVICTION):
        if word in rest:
            rest = rest.replace(word, " ")
            if Theme.RENT_ARREARS not in found:
                found.append(Theme.RENT_ARREARS)
    found.extend(theme for word, theme in _THEME_WORDS if word in rest)
    return tuple(dict.fromkeys(found)), evicted, bool(found)


_URGENCIES: dict[str, Urgency] = {
    fold(word): urgency
    for urgency, words in {
        Urgency.ACUTE: "acuut, crisis, direct, onmiddellijk, noodgeval, nood",
        Urgency.URGENT: "spoed, urgent, hoog, dringend, spoedeisend, ja, j, prio 1, prioriteit 1, x",
        Urgency.NON_ACUTE: "normaal, regulier, middel, gemiddeld, laag, niet acuut, niet-acuut, nee, n, geen spoed,"
        " niet spoed, niet urgent, standaard, prio 2, prio 3, prioriteit 2, prioriteit 3",
        Urgency.INFORMATION: "ter info, ter informatie, info, informatie, ter kennisgeving",
    }.items()
    for word in words.split(",")
}


@lru_cache(maxsize=1024)
def urgency_of(priority: str) -> Urgency | None:
    """Return the urgency a partner's own priority word points to, None for any other word."""
    return _URGENCIES.get(fold(priority)) if len(priority) <= _CODED_LENGTH else None


_PARTNER_TYPES: dict[str, PartnerType] = {
    **{fold(kind.label): kind for kind in PartnerType},
    **{
        fold(word): kind
        for kind, words in {
            PartnerType.HOUSING: "huur, corporatie, verhuurder, woningbouwvereniging, wonen",
            PartnerType.UTILITY: "energie, water, energieleverancier, drinkwaterbedrijf, waterbedrijf, nuts",
            PartnerType.INSURER: "zorg, cak zorgverzekeringen, verzekeraar",
            PartnerType.POLICE: "wijkagent, politie-eenheid",
            PartnerType.WELFARE: "welzijn, welzijnswerk",
            PartnerType.CARE: "ggz, thuiszorg, zorginstelling, zorgorganisatie",
            PartnerType.EDUCATION: "school",
            PartnerType.CHURCH: "kerk, vereniging",
            PartnerType.RESIDENT: "buurtbewoner, burger",
            PartnerType.RELATIVE: "familie, mantelzorger",
            PartnerType.OTHER: "hypotheek, duo, belastingdienst, cak eigen bijdrage, dienst toeslagen, overige, bank",
        }.items()
        for word in words.split(",")
    },
}


@lru_cache(maxsize=1024)
def partner_type_of(text: str) -> PartnerType | None:
    """Return the type of organisation a coded cell names (also the DDAS list of signaalpartners), else None."""
    return _PARTNER_TYPES.get(fold(text)) if len(text) <= _CODED_LENGTH else None


def is_rent(text: str) -> bool:
    """Return whether a DDAS type of signaalpartner is the landlord."""
    return fold(text[:_CODED_LENGTH]) == "huur"
