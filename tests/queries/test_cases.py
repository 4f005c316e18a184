"""Cases as lists and as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from store.codes import CaseStatus, ClockKind, ContactKind, LifeDomain, NormKind, Outcome, Theme
from store.errors import NotFound
from store.queries.case_detail import _OF_CASE_OR_SIGNAL as detail_of_case
from store.queries.case_detail import EntryKind, case_detail, case_timeline
from store.queries.case_timeline import _OF_CASE_OR_SIGNAL as timeline_of_case
from store.queries.cases import CaseFilter, case_leads, case_rows, case_spine, every_case
from store.queries.feedback import _OPEN as owed
from tests.queries.conftest import FATIMA, TODAY, Filled


def test_spine_has_open_cases_first(filled_store: Filled) -> None:
    assert list(case_spine(filled_store.store, CaseFilter())) == [filled_store.case, filled_store.closed]


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        (CaseFilter(open_only=True), ["case"]),
        (CaseFilter(status=(CaseStatus.CLOSED,)), ["closed"]),
        (CaseFilter(status=(CaseStatus.CLOSED, CaseStatus.OUTREACH)), ["case", "closed"]),
        (CaseFilter(lead=FATIMA.name, open_only=True), ["case"]),
        (CaseFilter(lead="niemand"), []),
        (CaseFilter(profile_id=999), []),
        (CaseFilter(text="visser"), ["case"]),
        (CaseFilter(text="Kerkstraat 41, pijnacker"), ["case"]),
        (CaseFilter(text="kerkstraat 14"), []),
        (CaseFilter(text="2641ab"), ["case"]),
        (CaseFilter(text="c2026-002"), ["closed"]),
        (CaseFilter(text="fatima 1951"), ["case"]),
        (CaseFilter(text="% _ ' \" --"), ["case", "closed"]),
        (CaseFilter(text="'; drop table cases"), []),
    ],
)
def test_filters(filled_store: Filled, filter_: CaseFilter, found: list[str]) -> None:
    expected = [getattr(filled_store, name) for name in found]
    assert list(case_spine(filled_store.store, filter_)) == expected
    assert [row.id for row in every_case(filled_store.store, filter_, page=1)] == expected


def test_rows_stand_in_the_order_asked_for(filled_store: Filled) -> None:
    rows = case_rows(filled_store.store, [filled_store.closed, 12345, filled_store.case])
    assert [row.id for row in rows] == [filled_store.closed, filled_store.case]
    closed, case = rows
    assert closed.outcome == Outcome.SELF_SOLVED
    assert closed.closed_at is not None
    assert closed.next_due is None
    assert case.who == "M. Visser, 1951"
    assert case.where == "Kerkstraat 41, Pijnacker"
    assert case.district == "Pijnacker"
    assert case.status == CaseStatus.OUTREACH
    assert case.open_actions == 1
    assert case.last_act_on == date(2026, 11, 15)
    assert Theme.HOARDING in case.themes
    assert case.next_due_kind in set(ClockKind)


def test_no_rows_for_no_ids(filled_store: Filled) -> None:
    assert case_rows(filled_store.store, []) == ()


def test_leads_of_open_cases(filled_store: Filled) -> None:
    assert case_leads(filled_store.store) == (FATIMA.name,)


def test_detail_holds_everything(filled_store: Filled) -> None:
    detail = case_detail(filled_store.store, filled_store.case, today=TODAY)
    assert detail.head.who == "M. Visser"
    assert detail.head.birth_year == 1951
    assert detail.head.goal == "veilig wonen"
    assert detail.head.is_open
    assert CaseStatus.CLOSED in detail.next_statuses
    assert [signal.number for signal in detail.signals] == [
        filled_store.second.number,
        filled_store.first.number,
    ]
    assert detail.signals[1].source == "Rondom Wonen"
    assert detail.signals[1].short == "Post in de hal."
    assert [attempt.kind for attempt in detail.attempts] == [ContactKind.VISIT, ContactKind.PHONE]
    assert detail.ladder.reached == 1
    assert "avond" in detail.ladder.not_tried
    (action,) = detail.open_actions
    assert action.due is not None
    assert action.due.text == "2 werkdagen te laat"
    assert [done.title for done in detail.done_actions] == ["kaartje doen"]
    assert [(score.domain, score.level, score.previous_level) for score in detail.scores] == [
        (LifeDomain.FINANCE, 3, None),
        (LifeDomain.HOUSING, 2, 1),
    ]
    informing = next(clock for clock in detail.clocks if clock.kind == ClockKind.INFORM_RESIDENT)
    assert informing.norm == NormKind.LAW
    assert informing.source.startswith("AVG")
    owed = {clock.signal_number for clock in detail.clocks if clock.kind == ClockKind.FEEDBACK}
    assert owed == {filled_store.first.number}
    assert {routing.explanation.team for routing in detail.routings} == {"kernteam"}


def test_a_case_that_is_not_there(filled_store: Filled) -> None:
    with pytest.raises(NotFound, match="staat niet"):
        case_detail(filled_store.store, 987, today=TODAY)
    assert not filled_store.store.reader().in_transaction


def test_timeline_is_sorted_and_says_what_happened(filled_store: Filled) -> None:
    timeline = case_timeline(filled_store.store, filled_store.case)
    assert not timeline.more
    moments = [entry.at for entry in timeline.entries]
    assert moments == sorted(moments, reverse=True)
    kinds = {entry.kind for entry in timeline.entries}
    assert kinds == set(EntryKind)
    titles = [entry.title for entry in timeline.entries]
    assert "huisbezoek, middag: bereikt, met huismeester" in titles or any(
        "huisbezoek" in one for one in titles
    )
    assert "contact zoeken → bemoeizorg" in titles
    assert "Huisvesting: 2, niet zelfredzaam" in titles
    assert f"signaal {filled_store.first.number} ontvangen van Rondom Wonen" in titles
    assert f"signaal getriëerd ({filled_store.first.number})" in titles
    assert "notitie (feit)" in titles
    assert "plan bijgewerkt" in titles
    assert len({entry.key for entry in timeline.entries}) == len(timeline.entries)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_timeline_in_pages_is_the_timeline(filled_store: Filled, size: int) -> None:
    whole = case_timeline(filled_store.store, filled_store.case, limit=500).entries
    pages = []
    page = case_timeline(filled_store.store, filled_store.case, limit=size)
    pages.extend(page.entries)
    while page.more:
        page = case_timeline(filled_store.store, filled_store.case, before=page.entries[-1], limit=size)
        pages.extend(page.entries)
    assert tuple(pages) == whole


def test_what_hangs_under_a_signal_of_a_case_is_looked_up_by_signal(filled_store: Filled) -> None:
    for asked in (detail_of_case, timeline_of_case):
        statement = f"EXPLAIN QUERY PLAN SELECT x.id FROM clocks x WHERE {asked}"
        plan = [row[3] for row in filled_store.store.reader().execute(statement, (filled_store.case,))]
        assert "SEARCH x USING INDEX ix_clocks_signal_id (signal_id=?)" in plan


def test_the_queue_of_answers_goes_through_the_clocks_that_run_only(filled_store: Filled) -> None:
    statement = (
        f"EXPLAIN QUERY PLAN SELECT c.id FROM clocks c JOIN signals s ON s.id = c.signal_id WHERE {owed}"
    )
    plan = [row[3] for row in filled_store.store.reader().execute(statement)]
    assert plan[0] == "SCAN c USING INDEX ix_clocks_open"
    one = [row[3] for row in filled_store.store.reader().execute(f"{statement} AND s.id = 1")]
    assert "SEARCH c USING INDEX ix_clocks_signal_id (signal_id=?)" in one
