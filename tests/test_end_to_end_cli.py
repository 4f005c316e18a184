"""One run on a passphrase-protected store, as a script would do it: delivery → triage → route → case → closed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.main import main

SAMPLES = Path(__file__).parent / "exchange" / "samples"


class Program:
    """Runs commands with the passphrase in a file: in process, or `alone` as the program of its own that they are."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        Path("wachtzin.txt").write_text("zeven fietsen in de regen\n", encoding="utf-8")

    def __call__(self, *words: str, code: int = 0, alone: bool = False) -> Any:
        every = (*words, "--store", "wijk.store", "--passphrase-file", "wachtzin.txt", "--json")
        if alone:
            done = subprocess.run(
                [sys.executable, "-m", "tui.main", *every],
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=300,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL,
                check=False,
            )
            found, out, err = done.returncode, done.stdout, done.stderr
        else:
            self._capsys.readouterr()
            found = main(every)
            out, err = self._capsys.readouterr()
        assert found == code, err
        assert "Traceback" not in err
        return json.loads(out) if code == 0 else err


def test_from_a_delivery_to_a_closed_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIGNAALPUNT_USER", "Fatima El Amrani")
    program = Program(capsys)
    made = program(
        "init", "--profile", "pijnacker-nootdorp", "--profile", "delft", "--profile", "westland", alone=True
    )
    assert made["recovery_code"]
    shutil.copy(SAMPLES / "corporatie-zorgmeldingen.csv", tmp_path / "levering.csv")
    brought = program("import", "levering.csv", "--partner", "Woonbron", alone=True)
    assert [brought[key] for key in ("read", "new", "repeated", "to_check", "rejected")] == [40, 34, 1, 4, 1]
    assert Path(brought["rejected_file"]).name == "levering-afgewezen.csv"
    number = program("signals", "--status", "received", "--limit", "1")[0]["id"]

    proposed = program("triage", number, "--urgency", "niet-acuut", "--theme", "zorgmijding")
    why = program("explain", number)
    assert (why["team"], why["rule"]) == (proposed["proposed"], proposed["rule"])
    assert why["because"]
    routed = program("triage", number, "--urgency", "niet-acuut", "--theme", "zorgmijding", "--accept")
    case = routed["case"]
    assert routed["status"] == "linked"

    program("case", case, "lead", "Fatima El Amrani")
    program("case", case, "contact", "--kind", "huisbezoek", "--reached", "--result", "Doet open")
    program("case", case, "status", "bemoeizorg")
    action = program("case", case, "action", "Huisarts bellen", "--due", "+3wd")["action"]
    assert "nog 1 actie open" in program("case", case, "close", "--outcome", "care_gp", code=1)
    program("case", case, "done", str(action))
    program("case", case, "informed")
    program("case", case, "close", "--outcome", "care_gp")
    closed = program("case", case)
    assert (closed["status"], closed["outcome"]) == ("closed", "care_gp")
    assert {clock["kind"] for clock in closed["clocks"]} <= {"confirmation", "closing_feedback"}
    assert program("undo")["undone"] == f"casus afgesloten ({case})"
    assert program("show", case, alone=True)["status"] == "outreach"
    assert "Er ontbreekt" in program("triage", code=2)
    content = (tmp_path / "wijk.store").read_bytes()
    for word in (b"Woonbron", b"SQLite format 3", b"Huisarts bellen"):
        assert word not in content
