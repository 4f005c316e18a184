"""Invented addresses for the demo: places and postcode areas exist, streets are made up to sound like them.

Streets are built from a neighbourhood's theme (birds, trees, painters, the polder), as Dutch towns do. A street
that really exists under that name is a coincidence. The four digits belong to the place or district; the
letters are worked out from street and number, so that the same address always has the same postcode.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from zlib import crc32


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BIRDS = _words(
    "Merel Lijster Kwikstaart Grutto Kievit Tureluur Roerdomp Winterkoning Zwaluw Karekiet Plevier Snippen"
)
_TREES = _words(
    "Esdoorn Beuken Linden Wilgen Populieren Kastanje Berken Elzen Meidoorn Vlier Hazelaar Abelen"
)
_FLOWERS = _words(
    "Anemoon Fresia Dotterbloem Lisdodde Klaproos Korenbloem Zonnedauw Tulpen Lelie Kamille Akelei"
)
_POLDER = _words("Noordpolder Dijkgraaf Boezem Molen Ringvaart Kreek Sluis Griend Rietland Slagen Wetering")
_GLASS = _words(
    "Druiven Kassen Tuinders Perzik Veiling Komkommer Ketelhuis Warmoes Pruimen Koelhuis Bloesem Rank"
)
_PAINTERS = _words(
    "Ruisdael Hobbema Jan|Steen Judith|Leyster Frans|Hals Breitner Jongkind Mesdag Ter|Borch Saenredam"
)
_MUSIC = _words("Sweelinck Diepenbrock Pijper Andriessen Wagenaar Badings Röntgen Obrecht Zweers Landré")
_HEATH = _words(
    "Heide Dennen Zandheuvel Brem Eikenhorst Jeneverbes Duin Vliegveld Schaaps Engh Vennen Bosrand"
)
_DUNES = _words(
    "Zeedistel Duinroos Helm Strand Vuurtoren Loods Kustzicht Schelpen Zeewind Branding Binnenduin"
)
_TOWN = _words(
    "Kerk Dorps School Markt Raadhuis Oranje Wilhelmina Juliana Stations Nieuw Achter Haven Pastorie"
)
_CRAFTS = _words("Kuipers Smids Bakkers Weversgilde Touwslagers Potten Tegel Brouwers Lakenkopers Zeilmakers")
_ROYAL = _words("Prins|Maurits Prinses|Irene Koningin|Emma Prins|Bernhard Frederik|Hendrik Graaf|Floris")
_ENDINGS = ("straat", "laan", "weg", "hof", "plein", "singel", "pad", "kade", "dreef")
_OWN = (
    "'s-Heerenweg",
    "'t Jaagpad",
    "Burgemeester van Doornlaan",
    "Dokter Kuiperstraat",
    "Pastoor Verhoevenplein",
    "Meester Bosmanweg",
    "Zuster Roosenburghof",
    "Laan van Oranjestein",
    "Oude Veerdam",
    "Achter de Kerk",
    "Hoge Zijde",
    "In den Hoek",
)
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_NOT_USED = {"SA", "SD", "SS"}
_ADDITIONS = ("A", "B", "C", "D", "bis", "1", "2", "3", "4", "12", "II", "hs")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented address; `postcode` is "2641 AB", `addition` and `district` are "" where there is none."""

    street: str
    number: int
    addition: str
    postcode: str
    place: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class _District:
    name: str
    place: str
    digits: int
    weight: int
    streets: tuple[str, ...]


