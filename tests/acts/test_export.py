"""A case leaves as a file: what is asked, what the file is, what is recorded, and that it cannot be taken back."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.acts.case_work import add_note
from store.acts.export import export_case, export_cases, prepare
from store.acts.sharing import give_consent, withdraw_consent
from store.acts.undo import undo_act, undo_last
from store.codes import CaseStatus, InfoLevel, LegalBasis, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused
from store.queries.disclosing import export_problems, preview
from store.queries.history import case_history
from store.queries.sharing import consents, disclosures, last_answers
from store.rules.export_answers import ExportAnswers, destroy_day, missing_answers
from tests.acts.office import ME, NOW, TODAY, case_in, clocks, everything, opened

COMPLETE = ExportAnswers(
    organisation="rondom wonen",
    purpose="Samen een huisbezoek voorbereiden",
    level=InfoLevel.CONFER,
    basis=LegalBasis.WMO,
    necessity="Zonder de feiten kan de consulent niet mee.",
    informed=True,
    format="md",
)
ASKED = ("organisation", "purpose", "level", "basis", "necessity", "informed", "format")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder exports go to."""
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def export(store: Store, folder: Path, case_id: int, **changes: Any) -> Path:
    return export_case(store, ME, case_id, replace(COMPLETE, **changes), folder, now=NOW).path


def test_the_file_is_private_named_by_its_number_and_recorded(store: Store, out: Path) -> None:
    case_id = opened(store)
    made = export_case(store, ME, case_id, replace(COMPLETE, person="Els de Boer"), out, now=NOW)
    assert made.path == out / "casus-C2026-001-1.md"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert list(out.glob("*.tmp")) == list(out.glob(".*")) == []
    (one,) = disclosures(store, case_id)
    assert one.id == made.disclosure_id
    assert one.sha256 == made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert (one.recipient, one.recipient_type, one.person) == (
        "Rondom Wonen",
        PartnerType.HOUSING,
        "Els de Boer",
    )
    assert (one.level, one.basis, one.informed, one.format) == (
        InfoLevel.CONFER,
        LegalBasis.WMO,
        True,
        "md",
    )
    assert (one.file_name, one.destroy_after, one.at) == (made.path.name, date(2027, 11, 23), NOW)
    assert one.recipient_partner_id is not None and one.withheld


@pytest.mark.parametrize("form", ["pdf", "docx", "md", "json"])
def test_every_form_can_be_written(form: str, store: Store, out: Path) -> None:
    path = export(store, out, opened(store), format=form)
    assert path.suffix == f".{form}" and path.stat().st_size > 200


def test_the_file_is_the_preview(store: Store, out: Path) -> None:
    case_id = opened(store)
    seen = preview(store, case_id, COMPLETE, TODAY)
    assert seen is not None
    ready = prepare(store, case_id, COMPLETE, TODAY)
    assert ready.disclosed == seen[1] and ready.document.sections == seen[1].sections
    export_case(store, ME, case_id, COMPLETE, out, seen=seen[1], now=NOW)
    assert disclosures(store, case_id)[0].withheld == tuple((one.what, one.why) for one in seen[1].withheld)


def test_what_changed_since_the_preview_is_not_written(store: Store, out: Path) -> None:
    case_id = opened(store)
    seen = preview(store, case_id, COMPLETE, TODAY)
    assert seen is not None
    add_note(store, ME, "De voordeur is vervangen.", case_id=case_id, now=NOW)
    before = everything(store)
    now = preview(store, case_id, COMPLETE, TODAY)
    assert now is not None and now[1] != seen[1]
    with pytest.raises(Refused, match="bekijk het nieuwe voorbeeld"):
        export_case(store, ME, case_id, COMPLETE, out, seen=seen[1], now=NOW)
    assert everything(store) == before and not list(out.iterdir())


def test_an_existing_file_is_never_replaced(store: Store, out: Path) -> None:
    case_id = opened(store)
    (out / "casus-C2026-001-1.md").write_text("van een ander", encoding="utf-8")
    assert export(store, out, case_id).name == "casus-C2026-001-2.md"
    assert (out / "casus-C2026-001-1.md").read_text(encoding="utf-8") == "van een ander"
    assert export(store, out, case_id, format="json").name == "casus-C2026-001-2.json"


