"""A labelled set of invented people as different organisations report them, and who is who.

The recipe, from one fixed seed: people with a home, a birth and often a telephone number; each is reported two to four
times, the later times with one of the ways in which reports of one person differ (`WAYS`) and at random with less: an
initial for the given name, the year for the birth, no number. Beside them stand people who are easily taken for one:
twins, father and son of one name, spouses, brothers and sisters, namesakes of one year elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from seed.demo.people import Person, invent_person, misspell
from seed.demo.places import Place, invent_address
from store.rules.normalise import phone

SEED = 20261123
TODAY = date(2026, 11, 23)
HOME = "pijnacker-nootdorp"


@dataclass(frozen=True, slots=True)
class Report:
    """One report of somebody; `person` says who it really is and `way` how this report came to differ."""

    person: int
    way: str
    given: str
    prefix: str
    surname: str
    birth_date: date | None
    birth_year: int | None
    phone: str
    home: Place


_TRANSLITERATED = (
    ("Mohammed", "Muhammad"), ("Mohammed", "Mohamed"), ("Fatima", "Fatma"), ("Youssef", "Yusuf"), ("Khadija", "Hadija"),
    ("Ahmed", "Ahmad"), ("Hassan", "Hasan"), ("Rachid", "Rashid"), ("Aicha", "Aisha"), ("Khalid", "Khaled"),
    ("Abdallah", "Abdullah"), ("Naima", "Naïma"), ("Mustapha", "Mostafa"), ("Jamila", "Djamila"), ("Said", "Saïd"),
)  # fmt: skip
_ARTICLED = (
    ("El Amrani", "Elamrani"), ("El Idrissi", "Idrissi"), ("Bouazza", "Buazza"), ("Benali", "Ben Ali"),
    ("Yılmaz", "Yilmaz"),     ("El Khattabi", "Elkhatabi"),
    ("Öztürk", "Ozturk"), ("Boulahrouz", "Bulahrouz"), ("Çelik", "Celik"),
)  # fmt: skip
_SOUNDING = (
    ("Visser", "Visscher"), ("Jansen", "Janssen"), ("Meijer", "Meyer"), ("Bosch", "Bos"), ("Kuiper", "Cuyper"),
    ("IJsbrandij", "Ysbrandy"), ("Kruijswijk", "Kruyswijk"), ("Smit", "Smidt"), ("Philipsen", "Filipsen"),
    ("Thijssen", "Tijssen"), ("Koopmans", "Coopmans"), ("Brouwer", "Brouwers"), ("Kleijn", "Klein"), ("Reijm", "Reym"),
)  # fmt: skip


def _slip(rng: random.Random, word: str) -> str:
    """Return a word with one letter wrong, lost, doubled or traded with its neighbour; a short word stays."""
    if len(word) < 5:
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice("aeionrst") + word[at + 1 :]


def _typing_error(rng: random.Random, one: Report) -> Report:
    return replace(one, surname=_slip(rng, one.surname))


def _given_typing_error(rng: random.Random, one: Report) -> Report:
    return replace(one, given=_slip(rng, one.given))


def _crossed(rng: random.Random, one: Report) -> Report:
    return replace(one, given=f"{one.prefix} {one.surname}".strip(), prefix="", surname=one.given)


def _moved(rng: random.Random, one: Report) -> Report:
    return replace(one, home=invent_address(rng, HOME))


def _by_year(rng: random.Random, one: Report) -> Report:
    return replace(one, birth_date=None)


def _no_birth(rng: random.Random, one: Report) -> Report:
    return replace(one, birth_date=None, birth_year=None)


def _turned(rng: random.Random, one: Report) -> Report:
    born = one.birth_date
    return (
        one
        if born is None or born.day > 12
        else replace(one, birth_date=date(born.year, born.day, born.month))
    )


def _birth_slip(rng: random.Random, one: Report) -> Report:
    born = one.birth_date
    if born is None:
        return one
    other = (
        born.replace(day=born.day + 1)
        if born.day % 10 < 8 and born.day < 28
        else born.replace(day=born.day - 1)
    )
    return replace(one, birth_date=other)


def _no_prefix(rng: random.Random, one: Report) -> Report:
    return replace(one, prefix="" if rng.random() < 0.5 else one.prefix.replace("van der", "v.d."))


def _glued(rng: random.Random, one: Report) -> Report:
    return replace(one, prefix="", surname=(one.prefix + one.surname.lower()).replace(" ", "").capitalize())


def _swapped_number(rng: random.Random, one: Report) -> Report:
    figures = str(one.home.number)
    return replace(one, home=replace(one.home, number=int(figures[::-1].lstrip("0") or figures)))


def _as_demo(rng: random.Random, one: Report) -> Report:
    known = Person(
        one.given, f"{one.given[:1]}.", one.prefix, one.surname, one.birth_date, one.birth_year, "male"
    )
    said = misspell(rng, known)
    return replace(
        one,
        given=said.given or said.initials,
        prefix=said.prefix,
        surname=said.surname,
        birth_date=said.birth_date,
    )


def _same(rng: random.Random, one: Report) -> Report:
    return one


WAYS: dict[str, Callable[[random.Random, Report], Report]] = {
    "hetzelfde": _same,
    "tikfout in de achternaam": _typing_error,
    "tikfout in de voornaam": _given_typing_error,
    "naam zoals de demo hem verschrijft": _as_demo,
    "klinkt als (Visser/Visscher, ij/y)": _same,
    "transliteratie": _same,
    "gehuwde naam": _same,
    "voor- en achternaam omgewisseld": _crossed,
    "verhuisd": _moved,
    "alleen geboortejaar": _by_year,
    "geen geboortedatum": _no_birth,
    "dag en maand omgewisseld": _turned,
    "cijfer van de geboortedatum fout": _birth_slip,
    "tussenvoegsel anders": _no_prefix,
    "tussenvoegsel vastgeschreven": _glued,
    "cijfers van het huisnummer omgewisseld": _swapped_number,
}


def _renamed(rng: random.Random, way: str, one: Report) -> tuple[Report, Report]:
    """Return two reports of one person whose names differ by the way that asks its own names."""
    if way.startswith("klinkt"):
        first, second = rng.choice(_SOUNDING)
        return replace(one, prefix="", surname=first), replace(one, prefix="", surname=second)
    if way == "transliteratie":
        (given, written), (surname, spelt) = rng.choice(_TRANSLITERATED), rng.choice(_ARTICLED)
        first_report = replace(one, given=given, prefix="", surname=surname)
        return first_report, replace(first_report, given=written, surname=spelt)
    own, spouse = (
        one.surname.split("-")[0],
        rng.choice(["Bakker", "Mulder", "Postma", "Kuipers", "Zonneveld"]),
    )
    if own == spouse:
        spouse = "Hoekstra"
    names = [
        (one.prefix, own),
        ("de", f"Vries-{one.prefix} {own}".replace("- ", "-")),
        (one.prefix, f"{own}-{spouse}"),
        ("", f"{spouse} geb. {one.prefix} {own}".replace("  ", " ")),
        (one.prefix, f"{own} e/v {spouse}"),
    ]
    base, other = names[0], rng.choice(names[1:])
    return replace(one, prefix=base[0], surname=base[1]), replace(one, prefix=other[0], surname=other[1])


def _less(rng: random.Random, one: Report) -> Report:
    """Return a report with, at random, less known: the initial only, the year only, no telephone number."""
    if rng.random() < 0.2 and one.given:
        one = replace(one, given=f"{one.given[0]}.")
    if rng.random() < 0.2:
        one = replace(one, birth_date=None)
    return one if rng.random() < 0.6 else replace(one, phone="")


def _base(rng: random.Random, number: int) -> Report:
    person = invent_person(rng, TODAY)
    born = person.birth_date or date(
        person.birth_year or rng.randrange(1935, 2005), rng.randint(1, 12), rng.randint(1, 28)
    )
    number_of = f"06-0{rng.randrange(10**7):07d}" if rng.random() < 0.5 else ""
    home = invent_address(rng, HOME)
    return Report(
        number, "", person.given, person.prefix, person.surname, born, born.year, phone(number_of) or "", home
    )


def _beside(rng: random.Random, one: Report, number: int) -> Report:
    """Return somebody else who is easily taken for `one`."""
    other = replace(_base(rng, number), person=number)
    assert one.birth_date is not None
    kind = rng.choice(("twin", "father", "spouse", "sibling", "namesake"))
    family = replace(one, person=number, way="", phone=one.phone if rng.random() < 0.3 else other.phone)
    if kind == "father":
        born = one.birth_date - timedelta(days=rng.randrange(20 * 365, 38 * 365))
        return replace(family, birth_date=born, birth_year=born.year)
    if kind == "namesake":
        if one.birth_date == other.birth_date:
            other = replace(other, birth_date=one.birth_date + timedelta(days=40))
        assert other.birth_date is not None
        born = other.birth_date.replace(year=one.birth_date.year, day=min(other.birth_date.day, 28))
        return replace(other, given=f"{one.given[0]}.", prefix=one.prefix, surname=one.surname, birth_date=born,
                       birth_year=born.year)  # fmt: skip
    given = other.given if other.given != one.given else "Wieger"
    if kind == "twin":
        return replace(family, given=given)
    apart = rng.randrange(-8 * 365, 8 * 365) if kind == "sibling" else rng.randrange(-4 * 365, 4 * 365)
    born = one.birth_date + timedelta(days=apart or 400)
    return replace(family, given=given, birth_date=born, birth_year=born.year)


def labelled(people: int = 1_000) -> list[Report]:
    """Return the reports of so many people and of about half as many who are easily taken for them."""
    rng = random.Random(SEED)
    ways = list(WAYS)
    reports: list[Report] = []
    for number in range(people):
        one = _base(rng, number)
        way = ways[number % len(ways)]
        first, second = one, one
        if WAYS[way] is _same and way != "hetzelfde":
            first, second = _renamed(rng, way, one)
        reports.append(_less(rng, first) if rng.random() < 0.3 else first)
        reports.append(replace(_less(rng, WAYS[way](rng, second)), way=way))
        for _ in range(rng.choice((0, 0, 0, 1, 2))):
            again = rng.choice(ways)
            changed = first if WAYS[again] is _same else WAYS[again](rng, first)
            reports.append(replace(_less(rng, changed), way=again if changed is not first else "hetzelfde"))
        if rng.random() < 0.5:
            reports.append(_beside(rng, first, people + number))
    rng.shuffle(reports)
    return reports
