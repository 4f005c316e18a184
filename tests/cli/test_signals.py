"""Signals from the command line: add, signals, show, triage, explain, undo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from store.codes import Theme
from store.local_time import today
from tests.acts.office import everything
from tests.acts.test_tidying import MOST_PIECES, pieces
from tests.cli.conftest import CommandLine

HOSTILE = "[bold]x[/] \x1b[2J\u202e\x00 =1+1\nregel twee"


def text_of(data: object) -> bytes:
    return json.dumps(data).encode()


def test_adding_prints_the_numbers(cli: CommandLine) -> None:
    year = today().year
    two = [{"facts": "Stank."}, {"facts": "Lawaai.", "address": {"text": "flat boven de winkel"}}]
    answer = cli("add", "-", stdin=text_of(two))
    assert (answer.code, answer.out, answer.err) == (0, f"{year}-0001\n{year}-0002\n", "")
    assert cli.done("add", stdin=text_of({"facts": "x"})) == [{"id": f"{year}-0003"}]


def test_commands_tidy_up_what_they_leave(cli: CommandLine) -> None:
    for _ in range(6):
        cli.add()
    with cli.open() as store:
        assert pieces(store) <= MOST_PIECES


def test_adding_from_a_file(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "signaal.json"
    path.write_bytes(b"\xef\xbb\xbf" + text_of({"facts": "Stank."}))
    assert cli("add", str(path)).code == 0


@pytest.mark.parametrize(
    ("stdin", "sentence"),
    [
        (b"", "geen geldige JSON"),
        (b"{", "geen geldige JSON (regel 1)"),
        (b'{\n"facts": }', "regel 2"),
        (b"\xff\xfe\x00", "geen geldige JSON"),
        (b"[" * 100_000, "geen geldige JSON"),
        (b"9" * 5000, "geen geldige JSON"),
        (b"[]", "lijst is leeg"),
        (b"3", "verwacht een object"),
        (b"[null]", "verwacht een object"),
        (b"[[[]]]", "verwacht een object"),
        (b"{}", "Dit signaal is leeg"),
        (b'{"facts": "x", "facts": "y"}', "‘facts’ staat er twee keer"),
        (b'{"feiten": "x"}', "feiten: onbekend veld"),
        (b'{"\\u001b[2J": "x"}', "␛[2J: onbekend veld"),
        (b'{"facts": 3}', "facts: verwacht tekst"),
        (b'{"facts": "x", "themes": "nuisance"}', "themes: verwacht een lijst"),
        (b'{"facts": "x", "themes": ["lawaai"]}', "themes: onbekende waarde; mogelijk zijn self_neglect"),
        (b'{"facts": "x", "urgency": "heel"}', "urgency: onbekende waarde; mogelijk zijn acute"),
        (b'{"facts": "x", "anonymous": "ja"}', "anonymous: verwacht true of false"),
        (b'{"facts": "x", "arrears_cents": 1.5}', "arrears_cents: verwacht een geheel getal"),
        (b'{"facts": "x", "arrears_cents": NaN}', "arrears_cents: verwacht een geheel getal"),
        (b'{"facts": "x", "arrears_cents": 1e400}', "arrears_cents: verwacht een geheel getal"),
        (b'{"facts": "x", "received_at": "30-02-2026"}', "received_at: geen bestaand moment"),
        (b'{"facts": "x", "resident": {"birth_date": "2026-02-30"}}', "resident.birth_date: geen bestaande"),
        (b'{"facts": "x", "resident": {"birth_year": 5}}', "resident.birth_year: verwacht een geheel getal"),
        (b'{"facts": "x", "resident": {"naam": "x"}}', "resident.naam: onbekend veld; bekend zijn given"),
        (b'{"facts": "x", "address": []}', "address: verwacht een object"),
        (b'{"facts": "x", "address": {"postcode": "12AB"}}', "address.postcode: geen postcode"),
        (b'{"facts": "x", "address": {"house_number": "4"}}', "address.house_number: verwacht een geheel"),
        (b'{"facts": "x", "profile": "amsterdam"}', "Onbekend profiel. In deze opslag staan: pijnacker"),
        (b'[{"facts": "x"}, {"facts": 3}]', "signaal 2: facts"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_added(
    stdin: bytes, sentence: str, cli: CommandLine
) -> None:
    err = cli.refused("add", stdin=stdin)
    assert sentence in err
    assert cli.done("signals") == []


def test_all_problems_are_told_at_once(cli: CommandLine) -> None:
    err = cli.refused("add", stdin=text_of([{"facts": 1, "weg": 2}, {"urgency": "x"}]))
    assert [line.split(":")[1].strip() for line in err.splitlines() if "signaal " in line]
    assert err.count("signaal 1:") == 2
    assert err.count("signaal 2:") == 1


def test_too_much_json(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.signals.MAX_BYTES", 1000)
    assert "groter dan" in cli.refused("add", stdin=b" " * 1001)


def test_too_many_signals(cli: CommandLine) -> None:
    assert "Meer dan 10000 signalen" in cli.refused("add", stdin=text_of([{"facts": "x"}] * 10_001))


@pytest.mark.parametrize("source", ["er-is-niets.json", "."])
def test_a_file_that_cannot_be_read(source: str, cli: CommandLine) -> None:
    assert "kan niet gelezen worden" in cli.refused("add", source)


KEYS = {
    "id",
    "status",
    "received_at",
    "urgency",
    "resident",
    "address",
    "district",
    "themes",
    "partner",
    "team",
    "case",
    "due_on",
}


def test_the_list_as_json_has_the_words_of_the_field(cli: CommandLine) -> None:
    number = cli.add()
    (row,) = cli.done("signals")
    assert set(row) == KEYS
    assert (row["id"], row["status"], row["district"]) == (number, "received", "Pijnacker")
    assert (row["team"], row["case"], row["themes"]) == ("", None, [])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*\+00:00", row["received_at"])


def test_the_list_narrows(cli: CommandLine) -> None:
    first = cli.add()
    second = cli.add(address={"street": "Laan", "house_number": 2, "place": "Nootdorp"}, facts="")
    cli.done("triage", first, "--urgency", "acuut", "--theme", "dementie", "--accept")

    def found(*words: str) -> list[str]:
        return [row["id"] for row in cli.done("signals", *words)]

    assert found() == [second, first]
    assert found("--status", "te aanvullen") == [second]
    assert found("--status", "linked", "--status", "to_complete") == [second, first]
    assert found("--team", "kernteam") == [first]
    assert found("--team", "Kernteam Pijnacker-Nootdorp") == [first]
    assert found("--urgency", "acute") == [first]
    assert found("--theme", "dementie") == [first]
    assert found("--text", "laan") == [second]
    assert found("--text", "%'; DROP TABLE signals; --") == []
    assert found("--limit", "1") == [second]
    assert "Onbekende status. Mogelijk zijn: received" in cli.refused("signals", "--status", "weg")
    assert "Onbekend team. Mogelijk zijn: kernteam" in cli.refused("signals", "--team", "weg")


def test_the_list_as_a_table(cli: CommandLine) -> None:
    assert "Geen signalen. Voeg er een toe" in cli("signals").out
    cli.add(resident={"surname": HOSTILE}, facts=HOSTILE)
    out = cli("signals").out
    assert "␛[2J" in out
    assert "⟨U+202E⟩" in out
    assert len(out.splitlines()) == 2


def test_showing_a_signal(cli: CommandLine) -> None:
    number = cli.add(
        feedback_wanted=True,
        children_present="ja",
        urgency="spoed",
        themes=["overlast"],
        reporter={"name": "Els", "phone": "015-1234567"},
        arrears_cents=12_50,
    )
    data = cli.done("show", number)
    assert data["resident"]["surname"] == "Visser"
    assert data["address"]["postcode"] == "2641AB"
    assert data["children_present"] == "yes"
    assert data["themes"] == ["nuisance"]
    assert data["urgency"] == "urgent"
    assert data["partner_type"] == "housing"
    assert data["reporter"]["name"] == "Els"
    assert {clock["kind"] for clock in data["clocks"]} == {"triage", "confirmation"}
    assert data["case"] is None
    out = cli("show", number).out
    assert out.startswith(f"Signaal {number} · ontvangen\n")
    assert "termijn: triage, nog 1 werkdag" in out or "termijn: triage" in out


def test_what_is_shown_can_be_added_again(cli: CommandLine) -> None:
    data = cli.done("show", cli.add(themes=["overlast"], facts=HOSTILE.replace("\x00", "")))
    from_us = {"id", "status", "version", "registered_at", "district", "missing", "team", "case", "clocks"}
    from_us |= {"not_taken_up_reason", "advice"}
    again = {key: value for key, value in data.items() if key not in from_us}
    (made,) = cli.done("add", stdin=text_of(again))
    other = cli.done("show", made["id"])
    assert {key: other[key] for key in again} == again


def test_hostile_text_is_shown_visible_and_kept_exactly(cli: CommandLine) -> None:
    number = cli.add(facts=HOSTILE, opinion="\ud800")
    assert cli.done("show", number)["facts"] == HOSTILE
    out = cli("show", number).out
    assert "[bold]x[/] ␛[2J⟨U+202E⟩␀ =1+1" in out


@pytest.mark.parametrize("number", ["2026-9999", "C2026-999", "weg", "", "9" * 5000, "\x1b[2J", "²026-0001"])
def test_an_unknown_number(number: str, cli: CommandLine) -> None:
    for command in ("show", "explain", "export"):
        assert cli.refused(command, number)
    assert cli.refused("triage", number, "--urgency", "spoed", "--theme", "dementie")
    assert cli.refused("case", number)


def test_a_number_of_the_other_kind(cli: CommandLine) -> None:
    case = cli.case()
    signal = cli.done("signals")[0]["id"]
    assert "is een casus. Geef het nummer van een signaal" in cli.refused("explain", case)
    assert "is een signaal. Geef het nummer van een casus" in cli.refused("case", signal)
    assert "is een signaal" in cli.refused("export", signal)
    assert cli.done("show", case)["id"] == case


def test_triage_proposes_and_waits(cli: CommandLine) -> None:
    number = cli.add()
    made = cli.done("triage", number, "--urgency", "niet-acuut", "--theme", "rent_arrears")
    assert made == {
        "id": number,
        "status": "triaged",
        "proposed": "vroegsignalering",
        "rule": "PN-1",
        "team": None,
        "case": None,
        "first": [],
        "beside": [],
    }
    again = cli("triage", number, "--urgency", "niet-acuut", "--theme", "rent_arrears")
    assert "Voorstel: Vroegsignalering schulden" in again.out


def test_triage_accepts(cli: CommandLine) -> None:
    made = cli.done(
        "triage", cli.add(), "--urgency", "acuut", "--theme", "huiselijk geweld", "--acute-danger", "--accept"
    )
    assert (made["status"], made["team"]) == ("linked", "Kernteam Pijnacker-Nootdorp")
    assert re.fullmatch(r"C\d{4}-001", made["case"])
    assert made["beside"] == ["veilig-thuis"]
    assert any("112" in sentence for sentence in made["first"])
    out = cli("triage", cli.add(), "--urgency", "acuut", "--theme", "dementie", "--accept").out
    assert out.startswith("EERST: Bel eerst 112")
    assert "is gekoppeld: Kernteam Pijnacker-Nootdorp, casus C" in out


def test_triage_to_another_team_asks_why_before_anything_changes(cli: CommandLine) -> None:
    number = cli.add()
    words = ("triage", number, "--urgency", "spoed", "--theme", "dementie", "--team", "veilig-thuis")
    with cli.open() as store:
        before = everything(store)
    assert "Zeg met --reason waarom" in cli.refused(*words)
    with cli.open() as store:
        assert everything(store) == before
    assert cli.done(*words, "--reason", "Er is een kind.")["status"] == "forwarded"


def test_a_refused_route_says_that_the_triage_is_kept(cli: CommandLine) -> None:
    case = cli.case()
    cli.done("case", case, "close", "--outcome", "verhuisd")
    number = cli.add()
    words = ("triage", number, "--urgency", "spoed", "--theme", "dementie", "--case", case, "--accept")
    err = cli.refused(*words)
    assert "is afgesloten" in err
    assert "De triage is bewaard; alleen de route niet." in err
    assert cli.done("show", number)["status"] == "triaged"


def test_triage_keeps_what_was_reported(cli: CommandLine) -> None:
    number = cli.add(in_care="ja", children_present="yes", eviction_threatened=True)
    cli.done("triage", number, "--urgency", "spoed", "--theme", "dementie")
    data = cli.done("show", number)
    assert (data["in_care"], data["children_present"]) == ("yes", "yes")
    assert data["eviction_threatened"] is True
    cli.done("triage", number, "--urgency", "spoed", "--theme", "dementie", "--in-care", "nee")
    assert cli.done("show", number)["in_care"] == "no"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--urgency", "snel", "--theme", "dementie"), "Onbekende urgentie. Mogelijk zijn: acute"),
        (("--urgency", "spoed", "--theme", "x"), "Onbekend thema. Mogelijk zijn: self_neglect"),
        (("--urgency", "spoed", "--theme", "dementie", "--children", "x"), "--children"),
        (("--urgency", "spoed", "--theme", "dementie", "--team", "x"), "Onbekend team"),
        (("--urgency", "spoed", "--theme", "dementie", "--team", "x", "--accept"), "niet allebei"),
        (("--urgency", "spoed", "--theme", "dementie", "--case", "2026-0001"), "nummer van een casus"),
    ],
)
def test_triage_names_what_it_does_not_know(words: tuple[str, ...], sentence: str, cli: CommandLine) -> None:
    number = cli.add()
    assert number.endswith("-0001")
    words = tuple(number if word == "2026-0001" else word for word in words)
    assert sentence in cli.refused("triage", number, *words)
    assert cli.done("show", number)["status"] == "received"


def test_explaining(cli: CommandLine) -> None:
    number = cli.add(themes=[Theme.RENT_ARREARS.value])
    data = cli.done("explain", number)
    assert {"team", "rule", "because", "values", "considered"} <= set(data)
    assert (data["id"], data["team"], data["rule"]) == (number, "vroegsignalering", "PN-1")
    assert sum(one["outcome"] == "won" for one in data["considered"]) == 1
    assert data["routed_to"] is None
    cli.done(
        "triage",
        number,
        "--urgency",
        "spoed",
        "--theme",
        "dementie",
        "--team",
        "crisisdienst",
        "--reason",
        "nu",
    )
    after = cli.done("explain", number)
    assert after["team"] == "kernteam"
    assert after["routed_to"] == "Crisisdienst GGZ"
    out = cli("explain", number).out
    assert "VOORSTEL  Kernteam Pijnacker-Nootdorp" in out
    assert "gekozen   Crisisdienst GGZ" in out
    assert "omdat     " in out


def test_undo(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    number = cli.add()
    cli.done("triage", number, "--urgency", "spoed", "--theme", "dementie")
    assert cli.done("undo") == {"undone": f"signaal getriëerd ({number})"}
    monkeypatch.setenv("SIGNAALPUNT_USER", "Iemand Anders")
    assert "niets om ongedaan te maken" in cli.refused("undo")
    monkeypatch.setenv("SIGNAALPUNT_USER", "Fatima El Amrani")
    assert cli("undo").out == f"Ongedaan gemaakt: signaal ontvangen ({number})\n"
    assert "niets om ongedaan" in cli.refused("undo")
