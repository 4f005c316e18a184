"""Names around a meeting: what may not be read on a shared screen, and who can be named in a decision."""

from __future__ import annotations

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.shared import fetch
from store.rules.decision_line import Names, Party
from store.rules.masking import KnownAddress, KnownNames, NameParts, mask_text

_CASES = "SELECT case_id FROM agenda_items WHERE meeting_id = ?1"
_SIGNALS = (
    "SELECT s.id FROM signals s WHERE s.case_id IN ({cases}) OR s.id IN"
    " (SELECT signal_id FROM agenda_items WHERE meeting_id = ?1)"
)
_PEOPLE = """
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text, r.phone FROM residents r WHERE r.id IN (
 SELECT resident_id FROM cases WHERE id IN ({cases}) UNION SELECT resident_id FROM signals WHERE id IN ({signals}))
"""
_IN_HOUSEHOLD = "SELECT EXISTS (SELECT 1 FROM cases WHERE household_id IS NOT NULL AND id IN ({cases}))"
_HOUSEHOLD = """
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text, r.phone FROM residents r WHERE r.household_id IN (
 SELECT household_id FROM cases WHERE id IN ({cases}))
"""
"""Asked only when one of the cases belongs to a household: it looks through everybody."""
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
    return _known(store, _CASES, _SIGNALS.format(cases=_CASES), (meeting_id,))


def known_names(store: Store, case_id: int | None, signal_id: int | None) -> KnownNames:
    """Return what may not be read on a shared screen about one case, or about a signal that has none."""
    cases = "?1"
    signals = "SELECT id FROM signals WHERE case_id = ?1 OR id = ?2"
    return _known(store, cases, signals, (case_id, signal_id))


def _known(store: Store, cases: str, signals: str, values: tuple[object, ...]) -> KnownNames:
    parts = {"cases": cases, "signals": signals}
    people = fetch(store, _PEOPLE.format(**parts), values)
    if fetch(store, _IN_HOUSEHOLD.format(**parts), values)[0][0]:
        people += fetch(store, _HOUSEHOLD.format(**parts), values)
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


_OPEN_PEOPLE = """
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text FROM residents r WHERE r.id IN (
 SELECT resident_id FROM cases WHERE profile_id = ?1 AND status <> ?2 UNION
 SELECT resident_id FROM signals WHERE profile_id = ?1 AND case_id IS NULL)
"""


def tells_of_somebody(store: Store, profile_id: int, text: str) -> bool:
    """Return whether a text for the open part seems to hold a name, a number or an address.

    Looked for are the people of open cases and of signals without a case, telephones, mail, postcodes and streets with
    a number. It can be wrong both ways (a baker is not Mrs. Bakker): a person decides.
    """
    found = fetch(store, _OPEN_PEOPLE, (profile_id, CaseStatus.CLOSED.value))
    names = tuple(NameParts(given, prefix, surname, free) for given, prefix, surname, free in found)
    return mask_text(text, KnownNames(names=names)) != text


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
