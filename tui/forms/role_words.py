"""What roles and passphrases mean, in the words of the screens about people."""

from __future__ import annotations

from typing import Final

from store.codes import Role
from store.queries.people import PersonRow, Secret

ROLE_NL: Final = {
    Role.WORKER: "Neemt signalen aan, werkt casussen bij, overlegt en deelt.",
    Role.COORDINATOR: "Doet alles; ook medewerkers, inrichting, afschermen en goedkeuren, en leest het logboek.",
    Role.READER: "Bekijkt signalen en casussen en wijzigt niets.",
    Role.LOG_KEEPER: "Leest het logboek en ziet geen signalen of casussen.",
}
"""What each role may do, in a sentence; the table itself is `store.rules.permissions`."""

_SECRET_NL: Final = {
    Secret.OWN: "Opent de opslag met een eigen wachtzin.",
    Secret.START: "Heeft een startwachtzin en moet bij de eerste opening een eigen kiezen.",
    Secret.SHARED: "Iedereen gebruikt dezelfde wachtzin: de naam is gekozen, niet bewezen.",
    Secret.NONE: "Heeft geen eigen wachtzin en kan de opslag niet als zichzelf openen: h geeft een startwachtzin.",
}


def secret_words(person: PersonRow) -> str:
    """Return what somebody opens the store with, in a sentence."""
    return _SECRET_NL[person.secret]


def removal_words(person: PersonRow) -> str:
    """Return what taking away access does and does not do, for the question before it."""
    if person.own_key:
        does = "De wachtzin opent de opslag dan niet meer."
        not_does = (
            "met een oude kopie van de opslag en haar sleutelbestand is die te openen met de oude wachtzin."
        )
    elif person.shared:
        does = "Deze naam kan dan niet meer worden gekozen."
        not_does = (
            "wie de gedeelde wachtzin kent, kan de opslag blijven openen. Geef ieder een eigen wachtzin."
        )
    else:
        does, not_does = "Deze naam werkt dan niet meer met de opslag.", "die had geen eigen wachtzin."
    stays = "De naam blijft staan bij wat die vastlegde. Wat die weet of eerder kopieerde, komt niet terug:"
    return f"{does} {stays} {not_does}"
