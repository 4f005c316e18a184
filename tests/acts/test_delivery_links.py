"""What rows of a delivery belong to, chosen before it comes in: linked with it, taken back with it, never doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.acts.cases import close_case
from store.acts.deliveries import ImportResult, import_delivery
from store.acts.delivery_links import Belongs
from store.acts.inputs import Ref
from store.acts.links import Recognised, Seen, link_residents, unlink_residents
from store.acts.shielding import shield_case
from store.acts.undo import undo_act, undo_last
from store.codes import LinkOrigin, MatchLevel, Outcome
from store.engine.lifecycle import Store
from store.errors import NotAllowed, NotFound, Refused, Shielded
from store.exchange.delivery import open_delivery
from store.queries.log_verify import verify_log
from store.queries.year_check import sums_agree
from tests.acts.office import JORIS, ME, NOW, content, everything, one, opened, received, rows
from tests.acts.test_shielding import sit

HEAD = "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Geb.datum;Soort;Omschrijving"
VISSER, EMPTY_HOUSE, BOS = 2, 3, 4
"""Row numbers: somebody known, an address without a person, somebody else."""
ROWS = (
    "M-1;03-08-2026;Kerkstraat;41;2641 AB;Pijnacker;Visser, M.;1951;overlast;Schreeuwt.",
    "M-2;03-08-2026;Kerkstraat;41;2641 AB;Pijnacker;;;vervuiling;De hal staat vol.",
    "M-3;03-08-2026;Oranjelaan;7;2641 KC;Pijnacker;Bos, B.;;overlast;Roept.",
)
SEEN = Seen(MatchLevel.CERTAIN, ("adres", "naam"))


def bring_in(
    store: Store, folder: Path, belongs: dict[int, Belongs], *, name: str = "levering.csv", who=ME, **more
) -> ImportResult:
    path = folder / name
    path.write_text("\n".join((HEAD, *ROWS, "")) + more.pop("behind", ""), encoding="utf-8")
    return import_delivery(
        store, who, open_delivery(path), path, partner="Rondom Wonen", belongs=belongs, now=NOW, **more
    )


def resident_of(store: Store, signal: Ref) -> int:
    return one(store, "SELECT resident_id FROM signals WHERE id = ?", signal.id)


def of_row(store: Store, number: int, column: str) -> int | None:
    return one(
        store,
        f"SELECT s.{column} FROM delivery_rows w JOIN signals s ON s.id = w.signal_id WHERE w.row_number = ?",
        number,
    )


def test_a_chosen_person_and_a_chosen_case_come_in_with_the_rows_and_go_with_them(
    store: Store, tmp_path: Path
) -> None:
    known = resident_of(store, received(store))
    case_id = opened(store, surname="Jansen", street="Dorpsstraat")
    before = content(store)
    logged = one(store, "SELECT max(id) FROM log_entries")
    result = bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN), EMPTY_HOUSE: case_id})
    assert (result.read, result.new, result.linked, result.notes) == (3, 3, 2, ())
    new = of_row(store, VISSER, "resident_id")
    link = "SELECT low_id, high_id, verdict, level, reasons, origin, by, ended_at FROM resident_links"
    assert rows(store, link) == [
        (known, new, "same", "certain", "adres + naam", LinkOrigin.RADAR.value, ME.name, None)
    ]
    assert one(store, "SELECT group_id FROM residents WHERE id = ?", new) == known
    assert [of_row(store, number, "case_id") for number in (VISSER, EMPTY_HOUSE, BOS)] == [
        None,
        case_id,
        None,
    ]
    told = rows(
        store, "SELECT event, summary, case_id, resident_id FROM log_entries WHERE id > ? ORDER BY id", logged
    )
    assert [line[:2] for line in told] == [
        ("link", "personen gekoppeld"),
        ("link", "signaal bij een casus gezet"),
        ("create", "levering ingelezen: 3 rijen"),
    ]
    assert told[0][3] == known and told[1][2] == case_id
    assert not verify_log(store).broken and sums_agree(store)
    undo_last(store, ME, now=NOW)
    assert content(store) == before
    assert sums_agree(store) and rows(store, "PRAGMA foreign_key_check") == []


def test_the_same_file_or_the_same_rows_again_link_nothing_twice(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    belongs: dict[int, Belongs] = {VISSER: Recognised(known, SEEN)}
    bring_in(store, tmp_path, belongs)
    once = content(store)
    assert bring_in(store, tmp_path, belongs, name="kopie.csv").already
    assert content(store) == once
    again = bring_in(store, tmp_path, belongs, name="langer.csv", behind="\n")
    assert (again.repeated, again.linked) == (3, 0)
    assert "nergens aan gekoppeld" in again.notes[0] and again.notes[0].startswith("1 gekozen rij is")
    assert one(store, "SELECT count(*) FROM resident_links") == 1


def test_a_trial_keeps_nothing(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    before = everything(store)
    result = bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN)}, dry_run=True)
    assert result.linked == 1
    assert everything(store) == before


def test_a_row_without_a_person_is_not_linked_to_one_and_says_so(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    result = bring_in(store, tmp_path, {EMPTY_HOUSE: Recognised(known, SEEN), 99: Recognised(known, SEEN)})
    assert result.new == 3 and result.linked == 0
    assert result.notes[0].startswith("2 gekozen rijen zijn nergens aan gekoppeld")


def test_two_rows_of_one_person_are_one_group_with_it(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    before = content(store)
    bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN), BOS: Recognised(known, Seen())})
    groups = rows(store, "SELECT DISTINCT group_id FROM residents")
    assert groups == [(known,)]
    undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_unlinking_later_and_undoing_that_first_leads_back_to_the_start(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    before = content(store)
    bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN)})
    new = of_row(store, VISSER, "resident_id")
    unlink_residents(store, ME, known, new, now=NOW)
    assert one(store, "SELECT group_id FROM residents WHERE id = ?", new) == new
    undo_last(store, ME, now=NOW)
    undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_what_was_built_on_it_stops_taking_it_back(store: Store, tmp_path: Path) -> None:
    known = resident_of(store, received(store))
    bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN)})
    delivered = one(store, "SELECT max(id) FROM undo_records")
    new, third = of_row(store, VISSER, "resident_id"), of_row(store, BOS, "resident_id")
    other = resident_of(store, received(store, surname="Bos", given="B."))
    link_residents(store, ME, other, third, origin=LinkOrigin.REVIEW, now=NOW)
    stands = everything(store)
    with pytest.raises(Refused):
        undo_act(store, ME, delivered, now=NOW)
    assert everything(store) == stands and new != third


@pytest.mark.parametrize("wrong", ["person", "case", "closed"])
def test_who_or_what_is_gone_stops_the_whole_delivery(store: Store, tmp_path: Path, wrong: str) -> None:
    belongs: Belongs = Recognised(999, SEEN)
    if wrong == "case":
        belongs = 999
    elif wrong == "closed":
        belongs = opened(store)
        close_case(store, ME, belongs, Outcome.NO_HELP_NEEDED, now=NOW)
    before = everything(store)
    with pytest.raises((NotFound, Refused), match="rij 2") as told:
        bring_in(store, tmp_path, {VISSER: belongs})
    assert "Er is niets toegevoegd" in str(told.value)
    assert everything(store) == before


def test_nobody_links_to_who_or_what_is_shielded_from_them(store: Store, tmp_path: Path) -> None:
    case_id = opened(store)
    hidden = one(store, "SELECT resident_id FROM cases WHERE id = ?", case_id)
    shield_case(store, sit(store, ME.name), case_id, "Bekende van een collega.", now=NOW)
    joris = sit(store, JORIS.name)
    with pytest.raises(NotFound) as hid:
        bring_in(store, tmp_path, {VISSER: Recognised(hidden, SEEN)}, who=joris)
    with pytest.raises(NotFound) as gone:
        bring_in(store, tmp_path, {VISSER: Recognised(999, SEEN)}, who=joris)
    assert str(hid.value) == str(gone.value)
    with pytest.raises(Shielded):
        bring_in(store, tmp_path, {VISSER: case_id}, who=joris)
    store.viewer = None
    assert one(store, "SELECT count(*) FROM deliveries") == 0


def test_who_may_not_link_brings_nothing_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = resident_of(store, received(store))

    def refuse(store: Store, actor: object, act: str) -> None:
        raise NotAllowed(act)

    monkeypatch.setattr("store.acts.delivery_links.check_allowed", refuse)
    with pytest.raises(NotAllowed, match="link_residents"):
        bring_in(store, tmp_path, {VISSER: Recognised(known, SEEN)})
    assert bring_in(store, tmp_path, {}).new == 3
