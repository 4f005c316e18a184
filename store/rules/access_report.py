"""What a resident is handed who asks what is held (AVG 15): the *inzageoverzicht*. Pure: facts in, sections out.

It is made of the fields of the records only, never of free text: a note, a plan or the words of a report may name
others or show who reported, and no mask finds everybody (AVG 15, fourth paragraph). That those texts are there, how
many and from when, is told, and that a worker goes through them with the resident. Of a report it tells the month and
the kind of reporter, of who looked the function and team, of a BSN only whether one is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from store.codes import ZRM_LEVELS, CaseStatus, ContactKind, DayPart, LifeDomain, Outcome, PartnerType, Theme
from store.local_time import day_year, month_year
from store.rules.disclosed import Block, Bullets, Remark, Rows, Section, Table

_PRIVATE: Final = frozenset({PartnerType.RESIDENT, PartnerType.RELATIVE})
_NOBODY: Final = "een melder die niet genoemd wil worden"
_RIGHTS: Final = (
    "inzage: u mag weten wat er over u is vastgelegd en een kopie vragen",
    "verbetering: klopt iets niet, dan mag u vragen het te verbeteren of aan te vullen",
    "uw kijk erbij: uw eigen zienswijze wordt op uw verzoek toegevoegd",
    "verwijdering of beperking: u mag vragen gegevens te wissen of tijdelijk niet te gebruiken",
    "bezwaar: u mag bezwaar maken tegen het gebruik van uw gegevens",
    "klacht: bij de functionaris gegevensbescherming van de gemeente of bij de Autoriteit Persoonsgegevens",
)


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """What is kept to know who the resident is; the values are their own."""

    name: str
    born: str
    phone: str
    address: str
    has_bsn: bool


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case: fields only."""

    number: str
    status: CaseStatus
    opened_on: date
    closed_on: date | None
    team: str
    themes: tuple[Theme, ...]
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class HeldSignal:
    """A report: when it came, what kind of reporter, what about."""

    received_on: date
    origin: PartnerType | None
    anonymous: bool
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class HeldContact:
    """A contact attempt."""

    on: date
    kind: ContactKind
    part: DayPart
    reached: bool


@dataclass(frozen=True, slots=True)
class HeldScore:
    """How a life domain was scored, 1 to 5."""

    on: date
    domain: LifeDomain
    level: int


@dataclass(frozen=True, slots=True)
class HeldTexts:
    """A kind of free text that is kept: how many, first and last day. What is in it is not told here."""

    what: str
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Given:
    """Something that was shared: when, with which organisation, on which ground."""

    on: date
    recipient: str
    basis: str
    level: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked, by function and team: how often, first and last day."""

    function: str
    team: str
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Kept:
    """A term of keeping: for what, how long, whose rule."""

    what: str
    length: str
    source: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything the overview is made of."""

    team: str
    person: HeldPerson
    cases: tuple[HeldCase, ...] = ()
    signals: tuple[HeldSignal, ...] = ()
    contacts: tuple[HeldContact, ...] = ()
    scores: tuple[HeldScore, ...] = ()
    texts: tuple[HeldTexts, ...] = ()
    given: tuple[Given, ...] = ()
    looked: tuple[Looked, ...] = ()
    kept: tuple[Kept, ...] = ()


def access_sections(held: Held) -> tuple[Section, ...]:
    """Return the overview in the order of AVG 15: why, what, from whom, to whom, who looked, how long, rights."""
    return (
        _section("purpose", "Waarom deze gegevens er zijn", _purpose(held)),
        _section("person", "Wie u bent", _person(held.person)),
        _section("cases", "Casussen", _cases(held.cases)),
        _section("contacts", "Contact", _contacts(held.contacts)),
        _section("scores", "Leefgebieden", _scores(held.scores)),
        _section("texts", "Geschreven teksten", _texts(held.texts)),
        _section("source", "Waar de gegevens vandaan komen", _source(held.signals)),
        _section("recipients", "Wie gegevens kreeg", _recipients(held.given)),
        _section("looked", "Wie in uw gegevens keek", _looked(held.looked)),
        _section("kept", "Hoe lang ze blijven", _kept(held.kept)),
        _section("rights", "Uw rechten", [Bullets(_RIGHTS), Remark(f"Vragen? {held.team} helpt u verder.")]),
    )


