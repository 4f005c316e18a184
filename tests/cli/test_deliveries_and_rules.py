"""`import` and `rules` from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from seed.catalogue import profile_keys, profile_text
from tests.acts.office import everything
from tests.acts.test_import import COUNTS, SAMPLES
from tests.cli.conftest import CommandLine

RULES = """
profile = "pijnacker-nootdorp"

[[rules]]
key = "X-1"
team = "veilig-thuis"
because = "Dementie gaat als proef naar een ander."
source = "test"
[rules.when]
themes_any = ["dementia"]

[[rules]]
key = "X-9"
team = "kernteam"
because = "De rest."
source = "test"
"""


@pytest.mark.parametrize("name", COUNTS)
def test_importing(name: str, cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copy(SAMPLES / name, path)
    words = ("import", str(path), "--partner", "Rondom Wonen")
    trial = cli.done(*words, "--dry-run")
    counts = ("read", "new", "repeated", "to_check", "rejected")
    assert tuple(trial[key] for key in counts) == COUNTS[name]
    assert (trial["dry_run"], trial["rejected_file"], cli.done("signals")) == (True, None, [])
    made = cli.done(*words)
    assert tuple(made[key] for key in counts) == COUNTS[name]
    assert set(made) == {*counts, "rejected_rows", "rejected_file", "dry_run", "already", "notes"}
    assert [set(row) for row in made["rejected_rows"]] == [{"row", "reasons"}] * made["rejected"]
    assert bool(made["rejected_file"]) == bool(made["rejected"])
    assert len(cli.done("signals")) == made["new"] + made["to_check"]
    again = cli.done(*words)
    assert again["already"]
    assert again["new"] == 0
    assert cli.done("undo")["undone"].startswith("levering ingelezen")
    assert cli.done("signals") == []


def test_importing_in_words(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    shutil.copy(SAMPLES / "corporatie-zorgmeldingen.csv", path)
    trial = cli("import", str(path), "--dry-run").out
    assert trial.startswith("Proef; er is niets toegevoegd.\ngelezen            40\n")
    out = cli("import", str(path)).out
    assert "herhaalde melding  1" in out
    assert "rij 16: De rij houdt op na" in out
    assert f"opnieuw in te lezen: {tmp_path / 'lijst-afgewezen.csv'}" in out
    assert cli("import", str(path)).out.startswith("Dit bestand is al ingelezen op ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.csv", b""),
        ("brief.pdf", b"%PDF-1.7"),
        ("plaatje.png", b"\x89PNG\r\n"),
        ("ander.json", b'{"iets": 1}'),
        ("proza.txt", b"Beste collega, hierbij de lijst.\n"),
        ("kapot.xlsx", b"PK\x03\x04kapot"),
        ("\x1b[2J.csv", b"\x00\x00\x00"),
    ],
)
def test_what_is_no_delivery(name: str, content: bytes, cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with cli.open() as store:
        before = everything(store)
    assert len(cli.refused("import", str(path)).splitlines()) == 1
    with cli.open() as store:
        assert everything(store) == before


def test_a_delivery_that_is_not_there(cli: CommandLine, tmp_path: Path) -> None:
    assert "bestaat niet" in cli.refused("import", str(tmp_path / "weg.csv"))
    assert cli.refused("import", str(tmp_path))
    path = tmp_path / "lijst.csv"
    shutil.copy(SAMPLES / "welzijn-signalen.csv", path)
    assert "Dit profiel staat niet in deze opslag" in cli.refused("import", str(path), "--profile", "x")


def rule_file(folder: Path, text: str = RULES) -> str:
    path = folder / "regels.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_reading_the_rules(cli: CommandLine) -> None:
    found = cli.done("rules", "list")
    assert [one["key"] for one in found][:2] == ["PN-112", "PN-ACUUT"]
    assert cli.done("rules", "list", "--profile", "delft") != found
    out = cli("rules", "list").out
    assert out.startswith("Regels van Pijnacker-Nootdorp; van boven naar beneden")
    assert "    omdat: " in out
    assert cli.refused("rules", "list", "--profile", "x")


@pytest.mark.parametrize("key", profile_keys())
def test_every_profile_that_comes_along_is_right(key: str, cli: CommandLine, tmp_path: Path) -> None:
    made = cli.bare("rules", "check", rule_file(tmp_path, profile_text(key)), "--json").json
    assert (made["profile"], made["problems"]) == (key, [])
    assert made["rules"] > 3


def test_checking_applying_and_trying_rules(cli: CommandLine, tmp_path: Path) -> None:
    path = rule_file(tmp_path)
    assert "In orde: 2 regels" in cli.bare("rules", "check", path).out
    dementia, other = cli.add(), cli.add()
    for number, theme in ((dementia, "dementie"), (other, "overlast")):
        cli.done("triage", number, "--urgency", "spoed", "--theme", theme, "--accept")
    with cli.open() as store:
        before = everything(store)
    made = cli.done("rules", "dry-run", path)
    assert (made["compared"], made["changed"]) == (2, 1)
    assert made["changes"] == [
        {
            "id": dementia,
            "team": "Kernteam Pijnacker-Nootdorp",
            "rule": "PN-9",
            "new_team": "Veilig Thuis Haaglanden",
            "new_rule": "X-1",
        }
    ]
    assert "2 gerouteerde signalen vergeleken, 1 gaan anders." in cli("rules", "dry-run", path).out
    with cli.open() as store:
        assert everything(store) == before
    assert cli.done("rules", "apply", path) == {"profile": "pijnacker-nootdorp", "rules": 2}
    assert [one["key"] for one in cli.done("rules", "list")] == ["X-1", "X-9"]
    assert cli.done("rules", "dry-run", path)["changed"] == 1
    cli.done("undo")
    assert len(cli.done("rules", "list")) > 5
    assert cli.done("explain", cli.add(themes=["dementie"]))["team"] == "kernteam"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('team = "kernteam"', 'team = "kernteem"', "kernteem"),
        ('"dementia"', '"dementi"', "dementi"),
        ("themes_any", "thema", "thema"),
        ('because = "De rest."\n', "", "because"),
        ("[[rules]]", "[[rules", "regels.toml"),
        ('themes_any = ["dementia"]', "", "X-9"),
        ('key = "X-9"', 'key = "X-1"', "X-1"),
    ],
)
def test_a_wrong_rule_file_names_file_rule_and_remedy(
    old: str, new: str, sentence: str, cli: CommandLine, tmp_path: Path
) -> None:
    path = rule_file(tmp_path, RULES.replace(old, new))
    with cli.open() as store:
        before = everything(store)
    for command in ("check", "apply", "dry-run"):
        err = cli.refused("rules", command, path)
        assert sentence in err
        assert "regels.toml" in err
    with cli.open() as store:
        assert everything(store) == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 2_000_000, b"profile = 3", b"[[rules]]\n" * 9])
def test_a_file_that_holds_no_rules(content: bytes, cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "regels.toml"
    path.write_bytes(content)
    for command in ("check", "apply", "dry-run"):
        assert cli.refused("rules", command, str(path))


def test_a_rule_file_that_is_not_there_or_for_another_store(cli: CommandLine, tmp_path: Path) -> None:
    for command in ("check", "apply", "dry-run"):
        assert "kan niet gelezen worden" in cli.refused("rules", command, str(tmp_path / "weg.toml"))
        assert "kan niet gelezen worden" in cli.refused("rules", command, str(tmp_path))
    elsewhere = rule_file(tmp_path, profile_text("soest"))
    assert cli.bare("rules", "check", elsewhere).code == 0
    assert cli.refused("rules", "apply", elsewhere)
    assert json.loads(cli("rules", "list", "--json").out)
