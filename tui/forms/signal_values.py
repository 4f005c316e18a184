"""The form of a signal as plain text values, and what they mean: `SignalInput` with problems. Pure.

A form is a `dict[str, str]`: that is what a draft keeps and what survives a killed terminal. Flags are "1" or "",
several choices are words with spaces between. Nothing that was typed is ever dropped: what cannot be understood is
kept as text and named as a problem, and what must be asked again stands in `SignalInput.missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from store.acts.inputs import SignalInput
from store.codes import Channel, Code, PartnerType, Theme, Urgency, YesNoUnknown
from store.local_time import LOCAL_ZONE, local, local_day, moment
from store.queries.shared import address_line
from store.rules import normalise, person_names, typed_text
from store.text import one_line
from tui.days import parse_day

if TYPE_CHECKING:
    from store.queries.signals import SignalDetail

Values = dict[str, str]
C = TypeVar("C", bound=Code)

TEXTS = (
    "reporter_name",
    "reporter_role",
    "reporter_phone",
    "reporter_mail",
    "reporter_relation",
    "resident_phone",
    "facts",
    "opinion",
    "request",
    "since",
    "frequency",
    "earlier_reported",
    "not_aware_reason",
    "visit_safety",
)
"""Fields that go into the signal as they are typed."""

KEPT = ("partner_type", "in_care", "arrears_cents", "bsn", "external_id", "profile")
"""What a signal holds that the form does not show; it goes along so that completing a signal loses nothing."""

FIELDS = (
    "received",
    "channel",
    "partner",
    "feedback_wanted",
    "anonymous",
    "may_be_named",
    "essential_relative",
    "wvggz",
    "address",
    "area",
    "person",
    "birth",
    "children_present",
    "aware",
    "themes",
    "urgency",
    "acute_danger",
    "eviction_threatened",
    *TEXTS,
    *KEPT,
)
ON = "1"
_IN_LINE = re.compile(r"[ ,]+([1-9]\d{3} ?[A-Za-z]{2}(?:[ ,]+[^\d,]+)?)$", re.ASCII)
_TIME = re.compile(r"(?:^|[ ,]+)(?:om )?([01]?\d|2[0-3])[:.u]([0-5]\d)(?: ?u(?:ur)?)?$", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """An address as typed, in its parts; `text` is what could not be split."""

    street: str = ""
    house_number: int | None = None
    addition: str = ""
    postcode: str = ""
    place: str = ""
    text: str = ""


def empty_values(now: datetime) -> Values:
    """Return a form in which only today, now and the usual channel are filled in."""
    return dict.fromkeys(FIELDS, "") | {
        "received": moment(now),
        "channel": Channel.PHONE.value,
        "children_present": YesNoUnknown.UNKNOWN.value,
        "aware": YesNoUnknown.UNKNOWN.value,
        "in_care": YesNoUnknown.UNKNOWN.value,
        "wvggz": YesNoUnknown.UNKNOWN.value,
    }


def is_empty(values: Mapping[str, str], now: datetime) -> bool:
    """Tell whether nothing was typed or chosen yet, apart from what the form fills in itself."""
    fresh = empty_values(now)
    return all(values.get(name, "") == fresh[name] for name in FIELDS if name not in ("received", "channel"))


def known_values(body: Mapping[str, object], now: datetime) -> Values:
    """Return a kept draft as form values; fields it does not have are empty, others are left out."""
    fresh = empty_values(now)
    return fresh | {name: str(body[name]) for name in fresh if name in body}


def parse_moment(text: str, now: datetime) -> datetime | None:
    """Return the moment in `text` (aware), seen from `now`: "22-11-2026 14:05", "gisteren 9:30", "14:05", "nu".

    A day without a time has the time of `now`; a time without a day is today's. None when it means no moment.
    """
    line = " ".join(text.casefold().split())
    if line in ("", "nu"):
        return now
    today = local_day(now)
    time = _TIME.search(line)
    rest = line[: time.start()].strip(" ,") if time else line
    day = parse_day(rest, today) if rest else today
    if day is None:
        return normalise.datetime_nl(line, today)
    clock = local(now)
    hour, minute = (int(time[1]), int(time[2])) if time else (clock.hour, clock.minute)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL_ZONE)


def parse_place(address: str, area: str) -> Place:
    """Split "Kerkstraat 41A" or "2641AB 41" and, apart, "2641 AB Pijnacker" into the parts of an address."""
    line, region = " ".join(address.split()), " ".join(area.split())
    if typed_text.is_unknown(line):
        line = ""
    if typed_text.is_unknown(region):
        region = ""
    inside = _IN_LINE.search(line[: typed_text.MAX_LENGTH])
    code, rest = normalise.postcode_and_place(line)
    if code:
        line, found = rest, code
    elif inside:
        line, found = line[: inside.start()], inside[1]
    else:
        found = ""
        line, comma, tail = line.partition(",")
        if comma and any(char.isdigit() for char in tail):
            line = f"{line},{tail}"
        elif comma:
            region = region or tail.strip()
    postcode, place = normalise.postcode_and_place(region or found)
    if found and postcode is None:
        postcode, inner = normalise.postcode_and_place(found)
        place = place or inner
    number = normalise.house_number(line) if line[:1].isdigit() else None
    if number is not None and postcode:
        return Place("", *number, postcode, place)
    street, house_number, addition = normalise.street_and_number(line)
    if house_number is None:
        return Place(postcode=postcode or "", place=place, text=line)
    return Place(street, house_number, addition, postcode or "", place)


def to_input(values: Mapping[str, str], now: datetime) -> tuple[SignalInput, dict[str, str]]:
    """Return the signal that `values` describe and, per field, a Dutch sentence on what is wrong with it.

    Never refuses: what cannot be read is kept as typed (in its own text or under `missing`). The received moment
    falls back on `now`.
    """
    today = local_day(now)
    problems = find_problems(values, now)
    place = parse_place(values.get("address", ""), values.get("area", ""))
    name = person_names.person_name(values.get("person", ""))
    typed_name = "" if typed_text.is_unknown(values.get("person", "")) else values["person"].strip()
    birth_text = values.get("birth", "").strip()
    birth_date, birth_year = normalise.birth(birth_text, today)
    received = parse_moment(values.get("received", ""), now)
    missing = []
    if "birth" in problems:
        missing.append(f"geboortedatum: ‘{one_line(birth_text, 40)}’ is niet te lezen")
    if "received" in problems:
        missing.append(f"ontvangen: ‘{one_line(values['received'], 40)}’ is niet te lezen")
    if "area" in problems:
        missing.append(f"postcode en plaats: ‘{one_line(values['area'], 60)}’ is niet te lezen")
    elif place.place and not (place.street or place.postcode or place.text):
        missing.append(f"adres: alleen ‘{one_line(place.place, 60)}’ is bekend")
    cents = values.get("arrears_cents", "")
    data = SignalInput(
        received_at=received if received is not None and received <= now else now,
        channel=_code(Channel, values.get("channel", "")) or Channel.PHONE,
        profile=values.get("profile", ""),
        partner=values.get("partner", "").strip(),
        partner_type=_code(PartnerType, values.get("partner_type", "")),
        feedback_wanted=values.get("feedback_wanted") == ON,
        anonymous=values.get("anonymous") == ON,
        may_be_named=values.get("may_be_named") == ON,
        essential_relative=values.get("essential_relative") == ON,
        wvggz=_answer(values.get("wvggz", "")),
        street=place.street,
        house_number=place.house_number,
        addition=place.addition,
        postcode=place.postcode,
        place=place.place,
        address_text=place.text,
        given=name.initials_or_given if name else "",
        prefix=name.prefix if name else "",
        surname=name.surname if name else "",
        name_text=typed_name,
        birth_date=birth_date,
        birth_year=birth_year,
        bsn=values.get("bsn", ""),
        themes=_codes(Theme, values.get("themes", "")),
        urgency=_code(Urgency, values.get("urgency", "")),
        acute_danger=values.get("acute_danger") == ON,
        eviction_threatened=values.get("eviction_threatened") == ON,
        children_present=_answer(values.get("children_present", "")),
        in_care=_answer(values.get("in_care", "")),
        aware=_answer(values.get("aware", "")),
        arrears_cents=int(cents) if cents.lstrip("-").isdecimal() else None,
        external_id=values.get("external_id", ""),
        missing=tuple(missing),
        **{name: values.get(name, "").strip() for name in TEXTS},
    )
    return data, problems


def find_problems(values: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Return field → Dutch sentence for what looks wrong; it never stops anybody from saving."""
    today = local_day(now)
    problems: dict[str, str] = {}
    received = parse_moment(values.get("received", ""), now)
    if received is None:
        problems["received"] = "Dit moment is niet te lezen; typ bijvoorbeeld gisteren 14:30."
    elif received > now:
        problems["received"] = "Dit ligt in de toekomst; het signaal krijgt de tijd van nu."
    for field in ("reporter_phone", "resident_phone"):
        text = values.get(field, "")
        if text.strip() and not typed_text.is_unknown(text) and normalise.phone(text) is None:
            problems[field] = "Geen heel telefoonnummer; het blijft zo staan."
    mail = values.get("reporter_mail", "").strip()
    if mail and not _MAIL.fullmatch(mail):
        problems["reporter_mail"] = "Geen e-mailadres; het blijft zo staan."
    place = parse_place(values.get("address", ""), values.get("area", ""))
    if place.text.isdecimal():
        problems["address"] = "Alleen een huisnummer: vul ook de straat of de postcode in."
    elif place.text:
        problems["address"] = "Geen huisnummer gevonden; het adres blijft zo staan."
    if any(char.isdigit() for char in place.place):
        problems["area"] = "Dit is geen postcode (vier cijfers en twee letters)."
    person = values.get("person", "")
    if not typed_text.is_unknown(person) and person_names.person_name(person) is None:
        problems["person"] = "Niet te lezen als naam; hij wordt als tekst bewaard."
    birth = values.get("birth", "")
    if not typed_text.is_unknown(birth) and normalise.birth(birth, today) == (None, None):
        problems["birth"] = "Geen datum of jaar; typ bijvoorbeeld 12-5-1951 of 1951."
    if values.get("aware") == YesNoUnknown.NO.value and not values.get("not_aware_reason", "").strip():
        problems["aware"] = "Schrijf erbij waarom de betrokkene het nog niet weet (AVG art. 14)."
    return problems