def _section(key: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(key, title, tuple(blocks))


def _purpose(held: Held) -> list[Block]:
    return [
        Remark(
            f"{held.team} houdt deze gegevens bij om zorgen over inwoners te beoordelen en hulp te regelen (onder meer "
            "de Wet maatschappelijke ondersteuning 2015). Er worden geen besluiten automatisch genomen: een medewerker "
            "beoordeelt elk voorstel van de computer."
        )
    ]


def _person(person: HeldPerson) -> list[Block]:
    rows = (
        ("Naam", person.name),
        ("Geboren", person.born),
        ("Telefoon", person.phone),
        ("Adres", person.address),
        ("BSN", "vastgelegd" if person.has_bsn else "niet vastgelegd"),
    )
    return [Rows(tuple((label, value or "niet vastgelegd") for label, value in rows))]


def _themes(themes: Sequence[Theme]) -> str:
    return ", ".join(theme.label for theme in themes)


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], none: str) -> list[Block]:
    return [Table(columns, rows)] if rows else [Remark(none)]


def _cases(cases: Sequence[HeldCase]) -> list[Block]:
    rows = tuple(
        (
            one.number,
            day_year(one.opened_on),
            one.status.label if one.closed_on is None else f"afgesloten {day_year(one.closed_on)}",
            one.team,
            _themes(one.themes),
            one.outcome.label if one.outcome else "",
        )
        for one in cases
    )
    return _table(("Nummer", "Begonnen", "Stand", "Team", "Waarover", "Uitkomst"), rows, "Er is geen casus.")


def _contacts(contacts: Sequence[HeldContact]) -> list[Block]:
    rows = tuple(
        (day_year(one.on), one.kind.label, one.part.label, "ja" if one.reached else "nee") for one in contacts
    )
    return _table(("Dag", "Hoe", "Dagdeel", "Gelukt"), rows, "Er is geen contact vastgelegd.")


def _scores(scores: Sequence[HeldScore]) -> list[Block]:
    rows = tuple(
        (day_year(one.on), one.domain.label, f"{one.level} · {ZRM_LEVELS.get(one.level, '')}")
        for one in scores
    )
    return _table(("Dag", "Leefgebied", "Score"), rows, "Er zijn geen leefgebieden gescoord.")


def _texts(texts: Sequence[HeldTexts]) -> list[Block]:
    rows = tuple((one.what, str(one.count), _months(one)) for one in texts if one.count)
    if not rows:
        return [Remark("Er zijn geen teksten geschreven.")]
    return [
        Table(("Soort", "Aantal", "Van – tot"), rows),
        Remark(
            "Wat in deze teksten staat, staat niet in dit overzicht, omdat er anderen in genoemd kunnen zijn. Een "
            "medewerker neemt ze met u door en laat weg wat over anderen gaat."
        ),
    ]


def _months(texts: HeldTexts) -> str:
    """Return the months: the day of a report would tell who reported."""
    first, last = month_year(texts.first), month_year(texts.last)
    return first if first == last else f"{first} – {last}"


def _source(signals: Sequence[HeldSignal]) -> list[Block]:
    rows = tuple((month_year(one.received_on), _origin(one), _themes(one.themes)) for one in signals)
    blocks = _table(("Maand", "Soort melder", "Waarover"), rows, "Er zijn geen meldingen.")
    return [*blocks, Remark("Wie meldde staat hier niet: dat beschermt de melder.")] if rows else blocks


def _origin(signal: HeldSignal) -> str:
    if signal.anonymous or signal.origin is None:
        return _NOBODY
    return "een inwoner of naaste" if signal.origin in _PRIVATE else signal.origin.label


def _recipients(given: Sequence[Given]) -> list[Block]:
    rows = tuple((day_year(one.on), one.recipient, one.level, one.basis) for one in given)
    return _table(("Dag", "Aan", "Hoeveel", "Grondslag"), rows, "Er zijn geen gegevens aan anderen gegeven.")


def _looked(looked: Sequence[Looked]) -> list[Block]:
    rows = tuple(
        (one.function, one.team, str(one.count), f"{day_year(one.first)} – {day_year(one.last)}")
        for one in looked
    )
    return _table(("Functie", "Team", "Keren", "Van – tot"), rows, "Er is niet in uw gegevens gekeken.")


def _kept(kept: Sequence[Kept]) -> list[Block]:
    rows = tuple((one.what, one.length, one.source) for one in kept)
    return [
        Remark("De termijn begint als een casus is gesloten of een melding is afgehandeld."),
        Table(("Wat", "Hoe lang", "Wie zegt dat"), rows),
    ]
