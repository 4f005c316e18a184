"""A screen others can see: names become initials, addresses and ways to reach somebody are covered (F9).

One veil for the whole program. `Veil.text` covers a text before it is cut or wrapped (lists, field texts); `VeilFilter`
covers whatever is drawn by any other widget: dialogs, fields, messages, the palette. Both know every person and address
that this process has read (`store.queries.named`), and the patterns of telephones, mail, postcodes and a BSN. A covered
text is never wider than the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.dom import DOMNode
from textual.filter import LineFilter

from store.queries.named import BEGINNING, NAMED
from store.rules.typed_text import words as word_set

REVEAL_SECONDS = 4.0
"""How long names show after the last press of the key; a held key repeats and so keeps them in view."""

COVER = "•••"

_PREFIXES = word_set(
    "d da de dem den der des di du el al het t l la le les s te ten ter van vanden vander von zu zur"
)
_NO_NAME = word_set(
    "onbekend onbekende betrokkene bewoner buurman buurvrouw man vrouw heer mevrouw meneer mw dhr fam familie "
    "signaal signalen casus melder bron team plan doel status wijk regie route termijn"
)
_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = frozenset({" ", "-", "", "'", "’", " '", " ’", "' ", "’ "})
_ABBREVIATED = frozenset({".", ". ", ".-", ". '", ". ’"})
_STARTERS = word_set(
    "met bij door na naar ook is heeft wordt was gisteren vandaag morgen volgens omdat toen als dat die maar en of "
    "om wij we ik zij hij er zoon dochter broer zus partner ex huisarts wijkagent verslag gesprek bezoek "
    "waarschijnlijk telefoon actie besluit casus signaal"
)
_STREET_WORD = re.compile(r"['’]?[^\W\d_]+")
_HOUSE = re.compile(r"\s+\d{1,5}(?:\s?-\s?\w{1,4}\b|[A-Za-z]{2}\b|bis\b|\s?[A-Za-z]\b)?")
_PATTERNS = re.compile(
    r"(?<![\w.-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d-])(?!\d\d-\d\d-\d{4})(?:\+31|0031|0)[\s-]?(?:\(0\)\s?)?\d(?:[\s-]?\d){8}(?!\d)"
    r"|(?<![\d-])[1-9]\d{3}\s?[A-Z]{2}(?![A-Za-z\d])"
    r"|(?<![\d-])\d{8,9}(?![\d-])"
    r"|(?:\b[A-Z][\w.'’-]* )?\b[A-Z][\w.'’-]*"
    r"(?:straat|straatje|laan|weg|plein|kade|gracht|singel|dijk|pad|hof|hofje|dreef|steeg|plantsoen|park|zoom)"
    r" ?,? ?(?:nr\.? ?|nummer )?\d{1,5}(?: ?[a-zA-Z]\b|-\w{1,4}\b)?"
)
_BIRTH_DATE = re.compile(r"(?<!\d)\d{1,2}[-/ .](?:\d{1,2}|[a-z]{3,9})[-/ .](19\d\d|200\d|201[0-5])(?!\d)")
_SHORTEST = 3
"""Letters from which a single word of a name is looked for by itself."""


def initials_of(given: str, prefix: str, surname: str) -> str:
    """Return "A.K." for Anna Kowalski and "J.d.V." for Jan de Vries."""
    letters = [word.strip("'’")[:1] for word in (*_split(given), *prefix.split(), *surname.split())]
    return "".join(f"{letter}." for letter in letters if letter)


def _split(given: str) -> list[str]:
    return [part for part in re.split(r"[\s.-]+", given) if part]


class Veil:
    """What is covered and whether it is now. `on`: the screen is shared; `lifted`: shown for a moment."""

    def __init__(self) -> None:
        self.on = False
        self.forget()

    def forget(self) -> None:
        """Know no names any more, when the store is locked; whether the screen is shared stays."""
        self.lifted = False
        self._spared: re.Pattern[str] | None = None
        self._forget()

    def _forget(self) -> None:
        self._heard = BEGINNING
        self._words: set[str] = set()
        self._prefixes: set[str] = set(_PREFIXES)
        self._streets: dict[str, list[re.Pattern[str]]] = {}
        self._whole: dict[str, str] = {}
        self._places: dict[str, tuple[tuple[int, int, str], ...]] = {}

    @property
    def covers(self) -> bool:
        """Whether names are covered at this moment."""
        return self.on and not self.lifted

    def spare(self, workers: Iterable[str]) -> None:
        """Leave the names of these people in view: who does what must stay readable at the table."""
        names = sorted({name.strip() for name in workers if name.strip()}, key=len, reverse=True)
        every = [*names, *(name.split()[0] for name in names)]
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)(?!\s+[A-Z][a-z])" for name in every)
        self._spared = re.compile(pattern) if pattern else None
        self._places.clear()

    def _learn(self) -> None:
        mark, fresh = NAMED.since(self._heard)
        if mark == self._heard:
            return
        if mark[0] != self._heard[0]:
            self._forget()
        self._heard = mark
        self._places.clear()
        for kind, *parts in fresh:
            if kind == "person":
                self._learn_person(*parts)
            else:
                self._learn_address(*parts)

    def _learn_person(self, given: str, prefix: str, surname: str, text: str) -> None:
        self._prefixes.update(word.casefold() for word in _WORD.findall(prefix))
        for word in _WORD.findall(f"{given} {surname}" if surname else f"{given} {text}"):
            low = word.casefold()
            if len(low) >= _SHORTEST and low not in _PREFIXES and low not in _NO_NAME and word[0].isupper():
                self._words.add(low)
        if not surname and text.casefold() not in _NO_NAME and len(text) >= _SHORTEST:
            self._whole[text.casefold()] = initials_of("", "", text)

    def _learn_address(self, street: str, described: str) -> None:
        words = street.split()
        if words:
            pattern = re.compile(r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
            key = _STREET_WORD.match(street.strip())
            self._streets.setdefault(key[0].casefold() if key else words[0].casefold(), []).append(pattern)
        if not street and described and len(described) >= _SHORTEST:
            self._whole[described.casefold()] = COVER

    def text(self, text: str) -> str:
        """Return the text as it may be shown now: unchanged, or covered."""
        return self.cover(text) if self.covers and text else text

    def cover(self, text: str) -> str:
        """Return the text with names as initials and addresses, telephones, mail and numbers of persons covered."""
        pieces: list[str] = []
        done = 0
        for start, stop, shown in self.places(text):
            pieces += [text[done:start], shown]
            done = stop
        return "".join([*pieces, text[done:]])

    def places(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Return (start, stop, what stands there instead) for what is to be covered, from left to right."""
        self._learn()
        found = self._places.get(text)
        if found is None:
            if len(self._places) > 4_000:
                self._places.clear()
            kept: list[tuple[int, int, str]] = []
            for place in sorted(self._find(text)):
                if not kept or place[0] >= kept[-1][1]:
                    kept.append(place)
            found = self._places[text] = tuple(kept)
        return found

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        bare = text.strip()
        whole = self._whole.get(bare.casefold())
        if whole is not None:
            start = text.index(bare)
            return [(start, start + len(bare), whole)]
        found = [(match.start(), match.end(), COVER) for match in _PATTERNS.finditer(text)]
        found += [(match.start(), match.end(), match[1]) for match in _BIRTH_DATE.finditer(text)]
        low = text.casefold()
        if len(low) == len(text):
            for known, shown in self._whole.items():
                at = low.find(known)
                if at >= 0:
                    found.append((at, at + len(known), shown))
        spared = [match.span() for match in self._spared.finditer(text)] if self._spared else []
        words = list(_WORD.finditer(text))
        taken = -1
        for index, word in enumerate(words):
            start = word.start()
            if start < taken or any(first <= start < last for first, last in spared):
                continue
            if not word[0][0].isupper() and word[0][0] != "s":
                continue
            place = self._street(text, word)
            if place is None and word[0].casefold() in self._words and word[0][0].isupper():
                place = self._name(text, words, index)
            if place is not None:
                found.append(place)
                taken = place[1]
        return found

    def _street(self, text: str, word: re.Match[str]) -> tuple[int, int, str] | None:
        start, best = word.start(), 0
        for lead in ("", "'", "’"):
            begin = start - len(lead)
            if begin < 0 or not text.startswith(lead, begin):
                continue
            for pattern in self._streets.get(f"{lead}{word[0]}".casefold(), ()):
                match = pattern.match(text, begin)
                if match is not None and match.end() > best:
                    best, start = match.end(), begin
        if not best:
            return None
        house = _HOUSE.match(text, best)
        return start, house.end() if house else best, COVER

    def _name(self, text: str, words: list[re.Match[str]], index: int) -> tuple[int, int, str]:
        """Return the whole name around a known word as its initials: "M. van der Meer" → "M.v.d.M."."""
        first, last = index, index
        while first and self._before(words[first - 1][0]) and _joint(text, words[first - 1], words[first]):
            first -= 1
        after = index + 1
        while after < len(words) and _joint(text, words[after - 1], words[after]):
            if words[after][0].casefold() in self._words and words[after][0][0].isupper():
                last = after
            elif words[after][0].casefold() not in self._prefixes:
                break
            after += 1
        letters = "".join(f"{word[0][0]}." for word in words[first : last + 1])
        return words[first].start(), words[last].end(), letters

    def _before(self, word: str) -> bool:
        low = word.casefold()
        return low in self._prefixes or (word[0].isupper() and low not in _NO_NAME and low not in _STARTERS)


