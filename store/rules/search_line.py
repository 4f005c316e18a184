"""From one line of search as typed to what it asks. Pure: no database, never raises, whatever was typed.

Nothing here decides between readings that only the store can tell apart ("visser 1951" is a birth year, "Visserlaan
1951" a house number): such digits keep all their readings, likeliest first.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import accumulate

from store.rules.normalise import birth, house_number, month_number, postcode
from store.rules.search_numbers import numbered, of_this_year
from store.rules.search_parts import (
    FILTERS,
    MINE,
    Born,
    Digits,
    Filter,
    HouseNumber,
    Numbered,
    Part,
    Phrase,
    PostcodePart,
    SearchLine,
    Word,
)
from store.rules.search_since import since_day
from store.rules.search_telephone import begins_telephone, telephone
from store.rules.search_words import (
    BEFORE_BIRTHS,
    HEADS,
    LABELS,
    OF,
    OF_BIRTHS,
    OF_NUMBERS,
    OF_PHONES,
    RELATED,
    SAID,
    SOFT,
)
from store.text import fold

LONGEST = 200
"""Characters of a line that are read; what stands behind them is left out."""
MOST_PARTS, MOST_HARD = 20, 10
"""Parts of a line that are read, and those of them that must be held."""
_MOST_TOKENS = 8
"""Pieces, with spaces between them, in which a number may be typed ("+31 (0) 6 12 34 56 78")."""

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_PLAIN = dict.fromkeys(map(ord, "‘’‚‛`´ʻʼ′＇"), "'") | dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_WRITTEN_ONTO = re.compile(r"(?i)\b(v|van|in|op|aan|uit|over|bij|voor|ter)'([ts])\b")
"""Tussenvoegsels of two words written as one ("v't", "op't")."""
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9)]) ([-/]) (?=[0-9(])")
_LISTED = re.compile(r"(?<=[0-9])(?<![0-9]{4}), (?=[0-9]{1,3}(?:$| (?!hoog|hg|etage|verd)))")
"""The comma between house numbers ("41, 43"), not between a number and a floor."""
_NAMED = re.compile(r"(?i)\b(geb|geboren|tel|telefoon|mob|mobiel|nr|huisnr)[.:]*(?=[0-9+'(])")
"""A word written onto the figures that it is said of ("tel:015…", "geb.3-3-1951")."""
_MARKS = "-/.:&+|·"
"""What may stand between the parts of a line and is none."""
_ITEM = re.compile(
    rf'(?P<name>{"|".join(FILTERS)}):[ ]?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]*))'
    r'|"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+)',
    re.IGNORECASE,
)
_BORN_IN = re.compile(r"([a-z]{3}\.? )?'?([0-9]{2}|[0-9]{4})")
_POSTCODE = re.compile(r"(?:nl-?)?([1-9][0-9]{3})[ -]?([a-z]{2})(?:(?<=[a-z])([0-9].*))?", re.ASCII)
_DATE_LIKE = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.]'?[0-9]{1,4}|[0-9]{8}|[0-9]{1,2}(?:e|de|ste)?[-.]?[a-z]{3,9}[-.]*'?[0-9]{2,4}"
)
_MONTH = re.compile(
    r"(?P<number>0?[1-9]|1[0-2])[-/](?P<of>(?:19|20)[0-9]{2})"
    r"|(?P<name>[a-z]{4,9}|mei|feb|mrt|apr|jun|jul|aug|sep|okt|oct|nov|dec)\.? (?P<year>(?:19|20)[0-9]{2}|'?[0-9]{2})"
)
"""A month of a year; not "jan 1985", which is somebody called Jan."""
_AROUND_FIGURES = re.compile(r"\((?P<inside>'?[0-9][0-9./-]*)\)|[*°#](?P<behind>[0-9].*)")
_TAIL = re.compile(
    r"[a-z]|bis|ter|hs|huis|hg|hoog|rood|rd|zwart|zw|boven|beneden|achter|voor|[ivx]{1,5}|[0-9]{1,2}(?:hoog|hg)"
)
_SEVERAL = re.compile(r"(?P<first>[0-9]{1,5}) ?(?P<joint>-|/|t/m|tm|tot|en|\+) ?(?P<last>[0-9]{1,4})")
_MOST_NUMBERS = 40
_DIGITS = re.compile(r"[0-9]{1,5}(?![0-9])\S{0,12}")
_WRITTEN = re.compile(r"'*[^\W_](?:[^\W_]|')*")
"""The words of a token, with the apostrophes in and around them."""


def parse(text: str, today: date) -> SearchLine:
    """Return what a line asks, seen from `today` (a local day); an empty or senseless line asks nothing.

    The last word may be unfinished, unless a space or a closing quote stands behind it. Only the first 200 characters
    and ten parts are read.
    """
    line = _clean(text)
    reader = _Reader(today, open_end=not line.endswith((" ", ",")))
    items = list(_ITEM.finditer(line))
    skip_until = 0
    for item in items:
        if item.start() < skip_until:
            continue
        last = item.end() >= len(line)
        if item["name"]:
            skip_until = reader.take_filter(item, line)
        elif item["word"] is not None:
            reader.take_word(item["word"], last)
        else:
            reader.take_phrase(item["phrase"], typing=last and not item["closed"])
    return reader.finish(too_long=len(text) > LONGEST)


def _clean(text: str) -> str:
    """One line in NFC, plain quotes and dashes, without characters that are not seen: control, direction, no width."""
    cut = unicodedata.normalize("NFC", text[:LONGEST]).translate(_QUOTES)
    cut = _WRITTEN_ONTO.sub(r"\1 '\2", cut.translate(_PLAIN))
    cut = _NAMED.sub(r"\1 ", _LISTED.sub(" en ", _BETWEEN_FIGURES.sub(r"\1", cut)))
    kinds = ((char, unicodedata.category(char)) for char in cut)
    return "".join(
        " " if char.isspace() or (kind[0] == "C" and kind != "Cf") else "" if kind == "Cf" else char
        for char, kind in kinds
    ).lstrip()


class _Reader:
    """Collects the parts of one line; words are kept in a run until something else ends it."""

    def __init__(self, today: date, *, open_end: bool) -> None:
        self._today = today
        self._open_end = open_end
        self._run: list[str] = []
        self._run_open = False
        self._plain: list[str] = []
        self.parts: list[Part] = []
        self.filters: list[Filter] = []
        self.mine = False
        self.number: Numbered | None = None

    def take_filter(self, item: re.Match[str], line: str) -> int:
        """Keep a filter and return where reading goes on: `sinds:` takes the words that still make a day."""
        self._end_run()
        name, value = item["name"].lower(), item["quoted"] if item["quoted"] is not None else item["bare"]
        end = item.end()
        if name == "sinds" and item["quoted"] is None:
            more = re.match(r"((?: [^\s\":]+){1,2})", line[end:])
            extra = more[1].split() if more else []
            for count in range(len(extra), 0, -1):
                longer = " ".join((value, *extra[:count]))
                if since_day(longer, self._today):
                    value, end = longer, end + len(" ".join(extra[:count])) + 1
                    break
        self.filters.append(Filter(name, value.strip(), item.start()))
        return end

    def take_word(self, word: str, last: bool) -> None:
        """Keep a word for the run."""
        if word.lower().rstrip(":") == MINE:
            self._end_run()
            self.mine = True
            return
        self._plain.append(word)
        self._run.append(word)
        self._run_open = last and self._open_end

    def take_phrase(self, phrase: str, *, typing: bool) -> None:
        """Keep words that follow each other."""
        self._end_run()
        keys = tuple(fold(phrase).split())
        if keys:
            self._plain.append(phrase)
            self.parts.append(Phrase(" ".join(phrase.split()), keys, typing))

    def finish(self, *, too_long: bool) -> SearchLine:
        """Return the line; soft words are dropped from those that must match when others are asked."""
        self._end_run()
        if (self.filters or self.mine) and all(isinstance(part, Word) and part.said for part in self.parts):
            self.parts = []
        hard = accumulate(not (isinstance(part, Word) and part.soft) for part in self.parts)
        fit = sum(count <= MOST_HARD for count in hard)
        parts = tuple(self.parts[: min(fit, MOST_PARTS)])
        return SearchLine(
            " ".join(self._plain),
            parts,
            tuple(self.filters),
            self.mine,
            self.number,
            too_long or len(self.parts) > len(parts),
        )

    def _end_run(self) -> None:
        tokens = [token for token in (_bare(word.strip(",;")) for word in self._run) if token.strip(_MARKS)]
        if not self.parts and self.number is None:
            self.number = of_this_year(" ".join(tokens).lower(), self._today.year)
        at = 0
        whole = len(tokens)
        while at < whole:
            at += self._read(tokens, at)
        self._run, self._run_open = [], False

    def _read(self, tokens: list[str], at: int) -> int:
        """Read one part from `tokens` at a place; return how many tokens it took."""
        for size in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
            joined = " ".join(tokens[at : at + size]).lower()
            if not any(char.isdigit() for char in joined):
                continue
            found = self._figures(joined, tokens, at, size)
            if found:
                self.parts += found
                return size
        return self._read_word(tokens, at)

    def _figures(self, joined: str, tokens: list[str], at: int, size: int) -> list[Part]:
        """Read the longest thing with digits first: number, date, telephone, postcode, then plain digits."""
        found = numbered(joined, alone=len(tokens) == size)
        if found is not None:
            self.number = self.number or found
            return [Word(key, key) for key in fold(joined).split()]
        one: Part | None = (
            self._date(joined, size)
            or self._month(joined, alone=len(tokens) == size)
            or telephone(joined, alone=len(tokens) == size)
        )
        if one is None:
            both = self._postcode(joined, tokens, at, size)
            if both:
                return both
            one = self._house(joined, tokens, at, size)
        return [] if one is None else [one]

    def _date(self, joined: str, size: int) -> Born | None:
        if size > 3 or not (_DATE_LIKE.fullmatch(joined.replace(" ", "-")) or _DATE_LIKE.fullmatch(joined)):
            return None
        if size == 3 and not re.search(r"[0-9]{4}$|[a-z]", joined):
            return None
        day, year = birth(joined, latest=self._today)
        return Born(joined, year, day) if day is not None and year is not None else None

    def _born(self, tokens: list[str], at: int) -> int:
        """Read what stands behind "geboren" as a day, a month or a year; return how many tokens it took, 0 for none."""
        first = at + (at < len(tokens) and tokens[at].lower() in BEFORE_BIRTHS)
        for size in range(min(3, len(tokens) - first), 0, -1):
            joined = " ".join(tokens[first : first + size]).lower()
            day, year = birth(joined.removeprefix("'"), latest=self._today)
            month = self._month(joined, alone=True)
            if (
                month is None
                and year is None
                and (found := re.fullmatch(r"([a-z]{3}\.? )?'?([0-9]{2}|[0-9]{4})", joined))
            ):
                day, year = birth(f"1-{found[1] or '1'}-{found[2]}", latest=self._today)
                month = Born(joined, year, month=day.month) if found[1] and day and year else None
                day = None
            if month is not None or year is not None:
                self.parts.append(month or Born(joined, year or 0, day))
                return first + size - at
        return 0

    def _month(self, joined: str, *, alone: bool) -> Born | None:
        """Read a month of a year ("mei 1985", "05-1985"), or a year with a mark before it ("'85").

        Two figures behind a month may be a house number, unless they have a mark or nothing else is asked.
        """
        if re.fullmatch(r"'[0-9]{2}", joined):
            day, year = birth(f"1-1-{joined[1:]}", latest=self._today)
            return None if year is None else Born(joined, year)
        found = _MONTH.fullmatch(joined)
        if found is None or (
            found["year"] and found["year"].isdigit() and len(found["year"]) == 2 and not alone
        ):
            return None
        month = int(found["number"]) if found["number"] else month_number(found["name"])
        if month is None:
            return None
        day, year = birth(f"1-{month}-{found['of'] or found['year'].lstrip(chr(39))}", latest=self._today)
        return None if year is None or day is None else Born(joined, year, month=day.month)

    def _postcode(self, joined: str, tokens: list[str], at: int, size: int) -> list[Part]:
        """Read a postcode, with a house number written onto it if need be."""
        if size > 2:
            return []
        found = _POSTCODE.fullmatch(joined)
        if found is not None:
            if size == 2 and found[2] in SOFT and at + size < len(tokens):
                return []
            code = postcode(found[1] + found[2])
            house = house_number(found[3]) if found[3] else None
            if code is None or (found[3] and house is None):
                return []
            if found[2] in OF_NUMBERS and at + size < len(tokens) and tokens[at + size][0].isdigit():
                return [(PostcodePart(joined, code), PostcodePart(joined, found[1], sure=False))]
            return [
                PostcodePart(found[1] + found[2], code),
                *([HouseNumber(found[3], *house)] if house else ()),
            ]
        partly = re.fullmatch(r"([1-9][0-9]{3}) ([a-z])", joined)
        ends = at + size == len(tokens) or tokens[at + size][0].isdigit()
        if partly and ends and not self._street_words():
            return [PostcodePart(joined, (partly[1] + partly[2]).upper(), sure=False)]
        return []

    def _house(self, joined: str, tokens: list[str], at: int, size: int) -> Part | None:
        if size > 3 or not _DIGITS.match(joined) or not joined[0].isdigit():
            return None
        if several := _SEVERAL.fullmatch(joined):
            return _several(several, self._street_words())
        tail = [token.lower() for token in tokens[at + 1 : at + size]]
        if not all(map(_TAIL.fullmatch, tail)):
            return None
        if tail and tail[-1] > "h" and len(tail[-1]) == 1 and at + size < len(tokens):
            return None
        found = house_number(joined)
        if found is None:
            return None
        number, addition = found
        typing = bool(tail) and self._run_open and at + size == len(tokens) and tail[-1].isalpha()
        begun = tokens[-1] if typing else ""
        readings: list[Digits] = [HouseNumber(joined, number, addition, self._street_words(), begun=begun)]
        if re.fullmatch(r"[0-9]{4}", joined):
            year = birth(joined, latest=self._today)[1]
            if joined[0] != "0":
                readings.append(PostcodePart(joined, joined, sure=False))
            if year is not None:
                readings.insert(0, Born(joined, year))
        elif re.fullmatch(r"[1-9][0-9]{3}[a-z]", joined):
            readings.append(PostcodePart(joined, joined.upper(), sure=False))
        return readings[0] if len(readings) == 1 else tuple(readings)

    def _street_words(self) -> int:
        """Tell how many parts straight before may be a street: words and digits of this run."""
        count = 0
        for part in reversed(self.parts):
            if not isinstance(part, (Word, tuple)) or count == 5:
                break
            count += 1
        return count

    def _read_word(self, tokens: list[str], at: int) -> int:
        token = tokens[at]
        keys = fold(token).split()
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if keys and keys[0] in OF_PHONES and begins_telephone(" ".join(tokens[at + 1 : at + 5])):
            return 1
        if keys and keys[0] in OF_BIRTHS and (taken := self._born(tokens, at + 1)):
            return taken + 1
        if keys and following[:1].isdigit() and keys[0] in OF_NUMBERS:
            return 1
        if token.endswith(":") and keys and keys[-1] in LABELS:
            return 1
        of = bool(keys) and keys[-1] in RELATED and fold(following).split(" ", 1)[0] in OF
        said = of or (not self.parts and keys[:1] != [] and keys[0] in HEADS)
        last = at == len(tokens) - 1
        written = _WRITTEN.findall(token)
        for place, key in enumerate(keys):
            typing = last and self._run_open and place == len(keys) - 1
            text = token if len(keys) == 1 else written[place] if len(written) == len(keys) else key
            soft = key in SOFT or len(key) == 1
            self.parts.append(Word(text, key, typing, soft, said or key in SAID))
        return 2 if of and following in ("v", "v.") else 1


def _several(found: re.Match[str], before: int) -> HouseNumber | None:
    """Read two house numbers, or all from one to another on that side of the street; "3-5" may be an addition too."""
    first, last, joint = int(found["first"]), int(found["last"]), found["joint"]
    if not first or not last:
        return None
    if joint in ("en", "+"):
        return HouseNumber(found[0], first, "", before, (first, last))
    step = 1 if (last - first) % 2 else 2
    more = tuple(range(first, last + 1, step)) if first < last <= first + _MOST_NUMBERS else ()
    return HouseNumber(found[0], first, found["last"] if joint in "-/" or not more else "", before, more)


def _bare(token: str) -> str:
    """Return figures without what stands around them: "(1985)", "*1985"."""
    found = _AROUND_FIGURES.fullmatch(token)
    return token if found is None else found["inside"] or found["behind"]


def without_soft(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that must match: soft words only when there is nothing else."""
    hard = tuple(part for part in parts if not (isinstance(part, Word) and part.soft))
    return hard or parts
