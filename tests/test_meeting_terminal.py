"""A meeting of thirty items in a real terminal, with the keyboard alone; what it leaves is checked in the store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.acts.directory import set_setting
from store.acts.meeting_items import add_item
from store.acts.meeting_table import ParticipantInput, add_participant
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
from tests.acts.office import ME, build, one, opened, rows
from tests.real_terminal import RealTerminal, program

pytestmark = pytest.mark.xdist_group("terminal")

ITEMS, REACHED = 30, 22
VISIT, HANDED, HOUSING = 3, 7, 12
"""The items about which something is decided."""
PARTNER = "Rondom Wonen"
"""Attends the items `INVITED`, and promises something in `HOUSING`; another is to hear nothing of it."""
INVITED = (HOUSING, 20, 25)


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
        housing = int(one(store, "SELECT id FROM partners WHERE name = ? AND profile_id = 1", PARTNER))
        add_participant(store, ME, meeting, ParticipantInput(partner_id=housing), now=now)
        for number, case in enumerate(cases, 1):
            invited = (housing,) if number in INVITED else ()
            add_item(store, ME, meeting, case_id=case, partner_ids=invited, now=now)
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


def write_paper(terminal: RealTerminal, *, for_partner: bool) -> None:
    """Write the minutes of the chosen meeting as Markdown, for the team or for the first partner."""
    terminal.keys("e")
    terminal.wait("Op papier:")
    terminal.keys("tab")
    if for_partner:
        terminal.keys("right")
        terminal.wait("Grondslag")
        terminal.keys("tab")
    terminal.keys("tab", "right", "right")
    terminal.wait("(•) tekst (md)")
    terminal.keys("ctrl+s")
    terminal.wait("Geschreven:", gone="Op papier:")


def hold(path: Path) -> None:
    """Hold the meeting: twenty-two items, three decisions, one look at who it is; close it, put two papers out."""
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
            elif number == HOUSING:
                line = "lekkage laten herstellen @Rondom +3wd als zij opendoet; informeren: telefonisch"
                decide(terminal, line, f"Belegd bij {PARTNER}")
            terminal.keys("n")
        terminal.wait(f"punt {REACHED + 1} van {ITEMS}")
        terminal.keys("ctrl+s")
        terminal.wait("Overleg sluiten?", f"{ITEMS - REACHED} punten schuiven door")
        terminal.keys("j")
        terminal.wait("Overleg gesloten.", gone="Overleg sluiten?")
        terminal.keys("end")
        terminal.wait("GEWEEST", "BESLUITEN")
        write_paper(terminal, for_partner=False)
        write_paper(terminal, for_partner=True)
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
        assert not terminal.in_alternate_screen


def check_papers(detail: MeetingDetail) -> None:
    """The minutes and the action list tell what was discussed, decided and left, item by item, and name nobody."""
    told = minutes(detail, today(), "Kernteam")
    discussed = [one for one in told.sections if one.key.startswith("closed-")]
    assert [section.title.rpartition("(")[2] for section in discussed] == [
        f"{item.number})" for item in detail.items[:REACHED]
    ]
    text, promised = to_markdown(told), to_markdown(action_list(detail, today(), "Kernteam"))
    assert text.count("Besproken, geen besluit.") == REACHED - 3
    left = text.partition("Niet bereikt")[2].partition("Acties per")[0]
    assert left.count("1e keer") == ITEMS - REACHED
    assert [item.number in left for item in detail.items] == [False] * REACHED + [True] * (ITEMS - REACHED)
    for part in ("samen langs", "GGZ Delfland", "lekkage", "Fatima El Amrani", "Joris de Wit", PARTNER):
        assert part in text and part in promised
    for part in ("als zij opendoet", "telefonisch", f"belegd bij {PARTNER}"):
        assert part in text
    assert "Voorbeeld" not in text + promised and "Kerkstraat" not in text + promised


def check_decisions(store: Store, detail: MeetingDetail, cases: tuple[int, ...]) -> None:
    """Each decision is one action and one line in its case; the second hands its case over, the third is another's."""
    visit, handed, repaired = detail.decisions
    assert [one.case_id for one in detail.decisions] == [cases[n - 1] for n in (VISIT, HANDED, HOUSING)]
    assert [(one.owner, one.assigned_to) for one in detail.decisions] == [
        ("Fatima El Amrani", ""),
        ("Joris de Wit", ""),
        ("", PARTNER),
    ]
    assert (visit.due_on, repaired.due_on) == tuple(add_workdays(local_day(visit.at), n) for n in (5, 3))
    assert handed.due_on is not None and handed.due_on.weekday() == 4
    assert (repaired.condition, repaired.informing) == ("als zij opendoet", "telefonisch")
    listed = [(name, [one.id for one in found]) for name, found in actions_per_organisation(detail.decisions)]
    by_day = sorted((visit, handed), key=lambda one: (one.due_on, one.id))
    assert listed == [("", [one.id for one in by_day]), (PARTNER, [repaired.id])]
    titles = ("samen langs", "overdracht aan GGZ Delfland", "lekkage laten herstellen (als zij opendoet)")
    for taken, title in zip(detail.decisions, titles, strict=True):
        case = case_detail(store, taken.case_id or 0)
        (action,) = [known for known in case.open_actions if known.id == taken.action_id]
        assert (action.title, action.owner, action.due_on) == (title, taken.holder, taken.due_on)
        lines = [
            entry.body for entry in case.timeline.entries if "Besluit in Wijken die werken" in entry.body
        ]
        assert len(lines) == 1 and title.partition(" (")[0] in lines[0]
    assert rows(store, "SELECT count(*) FROM actions") == [(3,)]
    head = case_detail(store, cases[HANDED - 1]).head
    assert head.status == CaseStatus.HANDOVER
    assert rows(store, "SELECT handover_to FROM cases WHERE id = ?", head.id) == [("GGZ Delfland",)]


