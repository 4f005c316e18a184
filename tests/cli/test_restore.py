"""`restore` from the command line: what it tells, and that it asks before it replaces."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from store.engine.lifecycle import open_store
from tests.acts.office import rows
from tests.cli.conftest import CommandLine


@pytest.fixture
def copy(cli: CommandLine) -> str:
    """Return a copy with one signal; the store has two more by now."""
    cli.add()
    made = str(cli.done("backup")["path"])
    cli.add(address={"street": "Oranjelaan", "house_number": 7, "place": "Pijnacker"})
    cli.add(address={"street": "Dorpsstraat", "house_number": 9, "place": "Pijnacker"})
    return made


def numbers(path: Path | str) -> int:
    with open_store(Path(path)) as store:
        return len(rows(store, "SELECT number FROM signals"))


def test_a_copy_comes_back_beside_the_store(cli: CommandLine, copy: str) -> None:
    answer = cli("restore", copy)
    assert answer.code == 0
    assert "over 2 signalen en 0 casussen. Dat zit niet in de kopie." in answer.out
    assert f"restore {copy} --replace" in answer.out
    (new,) = cli.path.parent.glob("wijk-hersteld-*.store")
    assert (numbers(new), numbers(cli.path)) == (1, 3)


def test_json_tells_the_same(cli: CommandLine, copy: str, tmp_path: Path) -> None:
    found = cli.done("restore", copy, "--to", str(tmp_path / "nieuw.store"))
    assert found["path"] == str(tmp_path / "nieuw.store")
    assert found["replaced"] is None
    assert (found["copy"]["signals"], found["present"]["signals"]) == (1, 3)
    assert found["since"]["signals"] == 2
    assert found["since"]["same_history"] is True
    assert found["log_whole"] is True


def test_replacing_asks_and_keeps(cli: CommandLine, copy: str) -> None:
    assert "voeg --yes toe" in cli.refused("restore", copy, "--replace")
    assert numbers(cli.path) == 3
    found = cli.done("restore", copy, "--replace", "--yes")
    assert found["path"] == str(cli.path)
    assert (numbers(cli.path), numbers(found["replaced"])) == (1, 3)
    listed = cli.done("backup", "--list")["copies"]
    assert {"replaced", "restored", "daily"} <= {row["kind"] for row in listed}


@pytest.mark.parametrize(("typed", "left"), [("ja\n", 1), ("nee\n", 3), ("", 3)])
def test_the_question_on_a_terminal(
    typed: str, left: int, cli: CommandLine, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.cli.main import run

    asked = io.StringIO(typed)
    asked.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", asked)
    assert run(["--store", str(cli.path), "restore", copy, "--replace"]) == (0 if left == 1 else 1)
    assert numbers(cli.path) == left


def test_a_store_that_is_gone_comes_back_in_its_place(cli: CommandLine, copy: str) -> None:
    for file in cli.path.parent.glob(f"{cli.path.name}*"):
        file.unlink()
    answer = cli("restore", copy)
    assert answer.code == 0
    assert "Er stond hier nog geen opslag" in answer.out
    assert numbers(cli.path) == 1


def test_what_is_refused(cli: CommandLine, copy: str, tmp_path: Path) -> None:
    assert "geen kopie" in cli.refused("restore", str(tmp_path / "weg.store"))
    assert "niet overschreven" in cli.refused("restore", copy, "--to", str(cli.path))
    assert "Kies --to" in cli.refused("restore", copy, "--to", "x", "--replace")
    assert "Geef de kopie op" in cli.refused("restore", " ")
    assert "is een map" in cli.refused("restore", str(tmp_path))


def test_a_store_that_does_not_open_names_the_way_back(cli: CommandLine, copy: str) -> None:
    content = cli.path.read_bytes()
    cli.path.write_bytes(b"x" * 4096 + content[4096:])
    said = cli.refused("signals")
    assert f"restore {copy}" in said
    cli.path.write_bytes(content)
    keys = cli.path.with_name(f"{cli.path.name}.keys")
    keys.unlink()
    assert f"restore {copy}" in cli.refused("signals")
    cli.path.unlink()
    assert f"restore {copy}" in cli.refused("signals")
