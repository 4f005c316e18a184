"""Wrong use: exit code 2 and one Dutch sentence that names what is wrong and where the help is."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine

WRONG = {
    "triage": "Er ontbreekt NUMMER. Zie `signaalpunt triage --help`.",
    "triage 2026-0001": "Er ontbreekt --urgency.",
    "triage 2026-0001 --urgency spoed": "Er ontbreekt --theme.",
    "show": "Er ontbreekt NUMMER.",
    "explain": "Er ontbreekt NUMMER.",
    "import": "Er ontbreekt BESTAND.",
    "export": "Er ontbreekt CASUS.",
    "case": "Er ontbreekt NUMMER.",
    "case C2026-001 lead": "Er ontbreekt NAAM. Zie `signaalpunt case NUMMER lead --help`.",
    "case C2026-001 status": "Er ontbreekt STATUS.",
    "case C2026-001 contact": "Er ontbreekt --kind.",
    "case C2026-001 action": "Er ontbreekt WAT.",
    "case C2026-001 done": "Er ontbreekt ACTIE.",
    "case C2026-001 note": "Er ontbreekt TEKST.",
    "case C2026-001 score": "Er ontbreekt LEEFGEBIED.",
    "case C2026-001 score housing": "Er ontbreekt SCORE.",
    "case C2026-001 close": "Er ontbreekt --outcome.",
    "case C2026-001 reopen": "Er ontbreekt --reason.",
    "rules check": "Er ontbreekt BESTAND.",
    "rules apply": "Er ontbreekt BESTAND.",
    "rules dry-run": "Er ontbreekt BESTAND.",
    "rules": "Er ontbreekt een opdracht. Zie `signaalpunt rules --help`.",
    "rules weg": "Onbekende opdracht weg.",
    "weg": "Onbekende opdracht weg. Zie `signaalpunt --help`.",
    "case C2026-001 weg": "Onbekende opdracht weg.",
    "--weg": "Onbekende optie --weg.",
    "signals --stat x": "Onbekende optie --stat. Bedoelt u --status",
    "signals --limit": "Bij --limit hoort een waarde.",
    "signals --limit veel": "De waarde van --limit kan niet: verwacht een heel getal.",
    "signals --limit -1": "De waarde van --limit kan niet: kies minstens 0.",
    "demo --signals 99999999": "De waarde van --signals kan niet: kies hoogstens 5000000.",
    "demo --seed x": "De waarde van --seed kan niet",
    "case C2026-001 score housing veel": "De waarde van SCORE kan niet: verwacht een heel getal.",
    "case C2026-001 done een": "De waarde van ACTIE kan niet",
    "show a b": "Te veel argumenten.",
    "undo a": "Te veel argumenten.",
    "undo --help=3": "Bij --help hoort geen waarde.",
    "signals --store": "Bij --store hoort een waarde.",
    "--store= signals": "Bij --store hoort een waarde.",
    "signals --passphrase-file": "Bij --passphrase-file hoort een waarde.",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_named(line: str, cli: CommandLine) -> None:
    answer = cli.bare(*line.split())
    assert answer.code == 2
    assert WRONG[line] in answer.err
    assert len(answer.err.splitlines()) == 1
    for english in ("Usage", "Error", "Missing", "Invalid", "Got ", "No such"):
        assert english not in answer.err


def test_an_empty_store_option_never_means_the_own_store(cli: CommandLine) -> None:
    assert cli.bare("--store", "", "signals").code == 2


HELP = (
    "",
    "demo",
    "init",
    "undo",
    "add",
    "signals",
    "show",
    "triage",
    "explain",
    "import",
    "cases",
    "export",
    "case",
    *(
        f"case C2026-001 {name}"
        for name in (
            "contact",
            "status",
            "lead",
            "action",
            "done",
            "note",
            "score",
            "plan",
            "informed",
            "close",
            "reopen",
        )
    ),
    "rules",
    *(f"rules {name}" for name in ("list", "check", "apply", "dry-run")),
)


@pytest.mark.parametrize("line", HELP)
def test_help_is_dutch(line: str, cli: CommandLine) -> None:
    for flag in ("--help", "-h"):
        answer = cli.bare(*line.split(), flag)
        assert answer.code == 0
        assert answer.err == ""
        assert answer.out.startswith("Gebruik: signaalpunt")
        assert "Toon deze uitleg." in answer.out
        for english in (
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "Show this",
            "required",
            "default:",
            "<str",
        ):
            assert english not in answer.out


def test_the_help_names_what_holds_everywhere(cli: CommandLine) -> None:
    out = cli.bare("--help").out
    for word in ("--store", "SIGNAALPUNT_STORE", "--passphrase-file", "--json", "--version"):
        assert word in out


def test_the_version(cli: CommandLine) -> None:
    from importlib.metadata import version

    answer = cli.bare("--version")
    assert (answer.code, answer.out) == (0, f"signaalpunt {version('signaalpunt')}\n")


def test_hostile_words_are_shown_visible(cli: CommandLine) -> None:
    answer = cli.bare("\x1b[2Jweg")
    assert answer.code == 2
    assert "\\x1b[2Jweg" in answer.err
    assert "␛[2J" in cli.bare("--\x1b[2J").err
    assert len(cli.bare("x" * 100_000).err) < 300