def check_roll_over(store: Store, detail: MeetingDetail, cases: tuple[int, ...]) -> None:
    """What was not reached, and nothing else, stands first on the next agenda, once, with its count and its guests."""
    following = next_meeting(store, 1)
    assert following is not None and following.held_on > detail.row.held_on
    items = meeting_detail(store, following.id).items
    moved = items[: ITEMS - REACHED]
    assert [item.case_id for item in moved] == list(cases[REACHED:])
    assert {(item.rolled_over, item.reason) for item in moved} == {(1, AgendaReason.ROLLED_OVER)}
    assert all(item.reason_text.startswith("vorige keer niet bereikt") for item in moved)
    assert [item.case_id for item in moved if item.partners] == [cases[INVITED[-1] - 1]]
    rest = items[ITEMS - REACHED :]
    assert not {item.case_id for item in rest} & set(cases[REACHED:]) and not any(
        item.rolled_over for item in rest
    )


def check_disclosures(store: Store, detail: MeetingDetail, cases: tuple[int, ...], folder: Path) -> None:
    """Only the partner's paper is a disclosure: one for each case in it, of its own items, and in no other case."""
    whole, own = sorted(folder.glob("OV*.md"), key=lambda path: len(path.name))
    number = detail.row.number
    (partner_id,) = rows(store, "SELECT id FROM partners WHERE name = ? AND profile_id = 1", PARTNER)[0]
    assert (whole.name, own.name) == (f"{number}-verslag.md", f"{number}-verslag-p{partner_id}.md")
    assert whole.stat().st_mode & 0o777 == own.stat().st_mode & 0o777 == 0o600
    told, own_told = whole.read_text(encoding="utf-8"), own.read_text(encoding="utf-8")
    mentioned = [item.number in own_told for item in detail.items]
    assert mentioned == [place in INVITED for place in range(1, ITEMS + 1)]
    assert all(item.number in told for item in detail.items)
    for word in ("samen langs", "Joris", "GGZ Delfland", "Voorbeeld", "Kerkstraat"):
        assert word not in own_told
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    given = (
        "SELECT case_id, recipient, level, basis, file_name, sha256, meeting_id FROM disclosures ORDER BY id"
    )
    assert rows(store, given) == [
        (cases[place - 1], PARTNER, "1", "wmo", own.name, digest, detail.row.id) for place in INVITED
    ]
    shown = "SELECT case_id, worker, summary FROM log_entries WHERE purpose = 'overleg, getoond'"
    assert rows(store, shown) == [(cases[0], ME.name, "naam en adres getoond in overleg")]


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
        check_roll_over(store, detail, cases)
        check_disclosures(store, detail, cases, Path.home())
