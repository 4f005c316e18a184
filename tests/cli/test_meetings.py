"""A meeting run by script, from planning it to its papers."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from store.local_time import today
from store.queries.sharing import disclosures
from tests.cli.conftest import CommandLine

LINE = "samen langs @Rondom Wonen +5wd als dochter instemt; informeren: telefonisch"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def other(cli: CommandLine) -> str:
    return cli.case(
        resident={"given": "Jan", "surname": "Oosterling", "birth_year": 1960},
        address={"street": "Laan", "house_number": 3},
    )


def planned(cli: CommandLine) -> tuple[str, str, str]:
    """Return the number of a meeting about a theme and two cases, and the numbers of those."""
    first, second = cli.case(), other(cli)
    number = str(cli.done("meetings", "plan", "vandaag", "--empty", "--place", "Raadhuis")["id"])
    cli.done("meeting", number, "add", "--theme", "Verlichting")
    cli.done("meeting", number, "add", first, "--question", "Waar is de sleutelbos?")
    cli.done("meeting", number, "add", second, "--question", "Wie ziet het wespennest?")
    cli.done("meeting", number, "invite", first, "Rondom Wonen")
    cli.done("meeting", number, "invite", "3", "Politie")
    return number, first, second


def test_a_meeting_is_run_by_script(cli: CommandLine, out: Path) -> None:
    number, first, second = planned(cli)
    assert cli.done("meeting", number, "start") == {"id": number, "item": 1}
    cli.done("meeting", number, "decide", "lampen melden @Rondom Wonen +5wd")
    assert cli.done("meeting", number, "next")["item"] == 2
    assert cli.done("meeting", number, "decide", LINE)["item"] == 2
    cli.done("meeting", number, "decide", "contact zoeken", "--item", first)
    assert cli.done("meeting", number, "next")["item"] == 3
    closed = cli.done("meeting", number, "close")
    assert (closed["id"], closed["rolled_over"]) == (number, 1)
    told = cli.done("meeting", number)
    assert (told["status"], told["items"], told["done"], told["decisions"]) == ("closed", 3, 2, 3)
    assert [item["status"] for item in told["agenda"]] == ["done", "done", "not_reached"]
    assert [item["number"] for item in told["agenda"]] == ["", first, second]
    one = told["decided"][1]
    assert (one["assigned_to"], one["condition"], one["informing"], one["item"]) == (
        "Rondom Wonen",
        "als dochter instemt",
        "telefonisch",
        2,
    )
    (after,) = (one for one in cli.done("meeting", closed["next"])["agenda"] if one["rolled_over"])
    assert (after["number"], after["rolled_over"], after["partners"]) == (second, 1, ["Politie"])
    assert cli.done("case", first)["status"] == "seeking_contact"
    listed = cli.done("meetings")
    assert [(row["id"], row["status"]) for row in listed] == [(closed["next"], "planned"), (number, "closed")]


def test_planning_builds_the_agenda(cli: CommandLine) -> None:
    number = cli.case()
    made = cli.done("meetings", "plan", "+7d", "--kind", "Wijken die werken", "--at", "9:30")
    assert (made["items"], made["starts_at"]) == (1, "09:30")
    assert cli.done("meeting", made["id"])["agenda"][0]["number"] == number
    second = other(cli)
    assert cli.done("meeting", made["id"], "build")["added"] == 1
    assert cli.done("meeting", made["id"])["agenda"][1]["number"] == second
    assert cli("meetings", "plan", "+9d").out.startswith("overleg OV")


def test_the_screen_names_nobody(cli: CommandLine) -> None:
    number, first, _ = planned(cli)
    cli.done("meeting", number, "start")
    cli.done("meeting", number, "decide", "bij Maria Visser langs @Rondom Wonen +5wd", "--item", first)
    for told in (cli("meeting", number).out, cli("--json", "meeting", number).out, cli("meetings").out):
        assert not [word for word in ("Visser", "Maria", "Oosterling", "Kerkstraat") if word in told]
    assert "M.V. '51" in cli("meeting", number).out
    assert "bij [naam] langs" in cli("meeting", number).out


def test_papers_are_written_and_a_partner_gets_its_own(cli: CommandLine, out: Path) -> None:
    number, _, _ = planned(cli)
    words = ("meeting", number, "export", "--what")
    made = cli.done(*words, "agenda", "--format", "md", "--for", "rondom wonen", "-o", str(out))
    file = Path(made["file"])
    assert file.name.startswith(f"{number}-agenda-p") and stat.S_IMODE(file.stat().st_mode) == 0o600
    told = file.read_text(encoding="utf-8")
    assert "sleutelbos" in told
    assert not [word for word in ("wespennest", "J.O.", "Verlichting", "Visser") if word in told]
    with cli.open() as store:
        (one,) = disclosures(store, 1)
        assert disclosures(store, 2) == ()
    assert ([one.id], one.sha256, one.recipient) == (made["disclosures"], made["sha256"], "Rondom Wonen")
    cli.done("meeting", number, "start")
    cli.done("meeting", number, "close")
    for what, name in (("minutes", "verslag"), ("actielijst", "actielijst"), ("outcome", "uitkomst")):
        form = "json" if what == "outcome" else "pdf"
        answer = cli(*words, what, "--format", form, "-o", str(out))
        assert answer.out == f"Geschreven: {out / f'{number}-{name}.{form}'}\n"
    assert "de deur uit" in cli.refused("undo")


def test_the_outcome_as_json(cli: CommandLine, out: Path) -> None:
    number, _, _ = planned(cli)
    cli.done("meeting", number, "start")
    cli.done("meeting", number, "decide", LINE, "--item", "2")
    whole = json.loads(cli("meeting", number, "outcome").out)
    matter = whole["uitkomstOverleg"]["zaken"][1]
    assert matter["besluiten"][0]["actie"]["belegdBij"] == {"organisatie": "Rondom Wonen", "persoon": ""}
    assert whole["uitkomstOverleg"]["casusoverleg"]["datum"] == today().isoformat()
    file = out / "uitkomst.json"
    made = cli.done("meeting", number, "outcome", "-o", str(file))
    assert made["file"] == str(file) and json.loads(file.read_text(encoding="utf-8")) == whole
    assert "bestaat al" in cli.refused("meeting", number, "outcome", "-o", str(file))
    assert "bestaat niet" in cli.refused("meeting", number, "outcome", "-o", str(out / "weg" / "u.json"))


def test_what_cannot_be_is_refused_in_a_sentence(cli: CommandLine, out: Path) -> None:
    number, first, _ = planned(cli)
    mine = ("meeting", number)
    assert "staat niet" in cli.refused("meeting", "OV2026-999")
    assert "nog niet begonnen" in cli.refused(*mine, "next")
    assert "aan de orde" in cli.refused(*mine, "decide", LINE)
    assert "nog niet begonnen" in cli.refused(*mine, "outcome")
    assert "nog niet begonnen" in cli.refused(*mine, "close")
    assert "al op de agenda" in cli.refused(*mine, "add", first)
    assert "--theme" in cli.refused(*mine, "add")
    assert "--theme" in cli.refused(*mine, "add", first, "--theme", "Licht")
    assert "agenda" in cli.refused(*mine, "invite", "9", "Politie")
    assert "partners" in cli.refused(*mine, "invite", "1", "Bakkerij")
    assert "Onbekende soort overleg" in cli.refused("meetings", "plan", "+1d", "--kind", "borrel")
    assert "voorbij" in cli.refused("meetings", "plan", "01-01-2020")
    papers = (*mine, "export", "-o", str(out), "--what")
    assert "Onbekend papier" in cli.refused(*papers, "krant")
    assert "soort bestand" in cli.refused(*papers, "agenda", "--format", "exe")
    assert "uitgenodigd" in cli.refused(*papers, "agenda", "--for", "Dunea")
    assert "partners" in cli.refused(*papers, "agenda", "--for", "Bakkerij")
    assert "grondslag" in cli.refused(*papers, "agenda", "--for", "Politie", "--basis", "zomaar")
    assert not list(out.iterdir())
    cli.done(*mine, "start")
    assert "niet bekend" in cli.refused(*mine, "decide", "bellen @Niemand")
    assert cli.done(*mine, "next", "--skip")["item"] == 2
    cli.done(*mine, "next")
    cli.done(*mine, "next")
    assert cli.done(*mine, "next")["item"] is None
    assert "wacht geen punt meer" in cli.refused(*mine, "next")


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("meeting", "Er ontbreekt NUMMER."),
        ("meetings plan", "Er ontbreekt DAG."),
        ("meeting OV2026-001 decide", "Er ontbreekt REGEL."),
        ("meeting OV2026-001 invite 1", "Er ontbreekt ORGANISATIE."),
        ("meeting OV2026-001 export", "Er ontbreekt --what."),
        ("meeting OV2026-001 weg", "Onbekende opdracht weg."),
        ("meeting OV2026-001 outcome -o", "Bij -o hoort een waarde."),
    ],
)
def test_wrong_use_is_named(line: str, missing: str, cli: CommandLine) -> None:
    answer = cli.bare(*line.split())
    assert answer.code == 2 and missing in answer.err


@pytest.mark.parametrize("name", ["meetings", "meetings plan", "meeting", "meeting OV2026-001 export"])
def test_help_is_dutch(name: str, cli: CommandLine) -> None:
    answer = cli.bare(*name.split(), "--help")
    assert answer.out.startswith("Gebruik: signaalpunt") and "Usage" not in answer.out


def test_a_meeting_is_moved_seated_and_called_off(cli: CommandLine) -> None:
    number, first, _ = planned(cli)
    moved = cli.done("meeting", number, "change", "--on", "+9wd", "--at", "9:30", "--chair", "Anneke")
    assert moved["held_on"] > str(today()) and moved["starts_at"] == "09:30"
    assert moved["agenda_closes_at"] < f"{moved['held_on']}T"
    assert cli.done("meeting", number, "table", "Rondom Wonen", "--name", "Wim")["at_table"] == 1
    cli.done("meeting", number, "table", "rondom wonen", "--absent")
    (one,) = cli.done("meeting", number)["participants"]
    assert (one["name"], one["organisation"], one["is_team"], one["present"]) == (
        "Wim",
        "Rondom Wonen",
        False,
        False,
    )
    assert cli.done("meeting", number, "table", "Rondom Wonen", "--remove")["at_table"] == 0
    assert "niet aan tafel" in cli.refused("meeting", number, "table", "Rondom Wonen", "--remove")
    assert "wat er wijzigt" in cli.refused("meeting", number, "change")
    off = cli.done("meeting", number, "cancel", "--reason", "kerst")
    assert off["moved"] == 3
    assert first in {item["number"] for item in cli.done("meeting", off["next"])["agenda"]}
    assert "gaat niet door" in cli.refused("meeting", number, "start")
    cli.done("undo")
    assert cli.done("meeting", number)["status"] == "planned"
