"""Dutch values as people type them: postcodes, house numbers, dates, phones, names.

Every function takes any text and never raises: what cannot be understood is None (or no number), so that the
caller can keep the original and ask. Longer than `MAX_LENGTH` characters is no value but a story. Nothing
here is a guess about somebody: where two readings are equally likely, none is chosen.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from store.codes import YesNoUnknown
from store.local_time import LOCAL_ZONE
from store.rules.typed_text import MAX_LENGTH, clean_line, is_unknown, words
from store.text import fold

FIRST_YEAR, LAST_YEAR = 1900, 2099


_POSTCODE = re.compile(r"(?:NL ?-? ?)?([1-9][0-9]{3}) ?-?([A-Z]{2})(?![A-Z0-9])", re.ASCII)
_STORED = re.compile(r"[1-9][0-9]{3}[A-Z]{2}", re.ASCII)
_UNUSED_LETTERS = frozenset({"SA", "SD", "SS"})


def postcode_and_place(text: str) -> tuple[str | None, str]:
    """Split "2641 kc Pijnacker" into ("2641KC", "Pijnacker"); without a postcode (None, whole text)."""
    clean = clean_line(text)
    if clean is None:
        return None, ""
    found = _POSTCODE.match(clean.upper())
    if found is None or found[2] in _UNUSED_LETTERS:
        return None, clean
    return found[1] + found[2], clean[found.end() :].strip(" ,;-")


def postcode(text: str) -> str | None:
    """Return a Dutch postcode as "2641KC", or None; the letters SA, SD and SS are not used in postcodes."""
    code, rest = postcode_and_place(text)
    return code if not rest else None


def pretty_postcode(code: str) -> str:
    """Return "2641 KC" for any notation of a postcode; other text unchanged."""
    stored = _STORED.fullmatch(code) and code[4:] not in _UNUSED_LETTERS
    plain = code if stored else postcode(code)
    return f"{plain[:4]} {plain[4:]}" if plain else code


_LOW_WORDS = words("bis ter hoog hg hs huis rood rd zwart zw boven beneden achter voor ong to")
_ROMAN = re.compile(r"[ivx]+", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?:huisnummer|huisnr|nummer|nr|no)\b[.:]? ?", re.IGNORECASE)
_NUMBER = re.compile(r"([0-9]{1,5})(?![0-9])(.*)")
_GLUED_FLOOR = re.compile(r"([0-9]{2,7})(hoog|hg)\b(.*)", re.IGNORECASE)
_ADDITION_CHARS = re.compile(r"[\w \-/.'()+]*")
_ADDITION_PART = re.compile(
    r"[a-z]{1,2}|[ivx]{1,5}|[a-z]?[0-9]{1,4}[a-z]{0,2}|[0-9]{1,2}(?:hoog|hg)|" + "|".join(sorted(_LOW_WORDS)),
    re.IGNORECASE | re.ASCII,
)


def _addition_word(found: re.Match[str]) -> str:
    word = found[0]
    if word.lower() in _LOW_WORDS:
        return word.lower()
    return word.upper() if len(word) <= 3 or _ROMAN.fullmatch(word) else word.lower()


def addition(text: str) -> str:
    """Return a house number addition in one notation: "-iii" → "III", "a" → "A", "12 Hoog" → "12hoog"."""
    clean = (clean_line(text) or "").lstrip(" -/.,").rstrip(" -/,.")
    if is_unknown(clean) and len(clean) > 1 and clean.lower() != "xx":
        return ""
    joined = re.sub(r"([0-9]) ?(hoog|hg)\b", r"\1\2", clean, flags=re.IGNORECASE)
    return re.sub(r"[^\W\d_]+", _addition_word, joined)


def _split_floor(digits: str, word: str) -> tuple[int, str] | None:
    """Share glued digits between house number and floor: 13212 → 132 and 12, 523 → 5 and 23, 53 → 5 and 3."""
    size = 2 if len(digits) > 2 and 10 <= int(digits[-2:]) <= 29 else 1
    number = int(digits[:-size])
    return (number, f"{digits[-size:]}{word.lower()}") if 0 < number <= 99999 else None


def house_number(text: str) -> tuple[int, str] | None:
    """Split a house number as typed into number and addition, or None: "118bis", "121-III", "41 A".

    "13212hoog" is ambiguous; a floor of 10 to 29 is taken when a number remains, else one digit. "3hoog" has
    no number.
    """
    clean = clean_line(text)
    if clean is None:
        return None
    start = _NUMBER_WORD.match(clean)
    clean = clean[start.end() :] if start else clean
    clean = re.sub(r"^([0-9]+)\.0+$", r"\1", clean)
    glued = _GLUED_FLOOR.match(clean)
    if glued and glued[1].isascii():
        split = _split_floor(glued[1], glued[2])
        rest = addition(glued[3])
        return (split[0], f"{split[1]} {rest}".strip()) if split else None
    found = _NUMBER.fullmatch(clean)
    if found is None or int(found[1]) == 0 or re.match(r"[0-9](?:hoog|hg)\b", clean, re.IGNORECASE):
        return None
    rest = addition(found[2])
    if len(rest) > 20 or not _ADDITION_CHARS.fullmatch(rest):
        return None
    return int(found[1]), rest


def _number_at(tail: str) -> tuple[int, str] | None:
    """A house number that fills the whole `tail` of an address; a lone floor ("3 hoog") is none."""
    if re.fullmatch(r"[0-9]{1,2} (?:hoog|hg)", tail, re.IGNORECASE):
        return None
    parsed = house_number(tail)
    if parsed is None:
        return None
    parts = [part for part in re.split(r"[ \-/.]+", parsed[1]) if part]
    return parsed if len(parts) <= 3 and all(map(_ADDITION_PART.fullmatch, parts)) else None


def street_and_number(text: str) -> tuple[str, int | None, str]:
    """Split an address line into street, house number and addition; without a clear number (text, None, "").

    "Plein 1944 12" keeps its year in the street. A postcode or anything after a comma behind the number is
    left out.
    """
    clean = clean_line(text)
    if clean is None:
        return " ".join(text.split()), None, ""
    if is_unknown(clean):
        return "", None, ""
    line = re.split(r",? (?=[1-9][0-9]{3} ?[A-Za-z]{2}(?: |,|$))", clean, maxsplit=1)[0]
    for candidate in dict.fromkeys((line, line.rpartition(",")[0], line.partition(",")[0])):
        if found := _street_then_number(candidate):
            return found
    found = _street_then_number(clean)
    looks_like_postcode = found and found[1] >= 1000 and len(found[2]) == 2 and found[2].isupper()
    return found if found and not looks_like_postcode else (clean, None, "")


def _street_then_number(line: str) -> tuple[str, int, str] | None:
    found: list[tuple[str, int, str]] = []
    for digit in re.finditer(r"(?<![0-9])[0-9]", line):
        before = line[: digit.start()]
        if not re.search(r"[^\W\d_]{2}", before) or not (before[-1] in " ,." or before[-1].isalpha()):
            continue
        parsed = _number_at(line[digit.start() :])
        if parsed:
            street = re.sub(
                r"[ ,]+(?:huisnummer|huisnr|nummer|nr|no)[.:]? *$", "", before, flags=re.IGNORECASE
            )
            found.append((street.strip(" ,"), *parsed))
    if not found:
        return None
    street, number, _ = found[0]
    if 1500 <= number <= LAST_YEAR:
        if len(found) > 1 and "hoog" not in found[-1][2]:
            return found[-1]
        if fold(street) == "plein":
            return None
    return found[0]


# Dates

_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_DAY_NAME = re.compile(r"(?:ma|di|wo|do|vr|za|zo)[a-z]{0,7}\.?,? +(?=[0-9])")
_FIGURES = re.compile(r"([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?'?([0-9]{1,4})")
_WORDS = re.compile(r"([0-9]{1,2})(?:e|ste|de(?!c))?[ .-]*([a-z]{3,9})[ .,-]*'?([0-9]{4}|[0-9]{2})")
_COMPACT = re.compile(r"[0-9]{8}")
_TIME = re.compile(
    r"(?:t|[ ,]+(?:om )?)([01]?[0-9]|2[0-3])[:.u]([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]{1,9})?)?"
    r"(?: ?(?:uur|u))? ?(z|[+-][0-9]{2}:?[0-9]{2})?$"
)


def _year(digits: str, latest: date | None, pivot: int) -> int | None:
    value = int(digits)
    if len(digits) == 2:
        last = latest.year - 2000 if latest else pivot
        return 2000 + value if value <= last else 1900 + value
    return value if len(digits) == 4 and FIRST_YEAR <= value <= LAST_YEAR else None


def month_number(word: str) -> int | None:
    """Return the number of a month by the start of its name ("aug", "oct", "mrt"), or None."""
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names):
            return number
    return None


def _make(year: int | None, month: int | None, day: int) -> date | None:
    try:
        return date(year, month, day) if year and month else None
    except ValueError:
        return None


def _date(line: str, latest: date | None, pivot: int) -> date | None:
    named_day = _DAY_NAME.match(line)
    line = line[named_day.end() :] if named_day else line
    if figures := _FIGURES.fullmatch(line):
        first, _, month, last = figures.groups()
        if len(first) > 2:
            return _make(_year(first, latest, pivot), int(month), int(last)) if len(last) <= 2 else None
        return _make(_year(last, latest, pivot), int(month), int(first))
    if words := _WORDS.fullmatch(line):
        return _make(_year(words[3], latest, pivot), month_number(words[2]), int(words[1]))
    if _COMPACT.fullmatch(line):
        iso = _make(_year(line[:4], latest, pivot), int(line[4:6]), int(line[6:]))
        return iso or _make(_year(line[4:], latest, pivot), int(line[2:4]), int(line[:2]))
    return None


def date_nl(text: str, latest: date | None = None) -> date | None:
    """Return the day in `text`, day before month, or None when it is none or does not exist.

    "03-08-2026", "3/8/26", "2026-08-03", "01 Aug. '26", "16 Oct. '26", "12 mei 1951", with a time behind it
    if need be. Two-digit years run up to the year of `latest`, or to 2049 without it; years outside 1900-2099
    are typing errors.
    """
    line = (clean_line(text) or "").lower()
    return _date(line, latest, 49) or _date(_TIME.sub("", line), latest, 49)


def datetime_nl(text: str, latest: date | None = None) -> datetime | None:
    """Return the moment in `text` in Dutch time (aware), or None; a date without a time is midnight.

    An offset in the text ("2026-09-18T01:36Z") is honoured; without one the time is local.
    """
    line = (clean_line(text) or "").lower()
    time = _TIME.search(line)
    day = date_nl(line, latest)
    if day is None:
        return None
    if time is None or _date(line, latest, 49):
        return datetime(day.year, day.month, day.day, tzinfo=LOCAL_ZONE)
    hour, minute, second = (int(part or 0) for part in time.group(1, 2, 3))
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LOCAL_ZONE)
    zone = time[4]
    if zone is None:
        return moment
    offset = timedelta() if zone == "z" else timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if offset >= timedelta(hours=24):
        return None
    return moment.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset)).astimezone(LOCAL_ZONE)


def birth(text: str, latest: date | None = None) -> tuple[date | None, int | None]:
    """Return (birth date, birth year); only the year when the day is not known, (None, None) when nothing is.

    "1951", "ca. 1951" and "00-00-1951" give the year. `latest` (usually today) bounds the answer; without it
    two-digit years above 30 belong to the 1900s.
    """
    line = (clean_line(text) or "").lower()
    day = _date(line, latest, 30) or _date(_TIME.sub("", line), latest, 30)
    if day:
        return (None, None) if latest and day > latest else (day, day.year)
    unknown_day = re.fullmatch(
        r"(?:(?:ca|circa|rond|geb|plm)\.? ?|[±~] ?|[0x?]{1,2}[-/.][0x?]{1,2}[-/.])?"
        r"([0-9]{4})(?:[-/.][0x?]{1,2}[-/.][0x?]{1,2})?\??",
        line,
    )
    year = int(unknown_day[1]) if unknown_day else 0
    return (None, year) if FIRST_YEAR <= year <= (latest.year if latest else LAST_YEAR) else (None, None)


# Numbers and answers


_DUTCH_ABROAD = re.compile(r"\+31[1-9][0-9]{8}")


def phone(text: str) -> str | None:
    """Return a phone number as "+31612345678", or None.

    National, international ("0031", "+31 (0)") and a mobile number that lost its zero in a spreadsheet; words
    behind it are left out. Foreign numbers keep their own country code.
    """
    plain = text.replace("-", "").replace(" ", "")
    if len(plain) == 10 and plain[0] == "0" and plain[1] != "0" and plain.isascii() and plain.isdigit():
        return f"+31{plain[1:]}"
    if text.startswith("+") and _DUTCH_ABROAD.fullmatch(plain):
        return plain
    found = re.match(r"(?:tel(?:efoon)?\.?:? ?)?([+0-9(][0-9 ()\-./]*)", (clean_line(text) or "").lower())
    if found is None or re.search(r"[0-9+]", (clean_line(text) or "")[found.end() :]):
        return None
    typed = found[1].replace("(0)", "")
    digits = "".join(char for char in typed if char.isdigit())
    if not typed.lstrip("( ").startswith("+"):
        if digits.startswith("00"):
            digits = digits[2:]
        elif re.fullmatch(r"0[1-9][0-9]{8}|0[89]0[0-9](?:[0-9]{4}|[0-9]{7})", digits):
            digits = "31" + digits[1:]
        elif re.fullmatch(r"6[1-9][0-9]{7}", digits):
            digits = "31" + digits
        else:
            return None
    if digits.startswith("31"):
        national = digits[2:].removeprefix("0")
        return f"+31{national}" if re.fullmatch(r"[1-9][0-9]{8}|[89]0[0-9](?:[0-9]{4,7})", national) else None
    return f"+{digits}" if re.fullmatch(r"[1-9][0-9]{7,14}", digits) else None


_SHORT_AREAS = words(
    "10 13 14 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79"
)
"""Dutch area codes of two digits after the zero; the others have three (numbering plan)."""


def pretty_phone(text: str) -> str:
    """Return a Dutch phone number in groups ("06 12 34 56 78", "015 212 34 56"); anything else as it was typed."""
    found = None if re.search(r"[^\W\d_]", text) else phone(text)
    if found is None or not re.fullmatch(r"\+31[1-7][0-9]{8}", found):
        return text
    digits = found.removeprefix("+31")
    if digits.startswith("6"):
        return " ".join(("06", digits[1:3], digits[3:5], digits[5:7], digits[7:]))
    if digits[:2] in _SHORT_AREAS:
        return f"0{digits[:2]} {digits[2:5]} {digits[5:7]} {digits[7:]}"
    return f"0{digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"


def bsn_ok(text: str) -> bool:
    """Tell whether `text` passes the 11-proef for a BSN of 8 or 9 digits. Warn on a failure, never refuse."""
    digits = re.sub(r"[ .-]", "", clean_line(text) or "")
    if not re.fullmatch(r"[0-9]{8,9}", digits) or not int(digits):
        return False
    numbers = [int(char) for char in digits.zfill(9)]
    total = sum(weight * number for weight, number in zip(range(9, 1, -1), numbers[:8], strict=True))
    return (total - numbers[8]) % 11 == 0


_YES = frozenset({"ja", "j", "yes", "y", "1", "true", "waar", "jawel"})
_NO = frozenset({"nee", "n", "neen", "no", "0", "false", "onwaar", "niet"})


def yes_no(text: str) -> YesNoUnknown | None:
    """Return ja, nee or onbekend; None for something else. Words after ja or nee are left out."""
    key = fold(text[:MAX_LENGTH])
    first = key.split(" ", 1)[0]
    if key == "x" or first == "ja" or key in _YES:
        return YesNoUnknown.YES
    if first == "nee" or key in _NO:
        return YesNoUnknown.NO
    if is_unknown(text) or first in ("onbekend", "weet"):
        return YesNoUnknown.UNKNOWN
    return None
