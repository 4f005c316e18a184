"""Who it is about and who reported it. Records stay as they were reported; they are linked, never merged."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import PartnerType
from store.rules.search_indexes import phone_end
from store.schema.base import code, day, flag, ref, text


class Address(SQLModel, table=True):
    """An address. `described` holds what was delivered when it could not be understood ("flat boven de …").

    `key` identifies it: postcode or place, folded street, number, addition; one row per key.
    """

    __tablename__ = "addresses"
    __table_args__ = (
        Index("ix_addresses_street", "street_key", "house_number"),
        Index("ix_addresses_postcode", "postcode", "house_number"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    street: str = text()
    street_key: str = text()
    house_number: int | None = None
    addition: str = text()
    postcode: str = text()
    place: str = text()
    described: str = text()
    profile_id: int | None = ref("profiles", index=False)
    district_id: int | None = ref("districts", index=False)


class Household(SQLModel, table=True):
    """People who live together: one household, one plan, one case lead."""

    __tablename__ = "households"
    id: int | None = Field(default=None, primary_key=True)
    address_id: int | None = ref("addresses")
    note: str = text()


class Resident(SQLModel, table=True):
    """A person a signal or case is about, as reported: any part may be unknown.

    `surname_key` is the folded surname without prefix; `name_text` what was delivered when that is no name.
    `phone_key` is the telephone number in one notation ("+31612345678"), empty when it is none.
    The BSN is optional; one that fails the 11-proef is kept with a warning (real deliveries hold such).
    `group_id` is the smallest id of the records that are linked as one person, the own id for a record alone; it
    follows from the links, so it is kept by them (`store.acts.link_keeping`) and by a trigger for a new record.
    """

    __tablename__ = "residents"
    __table_args__ = (
        Index("ix_residents_name", "surname_key", "birth_year"),
        Index("ix_residents_born", "birth_year", "surname_key"),
        Index("ix_residents_birthday", "birth_date", sqlite_where=sql_text("birth_date IS NOT NULL")),
        Index("ix_residents_bsn", "bsn", sqlite_where=sql_text("bsn <> ''")),
        Index("ix_residents_household", "household_id", sqlite_where=sql_text("household_id IS NOT NULL")),
        Index("ix_residents_phone", "phone_key", sqlite_where=sql_text("phone_key <> ''")),
        Index(
            "ix_residents_phone_end",
            sql_text(phone_end("phone_key")),
            sqlite_where=sql_text("phone_key <> ''"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    given: str = text()
    prefix: str = text()
    surname: str = text()
    surname_key: str = text()
    name_text: str = text()
    birth_date: date | None = day()
    birth_year: int | None = None
    phone: str = text()
    bsn: str = text()
    address_id: int | None = ref("addresses")
    household_id: int | None = ref("households", index=False)
    version: int = 1
    phone_key: str = text(stored_default="")
    group_id: int | None = Field(default=None, index=True)


class Reporter(SQLModel, table=True):
    """Who reported one signal; identity never leaves in an export unless the reporter agreed (`may_be_named`).

    `essential_relative`: an essentiële naaste, the only one to hear how a report under the Wvggz ended.
    `phone_key` as with a resident.
    """

    __tablename__ = "reporters"
    __table_args__ = (
        Index("ix_reporters_phone", "phone_key", sqlite_where=sql_text("phone_key <> ''")),
        Index(
            "ix_reporters_phone_end",
            sql_text(phone_end("phone_key")),
            sqlite_where=sql_text("phone_key <> ''"),
        ),
        Index("ix_reporters_name", "name", sqlite_where=sql_text("name <> ''")),
        Index("ix_reporters_mail", "mail", sqlite_where=sql_text("mail <> ''")),
    )
    id: int | None = Field(default=None, primary_key=True)
    partner_id: int | None = ref("partners", index=False)
    partner_type: PartnerType | None = code(PartnerType)
    organisation: str = text()
    name: str = text()
    role: str = text()
    phone: str = text()
    mail: str = text()
    relation: str = text()
    may_be_named: bool = flag()
    essential_relative: bool = flag()
    phone_key: str = text(stored_default="")
