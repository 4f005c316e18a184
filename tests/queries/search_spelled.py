"""How people write a name, an address, a telephone number or a birth date otherwise than it stands in a record."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import strategies as st

_SHORT = {
    "van den": ("v.d.", "vd", "v/d", "v d", "v.den", "v den", "vdn", "vanden", "V.D."),
    "van der": ("v.d.", "vd", "v/d", "v d", "v.der", "v der", "vdr", "vander", "VD"),
    "van de": ("v.d.", "vd", "v/d", "v d", "v.de", "v de", "vande", "V.d."),
    "van het": ("v.h.", "vh", "v/h", "v 't", "v.'t", "van 't", "v't", "vt"),
    "van 't": ("v 't", "v.'t", "v't", "van't", "van t", "v.t.", "V.'T", "vant"),
    "van": ("v.", "v", "V."),
    "de": ("d.", "d", "D."),
    "von der": ("v.d.", "v d", "vd"),
    "op den": ("op d.", "o.d.", "opden"),
    "uit den": ("uit d.", "uitden"),
    "aan de": ("a/d", "a.d.", "aan d"),
    "in 't": ("in't", "in t", "i.'t", "int"),
    "op 't": ("op't", "op t"),
    "aan 't": ("aan't", "aan t"),
    "'t": ("t", "'T", "het"),
    "d'": ("d", "D'", "d "),
    "de l'": ("de l", "DE L'", "l'", "del'"),
    "l'": ("l", "L'"),
}
_APOSTROPHES = "'’‘`´ʼ"


def bare(text: str) -> str:
    """Return a text without the marks on its letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def apart(text: str) -> str:
    """Return a text in decomposed letters, as some systems write them."""
    return unicodedata.normalize("NFD", text)


def swapped(text: str) -> str:
    """Return a text with ij and y written the other way round."""
    return (
        text.replace("ij", "\0").replace("IJ", "\1").replace("y", "ij").replace("\0", "y").replace("\1", "Y")
    )


@st.composite
def written(draw: st.DrawFn, person: dict[str, object]) -> str:
    """Write a name in one of the ways people do."""
    given, prefix, surname = (str(person[part]) for part in ("given", "prefix", "surname"))
    letters = [part[0] for part in given.replace(".", " ").replace("-", " ").split()]
    first = draw(
        st.sampled_from(
            (
                given,
                f"{'.'.join(letters)}.",
                "".join(letters),
                " ".join(letters),
                "".join(letters).lower(),
                "",
            )
        )
        if letters
        else st.just("")
    )
    between = draw(st.sampled_from((prefix, prefix, *_SHORT.get(prefix, ()), "")))
    title = draw(
        st.sampled_from(("", "", "", "dhr. ", "mevr. ", "Mw ", "fam. ", "de heer ", "familie ", "drs. "))
    )
    onto = "" if between.endswith("'") and draw(st.booleans()) else " "
    order = draw(
        st.sampled_from(
            (
                "{0} {1}{3}{2}",
                "{2}, {0} {1}",
                "{2} {0} {1}",
                "{1}{3}{2}, {0}",
                "{1}{3}{2} {0}",
                "{2} {0}",
                "{2}, {1}",
                "{0}{1}{3}{2}" if first.endswith(".") else "{0} {1}{3}{2}",
            )
        )
    )
    line = " ".join(order.format(first, between, surname, onto).split()).strip(" ,")
    change = draw(st.sampled_from((str, str.upper, str.lower, str.title, bare, apart, swapped)))
    mark = draw(st.sampled_from(_APOSTROPHES))
    return change(title + line).replace("'", mark)


@st.composite
def telephone(draw: st.DrawFn, key: str) -> str:
    """Write a Dutch telephone number ("+31612345678") in a notation, whole, begun or without its area code."""
    digits = key.removeprefix("+31")
    area = 1 if digits[0] == "6" else 2 if digits.startswith("15") else 3
    rest = digits[area:]
    sizes = draw(st.sampled_from(((8,), (2, 2, 2, 2), (4, 4), (3, 2, 2), (3, 3, 2), (3, 4), (2, 3, 3))))
    groups, at = [], 0
    for size in sizes:
        groups.append(rest[at : at + size])
        at += size
    glue = draw(st.sampled_from(("", " ", "-", ".", " - ")))
    local = glue.join(filter(None, (*groups, rest[at:])))
    front = draw(
        st.sampled_from(
            ("0{}", "+31{}", "+31 {}", "+31 (0){}", "+31(0) {}", "0031{}", "0031 {}", "31{}", "(0{})")
        )
    ).format(digits[:area])
    between = draw(st.sampled_from(("", " ", "-", " - ", "/", ".")))
    word = draw(
        st.sampled_from(("", "", "", "tel ", "tel: ", "Tel.", "telefoon ", "tel.nr. ", "mobiel:", "T: "))
    )
    whole = f"{word}{front}{between}{local}"
    return draw(st.sampled_from((whole, whole, f"0{digits[:area]}{between}{rest[:4]}", rest, digits)))