def test_everything_missing_is_named_at_once_and_nothing_is_written(store: Store, out: Path) -> None:
    case_id = opened(store)
    before = everything(store)
    with pytest.raises(InvalidInput) as refused:
        export_case(store, ME, case_id, ExportAnswers(), out, now=NOW)
    for name in ("Voor wie", "Doel", "Niveau", "Grondslag", "Noodzaak", "Op de hoogte", "Bestand"):
        assert any(problem.startswith(f"{name}:") for problem in refused.value.problems), name
    assert len(refused.value.problems) == 7
    assert everything(store) == before and not list(out.iterdir())


@given(st.sets(st.sampled_from(ASKED)))
def test_exactly_what_is_missing_is_named(left_out: set[str]) -> None:
    whole = replace(COMPLETE, recipient_type=PartnerType.HOUSING)
    empty = {field: getattr(ExportAnswers(), field) for field in left_out}
    found = missing_answers(replace(whole, **empty), TODAY)
    assert [one.field for one in found] == [field for field in ASKED if field in left_out]
    spaces = {field: "  " for field in left_out if type(getattr(COMPLETE, field)) is str}
    assert {one.field for one in missing_answers(replace(whole, **spaces), TODAY)} == set(spaces)


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_a_file_is_to_be_destroyed_a_year_later(today: date) -> None:
    assert 365 - 1 <= (destroy_day(today) - today).days <= 366


def test_not_informed_asks_why_and_when_and_starts_the_clock(store: Store, out: Path) -> None:
    case_id = opened(store)
    asked = replace(COMPLETE, informed=False)
    assert [one.field for one in export_problems(store, case_id, asked, TODAY)] == ["reason", "review_on"]
    late = replace(asked, reason="Onveilig", review_on=TODAY)
    assert [one.field for one in export_problems(store, case_id, late, TODAY)] == ["review_on"]
    review = TODAY + timedelta(days=14)
    export(store, out, case_id, informed=False, reason="Eerst contact", review_on=review)
    assert clocks(store, case=case_id)["inform_resident"] == review
    later = review + timedelta(days=7)
    export(store, out, case_id, informed=False, reason="Eerst contact", review_on=later)
    assert clocks(store, case=case_id)["inform_resident"] == later
    one = disclosures(store, case_id)[0]
    assert (one.informed, one.reason, one.review_on) == (False, "Eerst contact", later)


def test_who_is_no_partner_must_be_told_what_it_is(store: Store, out: Path) -> None:
    case_id = opened(store)
    stranger = replace(COMPLETE, organisation="Huisartsenpost Zuid")
    assert [one.field for one in export_problems(store, case_id, stranger, TODAY)] == ["recipient_type"]
    export(store, out, case_id, organisation="Huisartsenpost Zuid", recipient_type=PartnerType.GP)
    assert disclosures(store, case_id)[0].recipient_partner_id is None


def test_a_partner_is_what_it_is_whatever_is_claimed(store: Store, out: Path) -> None:
    case_id = opened(store)
    export(store, out, case_id, recipient_type=PartnerType.GP)
    assert disclosures(store, case_id)[0].recipient_type == PartnerType.HOUSING


def test_consent_as_ground_must_have_been_given(store: Store, out: Path) -> None:
    case_id = opened(store)
    asked = replace(COMPLETE, basis=LegalBasis.CONSENT)
    assert [one.field for one in export_problems(store, case_id, asked, TODAY)] == ["basis"]
    give_consent(store, ME, case_id, organisation="Rondom Wonen", now=NOW)
    export(store, out, case_id, basis=LegalBasis.CONSENT)
    withdraw_consent(store, ME, consents(store, case_id)[0].id, now=NOW)
    with pytest.raises(InvalidInput):
        export(store, out, case_id, basis=LegalBasis.CONSENT)
    assert len(disclosures(store, case_id)) == 1


def test_the_answers_are_remembered_per_recipient(store: Store, out: Path) -> None:
    case_id = opened(store)
    export(store, out, case_id)
    export(
        store,
        out,
        case_id,
        organisation="Huisartsenpost",
        recipient_type=PartnerType.GP,
        level=InfoLevel.HANDOVER,
        purpose="Overdracht",
    )
    again = last_answers(store, case_id, "RONDOM wonen")
    assert again is not None
    assert (again.purpose, again.level, again.basis) == (
        COMPLETE.purpose,
        InfoLevel.CONFER,
        LegalBasis.WMO,
    )
    newest = last_answers(store, case_id)
    assert newest is not None and newest.purpose == "Overdracht"
    assert last_answers(store, case_id, "Iemand anders") is None


