"""Names of people as they are typed or delivered, taken apart the Dutch way."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.rules.typed_text import clean_line, is_unknown, words


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its Dutch parts; only the surname is always there. `prefix`: tussenvoegsel, lower case."""

    initials_or_given: str
    prefix: str
    surname: str

    @property
    def full(self) -> str:
        """The name in speaking order: "M. van der Meer", "N. de l'Ecluse"."""
        glue = "" if self.prefix.endswith(("l'", "d'")) else " "
        return f"{self.initials_or_given} {f'{self.prefix}{glue}{self.surname}'.strip()}".strip()

    @property
    def listed(self) -> str:
        """The name as lists have it: "Meer, M. van der"."""
        return ", ".join(filter(None, (self.surname, f"{self.initials_or_given} {self.prefix}".strip())))


PREFIX_WORDS = words(
    "aan af bij d' da de dem den der des di do dos du het 't in l' la le les onder op over 's te ten ter "
    "tot uit uijt van vanden vander vom von voor zu zum zur"
)
_PARTICLES = frozenset({"el", "al", "ait", "aït", "ben", "bin", "abu", "ould", "oulad", "bou"})
_TITLES = words("dhr hr heer meneer mw mevr mevrouw mvr fam familie echtpaar drs dr ir ing mr prof")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_HYPHEN = re.compile(r" ?- ?")
_WRITTEN_ONTO = re.compile(r"(?i)(?<!\S)([dl]')(?=[^\W\d_])")
_BEHIND_INITIALS = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{3})")
_FIRST_LETTER = re.compile(r"(?:^|(?<=[.-]))[^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?|[^\W\d_]")


def _drop_titles(words: list[str]) -> list[str]:
    rest = words
    while rest and rest[0].lower().strip(".:") in _TITLES:
        rest = rest[1:]
    if len(rest) > 2 and [word.lower() for word in rest[:2]] == ["de", "heer"]:
        return _drop_titles(rest[2:])
    return rest


def _words(text: str) -> list[str]:
    """Words of a name; d', l' and initials are cut loose from the word they are written onto."""
    loose = _WRITTEN_ONTO.sub(r"\1 ", text) if "'" in text else text
    return (_BEHIND_INITIALS.sub(" ", loose) if "." in loose else loose).split()


def _prefix(words: list[str]) -> str:
    return " ".join(words).lower().replace("l' ", "l'")


def _given(words: list[str]) -> str:
    if words and all(map(_INITIALS.fullmatch, words)):
        joined = "".join(f"{word.rstrip('.')}." for word in words)
        return _FIRST_LETTER.sub(lambda letter: letter[0].upper(), joined)
    return " ".join(words)


def _family(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and words[count].lower() in PREFIX_WORDS:
        count += 1
    return _prefix(words[:count]), " ".join(words[count:])


def _family_start(words: list[str]) -> int:
    """Where the family name starts in a name in speaking order."""
    last = len(words) - 1
    for index, word in enumerate(words[:last]):
        low = word.lower()
        if low in PREFIX_WORDS or (index and low in _PARTICLES):
            return index
        if "-" in low and low.rpartition("-")[2] in PREFIX_WORDS:
            return index
    if words[0].lower() in _PARTICLES:
        return 0
    initials = 0
    while initials < last and _INITIALS.fullmatch(words[initials]):
        initials += 1
    return initials or last


def person_name(text: str) -> PersonName | None:
    """Split a name as typed into its parts, or None when there is no name ("onbekend", "?", "n.v.t.").

    "Visser, M.", "van der Meer, M.", "'t Hof, H. van", "José de Vries", "mw. M. Visser", "Meer M. van der"
    are all read. Forms of address, titles and remarks between brackets are left out; capitals stay as typed,
    save the prefix.
    """
    clean = clean_line(text)
    if clean is None or is_unknown(clean):
        return None
    bare = _BRACKETS.sub("", clean) if "(" in clean else clean
    bare = clean if bare is not clean and is_unknown(bare) else bare
    bare = (_HYPHEN.sub("-", bare) if "-" in bare else bare).strip(" -,;")
    family_part, comma, given_part = bare.partition(",")
    family = _words(family_part)
    family = _drop_titles(family) or (family if comma else [])
    if not family or not any(char.isalpha() for char in family_part):
        return None
    if not comma:
        at = next((i for i, word in enumerate(family) if i and "." in word and _INITIALS.fullmatch(word)), 0)
        if not at or any(map(_INITIALS.fullmatch, family[:at])) or not _trailing(family[at:]):
            start = _family_start(family)
            prefix, surname = _family(family[start:])
            return PersonName(_given(family[:start]), prefix, surname)
        family, given = family[:at], family[at:]
    else:
        given = _drop_titles(_words(given_part.replace(",", " ")))
    first, last = 0, len(given)
    while last and given[last - 1].lower() in PREFIX_WORDS:
        last -= 1
    while first < last and given[first].lower() in PREFIX_WORDS:
        first += 1
    prefix, surname = _family(family)
    loose = _prefix(given[:first] + given[last:])
    return PersonName(_given(given[first:last]), f"{loose} {prefix}".strip(), surname)


def _trailing(words: list[str]) -> bool:
    """Tell whether `words` are initials and prefixes only, as behind a surname: "Meer M. van der"."""
    return all(_INITIALS.fullmatch(word) or word.lower() in PREFIX_WORDS for word in words)
