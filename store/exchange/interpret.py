"""A raw row and a mapping → a signal-to-be, with what is missing or doubtful said in plain Dutch.

A row is refused only when it says neither about whom or where, nor what is the matter, or when it was cut off before
its description. Everything else comes in: what cannot be read is kept as text and asked after. Themes follow from the
partner's own kinds, never from running text.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.exchange import about, reading
from store.exchange.columns import Mapping
from store.exchange.delivered import Defaults, DeliveredSignal
from store.exchange.fields import Field
from store.exchange.kinds import is_rent, partner_type_of, themes_of, urgency_of
from store.exchange.reading import CACHED, Reading
from store.exchange.rows import RawRow
from store.local_time import LOCAL_ZONE
from store.text import fold, one_line, visible

_OLDEST = date(2000, 1, 1)
_SERIAL = re.compile(r"[1-7]\d{4}(?:[.,]\d+)?")
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=LOCAL_ZONE)
_AMOUNT = re.compile(
    r"(?:€|EUR)?\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[.,](\d{1,2})\d{0,4}|,-+)?\s*(?:€|EUR|euro)?",
    re.IGNORECASE,
)
_LOST_LETTER = re.compile(r"[^\W\d]\?[^\W\d]|\ufffd")
_FORMULA = re.compile(r"\s*(?:[=@][\w(+\-]|[+\-].*[|!(])", re.DOTALL)
_GLUED_FLOOR = re.compile(r"(?<!\d)\d{3,7}(?:hoog|hg)\b", re.IGNORECASE)
_DEBTS = frozenset({Theme.RENT_ARREARS, Theme.DEBTS})
_SETTLED = tuple(
    map(
        fold, ("niet opgepakt", "inwoner is overleden", "persoon is geen inwoner", "overleden", "afgehandeld")
    )
)


NO_DEFAULTS = Defaults()


def interpret(
    row: RawRow,
    mapping: Mapping,
    *,
    today: date,
    defaults: Defaults = NO_DEFAULTS,
    headers: tuple[str, ...] = (),
    keep_original: bool = True,
) -> DeliveredSignal:
    """Return what the row says. `today` bounds dates; `headers` name the cells kept in `original`.

    `keep_original` False leaves `original` empty, for a caller that keeps the row itself. Never raises.
    """
    read = Reading(row, mapping)
    if row.refusal:
        read.say(None, row.refusal, "reject")
    for remark in row.remarks:
        read.say(None, remark, "check")
    received = _received(read, today)
    partner_type_text = read.text(Field.PARTNER_TYPE)
    street, number, addition, postcode, place, address_text = about.address(read)
    given, prefix, surname, resident_text = about.resident(read)
    birth_date, birth_year = about.born(read, today)
    bsn, bsn_valid = about.bsn_of(read)
    kind = read.text(Field.KIND)
    themes, eviction = _themes(read, kind, partner_type_text, defaults)
    facts, opinion, request = read.exact(Field.FACTS), read.exact(Field.OPINION), read.exact(Field.REQUEST)
    cents = _arrears(read)
    _hostile(read, (Field.FACTS, facts), (Field.OPINION, opinion), (Field.REQUEST, request))
    _hostile(read, (Field.RESIDENT_NAME, resident_text), (Field.STREET, street))
    delivered = DeliveredSignal(
        row_number=row.number,
        external_id=read.known(Field.EXTERNAL_ID),
        received_at=received,
        partner_name=read.known(Field.PARTNER) or defaults.partner_name,
        partner_type=_partner_type(partner_type_text, defaults),
        reporter_name=read.known(Field.REPORTER_NAME),
        reporter_role=read.known(Field.REPORTER_ROLE),
        reporter_phone=read.known(Field.REPORTER_PHONE),
        reporter_mail=read.known(Field.REPORTER_MAIL),
        street=street,
        house_number=number,
        addition=addition,
        postcode=postcode,
        place=place,
        address_text=address_text,
        complex=read.known(Field.COMPLEX),
        resident_given=given,
        resident_prefix=prefix,
        resident_surname=surname,
        resident_text=resident_text,
        resident_phone=read.known(Field.RESIDENT_PHONE),
        birth_date=birth_date,
        birth_year=birth_year,
        bsn=bsn,
        bsn_valid=bsn_valid,
        kind=kind,
        themes=themes,
        eviction_threatened=eviction,
        urgency_hint=_urgency(read),
        facts=facts,
        opinion=opinion,
        request=request,
        arrears_cents=cents,
        aware=_answer(read, Field.AWARE),
        feedback_wanted=_feedback(read),
        anonymous=_answer(read, Field.ANONYMOUS) is YesNoUnknown.YES,
        may_be_named=_answer(read, Field.MAY_BE_NAMED) is YesNoUnknown.YES,
        reported_before=read.text(Field.REPORTED_BEFORE),
        original=_original(row, headers) if keep_original else (),
        problems=(),
    )
    _settled(read)
    _weigh(read, row, delivered, headers)
    return delivered._replace(problems=tuple(read.problems)) if read.problems else delivered


def _original(row: RawRow, headers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if len(headers) < len(row.cells):
        headers = (*headers, *(f"Kolom {at + 1}" for at in range(len(headers), len(row.cells))))
    return tuple(zip(headers, row.cells, strict=False))


def _received(read: Reading, today: date) -> datetime | None:
    text = read.text(Field.RECEIVED_AT)
    if not text or not reading.says_something(text):
        if Field.RECEIVED_AT in read.columns:
            read.say(Field.RECEIVED_AT, "De datum ontbreekt.", "check")
        return None
    clock = read.text(Field.RECEIVED_TIME)
    moment = reading.date_time(text[:CACHED], today) or reading.serial(text)
    if clock and moment and not (moment.hour or moment.minute):
        moment = reading.date_time(f"{moment.date().isoformat()} {clock[:20]}", today) or moment
    shown = one_line(text, 40)
    if moment is None:
        read.say(Field.RECEIVED_AT, f"De datum ‘{shown}’ bestaat niet of is niet te lezen.", "check")
    elif moment.date() > today:
        read.say(Field.RECEIVED_AT, f"De datum ‘{shown}’ ligt in de toekomst.", "check")
        return None
    elif moment.date() < _OLDEST:
        read.say(Field.RECEIVED_AT, f"De datum ‘{shown}’ is onwaarschijnlijk lang geleden.", "check")
    return moment


def _themes(
    read: Reading, kind: str, partner_type: str, defaults: Defaults
) -> tuple[tuple[Theme, ...], bool]:
    themes, eviction, understood = themes_of(kind)
    if not understood:
        text = f"De soort ‘{one_line(kind, 40)}’ is niet bekend; kies bij de triage een thema."
        read.say(Field.KIND, text, "warn")
    if defaults.arrears and not themes:
        themes = (Theme.RENT_ARREARS if is_rent(partner_type) else Theme.DEBTS,)
    return themes, eviction


def _partner_type(text: str, defaults: Defaults) -> PartnerType | None:
    return (partner_type_of(text) if text else None) or defaults.partner_type


@lru_cache(maxsize=16384)
def _cents(text: str) -> int | None:
    match = _AMOUNT.fullmatch(text)
    if not match:
        return None
    return int(re.sub(r"\D", "", match[1])) * 100 + int((match[2] or "0").ljust(2, "0"))


def _arrears(read: Reading) -> int | None:
    text = read.known(Field.AMOUNT)
    if not text:
        return None
    cents = _cents(text) if len(text) <= 40 else None
    if cents is None:
        shown = one_line(text, 30)
        read.say(
            Field.AMOUNT,
            f"Het bedrag ‘{shown}’ is niet te lezen; het staat in de oorspronkelijke rij.",
            "warn",
        )
    return cents


def _urgency(read: Reading) -> Urgency | None:
    if Field.CRISIS in read.columns and reading.yes_no(read.text(Field.CRISIS)[:CACHED]) is YesNoUnknown.YES:
        return Urgency.URGENT
    text = read.known(Field.PRIORITY)
    if not text:
        return None
    urgency = urgency_of(text)
    if urgency is None:
        read.say(Field.PRIORITY, f"De prioriteit ‘{one_line(text, 30)}’ is niet bekend.", "warn")
    return urgency


def _answer(read: Reading, field: Field) -> YesNoUnknown:
    text = read.text(field)
    if not text:
        return YesNoUnknown.UNKNOWN
    answer = reading.yes_no(text[:CACHED])
    if answer is None:
        head = field.label
        read.say(field, f"‘{one_line(text, 30)}’ bij ‘{head}’ is geen ja of nee.", "warn")
    return answer or YesNoUnknown.UNKNOWN


def _feedback(read: Reading) -> bool | None:
    answer = _answer(read, Field.FEEDBACK_WANTED)
    return None if answer is YesNoUnknown.UNKNOWN else answer is YesNoUnknown.YES


def _hostile(read: Reading, *texts: tuple[Field, str]) -> None:
    """Say where a text holds a formula or characters that cannot be seen; it is kept as it is, as text."""
    for field, text in texts:
        if not text or (text[0].isalnum() and text.isprintable()):
            continue
        if text[0] in "=@+- \t" and _FORMULA.match(text[:2000]):
            read.say(
                field, f"‘{field.label}’ begint als een formule; dit is als gewone tekst bewaard.", "warn"
            )
        if not text.isprintable() and visible(text) != text.replace("\r\n", "\n"):
            words = f"In ‘{field.label}’ staan stuurtekens of onzichtbare tekens; ze zijn bewaard en worden getoond."
            read.say(field, words, "warn")


def _settled(read: Reading) -> None:
    text = read.text(Field.SETTLED)
    if text and fold(text[:CACHED]).startswith(_SETTLED):
        read.say(Field.SETTLED, f"De partner zette er zelf bij: ‘{one_line(text, 60)}’.", "check")


def _weigh(read: Reading, row: RawRow, delivered: DeliveredSignal, headers: tuple[str, ...]) -> None:
    """Say what is missing, and refuse the row when too little is left to do anything with."""
    if row.refusal:
        return
    owes = bool(delivered.arrears_cents) and not _DEBTS.isdisjoint(delivered.themes)
    says = owes or bool(delivered.facts or delivered.opinion)
    hinted = says or bool(delivered.kind or delivered.request)
    address = delivered.house_number is not None and bool(delivered.postcode or delivered.street)
    person = bool(delivered.resident_text or delivered.bsn)
    somewhere = bool(address or delivered.address_text or delivered.postcode)
    if not row.complete:
        last = headers[len(row.cells) - 1] if 0 < len(row.cells) <= len(headers) else str(len(row.cells))
        cut = f"De rij houdt op na ‘{one_line(last, 30)}’"
        if not delivered.facts:
            read.say(
                None,
                f"{cut}, dus de omschrijving ontbreekt; vul de rij aan en lever haar opnieuw aan.",
                "reject",
            )
            return
        read.say(None, f"{cut}; de rest van de rij ontbreekt.", "warn")
    if not (person or somewhere) and not hinted:
        text = "De rij noemt geen persoon of adres en zegt niet wat er aan de hand is."
        read.say(None, text, "reject")
        return
    if not says:
        read.say(Field.FACTS, "De omschrijving ontbreekt.", "check")
    _weigh_place(read, delivered, person, address)


def _weigh_place(read: Reading, delivered: DeliveredSignal, person: bool, address: bool) -> None:
    if address:
        if not delivered.street:
            read.say(Field.STREET, "De straat ontbreekt; alleen postcode en huisnummer zijn bekend.", "check")
        elif not (delivered.postcode or delivered.place or read.concerns(Field.POSTCODE)):
            read.say(Field.PLACE, "Bij het adres ontbreken postcode en plaats.", "check")
    elif delivered.address_text:
        shown = one_line(delivered.address_text, 60)
        read.say(
            Field.STREET_LINE, f"Het adres ‘{shown}’ is niet te herleiden tot straat en huisnummer.", "check"
        )
    elif not person:
        read.say(None, "Er is geen persoon en geen volledig adres bekend.", "check")
    elif delivered.birth_year is None and not delivered.bsn_valid:
        read.say(None, "Van de persoon ontbreken adres en geboortedatum.", "check")
