"""Where and about whom: the address and the person of a row, and what could not be read of them."""

from __future__ import annotations

import re
from datetime import date

from store.exchange import reading
from store.exchange.fields import Field
from store.exchange.reading import CACHED, Reading
from store.rules import normalise
from store.text import one_line

_LOST_LETTER = re.compile(r"[^\W\d]\?[^\W\d]|\ufffd")
_GLUED_FLOOR = re.compile(r"(?<!\d)\d{3,7}(?:hoog|hg)\b", re.IGNORECASE)


def address(read: Reading) -> tuple[str, int | None, str, str, str, str]:
    """Return street, number, addition, postcode, place, and the text of an address that could not be understood."""
    line = read.known(Field.STREET_LINE)
    street, number_text = read.known(Field.STREET), read.text(Field.HOUSE_NUMBER)
    addition_text = read.text(Field.ADDITION)
    number: int | None = None
    addition = ""
    address_text = ""
    if line and not street:
        street, number, addition = reading.street_and_number(line[:CACHED])
        if number is None and not number_text:
            street, address_text = "", line
        if number is not None and _GLUED_FLOOR.search(line):
            read.say(
                Field.STREET_LINE,
                f"Huisnummer en verdieping staan aaneen in ‘{one_line(line, 60)}’; gelezen als {number} {addition}.",
                "warn",
            )
    elif street and not number_text:
        split = reading.street_and_number(street[:CACHED])
        if split[1] is not None:
            street, number, addition = split
    if number_text:
        parsed = reading.house_number(number_text[:CACHED])
        if parsed:
            number, addition = parsed
        elif not reading.is_unknown(number_text[:CACHED]):
            text = f"Het huisnummer ‘{one_line(number_text, 30)}’ is niet te lezen."
            read.say(Field.HOUSE_NUMBER, text, "check")
            address_text = f"{street} {number_text} {addition_text}".strip()
    if addition_text:
        addition = f"{addition} {reading.addition(addition_text[:CACHED])}".strip()
    postcode, place = _postcode(read, line)
    if street and number is None and not address_text:
        address_text = street
    return street, number, addition, postcode, place, address_text


_IN_LINE = re.compile(r"[ ,]([1-9]\d{3} ?[A-Za-z]{2}(?:[ ,]+[^\d,]+)?)$")


def _postcode(read: Reading, line: str) -> tuple[str, str]:
    text, place = read.known(Field.POSTCODE), read.known(Field.PLACE)
    both = read.known(Field.POSTCODE_PLACE)
    if not text and not both and line and (inside := _IN_LINE.search(line[:CACHED])):
        both = inside[1]
    code, rest = reading.postcode_and_place((text or both)[:CACHED]) if text or both else (None, "")
    if text and (code is None or rest):
        shown = one_line(text, 20)
        read.say(Field.POSTCODE, f"‘{shown}’ is geen postcode (vier cijfers en twee letters).", "check")
        return "", place
    if both and code is None:
        figures = any(char.isdigit() for char in rest)
        if figures:
            read.say(Field.POSTCODE_PLACE, f"In ‘{one_line(both, 40)}’ staat geen goede postcode.", "check")
        return "", place or ("" if figures else rest)
    return code or "", place or rest


def resident(read: Reading) -> tuple[str, str, str, str]:
    """Return given name or initials, prefix, surname, and the name as delivered."""
    name, surname = read.text(Field.RESIDENT_NAME), read.known(Field.RESIDENT_SURNAME)
    given, prefix = read.known(Field.RESIDENT_GIVEN), read.known(Field.RESIDENT_PREFIX)
    if surname or (given and not name):
        parts = (given, prefix.lower(), surname, " ".join(filter(None, (given, prefix, surname))))
    else:
        text = f"{name}, {given} {prefix}".strip() if name and given and "," not in name else name
        parsed = reading.person_name(text[:CACHED]) if text else None
        if parsed is None and text and not reading.says_something(text):
            text = ""
        if text and parsed is None and len(text) > 1:
            read.say(
                Field.RESIDENT_NAME, "De naam is niet te lezen als naam; hij is als tekst bewaard.", "warn"
            )
        parts = (
            (parsed.initials_or_given, parsed.prefix, parsed.surname, text) if parsed else ("", "", "", text)
        )
    if _LOST_LETTER.search(parts[3]):
        shown = one_line(parts[3], 40)
        text = f"In de naam ‘{shown}’ is een letter verloren gegaan; vraag de partner hoe de naam geschreven wordt."
        read.say(Field.RESIDENT_NAME, text, "warn")
    return parts


def born(read: Reading, today: date) -> tuple[date | None, int | None]:
    text = read.known(Field.BIRTH)
    if not text:
        return None, None
    day, year = reading.birth(text[:CACHED], today)
    if year is None and (moment := reading.serial(text)) and moment.date() <= today:
        return moment.date(), moment.year
    if year is None:
        shown = one_line(text, 30)
        read.say(Field.BIRTH, f"De geboortedatum ‘{shown}’ bestaat niet of is niet te lezen.", "check")
    return day, year


def bsn_of(read: Reading) -> tuple[str, bool]:
    text = read.known(Field.BSN)
    if not text:
        return "", False
    digits = re.sub(r"[ .\-]", "", text[:CACHED])
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 9):
        read.say(
            Field.BSN, "Het BSN heeft geen negen cijfers; het staat alleen in de oorspronkelijke rij.", "warn"
        )
        return "", False
    valid = normalise.bsn_ok(digits)
    if not valid:
        read.say(Field.BSN, "Het BSN voldoet niet aan de 11-proef; het is wel bewaard.", "warn")
    return digits.zfill(9), valid
