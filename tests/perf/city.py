"""The demo made as varied as a large city: longer reports, words that are rare, and tens of thousands of surnames.

The demo itself draws on a few hundred surnames and sentences, so that every word in it is common; what is measured
on it would say nothing about a rare word or a name with a typing error.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from itertools import accumulate
from unittest.mock import patch

from seed.demo import bulk_people, texts
from seed.demo.people import Person
from seed.demo.texts import Description
from store.codes import PartnerType, Theme

SHORTEST, LONGEST = 200, 2_000
"""Characters of a report, all its texts together."""


def _split(text: str) -> list[str]:
    return text.split()


_STARTS = _split("b d f g h k l m n p r s t v w z br dr gr kl kr pl pr sch sl sp st tr vl zw")
_VOWELS = _split("a e i o u aa ee oo ie oe ui ei ou eu")
_ENDS = ["", "", "n", "r", "s", "t", "k", "l", "m", "ng", "st", "nd", "rt", "cht"]
_TAILS = ["", "", "", "stra", "ma", "sen", "s", "mans", "veld", "berg", "huis", "kamp", "inga", "aar"]


def invented_words(rng: random.Random, count: int, *, tails: list[str] | None = None) -> list[str]:
    """Return `count` different words that sound Dutch and mean nothing."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = [
            rng.choice(_STARTS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
            for _ in range(rng.choice((1, 2, 2, 3)))
        ]
        made["".join(parts) + (rng.choice(tails) if tails else "")] = None
    return list(made)


class _City:
    """Draws longer reports and rarer names, the same for the same seed."""

    def __init__(self) -> None:
        rng = random.Random(11)
        self._rng = rng
        self._describe = texts.describe
        self._invent = bulk_people.invent_person
        self._sentences = [
            sentence
            for _ in range(400)
            for sentence in self._describe(rng, rng.sample(list(Theme), 3), PartnerType.HOUSING).facts.split(
                ". "
            )
        ]
        self._words = invented_words(rng, 60_000)
        self._word_weights = list(accumulate(1 / (place + 3) for place in range(len(self._words))))
        self._surnames = [word.capitalize() for word in invented_words(rng, 40_000, tails=_TAILS)]
        self._surname_weights = list(accumulate(1 / (place + 40) for place in range(len(self._surnames))))

    def describe(
        self, rng: random.Random, themes: object, kind: PartnerType, *, sex: object = None
    ) -> Description:
        told = self._describe(rng, themes, kind, sex=sex)  # type: ignore[arg-type]
        own = self._rng
        wanted = min(LONGEST, max(SHORTEST, int(own.lognormvariate(6.4, 0.55))))
        rare = own.choices(self._words, cum_weights=self._word_weights, k=own.randint(1, 6))
        parts = [told.facts, f"Genoemd werd ook {' '.join(rare)}."]
        length = len(told.opinion) + len(told.request) + sum(map(len, parts))
        while length < wanted:
            sentence = own.choice(self._sentences)
            if length + len(sentence) > LONGEST:
                break
            parts.append(f"{sentence.rstrip('.')}.")
            length += len(sentence) + 2
        return replace(told, facts=" ".join(parts))

    def person(self, rng: random.Random, today: date) -> Person:
        invented = self._invent(rng, today)
        if self._rng.random() < 0.35:
            return invented
        (surname,) = self._rng.choices(self._surnames, cum_weights=self._surname_weights)
        return replace(invented, surname=surname)


@contextmanager
def as_in_a_city() -> Iterator[None]:
    """Let the demo draw on a city for as long as the block lasts."""
    city = _City()
    with ExitStack() as changed:
        changed.enter_context(patch.object(texts, "describe", city.describe))
        changed.enter_context(patch.object(bulk_people, "invent_person", city.person))
        yield
