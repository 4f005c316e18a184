"""One line in which a meeting decides: what, who, by when, on what condition, is the resident told, and its effect.

    samen op huisbezoek met sociaal beheerder @Fatima +5wd als dochter instemt; informeren: telefonisch

`@` names who does it: somebody of the team, or another organisation (belegd bij). A day is `+5wd`, `+2w`, `vr`, `12-1`,
`morgen`, `volgende week`. The condition follows `als`, `mits` or `tenzij`. What follows `;` is how the resident is
informed or an effect: `route TEAM`, `overdracht aan ORG`, `wachtlijst tot DAG`, `sluiten: RESULTAAT`, `contact zoeken`.
Nothing here raises on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.codes import Outcome
from store.local_time import day_year, short_day
from store.rules.decision_days import day_of, typed_day
from store.text import fold, one_line

MAX_LINE = 1_000


class EffectKind(StrEnum):
    """What a decision does at once."""

    ROUTE = "route"
    HANDOVER = "handover"
    WAITLIST = "waitlist"
    CLOSE = "close"
    SEEK_CONTACT = "seek_contact"


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens at once: to which team or organisation, until which day, or with which outcome."""

    kind: EffectKind
    target: str = ""
    until: date | None = None
    outcome: Outcome | None = None

    @property
    def words(self) -> str:
        """The effect as it is typed and kept: "overdracht aan GGZ Delfland", "wachtlijst tot 12-01-2026"."""
        if self.kind is EffectKind.ROUTE:
            return f"route {self.target}"
        if self.kind is EffectKind.HANDOVER:
            return f"overdracht aan {self.target}"
        if self.kind is EffectKind.WAITLIST:
            return f"wachtlijst tot {day_year(self.until)}" if self.until else "wachtlijst"
        if self.kind is EffectKind.CLOSE:
            return f"sluiten: {self.outcome.label}" if self.outcome else "sluiten"
        return "contact zoeken"


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision. `owner` is a person, `assigned_to` another organisation or team; at most one of them is filled."""

    body: str
    owner: str = ""
    assigned_to: str = ""
    due_on: date | None = None
    condition: str = ""
    informing: str = ""
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or team that can hold a decision, with other names for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be named in a line: people of the team, partners, and teams a case can go to."""

    people: tuple[str, ...] = ()
    partners: tuple[Party, ...] = ()
    teams: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A decision, or what is wrong with the line: one Dutch sentence each. With problems there is no decision."""

    line: DecisionLine | None
    problems: tuple[str, ...] = ()


_OWNER = re.compile(r'(?:(?<=\s)|^)@(?:"([^"]*)"|(?=\S))')
_CONDITION = re.compile(r"(?:(?<=\s)|(?<=,))(als|mits|tenzij)\s+(?=\S)", re.IGNORECASE)
_CONDITION_OR_START = re.compile(r"(?:(?<=\s)|(?<=,)|^)(als|mits|tenzij)\s+(?=\S)", re.IGNORECASE)
_LOOSE = re.compile(r"(?:^|[\s,])(?:als|mits|tenzij)$", re.IGNORECASE)
_INFORM = re.compile(r"(?:betrokkene )?informeren ?:(.*)", re.IGNORECASE)
_WAITLIST = re.compile(r"wachtlijst tot (.+)", re.IGNORECASE)
_EFFECTS: tuple[tuple[EffectKind, re.Pattern[str]], ...] = (
    (EffectKind.SEEK_CONTACT, re.compile(r"contact zoeken", re.IGNORECASE)),
    (EffectKind.HANDOVER, re.compile(r"overdracht aan (.+)", re.IGNORECASE)),
    (EffectKind.CLOSE, re.compile(r"sluiten ?:(.*)", re.IGNORECASE)),
    (EffectKind.ROUTE, re.compile(r"route (.+)", re.IGNORECASE)),
)


class _Reading:
    """A line being read: what was found so far and what is wrong."""

    def __init__(self, names: Names, today: date) -> None:
        self.names = names
        self.today = today
        self.problems: list[str] = []
        self.owner = ""
        self.assigned_to = ""
        self.due_on: date | None = None
        self.condition = ""
        self.informing = ""
        self.effect: Effect | None = None
        self.bodies: list[str] = []

    def segment(self, text: str, *, first: bool) -> None:
        """Read what stands between two `;`."""
        inform = _INFORM.fullmatch(text)
        if inform:
            self._informed(inform[1].strip())
            return
        rest = self._take_condition(self._take_owner(text).strip(" ,"), first=first)
        waitlist = _WAITLIST.fullmatch(rest)
        if waitlist:
            self._set_effect(self._waitlist(waitlist[1]))
            return
        rest = self._take_day(rest).strip(" ,")
        for kind, pattern in _EFFECTS:
            if found := pattern.fullmatch(rest):
                self._set_effect(self._effect(kind, found[1].strip() if found.groups() else ""))
                return
        if inform := _INFORM.fullmatch(rest):
            self._informed(inform[1].strip())
        elif rest:
            self.bodies.append(rest)

    def _informed(self, text: str) -> None:
        if not text:
            self.problems.append(
                'Zeg na "informeren:" of en hoe de betrokkene het hoort (ja, telefonisch, nee omdat …).'
            )
        elif self.informing:
            self.problems.append('"informeren:" staat er twee keer. Laat er één staan.')
        elif fold(text) in ("nee", "niet"):
            self.problems.append('Zeg waarom de betrokkene het niet hoort: "informeren: nee omdat …".')
        self.informing = self.informing or text

    def _take_owner(self, text: str) -> str:
        while found := _OWNER.search(text):
            if found[1] is not None:
                (name, is_party), end = self._quoted(" ".join(found[1].split())), found.end()
            else:
                name, is_party, end = self._match_owner(text, found.end())
            if self.owner or self.assigned_to:
                self.problems.append(
                    'Er staan twee namen met "@". Eén iemand doet het; maak van de ander een tweede besluit.'
                )
            elif is_party:
                self.assigned_to = name
            else:
                self.owner = name
            text = f"{text[: found.start()].rstrip()} {text[end:].lstrip()}".strip()
        return text

    def _quoted(self, name: str) -> tuple[str, bool]:
        if not name:
            self.problems.append('Tussen de aanhalingstekens na "@" staat niemand.')
        return self._known(fold(name)) or (name, False)

    def _known(self, key: str) -> tuple[str, bool] | None:
        """Return whom a folded name is exactly, and whether that is an organisation or team."""
        for person in self.names.people:
            if key and fold(person) == key:
                return person, False
        party = party_named(key, (*self.names.partners, *self.names.teams))
        return (party, True) if party else None

    def _match_owner(self, text: str, start: int) -> tuple[str, bool, int]:
        ends = [start + match.end() for match in re.finditer(r"\S+", text[start:])][:8]
        typed = [text[start:end].rstrip(".,:!?") for end in ends]
        for one in reversed(typed):
            if known := self._known(fold(one)):
                return *known, start + len(one)
        for one in reversed(typed):
            options = self._beginning(fold(one))
            if len(options) > 1:
                listed = ", ".join(f"@{name}" for name, _ in options[:5])
                self.problems.append(
                    f'"@{one_line(one, 40)}" kan meer betekenen: {listed}. Typ de naam verder uit.'
                )
            if options:
                return *options[0], start + len(one)
        word = typed[0] if typed else ""
        self.problems.append(
            f'"@{one_line(word, 40)}" is niet bekend. Kies een collega, partner of team, of zet een andere naam'
            ' tussen aanhalingstekens: @"…".'
        )
        return word, False, ends[0] if ends else start

    def _beginning(self, key: str) -> list[tuple[str, bool]]:
        return [] if not key else holders_beginning(key, self.names)

    def _take_condition(self, text: str, *, first: bool) -> str:
        found = (_CONDITION if first else _CONDITION_OR_START).search(text)
        if found is None:
            return text
        if self.condition:
            self.problems.append("Er staan twee voorwaarden. Voeg ze samen tot één.")
        self.condition = f"{found[1].lower()} {self._take_day(text[found.end() :], only_short=True)}".strip()
        return text[: found.start()].rstrip(" ,")

    def _take_day(self, text: str, *, only_short: bool = False) -> str:
        while found := typed_day(text, self.today, only_short=only_short):
            start, end, day = found
            if day is None:
                self.problems.append(
                    f'De dag "{one_line(text[start:end], 30)}" bestaat niet of is voorbij. Typ bijvoorbeeld +5wd,'
                    " vr of 12-1."
                )
            elif self.due_on is not None:
                self.problems.append("Er staan twee dagen in het besluit. Laat er één staan.")
            self.due_on = self.due_on or day
            text = f"{text[:start].rstrip(' ,')} {text[end:].lstrip(' ,.')}".strip()
        return text

    def _waitlist(self, typed: str) -> Effect:
        until = day_of(typed, self.today)
        if until is None:
            self.problems.append(
                'Zeg na "wachtlijst tot" een dag die nog komt, bijvoorbeeld "wachtlijst tot +4w".'
            )
        return Effect(EffectKind.WAITLIST, until=until)

    def _effect(self, kind: EffectKind, typed: str) -> Effect:
        if kind is EffectKind.SEEK_CONTACT:
            return Effect(kind)
        if kind is EffectKind.CLOSE:
            return self._outcome(typed)
        if kind is EffectKind.HANDOVER:
            return Effect(kind, party_beginning(typed, (*self.names.teams, *self.names.partners)) or typed)
        team = party_beginning(typed, self.names.teams)
        if not team:
            teams = ", ".join(one.name for one in self.names.teams[:8]) or "er zijn geen teams"
            self.problems.append(f'Team "{one_line(typed, 40)}" is niet bekend. Kies uit: {teams}.')
        return Effect(kind, team or typed)

    def _outcome(self, typed: str) -> Effect:
        key = fold(typed)
        near = [one for one in Outcome if key in (fold(one.label), fold(one.value))]
        near = near or [one for one in Outcome if key and begins(one.label, key)]
        if len(near) == 1:
            return Effect(EffectKind.CLOSE, outcome=near[0])
        options = ", ".join(one.label for one in (near or list(Outcome))[:8])
        self.problems.append(f'Zeg na "sluiten:" met welk eindresultaat, bijvoorbeeld: {options}.')
        return Effect(EffectKind.CLOSE)

    def _set_effect(self, effect: Effect) -> None:
        if self.effect is not None:
            self.problems.append("Er staan twee gevolgen in het besluit. Neem twee besluiten.")
        self.effect = self.effect or effect


def begins(name: str, key: str) -> bool:
    """Return whether a folded `key` begins a name, or a later word of it."""
    return f" {key}" in f" {fold(name)}"


def holders_beginning(key: str, names: Names) -> list[tuple[str, bool]]:
    """Return who can be meant by the folded beginning of a name, with whether that is an organisation or team."""
    people = [(one, False) for one in names.people if begins(one, key)]
    parties = [
        (one.name, True)
        for one in (*names.partners, *names.teams)
        if any(begins(name, key) for name in (one.name, *one.aliases))
    ]
    return list(dict.fromkeys((*people, *parties)))


def party_named(key: str, parties: Iterable[Party]) -> str:
    """Return the party with exactly this folded name or alias, or ""."""
    listed = list(parties)
    for one in listed:
        if key and fold(one.name) == key:
            return one.name
    return next((one.name for one in listed if key and key in {fold(name) for name in one.aliases}), "")


def party_beginning(typed: str, parties: Iterable[Party]) -> str:
    """Return the one party that is, or begins with, what was typed; "" when there is none or more than one."""
    key, listed = fold(typed), list(parties)
    if found := party_named(key, listed):
        return found
    near = {one.name for one in listed if key and any(begins(name, key) for name in (one.name, *one.aliases))}
    return near.pop() if len(near) == 1 else ""


def parse(line: str, names: Names, today: date) -> Parsed:
    """Read a decision as typed on `today` (a local day); see the head of this module. Never raises."""
    text = " ".join(line.split())
    if len(text) > MAX_LINE:
        return Parsed(
            None, (f"Dit besluit is te lang ({len(text)} tekens). Houd het bij {MAX_LINE} tekens.",)
        )
    reading = _Reading(names, today)
    for number, part in enumerate(part.strip(" ,") for part in text.split(";")):
        if part:
            reading.segment(part, first=number == 0)
    body = "; ".join(reading.bodies)
    if any(_LOOSE.search(one) for one in (*reading.bodies, reading.condition)):
        reading.problems.append('Na "als", "mits" of "tenzij" staat geen voorwaarde.')
    if not body and reading.effect is not None:
        body = reading.effect.words
    if not body:
        reading.problems.insert(0, "Er staat nog niet wat er besloten is. Begin met wat er gaat gebeuren.")
    if reading.problems:
        return Parsed(None, tuple(dict.fromkeys(reading.problems)))
    return Parsed(
        DecisionLine(
            body=body,
            owner=reading.owner,
            assigned_to=reading.assigned_to,
            due_on=reading.due_on,
            condition=reading.condition,
            informing=reading.informing,
            effect=reading.effect,
        )
    )


def format_line(line: DecisionLine) -> str:
    """Return a decision as it would be typed; `parse` with the same names reads it back as the same decision."""
    effect = line.effect.words if line.effect else ""
    tail = []
    if holder := line.assigned_to or line.owner:
        tail.append(f'@"{holder}"')
    if line.due_on is not None:
        tail.append(day_year(line.due_on))
    if line.condition:
        tail.append(line.condition)
    parts = [effect, " ".join(tail)] if line.body == effect else [" ".join((line.body, *tail)), effect]
    parts.append(f"informeren: {line.informing}" if line.informing else "")
    return "; ".join(filter(None, parts))


def preview(line: DecisionLine) -> str:
    """Say a decision in full words, as minutes and the history of a case have it."""
    parts = [line.body if line.body[-1:] in ".!?" else f"{line.body}."]
    if line.owner or line.assigned_to:
        whom = f"Belegd bij {line.assigned_to}" if line.assigned_to else f"Wie: {line.owner}"
        told = f"{whom}{f', uiterlijk {short_day(line.due_on)}' if line.due_on else ''}"
        parts.append(told if told.endswith(".") else f"{told}.")
    elif line.due_on:
        parts.append(f"Uiterlijk {short_day(line.due_on)}.")
    if line.condition:
        parts.append(f"Voorwaarde: {line.condition}.")
    if line.informing:
        parts.append(f"Betrokkene informeren: {line.informing}.")
    if line.effect is not None and line.effect.words != line.body:
        parts.append(f"Gevolg: {line.effect.words}.")
    return " ".join(parts)
