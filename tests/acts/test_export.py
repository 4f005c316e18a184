"""A case leaves the store as a file: private, named by its number only, logged, never undone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store.acts.export import export_case
from store.acts.undo import undo_last
from store.errors import NotFound, Refused
from store.queries.history import case_history
from tests import case_office
from tests.case_office import ME, NOW, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return case_office.office_in(tmp_path / "store")


def test_the_file_is_private_and_named_by_its_number(office: Office, tmp_path: Path) -> None:
    path = export_case(office.store, ME, office.visser, tmp_path, now=NOW)
    assert path == tmp_path / "casus-C2026-001.md"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("# Samenvatting casus C2026-001\n")


def test_an_existing_file_is_never_replaced(office: Office, tmp_path: Path) -> None:
    first = export_case(office.store, ME, office.visser, tmp_path, now=NOW)
    first.write_text("iets anders", encoding="utf-8")
    second = export_case(office.store, ME, office.visser, tmp_path, now=NOW)
    assert second.name == "casus-C2026-001-2.md"
    assert first.read_text(encoding="utf-8") == "iets anders"


def test_it_is_logged_as_an_export_and_cannot_be_undone(office: Office, tmp_path: Path) -> None:
    export_case(office.store, ME, office.visser, tmp_path, now=NOW)
    line = case_history(office.store, office.visser)[0]
    assert (line.event, line.act, line.number, line.can_undo) == ("export", "export_case", "C2026-001", False)
    with pytest.raises(Refused, match="een export die de deur uit is"):
        undo_last(office.store, ME)


def test_a_folder_that_is_not_there_is_refused_and_nothing_is_logged(office: Office, tmp_path: Path) -> None:
    before = case_history(office.store, office.visser)
    with pytest.raises(Refused, match="bestaat niet"):
        export_case(office.store, ME, office.visser, tmp_path / "weg", now=NOW)
    assert case_history(office.store, office.visser) == before


def test_when_the_log_cannot_be_written_no_file_stays(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise Refused("kan niet")

    monkeypatch.setattr("store.acts.unit.Unit.finish", broken)
    with pytest.raises(Refused):
        export_case(office.store, ME, office.visser, tmp_path, now=NOW)
    assert not list(tmp_path.glob("*.md"))


def test_a_case_that_is_not_there(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_case(office.store, ME, 999, tmp_path, now=NOW)
