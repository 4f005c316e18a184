"""`backup` from the command line; what a copy is, is tested in tests/engine and tests/acts."""

from __future__ import annotations

from pathlib import Path

from store.engine.lifecycle import open_store
from tests.acts.office import one
from tests.cli.conftest import CommandLine


def test_a_copy_is_made_told_and_listed(cli: CommandLine, tmp_path: Path) -> None:
    cli.add()
    made = cli.done("backup", str(tmp_path / "stick"))
    with open_store(Path(made["path"])) as copy:
        assert one(copy, "SELECT count(*) FROM signals") == made["rows"]["signals"] == 1
    answer = cli("backup")
    assert answer.code == 0
    assert "Kopie gemaakt en nagekeken" in answer.out
    assert "1 signalen" in answer.out
    listed = cli.done("backup", "--list")
    assert listed["folder"] == str(cli.path.parent / "reservekopie")
    assert [(row["kind"], row["there"]) for row in listed["copies"]] == [("by_hand", True)] * 2
    assert made["path"] in {row["path"] for row in listed["copies"]}
    assert "met de hand" in cli("backup", "--list").out


def test_where_the_daily_copies_go(cli: CommandLine, tmp_path: Path) -> None:
    assert "nog geen reservekopie" in cli("backup", "--list").out
    elsewhere = tmp_path / "schijf"
    assert cli.done("backup", "--daily", str(elsewhere)) == {"folder": str(elsewhere)}
    assert cli.done("backup")["path"].startswith(str(elsewhere))


def test_what_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    assert "één van de drie" in cli.refused("backup", "ergens", "--list")
    file = tmp_path / "bestand"
    file.touch()
    assert "is een bestand" in cli.refused("backup", str(file))
    assert "kan niet worden gemaakt" in cli.refused("backup", str(file / "map"))
    assert "Geef de map" in cli.refused("backup", " ")
    assert "hele plaats" in cli.refused("backup", "--daily", "hier")
