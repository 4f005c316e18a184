"""Bringing in deliveries: exact counts, nothing twice, all or nothing, and taking it back."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from store.acts import case_work, feedback, triage
from store.acts.deliveries import Cancelled, ImportResult, import_delivery, mapping_for
from store.acts.undo import undo_last
from store.codes import ClockKind, FeedbackOutcome
from store.engine.lifecycle import Store, open_store
from store.errors import NotFound, Refused
from store.exchange.delivery import open_delivery
from store.exchange.fields import Field
from store.queries.year_check import sums_agree
from tests.acts.office import JORIS, ME, NOW, content, everything, judged, one, rows

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"
COUNTS = {
    "corporatie-zorgmeldingen.csv": (40, 34, 1, 4, 1),
    "politie-e33.xlsx": (40, 39, 0, 1, 0),
    "welzijn-signalen.csv": (40, 37, 0, 3, 0),
    "ddas-voorbeeld.json": (1, 1, 0, 0, 0),
}
HEAD = "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving;Achterstand"


def bring_in(store: Store, path: Path, **options: object) -> ImportResult:
    return import_delivery(store, ME, open_delivery(path), path, now=NOW, **options)  # type: ignore[arg-type]


def sample(folder: Path, name: str) -> Path:
    return Path(shutil.copy(SAMPLES / name, folder / name))


def listed(folder: Path, *lines: str, name: str = "levering.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text("\n".join((head, *lines, "")), encoding="utf-8")
    return path


def line(number: str, facts: str = "Doet niet open.", *, kind: str = "overlast", debt: str = "") -> str:
    return f"{number};03-08-2026;Kerkstraat;12;2641 KC;Pijnacker;Vries, A. de;{kind};{facts};{debt}"


def counted(result: ImportResult) -> tuple[int, ...]:
    return (result.read, result.new, result.repeated, result.to_check, result.rejected)


@pytest.mark.parametrize("name", COUNTS)
def test_the_samples_come_in_completely(name: str, store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, name)
    result = bring_in(store, path)
    assert counted(result) == COUNTS[name]
    assert result.read == result.new + result.repeated + result.to_check + result.rejected
    kept = rows(store, "SELECT result, count(*) FROM delivery_rows GROUP BY 1")
    expected = zip(("new", "repeated", "to_check", "rejected"), COUNTS[name][1:], strict=True)
    assert dict(kept) == {result: count for result, count in expected if count}
    assert one(store, "SELECT count(*) FROM signals") == result.new + result.to_check
    assert rows(store, "SELECT read, new, repeated, to_check, rejected FROM deliveries") == [COUNTS[name]]
    assert rows(store, "PRAGMA foreign_key_check") == []
    for table in ("delivery_rows", "signals", "clocks"):
        assert one(store, f"SELECT count(*) FROM {table}") > 0
    waiting = "SELECT count(*) FROM signals WHERE status = 'to_complete' AND missing <> ''"
    assert one(store, waiting) == result.to_check
    assert sums_agree(store)


def test_every_row_is_kept_as_it_was_delivered(store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, "corporatie-zorgmeldingen.csv")
    bring_in(store, path)
    delivered = [list(row.cells) for row in open_delivery(path).rows()]
    kept = rows(store, "SELECT cells FROM delivery_rows ORDER BY row_number")
    assert [json.loads(cells) for (cells,) in kept] == delivered


@pytest.mark.parametrize("name", COUNTS)
def test_the_same_file_twice_adds_nothing(name: str, store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, name)
    first = bring_in(store, path)
    before = everything(store)
    other_name = tmp_path / f"kopie-{name}"
    shutil.copy(path, other_name)
    again = bring_in(store, other_name)
    assert everything(store) == before
    assert "al ingelezen op 23-11-2026 10:30" in again.already
    assert again.delivery_id is None
    assert (again.read, again.new, again.to_check) == (first.read, 0, 0)
    assert again.read == again.new + again.repeated + again.to_check + again.rejected


def test_the_same_rows_in_another_file_are_repeats(store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, "corporatie-zorgmeldingen.csv")
    first = bring_in(store, path)
    padded = tmp_path / "nogmaals.csv"
    padded.write_bytes(path.read_bytes() + b"\n")
    before = one(store, "SELECT count(*) FROM signals")
    again = bring_in(store, padded)
    assert again.repeated == first.read - first.rejected
    assert one(store, "SELECT count(*) FROM signals") == before


@pytest.mark.parametrize("after", [0, 1, 2])
def test_cancelling_adds_nothing(after: int, store: Store, tmp_path: Path) -> None:
    path = listed(tmp_path, *(line(f"M-{number}") for number in range(2500)))
    before = everything(store)
    asked: list[int] = []
    with pytest.raises(Cancelled, match="niets toegevoegd"):
        bring_in(store, path, progress=asked.append, cancelled=lambda: len(asked) >= after)
    assert asked == [1000, 2000][:after]
    assert everything(store) == before
    assert list(tmp_path.glob("levering*")) == [path]


@pytest.mark.parametrize("name", COUNTS)
def test_a_dry_run_tells_all_and_keeps_nothing(name: str, store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, name)
    before = everything(store)
    result = bring_in(store, path, dry_run=True)
    assert counted(result) == COUNTS[name]
    assert len(result.rejected_rows) == result.rejected
    assert (result.delivery_id, result.rejected_file) == (None, None)
    assert everything(store) == before
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [name]
    assert counted(bring_in(store, path)) == COUNTS[name]


def test_rejected_rows_come_in_once_corrected(store: Store, tmp_path: Path) -> None:
    result = bring_in(store, sample(tmp_path, "corporatie-zorgmeldingen.csv"))
    assert result.rejected_file is not None
    assert result.rejected_file.parent == tmp_path
    assert stat.S_IMODE(result.rejected_file.stat().st_mode) == 0o600
    assert [row.row_number for row in result.rejected_rows] == [16]
    with result.rejected_file.open(encoding="utf-8-sig", newline="") as file:
        head, cells = csv.reader(file, delimiter=";")
    assert "omschrijving ontbreekt" in " ".join(cells)
    cells[head.index("Omschrijving")] = "Doet niet open, ramen beslagen."
    corrected = tmp_path / "verbeterd.csv"
    with corrected.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((head, cells))
    again = bring_in(store, corrected)
    assert (again.read, again.rejected, again.repeated) == (1, 0, 0)
    facts = "SELECT facts FROM signals ORDER BY id DESC LIMIT 1"
    assert one(store, facts) == "Doet niet open, ramen beslagen."


def test_a_folder_that_cannot_be_written_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("store.acts.deliveries.write_rejected", full)
    result = bring_in(store, sample(tmp_path, "corporatie-zorgmeldingen.csv"))
    assert result.rejected_file is None
    assert any("niet naast het bestand geschreven" in note for note in result.notes)
    assert one(store, "SELECT count(*) FROM delivery_rows WHERE result = 'rejected'") == 1


@pytest.mark.parametrize("name", COUNTS)
def test_an_import_is_taken_back_whole(name: str, store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, name)
    before = content(store)
    bring_in(store, path)
    undo_last(store, ME)
    assert content(store) == before
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert counted(bring_in(store, path)) == COUNTS[name]


def test_an_import_somebody_worked_with_is_not_taken_back(store: Store, tmp_path: Path) -> None:
    bring_in(store, sample(tmp_path, "welzijn-signalen.csv"))
    signal_id = one(store, "SELECT min(id) FROM signals WHERE status = 'received'")
    undo_import = one(store, "SELECT max(id) FROM undo_records")
    from store.acts.undo import undo_act

    acts: tuple[Callable[[], object], ...] = (
        lambda: triage.triage_signal(store, JORIS, signal_id, judged(), now=NOW),
        lambda: case_work.add_note(store, JORIS, "Gebeld.", signal_id=signal_id, now=NOW),
        lambda: feedback.settle_feedback(
            store, JORIS, signal_id, ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN, now=NOW
        ),
    )
    for work in acts:
        work()
        before = content(store)
        with pytest.raises(Refused, match="met 1 signaal eruit is al gewerkt"):
            undo_act(store, ME, undo_import)
        assert content(store) == before
        undo_last(store, JORIS)
    undo_act(store, ME, undo_import)
    assert rows(store, "SELECT * FROM signals") == []


def test_an_import_others_build_on_is_not_taken_back(store: Store, tmp_path: Path) -> None:
    arrears = {"kind": "huurachterstand"}
    bring_in(store, listed(tmp_path, line("M-1", "", debt="500,00", **arrears)), partner="Staedion")
    undo_import = one(store, "SELECT max(id) FROM undo_records")
    later = listed(tmp_path, line("M-2", "", debt="500,00", **arrears), name="later.csv")
    bring_in(store, later, partner="Staedion")
    from store.acts.undo import undo_act

    with pytest.raises(Refused, match="voortgebouwd"):
        undo_act(store, ME, undo_import)
    undo_last(store, ME)
    undo_act(store, ME, undo_import)
    assert rows(store, "SELECT * FROM signals") == []


def test_the_same_debt_is_a_repeat_and_a_higher_one_is_new(store: Store, tmp_path: Path) -> None:
    def month(number: int, amount: str, who: str = "Staedion") -> ImportResult:
        row = line(f"M-{number}", "", kind="huurachterstand", debt=amount)
        return bring_in(store, listed(tmp_path, row, name=f"maand-{number}.csv"), partner=who)

    assert counted(month(1, "500,00")) == (1, 1, 0, 0, 0)
    first = one(store, "SELECT id FROM signals")
    for number, amount in ((2, "500,00"), (3, "€ 499,99")):
        assert counted(month(number, amount)) == (1, 0, 1, 0, 0)
        repeat = "SELECT status, not_taken_up_reason, repeated_of_id FROM signals ORDER BY id DESC LIMIT 1"
        assert rows(store, repeat) == [("not_taken_up", "repeated", first)]
        running = (
            "SELECT count(*) FROM clocks c JOIN signals s ON s.id = c.signal_id WHERE s.repeated_of_id > 0"
        )
        assert one(store, running) == 0
    assert counted(month(4, "500,01")) == (1, 1, 0, 0, 0)
    assert counted(month(5, "500,01")) == (1, 0, 1, 0, 0)
    assert counted(month(6, "100,00", "Rondom Wonen")) == (1, 1, 0, 0, 0)


def test_repeats_within_one_file_point_at_the_earlier_row(store: Store, tmp_path: Path) -> None:
    debt = {"kind": "huurachterstand"}
    path = listed(
        tmp_path,
        line("M-1"),
        line("M-1"),
        line("M-7", "", debt="500,00", **debt),
        line("M-8", "", debt="400,00", **debt),
        line("M-9", "", debt="600,00", **debt),
    )
    assert counted(bring_in(store, path, partner="Staedion")) == (5, 3, 2, 0, 0)
    found = rows(store, "SELECT row_number, result, signal_id FROM delivery_rows ORDER BY row_number")
    (_, _, first), (_, result, second), (_, _, owed), (_, _, again), _ = found
    assert (result, second) == ("repeated", first)
    assert one(store, "SELECT repeated_of_id FROM signals WHERE id = ?", again) == owed


def test_a_corrected_mapping_is_remembered_for_the_partner(store: Store, tmp_path: Path) -> None:
    head = "Nr;Dag;Waar;Huisnr;Postcode;Plaats;Wie;Opmerking;Verhaal"
    path = listed(
        tmp_path, "M-1;03-08-2026;Kerkstraat;12;2641KC;Pijnacker;A. de Vries;Rommel;Stank", head=head
    )
    delivery = open_delivery(path)
    corrected = delivery.mapping.with_field(8, Field.FACTS).with_field(7, Field.OPINION)
    bring_in(store, path, partner="Staedion", mapping=corrected)
    assert rows(store, "SELECT facts, opinion FROM signals") == [("Stank", "Rommel")]
    other = listed(
        tmp_path,
        "M-2;04-08-2026;Laan;1;2641KC;Pijnacker;B. Bos;Lawaai;Brand",
        head=head,
        name="later.csv",
    )
    assert mapping_for(store, open_delivery(other), "  STAEDION ") == corrected
    bring_in(store, other, partner="Staedion")
    assert rows(store, "SELECT facts, opinion FROM signals WHERE id = 2") == [("Brand", "Lawaai")]
    undo_last(store, ME)
    assert mapping_for(store, open_delivery(other), "Staedion") == corrected
    undo_last(store, ME)
    assert rows(store, "SELECT * FROM column_mappings") == []


def test_rows_without_a_known_address_belong_where_the_worker_says(store: Store, tmp_path: Path) -> None:
    row = "M-1;03-08-2026;Stationsweg;1;9999 ZZ;Elders;Bos, B.;overlast;Roept.;"
    bring_in(store, listed(tmp_path, row), profile="delft")
    keys = "SELECT p.key FROM signals s JOIN profiles p ON p.id = s.profile_id"
    assert one(store, keys) == "delft"
    with pytest.raises(NotFound, match="Dit profiel staat niet"):
        bring_in(store, listed(tmp_path, row, row, name="b.csv"), profile="soest")


def test_only_a_mail_address_of_the_reporter_is_kept(store: Store, tmp_path: Path) -> None:
    head = "Datum;Straat;Huisnr;Postcode;Plaats;Omschrijving;E-mail melder"
    bring_in(
        store,
        listed(tmp_path, "03-08-2026;Kerkstraat;12;2641KC;Pijnacker;Stank;els@example.org", head=head),
    )
    assert rows(store, "SELECT mail FROM reporters") == [("els@example.org",)]


def test_hostile_cells_stay_text(store: Store, tmp_path: Path) -> None:
    facts = '=cmd|"/c calc"!A1 [bold]\x1b[2J\u202e'
    path = listed(tmp_path, line("M-1", facts.replace('"', "'")))
    assert bring_in(store, path).new == 1
    assert one(store, "SELECT facts FROM signals") == facts.replace('"', "'")
    ddas = json.loads((SAMPLES / "ddas-voorbeeld.json").read_text(encoding="utf-8"))
    text = json.dumps(ddas).replace("Utrecht", "Utr\\ud800echt")
    path = tmp_path / "ddas\udcff.json"
    path.write_text(text, encoding="utf-8")
    assert bring_in(store, path).read == 1


def test_two_terminals_bring_in_one_file_once(store: Store, tmp_path: Path) -> None:
    path = sample(tmp_path, "ddas-voorbeeld.json")
    delivery = open_delivery(path)
    results: list[ImportResult] = []
    with open_store(store.path) as second:

        class Late:
            """Looks like the delivery, but the other terminal is first when its rows are asked for."""

            def __getattr__(self, name: str) -> object:
                return getattr(delivery, name)

            @property
            def defaults(self) -> object:
                if not results:
                    results.append(import_delivery(second, JORIS, delivery, path, now=NOW))
                return delivery.defaults

        late = import_delivery(store, ME, Late(), path, now=NOW)  # type: ignore[arg-type]
    assert results[0].new == 1
    assert late.already
    assert one(store, "SELECT count(*) FROM deliveries") == 1
