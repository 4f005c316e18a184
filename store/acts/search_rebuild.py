"""Making the indexes of search anew from the rows, when they were found not to agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from store.actor import Actor
from store.acts.log_chain import log_alone
from store.acts.maintenance import maintenance
from store.acts.search_bulk import make_anew
from store.engine.lifecycle import Store
from store.queries.search_check import broken_indexes, described
from store.rules.search_indexes import INDEXES, NAME_WORDS, NAMED, STREETS, name_words_added, named_expected


def rebuild_indexes(
    store: Store,
    indexes: Iterable[str] = (*INDEXES, STREETS, NAME_WORDS, *NAMED),
    *,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Make these indexes anew, all or none; no row changes, so there is nothing to log or undo.

    About half a minute at 100,000 signals. `progress` is told each index before it is made. Raises `StoreUnusable` when
    somebody else is writing.
    """
    with store.writing() as connection:
        for index in indexes:
            if progress is not None:
                progress(index)
            if index == STREETS:
                connection.execute(f"DELETE FROM {STREETS}")
                connection.execute(
                    f"INSERT INTO {STREETS} (key, uses) SELECT street_key, count(*) FROM addresses"
                    " WHERE street_key <> '' GROUP BY street_key"
                )
                continue
            if index == NAME_WORDS:
                connection.execute(f"DELETE FROM {NAME_WORDS}")
                connection.execute(name_words_added())
                continue
            if index in NAMED:
                connection.execute(f"DELETE FROM {index}")
                connection.execute(f"INSERT INTO {index} (term, id) {named_expected(index)} ORDER BY 1, 2")
                continue
            make_anew(connection.execute, index)


def mend_indexes(
    store: Store, actor: Actor, *, now: datetime, progress: Callable[[str], None] | None = None
) -> tuple[str, ...]:
    """Make anew what does not agree with its rows, log that, and return in Dutch what it was; nothing when all do.

    Raises `StoreUnusable` when somebody else is writing; then nothing was made.
    """
    wrong = broken_indexes(store)
    if not wrong:
        return ()
    rebuild_indexes(store, wrong, progress=progress)
    what = tuple(described(index) for index in wrong)
    log_alone(
        store, maintenance(actor, "mend_search", f"zoekindex opnieuw gemaakt: {', '.join(what)}", now=now)
    )
    return what
