"""`signaalpunt feedback`: the queue, the text, and recording what the reporter was told."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine

SECRETS = ("Maria", "Visser", "Kerkstraat", "2641", "deur niet open", "onterecht")


@pytest.fixture
def number(cli: CommandLine) -> str:
    return cli.add(feedback_wanted=True)


def test_the_queue_names_what_is_owed_and_counts_a_signal_once(cli: CommandLine, number: str) -> None:
    cli.done("triage", number, "--urgency", "niet-acuut", "--theme", "overlast", "--accept")
    found = cli.done("feedback")
    assert (found["answers"], found["signals"], found["late"]) == (2, 1, 0)
    assert [one["kind"] for one in found["queue"]] == ["confirmation", "feedback"]
    assert {one["course"] for one in found["queue"]} == {"taken_up"}
    listed = cli("feedback").out
    assert "Rondom Wonen" in listed
    assert number in listed


def test_an_empty_queue_says_so(cli: CommandLine) -> None:
    assert cli("feedback").out == "Alle melders hebben antwoord.\n"
    assert cli.done("feedback")["queue"] == []


def test_the_text_is_what_the_reporter_hears(cli: CommandLine, number: str) -> None:
    text = cli("feedback", number, "--text").out
    assert text.startswith(f"Ontvangst van uw melding {number}\n\nAan: Rondom Wonen\n")
    found = cli.done("feedback", number)
    assert f"{found['text']['subject']}\n\n{found['text']['body']}\n" == text
    assert found["text"]["withheld"]
    assert not [word for word in SECRETS if word in text]
    assert "Wat deze melder niet mag horen" in cli("feedback", number).out
    looked = cli.done("log", "--case", number, "--event", "read")
    assert {row["summary"] for row in looked} == {"terugkoppeling aan de melder bekeken"}


def test_given_is_kept_with_its_text_and_can_be_undone(cli: CommandLine, number: str) -> None:
    text = cli("feedback", number, "--text").out
    assert cli.done("feedback", number, "--given", "--note", "gemaild") == {
        "id": number,
        "kind": "confirmation",
        "outcome": "given",
    }
    (kept,) = cli.done("feedback", number)["given"]
    assert (kept["body"], kept["reason"]) == (text.strip(), "gemaild")
    assert "krijgt nu geen antwoord" in cli.refused("feedback", number, "--given")
    assert "eerder: bevestiging aan melder gegeven" in cli("feedback", number).out
    cli("undo")
    assert cli.done("feedback", number)["given"] == []
    assert cli.done("feedback")["answers"] == 1


def test_refused_asks_a_reason(cli: CommandLine, number: str) -> None:
    assert "Zeg waarom" in cli.refused("feedback", number, "--refused", " ")
    cli.done("feedback", number, "--refused", "ziet ervan af")
    (kept,) = cli.done("feedback", number)["given"]
    assert (kept["outcome"], kept["body"], kept["reason"]) == ("refused", "", "ziet ervan af")


def test_after_a_wvggz_report_nothing_is_told(cli: CommandLine, number: str) -> None:
    cli.done("triage", number, "--urgency", "niet-acuut", "--theme", "overlast", "--accept")
    wvggz = ("feedback", number, "--kind", "feedback", "--wvggz")
    assert "alleen essentiële naasten" in cli.done(*wvggz)["text"]["no_answer"]
    assert "alleen essentiële naasten" in cli.refused(*wvggz, "--text")
    assert "geen antwoord vastgelegd" in cli.refused(*wvggz, "--given")
    found = cli.done("feedback")
    assert found["answers"] == 2
    assert {one["wvggz"] for one in found["queue"]} == {True}
    assert cli.done("feedback", number, "--kind", "feedback", "--no-wvggz")["text"]["body"]
    assert "Er is niets om" not in cli("undo").out
    assert cli.done("feedback", number, "--kind", "feedback")["text"]["no_answer"]


def test_what_is_said_of_a_reporter_is_kept(cli: CommandLine) -> None:
    number = cli.add(reporter={"name": "Els Bakker", "may_be_named": True}, partner_type="naaste", wvggz="ja")
    shown = cli.done("show", number)
    assert (shown["reporter"]["may_be_named"], shown["reporter"]["essential_relative"]) == (True, False)
    assert shown["wvggz"] == "yes"
    cli.done("feedback", number, "--essential-relative", "--no-may-be-named")
    shown = cli.done("show", number)
    assert (shown["reporter"]["may_be_named"], shown["reporter"]["essential_relative"]) == (False, True)
    cli.done("triage", number, "--urgency", "niet-acuut", "--theme", "overlast", "--wvggz", "nee", "--accept")
    assert cli.done("show", number)["wvggz"] == "no"
    assert "mag genoemd" not in cli("show", number).out
    cli.done("feedback", number, "--may-be-named")
    assert "mag genoemd worden" in cli("show", number).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--given",), "nummer van het signaal"),
        (("--may-be-named",), "nummer van het signaal"),
        (("C2026-001", "--text"), "C2026-001"),
        (("{}", "--given", "--refused", "x"), "niet beide"),
        (("{}", "--kind", "triage"), "geen antwoord aan een melder"),
        (("{}", "--kind", "onzin"), "Mogelijk zijn"),
        (("{}", "--kind", "closing_feedback"), "geen antwoord van deze soort"),
    ],
)
def test_wrong_use_is_told(cli: CommandLine, number: str, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in cli.refused("feedback", *(word.format(number) for word in words))
    assert cli.done("feedback")["answers"] == 1
