"""Naming the resident of a case in full or by initials, and what to mask of everybody in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.codes import InfoLevel, PartnerType
from store.rules.disclosure_facts import CaseFile, SignalFacts
from store.rules.disclosure_mask import Mask, bare, name_words
from store.rules.normalise import pretty_postcode
from store.rules.person_names import PersonName


def full_name(case: CaseFile) -> str:
    """Return the name of the resident; empty when it is not known."""
    if case.surname:
        return PersonName(case.given, case.prefix, case.surname).full
    return case.name_text or case.given


def initials(case: CaseFile) -> str:
    """Return "M.V." for Maria van der Visser; empty without a surname, for a story is no name."""
    letters = [word[0].upper() for word in re.findall(r"[^\W\d_]+", case.given)[:1]]
    if not case.surname:
        return ""
    letters += [word[0].upper() for word in re.findall(r"[^\W\d_]+", case.surname)[:1]]
    return "".join(f"{letter}." for letter in letters)


def birth_year(case: CaseFile) -> int | None:
    """Return the year of birth, from the date when that is known."""
    return case.birth_date.year if case.birth_date else case.birth_year


def address(case: CaseFile) -> str:
    """Return the address as on an envelope on one line; empty when it is not known."""
    if case.street or case.house_number is not None:
        joint = "-" if case.addition[:1].isdigit() else ""
        number = "" if case.house_number is None else f"{case.house_number}{joint}{case.addition}"
        line = f"{case.street or 'straat onbekend'} {number}".strip()
    else:
        line = case.address_text
    area = f"{pretty_postcode(case.postcode)} {case.place}".strip()
    return ", ".join(part for part in (line, area) if part)


def mask_for(case: CaseFile, level: InfoLevel, named: Sequence[SignalFacts]) -> Mask:
    """Return the mask for texts of `case` at `level`: everybody below a handover, reporters and BSNs in one.

    `named` are the signals of which the recipient may know who reported.
    """
    hidden = [one for one in case.signals if one not in named]
    told = {name_key(one.reporter_name) for one in named} - {name_key(one.reporter_name) for one in hidden}
    own = name_key(full_name(case))
    reporters = [
        name
        for name in (*(one.reporter_name for one in hidden), *case.known.reporters)
        if name_key(name) not in told and not (level == InfoLevel.HANDOVER and name_key(name) == own)
    ]
    open_contacts = {re.sub(r"\W", "", one) for signal in named for one in _contacts(signal)}
    contacts = [
        text
        for text in (*(one for signal in hidden for one in _contacts(signal)), *case.known.reporter_contacts)
        if re.sub(r"\W", "", text) not in open_contacts
    ]
    organisations = {
        name
        for name in (*(one.organisation for one in hidden), *case.known.reporter_organisations)
        if name and not _is_a_kind(name) and name not in {one.organisation for one in named}
    }
    known_only = Mask(
        names=tuple(reporters),
        organisations=tuple(sorted(organisations)),
        numbers=tuple(text for text in contacts if "@" not in text),
        mails=tuple(text for text in contacts if "@" in text),
        bsns=case.known.bsns,
        everything=False,
    )
    if level == InfoLevel.HANDOVER:
        return known_only
    return Mask(
        names=(*reporters, full_name(case), case.given, case.name_text, *case.known.people),
        organisations=known_only.organisations,
        numbers=(*known_only.numbers, case.phone),
        mails=known_only.mails,
        streets=(case.street, *case.known.streets),
        phrases=(case.address_text, case.postcode, pretty_postcode(case.postcode), *case.known.places),
        bsns=case.known.bsns,
        birth_date=case.birth_date,
    )


def name_key(name: str) -> str:
    """Return a key by which two notations of one name compare equal."""
    return " ".join(name_words(name))


def _contacts(signal: SignalFacts) -> tuple[str, ...]:
    return tuple(text for text in (signal.reporter_phone, signal.reporter_mail) if text.strip())


def _is_a_kind(organisation: str) -> bool:
    """Tell whether a name is only the word for its kind ("Politie"): that is told anyway."""
    return bare(organisation.strip())[0] in {bare(kind.label)[0] for kind in PartnerType}