def test_it_is_logged_and_cannot_be_undone_but_what_came_before_can(store: Store, out: Path) -> None:
    case_id = opened(store)
    add_note(store, ME, "De gordijnen zijn dicht.", case_id=case_id, now=NOW)
    export(store, out, case_id)
    line, earlier, *_ = case_history(store, case_id)
    assert (line.event, line.act, line.number, line.can_undo) == ("export", "export_case", "C2026-001", False)
    assert line.purpose == COMPLETE.purpose
    before = everything(store)
    with pytest.raises(Refused, match=r"export die de deur uit is.*Geschiedenis"):
        undo_last(store, ME)
    assert everything(store) == before
    assert earlier.undo_id is not None
    undo_act(store, ME, earlier.undo_id)
    assert len(disclosures(store, case_id)) == 1


def test_a_closed_case_can_leave_without_starting_a_clock(store: Store, out: Path) -> None:
    case_id = case_in(store, CaseStatus.CLOSED)
    export(store, out, case_id, informed=False, reason="Verhuisd", review_on=TODAY + timedelta(days=9))
    assert clocks(store, case=case_id) == {}


@pytest.mark.parametrize("place", ["weg", "bestand", "naam\0", "x" * 300])
def test_a_folder_that_is_none_is_refused(place: str, store: Store, out: Path) -> None:
    case_id = opened(store)
    (out / "bestand").touch()
    before = everything(store)
    with pytest.raises(Refused, match="bestaat niet"):
        export(store, out / place, case_id)
    assert everything(store) == before


def test_a_folder_that_cannot_be_written_leaves_nothing(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    case_id = opened(store)
    before = everything(store)
    for place in ("create_private", "published"):
        with monkeypatch.context() as broken:
            broken.setattr(f"store.acts.export_files.{place}", full)
            with pytest.raises(Refused, match="kan niet worden geschreven"):
                export(store, out, case_id)
        assert everything(store) == before and not list(out.iterdir())


def test_when_it_cannot_be_recorded_no_file_stays(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Exception):
        pass

    def broken(*_: object) -> None:
        raise Broken

    case_id = opened(store)
    before = everything(store)
    for place in ("store.acts.unit.Unit.finish", "store.acts.unit.Session.commit"):
        with monkeypatch.context() as cut:
            cut.setattr(place, broken)
            with pytest.raises(Broken):
                export(store, out, case_id)
        assert everything(store) == before and not list(out.iterdir())


def test_several_cases_give_one_file_each(store: Store, out: Path) -> None:
    first, second = opened(store), opened(store, surname="Bos", house_number=77)
    told: list[tuple[int, int, str]] = []
    made = export_cases(
        store,
        ME,
        (first, second, first),
        COMPLETE,
        out,
        now=NOW,
        progress=lambda done, of, path: told.append((done, of, path.name)),
    )
    assert [one.path.name for one in made] == ["casus-C2026-001-1.md", "casus-C2026-002-1.md"]
    assert told == [(1, 2, "casus-C2026-001-1.md"), (2, 2, "casus-C2026-002-1.md")]
    assert len(disclosures(store, first)) == len(disclosures(store, second)) == 1


def test_of_several_cases_nothing_is_written_when_one_may_not(store: Store, out: Path) -> None:
    first, second = opened(store), opened(store, surname="Bos", house_number=77)
    give_consent(store, ME, first, now=NOW)
    before = everything(store)
    with pytest.raises(InvalidInput):
        export_cases(store, ME, (first, second), replace(COMPLETE, basis=LegalBasis.CONSENT), out, now=NOW)
    with pytest.raises(NotFound):
        export_cases(store, ME, (first, 999), COMPLETE, out, now=NOW)
    assert everything(store) == before and not list(out.iterdir())


def test_a_case_that_is_not_there(store: Store, out: Path) -> None:
    with pytest.raises(NotFound):
        export(store, out, 999)
