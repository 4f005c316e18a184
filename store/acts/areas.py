"""Where an address lies and what makes it one address; which partner a name means. Read once per act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from store.errors import InvalidInput, NotFound
from store.text import fold

Rows = Callable[[str], Iterable[Any]]
"""Runs a SELECT inside the transaction of the act and returns its rows."""

folded = lru_cache(maxsize=16384)(fold)


@dataclass(frozen=True, slots=True)
class Area:
    """Where an address lies: the profile that works there and its district, if one is known."""

    profile_id: int
    district_id: int | None


@lru_cache(maxsize=4)
def _laid_out(
    profiles: tuple[tuple[int, str, str], ...], districts: tuple[tuple[int, int, str, str, str], ...]
) -> tuple[dict[str, Area], dict[str, Area]]:
    """Return the areas by postcode and by folded place; the rows seldom change, so what they gave before is kept."""
    by_postcode: dict[str, Area] = {}
    by_place: dict[str, Area] = {}
    for profile_id, _, places in profiles:
        for place in places.splitlines():
            by_place.setdefault(folded(place), Area(profile_id, None))
    for district_id, profile_id, name, postcodes, places in districts:
        area = Area(profile_id, district_id)
        for postcode in postcodes.splitlines():
            by_postcode.setdefault(postcode.strip(), area)
        for key in map(folded, (*places.splitlines(), name)):
            known = by_place.get(key)
            if known is None or (known.profile_id == area.profile_id and known.district_id is None):
                by_place[key] = area
    return by_postcode, by_place


class Areas:
    """Finds profile and district by four-digit postcode or by place."""

    def __init__(self, rows: Rows) -> None:
        profiles = list(rows("SELECT id, key, places FROM profiles ORDER BY id"))
        if not profiles:
            raise NotFound(
                "Er is nog geen gemeente ingericht. Kies een profiel met `signaalpunt init --profile …`."
            )
        self.by_key = {key: profile_id for profile_id, key, _ in profiles}
        self.first: int = profiles[0][0]
        districts = rows("SELECT id, profile_id, name, postcodes, places FROM districts ORDER BY id")
        self._postcodes, self._places = _laid_out(tuple(profiles), tuple(districts))

    def locate(self, postcode: str, place: str, profile: str = "", *, unknown: int | None = None) -> Area:
        """Return the area of an address; a named profile wins, an unknown address lies in the profile `unknown`.

        `unknown` is a row id; None stands for the store's first profile.
        """
        area = self._postcodes.get(postcode[:4]) or self._places.get(folded(place))
        if profile:
            if profile not in self.by_key:
                raise InvalidInput(f"Onbekend profiel. In deze opslag staan: {', '.join(self.by_key)}.")
            profile_id = self.by_key[profile]
            return area if area is not None and area.profile_id == profile_id else Area(profile_id, None)
        return area or Area(unknown or self.first, None)


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """A partner as an act needs it; `type` is the identifier of its kind."""

    id: int
    profile_id: int | None
    name: str
    type: str


class Partners:
    """Finds the partner a name or alias means, in the profile first and elsewhere in the store after."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._by_key: dict[str, list[KnownPartner]] = {}

    def _read(self) -> None:
        found = list(
            self._rows("SELECT id, profile_id, name, type, name_key, aliases FROM partners ORDER BY id")
        )
        for partner_id, profile_id, name, kind, name_key, _ in found:
            self._by_key.setdefault(name_key, []).append(KnownPartner(partner_id, profile_id, name, kind))
        for partner_id, profile_id, name, kind, _, aliases in found:
            for alias in aliases.splitlines():
                self._by_key.setdefault(folded(alias), []).append(
                    KnownPartner(partner_id, profile_id, name, kind)
                )

    def find(self, name: str, profile_id: int) -> KnownPartner | None:
        """Return the partner, or None for an unknown name."""
        if name and not self._by_key:
            self._read()
        found = self._by_key.get(folded(name)) if name else None
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return min(found, key=lambda partner: partner.profile_id != profile_id)


def address_key(
    street: str, house_number: int | None, addition: str, postcode: str, place: str, text: str
) -> str:
    """Return what makes an address one address: a postcode with number, else place and street with number.

    A house number with addition `A` is another home than without. Text nobody understood is its own key.
    """
    if house_number is None and not street:
        return f"text|{postcode}|{folded(place)}|{fold(text)}"
    area = postcode if postcode and house_number is not None else f"{folded(place)}|{folded(street)}"
    number = "" if house_number is None else str(house_number)
    street_part = folded(street) if house_number is None or not postcode else ""
    return f"{area}|{street_part}|{number}|{folded(addition).replace(' ', '')}"
