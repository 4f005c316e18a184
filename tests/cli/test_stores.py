"""Stores from the command line: init, demo, and every way in which there is none to open."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from store.engine.key_file import Limits
from store.engine.lifecycle import create_demo_store, open_store
from tests.acts.office import rows
from tests.cli.conftest import CommandLine
from tests.engine.newer import newer_program

SECRET = "zeven fietsen in de regen"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    from store.engine import lifecycle

    made = lifecycle.create_store
    monkeypatch.setattr(
        "tui.opening.create_store", lambda path, secret: made(path, secret, limits=Limits(1, 8192))
    )


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "wachtzin.txt"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    return str(path)


def test_init_makes_an_encrypted_store(cli: CommandLine, tmp_path: Path, secret: str) -> None:
    path = tmp_path / "nieuw" / "wijk.store"
    where = ("--store", str(path), "--passphrase-file", secret)
    answer = cli.bare(*where, "--json", "init", "--profile", "delft", "--profile", "westland", "--name", "Bo")
    assert answer.code == 0
    assert answer.json["profiles"] == ["delft", "westland"]
    assert answer.json["store"] == str(path)
    with open_store(path, SECRET) as store:
        assert rows(store, "SELECT key FROM profiles ORDER BY id") == [("delft",), ("westland",)]
        assert rows(store, "SELECT name FROM workers") == [("Bo",)]
    open_store(path, recovery=answer.json["recovery_code"]).close()
    assert path.read_bytes()[:15] != b"SQLite format 3"
    (made,) = cli.bare(*where, "add", stdin=b'{"facts": "x"}').out.split()
    assert cli.bare(*where, "show", made).code == 0
    more = cli.bare(*where, "--json", "init", "--profile", "soest", "--profile", "delft")
    assert more.json == {"store": str(path), "added": ["soest"], "updated": ["delft"]}
    with open_store(path, SECRET) as store:
        settings = dict(rows(store, "SELECT key, value FROM settings"))
        assert settings["profile"] == "delft"


def test_init_tells_the_recovery_code_once(cli: CommandLine, tmp_path: Path, secret: str) -> None:
    out = cli.bare(
        "--store", str(tmp_path / "a.store"), "--passphrase-file", secret, "init", "--profile", "soest"
    ).out
    assert "Schrijf deze herstelcode op papier" in out


@pytest.mark.parametrize(
    ("words", "content", "sentence"),
    [
        ((), SECRET, "Kies een gemeente met --profile. Mogelijk zijn: delft"),
        (("--profile", "amsterdam"), SECRET, "Onbekend profiel: amsterdam"),
        (("--profile", "soest"), "kort", "te kort"),
        (("--profile", "soest"), "", "leeg"),
    ],
)
def test_init_refuses(
    words: tuple[str, ...], content: str, sentence: str, cli: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "zin.txt"
    file.write_text(content, encoding="utf-8")
    path = tmp_path / "b.store"
    answer = cli.bare("--store", str(path), "--passphrase-file", str(file), "init", *words)
    assert answer.code == 1
    assert sentence in answer.err
    assert not path.exists()


def test_another_passphrase_and_another_recovery_code(cli: CommandLine, tmp_path: Path, secret: str) -> None:
    path, new, weak = tmp_path / "wijk.store", tmp_path / "nieuw.txt", tmp_path / "zwak.txt"
    new.write_text("acht fietsen in de sneeuw\n", encoding="utf-8")
    weak.write_text("Fatima Delft Fatima Delft 2026\n", encoding="utf-8")
    old = ("--store", str(path), "--passphrase-file", secret)
    now = ("--store", str(path), "--passphrase-file", str(new))
    me = os.environ["SIGNAALPUNT_USER"]
    first = cli.bare(*old, "--json", "init", "--profile", "delft", "--name", me).json["recovery_code"]
    assert "te zwak" in cli.bare(*old, "passphrase", "--new-file", str(weak)).err
    assert "geldt vanaf nu" in cli.bare(*old, "passphrase", "--new-file", str(new)).out
    second = cli.bare(*now, "--json", "recovery-code").json["recovery_code"]
    assert "Schrijf deze herstelcode op papier" in cli.bare(*now, "recovery-code").out
    assert first != second
    for _ in range(3):
        assert "opent de opslag niet" in cli.bare(*old, "signals").err
    for words in (old, now):
        answer = cli.bare(*words, "signals")
        assert answer.code == 1
        assert "Wacht nog" in answer.err


def test_a_start_passphrase_does_nothing_but_choose_another(
    cli: CommandLine, tmp_path: Path, secret: str
) -> None:
    path, start, own = tmp_path / "wijk.store", tmp_path / "start.txt", tmp_path / "eigen.txt"
    start.write_text("acht fietsen in de sneeuw\n", encoding="utf-8")
    own.write_text("negen reigers bij het water\n", encoding="utf-8")
    mine, theirs = (("--store", str(path), "--passphrase-file", file) for file in (secret, str(start)))
    cli.bare(*mine, "init", "--profile", "delft", "--name", os.environ["SIGNAALPUNT_USER"])
    cli.bare(*mine, "people", "add", "Bo", "--new-file", str(start), "--start")
    for words in (("signals",), ("people", "list"), ("case", "C2026-001"), ("init", "--profile", "soest")):
        answer = cli.bare(*theirs, *words)
        assert answer.code == 1
        assert "door een ander bedacht" in answer.err and "signaalpunt passphrase" in answer.err
    assert "Kies een andere" in cli.bare(*theirs, "passphrase", "--new-file", str(start)).err
    assert cli.bare(*theirs, "passphrase", "--new-file", str(own)).code == 0
    assert cli.bare("--store", str(path), "--passphrase-file", str(own), "signals").code == 0
    assert cli.bare(*mine, "signals").code == 0


def test_without_a_terminal_the_passphrase_comes_from_a_file(cli: CommandLine, tmp_path: Path) -> None:
    answer = cli.bare("--store", str(tmp_path / "c.store"), "init", "--profile", "soest")
    assert answer.code == 1
    assert "--passphrase-file BESTAND" in answer.err


EVERY = (
    "signals",
    "cases",
    "undo",
    "show 2026-0001",
    "explain 2026-0001",
    "triage 2026-0001 --urgency spoed --theme dementie",
    "case C2026-001",
    "case C2026-001 note x",
    "export C2026-001",
    "rules list",
)


@pytest.mark.parametrize("line", EVERY)
def test_no_store(line: str, cli: CommandLine, tmp_path: Path) -> None:
    answer = cli.bare("--store", str(tmp_path / "weg.store"), *line.split())
    assert answer.code == 1
    assert "Er is geen opslag" in answer.err
    assert "signaalpunt init" in answer.err
    assert not (tmp_path / "weg.store").exists()


def test_what_is_no_store(cli: CommandLine, tmp_path: Path) -> None:
    def said(path: Path) -> str:
        answer = cli.bare("--store", str(path), "signals")
        assert answer.code == 1
        return answer.err

    assert "is een map, geen bestand" in said(tmp_path)
    text = tmp_path / "brief.txt"
    text.write_text("geen opslag")
    assert said(text)
    empty = tmp_path / "leeg.store"
    empty.touch()
    assert said(empty)
    assert said(tmp_path / ("n" * 300))
    assert said(text / "onder.store")
    assert "␛" in said(tmp_path / "\x1b[2J.store")


def test_an_older_store_is_brought_up_to_date_and_that_is_said(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(monkeypatch, tmp_path, "op.execute('CREATE TABLE added (id INTEGER PRIMARY KEY)')")
    assert "wordt bijgewerkt" in cli("signals").err
    assert "wordt bijgewerkt" not in cli("signals").err


def test_a_damaged_store(cli: CommandLine) -> None:
    content = bytearray(cli.path.read_bytes())
    content[:4096] = os.urandom(4096)
    cli.path.write_bytes(content)
    assert cli.refused("signals")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"verkeerde wachtzin\n", "past niet"),
        (b"", "is leeg"),
        (b"\xff\xfe", "geen gewone tekst"),
        (b"\n" + SECRET.encode(), "is leeg"),
    ],
)
def test_a_wrong_passphrase(
    content: bytes, sentence: str, cli: CommandLine, tmp_path: Path, secret: str
) -> None:
    path = str(tmp_path / "d.store")
    assert cli.bare("--store", path, "--passphrase-file", secret, "init", "--profile", "soest").code == 0
    file = tmp_path / "fout.txt"
    file.write_bytes(content)
    answer = cli.bare("--store", path, "--passphrase-file", str(file), "signals")
    assert answer.code == 1
    assert SECRET not in answer.err
    assert sentence in answer.err or sentence == "past niet"
    for wrong in (str(tmp_path), str(tmp_path / "weg.txt")):
        answer = cli.bare("--store", path, "--passphrase-file", wrong, "signals")
        assert answer.code == 1
        assert "kan niet gelezen worden" in answer.err
    assert cli.bare("--store", path, "signals").code == 1


def test_a_store_without_a_municipality(cli: CommandLine, tmp_path: Path) -> None:
    create_demo_store(tmp_path / "kaal.store").close()
    answer = cli.bare("--store", str(tmp_path / "kaal.store"), "signals")
    assert answer.code == 1
    assert "nog geen gemeente ingericht" in answer.err


def test_the_place_before_and_after_the_command_and_from_the_environment(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = cli.add()
    place = str(cli.path)
    ways = (
        ("--store", place, "--json", "show", number),
        ("show", "--store", place, number, "--json"),
        ("show", number, f"--store={place}", "--json"),
        ("--json", "show", "--store", place, "--", number),
    )
    for words in ways:
        assert cli.bare(*words).json["id"] == number
    monkeypatch.setenv("SIGNAALPUNT_STORE", place)
    assert cli.bare("show", number, "--json").json["id"] == number
    monkeypatch.setenv("SIGNAALPUNT_STORE", place + ".weg")
    assert cli.bare("show", number).code == 1
    assert cli.bare("--store", place, "show", number).code == 0


def test_who_works_here_comes_from_the_environment(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAALPUNT_USER", "Aleksandra Kowalska")
    cli.add()
    with cli.open() as store:
        assert rows(store, "SELECT created_by FROM signals") == [("Aleksandra Kowalska",)]


def test_a_demo_for_scripts(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "demo.store"
    words = ("demo", "--keep", str(path), "--no-open", "--signals", "6", "--seed", "3")
    answer = cli.bare(*words, "--json")
    assert answer.json == {"store": str(path), "signals": 6, "seed": 3}
    found = json.loads(cli.bare("--store", str(path), "signals", "--json").out)
    assert len(found) == 6
    again = cli.bare(*words)
    assert again.code == 1
    assert "niet overschreven" in again.err
    assert "--no-open heeft --keep PAD nodig" in cli.bare("demo", "--no-open").err


def test_a_demo_says_at_once_that_it_is_being_made(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("seed.demo.generate.fill_demo", lambda *_, **__: opened.append("filled"))
    monkeypatch.setattr("tui.main.run_interface", opened.append)
    answer = cli.bare("demo")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "De demo wordt gemaakt; dat duurt een paar tellen.\n"
    assert opened[0] == "filled" and not Path(opened[1]).exists()


def test_a_demo_that_fails_leaves_nothing(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("seed.demo.generate.fill_demo", stop)
    folder = tmp_path / "demo"
    folder.mkdir()
    answer = cli.bare("demo", "--keep", str(folder / "d.store"), "--no-open")
    assert (answer.code, answer.err) == (1, "Afgebroken.\n")
    assert list(folder.iterdir()) == []
