"""What a resident is handed holds what is held, and nothing of who reported or of anybody else."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.acts.access_report import access_document, write_access_report
from store.acts.case_work import add_action, add_note, log_contact, score_domain
from store.acts.cases import set_plan
from store.acts.export import render
from store.acts.looking import log_look
from store.acts.undo import undo_last
from store.codes import ContactKind, LegalBasis, LifeDomain, PartnerType, Theme
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused
from store.queries.sharing import disclosures, last_shared
from store.rules.access_report import HeldSignal, access_sections
from tests.acts.office import JORIS, ME, NOW, judged, one, opened, rows

PLANTED = (
    "Prutselmans", "Knabbelplezier", "0157418529", "Vossenkind", "zusterlief", "Drimmelijn", "Wobbelplan", "Zwenkdoel",
    "Fluitzaak", "Kwastnotitie", "Brompot", "Hondenbeet", "Quizvraag", "Gezinshoofd",
)  # fmt: skip


def worked(store: Store) -> int:
    """Return a case in which every free text and everything of the reporter holds a planted word."""
    case_id = opened(
        store,
        reporter_name=PLANTED[0],
        partner=PLANTED[1],
        partner_type=PartnerType.RELATIVE,
        reporter_phone=PLANTED[2],
        facts=f"Gezien bij {PLANTED[3]}.",
        opinion=f"Volgens {PLANTED[4]}.",
        request=f"Bel {PLANTED[5]}.",
    )
    set_plan(store, ME, case_id, plan=PLANTED[6], goal=PLANTED[7], now=NOW)
    add_note(store, ME, PLANTED[9], case_id=case_id, now=NOW)
    add_action(store, ME, PLANTED[8], case_id=case_id, now=NOW)
    log_contact(
        store,
        ME,
        case_id,
        ContactKind.VISIT,
        reached=True,
        with_whom=PLANTED[10],
        result=PLANTED[11],
        now=NOW,
    )
    score_domain(store, ME, case_id, LifeDomain.HOUSING, 2, note=PLANTED[12], now=NOW)
    writer = store.raw_writer()
    writer.execute("UPDATE cases SET resident_view = ? WHERE id = ?", (PLANTED[13], case_id))
    writer.execute("UPDATE residents SET bsn = '111222333'")
    writer.close()
    return case_id


def test_it_holds_what_is_held_and_nobody_else(store: Store) -> None:
    case_id = worked(store)
    log_look(store, JORIS, event="read", kind="case", case_id=case_id, now=NOW + timedelta(days=2))
    number, _, made = access_document(store, case_id, NOW)
    for format_ in ("md", "json"):
        text = render(made, format_).decode("utf-8")
        for word in (*PLANTED, ME.name, JORIS.name, "111222333"):
            assert word.lower() not in text.lower(), word
    page = render(made, "md").decode("utf-8")
    for told in (number, "Maria Visser", "1951", "Kerkstraat 41", "huisbezoek", "Huisvesting", "een inwoner of naaste",
                 "| november 2026 |", "notities", "25-11-2026", "15 jaar", "Autoriteit Persoonsgegevens"):  # fmt: skip
        assert told in page, told


@pytest.mark.parametrize("format_", ["pdf", "docx", "md", "json"])
def test_the_file_is_private_logged_and_not_undone(store: Store, tmp_path: Path, format_: str) -> None:
    case_id = worked(store)
    path = write_access_report(store, ME, case_id, tmp_path, format_, now=NOW)
    assert path.name == f"inzage-{one(store, 'SELECT number FROM cases WHERE id = ?', case_id)}-1.{format_}"
    assert path.stat().st_size > 200
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert write_access_report(store, ME, case_id, tmp_path, format_, now=NOW).name.endswith(f"-2.{format_}")
    resident = one(store, "SELECT resident_id FROM cases WHERE id = ?", case_id)
    assert rows(
        store, "SELECT event, act, case_id, resident_id, purpose FROM log_entries ORDER BY id DESC LIMIT 1"
    ) == [("export", "access_report", case_id, resident, "recht op inzage (AVG art. 15)")]
    with pytest.raises(Refused, match="aan de betrokkene gegeven"):
        undo_last(store, ME)
    second, first = disclosures(store, case_id)
    assert (first.recipient, first.recipient_type, first.basis) == (
        "de betrokkene",
        PartnerType.RESIDENT,
        LegalBasis.ACCESS,
    )
    assert (first.file_name, first.sha256) == (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    assert second.file_name != first.file_name
    assert last_shared(store, (case_id,)) is None
    assert "| u zelf |" in render(access_document(store, case_id, NOW)[2], "md").decode("utf-8")


def test_cases_of_linked_records_are_in_it(store: Store) -> None:
    case_id = worked(store)
    other = opened(
        store, triage=judged(themes=(Theme.HOARDING,)), surname="Visser-Bos", street="Laan", house_number=3
    )
    first, second = (
        one(store, "SELECT resident_id FROM cases WHERE id = ?", which) for which in (case_id, other)
    )
    assert first != second
    _, _, alone = access_document(store, case_id, NOW)
    writer = store.raw_writer()
    writer.execute("UPDATE residents SET group_id = ? WHERE id = ?", (first, second))
    writer.close()
    _, _, both = access_document(store, case_id, NOW)
    number = one(store, "SELECT number FROM cases WHERE id = ?", other)
    assert number not in render(alone, "json").decode()
    assert number in render(both, "json").decode()


def test_what_cannot_be_made_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    case_id = worked(store)
    with pytest.raises(NotFound):
        write_access_report(store, ME, 999, tmp_path)
    with pytest.raises(InvalidInput, match="pdf, docx"):
        write_access_report(store, ME, case_id, tmp_path, "xls")
    with pytest.raises(Refused, match="bestaat niet"):
        write_access_report(store, ME, case_id, tmp_path / "weg")
    writer = store.raw_writer()
    writer.execute("UPDATE cases SET resident_id = NULL")
    writer.close()
    with pytest.raises(Refused, match="nog niet bekend"):
        write_access_report(store, ME, case_id, tmp_path)
    assert list(tmp_path.glob("inzage*")) == []


@given(origin=st.sampled_from([None, *PartnerType]), anonymous=st.booleans())
def test_a_private_or_anonymous_reporter_is_not_told_by_kind(
    origin: PartnerType | None, anonymous: bool
) -> None:
    from store.rules.access_report import Held, HeldPerson

    signal = HeldSignal(NOW.date(), origin, anonymous, ())
    held = Held("Kernteam", HeldPerson("", "", "", "", has_bsn=False), signals=(signal,))
    told = json.dumps([repr(section) for section in access_sections(held) if section.key == "source"])
    hidden = anonymous or origin in (None, PartnerType.RELATIVE, PartnerType.RESIDENT)
    assert hidden or origin is None or origin.label in told
    if hidden:
        assert not any(f"'{kind.label}'" in told for kind in PartnerType)
    assert "23-11-2026" not in told
