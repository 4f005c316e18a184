"""Invented people for the demo: names as this country has them, ages as this work meets them.

Everyone here is made up: given name and surname are drawn apart from each other, so a name of a real person
can only come about by chance. There is no BSN. Telephone numbers use blocks that the Dutch numbering plan does
not give out: mobile numbers begin with 061-065 or 068, never 060; and within an area no subscriber number
begins with 0. They look right, and ring nowhere.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from seed.demo.names import ORIGINS, Origin

Sex = Literal["female", "male"]

_AGES = ((18, 25), (26, 34), (35, 49), (50, 64), (65, 79), (80, 94))
_AGE_WEIGHTS = list(accumulate((8, 11, 25, 29, 19, 8)))
_ORIGIN_WEIGHTS = list(accumulate(origin.weight for origin in ORIGINS))
_EXTRA_INITIALS = "AABCCDEFGHHJJJKLMMNPRSTWW"
_AREA_CODES = ("015", "0174", "023", "035")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person. `birth_year` may be all that is known; both birth fields are None if neither is.

    `prefix` is the tussenvoegsel ("van der"), lower case, empty when there is none; `surname` stands without it.
    """

    given: str
    initials: str
    prefix: str
    surname: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex

    @property
    def salutation(self) -> str:
        """Return "mw." or "dhr."."""
        return "mw." if self.sex == "female" else "dhr."

    @property
    def last_name(self) -> str:
        """Return the surname with its prefix: "van der Meer"."""
        return f"{self.prefix} {self.surname}" if self.prefix else self.surname

    @property
    def full_name(self) -> str:
        """Return given name and surname: "Zoë van der Meer"."""
        return f"{self.given} {self.last_name}"


def _initial(given: str) -> str:
    if given.startswith("IJ"):
        return "IJ."
    return f"{given[0]}."


def _surname(rng: random.Random, origin: Origin, sex: Sex, born: int) -> tuple[str, str]:
    prefix, surname = rng.choice(origin.surnames)
    if origin.feminine_a and sex == "female" and surname.endswith(("ski", "cki")):
        surname = f"{surname[:-1]}a"
    if sex == "female" and born < 1985 and origin.double_names and rng.random() < 0.2:
        own_prefix, own = rng.choice(origin.surnames)
        if own != surname:
            surname = f"{surname}-{own_prefix} {own}" if own_prefix else f"{surname}-{own}"
    return prefix, surname


def invent_person(rng: random.Random, today: date) -> Person:
    """Return an invented person who is 18 to 94 years old on `today`; the same for the same state of `rng`.

    Ages follow what a team sees: most between 35 and 80. Of about one in seven only the year of birth is known,
    of as many neither, as in real reports.
    """
    low, high = rng.choices(_AGES, cum_weights=_AGE_WEIGHTS)[0]
    days = rng.randint(int(low * 365.25) + 1, int((high + 1) * 365.25) - 1)
    born = today - timedelta(days=days)
    origin = rng.choices(ORIGINS, cum_weights=_ORIGIN_WEIGHTS)[0]
    sex: Sex = "female" if rng.random() < 0.47 else "male"
    given = rng.choice(origin.given(sex, born.year))
    prefix, surname = _surname(rng, origin, sex, born.year)
    more = rng.choices((0, 1, 2), cum_weights=(60, 90, 100))[0] if origin.several_initials else 0
    initials = _initial(given) + "".join(f"{rng.choice(_EXTRA_INITIALS)}." for _ in range(more))
    known = rng.random()
    return Person(
        given=given,
        initials=initials,
        prefix=prefix,
        surname=surname,
        birth_date=born if known < 0.7 else None,
        birth_year=born.year if known < 0.85 else None,
        sex=sex,
    )


