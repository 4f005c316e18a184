"""What a viewer may not see is in no answer of any query: of its rows, counts, suggestions, texts and refusals."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store.queries
from store.acts.case_work import add_action, add_note, log_contact, score_domain
from store.acts.cases import close_case, set_plan
from store.acts.decisions import decide_typed
from store.acts.deliveries import import_delivery
from store.acts.meeting_items import add_item, set_question
from store.acts.meeting_run import start_meeting
from store.acts.meetings import plan_meeting
from store.acts.retention import hold_destruction
from store.acts.sharing import give_consent, set_resident_view
from store.acts.shielding import shield_case
from store.codes import ContactKind, LifeDomain, MatchLevel, Outcome, PairState, Role, RowResult
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store, open_store
from store.errors import StoreError
from store.exchange.delivery import open_delivery
from store.queries.cases import CaseFilter
from store.queries.deliveries import delivered_row_numbers, delivered_rows, delivery
from store.queries.log_view import LogFilter
from store.queries.radar import AddressParts, PersonParts, Radar, ReporterParts, radar
from store.queries.radar_many import Glance, ManyRadars
from store.queries.signals import SignalFilter
from store.rules.export_answers import ExportAnswers
from store.viewer import Viewer
from tests.acts.office import ME, NOW, PN, TODAY, build, one, opened, received, rows

Xq = "Xq"
"""Stands at the start of every word of the shielded case, and in no other text."""
LIST = (
    "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving\n"
    "M-1;03-08-2026;Xqstraat;12;2641 XQ;Pijnacker;Xqnaam, M.;overlast;Xqomschrijving.\n"
)


@dataclass(frozen=True)
class Planted:
    """A store with a shielded case in which every text is planted, a visible one, and what belongs to them."""

    store: Store
    hidden: int
    seen: int
    signals: tuple[int, ...]
    meeting: int
    item: int
    delivery: int
    profile: int
    team: int
    numbers: tuple[str, ...]
    residents: tuple[int, ...]


def _plant(store: Store, folder: Path) -> Planted:
    parts = {"given": "Xqvoor", "surname": "Xqnaam", "birth_year": 1951, "street": "Xqstraat"}
    texts = {"facts": "Xqfeit.", "opinion": "Xqmening.", "request": "Xqverzoek.", "visit_safety": "Xqhond."}
    reporter = {
        "reporter_name": "Xqmelder",
        "reporter_phone": "0151112223",
        "reporter_mail": "xq@voorbeeld.nl",
    }
    hidden = opened(store, house_number=12, postcode="2641XQ", **parts, **texts, **reporter)
    seen = opened(store, given="A.", surname="Kowalski", birth_year=1951, street="Oranjelaan", house_number=7)
    add_note(store, ME, "Xqnotitie.", case_id=hidden, now=NOW)
    add_action(store, ME, "Xqactie", case_id=hidden, owner="Xqeigenaar", due_on=TODAY, now=NOW)
    log_contact(store, ME, hidden, ContactKind.VISIT, reached=True, with_whom="Xqbuur", result="Xq.", now=NOW)
    score_domain(store, ME, hidden, LifeDomain.HOUSING, 1, note="Xqscore", now=NOW)
    set_plan(store, ME, hidden, goal="Xqdoel", plan="Xqplan", now=NOW)
    give_consent(store, ME, hidden, organisation="Xqinstelling", scope="Xqalles", given_on=TODAY, now=NOW)
    set_resident_view(store, ME, hidden, "Xqkijk.", now=NOW)
    kind = one(store, "SELECT min(id) FROM meeting_kinds WHERE profile_id = 1")
    meeting = plan_meeting(store, ME, kind, TODAY, now=NOW)
    item = add_item(store, ME, meeting.id, case_id=hidden, now=NOW)
    set_question(store, ME, item.id, "Xqvraag?", now=NOW)
    start_meeting(store, ME, meeting.id, now=NOW)
    decide_typed(store, ME, item.id, "Xqbesluit @Fatima +5wd", now=NOW)
    path = folder / "levering.csv"
    path.write_text(LIST, encoding="utf-8")
    delivery = import_delivery(
        store, ME, open_delivery(path), path, partner="Rondom Wonen", now=NOW
    ).delivery_id
    delivered = one(store, "SELECT max(id) FROM signals")
    writer = store.raw_writer()
    writer.execute("UPDATE signals SET case_id = ? WHERE id = ?", (hidden, delivered))
    writer.execute("UPDATE signals SET repeated_of_id = ? WHERE case_id = ?", (delivered, seen))
    writer.close()
    gone = opened(store, surname="Xqoud", street="Xqlaan", house_number=3, now=NOW - timedelta(days=9000))
    close_case(store, ME, gone, Outcome.SELF_SOLVED, reason="Xqreden", now=NOW - timedelta(days=8990))
    hold_destruction(store, ME, RetentionSubject.CASE, gone, "Xqklacht", TODAY + timedelta(days=30), now=NOW)
    for case_id in (hidden, gone):
        shield_case(store, ME, case_id, "Xqbekende.", now=NOW)
    signals = tuple(
        row[0] for row in rows(store, "SELECT id FROM signals WHERE case_id IN (?, ?)", hidden, gone)
    )
    numbers = tuple(row[0] for row in rows(store, "SELECT number FROM cases WHERE shielded = 1"))
    numbers += tuple(
        row[0]
        for row in rows(store, f"SELECT number FROM signals WHERE id IN ({', '.join(map(str, signals))})")
    )
    received(store, surname="Bos", street="Dorpsstraat", house_number=88)
    people = tuple(
        row[0] for row in rows(store, "SELECT id FROM residents WHERE surname LIKE 'Xq%' ORDER BY id")
    )
    team = one(store, "SELECT team_id FROM cases WHERE id = ?", hidden)
    return Planted(store, hidden, seen, signals, meeting.id, item.id, delivery or 0, 1, team, numbers, people)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("geplant")
    build(folder / "wijk.store")
    with open_store(folder / "wijk.store") as store:
        yield _plant(store, folder)


_WORDS = st.sampled_from(["", "xq", "Xqnaam", "Xqstraat 12", "2641XQ", "Kowalski", "0151112223", "1951"])
_ARGUMENTS: dict[str, Callable[[Planted], st.SearchStrategy[Any]]] = {
    "case_id": lambda p: st.sampled_from([p.hidden, p.seen]),
    "signal_id": lambda p: st.sampled_from([*p.signals, 1]),
    "subject_id": lambda p: st.sampled_from([p.hidden, p.seen]),
    "subject": lambda p: st.sampled_from(RetentionSubject),
    "row_id": lambda p: st.sampled_from([p.hidden, *p.signals]),
    "column": lambda p: st.sampled_from(["case_id", "signal_id"]),
    "ids": lambda p: st.just([p.hidden, p.seen, *p.signals]),
    "item_id": lambda p: st.just(p.item),
    "meeting_id": lambda p: st.just(p.meeting),
    "partner_id": lambda p: st.just(1),
    "delivery_id": lambda p: st.just(p.delivery),
    "resident_id": lambda p: st.just(1),
    "profile_id": lambda p: st.just(p.profile),
    "profile_key": lambda p: st.just(PN),
    "rules": lambda p: st.just(()),
    "today": lambda p: st.just(TODAY),
    "moment": lambda p: st.just(NOW),
    "since": lambda p: st.just(NOW - timedelta(days=9999)),
    "now": lambda p: st.just(NOW),
    "until": lambda p: st.just(TODAY),
    "year": lambda p: st.just(TODAY.year),
    "worker": lambda p: st.sampled_from(["", ME.name]),
    "name": lambda p: st.just(ME.name),
    "text": lambda p: st.one_of(_WORDS, st.sampled_from(p.numbers)),
    "number": lambda p: st.sampled_from(["OV2026-001"]),
    "filter_": lambda p: _WORDS.map(lambda text: CaseFilter(text=text)),
    "chosen": lambda p: st.just(LogFilter()),
    "case_ids": lambda p: st.just((p.hidden, p.seen)),
    "state": lambda p: st.sampled_from(PairState),
    "levels": lambda p: st.just(tuple(MatchLevel)),
    "one": lambda p: st.just(p.residents[0]),
    "other": lambda p: st.just(p.residents[1]),
    "leaving": lambda p: st.just(p.residents[1]),
    "line": lambda p: _WORDS,
    "cursor": lambda p: st.integers(0, 12),
    "limit": lambda p: st.just(50),
    "answers": lambda p: st.just(ExportAnswers()),
    "organisation": lambda p: st.just("Xqinstelling"),
    "key": lambda p: st.just("worker"),
    "sha256": lambda p: st.just(""),
    "partner_key": lambda p: st.just("rondom wonen"),
    "headers_key": lambda p: st.just(""),
}
"""What a parameter of a query is given, by its name."""

_OTHERWISE = {
    "visibility": "makes the conditions themselves",
    "shared": "runs whatever statement it is given",
    "spine": "runs whatever statements it is given",
    "search_streets": "what a search builds on; the search is asked",
    "search_filters": "what a search builds on; the search is asked",
    "search_limits": "what a search builds on; the search is asked",
    "search_run": "what a search builds on; the search is asked",
    "search_newest": "an id for a hit that a search gave; the search is asked",
    "backups": "reads files, not rows",
    "log_verify": "recomputes the chain; its answer holds numbers of entries",
    "meeting_names.meeting_names": "names to cover, of all items, never shown",
    "meeting_names.tells_of_somebody": "tells that a text seems to name somebody, not whom",
    "meeting_decisions.decision_rows": "asked through the others of its module",
    "disclosing.with_partner": "fills in answers with a partner",
    "disclosing.export_problems": "asked through preview, which reads the same",
    "radar.radar": "asked by a test of its own, below",
    "radar_people.matches": "asked by a test of its own, below",
    "radar_people.cases_at": "asked by a test of its own, below",
    "radar_people.cases_of_household": "asked by a test of its own, below",
    "radar_reporter.seen_with_reporter": "asked by a test of its own, below",
    "radar_reporter.seen_with_phone": "asked by a test of its own, below",
    "radar_people.people_told": "asked by a test of its own, below",
    "radar_people.cases_by_address": "asked by a test of its own, below",
    "radar_address.addresses_near": "asked by a test of its own, below",
    "radar_address.addresses_near_many": "asked by a test of its own, below",
    "case_file.case_file": "made from a case that was read",
    "drafts.load_draft": "what the viewer typed",
    "drafts.drafts_of": "what the viewer typed",
    "log_view.log_subject": "the log is for its keeper, by number",
    "log_view.records_of": "ids for the log",
    "log_view.log_spine": "the log is for its keeper, without content",
    "log_view.log_top": "the log is for its keeper, without content",
    "log_view.log_rows": "the log is for its keeper, without content",
    "log_view.every_entry": "the log is for its keeper, without content",
    "log_view.log_workers": "names of colleagues",
    "log_view.check_reader": "answers nothing",
    "history.last_undo": "what the viewer did, by number",
    "seat.role_now": "the role of who looks",
}
"""Modules and functions that are not asked here, with why."""


def queries() -> dict[str, Callable[..., Any]]:
    """Return every public query: a function of a module of `store.queries` that takes a store."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(store.queries.__path__):
        loaded = importlib.import_module(f"store.queries.{module.name}")
        for name, thing in vars(loaded).items():
            if name.startswith("_") or not inspect.isfunction(thing) or thing.__module__ != loaded.__name__:
                continue
            if next(iter(inspect.signature(thing).parameters), "") == "store":
                found[f"{module.name}.{name}"] = thing
    return found


