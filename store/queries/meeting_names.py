"""Names around a meeting: what may not be read on a shared screen, and who can be named in a decision."""

from __future__ import annotations

from collections.abc import Iterable

from store.engine.lifecycle import Store
from store.queries.shared import fetch
from store.rules.decision_line import Names, Party
from store.rules.masking import KnownAddress, KnownNames, NameParts


def known_names(store: Store, case_id: int | None, signal_id: int | None) -> KnownNames:
    """Return what may not be read on a shared screen about a case, or about a signal that has none."""
    return known_names_of(store, ((case_id, signal_id),))[case_id, signal_id]


def known_names_of(
    store: Store, subjects: Iterable[tuple[int | None, int | None]]
) -> dict[tuple[int | None, int | None], KnownNames]:
    """Return `known_names` for several (case, signal) at once."""
    found: dict[tuple[int | None, int | None], KnownNames] = {}
    for case_id, signal_id in subjects:
        if (case_id, signal_id) not in found:
            found[case_id, signal_id] = _known(store, case_id, signal_id)
    return found


_PEOPLE = """
SELECT r.given, r.prefix, r.surname, r.name_text, r.phone FROM residents r WHERE r.id IN (
 SELECT resident_id FROM cases WHERE id = ?1 UNION SELECT resident_id FROM signals WHERE case_id = ?1 OR id = ?2)
 OR r.household_id IN (SELECT household_id FROM cases WHERE id = ?1)
"""
_REPORTERS = """
SELECT m.name, m.phone, m.mail FROM reporters m WHERE m.id IN (
 SELECT reporter_id FROM signals WHERE case_id = ?1 OR id = ?2)
"""
_ADDRESSES = """
SELECT a.street, a.house_number, a.postcode, a.described FROM addresses a WHERE a.id IN (
 SELECT address_id FROM cases WHERE id = ?1 UNION SELECT address_id FROM signals WHERE case_id = ?1 OR id = ?2)
"""


def _known(store: Store, case_id: int | None, signal_id: int | None) -> KnownNames:
    values = (case_id, signal_id)
    people = fetch(store, _PEOPLE, values)
    reporters = fetch(store, _REPORTERS, values)
    return KnownNames(
        names=(
            *(NameParts(given, prefix, surname, free) for given, prefix, surname, free, _ in people),
            *(NameParts(free=name) for name, _, _ in reporters if name),
        ),
        phones=tuple(
            dict.fromkeys(one for one in (*(row[4] for row in people), *(row[1] for row in reporters)) if one)
        ),
        mails=tuple(dict.fromkeys(row[2] for row in reporters if row[2])),
        addresses=tuple(KnownAddress(*row) for row in fetch(store, _ADDRESSES, values)),
    )


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
