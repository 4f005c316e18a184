"""The papers of a meeting as files: a partner reads of its own items only, nobody is named, and it is recorded."""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import jsonschema  # type: ignore[import-untyped]
import pypdf
import pytest

from store.acts import decisions, meeting_items, meeting_run, meeting_table, meetings
from store.acts.meeting_export import Exported, Paper, export_meeting, show_outcome
from store.acts.sharing import give_consent
from store.acts.undo import undo_last
from store.codes import InfoLevel, LegalBasis, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused
from store.queries.meetings import meeting_kinds
from store.queries.sharing import disclosures, last_answers, meeting_disclosures
from tests.acts.office import ME, NOW, TODAY, everything, one, opened, rows

NAMED = ("visser", "maria", "achterberg", "kerkstraat", "2641", "1234567", "oosterling", "zwanobert")
"""Names, address and telephone of everybody in the meeting."""
OTHERS = ("z.o.", "c2026-002", "wespennest", "tuinhek", "politie", "brievenbus", "verlichting", "wim de wijk")
"""Words that only occur around items that the housing corporation is not invited for."""
OWN = ("m.v. '51", "c2026-001", "sleutelbos")
FORMATS = ("pdf", "docx", "md", "json")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def partner(store: Store, name: str = "Rondom Wonen") -> int:
    return int(one(store, "SELECT id FROM partners WHERE name = ? AND profile_id = 1", name))


def planned(store: Store) -> tuple[int, list[int]]:
    """Return a planned meeting about a theme and two cases, one with the corporation and one with the police."""
    held = meetings.plan_meeting(store, ME, meeting_kinds(store, 1)[0].id, TODAY, now=NOW).id
    people = (
        meeting_table.ParticipantInput(name=ME.name, is_team=True),
        meeting_table.ParticipantInput(name="Els", partner_id=partner(store)),
        meeting_table.ParticipantInput(name="Wim de Wijk", partner_id=partner(store, "Politie")),
    )
    meeting_table.set_participants(store, ME, held, people, now=NOW)
    meetings.change_meeting(
        store, ME, held, remarks="Mevrouw Visser, Kerkstraat 41; over het wespennest later.", now=NOW
    )
    first = opened(store)
    second = opened(store, house_number=5, given="Zwanobert", surname="Oosterling")
    items = [
        meeting_items.add_item(store, ME, held, title="Verlichting station", now=NOW).id,
        meeting_items.add_item(
            store, ME, held, case_id=first, question="Waar is de sleutelbos van Maria Visser?", now=NOW
        ).id,
        meeting_items.add_item(
            store,
            ME,
            held,
            case_id=second,
            question="Ziet Zwanobert het wespennest?",
            reason="tuinhek",
            now=NOW,
        ).id,
    ]
    meeting_items.link_partner(store, ME, items[1], partner(store), now=NOW)
    meeting_items.link_partner(store, ME, items[2], partner(store, "Politie"), now=NOW)
    return held, items


def held(store: Store) -> int:
    """Return a closed meeting in which all of it was decided."""
    meeting, items = planned(store)
    meeting_run.start_meeting(store, ME, meeting, now=NOW)
    for item, line in zip(
        items,
        (
            "verlichting melden @Joris +5wd",
            "sleutelbos brengen bij M. Visser @Rondom Wonen vr; informeren: bellen 015-1234567",
            "brievenbus legen bij Oosterling @Politie +2wd",
        ),
        strict=True,
    ):
        decisions.decide_typed(store, ME, item, line, now=NOW)
        meeting_run.finish_item(store, ME, item, now=NOW)
    meeting_run.close_meeting(store, ME, meeting, now=NOW + timedelta(minutes=20))
    return meeting


def export(
    store: Store, folder: Path, meeting: int, what: Paper, fmt: str, partner_id: int | None = None
) -> Exported:
    return export_meeting(store, ME, meeting, what, fmt, folder, partner_id=partner_id, now=NOW)


