"""What each screen reads before it can be shown, so that growth is seen per screen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle

from store.codes import MatchLevel, PairState, Theme
from store.engine.lifecycle import Store
from store.local_time import today
from store.queries.access_report import held_about
from store.queries.case_detail import case_detail
from store.queries.case_file import case_file
from store.queries.cases import CaseFilter, case_head, case_leads, case_rows
from store.queries.deliveries import deliveries
from store.queries.duplicates import group_members, pair_counts, pair_detail, pair_rows, pair_spine
from store.queries.feedback import feedback_queue
from store.queries.history import case_history
from store.queries.households import near_cases
from store.queries.known import known_of
from store.queries.log_view import LogFilter, log_rows, log_top
from store.queries.meeting_decisions import decided_about
from store.queries.meeting_items import item_view
from store.queries.meeting_names import tells_of_somebody
from store.queries.meetings import meeting_detail, meeting_list
from store.queries.people import openings, people
from store.queries.retention import proposals
from store.queries.shared import fetch
from store.queries.signals import SignalFilter, signal_detail, signal_head, signal_rows
from store.queries.suggest import suggest_addresses
from tests.perf.figures import Figure, timed

_HEAD, _PAGE = 200, 50
_DRAWN = 20


def screens(store: Store, size: int, times: int) -> Iterator[Figure]:
    """Yield the reading of each screen and of what it asks while somebody works in it."""
    for what, job in jobs(store).items():
        yield Figure(f"read: {what}", size, timed(job, times))


def jobs(store: Store) -> dict[str, Callable[[], object]]:
    """Return what each screen reads, by what it is; what the store has none of is left out."""
    day, rng = today(), random.Random(3)
    (profile,) = fetch(store, "SELECT min(id) FROM profiles")[0]
    (most,) = fetch(store, "SELECT max(id) FROM signals")[0]
    signals = cycle(
        [row[0] for row in fetch(store, "SELECT id FROM signals ORDER BY id DESC LIMIT ?", (_DRAWN // 2,))]
        + [
            row[0]
            for _ in range(_DRAWN // 2)
            for row in fetch(store, "SELECT max(id) FROM signals WHERE id <= ?", (rng.randint(1, most),))
            if row[0]
        ]
    )
    cases = cycle(
        [row[0] for row in fetch(store, "SELECT id FROM cases ORDER BY id DESC LIMIT ?", (_DRAWN,))]
    )
    found: dict[str, Callable[[], object]] = {
        "signals": lambda: _signals(store, SignalFilter()),
        "signals of a theme": lambda: _signals(store, SignalFilter(theme=Theme.NUISANCE)),
        "signals by the start of a name": lambda: _signals(store, SignalFilter(text="visser")),
        "signals, nothing found": lambda: _signals(store, SignalFilter(text="zzzz")),
        "a signal": lambda: signal_detail(store, next(signals)),
        "what is known beside a delivered row": lambda: known_of(store, next(signals), day),
        "open cases": lambda: _cases(store, CaseFilter(open_only=True)),
        "a case": lambda: case_detail(store, next(cases), today=day),
        "history of a case": lambda: case_history(store, next(cases)),
        "cases near a case": lambda: near_cases(store, next(cases)),
        "a case as it is shared": lambda: case_file(store, case_detail(store, next(cases), today=day)),
        "what is held about a resident": lambda: held_about(store, next(cases)),
        "answers owed": lambda: feedback_queue(store, day, profile_id=profile),
        "likely pairs": lambda: _pairs(store),
        "log book": lambda: log_rows(store, log_top(store, LogFilter(), _HEAD)[:_PAGE]),
        "deliveries": lambda: deliveries(store),
        "meetings": lambda: meeting_list(store, profile),
        "names in a theme": lambda: tells_of_somebody(store, profile, "Overlast van jongeren op het plein"),
        "notes of Vandaag": lambda: (
            openings(store, unseen=True),
            decided_about(store, "Meting", datetime.now(UTC) - timedelta(days=14)),
        ),
        "people who work here": lambda: people(store),
        "addresses while typing": lambda: suggest_addresses(store, "kerkstr 4"),
        "what may be destroyed": lambda: proposals(store, profile, day),
    }
    for column, what in (("team_id", "team"), ("district_id", "district")):
        (chosen,) = fetch(store, f"SELECT min({column}) FROM signals WHERE {column} IS NOT NULL")[0]
        filter_ = SignalFilter(**{column: chosen})
        found[f"signals of a {what}"] = lambda asked=filter_: _signals(store, asked)  # type: ignore[misc]
    for low, high in fetch(store, "SELECT low_id, high_id FROM resident_pairs ORDER BY id LIMIT 1"):
        found["a likely pair"] = lambda one=low, other=high: (  # type: ignore[misc]
            pair_detail(store, one, other),
            group_members(store, one),
        )
    for meeting_id, item_id in fetch(
        store,
        "SELECT meeting_id, min(id) FROM agenda_items WHERE case_id IS NOT NULL"
        " GROUP BY meeting_id ORDER BY count(*) DESC LIMIT 1",
    ):
        found["a meeting"] = lambda one=meeting_id: meeting_detail(store, one)  # type: ignore[misc]
        found["an item of a meeting"] = lambda one=item_id: item_view(store, one, today=day)  # type: ignore[misc]
    return found


def _signals(store: Store, chosen: SignalFilter) -> object:
    return signal_rows(store, signal_head(store, chosen, _HEAD)[:_PAGE])


def _cases(store: Store, chosen: CaseFilter) -> object:
    return case_rows(store, case_head(store, chosen, _HEAD)[:_PAGE]), case_leads(store)


def _pairs(store: Store) -> object:
    ids = pair_spine(store, PairState.OPEN, tuple(MatchLevel))
    return pair_counts(store), pair_rows(store, ids[:_PAGE])