def _joint(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words stand together as parts of one name do."""
    between = text[one.end() : other.start()]
    return between in _JOINTS or (between in _ABBREVIATED and len(one[0]) <= 2)


class VeilFilter(LineFilter):
    """Covers drawn lines, keeping their width, so that nothing on the screen moves."""

    def __init__(self, veil: Veil) -> None:
        self._veil = veil
        super().__init__()

    @property
    def enabled(self) -> bool:
        """Whether names are covered at this moment; when they are not, a line is not looked at."""
        return self._veil.covers

    @enabled.setter
    def enabled(self, _: bool) -> None:
        """The veil says so, nothing else."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with names and addresses covered."""
        veil = self._veil
        if not veil.covers:
            return segments
        text = "".join(segment.text for segment in segments if not segment.control)
        covered = veil.cover(text)
        if covered == text:
            return segments
        return _spread(segments, text, veil)


def _spread(segments: list[Segment], text: str, veil: Veil) -> list[Segment]:
    """Give back covered segments: what is covered keeps the style and the cells it had."""
    characters = list(text)
    for start, stop, shown in veil.places(text):
        characters[start:stop] = [
            set_cell_size(shown, cell_len(text[start:stop])),
            *[""] * (stop - start - 1),
        ]
    result: list[Segment] = []
    position = 0
    for segment in segments:
        if segment.control:
            result.append(segment)
            continue
        end = position + len(segment.text)
        result.append(Segment("".join(characters[position:end]), segment.style))
        position = end
    return result


def veil_of(node: DOMNode) -> Veil | None:
    """Return the app's veil when it covers now, else None (also in an app without one)."""
    found: Any = getattr(node.app, "veil", None)
    return found if isinstance(found, Veil) and found.covers else None
