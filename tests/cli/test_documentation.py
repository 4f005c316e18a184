"""Every example of `docs/command-line.md` does what it says."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from store.engine import lifecycle
from store.engine.key_file import Limits
from tui.cli import main

DOCUMENT = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_command_has_an_example() -> None:
    lines = [
        line for kind, _, body in _BLOCK.findall(DOCUMENT) if kind == "console" for line in body.splitlines()
    ]
    top = {str(command.name) for command in main.app.registered_commands}
    for name in top:
        assert any(re.search(rf"\b{name}\b", line) for line in lines), name
    for group in main.app.registered_groups:
        assert group.typer_instance is not None
        for command in group.typer_instance.registered_commands:
            pattern = rf"signaalpunt {group.name} (\S+ )?{command.name}\b"
            assert any(re.search(pattern, line) for line in lines), (group.name, command.name)


def test_every_example_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = lifecycle.create_store
    cheap = Limits(ops=1, mem=8192)
    monkeypatch.setattr("tui.opening.create_store", lambda path, secret: made(path, secret, limits=cheap))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wachtzin.txt").write_text("zeven fietsen in de regen\n", encoding="utf-8")
    (tmp_path / "nieuwe.txt").write_text("acht fietsen in de sneeuw\n", encoding="utf-8")
    names = {
        "stick/demo-20261122-140512.store": "",
        "2026-0143": "",
        "C2026-031": "",
        "ACTION": "",
        "OV2026-012": "",
    }
    ran = 0
    for kind, file, body in _BLOCK.findall(DOCUMENT):
        if file:
            (tmp_path / file).write_text(body, encoding="utf-8")
        for line in body.splitlines() if kind == "console" else ():
            ran += 1
            _run(line, names, monkeypatch, capsys)
    assert ran >= 40


def _run(
    line: str, names: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prompt, *words = shlex.split(line)
    assert prompt == "$"
    if words[0] == "export":
        monkeypatch.setenv(*words[1].split("=", 1))
        return
    assert words.pop(0) == "signaalpunt"
    stdin = b""
    if "<" in words:
        stdin = Path(words.pop()).read_bytes()
        words.pop()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    capsys.readouterr()
    code = main.run([names.get(word) or word for word in words])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), line
    assert out
    for name, pattern in (
        ("2026-0143", r"(?:^|\")(\d{4}-\d{4,})\b"),
        ("C2026-031", r"casus (C\d{4}-\d{3,})"),
        ("ACTION", r"actie (\d+) afgesproken"),
        ("stick/demo-20261122-140512.store", r"Kopie gemaakt en nagekeken: (\S*stick\S*)"),
        ("OV2026-012", r"overleg (OV\d{4}-\d{3,}) gepland"),
    ):
        found = re.search(pattern, out, re.MULTILINE)
        if found and ("add" in words or name != "2026-0143"):
            names[name] = found[1]