def invent_phone(rng: random.Random, *, mobile: bool | None = None) -> str:
    """Return a telephone number that is not in use, in one of the ways people write them.

    `mobile` chooses between 060… and a local number that begins with 0; None leaves it to chance.
    """
    if mobile is None:
        mobile = rng.random() < 0.75
    if mobile:
        rest = f"0{rng.randrange(10**7):07d}"
        style = rng.randrange(4)
        if style == 0:
            return f"06-{rest}"
        if style == 1:
            return f"06 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}"
        if style == 2:
            return f"+316{rest}"
        return f"06{rest}"
    area = rng.choice(_AREA_CODES)
    size = 10 - len(area)
    return f"{area}-0{rng.randrange(10 ** (size - 1)):0{size - 1}d}"


_SPELLINGS = (
    ("sch", "ss"),
    ("ss", "sch"),
    ("sser", "sscher"),
    ("sscher", "sser"),
    ("ij", "y"),
    ("IJ", "Y"),
    ("Y", "IJ"),
    ("y", "ij"),
    ("ck", "k"),
    ("kk", "ck"),
    ("ca", "ka"),
    ("co", "ko"),
    ("Co", "Ko"),
    ("dt", "d"),
    ("it", "idt"),
    ("ph", "f"),
    ("th", "t"),
    ("Th", "T"),
    ("z", "s"),
    ("ve", "fe"),
    ("aa", "ae"),
    ("ae", "aa"),
    ("ei", "ij"),
    ("ou", "au"),
    ("uy", "ui"),
    ("ui", "uy"),
    ("ee", "e"),
    ("oo", "o"),
    ("ll", "l"),
    ("nn", "n"),
    ("tt", "t"),
    ("mm", "m"),
    ("rs", "r"),
    ("ks", "x"),
    ("ski", "sky"),
    ("ska", "ski"),
    ("dd", "d"),
    ("zz", "z"),
)
_BARE = str.maketrans(
    "àáâäãåçèéêëìíîïñòóôöõøùúûüýğşıłńśźżćęąŻŚŁÖÇŞđễạ", "aaaaaaceeeeiiiinoooooouuuuygsilnszzceaZSLOCSdea"
)
_PREFIX_SPELLINGS = {
    "van der": ("v.d.", "van de", "vd", ""),
    "van den": ("v.d.", "van de", "van der", ""),
    "van de": ("v.d.", "van der", "vd"),
    "van": ("v.", ""),
    "de": ("", "den"),
    "van 't": ("v.'t", "van het", "van t"),
    "in 't": ("in het", "int"),
    "op den": ("op de", "opden"),
    "ten": ("", "ter"),
    "ter": ("", "ten"),
    "el": ("", "al"),
}


def _respell(rng: random.Random, surname: str) -> str:
    bare = surname.translate(_BARE)
    options = [surname.replace(old, new, 1) for old, new in _SPELLINGS if old in surname]
    if bare != surname:
        options += [bare] * 3
    if "-" in surname:
        options += [surname.split("-", 1)[0]] * 3
    if not options:
        options = [
            surname[:at] + surname[at : at + 1] + surname[at:]
            for at in range(1, len(surname))
            if surname[at] in "lmnrstpk"
            and surname[at - 1] in "aeiou"
            and surname[at] != surname[at + 1 : at + 2]
        ]
    return rng.choice(options) if options else f"{surname}s"


def misspell(rng: random.Random, person: Person) -> Person:
    """Return the same person as another reporter would write them down; at least one part differs.

    Visser becomes Visscher, IJsbrandij Ysbrandij, "van der" "v.d."; a diacritic, a second surname or a
    tussenvoegsel is lost; the given name becomes an initial; of the date of birth only the year is left. Birth
    data are never made wrong, only less.
    """
    part = rng.random()
    changed = person
    if part < 0.6:
        changed = replace(changed, surname=_respell(rng, person.surname))
    elif part < 0.8 and person.prefix in _PREFIX_SPELLINGS:
        changed = replace(changed, prefix=rng.choice(_PREFIX_SPELLINGS[person.prefix]))
    elif part < 0.9 and len(person.given) > 1:
        changed = replace(changed, given="", initials=_initial(person.given))
    if rng.random() < 0.35 and changed.birth_date is not None:
        changed = replace(changed, birth_date=None)
    if changed == person:
        changed = replace(changed, surname=_respell(rng, person.surname))
    return changed
