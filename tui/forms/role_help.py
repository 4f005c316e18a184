"""The page of the help about roles and shielding: who may what, what stays hidden, and who hears of broken glass."""

from __future__ import annotations

from typing import Final

from store.codes import Role
from store.rules.permissions import ActGroup, may
from tui.forms.role_words import ROLE_NL
from tui.widgets.field_text import BLANK, Field

_SHIELDED: Final = (
    "Een afgeschermde casus ziet alleen het team ervan: in lijsten, zoeken, overleg en bestanden is zij er voor "
    "anderen niet, ook niet voor een coördinator van een ander team. Een coördinator schermt af en heft dat op, met f "
    "in de casus en een reden. Bij iemand die ook een afgeschermde casus heeft, zijn de andere casussen mee "
    "afgeschermd.",
)
_GLASS: Final = (
    "Moet u haar toch zien, dan breekt u het glas: F7, met het nummer en de reden in een paar woorden. De casus is dan "
    "acht uur voor u open.",
    "Wie het hoort: uw naam, de reden en het moment staan bij alle coördinatoren boven Vandaag, tot een van hen op j "
    "drukt (gezien), en bovenaan in het logboek (F4). Niets neemt dat terug.",
)
_LIMITS: Final = (
    "Rollen en afscherming gelden in dit programma. Wie de wachtzin heeft, heeft het bestand: met ander gereedschap is "
    "het te lezen. Zij houden dus tegen wat per ongeluk of uit nieuwsgierigheid gebeurt, en maken zichtbaar wat met "
    "opzet gebeurt. Zolang ieder dezelfde wachtzin gebruikt, is een naam gekozen en niet bewezen.",
)


def role_help(role: Role | None) -> list[Field]:
    """Return the page, for somebody with this role; None for somebody of a store that knows nobody yet."""
    own = [Field("Uw rol", role.label, "strong"), BLANK] if role is not None else []
    fields = [*own, Field(value="ROLLEN", style="title")]
    fields += [Field(one.label, words) for one, words in ROLE_NL.items()]
    fields += [BLANK, Field(value="WAT WIE MAG", style="title")]
    fields += [Field(value=f"{_begun(group.label)}: {_who(group)}") for group in ActGroup]
    for title, paragraphs in (
        ("AFGESCHERMD", _SHIELDED),
        ("HET GLAS BREKEN", _GLASS),
        ("WAT DIT NIET TEGENHOUDT", _LIMITS),
    ):
        fields += [BLANK, Field(value=title, style="title"), *(Field(value=one) for one in paragraphs)]
    return fields


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _who(group: ActGroup) -> str:
    able = [one.label for one in Role if may(one, group)]
    return "iedereen" if len(able) == len(Role) else ", ".join(able)
