"""No known name, number or address is read on a shared screen, and the other words stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.rules.masking import KnownAddress, KnownNames, NameParts, initials_of, mask_text
from store.text import fold

KNOWN = KnownNames(
    names=(
        NameParts("Maria", "van der", "Visser"),
        NameParts("José", "", "Ysbrandy"),
        NameParts(free="Wilhelmina Achterberg"),
    ),
    phones=("015-1234567", "06 12 34 56 78"),
    mails=("w.achterberg@voorbeeld.example",),
    addresses=(KnownAddress("Kerkstraat", 41, "2641AB"), KnownAddress("Prins Hendrikkade", 7, "")),
)


@pytest.mark.parametrize(
    ("parts", "year", "shown"),
    [
        (("Maria", "", "Visser", ""), 1951, "M.V. '51"),
        (("Jan", "de", "Vries", ""), 1970, "J.d.V. '70"),
        (("Bea", "van", "Houten", ""), 2003, "B.v.H. '03"),
        (("A.K.", "", "", ""), None, "A.K."),
        (("Jan Willem", "van der", "Berg-Smit", ""), None, "J.W.v.d.B."),
        (("", "", "", "mevrouw Visser"), None, "V."),
        (("", "", "", ""), None, "onbekend"),
        (("", "", "", "onbekend"), 1951, "onbekend '51"),
        (("", "'t", "Hof", ""), None, "t.H."),
    ],
)
def test_initials(parts: tuple[str, str, str, str], year: int | None, shown: str) -> None:
    assert initials_of(*parts, year) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mevrouw Visser doet niet open.", "Mevrouw [naam] doet niet open."),
        ("M. van der Visser belde", "[naam] belde"),
        ("VISSER belde", "[naam] belde"),
        ("Visser's hond en vissers kat", "[naam] hond en [naam] kat"),
        ("Vi\u200bsser was er", "[naam] was er"),
        ("IJsbrandij en Jose\u0301 en Ĳsbrandy", "[naam] en [naam] en [naam]"),
        ("melder W. Achterberg zei", "melder [naam] zei"),
        ("Visser, M. van der", "[naam]"),
        ("Maria Visser-Achterberg", "[naam]"),
        ("bel 0151234567 of 06-12345678", "bel [telefoon] of [telefoon]"),
        ("bel +31 6 12 34 56 78", "bel [telefoon]"),
        ("mail x.y@huis.nl", "mail [mail]"),
        ("woont Kerkstraat 41A, 2641 ab", "woont [adres], [adres]"),
        ("bij de prins hendrikkade", "bij de [adres]"),
        ("gezien op Dorpsstraat 12", "gezien op [adres]"),
        ("postcode 2611 GB", "postcode [postcode]"),
    ],
)
def test_what_is_known_is_masked(text: str, shown: str) -> None:
    assert mask_text(text, KNOWN) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Doet al weken de deur niet open; afspraak 12-01-2026 om 10:30.",
        "Signaal 2026-0143 en casus C2026-031, 3 meldingen, € 1200 schuld.",
        "In 2026 is er een plan. Van der wat is onbekend.",
        "politie en corporatie zijn aan tafel",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert mask_text(text, KNOWN) == text


_SPELLINGS = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.title,
        lambda name: name.replace("ij", "y"),
        lambda name: name.replace("y", "ij"),
        lambda name: name.replace("e", "é"),
        lambda name: name.replace("a", "á"),
        lambda name: f"{name}s",
    ]
)
_LETTERS = st.text(alphabet="abcdefghijklmnoprstuvyz", min_size=3, max_size=10)
_OTHER = st.lists(
    st.sampled_from(["deur", "post", "open", "kat", "gezien", "buurman", "14", "belt", "niet"]), max_size=6
)


@settings(max_examples=150, deadline=None)
@given(_LETTERS, _LETTERS, st.sampled_from(["", "de", "van der", "'t"]), _SPELLINGS, _OTHER, _OTHER)
def test_no_planted_name_survives_and_other_words_do(
    given_name: str, surname: str, prefix: str, spell: object, before: list[str], after: list[str]
) -> None:
    assert callable(spell)
    known = KnownNames(names=(NameParts(given_name.title(), prefix, surname.title()),))
    for planted in (
        surname,
        given_name,
        f"{given_name[0]}. {prefix} {surname}",
        f"{given_name} {prefix} {surname}",
    ):
        text = " ".join((*before, spell(planted), *after))
        masked = mask_text(text, known)
        left = set(re.findall(r"\w+", fold(masked)))
        assert not left & {fold(surname), fold(given_name), fold(surname) + "s", fold(given_name) + "s"}
        words = [
            word
            for word in (*before, *after)
            if fold(word).rstrip("s") not in (fold(surname), fold(given_name))
        ]
        assert all(word in masked.split() for word in words)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=12), st.text(max_size=12), st.text(max_size=20))
def test_hostile_text_and_names_do_no_harm(text: str, given_name: str, surname: str, street: str) -> None:
    known = KnownNames(
        names=(NameParts(given_name, street, surname), NameParts(free=street)),
        phones=(text,),
        mails=(street,),
        addresses=(KnownAddress(street, 3, surname, given_name),),
    )
    assert isinstance(mask_text(text, known), str)
    assert isinstance(initials_of(given_name, street, surname, text, 1951), str)
