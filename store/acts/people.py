"""Residents, addresses and reporters as they are reported, written inside an act."""

from __future__ import annotations

from dataclasses import dataclass

from store.acts.areas import Area, KnownPartner, address_key
from store.acts.inputs import SignalInput
from store.acts.unit import Unit
from store.codes import PartnerType
from store.rules.normalise import phone
from store.schema import Address, Reporter, Resident
from store.text import fold


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address that has a row: its id and its district."""

    id: int
    district_id: int | None


def save_address(unit: Unit, data: SignalInput, area: Area) -> KnownAddress | None:
    """Return the address for what was reported, with a row made when it is new; None when nothing was reported."""
    if not data.has_address:
        return None
    key = address_key(
        data.street, data.house_number, data.addition, data.postcode, data.place, data.address_text
    )
    known = unit.rows("SELECT id, district_id FROM addresses WHERE key = ?", key)
    if known:
        return KnownAddress(*known[0])
    made = unit.add(
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
    return KnownAddress(made.id or 0, made.district_id)


def drop_address(unit: Unit, address_id: int) -> bool:
    """Remove an address nothing points at any more; return whether it went."""
    used = unit.rows(
        "SELECT 1 FROM signals WHERE address_id = ?1 UNION SELECT 1 FROM cases WHERE address_id = ?1"
        " UNION SELECT 1 FROM residents WHERE address_id = ?1 UNION SELECT 1 FROM households WHERE address_id = ?1",
        address_id,
    )
    address = None if used else unit.session.get(Address, address_id)
    if address is None:
        return False
    unit.session.delete(address)
    unit.session.flush()
    return True


def save_resident(
    unit: Unit, data: SignalInput, address_id: int | None, known: Resident | None = None
) -> Resident | None:
    """Insert the person as reported; None when nothing identifies one, `known` when that says just the same."""
    if not data.has_person and data.birth_date is None and data.birth_year is None:
        return None
    reported = Resident(
        given=data.given,
        prefix=data.prefix,
        surname=data.surname,
        surname_key=fold(data.surname),
        name_text=data.name_text,
        birth_date=data.birth_date,
        birth_year=data.birth_date.year if data.birth_date else data.birth_year,
        phone=data.resident_phone,
        phone_key=phone(data.resident_phone) or "",
        bsn=data.bsn,
        address_id=address_id,
    )
    return known if known is not None and _same(known, reported) else unit.add(reported)


def _same(known: Resident | Reporter, reported: Resident | Reporter) -> bool:
    """Return whether all that was reported stands in the row already."""
    given = reported.model_fields_set
    return known.model_dump(include=given) == reported.model_dump(include=given)


def save_reporter(
    unit: Unit, data: SignalInput, partner: KnownPartner | None, former: Reporter | None = None
) -> Reporter | None:
    """Insert who reported; None when nothing is known of the reporter, `former` when that says just the same."""
    known = (
        data.partner,
        data.reporter_name,
        data.reporter_role,
        data.reporter_phone,
        data.reporter_mail,
        data.reporter_relation,
        data.may_be_named,
        data.essential_relative,
    )
    if not any(known) and data.partner_type is None:
        return None
    if partner is not None:
        partner_type: PartnerType | None = PartnerType.of(partner.type)
    else:
        partner_type = data.partner_type or (PartnerType.OTHER if data.partner else None)
    reported = Reporter(
        partner_id=partner.id if partner is not None else None,
        partner_type=partner_type,
        organisation=partner.name if partner is not None else data.partner,
        name=data.reporter_name,
        role=data.reporter_role,
        phone=data.reporter_phone,
        phone_key=phone(data.reporter_phone) or "",
        mail=data.reporter_mail,
        relation=data.reporter_relation,
        may_be_named=data.may_be_named,
        essential_relative=data.essential_relative,
    )
    return former if former is not None and _same(former, reported) else unit.add(reported)
