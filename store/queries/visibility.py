"""Need-to-know: which rows the person at the store may see. Every query that reads about residents asks here.

Each `may_see_` function returns an SQL condition with its values (there are none), to be put in a WHERE. It is `"1"`
when nothing is hidden, which one look in a small index tells: a store without shielded cases pays nothing for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from store.codes import Role
from store.errors import NotAllowed, Shielded
from store.queries.shared import fetch_one
from store.rules.permissions import ActGroup, may

if TYPE_CHECKING:
    from store.engine.lifecycle import Store

Condition: TypeAlias = tuple[str, tuple[object, ...]]

EVERYTHING: Final[Condition] = ("1", ())
NOTHING: Final[Condition] = ("0", ())

NO_CONTENT: Final = (
    "Als logbeheerder ziet u het logboek, en geen signalen of casussen. Er is niets gewijzigd; vraag een "
    "coördinator als u toch inhoud nodig hebt."
)
SHIELDED: Final = (
    "Deze casus is afgeschermd: alleen het team ervan ziet haar. Er is niets getoond of gewijzigd. Is het nodig, "
    "breek dan het glas en zeg waarom; een coördinator ziet dat."
)


def may_read_log(store: Store) -> bool:
    """Return whether who sits at the store keeps the log."""
    return store.viewer is None or may(store.viewer.role, ActGroup.LOG)


def hidden_cases(store: Store) -> str:
    """Return a SELECT of the ids of the cases hidden from the viewer; "" when none is.

    While records are linked as one person the stricter of two shieldings wins: a case of somebody who has a shielded
    case too is seen by its own team only. Not for the log keeper, who sees no case at all. Only whole numbers of ours
    stand in it, so that it needs no values; it ends in a WHERE that can be gone on with. It is told to begin at the few
    shielded cases: left to choose, SQLite goes through all cases, at every read.
    """
    viewer = store.viewer
    if viewer is None:
        return ""
    parts = [""]
    for column, allowed in (("team_id", viewer.team_ids), ("id", viewer.opened)):
        if allowed:
            parts.append(f"c.{column} NOT IN ({', '.join(str(int(one)) for one in sorted(allowed))})")
    beyond = " AND ".join(parts)
    statement = (
        "SELECT id FROM cases WHERE id IN (SELECT c.id FROM cases c INDEXED BY ix_cases_shielded"
        f" WHERE c.shielded = 1{beyond}"
        " UNION SELECT c.id FROM cases k INDEXED BY ix_cases_shielded CROSS JOIN residents r ON r.id = k.resident_id"
        " CROSS JOIN residents m ON m.group_id = r.group_id CROSS JOIN cases c ON c.resident_id = m.id"
        f" WHERE k.shielded = 1{beyond})"
    )
    return statement if fetch_one(store, f"{statement} LIMIT 1") is not None else ""


def may_see_case(store: Store, column: str) -> Condition:
    """Return the condition for a row whose case id stands in `column`, which may be NULL."""
    return _condition(store, column, lambda hidden: hidden)


def may_see_signal(store: Store, column: str) -> Condition:
    """Return the condition for a row whose signal id stands in `column`, which may be NULL."""
    return _condition(store, column, lambda hidden: f"SELECT id FROM signals WHERE case_id IN ({hidden})")


def may_see_resident(store: Store, column: str) -> Condition:
    """Return the condition for a row whose resident id stands in `column`: one known by something not hidden."""
    return _condition(store, column, lambda hidden: _only_behind(hidden, "resident_id"))


def may_see_address(store: Store, column: str) -> Condition:
    """Return the condition for a row whose address id stands in `column`: one known by something not hidden.

    An address that stands only at a hidden resident belongs to a hidden case too: it came with the same report.
    """
    return _condition(store, column, lambda hidden: _only_behind(hidden, "address_id"))


def visible_about(store: Store, case: str, signal: str) -> str:
    """Return the condition for a row that hangs under the case in one column or the signal in another, or neither."""
    one, other = may_see_case(store, case)[0], may_see_signal(store, signal)[0]
    return one if one == other else f"({one} AND {other})"


def _condition(store: Store, column: str, left_out: Callable[[str], str]) -> Condition:
    if _sees_no_content(store):
        return NOTHING
    hidden = hidden_cases(store)
    if not hidden:
        return EVERYTHING
    return f"({column} IS NULL OR {column} NOT IN ({left_out(hidden)}))", ()


def _only_behind(hidden: str, kind: str) -> str:
    """Return a SELECT of the residents or addresses (`kind` is their column) that only hidden cases know."""
    behind = (
        f"SELECT {kind} AS one FROM cases WHERE id IN ({hidden})"
        f" UNION SELECT {kind} FROM signals WHERE case_id IN ({hidden})"
    )
    if kind == "address_id":
        behind += (
            " UNION SELECT address_id FROM residents WHERE id IN"
            f" (SELECT resident_id FROM cases WHERE id IN ({hidden})"
            f" UNION SELECT resident_id FROM signals WHERE case_id IN ({hidden}))"
        )
    return (
        f"SELECT h.one FROM ({behind}) h WHERE h.one IS NOT NULL AND NOT ("
        f"EXISTS (SELECT 1 FROM signals s WHERE s.{kind} = h.one"
        f" AND (s.case_id IS NULL OR s.case_id NOT IN ({hidden})))"
        f" OR EXISTS (SELECT 1 FROM cases k WHERE k.{kind} = h.one AND k.id NOT IN ({hidden})))"
    )


def _sees_no_content(store: Store) -> bool:
    viewer = store.viewer
    return viewer is not None and viewer.role == Role.LOG_KEEPER


def is_hidden(store: Store, case_id: int) -> bool:
    """Return whether this case is shielded from the viewer."""
    hidden = hidden_cases(store)
    return bool(hidden) and fetch_one(store, f"{hidden} AND id = ?", (case_id,)) is not None


def check_case(store: Store, case_id: int | None) -> None:
    """Raise `Shielded` when the viewer may not see this case, `NotAllowed` for who sees no content at all."""
    if _sees_no_content(store):
        raise NotAllowed(NO_CONTENT)
    if case_id is not None and is_hidden(store, case_id):
        raise Shielded(SHIELDED, case_id)


def check_signal(store: Store, signal_id: int) -> None:
    """Raise as `check_case` does when the signal belongs to a case that the viewer may not see."""
    if store.viewer is None:
        return
    row = fetch_one(store, "SELECT case_id FROM signals WHERE id = ?", (signal_id,))
    check_case(store, None if row is None else row[0])
