"""The command line in process, on a store of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.engine.lifecycle import Store, open_store
from tests.acts import office
from tests.templates import copied
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


REPORT: dict[str, Any] = {
    "partner": "Rondom Wonen",
    "resident": {"given": "Maria", "surname": "Visser", "birth_year": 1951},
    "address": {"street": "Kerkstraat", "house_number": 41, "postcode": "2641 AB", "place": "Pijnacker"},
    "facts": "Doet al weken de deur niet open.",
}
ACCEPTED = ("--urgency", "spoed", "--theme", "zelfverwaarlozing", "--accept")


def _with_a_signal(path: Path) -> None:
    office.build(path)
    file = path.with_name("signaal.json")
    file.write_text(json.dumps(REPORT), encoding="utf-8")
    _run_as_me(path, "add", str(file))


def _with_a_case(path: Path) -> None:
    copied(_with_a_signal, path)
    _run_as_me(path, "triage", _number(path, "signals"), *ACCEPTED)


def _run_as_me(path: Path, *words: str) -> None:
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setenv("SIGNAALPUNT_USER", office.ME.name)
        assert run(("--store", str(path), *words)) == 0


def _number(path: Path, table: str) -> str:
    with open_store(path) as store:
        return str(office.one(store, f"SELECT number FROM {table}"))


def _state(path: Path) -> tuple[int, ...]:
    return path.stat().st_mtime_ns, path.stat().st_size, len(list(path.parent.iterdir()))


class CommandLine:
    """Runs commands on one store and checks what holds for every command.

    What `add` and `case` make without further parts, in a store that nothing was done in, is copied: those commands
    ran once.
    """

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        self.path = path
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self._as_copied = _state(path)

    @property
    def _begins(self) -> bool:
        """Whether nothing was done in the store yet, and who works here is who worked in what is copied."""
        return _state(self.path) == self._as_copied and os.environ["SIGNAALPUNT_USER"] == office.ME.name

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
        if not parts and self._begins:
            return _number(copied(_with_a_signal, self.path), "signals")
        (made,) = self.done("add", stdin=json.dumps(REPORT | parts).encode())
        return str(made["id"])

    def case(self, **parts: Any) -> str:
        """Add, triage and accept a signal, and return the number of its case."""
        if not parts and self._begins:
            return _number(copied(_with_a_case, self.path), "cases")
        made = self.done("triage", self.add(**parts), *ACCEPTED)
        return str(made["case"])

    def open(self) -> Store:
        return open_store(self.path)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    path = tmp_path / "opslag" / "wijk.store"
    office.build(path)
    monkeypatch.setenv("SIGNAALPUNT_USER", office.ME.name)
    return CommandLine(path, capsys, monkeypatch)