def _streets(name: str, *themes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the streets of a district: each stem with one or two endings chosen by a fixed checksum."""
    made = []
    for stem in (stem.replace("|", " ") for theme in themes for stem in theme):
        first = crc32(f"{name}/{stem}".encode())
        made += [stem + _ENDINGS[(first >> shift) % len(_ENDINGS)] for shift in (0, 8)]
    made += [_OWN[(crc32(name.encode()) + step) % len(_OWN)] for step in (0, 5)]
    return tuple(dict.fromkeys(made))


def _district(name: str, place: str, digits: int, weight: int, *themes: tuple[str, ...]) -> _District:
    return _District(name, place, digits, weight, _streets(name, *themes))


_PROFILES: dict[str, tuple[_District, ...]] = {
    "pijnacker-nootdorp": (
        _district("Pijnacker-Noord", "Pijnacker", 2641, 6, _TOWN, _BIRDS),
        _district("Pijnacker-Zuid", "Pijnacker", 2642, 8, _MUSIC, _TREES, _ROYAL),
        _district("Nootdorp", "Nootdorp", 2631, 8, _TOWN, _FLOWERS, _CRAFTS),
        _district("Nootdorp-West", "Nootdorp", 2632, 3, _POLDER, _PAINTERS),
        _district("Delfgauw", "Delfgauw", 2645, 3, _POLDER, _TREES),
    ),
    "westland": (
        _district("Naaldwijk", "Naaldwijk", 2671, 8, _TOWN, _GLASS, _ROYAL),
        _district("'s-Gravenzande", "'s-Gravenzande", 2691, 7, _TOWN, _DUNES, _BIRDS),
        _district("Monster", "Monster", 2681, 5, _DUNES, _PAINTERS),
        _district("De Lier", "De Lier", 2678, 4, _GLASS, _TREES),
        _district("Wateringen", "Wateringen", 2291, 5, _TOWN, _MUSIC, _GLASS),
        _district("Honselersdijk", "Honselersdijk", 2675, 2, _FLOWERS, _GLASS),
        _district("Poeldijk", "Poeldijk", 2685, 2, _GLASS, _TOWN),
        _district("Maasdijk", "Maasdijk", 2676, 1, _POLDER, _GLASS),
    ),
    "delft": (
        _district("Binnenstad", "Delft", 2611, 5, _TOWN, _CRAFTS),
        _district("Vrijenban", "Delft", 2613, 4, _TREES, _FLOWERS),
        _district("Hof van Delft", "Delft", 2614, 4, _ROYAL, _CRAFTS, _TREES),
        _district("Voordijkshoorn", "Delft", 2614, 4, _MUSIC, _PAINTERS),
        _district("Voorhof", "Delft", 2624, 8, _MUSIC, _ROYAL),
        _district("Buitenhof", "Delft", 2625, 8, _BIRDS, _FLOWERS, _PAINTERS),
        _district("Tanthof-Oost", "Delft", 2623, 4, _BIRDS, _POLDER),
        _district("Tanthof-West", "Delft", 2622, 4, _TREES, _POLDER),
        _district("Wippolder", "Delft", 2628, 4, _CRAFTS, _FLOWERS),
    ),
    "midden-delfland": (
        _district("Den Hoorn", "Den Hoorn", 2635, 5, _TOWN, _POLDER),
        _district("Schipluiden", "Schipluiden", 2636, 4, _TOWN, _BIRDS),
        _district("Maasland", "Maasland", 3155, 5, _TREES, _POLDER),
    ),
    "heemstede": (
        _district("Centrum", "Heemstede", 2101, 4, _TOWN, _TREES),
        _district("Valkenburg", "Heemstede", 2102, 4, _PAINTERS, _ROYAL),
        _district("Merlenhoven", "Heemstede", 2104, 4, _BIRDS, _MUSIC),
        _district("Rivierenwijk", "Heemstede", 2105, 3, _POLDER, _FLOWERS),
        _district("Geleerdenwijk", "Heemstede", 2106, 3, _DUNES, _CRAFTS),
    ),
    "soest": (
        _district("Soest-Zuid", "Soest", 3761, 4, _HEATH, _TREES),
        _district("Soest-Midden", "Soest", 3762, 4, _TOWN, _HEATH),
        _district("Smitsveen", "Soest", 3763, 6, _MUSIC, _FLOWERS),
        _district("Klaarwater", "Soest", 3764, 5, _BIRDS, _TREES),
        _district("Soestdijk", "Soest", 3765, 3, _ROYAL, _TOWN),
        _district("Overhees", "Soest", 3766, 3, _CRAFTS, _FLOWERS),
        _district("Boerenstreek", "Soest", 3768, 3, _POLDER, _HEATH),
        _district("Soesterberg", "Soesterberg", 3769, 4, _HEATH, _ROYAL),
    ),
}
_WEIGHTS = {key: list(accumulate(part.weight for part in parts)) for key, parts in _PROFILES.items()}


def profile_keys() -> tuple[str, ...]:
    """Return the keys of the municipalities that have streets."""
    return tuple(_PROFILES)


def districts(profile_key: str) -> tuple[str, ...]:
    """Return the names of the districts of a municipality. Raises KeyError for a key that is not listed."""
    return tuple(part.name for part in _PROFILES[profile_key])


def postcode_of(digits: int, street: str, number: int) -> str:
    """Return the postcode of an address: one for each side of a street and each run of about 24 numbers."""
    mark = crc32(f"{street}/{number // 48}/{number % 2}".encode())
    letters = _LETTERS[mark % len(_LETTERS)] + _LETTERS[(mark >> 9) % len(_LETTERS)]
    return f"{digits} {'SB' if letters in _NOT_USED else letters}"


def invent_address(rng: random.Random, profile_key: str) -> Place:
    """Return an invented address in a municipality; the same for the same state of `rng`.

    Numbers are mostly low, about one in six has an addition. Raises KeyError for an unknown `profile_key`.
    """
    part = rng.choices(_PROFILES[profile_key], cum_weights=_WEIGHTS[profile_key])[0]
    street = rng.choice(part.streets)
    number = 1 + int(rng.random() ** 1.8 * (240 if len(street) % 3 else 90))
    addition = rng.choice(_ADDITIONS) if rng.random() < 0.17 else ""
    return Place(street, number, addition, postcode_of(part.digits, street, number), part.place, part.name)
