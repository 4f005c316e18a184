"""A meeting of thirty items in a real terminal, with the keyboard alone; what it leaves is checked in the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.acts.directory import set_setting
from store.acts.meeting_items import add_item
from store.acts.meetings import plan_meeting
from store.codes import AgendaReason, AgendaStatus, CaseStatus, MeetingStatus
from store.engine.lifecycle import Store, open_store
from store.exchange.documents.markdown import to_markdown
from store.exchange.minutes import action_list, minutes
from store.local_time import local_day, today
from store.queries.case_detail import case_detail
from store.queries.meeting_decisions import actions_per_organisation
from store.queries.meeting_shapes import MeetingDetail
from store.queries.meetings import meeting_detail, meeting_kinds, next_meeting
from store.rules.workdays import add_workdays
from tests.acts.office import ME, build, opened, rows
from tests.real_terminal import RealTerminal, program

pytestmark = pytest.mark.xdist_group("terminal")

ITEMS, REACHED = 30, 22
VISIT, HANDED = 3, 7
"""The items about which something is decided."""


def thirty_cases(path: Path) -> tuple[int, tuple[int, ...]]:
    """Make a store with a meeting today about thirty cases; return the meeting and the cases in order."""
    build(path)
    now = datetime.now(UTC)
    with open_store(path) as store:
        set_setting(store, ME, "worker", ME.name, now=now)
        cases = tuple(
            opened(store, now=now - timedelta(days=1), house_number=100 + n, surname=f"Voorbeeld{n:02}")
            for n in range(1, ITEMS + 1)
        )
        kind = meeting_kinds(store, 1)[0]
        meeting = plan_meeting(store, ME, kind.id, local_day(now), starts_at="09:00", now=now).id
        for case in cases:
            add_item(store, ME, meeting, case_id=case, now=now)
    assert len(set(cases)) == ITEMS
    return meeting, cases


def decide(terminal: RealTerminal, line: str, understood: str) -> None:
    """Type a decision, see how it is understood, take it and leave the line."""
    terminal.keys("b", line)
    terminal.wait(understood, gone="n volgend punt")
    terminal.keys("enter")
    terminal.wait("✓ Besloten", gone=understood)
    terminal.keys("escape")
    terminal.wait("n volgend punt")


def hold(path: Path) -> None:
    """Hold the meeting: twenty-two items, two decisions, one look at who it is; then close it."""
    with RealTerminal(program("--store", str(path)), folder=path.parent) as terminal:
        terminal.wait("1 Vandaag", "Kerkstraat")
        terminal.keys("4")
        terminal.wait("Wijken die werken", "b beginnen")
        terminal.keys("b")
        for number in range(1, REACHED + 1):
            terminal.wait(f"punt {number} van {ITEMS}", "SCHERM VEILIG")
            assert "Voorbeeld" not in terminal.text
            if number == 1:
                terminal.keys(" ")
                terminal.wait("Maria Voorbeeld01", "NAMEN ZICHTBAAR")
                terminal.wait("SCHERM VEILIG", gone="Voorbeeld")
            elif number == VISIT:
                decide(terminal, "samen langs @Fatima +5wd", "Wie: Fatima El Amrani")
            elif number == HANDED:
                decide(terminal, "overdracht aan GGZ Delfland @Joris vr", "Wie: Joris de Wit")
            terminal.keys("n")
        terminal.wait(f"punt {REACHED + 1} van {ITEMS}")
        terminal.keys("ctrl+s")
        terminal.wait("Overleg sluiten?", f"{ITEMS - REACHED} punten schuiven door")
        terminal.keys("j")
        terminal.wait("Overleg gesloten.", gone="Overleg sluiten?")
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
        assert not terminal.in_alternate_screen


def check_papers(detail: MeetingDetail) -> None:
    """The minutes and the action list tell what was discussed, decided and left, and name nobody."""
    told = minutes(detail, today(), "Kernteam")
    discussed = [one for one in told.sections if one.key.startswith("closed-")]
    assert len(discussed) == REACHED
    text, promised = to_markdown(told), to_markdown(action_list(detail, today(), "Kernteam"))
    assert text.count("Besproken, geen besluit.") == REACHED - 2
    assert text.count("1e keer") == ITEMS - REACHED
    for part in ("samen langs", "GGZ Delfland", "Fatima El Amrani", "Joris de Wit"):
        assert part in text and part in promised
    assert "Voorbeeld" not in text + promised and "Kerkstraat" not in text + promised


def check_decisions(store: Store, detail: MeetingDetail, cases: tuple[int, ...]) -> None:
    """Both decisions are an action and a line in the case; the second one hands the case over."""
    visit, handed = detail.decisions
    assert (visit.case_id, handed.case_id) == (cases[VISIT - 1], cases[HANDED - 1])
    assert (visit.owner, handed.owner) == ("Fatima El Amrani", "Joris de Wit")
    assert visit.due_on == add_workdays(local_day(visit.at), 5)
    ((_, held),) = actions_per_organisation(detail.decisions)
    assert {one.id for one in held} == {visit.id, handed.id}
    for one, title in ((visit, "samen langs"), (handed, "GGZ Delfland")):
        case = case_detail(store, one.case_id or 0)
        (action,) = [known for known in case.open_actions if known.id == one.action_id]
        assert title in action.title and (action.owner, action.due_on) == (one.owner, one.due_on)
        lines = [
            entry.body for entry in case.timeline.entries if "Besluit in Wijken die werken" in entry.body
        ]
        assert len(lines) == 1 and title in lines[0]
    assert case_detail(store, cases[HANDED - 1]).head.status == CaseStatus.HANDOVER


def test_a_meeting_of_thirty_items(tmp_path: Path) -> None:
    path = tmp_path / "wijk.store"
    meeting, cases = thirty_cases(path)
    hold(path)
    with open_store(path) as store:
        detail = meeting_detail(store, meeting)
        assert detail.row.status == MeetingStatus.CLOSED and detail.current_item_id is None
        assert [item.case_id for item in detail.items] == list(cases)
        assert [item.status for item in detail.items] == (
            [AgendaStatus.DONE] * REACHED + [AgendaStatus.NOT_REACHED] * (ITEMS - REACHED)
        )
        check_papers(detail)
        check_decisions(store, detail, cases)

        following = next_meeting(store, 1)
        assert following is not None and following.held_on > detail.row.held_on
        moved = meeting_detail(store, following.id).items
        assert [item.case_id for item in moved] == list(cases[REACHED:])
        assert {(item.rolled_over, item.reason) for item in moved} == {(1, AgendaReason.ROLLED_OVER)}

        shown = "SELECT case_id, worker, summary FROM log_entries WHERE purpose = 'overleg, getoond'"
        assert rows(store, shown) == [(cases[0], ME.name, "naam en adres getoond in overleg")]