def from_detail(detail: SignalDetail) -> Values:
    """Return the form for a signal that is in the store, so that it can be completed."""
    area = " ".join(part for part in (normalise.pretty_postcode(detail.postcode), detail.place) if part)
    known = person_names.PersonName(detail.given, detail.prefix, detail.surname)
    values = {name: str(getattr(detail, name)) for name in TEXTS}
    return values | {
        "received": moment(detail.received_at),
        "channel": detail.channel.value,
        "partner": detail.partner,
        "feedback_wanted": ON if detail.feedback_wanted else "",
        "anonymous": ON if detail.anonymous else "",
        "may_be_named": ON if detail.may_be_named else "",
        "essential_relative": ON if detail.essential_relative else "",
        "wvggz": detail.wvggz.value,
        "address": _address_of(detail),
        "area": area,
        "person": detail.name_text or (known.full if detail.surname else detail.given),
        "birth": _birth_of(detail.birth_date, detail.birth_year),
        "children_present": detail.children_present.value,
        "aware": detail.aware.value,
        "themes": join_words(theme.value for theme in detail.themes),
        "urgency": detail.urgency.value if detail.urgency else "",
        "acute_danger": ON if detail.acute_danger else "",
        "eviction_threatened": ON if detail.eviction_threatened else "",
        "partner_type": detail.partner_type.value if detail.partner_type else "",
        "in_care": detail.in_care.value,
        "arrears_cents": "" if detail.arrears_cents is None else str(detail.arrears_cents),
        "bsn": detail.bsn,
        "external_id": detail.external_id,
        "profile": detail.profile_key,
    }


def _address_of(detail: SignalDetail) -> str:
    if detail.house_number is None and not detail.street:
        return detail.address_text
    if not detail.street:
        return address_line("", detail.house_number, detail.addition, "", "").replace("straat onbekend ", "")
    return address_line(detail.street, detail.house_number, detail.addition, "", "")


def _birth_of(day: date | None, year: int | None) -> str:
    if day is not None:
        return day.strftime("%d-%m-%Y")
    return "" if year is None else str(year)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a value that holds several choices."""
    return tuple(text.split())


def join_words(words: Iterable[str]) -> str:
    """Return several choices as one value."""
    return " ".join(words)


def _code(codes: type[C], value: str) -> C | None:
    try:
        return codes.of(value)
    except ValueError:
        return None


def _codes(codes: type[Theme], value: str) -> tuple[Theme, ...]:
    chosen = set(value.split())
    return tuple(code for code in codes if code.value in chosen)


def _answer(value: str) -> YesNoUnknown:
    return _code(YesNoUnknown, value) or YesNoUnknown.UNKNOWN
