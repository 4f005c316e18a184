"""What each part of a line may mean in this store: a name, a place, a text, a telephone, a birth.

The parts of a line must all answer; a part with several meanings answers by one of them. A `Want` is one choice of a
meaning for every part. What no record holds is left out here, so that few wants remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product, takewhile

from store.queries.search_limits import Limits
from store.queries.search_meaning import (
    ORDER,
    Meaning,
    Want,
    Where,
    addition_meanings,
    address_meaning,
    digit_meanings,
    numbers_of,
    phone_meanings,
)
from store.queries.search_names import (
    LOOSE,
    initials_of,
    parts_of,
    with_initial_only,
    with_initials,
    with_some_initial,
)
from store.queries.search_run import Run, any_of, spellings, word_expression
from store.queries.search_shapes import Nearness
from store.queries.search_spellings import near_names, terms_begun, terms_of
from store.queries.search_streets import Streets, near_places, nearest_of, street_keys
from store.queries.search_terms import Beginning, beginning
from store.queries.search_typed import (
    apart,
    as_typed,
    as_word,
    initial_of,
    phrase_of,
    together,
    word_of,
    written_onto,
)
from store.rules.normalise import house_number
from store.rules.search_indexes import TERMS
from store.rules.search_line import without_soft
from store.rules.search_parts import (
    Born,
    HouseNumber,
    Part,
    Phrase,
    PostcodePart,
    SearchLine,
    Telephone,
    Word,
)
from store.text import fold

_MOST_WANTS = 48
_SHORTEST = 5
"""Letters from which tussenvoegsels alone may be the beginning of a street ("in den h")."""
_GLUED = re.compile(r"([^\W\d_]{4,})([1-9][0-9]{0,4}\w{0,4})")
"""A street, as long as one is, with a number written onto it."""


@dataclass(slots=True)
class Asked:
    """The parts of a line with their meanings, and how the line was read, in Dutch."""

    choices: list[list[Meaning]] = field(default_factory=list)
    read_as: list[str] = field(default_factory=list)

    def wants(self) -> Iterator[Want]:
        """Give the wants, nearest first; none when some part has no meaning here."""
        if not self.choices or not all(self.choices):
            return
        made = [Want(chosen) for chosen in islice(product(*self.choices), 4000)]
        made = [want for want in made if want.possible]
        made.sort(key=lambda want: ORDER[want.nearness])
        yield from made[:_MOST_WANTS]


def asked_of(run: Run, streets: Streets, line: SearchLine, limits: Limits) -> Asked:
    """Return what the parts of a line may mean in the rows that are not left out."""
    return _Asker(run, streets, line.parts, limits).asked()


class _Asker:
    def __init__(self, run: Run, streets: Streets, parts: tuple[Part, ...], limits: Limits) -> None:
        self._run = run
        self._limits = limits
        self._known_streets = streets
        self._parts = parts
        self._made = Asked()
        self._before = written_onto(parts)
        self._terms: dict[str, Sequence[str]] = {}
        self._begun: dict[str, Beginning | None] = {}
        self._begun_behind: dict[int, Word] = {}

    def asked(self) -> Asked:
        taken: dict[int, int] = {}
        streets: dict[int, list[Meaning]] = {}
        for at, part in enumerate(self._parts):
            for reading in part if isinstance(part, tuple) else (part,):
                if isinstance(reading, HouseNumber) and reading.before:
                    count, meanings = self._street(at, reading)
                    if count:
                        streets[at] = meanings
                        taken.update(dict.fromkeys(range(at - count, at), at))
        rest = without_soft(
            tuple(part for at, part in enumerate(self._parts) if at not in taken and at not in streets)
        )
        hard = set(map(id, rest))
        told: set[int] = set()
        for at, part in enumerate(self._parts):
            if at in taken:
                continue
            if at in streets:
                self._made.choices.append(streets[at])
                if at in self._begun_behind:
                    self._made.choices.append(list(self._word(self._begun_behind[at])))
            elif id(part) in hard:
                more = addition_meanings(part) if at and isinstance(self._parts[at - 1], HouseNumber) else ()
                self._made.choices.append([*self._meanings(part), *more])
            elif at not in told and (letters := self._letters(at)):
                told.update(range(at, at + len(letters)))
                last = self._parts[at + len(letters) - 1]
                typing = isinstance(last, Word) and last.typing and last.text.isalpha()
                self._made.choices.append(list(self._initials(letters, unknown=True, typing=typing)))
        return self._made

    def _letters(self, at: int) -> list[str]:
        """Return the loose letters from a place on that may be initials."""
        letters = (initial_of(part) for part in self._parts[at:])
        return list(takewhile(bool, letters))

    def _tell(self, what: str, text: str) -> None:
        self._made.read_as.append(f"{what}: {text}")

    def _street(self, at: int, number: HouseNumber) -> tuple[int, list[Meaning]]:
        """Return how many parts before a number are its street, and what the address then means."""
        for near in (False, True):
            for count in range(number.before, 0, -1):
                before = [word_of(part) for part in self._parts[at - count : at]]
                words = tuple(word.key for word in before if word)
                soft = all(word.soft for word in before if word) and len(" ".join(words)) < _SHORTEST
                if soft or any(word is None for word in before):
                    continue
                keys = self._streets(words, near=near)
                if not keys:
                    continue
                typed = " ".join(words)
                nearness = Nearness.NEAR if near else Nearness.EXACT if typed in keys else Nearness.BEGINS
                wrong, meant = (0, []) if near else self._with_error(at, number, count, keys)
                if wrong and (found := self._addresses(at, wrong, number, meant, Nearness.NEAR)):
                    return wrong, found
                if found := self._addresses(at, count, number, keys, nearness):
                    return count, found
                if not near:
                    break
        return 0, []

    def _addresses(
        self, at: int, count: int, number: HouseNumber, keys: list[str], nearness: Nearness
    ) -> list[Meaning]:
        """Return what a number with so many parts before it as its street means; nothing when no home has it."""
        words = [word for part in self._parts[at - count : at] if (word := word_of(part))]
        typed = tuple(word.key for word in words)
        for one in numbers_of(number):
            address = address_meaning(keys, one, typed, nearness)
            if self._number_known(address):
                if number.begun and not one.addition:
                    self._begun_behind[at] = Word(number.begun, fold(number.begun), typing=True)
                self._tell("adres", f"{' '.join(word.text for word in words)} {number.text}")
                text = (*typed, *fold(number.text).split())
                return [address, *self._text(Phrase(" ".join(text), text))]
        return []

    def _with_error(self, at: int, number: HouseNumber, count: int, keys: list[str]) -> tuple[int, list[str]]:
        """Return how many parts are a street when words before the end of it hold an error, and those streets."""
        for more in range(number.before, count, -1):
            before = [word_of(part) for part in self._parts[at - more : at]]
            if all(before) and (found := nearest_of(" ".join(word.key for word in before if word), keys)):
                return more, found
        return 0, []

    def _streets(self, words: tuple[str, ...], *, near: bool) -> list[str]:
        return street_keys(self._known_streets, words, near=near, without=self._limits.streets)

    def _number_known(self, address: Meaning) -> bool:
        limit, values = self._limits.of_rows("a")
        statement = f"SELECT 1 FROM addresses a WHERE {address.condition}{limit and ' AND '}{limit} LIMIT 1"
        return bool(self._run.rows(statement, (*address.values, *values)))

    def _meanings(self, part: Part) -> Iterator[Meaning]:
        if isinstance(part, Word):
            self._tell("woord", part.text)
            yield from self._word(part)
        elif isinstance(part, Phrase):
            self._tell("woorden", f"“{part.text}”")
            yield from self._held(part, "name", "naam", "search_names")
            yield from self._held(part, "place", "adres", "search_places")
            yield from self._text(part)
        elif isinstance(part, Telephone):
            self._tell("telefoon", part.text)
            yield from phone_meanings(part)
            yield from self._text(phrase_of(part.text))
        elif isinstance(part, tuple):
            self._tell("getal", part[0].text)
            for reading in part:
                yield from digit_meanings(reading)
            yield from self._text(as_word(part[0]))
        else:
            self._tell(
                "geboren"
                if isinstance(part, Born)
                else "postcode"
                if isinstance(part, PostcodePart)
                else "getal",
                part.text,
            )
            yield from digit_meanings(part)
            if isinstance(part, HouseNumber):
                if part.addition:
                    yield from self._spelled(as_word(part), "place", "adres", "search_places")
                yield from self._text(phrase_of(part.text))
            elif isinstance(part, Born) and part.month is not None:
                yield from self._text(phrase_of(part.text))
            elif isinstance(part, Born) and part.text.isdigit():
                yield from phone_meanings(Telephone(part.text, f"+{part.text}", whole=False, end=part.text))

    def _word(self, word: Word) -> Iterator[Meaning]:
        """Yield a word as a name, a place and a text; near names when it is a name, or in no text."""
        key = word.key
        names = list(self._spelled(word, "name", "naam", "search_names"))
        known = [*names, *self._spelled(word, "place", "adres", "search_places"), *self._text(word)]
        if pieces := apart(word):
            known += self._text(Phrase(word.text, pieces, word.typing))
        yield from known
        if not known or any(one.nearness == Nearness.EXACT for one in names):
            yield from self._written_together(*parts_of(self._run, key))
            if names and len(key) > 2 and key.isalpha():
                condition, values = with_initial_only(key[0])
                yield Meaning(
                    "person",
                    "voorletter",
                    condition=condition,
                    values=values,
                    marked=((key[0], False),),
                    nearness=Nearness.NEAR,
                    weak=True,
                )
            near = near_names(self._run, key, self._limits.names)
            if near:
                written = tuple(terms_of(self._run, near))
                yield Meaning(
                    "name",
                    "naam",
                    any_of(written),
                    marked=tuple((spelling, False) for spelling in near),
                    nearness=Nearness.NEAR,
                    terms=written,
                )
            if not known and key[0] in LOOSE and (rest := near_names(self._run, key[1:], self._limits.names)):
                terms = any_of(terms_of(self._run, rest))
                yield from self._written_together(f"({word_expression(key[0])} AND {terms})", [key[0], *rest])
            streets = [] if known else self._streets((key,), near=True)
            places = near_places(self._run, key) if not known else []
            expression = any_of(form for place in places for form in spellings(place))
            if places and self._in("search_places", expression):
                marked = tuple((place, False) for place in places)
                yield Meaning("place", "adres", expression, marked=marked, nearness=Nearness.NEAR)
            if streets:
                yield Meaning(
                    "place",
                    "adres",
                    condition=f"a.street_key IN ({','.join('?' * len(streets))})",
                    values=tuple(streets),
                    marked=tuple((part, False) for street in streets for part in street.split()),
                    nearness=Nearness.NEAR,
                )
        yield from self._glued(key)
        before = self._before.get(id(word), "")
        if before:
            yield from self._written_together(word_expression(before), [before])
        letters = initials_of(key, known=bool(names))
        if letters:
            yield from self._initials(letters, unknown=False)
        if word.said:
            yield Meaning("said", "gezegd", weak=True)

    def _glued(self, key: str) -> Iterator[Meaning]:
        """Yield a word with a number written onto it: a street ("kerkstraat41a"), else what a text has ("covid19")."""
        found = _GLUED.fullmatch(key)
        number = house_number(found[2]) if found else None
        keys = self._streets((found[1],), near=False) if found and number else []
        if found and number and keys:
            yield address_meaning(keys, HouseNumber(found[2], *number), (found[1],), Nearness.NEAR)
        elif found:
            yield from self._text(Phrase(f"{found[1]} {found[2]}", (found[1], found[2])))

    def _written_together(self, expression: str, words: list[str]) -> Iterator[Meaning]:
        """Yield names that stand apart and were typed together, or the other way round ("van dijk": Vandijk)."""
        if expression and self._in("search_names", expression):
            marked = tuple((word, False) for word in words)
            yield Meaning("name", "naam", expression, marked=marked, nearness=Nearness.NEAR)

    def _spelled(self, word: Word, where: Where, what: str, index: str) -> Iterator[Meaning]:
        for typing in (False, True) if word.typing else (False,):
            also = (*self._known_as(word), *as_typed(word)) if where == "name" else as_typed(word)
            expression = word_expression(word.key, also, typing=typing)
            marked: tuple[tuple[str, bool], ...] = ((word.key, typing),)
            if pieces := apart(word):
                expression = f"({expression} OR {together(pieces, typing=typing)})"
                marked = (*marked, (" ".join(pieces), typing))
            if self._in(index, expression):
                nearness = Nearness.BEGINS if typing else Nearness.EXACT
                terms = () if pieces or where != "name" else self._terms_of_name(word, typing=typing)
                yield Meaning(where, what, expression, marked=marked, nearness=nearness, terms=terms)

    def _held(self, phrase: Phrase, where: Where, what: str, index: str) -> Iterator[Meaning]:
        """Yield a phrase as a name or an address that holds all of its words."""
        expression = together(phrase.keys, typing=phrase.typing)
        if self._in(index, expression):
            last = len(phrase.keys) - 1
            marked = tuple((key, phrase.typing and at == last) for at, key in enumerate(phrase.keys))
            yield Meaning(where, what, expression, marked=marked)

    def _terms_of_name(self, word: Word, *, typing: bool) -> tuple[str, ...]:
        """Return the words of names that a word is, or that begin so; none when too many do."""
        known = tuple(self._known_as(word))
        return terms_begun(self._run, dict.fromkeys((*spellings(word.key), *known))) if typing else known

    def _known_as(self, word: Word) -> Sequence[str]:
        if word.key not in self._terms:
            self._terms[word.key] = terms_of(self._run, (word.key,))
        return self._terms[word.key]

    def _text(self, part: Word | Phrase) -> Iterator[Meaning]:
        """Yield what must stand in a text, as it is and, while it is typed, as a beginning; none that no text has."""
        keys = part.keys if isinstance(part, Phrase) else (part.key,)
        before = [word_expression(key) for key in keys[:-1]]
        for typing in (False, True) if part.typing else (False,):
            also = as_typed(part) if isinstance(part, Word) else ()
            last = self._beginnings(keys[-1]) if typing else Beginning(word_expression(keys[-1], also))
            if last is None or not ((typing and not self._limits.rows) or self._written(last.expression)):
                continue
            yield Meaning(
                "text",
                "tekst",
                f"({' AND '.join([*before, last.expression])})",
                marked=((" ".join(keys), typing),),
                nearness=Nearness.BEGINS if typing else Nearness.EXACT,
                check=last.check or len(keys) > 1,
                sure=last.sure if len(keys) == 1 else "",
            )

    def _written(self, expression: str) -> bool:
        return any(self._in(index, expression) for index in TERMS)

    def _beginnings(self, key: str) -> Beginning | None:
        if key not in self._begun:
            self._begun[key] = beginning(self._run, key)
        return self._begun[key]

    def _initials(self, letters: Sequence[str], *, unknown: bool, typing: bool = False) -> Iterator[Meaning]:
        """Yield letters as the initials of a given name; beside texts and places they say nothing.

        `unknown`: somebody of whom no given name is known answers too. `typing`: the last one may begin a surname.
        """
        marked = tuple((letter, True) for letter in letters)
        condition, values = with_initials(letters)
        first = f"({f'r.given = {chr(39) * 2} OR ' if unknown else ''}{condition})"
        yield Meaning("person", "voorletter", condition=first, values=values, marked=marked, weak=True)
        condition, values = with_some_initial(letters, typing=typing)
        yield Meaning(
            "person",
            "voorletter",
            condition=condition,
            values=values,
            marked=marked,
            nearness=Nearness.BEGINS,
            weak=True,
        )

    def _in(self, index: str, expression: str) -> bool:
        limit, values = self._limits.of_index(index)
        statement = f"SELECT 1 FROM {index} WHERE {index} MATCH ?{limit and ' AND '}{limit} LIMIT 1"
        return bool(self._run.rows(statement, (expression, *values)))