def text_of(path: Path) -> str:
    """Return every letter in a file, its metadata and parts included, squashed."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        pdf = pypdf.PdfReader(io.BytesIO(content))
        parts = [page.extract_text() for page in pdf.pages]
        parts += [str(dict(pdf.metadata or {})), str(pdf.xmp_metadata and pdf.xmp_metadata.dc_title)]
        parts += [str(list(pdf.attachments))]
    elif path.suffix == ".docx":
        with ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    else:
        parts = [content.decode("utf-8")]
    return squashed(" ".join(parts).replace("&apos;", "'"))


def squashed(text: str) -> str:
    """Return a text without what a line end can put between two letters."""
    return re.sub(r"[\s\u00ad-]", "", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).casefold()


def found(words: Iterable[str], told: str) -> list[str]:
    return [word for word in words if squashed(word) in squashed(told)]


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_partners_agenda_holds_its_own_items_and_of_the_others_no_word(
    fmt: str, store: Store, out: Path
) -> None:
    meeting, _ = planned(store)
    told = text_of(export(store, out, meeting, "agenda", fmt, partner(store)).path)
    assert found(OWN, told) == [*OWN]
    assert found((*OTHERS, *NAMED), told) == []
    whole = text_of(export(store, out, meeting, "agenda", fmt).path)
    assert "wespennest" in whole and "sleutelbos" in whole and "politie" in whole


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("what", ["minutes", "actions"])
def test_minutes_and_actions_name_nobody_and_a_partner_reads_its_own(
    what: Paper, fmt: str, store: Store, out: Path
) -> None:
    meeting = held(store)
    whole = text_of(export(store, out, meeting, what, fmt).path)
    assert "sleutelbos" in whole and "brievenbus" in whole and "jorisdewit" in whole
    assert found(NAMED, whole) == []
    own = text_of(export(store, out, meeting, what, fmt, partner(store)).path)
    assert "sleutelbos" in own
    assert found((*OTHERS, *NAMED), own) == []


def test_the_outcome_keeps_to_its_schema_and_a_partner_reads_its_own(store: Store, out: Path) -> None:
    meeting = held(store)
    path = Path(__file__).parents[2] / "docs" / "outcome.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for partner_id, count in ((None, 3), (partner(store), 1)):
        told = export(store, out, meeting, "outcome", "json", partner_id).path.read_text(encoding="utf-8")
        outcome = json.loads(told)
        jsonschema.validate(outcome, schema)
        assert len(outcome["uitkomstOverleg"]["zaken"]) == count
        assert found(NAMED, told) == []
    assert found(OTHERS, told) == []


def test_an_action_on_an_item_of_others_reaches_who_must_do_it(store: Store, out: Path) -> None:
    meeting, items = planned(store)
    meeting_run.start_meeting(store, ME, meeting, now=NOW)
    decisions.decide_typed(store, ME, items[2], "tuinhek maken @Rondom Wonen +5wd", now=NOW)
    made = export(store, out, meeting, "actions", "md", partner(store))
    assert "tuinhekmaken" in text_of(made.path)
    assert "tuinhek" not in text_of(export(store, out, meeting, "minutes", "md", partner(store)).path)
    assert len(made.disclosures) == 2


def test_the_file_is_private_named_by_numbers_and_recorded_with_every_case(store: Store, out: Path) -> None:
    meeting, _ = planned(store)
    housing = partner(store)
    made = export(store, out, meeting, "agenda", "md", housing)
    assert made.path == out / f"OV2026-001-agenda-p{housing}.md"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    (row,) = meeting_disclosures(store, meeting)
    assert (row.id,) == made.disclosures
    assert row.sha256 == made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert (row.recipient, row.recipient_partner_id, row.recipient_type) == (
        "Rondom Wonen",
        housing,
        PartnerType.HOUSING,
    )
    assert (row.level, row.basis, row.necessity, row.file_name) == (
        InfoLevel.CONFER,
        LegalBasis.WMO,
        "deelname aan het overleg",
        made.path.name,
    )
    case = one(store, "SELECT id FROM cases WHERE number = 'C2026-001'")
    assert disclosures(store, case) == (row,)
    assert last_answers(store, case) is None
    assert (
        export(store, out, meeting, "agenda", "md", housing).path.name == f"OV2026-001-agenda-p{housing}-2.md"
    )


def test_a_paper_for_the_team_is_logged_and_is_no_disclosure(store: Store, out: Path) -> None:
    meeting = held(store)
    assert export(store, out, meeting, "minutes", "md").path.name == "OV2026-001-verslag.md"
    assert meeting_disclosures(store, meeting) == ()
    logged = rows(store, "SELECT event, act, number FROM log_entries ORDER BY id DESC LIMIT 1")
    assert logged == [("export", "export_meeting", "OV2026-001")]
    before = everything(store)
    with pytest.raises(Refused, match="de deur uit"):
        undo_last(store, ME, now=NOW)
    assert everything(store) == before
    assert "sleutelbos" in show_outcome(store, ME, meeting, now=NOW)
    logged = rows(store, "SELECT event, act, number FROM log_entries ORDER BY id DESC LIMIT 1")
    assert logged == [("export", "show_outcome", "OV2026-001")]


def test_consent_as_ground_must_have_been_given_by_everybody_in_the_paper(store: Store, out: Path) -> None:
    meeting, items = planned(store)
    housing = partner(store)

    def attempt() -> Exported:
        return export_meeting(
            store,
            ME,
            meeting,
            "agenda",
            "md",
            out,
            partner_id=housing,
            basis=LegalBasis.CONSENT,
            now=NOW,
        )

    with pytest.raises(InvalidInput, match="C2026-001"):
        attempt()
    case = one(store, "SELECT id FROM cases WHERE number = 'C2026-001'")
    give_consent(store, ME, case, organisation="Rondom Wonen", now=NOW)
    attempt()
    meeting_items.link_partner(store, ME, items[2], housing, now=NOW)
    with pytest.raises(InvalidInput, match="C2026-002"):
        attempt()


def test_what_cannot_be_is_refused_and_leaves_nothing(store: Store, out: Path) -> None:
    meeting, _ = planned(store)
    (out / "bezet.json").touch()
    before = everything(store)
    housing = partner(store)
    refused: list[tuple[type[Exception], Paper, str, Path, int | None]] = [
        (Refused, "minutes", "md", out, None),
        (Refused, "actions", "md", out, None),
        (Refused, "outcome", "json", out, None),
        (InvalidInput, "outcome", "pdf", out, None),
        (InvalidInput, "agenda", "exe", out, None),
        (Refused, "agenda", "md", out / "weg", housing),
        (NotFound, "agenda", "md", out, 9998),
        (Refused, "agenda", "md", out, partner(store, "Dunea")),
    ]
    for error, what, fmt, folder, partner_id in refused:
        with pytest.raises(error):
            export(store, folder, meeting, what, fmt, partner_id)
    for name in ("../uit.json", "a/b.json"):
        with pytest.raises(InvalidInput):
            export_meeting(store, ME, meeting, "agenda", "json", out, file_name=name, now=NOW)
    with pytest.raises(Refused, match="bestaat al"):
        export_meeting(store, ME, meeting, "agenda", "json", out, file_name="bezet.json", now=NOW)
    with pytest.raises(NotFound):
        export(store, out, 999, "agenda", "md")
    assert everything(store) == before
    assert [file.name for file in out.iterdir()] == ["bezet.json"]


def test_when_it_cannot_be_recorded_no_file_stays(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Exception):
        pass

    def broken(*_: object) -> None:
        raise Broken

    meeting, _ = planned(store)
    before = everything(store)
    monkeypatch.setattr("store.acts.unit.Unit.finish", broken)
    with pytest.raises(Broken):
        export(store, out, meeting, "agenda", "md", partner(store))
    assert everything(store) == before and not list(out.iterdir())
