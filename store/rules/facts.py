"""What a routing rule may look at, and the Dutch words for it.

`Facts` is the whole input of routing: nothing else decides where a signal goes, so an explanation can always
name the values it rests on. It holds no name, address or birth date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown

NOT_KNOWN = "niet bekend"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one signal at one moment.

    `municipality` is the key of the profile whose rules are asked; `district` is a name as that profile
    spells it; `age` is in whole years. `None` means: not known. A condition never matches what is not known.
    """

    municipality: str
    district: str | None = None
    urgency: Urgency | None = None
    themes: frozenset[Theme] = frozenset()
    age: int | None = None
    in_care: YesNoUnknown = YesNoUnknown.UNKNOWN
    partner_type: PartnerType | None = None
    eviction_threatened: bool = False
    children_present: YesNoUnknown = YesNoUnknown.UNKNOWN
    acute_danger: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as people read it: its Dutch `label` and the value of given facts in Dutch (`render`)."""

    label: str
    render: Callable[[Facts], str]


def ordered_themes(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Return `themes` in the order of the code list, so that the same set always reads the same."""
    wanted = set(themes)
    return tuple(theme for theme in Theme if theme in wanted)


def age_words(age: int) -> str:
    """Return "34 jaar"."""
    return f"{age} jaar"


def _yes_no(value: bool) -> str:
    return "ja" if value else "nee"


def _themes(facts: Facts) -> str:
    return ", ".join(theme.label for theme in ordered_themes(facts.themes)) or "geen"


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "municipality": Field("gemeente", lambda facts: facts.municipality),
        "district": Field("wijk of kern", lambda facts: facts.district or NOT_KNOWN),
        "urgency": Field("urgentie", lambda facts: facts.urgency.label if facts.urgency else NOT_KNOWN),
        "themes": Field("thema's", _themes),
        "age": Field("leeftijd", lambda facts: NOT_KNOWN if facts.age is None else age_words(facts.age)),
        "in_care": Field("al in zorg", lambda facts: facts.in_care.label),
        "partner_type": Field(
            "soort melder", lambda facts: facts.partner_type.label if facts.partner_type else NOT_KNOWN
        ),
        "eviction_threatened": Field(
            "dreigende huisuitzetting", lambda facts: _yes_no(facts.eviction_threatened)
        ),
        "children_present": Field("kinderen aanwezig", lambda facts: facts.children_present.label),
        "acute_danger": Field("acuut gevaar", lambda facts: _yes_no(facts.acute_danger)),
    }
)


def age_on(born: date | None, birth_year: int | None, day: date) -> int | None:
    """Return the age in whole years on a day; with only a year the age reached in that year; None when unknown."""
    if born is not None:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return None if birth_year is None else day.year - birth_year
