"""What one part of a line means, and one choice of a meaning for every part: what is then looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from store.queries.search_shapes import Nearness
from store.rules.search_indexes import PHONE_END, phone_end
from store.rules.search_parts import Born, Digits, HouseNumber, Part, PostcodePart, Telephone
from store.text import fold

Where = Literal["name", "person", "place", "text", "reporter", "number", "said"]
LAST = "\U0010ffff"
_PHONES: tuple[tuple[Where, str, str], ...] = (
    ("person", "r", "telefoon"),
    ("reporter", "m", "telefoon melder"),
)
_ADDED = "toevoeging"
_ADDITION = "upper(replace(replace(a.addition, ' ', ''), '-', ''))"
ORDER = {nearness: at for at, nearness in enumerate(Nearness)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of one part: a full-text `expression` (over names, places or texts), or a `condition` with values.

    Conditions are on residents (`r`, where "person"), addresses (`a`) or reporters (`m`). `marked` is what to mark in
    the record: folded words, each with whether it is a beginning. A `weak` one only narrows what another finds; one
    that is only "said" asks nothing. `terms` are the words of the index of names that answer, any of them, where those
    are known.
    `check`: the index only tells that it may hold the text (words in any order, the first letters of a word), so each
    row found must be read; `sure` is the expression that is slow and needs no reading, where there is one.
    """

    where: Where
    what: str
    expression: str = ""
    condition: str = ""
    values: tuple[object, ...] = ()
    marked: tuple[tuple[str, bool], ...] = ()
    nearness: Nearness = Nearness.EXACT
    weak: bool = False
    check: bool = False
    sure: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Want:
    """One meaning for every part of the line; what is asked of it for each of many rows is worked out once."""

    meanings: tuple[Meaning, ...]

    @cached_property
    def _of(self) -> dict[tuple[Where, ...], tuple[Meaning, ...]]:
        return {}

    def of(self, *where: Where) -> tuple[Meaning, ...]:
        """The meanings that are looked for in these places."""
        found = self._of.get(where)
        if found is None:
            found = self._of[where] = tuple(one for one in self.meanings if one.where in where)
        return found

    @cached_property
    def named(self) -> tuple[Meaning, ...]:
        """The meanings that mark something in a name: when a name is looked for, its initials too."""
        if not self.of("name"):
            return ()
        return tuple(one for one in self.meanings if one.where == "name" or one.what == "voorletter")

    @cached_property
    def nearness(self) -> Nearness:
        """How near the least near meaning is."""
        return max((one.nearness for one in self.meanings), key=ORDER.__getitem__, default=Nearness.EXACT)

    @property
    def possible(self) -> bool:
        """Whether something stronger than a bare number is asked.

        An initial that is a guess stands beside a name, an addition beside a house number.
        """
        guessed = any(one.weak and one.nearness is Nearness.NEAR for one in self.meanings)
        if guessed and all(one.nearness is Nearness.NEAR for one in self.of("name")):
            return False
        places = {one.what for one in self.of("place")}
        if _ADDED in places and not places & {"adres", "huisnummer"}:
            return False
        return any(not one.weak for one in self.meanings)


def phone_meanings(part: Telephone) -> Iterator[Meaning]:
    """Yield a telephone number as that of a resident and that of a reporter; by its end as one that looks like it."""
    for where, alias, what in _PHONES:
        key = f"{alias}.phone_key"
        yield Meaning(
            where,
            what,
            condition=f"{key} {'= ?' if part.whole else f'>= ? AND {key} < ?'} AND {key} <> ''",
            values=(part.key,) if part.whole else (part.key, part.key + LAST),
            marked=((part.key.removeprefix("+31"), True),),
            nearness=Nearness.EXACT if part.whole else Nearness.BEGINS,
        )
        if part.end:
            yield Meaning(
                where,
                what,
                condition=f"{phone_end(key)} = ? AND {key} LIKE ? AND {key} <> ''",
                values=(part.end[-PHONE_END:], f"%{part.end}"),
                marked=((part.end, False),),
                nearness=Nearness.NEAR,
            )


