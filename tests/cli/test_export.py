"""Exporting from the command line: every question by name, the preview, the file, several cases at once."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from store.local_time import today
from store.queries.sharing import disclosures
from store.rules.export_answers import review_day
from tests.cli.conftest import CommandLine

ANSWERS = {
    "--for": "Rondom Wonen",
    "--purpose": "Samen op huisbezoek",
    "--level": "1",
    "--basis": "wmo",
    "--necessity": "De consulent moet weten wat er speelt.",
    "--informed": "yes",
    "--format": "md",
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def asked(*numbers: str, without: str = "", **changes: str) -> list[str]:
    answers = {**ANSWERS, **{f"--{name.rstrip('_')}": value for name, value in changes.items()}}
    pairs = [word for name, value in answers.items() if name != without for word in (name, value)]
    return ["export", *numbers, *pairs]


def recorded(cli: CommandLine, case_id: int = 1) -> list[object]:
    with cli.open() as store:
        return list(disclosures(store, case_id))


def test_a_file_is_written_and_recorded(cli: CommandLine, out: Path) -> None:
    number = cli.case()
    (made,) = cli.done(*asked(number), "--person", "Els", "-o", str(out))
    file = Path(made["file"])
    assert (file, made["id"]) == (out / f"casus-{number}-1.md", number)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with cli.open() as store:
        (one,) = disclosures(store, 1)
    assert (one.id, one.sha256, one.person) == (made["disclosure"], made["sha256"], "Els")
    assert cli(*asked(number), "-o", str(out)).out == f"Geschreven: {out / f'casus-{number}-2.md'}\n"
    assert "Geschiedenis" in cli.refused("undo")


@pytest.mark.parametrize("left_out", ANSWERS)
def test_a_missing_answer_is_named_by_its_option(left_out: str, cli: CommandLine, out: Path) -> None:
    number = cli.case()
    lines = cli.refused(*asked(number, without=left_out), "-o", str(out)).splitlines()
    assert len(lines) == 2 and lines[1].strip().startswith(f"{left_out}: ")
    assert not list(out.iterdir()) and not recorded(cli)


def test_all_missing_answers_are_named_at_once(cli: CommandLine, out: Path) -> None:
    said = cli.refused("export", cli.case(), "-o", str(out))
    assert all(f"{option}: " in said for option in ANSWERS)
    assert not list(out.iterdir())


def test_values_that_do_not_exist_are_named_with_what_is_missing(cli: CommandLine, out: Path) -> None:
    said = cli.refused(
        *asked(cli.case(), level="9", basis="zomaar", informed="misschien", without="--purpose"),
        "-o",
        str(out),
    )
    for option in ("--level", "--basis", "--informed", "--purpose"):
        assert said.count(f"{option}: ") == 1, option


def test_who_is_no_partner_needs_a_type(cli: CommandLine, out: Path) -> None:
    number = cli.case()
    words = asked(number, for_="Huisartsenpost Zuid")
    assert "--type: " in cli.refused(*words, "-o", str(out))
    assert "--type: Onbekende soort." in cli.refused(*words, "--type", "bakker", "-o", str(out))
    cli.done(*words, "--type", "huisarts", "-o", str(out))


@pytest.mark.parametrize(
    ("text", "reason", "review"),
    [
        ("no:Eerst contact opbouwen", "Eerst contact opbouwen", None),
        ("nee:Onveilig:+20d", "Onveilig", 20),
        ("no:Zie ook: het plan", "Zie ook: het plan", None),
    ],
)
def test_not_informed(text: str, reason: str, review: int | None, cli: CommandLine, out: Path) -> None:
    number = cli.case()
    cli.done(*asked(number, informed=text), "-o", str(out))
    with cli.open() as store:
        (one,) = disclosures(store, 1)
    expected = review_day(today()) if review is None else today() + timedelta(days=review)
    assert (one.informed, one.reason, one.review_on) == (False, reason, expected)


@pytest.mark.parametrize("text", ["no", "no:", "no:Onveilig:31-02-2099", "no:Onveilig:01-01-2020", "yes:ja"])
def test_not_informed_without_reason_or_with_a_day_that_cannot_be(
    text: str, cli: CommandLine, out: Path
) -> None:
    assert "--informed: " in cli.refused(*asked(cli.case(), informed=text), "-o", str(out))
    assert not list(out.iterdir())


def test_a_preview_writes_nothing_and_says_what_is_left_out(cli: CommandLine, out: Path) -> None:
    number = cli.case(opinion="Is in de war.")
    before = len(recorded(cli))
    answer = cli(*asked(number), "--preview", "-o", str(out))
    assert answer.code == 0
    assert number in answer.out and "Weggelaten, en waarom" in answer.out
    assert "er is niets geschreven" in answer.out
    (made,) = cli.done(*asked(number), "--preview")
    assert made["id"] == number and made["withheld"] and made["missing"] == []
    assert {"what", "why"} == set(made["withheld"][0])
    assert not list(out.iterdir()) and len(recorded(cli)) == before == 0


def test_a_preview_asks_only_what_decides(cli: CommandLine) -> None:
    number = cli.case()
    said = cli("export", number, "--for", "Rondom Wonen", "--level", "dat", "--preview")
    assert said.code == 0 and "Nog nodig: --basis" in said.out
    refused = cli.refused("export", number, "--preview")
    assert "--for: " in refused and "--level: " in refused and "--basis" not in refused


def test_the_preview_is_the_file(cli: CommandLine, out: Path) -> None:
    number = cli.case()
    shown = cli(*asked(number), "--preview").out
    (made,) = cli.done(*asked(number), "-o", str(out))
    assert shown.startswith(Path(made["file"]).read_text(encoding="utf-8").rstrip("\n"))


def test_several_cases_give_one_file_each(cli: CommandLine, out: Path) -> None:
    first = cli.case()
    second = cli.case(
        resident={"given": "Jan", "surname": "Bos"}, address={"street": "Laan", "house_number": 3}
    )
    made = cli.done(*asked(first, second), "-o", str(out))
    assert [Path(one["file"]).name for one in made] == [f"casus-{first}-1.md", f"casus-{second}-1.md"]


def test_a_folder_that_is_not_there(cli: CommandLine, out: Path) -> None:
    assert "bestaat niet" in cli.refused(*asked(cli.case()), "-o", str(out / "weg"))
    assert not recorded(cli)
