"""Believable Dutch texts for the demo, composed so that 100,000 signals do not read as twelve sentences.

Every function takes a `random.Random` and gives the same text for the same state of it. What was seen, what the
reporter thinks and what is asked stay apart, as in a real report. Texts hold no names, addresses or telephone
numbers. `sex` gives "mevrouw" or "meneer"; without it the text says "de bewoner".
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from seed.demo import progress, wordings
from seed.demo.phrases import ACTIONS, FACTS, OPINIONS, REQUESTS
from store.codes import CaseStatus, ContactKind, PartnerType, Theme

FACTS_MIN = 80
FACTS_MAX = 900

_POOLS = {
    "since": wordings.SINCE,
    "when": wordings.WHEN,
    "freq": wordings.FREQ,
    "who": wordings.WHO,
    "n": wordings.NUMBERS,
    "room": wordings.ROOMS,
}
_PERSON = {"female": "mevrouw", "male": "meneer", None: "de bewoner"}

Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Description:
    """A report in three parts: `facts` (80-900 characters), `opinion` (sometimes empty) and `request`."""

    facts: str
    opinion: str
    request: str


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Slots(dict[str, str]):
    """Fills the slots of a sentence: the person is fixed, everything else is drawn each time it is asked for."""

    def __init__(self, rng: random.Random, sex: Sex | None) -> None:
        super().__init__(x=_PERSON[sex], X=_capital(_PERSON[sex]))
        self._rng = rng

    def __missing__(self, name: str) -> str:
        if name == "amount":
            return f"{self._rng.randrange(8, 95) * 50:,}".replace(",", ".")
        word = self._rng.choice(_POOLS[name.lower()])
        return _capital(word) if name[0].isupper() else word

    def fill(self, sentence: str) -> str:
        return sentence.format_map(self)


def _pick(rng: random.Random, pool: tuple[str, ...], sex: Sex | None = None) -> str:
    return _Slots(rng, sex).fill(rng.choice(pool))


def _facts(rng: random.Random, themes: list[Theme], partner_type: PartnerType, slots: _Slots) -> str:
    chosen = [rng.choice(wordings.CONTEXT[partner_type])] if rng.random() < 0.6 else []
    for theme in themes:
        chosen += rng.sample(FACTS[theme], 2 if len(themes) < 4 and rng.random() < 0.55 else 1)
    details = rng.sample(wordings.DETAILS, len(wordings.DETAILS))
    wanted = rng.choice((0, 1, 1, 2))
    text = ""
    for place, sentence in enumerate(chosen + details):
        if place >= len(chosen) + wanted and len(text) >= FACTS_MIN:
            break
        longer = f"{text} {slots.fill(sentence)}".strip()
        if len(longer) <= FACTS_MAX:
            text = longer
    return text


def describe(
    rng: random.Random, themes: Iterable[Theme], partner_type: PartnerType, *, sex: Sex | None = None
) -> Description:
    """Return a report about `themes` as someone of `partner_type` would give it.

    Every theme is seen in the facts as far as 900 characters allow; without themes only circumstances are told.
    The order in which themes are given does not matter. About one in eight reporters has no opinion.
    """
    given = set(themes)
    ordered = [theme for theme in Theme if theme in given]
    slots = _Slots(rng, sex)
    facts = _facts(rng, ordered, partner_type, slots)
    subject = rng.choice(ordered) if ordered else Theme.CARE_AVOIDANCE
    opinion = ""
    if rng.random() >= 0.12:
        thought = f"{rng.choice(wordings.OPINION_LEADS)} {rng.choice(OPINIONS[subject])}."
        opinion = slots.fill(thought) + rng.choice(wordings.OPINION_TAILS)
    lead = rng.choice(wordings.REQUEST_LEADS)
    mark = "?" if "jullie" in lead else "."
    request = slots.fill(f"{lead} {rng.choice(REQUESTS[subject])}{mark}") + rng.choice(wordings.REQUEST_TAILS)
    return Description(facts, opinion, request)


def reporter_role(rng: random.Random, partner_type: PartnerType) -> str:
    """Return what a reporter of this kind is: "wijkconsulent", "wijkagent", "dochter"."""
    return rng.choice(wordings.ROLES[partner_type])


def attempt_result(rng: random.Random, kind: ContactKind, reached: bool, *, sex: Sex | None = None) -> str:
    """Return what came of a contact attempt, fitting its kind and whether the person was reached."""
    tails: tuple[str, ...] = progress.TAILS_NOT_REACHED
    if reached:
        in_person = kind in {ContactKind.VISIT, ContactKind.APPOINTMENT}
        tails = progress.TAILS_IN_PERSON if in_person else progress.TAILS_FROM_AFAR
    return _pick(rng, progress.ATTEMPTS[kind, reached], sex) + _pick(rng, tails, sex)


def note(rng: random.Random, status: CaseStatus, *, sex: Sex | None = None) -> str:
    """Return a note as a worker writes it in a case with this status."""
    return _pick(rng, progress.NOTES[status], sex) + _pick(rng, progress.NOTE_TAILS, sex)


def action_title(rng: random.Random, themes: Iterable[Theme]) -> str:
    """Return the title of an action that fits one of the themes, or any case; at most 80 characters."""
    given = set(themes)
    pool = [title for theme in Theme if theme in given for title in ACTIONS[theme]]
    pool += progress.GENERAL_ACTIONS[: 6 if not pool else 2]
    return rng.choice(pool) + rng.choice(progress.ACTION_TAILS)


def other_route_reason(rng: random.Random, *, sex: Sex | None = None) -> str:
    """Return why a worker chose another team than the proposed one."""
    return _pick(rng, progress.OTHER_ROUTE, sex)


def not_informed_reason(rng: random.Random, *, sex: Sex | None = None) -> str:
    """Return why the resident does not know of the report yet."""
    return _pick(rng, progress.NOT_INFORMED, sex)


def safety_note(rng: random.Random, *, sex: Sex | None = None) -> str:
    """Return what to know before a visit."""
    return _pick(rng, progress.SAFETY, sex)


def feedback_text(rng: random.Random) -> str:
    """Return what the reporter was told; never what is the matter with the resident."""
    return _pick(rng, progress.FEEDBACK)


def known_since(rng: random.Random) -> str:
    """Return since when it has been going on: "al drie weken"."""
    return rng.choice(wordings.SINCE)


def how_often(rng: random.Random) -> str:
    """Return how often it happens: "bijna elke nacht"."""
    return rng.choice(wordings.FREQ)
