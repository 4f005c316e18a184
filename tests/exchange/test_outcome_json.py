"""What leaves a meeting on paper or as JSON: complete, level 1, and a partner's own items only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.acts import decisions, meeting_items, meeting_run, meeting_table, meetings
from store.codes import InfoLevel
from store.engine.lifecycle import Store
from store.exchange.documents.model import Document
from store.exchange.minutes import action_list, minutes, partner_agenda
from store.exchange.outcome_json import meeting_outcome, outcome_text
from store.queries.meeting_items import partner_items
from store.queries.meetings import meeting_detail, meeting_kinds
from tests.acts import office
from tests.acts.office import ME, NOW, TODAY, one, opened

NAMED = ("visser", "maria", "achterberg", "kerkstraat", "2641", "1234567", "oosterling", "geheim")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("uitkomst")
    office.build(folder / "wijk.store")
    with office.moved_in(folder / "wijk.store", folder / "eigen") as found:
        yield found


@pytest.fixture(scope="module")
def meeting(store: Store) -> int:
    """Hold a meeting about a theme and three cases, of which one is not reached; return its id."""
    held = meetings.plan_meeting(
        store, ME, meeting_kinds(store, 1)[0].id, TODAY, place="Raadhuis", now=NOW
    ).id
    people = (
        meeting_table.ParticipantInput(name=ME.name, is_team=True),
        meeting_table.ParticipantInput(name="Wim", partner_id=_housing(store), present=False),
    )
    meeting_table.set_participants(store, ME, held, people, now=NOW)
    theme = meeting_items.add_item(store, ME, held, title="Verlichting station", now=NOW).id
    cases = [
        opened(store),
        opened(store, house_number=3, given="Geheim", surname="Oosterling"),
        opened(store, house_number=5, given="", surname="Geheim"),
    ]
    items = [
        meeting_items.add_item(
            store, ME, held, case_id=case, question="Kent iemand Maria Visser?", now=NOW
        ).id
        for case in cases
    ]
    meeting_items.link_partner(store, ME, items[0], _housing(store), now=NOW)
    meeting_run.start_meeting(store, ME, held, now=NOW)
    decisions.decide_typed(store, ME, theme, "lampen melden @Rondom Wonen +5wd", now=NOW)
    meeting_run.finish_item(store, ME, theme, now=NOW)
    line = "bij Maria Visser langs @Joris vr als M. Visser dat wil; informeren: telefonisch 015-1234567"
    decisions.decide_typed(store, ME, items[0], line, now=NOW)
    decisions.decide_typed(store, ME, items[0], "contact zoeken", now=NOW)
    meeting_run.finish_item(store, ME, items[0], now=NOW + timedelta(minutes=5))
    meeting_run.finish_item(store, ME, items[1], now=NOW + timedelta(minutes=9))
    meeting_run.close_meeting(store, ME, held, now=NOW + timedelta(minutes=10))
    return held


def _housing(store: Store) -> int:
    return int(one(store, "SELECT id FROM partners WHERE name = 'Rondom Wonen' AND profile_id = 1"))


def test_the_outcome_has_the_shape_that_partners_read(store: Store, meeting: int) -> None:
    outcome = meeting_outcome(meeting_detail(store, meeting))["uitkomstOverleg"]
    assert outcome["casusoverleg"]["soort"] == "Wijken die werken"
    assert [(matter["soort"], matter["aanduiding"]) for matter in outcome["zaken"]][:2] == [
        ("thema", "Verlichting station"),
        ("casus", "M.V. '51"),
    ]
    first, second = outcome["zaken"][1]["besluiten"]
    assert first["actie"]["belegdBij"] == {"organisatie": "", "persoon": "Joris de Wit"}
    assert first["actie"]["uiterlijk"] == "2026-11-27"
    assert first["actie"]["conditie"] == "als [naam] dat wil"
    assert first["actie"]["informering"] == "telefonisch [telefoon]"
    assert (second["gevolg"], second["actie"]) == ("contact zoeken", None)
    assert outcome["zaken"][0]["besluiten"][0]["actie"]["belegdBij"]["organisatie"] == "Rondom Wonen"
    assert outcome["zaken"][3]["status"] == "niet bereikt"
    assert json.loads(outcome_text(meeting_detail(store, meeting))) == {"uitkomstOverleg": outcome}


def test_nobody_is_named_in_anything_that_leaves(store: Store, meeting: int) -> None:
    detail = meeting_detail(store, meeting)
    own = partner_items(store, meeting, _housing(store))
    for told in (
        outcome_text(detail),
        str(minutes(detail, TODAY, "Kernteam")),
        str(action_list(detail, TODAY, "Kernteam")),
        str(partner_agenda(detail, own, "Rondom Wonen", TODAY, "Kernteam")),
    ):
        for name in NAMED:
            assert name not in told.casefold()


def _text(document: Document) -> str:
    return str(document.sections)


def test_the_minutes_hold_every_decision_and_what_was_not_reached(store: Store, meeting: int) -> None:
    document = minutes(meeting_detail(store, meeting), TODAY, "Kernteam")
    assert document.meta.level == InfoLevel.CONFER
    keys = [section.key for section in document.sections]
    assert keys == [
        "meeting",
        "present",
        "open-1",
        "closed-2",
        "closed-3",
        "not_reached",
        "per_organisation",
        "per_person",
    ]
    text = _text(document)
    for words in (
        "M.V. '51",
        "Besproken, geen besluit.",
        "belegd bij Rondom Wonen",
        "Afwezig: Wim",
        "1e keer",
    ):
        assert words in text


def test_the_action_list_is_per_organisation_and_per_person(store: Store, meeting: int) -> None:
    document = action_list(meeting_detail(store, meeting), TODAY, "Kernteam")
    assert [section.key for section in document.sections] == ["per_organisation", "per_person"]
    assert "Joris de Wit" in _text(document)
    assert "27-11-2026" in _text(document)


def test_a_partner_reads_its_own_items_and_of_the_others_not_even_how_many(
    store: Store, meeting: int
) -> None:
    detail = meeting_detail(store, meeting)
    own = partner_items(store, meeting, _housing(store))
    document = partner_agenda(detail, own, "Rondom Wonen", TODAY, "Kernteam")
    assert len(own) == 1
    text = _text(document)
    assert "M.V. '51" in text
    assert "G.O." not in text
    assert "van 4" not in text
    none = partner_agenda(detail, (), "Politie", TODAY, "Kernteam")
    assert "geen punten voor u" in _text(none)
