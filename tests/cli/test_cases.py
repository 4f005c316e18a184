"""Cases from the command line: cases, case NUMMER …, export."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.local_time import now, today
from store.rules.workdays import add_workdays
from tests.acts.office import ME
from tests.cli.conftest import CommandLine

KEYS = {
    "id",
    "status",
    "case_lead",
    "team",
    "resident",
    "address",
    "district",
    "themes",
    "urgency",
    "opened_at",
    "closed_at",
    "outcome",
    "open_actions",
    "next_due",
    "next_due_kind",
}


def test_the_list(cli: CommandLine) -> None:
    assert "Geen casussen. Een casus begint" in cli("cases").out
    assert cli.done("cases") == []
    first, second = cli.case(), cli.case(resident={"surname": "Bos"})
    cli.done("case", first, "lead", "Bo")
    cli.done("case", second, "close", "--outcome", "verhuisd")
    (open_row,) = cli.done("cases", "--open")
    assert set(open_row) == KEYS
    assert (open_row["id"], open_row["case_lead"], open_row["status"]) == (first, "Bo", "exploring")
    assert open_row["next_due_kind"] in ("first_contact", "inform_resident", "inactivity")
    assert [row["id"] for row in cli.done("cases")] == [first, second]
    assert [row["id"] for row in cli.done("cases", "--lead", "Bo")] == [first]
    assert [row["id"] for row in cli.done("cases", "--status", "afgesloten")] == [second]
    assert len(cli.done("cases", "--limit", "1")) == 1
    assert "Onbekende status" in cli.refused("cases", "--status", "weg")
    out = cli("cases").out
    assert out.splitlines()[0].startswith("nummer")
    assert "afgesloten" in out


def test_everything_done_in_a_case(cli: CommandLine) -> None:
    number = cli.case(feedback_wanted=True)

    def work(*words: str) -> dict[str, object]:
        made = cli.done("case", number, *words)
        assert made["id"] == number
        return dict(made)

    yesterday = (now() - timedelta(days=1)).astimezone().strftime("%d-%m-%Y 19:30")
    work("contact", "--kind", "huisbezoek", "--at", yesterday, "--with", "wijkagent", "--result", "dicht")
    work("contact", "--kind", "phone", "--reached", "--part", "avond")
    work("lead", "Bo de Wit")
    work("plan", "--goal", "Rust")
    work("plan", "--plan", "Elke week langs")
    action = work("action", "Huisarts bellen", "--due", "+2wd")["action"]
    work("note", "Denk aan de hond.", "--opinion")
    work("score", "Huisvesting", "2", "--note", "lekt")
    work("informed", "--no", "onveilig", "--review", "+30d")
    work("informed")
    work("status", "wachtlijst", "--owner", "Bo", "--review", "+5wd", "--reason", "vol")
    work("status", "opgeschaald", "--target", "wvggz")
    work("status", "overdracht", "--to", "GGZ Delfland")
    data = cli.done("case", number)
    assert data["status"] == "handover"
    assert data["handover_to"] == "GGZ Delfland"
    assert (data["case_lead"], data["goal"], data["plan"]) == ("Bo de Wit", "Rust", "Elke week langs")
    first, second = sorted(data["contact_attempts"], key=lambda one: str(one["at"]))
    assert (first["kind"], first["day_part"], first["reached"]) == ("visit", "evening", False)
    assert (second["kind"], second["day_part"], second["reached"]) == ("phone", "evening", True)
    assert [(one["id"], one["owner"], one["due_on"]) for one in data["actions"]] == [
        (action, ME.name, add_workdays(today(), 2).isoformat())
    ]
    assert [(one["life_domain"], one["level"]) for one in data["zrm_scores"]] == [("housing", 2)]
    assert "handover" in {one["kind"] for one in data["clocks"]}
    assert {"seeking_contact", "outreach", "closed"} <= set(data["next_statuses"])
    assert data["not_tried"]
    assert "nog 1 actie open" in cli.refused("case", number, "close", "--outcome", "verhuisd")
    work("done", str(action), "--note", "gebeld")
    assert "staat niet open in deze casus" in cli.refused("case", number, "done", str(action))
    work("close", "--outcome", "warme overdracht", "--reason", "klaar")
    assert cli.done("case", number)["outcome"]
    work("reopen", "--reason", "nieuw signaal")
    assert cli.done("case", number)["status"] == "exploring"
    assert len(cli.done("case", number)["timeline"]) >= 10


def test_the_case_on_paper(cli: CommandLine) -> None:
    number = cli.case(visit_safety="[red]hond[/] \x1b[2J")
    assert cli("case", number, "action", "Bellen").out.endswith("actie 1 afgesproken.\n")
    out = cli("case", number).out
    assert out.startswith(f"Casus {number} · in onderzoek\n")
    assert "[red]hond[/] ␛[2J" in out
    assert "termijn: eerste contactpoging" in out
    assert f"actie 1: Bellen ({ME.name})" in out
    assert cli("show", number).out == out
    assert cli("case", number, "note", "Stil.").out == f"{number}: notitie geschreven.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("contact", "--kind", "duif"), "Onbekende soort. Mogelijk zijn: visit"),
        (("contact", "--kind", "phone", "--at", "31-02-2026"), "Dit moment bestaat niet"),
        (("contact", "--kind", "phone", "--at", "01-01-2099 10:00"), "ligt in het verleden"),
        (("contact", "--kind", "phone", "--part", "nacht"), "Onbekend dagdeel"),
        (("status", "weg"), "Onbekende status"),
        (("status", "nazorg"), "kan niet van"),
        (("status", "afgesloten"), "Sluit de casus met een eindresultaat"),
        (("status", "wachtlijst"), "ontbreekt nog: wie de casus in het oog houdt"),
        (("status", "wachtlijst", "--owner", "Bo", "--review", "ooit"), "Deze datum bestaat niet"),
        (("status", "wachtlijst", "--owner", "Bo", "--review", "01-01-2020"), "in het verleden"),
        (("status", "opgeschaald", "--target", "maan"), "Onbekende bestemming"),
        (("status", "overdracht"), "aan wie u overdraagt"),
        (("lead", " "), "Vul in wie de regie heeft"),
        (("action", " "), "Vul in wat er gedaan moet worden"),
        (("action", "x", "--due", "+²d"), "Deze datum bestaat niet"),
        (("action", "x", "--due", "30-02-2027"), "Deze datum bestaat niet"),
        (("done", "999999999999999999999999"), "staat niet open"),
        (("note", ""), "De notitie is leeg"),
        (("score", "tuin", "3"), "Onbekend leefgebied"),
        (("score", "housing", "6"), "van 1 tot en met 5"),
        (("informed", "--no", "onveilig"), "wanneer dat herzien wordt"),
        (("close", "--outcome", "weg"), "Onbekende uitkomst"),
        (("close", "--outcome", "no_contact"), "definitief geen contact"),
        (("reopen", "--reason", "x"), "is niet afgesloten maar in onderzoek"),
    ],
)
def test_what_a_case_refuses(words: tuple[str, ...], sentence: str, cli: CommandLine) -> None:
    number = cli.case()
    before = cli.done("case", number)
    assert sentence in cli.refused("case", number, *words)
    assert cli.done("case", number) == before


@pytest.mark.parametrize("due", ["vandaag", "morgen", "+3d", "+5wd", "12 januari 2099", "12-01-2099"])
def test_days_as_people_write_them(due: str, cli: CommandLine) -> None:
    number = cli.case()
    cli.done("case", number, "action", "Bellen", "--due", due)
    (action,) = cli.done("case", number)["actions"]
    expected = {
        "vandaag": today(),
        "morgen": today() + timedelta(days=1),
        "+3d": today() + timedelta(days=3),
        "+5wd": add_workdays(today(), 5),
    }
    assert action["due_on"] == (expected[due].isoformat() if due in expected else "2099-01-12")
