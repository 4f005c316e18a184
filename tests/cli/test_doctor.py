"""`doctor`: what is broken is named with a remedy, and a store that does not open is no obstacle."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store.engine import place
from store.local_time import now, utc_text
from store.queries import checkup
from tests.acts.office import one, rows
from tests.cli.conftest import CommandLine
from tui import terminal_check
from tui.cli.main import run


@pytest.fixture
def look(cli: CommandLine, capsys: pytest.CaptureFixture[str]):
    """Return what looks the store over: exit code and the level of each finding, and the findings themselves."""

    def doctor(*words: str) -> tuple[int, dict[str, str], dict[str, Any]]:
        capsys.readouterr()
        code = run(["--store", str(cli.path), "--json", *words, "doctor"])
        out, err = capsys.readouterr()
        assert err == ""
        found = {row["key"]: row for row in json.loads(out)}
        assert all(row["remedy"] for row in found.values() if row["level"] == "fault")
        return code, {key: row["level"] for key, row in found.items()}, found

    return doctor


def test_a_store_that_is_right(cli: CommandLine, look) -> None:
    cli.case()
    code, levels, _ = look()
    assert code == 0
    assert set(levels.values()) == {"ok"}
    assert {
        "version",
        "store",
        "keys",
        "rights",
        "drive",
        "room",
        "integrity",
        "references",
        "structure",
    } <= set(levels)
    assert {"search", "log", "backup", "clock", "terminal"} <= set(levels)
    with cli.open() as store:
        last = "SELECT event || '/' || act || '/' || summary FROM log_entries ORDER BY id DESC LIMIT 1"
        assert one(store, last) == "maintenance/doctor/opslag nagekeken: 8 ok"


def test_lines_for_a_person(cli: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--store", str(cli.path), "doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("ok      Logboek         heel, ") for line in lines)


def harm(cli: CommandLine, *statements: str) -> None:
    with cli.open() as store:
        writer = store.raw_writer()
        writer.execute("PRAGMA foreign_keys = OFF")
        writer.execute("PRAGMA legacy_alter_table = ON")
        for statement in statements:
            writer.execute(statement)
        writer.close()


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("UPDATE log_entries SET worker = 'Iemand Anders' WHERE id = 2", "log"),
        ("UPDATE signals SET resident_id = 999999", "references"),
        ("DROP TABLE notes", "structure"),
        ("INSERT INTO search_signals (search_signals) VALUES ('delete-all')", "search"),
        ("UPDATE year_counts SET counted = counted + 1", "figures"),
        ("INSERT INTO reachable_reporters VALUES ('2026-01-01T00:00:00Z', 999)", "figures"),
    ],
)
def test_what_is_broken_is_named(statement: str, key: str, cli: CommandLine, look) -> None:
    cli.add()
    harm(cli, statement)
    code, levels, _ = look()
    assert code == 1
    assert levels[key] == "fault"


def test_an_index_that_is_stale_is_made_anew_by_the_remedy_that_is_named(
    cli: CommandLine, look, capsys: pytest.CaptureFixture[str]
) -> None:
    number = cli.add(facts="De kelderdeur klemt.")
    harm(cli, "INSERT INTO search_signals (search_signals) VALUES ('delete-all')")
    code, _, found = look()
    assert code == 1 and "`signaalpunt doctor --mend`" in found["search"]["remedy"]
    assert number not in cli("search", "kelderdeur").out
    assert run(["--store", str(cli.path), "doctor", "--mend"]) == 0
    out = capsys.readouterr().out
    assert "Zoekindex opnieuw gemaakt: teksten van signalen." in out
    assert "Zoekindex       7 indexen lopen gelijk" in out
    assert number in cli("search", "kelderdeur").out
    with cli.open() as store:
        assert one(store, "SELECT count(*) FROM log_entries WHERE act = 'mend_search'") == 1
    assert run(["--store", str(cli.path), "doctor", "--mend"]) == 0
    assert "loopt al gelijk" in capsys.readouterr().out


def test_every_trigger_is_missed(cli: CommandLine, look) -> None:
    with cli.open() as store:
        found = store.reader().execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert found
    name = str(found[0][0])
    harm(cli, f'DROP TRIGGER "{name}"')
    code, levels, findings = look()
    assert (code, levels["structure"]) == (1, "fault")
    assert name in findings["structure"]["detail"]


def test_a_damaged_page(cli: CommandLine, look) -> None:
    cli.add()
    content = bytearray(cli.path.read_bytes())
    content[-2000] ^= 1
    cli.path.write_bytes(content)
    code, levels, _ = look()
    assert (code, levels["integrity"]) == (1, "fault")


def test_a_store_that_does_not_open_names_its_copy(cli: CommandLine, look) -> None:
    copy = cli.done("backup")["path"]
    cli.path.write_bytes(b"x" * 4096 + cli.path.read_bytes()[4096:])
    code, levels, found = look()
    assert (code, levels["open"]) == (1, "fault")
    assert copy in found["backup"]["detail"]
    cli.path.unlink()
    code, levels, _ = look()
    assert (code, levels["store"], levels["open"]) == (1, "fault", "fault")


def test_without_the_passphrase_the_outside_is_looked_at(cli: CommandLine, tmp_path: Path, look) -> None:
    from store.engine.key_file import Limits
    from store.engine.lifecycle import create_store

    path = tmp_path / "eigen.store"
    create_store(path, "zeven fietsen in de regen", limits=Limits(1, 8192))[0].close()
    secret = tmp_path / "zin.txt"
    secret.write_text("zeven fietsen in de zon\n")
    for words in ((), ("--passphrase-file", str(secret))):
        code, levels, _ = look("--store", str(path), *words)
        assert (code, levels["open"], levels["store"]) == (0, "warn", "ok")
    secret.write_text("zeven fietsen in de regen\n")
    code, levels, _ = look("--store", str(path), "--passphrase-file", str(secret))
    assert (code, levels["backup"], levels["log"]) == (0, "warn", "ok")


def test_place_room_rights_and_clock(cli: CommandLine, look, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(place, "_mounts", lambda: f"1 0 0:1 / {cli.path.parent} rw - nfs4 server:/ rw")
        code, levels, _ = look()
        assert (code, levels["drive"], levels["open"]) == (1, "fault", "fault")
    for free, level in ((1_000, "fault"), (100_000_000, "warn"), (None, "warn")):
        with monkeypatch.context() as patch:
            patch.setattr(checkup, "free_bytes", lambda _, free=free: free)
            assert look()[1]["room"] == level
    if os.name != "nt":
        cli.path.chmod(0o644)
        assert look()[1]["rights"] == "warn"
        assert look()[1]["rights"] == "ok"
    later = utc_text(now() + timedelta(hours=1))
    harm(cli, f"UPDATE log_entries SET at = '{later}' WHERE id = (SELECT max(id) FROM log_entries)")
    assert look()[1]["clock"] == "warn"


def test_what_the_terminal_can_do() -> None:
    check = terminal_check
    assert check.size_finding(80, 24).level.value == "ok"
    assert check.size_finding(79, 24).level.value == "warn"
    for environ, level in (
        ({"COLORTERM": "truecolor"}, "ok"),
        ({"TERM": "xterm-256color"}, "ok"),
        ({"NO_COLOR": "1"}, "ok"),
        ({"TERM": "vt100"}, "warn"),
    ):
        assert check.colour_finding(environ).level.value == level
    assert check.letters_finding("utf-8").level.value == "ok"
    assert check.letters_finding("ascii").level.value == "warn"
    for environ, level in (
        ({"TERM_PROGRAM": "WezTerm"}, "ok"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "warn"),
        ({"TMUX": "x", "TERM": "screen"}, "ok"),
        ({"WT_SESSION": "x"}, "ok"),
        ({}, "ok"),
    ):
        assert check.copying_finding(environ).level.value == level


def test_sums_that_are_not_those_of_the_rows_are_counted_anew(
    cli: CommandLine, look, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.add()
    with cli.open() as store:
        before = rows(store, "SELECT * FROM year_counts"), rows(store, "SELECT * FROM year_people")
    harm(cli, "UPDATE year_counts SET counted = counted + 1", "DELETE FROM year_people")
    code, _, found = look()
    assert code == 1 and "`signaalpunt doctor --mend`" in found["figures"]["remedy"]
    assert run(["--store", str(cli.path), "doctor", "--mend"]) == 0
    assert "Opnieuw geteld: sommen van de cijfers." in capsys.readouterr().out
    with cli.open() as store:
        assert (rows(store, "SELECT * FROM year_counts"), rows(store, "SELECT * FROM year_people")) == before
        assert one(store, "SELECT count(*) FROM log_entries WHERE act = 'mend_figures'") == 1
