"""After a whole session no byte of what was entered stands readable on disk, but in the exports that were asked for.

Two hundred made-up words go in through every way in: signals, notes, attempts, plans, searches, a draft in a terminal
that is killed. Then every byte under the home, temporary and data folders is looked through, names of files too.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.real_terminal import RealTerminal, program

pytestmark = pytest.mark.xdist_group("terminal")

PASSPHRASE = "zeven fietsen in de regen"
WORDS = [f"kwzq{number:03d}plorx" for number in range(200)]


class Session:
    """A worker's session in a folder of its own: home, temporary files and store all lie under it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.exports = folder / "exports"
        self.secret = folder.parent / "wachtzin.txt"
        self.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self._left = list(WORDS)
        for name in ("exports", "tmp", "home", "data"):
            (folder / name).mkdir(parents=True)
        for variable, place in (
            ("HOME", "home"),
            ("TMPDIR", "tmp"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_STATE_HOME", "home/.local/state"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("XDG_RUNTIME_DIR", "home/.run"),
        ):
            monkeypatch.setenv(variable, str(folder / place))
        self.store = folder / "data" / "wijk.store"

    def words(self, count: int) -> str:
        """Return the next words that were not used yet, as one text."""
        taken, self._left = self._left[:count], self._left[count:]
        assert len(taken) == count
        return " ".join(taken)

    @property
    def used(self) -> list[str]:
        """The words that went in."""
        return WORDS[: len(WORDS) - len(self._left)]

    def run(self, *words: str, stdin: str = "") -> Any:
        """Run a command as a program of its own."""
        where = ("--store", str(self.store), "--passphrase-file", str(self.secret), "--json")
        done = subprocess.run(
            program(*words, *where), input=stdin, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None


def _report(session: Session) -> str:
    data = {
        "partner": "Rondom Wonen",
        "reporter": {"name": session.words(2), "role": session.words(1), "relation": session.words(1)},
        "resident": {"given": session.words(1), "surname": session.words(1), "birth_year": 1951},
        "address": {
            "street": session.words(1),
            "house_number": 41,
            "postcode": "2641 AB",
            "place": "Pijnacker",
        },
        "facts": session.words(40),
        "opinion": session.words(25),
        "request": session.words(15),
        "visit_safety": session.words(3),
        "feedback_wanted": True,
    }
    return json.dumps(data)


def readable(folder: Path, words: list[str]) -> set[tuple[str, str]]:
    """Return (file, word) for every word that stands in a file, or in its name, in any usual encoding."""
    found = set()
    wanted = re.compile(b"|".join(word.encode() for word in words), re.IGNORECASE)
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for data in (str(file.relative_to(folder)).encode(), content, content.replace(b"\x00", b"")):
            found |= {(file.name, match.decode().lower()) for match in wanted.findall(data)}
    return found


def test_nothing_that_was_entered_is_readable_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(tmp_path / "desk", monkeypatch)
    session.run("init", "--profile", "pijnacker-nootdorp", "--name", "Fatima El Amrani")
    (signal,) = session.run("add", "-", stdin=_report(session))
    session.run("triage", signal["id"], "--urgency", "niet-acuut", "--theme", "zelfverwaarlozing", "--accept")
    (case, *_) = [one["id"] for one in session.run("cases", "--open")]
    session.run("case", case, "note", session.words(30))
    session.run(
        "case",
        case,
        "contact",
        "--kind",
        "huisbezoek",
        "--not-reached",
        "--part",
        "avond",
        "--result",
        session.words(10),
    )
    session.run("case", case, "plan", "--goal", session.words(8), "--plan", session.words(8))
    session.run("case", case, "action", session.words(5), "--owner", "Fatima El Amrani", "--due", "+3wd")
    session.run(
        *(
            "export",
            case,
            "--for",
            "Huisartsenpost Zuid",
            "--type",
            "huisarts",
            "--purpose",
            session.words(2),
        ),
        *("--level", "2", "--basis", "vital_interest", "--necessity", session.words(2), "--informed", "yes"),
        *("--format", "pdf", "-o", str(session.exports)),
    )
    session.run("backup", str(session.folder / "data" / "kopie"))
    draft = session.words(3).replace(" ", "")
    with RealTerminal(program("--store", str(session.store)), folder=session.folder) as terminal:
        terminal.wait("Deze opslag is versleuteld")
        terminal.keys(PASSPHRASE, "enter")
        terminal.wait("Vandaag", "Pijnacker")
        terminal.keys("/")
        terminal.wait("Wat u kunt typen")
        terminal.keys(session.used[5], "enter")
        terminal.wait("gevonden")
        terminal.keys("n")
        terminal.wait("MEEGEKEKEN")
        terminal.keys("Rondom Wonen", "tab", draft, "tab")
        terminal.wait("concept bewaard")
        terminal.kill()
    assert len(session.used) > 150
    elsewhere = {
        (file, word) for file, word in readable(session.folder, session.used) if not file.startswith("casus-")
    }
    assert elsewhere == set()


def test_the_search_for_words_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"x {WORDS[3]} y", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(WORDS[4].upper().encode("utf-16-le"))
    (tmp_path / f"{WORDS[5]}.log").write_bytes(b"")
    assert {word for _, word in readable(tmp_path, WORDS)} == set(WORDS[3:6])