ASKED = {
    name: query
    for name, query in queries().items()
    if name not in _OTHERWISE and name.partition(".")[0] not in _OTHERWISE
}


def _given(name: str, query: Callable[..., Any], planted: Planted) -> st.SearchStrategy[dict[str, Any]]:
    """Return arguments for a query; one that needs what is not in the table must be added to it or exempted."""
    chosen: dict[str, st.SearchStrategy[Any]] = {}
    for parameter in list(inspect.signature(query).parameters.values())[1:]:
        if parameter.name == "filter_" and name.startswith("signals."):
            chosen["filter_"] = _WORDS.map(lambda text: SignalFilter(text=text))
        elif parameter.name in _ARGUMENTS:
            chosen[parameter.name] = _ARGUMENTS[parameter.name](planted)
        elif parameter.default is inspect.Parameter.empty:
            raise AssertionError(
                f"{name} asks {parameter.name}: say what it is given, or why it is not asked"
            )
    return st.fixed_dictionaries(chosen)


def told(answer: object) -> str:
    """Return everything an answer holds, as text."""
    if isinstance(answer, array):
        return repr(list(answer))
    return repr(list(answer) if isinstance(answer, Iterator) else answer)


@pytest.mark.parametrize("name", ASKED)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_query_tells_of_a_case_that_is_hidden(name: str, planted: Planted, data: st.DataObject) -> None:
    role = data.draw(st.sampled_from([Role.WORKER, Role.COORDINATOR, Role.READER, Role.LOG_KEEPER]))
    teams = data.draw(st.sampled_from([frozenset[int](), frozenset({planted.team + 1})]))
    arguments = data.draw(_given(name, ASKED[name], planted))
    planted.store.viewer = Viewer(2, "Joris de Wit", role, teams)
    try:
        answer = told(ASKED[name](planted.store, **arguments))
    except (StoreError, ValueError) as refusal:
        answer = str(refusal)
    finally:
        planted.store.viewer = None
    typed = {str(arguments[name]) for name in ("text", "line", "organisation") if name in arguments}
    numbers = [number for number in planted.numbers if number in answer and number not in typed]
    for word in {word for line in typed for word in (line, *line.split()) if word}:
        answer = re.sub(rf"\b{re.escape(word)}\b", "", answer, flags=re.IGNORECASE)
    assert not re.search("xq", answer, re.IGNORECASE)
    assert not numbers


