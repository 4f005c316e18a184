"""Names around a meeting: what may not be read on a shared screen, and who can be named in a decision."""

from __future__ import annotations

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.search_run import any_of, spellings
from store.queries.shared import fetch
from store.rules.decision_line import Names, Party
from store.rules.masking import KnownAddress, KnownNames, NameParts, mask_text, name_words

_CASES = "SELECT case_id FROM agenda_items WHERE meeting_id = ?1"
_SIGNALS = (
    "SELECT s.id FROM signals s WHERE s.case_id IN ({cases}) OR s.id IN"
    " (SELECT signal_id FROM agenda_items WHERE meeting_id = ?1)"
)
_PEOPLE = """
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text, r.phone FROM residents r WHERE r.id IN (
 SELECT resident_id FROM cases WHERE id IN ({cases}) UNION SELECT resident_id FROM signals WHERE id IN ({signals})
 UNION SELECT m.id FROM residents m WHERE m.household_id IN (
  SELECT household_id FROM cases WHERE id IN ({cases}) AND household_id IS NOT NULL))
"""
_REPORTERS = """
SELECT DISTINCT m.name, m.phone, m.mail FROM reporters m WHERE m.id IN (
 SELECT reporter_id FROM signals WHERE id IN ({signals}))
"""
_ADDRESSES = """
SELECT DISTINCT a.street, a.house_number, a.postcode, a.described FROM addresses a WHERE a.id IN (
 SELECT address_id FROM cases WHERE id IN ({cases}) UNION SELECT address_id FROM signals WHERE id IN ({signals}))
"""


def meeting_names(store: Store, meeting_id: int) -> KnownNames:
    """Return what may not be read on the screen of a meeting, of all its cases: a text can name somebody of another."""
    parts, values = {"cases": _CASES, "signals": _SIGNALS.format(cases=_CASES)}, (meeting_id,)
    people = fetch(store, _PEOPLE.format(**parts), values)
    reporters = fetch(store, _REPORTERS.format(**parts), values)
    phones = (*(row[4] for row in people), *(row[1] for row in reporters))
    return KnownNames(
        names=tuple(
            dict.fromkeys(
                (
                    *(NameParts(given, prefix, surname, free) for given, prefix, surname, free, _ in people),
                    *(NameParts(free=name) for name, _, _ in reporters if name),
                )
            )
        ),
        phones=tuple(dict.fromkeys(one for one in phones if one)),
        mails=tuple(dict.fromkeys(row[2] for row in reporters if row[2])),
        addresses=tuple(KnownAddress(*row) for row in fetch(store, _ADDRESSES.format(**parts), values)),
    )


_NEWEST = 500
"""Records with one word in their name that are looked at, the newest first (own norm)."""
_TRIED = 50
_OPEN_PEOPLE = f"""
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text
FROM (SELECT rowid AS id FROM search_names WHERE search_names MATCH ? ORDER BY rowid DESC LIMIT {_NEWEST}) f
CROSS JOIN residents r ON r.id = f.id
WHERE EXISTS (SELECT 1 FROM cases k WHERE k.resident_id = r.id AND k.profile_id = ? AND k.status <> ?)
 OR EXISTS (SELECT 1 FROM signals s WHERE s.resident_id = r.id AND s.case_id IS NULL AND s.profile_id = ?)
LIMIT {_TRIED}
"""


def tells_of_somebody(store: Store, profile_id: int, text: str) -> bool:
    """Return whether a text for the open part seems to hold a name, a number or an address.

    Looked for are the people of open cases and of signals without a case, telephones, mail, postcodes and streets with
    a number. It can be wrong both ways (a baker is not Mrs. Bakker): a person decides. Each word of the text is looked
    up among the names, the newest records first, so that it takes no longer when the store holds more people.
    """
    if mask_text(text, KnownNames()) != text:
        return True
    for word in name_words(text):
        found = fetch(
            store, _OPEN_PEOPLE, (any_of(spellings(word)), profile_id, CaseStatus.CLOSED.value, profile_id)
        )
        if found and mask_text(text, KnownNames(names=tuple(NameParts(*row) for row in found))) != text:
            return True
    return False


def decision_names(store: Store, meeting_id: int) -> Names:
    """Return who can be named in a decision of a meeting: colleagues and who is at the table, partners, teams."""
    people = fetch(store, "SELECT name FROM workers WHERE active ORDER BY name COLLATE NOCASE")
    people += fetch(
        store,
        "SELECT name FROM meeting_participants WHERE meeting_id = ? AND is_team AND name <> '' ORDER BY name",
        (meeting_id,),
    )
    partners = fetch(
        store,
        "SELECT p.name, p.aliases FROM partners p JOIN meetings g ON g.profile_id = p.profile_id"
        " WHERE g.id = ? AND p.active ORDER BY p.name COLLATE NOCASE",
        (meeting_id,),
    )
    teams = fetch(
        store,
        "SELECT t.name, t.key FROM teams t JOIN meetings g ON g.profile_id = t.profile_id"
        " WHERE g.id = ? AND t.active ORDER BY t.id",
        (meeting_id,),
    )
    return Names(
        people=tuple(dict.fromkeys(name for (name,) in people)),
        partners=tuple(Party(name, tuple(aliases.splitlines())) for name, aliases in partners),
        teams=tuple(Party(name, (key,)) for name, key in teams),
    )