def digit_meanings(part: Digits) -> Iterator[Meaning]:
    """Yield digits as what they were read as: a birth, a postcode or a house number."""
    if isinstance(part, Born):
        day = part.day.isoformat() if part.day else None
        month = f"{part.year}-{part.month:02}" if part.month else None
        condition = "r.birth_date = ? AND r.birth_year = ?" if day else "r.birth_year = ?"
        yield Meaning(
            "person",
            "geboren" if day or month else "geboortejaar",
            condition="r.birth_date >= ? AND r.birth_date < ?" if month else condition,
            values=(month, month + LAST) if month else (day, part.year) if day else (part.year,),
            marked=((str(part.year), False),),
        )
    elif isinstance(part, PostcodePart):
        yield Meaning(
            "place",
            "postcode",
            condition="a.postcode >= ? AND a.postcode < ?",
            values=(part.code, part.code + LAST),
            marked=((part.code.lower(), True),),
            nearness=Nearness.EXACT if len(part.code) == 6 else Nearness.BEGINS,
        )
    else:
        for one in numbers_of(replace(part, begun="")):
            yield number_meaning(one)


def address_meaning(
    keys: list[str], number: HouseNumber, words: Sequence[str], nearness: Nearness
) -> Meaning:
    """Return these streets with that number; `words` are what was typed of the street."""
    condition, values = _number_condition(number)
    parts = {part for key in keys for part in key.split()}
    shown = words if all(any(part.startswith(word) for part in parts) for word in words) else parts
    return Meaning(
        "place",
        "adres",
        condition=f"a.street_key IN ({','.join('?' * len(keys))}) AND {condition}",
        values=(*keys, *values),
        marked=(
            *((word, True) for word in shown),
            *((str(one), True) for one in (number.more or (number.number,))),
        ),
        nearness=nearness,
    )


def numbers_of(part: HouseNumber) -> tuple[HouseNumber, ...]:
    """Return what a number may be, likeliest first: with its addition, or without: several, or a word behind it."""
    return (part, replace(part, addition="")) if part.addition and (part.more or part.begun) else (part,)


def number_meaning(part: HouseNumber) -> Meaning:
    """Return a number beside which no street was typed: it narrows what a postcode or a name finds."""
    condition, values = _number_condition(part)
    marked = tuple((str(one), True) for one in (part.more or (part.number,)))
    return Meaning("place", "huisnummer", condition=condition, values=values, marked=marked, weak=True)


def _number_condition(part: HouseNumber) -> tuple[str, tuple[object, ...]]:
    """Return the condition on addresses (`a`) with this number, and this addition if one is given; with its values."""
    if not fold(part.addition) and part.more:
        return f"a.house_number IN ({','.join('?' * len(part.more))})", part.more
    if not fold(part.addition):
        return "a.house_number = ?", (part.number,)
    condition, values = _addition_condition(part.addition)
    return f"a.house_number = ? AND {condition}", (part.number, *values)


def addition_meanings(part: Part) -> Iterator[Meaning]:
    """Yield a number that stands behind a house number ("kerkstraat 41 2") as its addition."""
    if isinstance(part, HouseNumber) and not part.more:
        condition, values = _addition_condition(f"{part.number}{part.addition}")
        marked = ((str(part.number), True),)
        yield Meaning("place", _ADDED, condition=condition, values=values, marked=marked, weak=True)


def _addition_condition(addition: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition on addresses (`a`) whose addition is this or begins so: "2" is not 21, II is not III."""
    squeezed = fold(addition).replace(" ", "").upper()
    further = "[0-9]" if squeezed[-1].isdigit() else "[IVX]" if set(squeezed) <= set("IVX") else ""
    if not further:
        return f"{_ADDITION} LIKE ?", (f"{squeezed}%",)
    return f"{_ADDITION} LIKE ? AND {_ADDITION} NOT GLOB ?", (f"{squeezed}%", f"{squeezed}{further}*")
