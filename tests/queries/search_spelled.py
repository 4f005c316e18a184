"""How people write a name otherwise than it stands in a record."""

from __future__ import annotations

import unicodedata

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
