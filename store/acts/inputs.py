"""What an act is given: frozen dataclasses, checked at the edge before they come here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.codes import Channel, PartnerType, Theme, Urgency, YesNoUnknown


@dataclass(frozen=True, kw_only=True)
class SignalInput:
    """A signal as reported. Texts are kept as given; empty text and None mean "not known".

    `profile` is a profile key; empty lets the address decide, and the store's first profile when it cannot.
    `received_at` is aware. `arrears_cents` in euro cents. `missing` holds Dutch sentences on what could not be
    used, `external_id` the partner's own number. `may_be_named`: the reporter agreed that a recipient of a handover
    learns who reported; `essential_relative`: an essentiële naaste; `wvggz`: a report under article 5:2 of the Wvggz.
    """

    received_at: datetime
    channel: Channel = Channel.PHONE
    profile: str = ""
    partner: str = ""
    partner_type: PartnerType | None = None
    reporter_name: str = ""
    reporter_role: str = ""
    reporter_phone: str = ""
    reporter_mail: str = ""
    reporter_relation: str = ""
    may_be_named: bool = False
    essential_relative: bool = False
    feedback_wanted: bool = False
    anonymous: bool = False
    street: str = ""
    house_number: int | None = None
    addition: str = ""
    postcode: str = ""
    place: str = ""
    address_text: str = ""
    given: str = ""
    prefix: str = ""
    surname: str = ""
    name_text: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    resident_phone: str = ""
    bsn: str = ""
    themes: tuple[Theme, ...] = ()
    urgency: Urgency | None = None
    acute_danger: bool = False
    eviction_threatened: bool = False
    children_present: YesNoUnknown = YesNoUnknown.UNKNOWN
    in_care: YesNoUnknown = YesNoUnknown.UNKNOWN
    wvggz: YesNoUnknown = YesNoUnknown.UNKNOWN
    facts: str = ""
    opinion: str = ""
    request: str = ""
    since: str = ""
    frequency: str = ""
    earlier_reported: str = ""
    aware: YesNoUnknown = YesNoUnknown.UNKNOWN
    not_aware_reason: str = ""
    visit_safety: str = ""
    arrears_cents: int | None = None
    external_id: str = ""
    missing: tuple[str, ...] = ()

    @property
    def has_person(self) -> bool:
        """Whether anything identifies a person."""
        return bool(self.surname or self.given or self.name_text or self.bsn)

    @property
    def has_address(self) -> bool:
        """Whether anything identifies an address."""
        return bool(self.street or self.postcode or self.address_text)


@dataclass(frozen=True, kw_only=True)
class TriageInput:
    """A judgement of a signal: facts the routing rules look at.

    `wvggz` is whether it was a report under article 5:2 of the Wvggz; None leaves that as it was reported.
    """

    urgency: Urgency
    themes: tuple[Theme, ...]
    acute_danger: bool = False
    eviction_threatened: bool = False
    children_present: YesNoUnknown = YesNoUnknown.UNKNOWN
    in_care: YesNoUnknown = YesNoUnknown.UNKNOWN
    wvggz: YesNoUnknown | None = None
    known_case_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Ref:
    """What an act made or changed: its row id, its number and its version now."""

    id: int
    number: str
    version: int