@pytest.mark.parametrize("name", ["cases.case_spine", "signals.signal_spine", "worklist.worklist"])
def test_the_team_itself_is_told(name: str, planted: Planted) -> None:
    """The test above can fail: with the team seated the same queries answer with what is planted."""
    planted.store.viewer = Viewer(1, ME.name, Role.WORKER, frozenset({planted.team}))
    arguments = {"cases": {"filter_": CaseFilter()}, "signals": {"filter_": SignalFilter()}}
    given_ = arguments.get(name.partition(".")[0], {"today": TODAY})
    try:
        answer = told(ASKED[name](planted.store, **given_))
    finally:
        planted.store.viewer = None
    assert str(planted.hidden) in answer if "spine" in name else "Xq" in answer


def test_what_is_not_asked_is_there() -> None:
    known = set(queries()) | {name.partition(".")[0] for name in queries()}
    assert sorted(set(_OTHERWISE) - known) == []


def test_a_delivery_counts_what_may_be_seen(planted: Planted) -> None:
    """One row of it became a signal of the shielded case."""
    counts: dict[str, tuple[int, int, int]] = {}
    for who, teams in (("other", frozenset[int]()), ("team", frozenset({planted.team}))):
        planted.store.viewer = Viewer(2, "Joris de Wit", Role.WORKER, teams)
        try:
            line = delivery(planted.store, planted.delivery).line
            counts[who] = (line.read, line.new, len(delivered_rows(planted.store, planted.delivery)))
        finally:
            planted.store.viewer = None
    assert counts == {"other": (0, 0, 0), "team": (1, 1, 1)}