_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "febr", "february"),
    ("maart", "mrt", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)


@st.composite
def born(draw: st.DrawFn, day: date) -> str:
    """Write a birth date, its month or its year in a notation."""
    word = draw(
        st.sampled_from(("", "", "", "geb. ", "geb.", "geboren ", "Geb: ", "geboortedatum ", "geboren op "))
    )
    month = draw(st.sampled_from(_MONTHS[day.month - 1]))
    short = f"{day:%y}" if day.year >= 1927 else f"{day.year}"
    year = draw(st.sampled_from((str(day.year), short, f"'{short}" if len(short) == 2 else short)))
    figures = draw(st.sampled_from((f"{day:%d}{{0}}{day:%m}{{0}}", f"{day.day}{{0}}{day.month}{{0}}")))
    form = draw(
        st.sampled_from(
            (
                figures.format(draw(st.sampled_from(("-", "/", ".")))) + year,
                figures.format(" ") + str(day.year),
                f"{day:%Y-%m-%d}",
                f"{day:%d%m%Y}",
                f"{day:%Y%m%d}",
                f"{day.day} {month} {year}",
                f"{day.day} {month.upper()} {year}",
                f"{day.day} {month}. {year}",
                f"{day.day}-{month}-{year}",
                f"{day.day}{month}{day.year}",
                f"{day.day}e {month} {year}",
                f"{_MONTHS[day.month - 1][0] if month in ('jan', 'may') else month} {day.year}",
                f"{day:%m}-{day.year}",
                str(day.year),
            )
        )
    )
    return f"{word}{form}"


_ABBREVIATED = (
    ("straat", ("str", "str.", "straat", "st")),
    ("laan", ("ln", "ln.", "laan", "la")),
    ("weg", ("wg", "weg")),
    ("plein", ("pln", "pl", "plein")),
    ("singel", ("sngl", "singel")),
    ("gracht", ("gr", "gr.")),
    ("kade", ("kd", "kade")),
    ("dijk", ("dk", "dyk")),
    ("hof", ("hf", "hof")),
)


@st.composite
def home(draw: st.DrawFn, person: dict[str, object]) -> str:
    """Write the address of a person in one of the ways people do."""
    street, number, addition = str(person["street"]), str(person["house_number"]), str(person["addition"])
    code, place = str(person["postcode"]), str(person["place"])
    for ending, short in _ABBREVIATED:
        if street.endswith(ending):
            street = street.removesuffix(ending) + draw(st.sampled_from((ending, *short)))
            break
    street = draw(st.sampled_from((str, str.lower, str.upper, bare, apart, swapped)))(street)
    word = draw(st.sampled_from(("", "", "", "nr ", "nr. ", "nummer ", "huisnr. ", "no. ")))
    glue = draw(st.sampled_from(("", " ", "-", "/", " - ")))
    added = draw(st.sampled_from((addition, addition.lower(), addition.upper(), "")))
    glue = "-" if not glue and added[:1].isdigit() else glue
    house = f"{word}{number}{glue if added else ''}{added}"
    postcode = draw(
        st.sampled_from((code, f"{code[:4]} {code[4:]}", code.lower(), f"{code[:4]}-{code[4:]}", code[:4]))
    )
    return draw(
        st.sampled_from(
            (
                f"{street} {house}",
                f"{street}, {house}",
                f"{street} {house}, {postcode}",
                f"{street} {house} {place}",
                f"{street} {house}, {postcode} {place}",
                f"{street} {house} te {place}",
                f"{street} {house} ({place})",
                f"{place}, {street} {house}",
                f"{postcode} {house}",
                f"{postcode}, {house}",
                f"{house} {postcode}" if len(postcode) > 4 else f"{street} {house}",
                f"{postcode} {place} {street} {house}",
            )
        )
    )


@st.composite
def mistyped(draw: st.DrawFn, word: str) -> str:
    """Write a word with one typing error, not in its first or its last letter."""
    at = draw(st.integers(1, len(word) - 2))
    return draw(
        st.sampled_from(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + "q" + word[at + 1 :],
            )
        )
    )
