"""The demo store: the same for the same seed, every status in it, clocks around any day, and a consistent past."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from seed.demo.days import moment
from seed.demo.generate import PROFILES, DemoCounts, fill_demo
from seed.demo.workers import BESIDE, WORKERS
from store.actor import Actor
from store.acts.inputs import SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import propose_for, triage_signal
from store.acts.undo import undo_last
from store.codes import CaseStatus, ClockKind, SignalStatus, Theme, Urgency
from store.engine.key_file import Limits
from store.engine.lifecycle import Store, create_demo_store, create_store
from store.errors import InvalidInput, Refused
from store.queries.log_verify import verify_log
from store.queries.signals import signal_detail
from store.queries.worklist import Section, worklist
from store.rules.routing import explanation_from_dict
from store.rules.search_indexes import INDEXES, NAME_WORDS
from store.rules.workdays import is_workday
from store.text import visible

TODAY = date(2026, 11, 24)
SIGNALS, LARGE, SEED = 60, 2000, 7


def filled(folder: Path, signals: int, today: date = TODAY, *, seed: int = SEED, first: str = "") -> Store:
    store = create_demo_store(folder / "demo.store")
    profiles = tuple(sorted(PROFILES, key=lambda key: key != first)) if first else PROFILES
    fill_demo(store, signals=signals, seed=seed, today=today, profiles=profiles)
    return store


def rows(store: Store, statement: str, *values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in store.reader().execute(statement, values).fetchall()]


def tables(store: Store) -> list[str]:
    found = rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found]


def digests(store: Store) -> dict[str, str]:
    """Return one code per table, so that a difference names its table."""
    found = {}
    for table in tables(store):
        # The inside of an index follows from the rows; the head of the log goes with the key of the store.
        if table == "log_head" or table.startswith((*INDEXES, NAME_WORDS)):
            continue
        whole = hashlib.sha256()
        for row in rows(store, f'SELECT * FROM "{table}" ORDER BY 1'):
            values: list[object] = list(row)
            if table == "undo_records":
                # Rows that one act changed at once stand in no fixed order.
                values = [_sorted_list(value) for value in row]
            if table == "log_entries":
                # The last two columns are the codes of the chain, which go with the key of the store.
                values = values[:-2]
            whole.update(repr(values).encode())
        found[table] = whole.hexdigest()
    return found


def _sorted_list(value: object) -> object:
    if isinstance(value, str) and value.startswith("["):
        return sorted(json.dumps(operation) for operation in json.loads(value))
    return value


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("small"), SIGNALS) as store:
        yield store


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("large"), LARGE) as store:
        yield store


_ELSEWHERE = """
import json
import sys
from datetime import date
from pathlib import Path
from tests.seed.test_generate import digests, filled
store = filled(Path(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3]), seed=int(sys.argv[4]))
print(json.dumps(digests(store)))
"""


def test_the_log_of_a_demo_is_one_chain(large: Store) -> None:
    assert verify_log(large).whole


def test_the_same_seed_gives_the_same_rows_in_another_process(small: Store, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, str(tmp_path), str(SIGNALS), TODAY.isoformat(), str(SEED)],
        env=os.environ | {"PYTHONHASHSEED": "11", "TZ": "Asia/Tokyo"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(made.stdout) == digests(small)


def test_another_seed_gives_other_people(small: Store, tmp_path: Path) -> None:
    with filled(tmp_path, 5, seed=8) as other:
        mine = {name for (name,) in rows(small, "SELECT surname || given FROM residents")}
        theirs = {name for (name,) in rows(other, "SELECT surname || given FROM residents")}
    assert len(mine & theirs) <= 1


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_small_demo_has_exactly_what_was_asked(count: int, tmp_path: Path) -> None:
    store = create_demo_store(tmp_path / "demo.store")
    heard: list[tuple[int, int]] = []
    counts = fill_demo(
        store, signals=count, today=TODAY, progress=lambda done, total: heard.append((done, total))
    )
    assert isinstance(counts, DemoCounts)
    assert counts.signals == counts.living == count
    assert rows(store, "SELECT count(*) FROM signals") == [(count,)]
    assert heard[-1] == (count, count)
    assert [name for (name,) in rows(store, "SELECT name FROM workers ORDER BY id")] == [
        *WORKERS,
        *(name for name, _ in BESIDE),
    ]
    assert dict(rows(store, "SELECT key, value FROM settings")) == {
        "profile": PROFILES[0],
        "worker": WORKERS[0],
    }
    store.close()


def test_every_status_is_there(small: Store) -> None:
    assert rows(small, "SELECT count(*) FROM signals") == [(SIGNALS,)]
    signals = {status for (status,) in rows(small, "SELECT DISTINCT status FROM signals")}
    cases = {status for (status,) in rows(small, "SELECT DISTINCT status FROM cases")}
    assert signals == {status.value for status in SignalStatus}
    assert cases == {status.value for status in CaseStatus}
    steps = rows(small, "SELECT count(*) FROM case_status_changes WHERE old = 'closed' AND new = 'exploring'")
    assert steps[0][0] >= 1


def test_the_stories_are_there(small: Store) -> None:
    def some(statement: str) -> bool:
        return bool(rows(small, statement))

    assert some("SELECT 1 FROM routings WHERE NOT followed AND reason <> ''")
    assert some("SELECT 1 FROM signals WHERE acute_danger AND status = 'linked'")
    assert some("SELECT 1 FROM actions WHERE title LIKE 'Ook inschakelen: Veilig Thuis%'")
    assert some("SELECT 1 FROM actions WHERE title LIKE 'Behandelende partij%' AND done_at IS NULL")
    assert some(
        "SELECT 1 FROM routings r JOIN teams t ON t.id = r.team_id WHERE t.key = 'vroegsignalering' AND followed"
    )
    assert some("SELECT 1 FROM zrm_scores GROUP BY case_id, domain HAVING count(DISTINCT level) > 1")
    assert some("SELECT 1 FROM contact_attempts GROUP BY case_id HAVING count(*) >= 4 AND max(reached) = 0")
    busiest = rows(
        small,
        "SELECT s.address_id, count(*), count(DISTINCT s.partner_id) FROM signals s WHERE s.address_id IN"
        " (SELECT address_id FROM residents WHERE surname = 'Visscher') GROUP BY 1",
    )[0]
    assert busiest[1] >= 4
    assert busiest[2] >= 3
    names = {
        name for (name,) in rows(small, "SELECT surname FROM residents WHERE address_id = ?", busiest[0])
    }
    assert {"Visser", "Visscher"} <= names


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 22), "delft"),
        (date(2027, 3, 26), "westland"),
        (date(2026, 12, 31), "heemstede"),
        (date(2027, 1, 1), "midden-delfland"),
        (date(2026, 5, 6), "soest"),
    ],
)
def test_clocks_run_around_any_day_and_in_any_municipality(today: date, first: str, tmp_path: Path) -> None:
    with filled(tmp_path, 40, today, first=first) as store:
        work = worklist(store, today)
        for section in (Section.LATE, Section.TODAY, Section.SOON, Section.WAITING):
            assert work.totals[section] >= 2, section
        assert work.totals[Section.LATE] <= 20
        kinds = {
            kind
            for (kind,) in rows(
                store,
                "SELECT DISTINCT kind FROM clocks WHERE stopped_on IS NULL AND due_on < ?",
                today.isoformat(),
            )
        }
        assert ClockKind.TRIAGE.value in kinds
        actions = rows(store, "SELECT due_on FROM actions WHERE done_at IS NULL")
        assert {min(max((date.fromisoformat(due) - today).days, -1), 1) for (due,) in actions} == {-1, 0, 1}
        (newest,) = rows(store, "SELECT max(at) FROM log_entries")[0]
        assert datetime.fromisoformat(newest) < moment(today, 1)
        assert rows(store, "PRAGMA foreign_key_check") == []
        numbers = dict(rows(store, "SELECT key, value FROM counters"))
        assert numbers.pop("residents-compared") <= rows(store, "SELECT max(id) FROM residents")[0][0]
        for key, value in numbers.items():
            series, year = key.split("-")
            table, lead = {"signal": ("signals", ""), "case": ("cases", "C"), "meeting": ("meetings", "OV")}[
                series
            ]
            pattern = f"{lead}{year}-%"
            found = rows(store, f"SELECT count(*) FROM {table} WHERE number LIKE ?", pattern)
            assert found == [(value,)], key
        assert f"signal-{today.year}" in numbers


def test_the_log_is_in_the_order_of_time(small: Store) -> None:
    moments = [at for (at,) in rows(small, "SELECT at FROM log_entries ORDER BY id")]
    assert moments == sorted(moments)
    assert len(moments) > 150
    undone = rows(small, "SELECT count(*) FROM undo_records u JOIN log_entries l ON l.id = u.log_id")
    assert undone == [(len(moments),)]


def test_work_goes_on_where_the_demo_ends(tmp_path: Path) -> None:
    with filled(tmp_path, 12) as store:
        (last,) = rows(store, "SELECT value FROM counters WHERE key = ?", f"signal-{TODAY.year}")[0]
        actor, now = Actor(WORKERS[0]), moment(TODAY, 9)
        data = SignalInput(received_at=now, facts="Brievenbus vol.", street="Kerkstraat", house_number=1)
        made = receive_signal(store, actor, data, now=now)
        assert made.number == f"{TODAY.year}-{last + 1:04d}"
        judged = TriageInput(urgency=Urgency.URGENT, themes=(Theme.CARE_AVOIDANCE,))
        triage_signal(store, actor, made.id, judged, now=now)
        route_signal(store, actor, made.id, now=now)
        assert signal_detail(store, made.id).status == SignalStatus.LINKED
        undo_last(store, actor, now=now)
        assert signal_detail(store, made.id).status == SignalStatus.TRIAGED


def test_texts_are_plain_and_invented(large: Store) -> None:
    for table in tables(large):
        if table in {"routing_rules", "undo_records", "routings"}:
            continue
        for row in rows(large, f'SELECT * FROM "{table}"'):
            for value in row:
                if isinstance(value, str):
                    assert visible(value) == value
                    assert not set("{}[]\t") & set(value), (table, value)
                    assert not value.startswith(("=", "@", "+4"))
    assert rows(large, "SELECT count(*) FROM residents WHERE bsn <> ''") == [(0,)]
    for (phone,) in rows(large, "SELECT phone FROM residents UNION SELECT phone FROM reporters"):
        plain = "".join(char for char in phone if char.isdigit()).replace("316", "06", 1)
        assert not plain or plain.startswith("060") or plain[3:4] == "0" or plain[4:5] == "0"


def test_the_past_is_consistent(large: Store) -> None:
    def none(statement: str) -> None:
        assert rows(large, statement) == []

    assert rows(large, "SELECT count(*) FROM signals") == [(LARGE,)]
    assert rows(large, "PRAGMA foreign_key_check") == []
    assert rows(large, "PRAGMA integrity_check") == [("ok",)]
    none("SELECT id FROM signals WHERE (status = 'linked') <> (case_id IS NOT NULL) AND status <> 'triaged'")
    none("SELECT id FROM signals WHERE status IN ('linked', 'forwarded') AND team_id IS NULL")
    none(
        "SELECT s.id FROM signals s LEFT JOIN routings r ON r.signal_id = s.id"
        " WHERE s.status IN ('linked', 'forwarded') AND r.id IS NULL"
    )
    none(
        "SELECT id FROM routings WHERE followed <> (team_id = proposed_team_id) OR (NOT followed AND reason = '')"
    )
    none("SELECT id FROM signals WHERE (status = 'not_taken_up') <> (not_taken_up_reason IS NOT NULL)")
    none("SELECT id FROM signals WHERE not_taken_up_reason = 'repeated' AND repeated_of_id >= id")
    none(
        "SELECT id FROM signals WHERE status = 'advised' AND (advice = '' OR facts || opinion || request || since <> ''"
        " OR COALESCE(resident_id, reporter_id, address_id, case_id, arrears_cents) IS NOT NULL)"
    )
    none("SELECT id FROM cases WHERE (status = 'closed') <> (closed_at IS NOT NULL AND outcome IS NOT NULL)")
    none("SELECT id FROM cases WHERE closed_at < opened_at")
    none(
        "SELECT c.id FROM cases c JOIN clocks k ON k.case_id = c.id WHERE c.status = 'closed' AND k.stopped_on IS NULL"
    )
    none("SELECT id FROM clocks WHERE due_on < started_on OR stopped_on < started_on")
    none("SELECT s.id FROM signals s JOIN cases c ON c.id = s.case_id WHERE s.profile_id <> c.profile_id")
    none(
        "SELECT c.id FROM cases c JOIN case_status_changes h ON h.case_id = c.id"
        " WHERE h.id = (SELECT max(id) FROM case_status_changes WHERE case_id = c.id) AND h.new <> c.status"
    )
    none("SELECT id FROM contact_attempts WHERE at >= '" + TODAY.isoformat() + "'")
    none(
        "SELECT a.case_id FROM contact_attempts a JOIN cases c ON c.id = a.case_id WHERE c.outcome = 'no_contact'"
        " GROUP BY 1 HAVING count(*) < 4 OR max(reached) = 1 OR sum(kind = 'visit') = 0"
        " OR sum(day_part = 'evening') = 0"
    )


def test_numbers_rise_with_time(large: Store) -> None:
    found = rows(large, "SELECT number, received_at FROM signals ORDER BY id")
    assert [at for _, at in found] == sorted(at for _, at in found)
    numbers = [tuple(map(int, number.split("-"))) for number, _ in found]
    assert numbers == sorted(numbers)
    first = datetime.fromisoformat(found[0][1]).date()
    assert timedelta(days=1000) < TODAY - first < timedelta(days=1500)


def test_a_meeting_was_held_and_the_next_one_is_planned(small: Store) -> None:
    (held, planned) = rows(small, "SELECT status, held_on FROM meetings ORDER BY id")
    assert (held[0], planned[0]) == ("closed", "planned")
    assert held[1] < TODAY.isoformat() < planned[1]
    assert rows(small, "SELECT count(*) FROM decisions WHERE due_on IS NOT NULL")[0][0] >= 3
    assert (
        rows(small, "SELECT count(*) FROM agenda_items WHERE meeting_id = 2 AND rolled_over = 1")[0][0] >= 1
    )
    assert rows(small, "SELECT count(*) FROM agenda_partners WHERE agenda_item_id > 1")[0][0] >= 2


def test_few_people_bring_many_signals(large: Store) -> None:
    people, signals = rows(large, "SELECT count(DISTINCT resident_id), count(resident_id) FROM signals")[0]
    assert signals / 4 < people < signals / 2
    addresses = rows(large, "SELECT count(*) FROM addresses")[0][0]
    assert addresses < people


def test_the_explanation_is_what_the_rules_say(large: Store) -> None:
    found = rows(
        large,
        "SELECT r.signal_id, r.explanation, r.rule_key, r.proposed_team_id FROM routings r"
        " JOIN signals s ON s.id = r.signal_id WHERE s.status IN ('linked', 'forwarded') ORDER BY r.id DESC",
    )
    for _, text, rule, _ in found:
        assert explanation_from_dict(json.loads(text)).rule == rule
    once: dict[str, tuple[int, int]] = {}
    for signal_id, text, _, team in found:
        once.setdefault(text, (signal_id, team))
    for text, (signal_id, team) in list(once.items())[:60]:
        proposal = propose_for(large, Actor("x"), signal_id)
        assert proposal.explanation == explanation_from_dict(json.loads(text))
        assert proposal.team_id == team


def test_past_signals_come_in_on_days_people_work_or_just_after(large: Store) -> None:
    for (at,) in rows(large, "SELECT received_at FROM signals ORDER BY id LIMIT 1500"):
        day = datetime.fromisoformat(at).date()
        assert is_workday(day) or is_workday(day - timedelta(days=1))


def test_invented_people_never_get_into_a_real_store(tmp_path: Path) -> None:
    limits = Limits(1, 8 * 1024 * 1024)
    real, _ = create_store(tmp_path / "real.store", "zeven fietsen in de regen", limits=limits)
    with real, pytest.raises(Refused, match="demo-opslag"):
        fill_demo(real, signals=1, today=TODAY)


def test_a_demo_is_filled_once(small: Store) -> None:
    before = rows(small, "SELECT count(*) FROM log_entries")
    with pytest.raises(Refused, match="al signalen"):
        fill_demo(small, signals=1, today=TODAY)
    assert rows(small, "SELECT count(*) FROM log_entries") == before


def test_less_than_nothing_is_refused(tmp_path: Path) -> None:
    with create_demo_store(tmp_path / "demo.store") as store:
        with pytest.raises(InvalidInput, match="0 of meer"):
            fill_demo(store, signals=-1, today=TODAY)
        with pytest.raises(InvalidInput, match="gemeente"):
            fill_demo(store, signals=1, today=TODAY, profiles=())


def test_writing_is_as_durable_as_before(small: Store) -> None:
    connection = small.engine.raw_connection()
    assert connection.cursor().execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()


def test_somebody_was_recognised_and_somebody_waits_to_be(small: Store) -> None:
    """The demo shows a person under two records, and pairs to look at."""
    assert rows(small, "SELECT verdict, origin FROM resident_links") == [("same", "review")]
    assert rows(small, "SELECT count(*) FROM residents WHERE group_id <> id") == [(1,)]
    assert rows(
        small, "SELECT count(*) > 0 FROM resident_pairs WHERE state = 'open' AND level <> 'possible'"
    ) == [(1,)]