def test_a_row_that_repeats_a_hidden_signal_is_new_to_who_may_not_see_it(planted: Planted) -> None:
    writer = planted.store.raw_writer()
    writer.execute("BEGIN")
    row = "UPDATE delivery_rows SET signal_id = ?, result = ?, reasons = ?"
    seen = one(planted.store, "SELECT min(id) FROM signals WHERE case_id = ?", planted.seen)
    before = rows(planted.store, "SELECT signal_id, result, reasons FROM delivery_rows")
    writer.execute(row, (seen, "repeated", '["Zelfde achterstand."]'))
    writer.execute("UPDATE deliveries SET new = 0, repeated = 1")
    writer.execute("COMMIT")
    found: dict[str, tuple[object, ...]] = {}
    for who, teams in (("other", frozenset[int]()), ("team", frozenset({planted.team}))):
        planted.store.viewer = Viewer(2, "Joris de Wit", Role.WORKER, teams)
        try:
            (line,) = delivered_rows(planted.store, planted.delivery)
            found[who] = (
                line.result,
                line.reasons,
                delivery(planted.store, planted.delivery).line.repeated,
                len(delivered_row_numbers(planted.store, planted.delivery, results=(RowResult.REPEATED,))),
            )
        finally:
            planted.store.viewer = None
    writer.execute(row, before[0])
    writer.execute("UPDATE deliveries SET new = 1, repeated = 0")
    writer.close()
    assert found == {
        "other": (RowResult.NEW, (), 0, 0),
        "team": (RowResult.REPEATED, ("Zelfde achterstand.",), 1, 1),
    }


def test_the_radar_tells_nothing_of_a_case_that_is_hidden(planted: Planted) -> None:
    """Typed is exactly who and where the shielded case is about, and who reported it."""
    person = PersonParts(given="Xqvoor", surname="Xqnaam", birth_year=1951)
    address = AddressParts(street="Xqstraat", house_number=12, postcode="2641XQ")
    reporter = ReporterParts(partner="Rondom Wonen", name="Xqmelder", phone="+31151112223")
    told_to: dict[str, Radar] = {}
    many: dict[str, Glance] = {}
    for who, teams in (("other", frozenset[int]()), ("team", frozenset({planted.team}))):
        planted.store.viewer = Viewer(2, "Joris de Wit", Role.WORKER, teams)
        try:
            told_to[who] = radar(
                planted.store, address=address, person=person, today=TODAY, reporter=reporter
            )
            (many[who],) = ManyRadars(planted.store, TODAY).look([(address, person)])
        finally:
            planted.store.viewer = None
    assert any(number in told(told_to["team"]) for number in planted.numbers)
    assert told_to["team"].cases and told_to["team"].reporter
    assert many["team"].case == told_to["team"].cases[0] and many["team"].matches
    assert many["other"] == Glance("", 0, (), None, None)
    assert told_to["other"].empty and not told_to["other"].address and not told_to["other"].headline
