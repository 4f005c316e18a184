"""Residents, addresses and reporters as they are reported, and the district an address lies in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from store.acts.inputs import SignalInput
from store.acts.unit import Unit
from store.codes import PartnerType
from store.errors import InvalidInput, NotFound
from store.schema import Address, District, Partner, Profile, Reporter, Resident
from store.text import fold


@dataclass(frozen=True)
class Area:
    """Where an address lies: the profile that works there and its district, if one is known."""

    profile_id: int
    district_id: int | None


class Areas:
    """Finds profile and district by four-digit postcode or by place; read once per act."""

    def __init__(self, session: Session) -> None:
        profiles = session.exec(select(Profile).order_by("id")).all()
        if not profiles:
            raise NotFound(
                "Er is nog geen gemeente ingericht. Kies een profiel met `signaalpunt init --profile …`."
            )
        self.by_key = {profile.key: profile.id or 0 for profile in profiles}
        self.first = profiles[0].id or 0
        self._postcodes: dict[str, Area] = {}
        self._places: dict[str, Area] = {}
        for profile in profiles:
            for place in profile.places.splitlines():
                self._places.setdefault(fold(place), Area(profile.id or 0, None))
        for district in session.exec(select(District).order_by("id")).all():
            area = Area(district.profile_id, district.id)
            for postcode in district.postcodes.splitlines():
                self._postcodes.setdefault(postcode.strip(), area)
            for place in [*district.places.splitlines(), district.name]:
                key = fold(place)
                known = self._places.get(key)
                if known is None or (known.profile_id == area.profile_id and known.district_id is None):
                    self._places[key] = area

    def locate(self, postcode: str, place: str, profile: str = "") -> Area:
        """Return the area of an address; a named profile wins, an unknown address lies in the first one."""
        area = self._postcodes.get(postcode[:4]) or self._places.get(fold(place))
        if profile:
            if profile not in self.by_key:
                known = ", ".join(self.by_key)
                raise InvalidInput(f"Onbekend profiel. In deze opslag staan: {known}.")
            profile_id = self.by_key[profile]
            if area is None or area.profile_id != profile_id:
                return Area(profile_id, None)
            return area
        return area or Area(self.first, None)


def address_key(
    street: str, house_number: int | None, addition: str, postcode: str, place: str, text: str
) -> str:
    """Return what makes an address one address: a postcode with number, else place and street with number.

    A house number with addition `A` is another home than without. Text nobody understood is its own key.
    """
    if house_number is None and not street:
        return f"text|{postcode}|{fold(place)}|{fold(text)}"
    area = postcode if postcode and house_number is not None else f"{fold(place)}|{fold(street)}"
    number = "" if house_number is None else str(house_number)
    street_part = fold(street) if house_number is None or not postcode else ""
    return f"{area}|{street_part}|{number}|{fold(addition).replace(' ', '')}"


def save_address(unit: Unit, data: SignalInput, area: Area) -> Address | None:
    """Return the address row for what was reported, made when it is new; None when nothing was reported."""
    if not data.has_address:
        return None
    key = address_key(
        data.street, data.house_number, data.addition, data.postcode, data.place, data.address_text
    )
    known = unit.session.exec(select(Address).where(Address.key == key)).first()
    if known is not None:
        return known
    return unit.add(
        Address(
            key=key,
            street=data.street,
            street_key=fold(data.street),
            house_number=data.house_number,
            addition=data.addition,
            postcode=data.postcode,
            place=data.place,
            described=data.address_text,
            profile_id=area.profile_id,
            district_id=area.district_id,
        )
    )


def save_resident(unit: Unit, data: SignalInput, address_id: int | None) -> Resident | None:
    """Insert the person as reported; None when nothing identifies one."""
    if not data.has_person and data.birth_date is None and data.birth_year is None:
        return None
    return unit.add(
        Resident(
            given=data.given,
            prefix=data.prefix,
            surname=data.surname,
            surname_key=fold(data.surname),
            name_text=data.name_text,
            birth_date=data.birth_date,
            birth_year=data.birth_date.year if data.birth_date else data.birth_year,
            phone=data.resident_phone,
            bsn=data.bsn,
            address_id=address_id,
        )
    )


def find_partner(unit: Unit, name: str, profile_id: int) -> Partner | None:
    """Return the partner of this name or alias, in the profile first, elsewhere in the store after."""
    key = fold(name)
    if not key:
        return None
    found = unit.session.exec(select(Partner).where(Partner.name_key == key)).all()
    if not found:
        found = [
            partner
            for partner in unit.session.exec(select(Partner).where(Partner.aliases != "")).all()
            if key in {fold(alias) for alias in partner.aliases.splitlines()}
        ]
    return min(found, key=lambda partner: partner.profile_id != profile_id, default=None)


def save_reporter(unit: Unit, data: SignalInput, partner: Partner | None) -> Reporter | None:
    """Insert who reported; None when nothing is known of the reporter."""
    known = (data.partner, data.reporter_name, data.reporter_role, data.reporter_phone, data.reporter_mail)
    if not any(known) and data.partner_type is None:
        return None
    partner_type = partner.type if partner is not None else data.partner_type
    return unit.add(
        Reporter(
            partner_id=partner.id if partner is not None else None,
            partner_type=partner_type or (PartnerType.OTHER if data.partner else None),
            organisation=partner.name if partner is not None else data.partner,
            name=data.reporter_name,
            role=data.reporter_role,
            phone=data.reporter_phone,
            mail=data.reporter_mail,
            relation=data.reporter_relation,
        )
    )
