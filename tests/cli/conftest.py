"""The command line in process, on a store of its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.engine.lifecycle import Store, open_store
from tests.acts import office
from tui.cli.main import run

FAULT = "Er ging iets mis in Signaalpunt zelf"


@dataclass(frozen=True)
class Answer:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """Runs commands on one store and checks what holds for every command."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        self.path = path
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def bare(self, *words: str, stdin: bytes = b"") -> Answer:
        """Run a command as it stands."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        self._capsys.readouterr()
        code = run(words)
        out, err = self._capsys.readouterr()
        assert code in (0, 1, 2)
        assert "Traceback" not in out + err
        assert FAULT not in err
        assert "\x1b" not in out + err
        if code:
            assert err.strip()
            assert out == ""
        return Answer(code, out, err)

    def __call__(self, *words: str, stdin: bytes = b"") -> Answer:
        """Run a command on the store."""
        return self.bare("--store", str(self.path), *words, stdin=stdin)

    def done(self, *words: str, stdin: bytes = b"") -> Any:
        """Run a command that must succeed and return its JSON."""
        answer = self("--json", *words, stdin=stdin)
        assert (answer.code, answer.err) == (0, "")
        return answer.json

    def refused(self, *words: str, stdin: bytes = b"") -> str:
        """Run a command that must be refused and return the sentence."""
        answer = self(*words, stdin=stdin)
        assert answer.code == 1, answer
        return answer.err

    def add(self, **parts: Any) -> str:
        """Add a signal and return its number."""
        data = {
            "partner": "Rondom Wonen",
            "resident": {"given": "Maria", "surname": "Visser", "birth_year": 1951},
            "address": {
                "street": "Kerkstraat",
                "house_number": 41,
                "postcode": "2641 AB",
                "place": "Pijnacker",
            },
            "facts": "Doet al weken de deur niet open.",
            **parts,
        }
        (made,) = self.done("add", stdin=json.dumps(data).encode())
        return str(made["id"])

    def case(self, **parts: Any) -> str:
        """Add, triage and accept a signal, and return the number of its case."""
        number = self.add(**parts)
        made = self.done("triage", number, "--urgency", "spoed", "--theme", "zelfverwaarlozing", "--accept")
        return str(made["case"])

    def open(self) -> Store:
        return open_store(self.path)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "wijk.store"
    office.build(path)
    return path


@pytest.fixture
def cli(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[CommandLine]:
    office.moved_in(template, tmp_path / "opslag").close()
    monkeypatch.setenv("SIGNAALPUNT_USER", office.ME.name)
    yield CommandLine(tmp_path / "opslag" / template.name, capsys, monkeypatch)
