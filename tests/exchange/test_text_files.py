"""Encodings, delimiters, title lines and everything that goes wrong inside a text file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import RowResult
from store.exchange.delivered import result_of
from store.exchange.delivery import open_delivery
from tests.exchange.helpers import HEAD, counts, csv_row, read, texts, write

DUTCH = (
    "één geïnformeerd coördinatie reünie patiënt Zoë José Öztürk Gül Noël café crème Björn ruïne François "
    "financiën München Andrés Özil Müller privé cliënt Loïs hè coëfficiënt beëindigd"
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850", "mac-roman", "utf-16")


@given(
    words=st.lists(st.sampled_from(DUTCH.split()), min_size=3, max_size=12, unique=True),
    encoding=st.sampled_from(ENCODINGS),
)
@settings(max_examples=120)
def test_dutch_text_comes_back_in_every_encoding(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], encoding: str
) -> None:
    sentence = "Mevrouw vertelt: " + " ".join(words) + "."
    path = write(tmp_path_factory.mktemp("enc"), f"{HEAD}\r\n{csv_row(facts=sentence)}\r\n", encoding)
    _, rows = read(path)
    assert rows[2].facts == sentence


@pytest.mark.parametrize("word", DUTCH.split())
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
def test_one_word_is_enough(tmp_path: Path, word: str, encoding: str) -> None:
    _, rows = read(write(tmp_path, f"{HEAD}\n{csv_row(facts=f'De {word} is er.')}\n", encoding))
    assert rows[2].facts == f"De {word} is er."


def test_euro_and_curly_quotes_of_windows(tmp_path: Path) -> None:
    text = "De buren zeggen: “camera’s” – schuld € 300… ’s nachts"
    delivery, rows = read(write(tmp_path, f"{HEAD}\n{csv_row(facts=text)}\n", "cp1252"))
    assert (delivery.encoding, rows[2].facts) == ("cp1252", text)


def test_utf8_with_a_stray_byte_stays_utf8(tmp_path: Path) -> None:
    path = tmp_path / "levering.csv"
    row = csv_row(facts="Zoë, José en Gül komen thuis").encode() + b" caf\xe9 \x81"
    path.write_bytes(HEAD.encode() + b"\n" + row + b"\n")
    delivery, rows = read(path)
    assert (delivery.encoding, rows[2].facts) == ("utf-8", "Zoë, José en Gül komen thuis café \x81")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, ending: str) -> None:
    lines = [HEAD, csv_row(name="A. de Vries"), csv_row(id="M-2", name="B. Visser")]
    text = ending.join(line.replace(";", delimiter) for line in lines) + ending
    delivery, rows = read(write(tmp_path, text))
    assert delivery.delimiter == delimiter
    assert [row.external_id for row in rows.values()] == ["M-1", "M-2"]
    assert rows[3].postcode == "2641KC"


def test_semicolons_win_though_texts_are_full_of_commas(tmp_path: Path) -> None:
    busy = (
        "bonst, schreeuwt, slaat, en de buren, de wijkagent, de huisarts, iedereen, klaagt, al, weken, lang"
    )
    delivery, _ = read(write(tmp_path, "\n".join([HEAD, *(csv_row(facts=busy) for _ in range(5))])))
    assert delivery.delimiter == ";"


def test_sep_line_title_lines_and_repeated_heads(tmp_path: Path) -> None:
    titles = ["sep=;", "Zorgmeldingen", "", "Periode: augustus;2026"]
    lines = [*titles, HEAD, csv_row(), HEAD, csv_row(id="M-2"), ";;;;;;;;;", ""]
    delivery, rows = read(write(tmp_path, "\n".join(lines)))
    assert delivery.title_lines == ("Zorgmeldingen", "Periode: augustus 2026")
    assert list(rows) == [6, 8]


def test_lines_are_counted_as_in_an_editor(tmp_path: Path) -> None:
    text = f"{HEAD}\n{csv_row(facts=chr(34) + 'een' + chr(10) + 'twee' + chr(34))}\n{csv_row(id='M-2')}\n"
    _, rows = read(write(tmp_path, text))
    assert list(rows) == [2, 4] and rows[2].facts == "een\ntwee"


def test_a_stray_quote_costs_no_other_row(tmp_path: Path) -> None:
    rows_in = [csv_row(id=f"M-{n}") for n in range(40)]
    rows_in[3] = csv_row(id="M-3", street='"t Hoekje')
    rows_in[9] = csv_row(id="M-9", facts='zei 5" is te veel')
    rows_in[15] = csv_row(id="M-15", facts='"Ook los')
    rows_in[18] = csv_row(id="M-18", facts='"Netjes, gesloten"')
    rows_in[20] = csv_row(id="M-20", facts='"Onafgesloten')
    _, rows = read(write(tmp_path, "\n".join([HEAD, *rows_in])))
    assert [row.external_id for row in rows.values()] == [f"M-{n}" for n in range(40)]
    assert rows[5].street == '"t Hoekje'
    assert rows[11].facts == 'zei 5" is te veel'
    assert (rows[17].facts, rows[20].facts) == ('"Ook los', "Netjes, gesloten")
    assert rows[22].facts == '"Onafgesloten'


def test_quotes_after_a_space(tmp_path: Path) -> None:
    text = 'datum, adres, omschrijving\n2026-08-01, "Kerkstraat 1, achter", "roept, gilt"\n'
    _, rows = read(write(tmp_path, text))
    assert rows[2].facts == "roept, gilt"


def test_short_and_long_rows(tmp_path: Path) -> None:
    text = "\n".join([HEAD, "M-1;03-08-2026;Kerkstraat;12", csv_row() + ";extra", csv_row() + ";;;"])
    _, rows = read(write(tmp_path, text))
    assert [str(result_of(row)) for row in rows.values()] == ["rejected", "to_check", "new"]
    assert "Huisnr" in texts(rows[2], "reject")
    assert rows[3].original[-1] == ("Kolom 11", "extra")


def test_hostile_text_is_kept_as_it_is(tmp_path: Path) -> None:
    nasty = "\x1b[2J[bold]\x00[@click=app.quit]\u202e"
    _, rows = read(write(tmp_path, f"{HEAD}\n{csv_row(facts=nasty)}\n"))
    assert rows[2].facts == nasty
    assert result_of(rows[2]) is RowResult.NEW and "stuurtekens" in texts(rows[2], "warn")


def test_a_cell_of_a_megabyte_is_refused_alone(tmp_path: Path) -> None:
    text = "\n".join(
        [HEAD, csv_row(), csv_row(facts="x" * 1_000_001), csv_row(facts="y" * 6_000_000), csv_row()]
    )
    _, rows = read(write(tmp_path, text))
    assert counts(rows) == {"new": 2, "rejected": 2}
    assert "miljoen" in texts(rows[3]) and "miljoen" in texts(rows[4])
    assert sum(len(cell) for _, cell in rows[4].original) < 2_000
    assert list(rows) == [2, 3, 4, 5]


def test_a_long_but_possible_description_comes_in(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path, f"{HEAD}\n{csv_row(facts='woord ' * 100_000)}\n"))
    assert counts(rows) == {"new": 1}


def test_without_heads_the_contents_tell(tmp_path: Path) -> None:
    lines = [
        f"{n:02d}-08-2026;Kerkstraat {n};2641 KC Pijnacker;Meneer roept al drie nachten door de straat"
        for n in range(1, 9)
    ]
    delivery, rows = read(write(tmp_path, "\n".join(lines)))
    assert delivery.headers == ("Kolom 1", "Kolom 2", "Kolom 3", "Kolom 4")
    assert counts(rows) == {"new": 8} and rows[3].house_number == 3


def test_rows_stream_and_can_be_read_again(tmp_path: Path) -> None:
    lines = [HEAD, *(csv_row(id=f"M-{n}") for n in range(30_000))]
    delivery = open_delivery(write(tmp_path, "\n".join(lines)))
    start = time.thread_time()
    assert next(delivery.rows()).cells[0] == "M-0"
    first = time.thread_time() - start
    assert sum(1 for _ in delivery.rows()) == sum(1 for _ in delivery.rows()) == 30_000
    assert first < (time.thread_time() - start) / 10


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_below_a_head_never_crash(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "levering.csv"
    path.write_bytes(f"{HEAD}\n{csv_row()}\n".encode() + tail)
    delivery, rows = read(path)
    assert delivery.kind == "csv" and rows
    for row in rows.values():
        result_of(row)
