"""After a whole session no byte of what was entered stands readable on disk, but in the exports that were asked for.

Over two hundred made-up words go in through every way in: signals, a delivery, notes, attempts, plans, meetings,
feedback, what is undone, searches, a draft in a terminal that is killed. Then every byte under the home, temporary and
data folders is looked through, names of files too. The commands run in this process: they leave on disk what a
process of their own does.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from store.engine import lifecycle
from store.engine.key_file import Limits
from tests.real_terminal import RealTerminal, program
from tui.main import main

pytestmark = pytest.mark.xdist_group("terminal")

PASSPHRASE = "zeven fietsen in de regen"
ME = "Fatima El Amrani"
LEAST = 200
WORDS = [f"kwzq{number:03d}plorx" for number in range(300)]


class Session:
    """A worker's session in a folder of its own: home, temporary files and store all lie under it."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.exports = folder / "exports"
        self.secret = folder.parent / "wachtzin.txt"
        self.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self._left = list(WORDS)
        self._monkeypatch, self._capsys = monkeypatch, capsys
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
        monkeypatch.setattr(tempfile, "tempdir", None)
        self.store = folder / "data" / "wijk.store"
        made, cheap = lifecycle.create_store, Limits(ops=1, mem=8192)
        monkeypatch.setattr("tui.opening.create_store", lambda path, secret: made(path, secret, limits=cheap))

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
        """Run a command and return its JSON."""
        where = ("--store", str(self.store), "--passphrase-file", str(self.secret), "--json")
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        self._capsys.readouterr()
        code = main((*words, *where))
        out, err = self._capsys.readouterr()
        assert code == 0, (words[:3], err)
        return json.loads(out) if out.strip() else None


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


def _delivery(session: Session) -> Path:
    """Write a delivery, outside the folders of the session, of three reports."""
    path = session.folder.parent / "levering.csv"
    lines = ["organisatie,naam betrokkene,adres,postcode en plaats,wat is er aan de hand"]
    for number in (3, 5, 7):
        name, street, facts = session.words(1), session.words(1), session.words(4)
        lines.append(f"SWOP,{name},{street} {number},2641 AB Pijnacker,{facts}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def work_on_a_case(session: Session, case: str) -> None:
    """Write in every place of a case and of a meeting about it, take a note back, hand something out."""
    words = session.words
    session.run("case", case, "note", words(30))
    visit = ("--kind", "huisbezoek", "--not-reached", "--part", "avond", "--result", words(10))
    session.run("case", case, "contact", *visit)
    session.run("case", case, "plan", "--goal", words(8), "--plan", words(8))
    session.run("case", case, "action", words(5), "--owner", ME, "--due", "+3wd")
    session.run("case", case, "score", "Huisvesting", "2", "--note", words(3))
    session.run("case", case, "informed", "--no", words(4), "--review", "+10wd")
    session.run("case", case, "note", words(6))
    session.run("undo")
    planned = session.run("meetings", "plan", "vandaag", "--at", "10:00", "--place", words(1), "--empty")
    session.run("meeting", planned["id"], "add", case, "--question", words(6))
    session.run("meeting", planned["id"], "add", "--theme", words(4))
    to = ("--for", "Huisartsenpost Zuid", "--type", "huisarts", "--purpose", words(2), "--level", "2")
    why = ("--basis", "vital_interest", "--necessity", words(2), "--informed", "yes")
    session.run("export", case, *to, *why, "--format", "pdf", "-o", str(session.exports))


def search_type_and_crash(session: Session) -> None:
    """Unlock in a terminal, search, type half a signal and be killed."""
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


def test_nothing_that_was_entered_is_readable_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(tmp_path / "desk", monkeypatch, capsys)
    session.run("init", "--profile", "pijnacker-nootdorp", "--name", ME)
    (signal,) = session.run("add", "-", stdin=_report(session))
    session.run("feedback", signal["id"], "--given", "--note", session.words(4))
    assert session.run("import", str(_delivery(session)))["new"] == 3
    session.run("triage", signal["id"], "--urgency", "niet-acuut", "--theme", "zelfverwaarlozing", "--accept")
    (case, *_) = [one["id"] for one in session.run("cases", "--open")]
    work_on_a_case(session, case)
    session.run("people", "add", session.words(2))
    session.run("search", session.used[0])
    session.run("backup", str(session.folder / "data" / "kopie"))
    search_type_and_crash(session)
    assert len(session.used) >= LEAST
    assert len(list(session.exports.iterdir())) == 1
    elsewhere = {
        (file, word) for file, word in readable(session.folder, session.used) if not file.startswith("casus-")
    }
    assert elsewhere == set()


def test_the_search_for_words_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"x {WORDS[3]} y", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(WORDS[4].upper().encode("utf-16-le"))
    (tmp_path / f"{WORDS[5]}.log").write_bytes(b"")
    assert {word for _, word in readable(tmp_path, WORDS)} == set(WORDS[3:6])
