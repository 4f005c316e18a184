"""One working day in a real terminal, from unlocking to quitting; what it leaves is checked on the command line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from store.engine.key_file import Limits
from store.engine.lifecycle import create_store
from tests.real_terminal import RealTerminal, program
from tests.templates import copied
from tui.main import main
from tui.opening import set_up

pytestmark = pytest.mark.xdist_group("terminal")

SAMPLE = Path(__file__).parent / "exchange" / "samples" / "corporatie-zorgmeldingen.csv"
PASSPHRASE = "zeven fietsen in de regen"
OTHER_PASSPHRASE = "elf tulpen in de kast"
EMPTY = "Er ligt niets te wachten"


class Office:
    """A folder with an encrypted store, and the program on it; what is left is asked with a command, in process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = copied(_moved_in, folder / "wijk.store")
        self.secret = folder / "wachtzin.txt"
        self.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self._capsys = capsys

    def run(self, *words: str) -> Any:
        """Run a command; return its JSON."""
        self._capsys.readouterr()
        code = main((*words, "--store", str(self.store), "--passphrase-file", str(self.secret), "--json"))
        out, err = self._capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out)

    def terminal(self, columns: int = 120, lines: int = 40) -> RealTerminal:
        """Start the program in a terminal of this size."""
        return RealTerminal(
            program("--store", str(self.store)), columns=columns, lines=lines, folder=self.folder
        )


def _moved_in(path: Path) -> None:
    store, _ = create_store(path, PASSPHRASE, limits=Limits(ops=1, mem=8192))
    set_up(store, ["pijnacker-nootdorp"], "Fatima El Amrani")
    store.close()


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


@pytest.fixture
def downloads(home: Path) -> Path:
    folder = home / "Downloads"
    folder.mkdir()
    shutil.copy(SAMPLE, folder)
    return folder


def unlock(terminal: RealTerminal, then: str) -> None:
    terminal.wait("Deze opslag is versleuteld")
    terminal.keys(PASSPHRASE, "enter")
    terminal.wait(then)


def leave(terminal: RealTerminal) -> None:
    """Quit; the terminal is as it was, cursor included."""
    assert terminal.in_alternate_screen
    terminal.keys("ctrl+q")
    assert terminal.ended() == 0
    assert not terminal.in_alternate_screen
    assert terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l")


def bring_in(terminal: RealTerminal) -> None:
    """Bring the delivery in with the keyboard and go to its signals."""
    terminal.keys("6")
    terminal.wait("Er is nog geen bestand ingevoerd")
    terminal.keys("i", "corporatie", "enter")
    terminal.wait("34  nieuw", "4  na te kijken", "1  afgewezen")
    terminal.keys("shift+tab", "Woonbron", "enter")
    terminal.wait("Woonbron", "34  nieuw", "Zo zou het gaan")
    terminal.keys("ctrl+s")
    terminal.wait("Ingevoerd", "nieuwe signalen")
    terminal.keys("s")
    terminal.wait("uit één levering", "38 van 38")


def test_a_working_day(office: Office, downloads: Path) -> None:
    with office.terminal() as terminal:
        terminal.wait("Deze opslag is versleuteld")
        terminal.keys("vijf brommers", "enter")
        terminal.wait("Deze wachtzin opent de opslag niet.")
        unlock(terminal, EMPTY)
        bring_in(terminal)

        terminal.keys("z", "Dijkweg 169", "enter")
        terminal.wait("Dijkweg 169", gone="38 van 38")
        terminal.keys("enter")
        seen = terminal.wait("t triage", "TERMIJNEN")
        signal = re.findall(r"Signaal (\d{4}-\d{4})", seen)[0]
        terminal.keys("t")
        terminal.wait(f"Triage · signaal {signal}", "WAAROM HIER?", "Kies nog")
        terminal.keys(*("tab",) * 6, " ", "tab", "right")
        seen = terminal.wait("Enter volgt dit voorstel", "✓ PN-2", "(•) spoed")
        assert "bron" in seen and "Uitvoeringsagenda" in seen and "· PN-1" in seen
        terminal.keys("enter")
        terminal.wait(f"Signaal {signal} · gekoppeld aan casus", gone="WAT ER GEBEURT")

        terminal.keys("g")
        case = re.findall(r"C\d{4}-\d{3}", terminal.wait("in onderzoek", "c contact"))[0]
        terminal.keys("c")
        terminal.wait("Contactpoging", "Nog niet geprobeerd")
        terminal.keys(" ", "tab", " ", "ctrl+s")
        terminal.wait("contact zoeken", "Contact 1", gone="Nog niet geprobeerd")
        terminal.keys("x")
        terminal.wait("Casus sluiten: wat is het eindresultaat?")
        terminal.keys(" ", "ctrl+s")
        terminal.wait("afgesloten (vrijwillige hulp gestart)", "h heropenen")
        terminal.keys("u")
        terminal.wait("Ongedaan gemaakt: casus afgesloten", "a actie", gone="h heropenen")
        terminal.keys("x")
        terminal.wait("Casus sluiten: wat is het eindresultaat?")
        terminal.keys(" ", "ctrl+s")
        terminal.wait("afgesloten (vrijwillige hulp gestart)", "h heropenen")

        # A phone call, typed without waiting for the form: no letter is taken for a command.
        call = ("n", "Woonbron", "tab", "W. de Groot", "tab", "tab", "tab", "Kerkstraat 41", "tab")
        terminal.keys(
            *call, "Pijnacker", "tab", "mw. M. Visser", "tab", "1951", "tab", "Deur dicht; post in de hal."
        )
        terminal.wait("Nieuw signaal", "mw. M. Visser", "post in de hal.")
        terminal.keys("ctrl+s")
        saved = re.compile(r"Signaal (\d{4}-\d{4}) vastgelegd")
        terminal.until(lambda: saved.search(terminal.text) is not None, "the phone call is saved")
        phoned = saved.findall(terminal.text)[0]

        terminal.keys("n", "Rondom Wonen", "tab")
        terminal.wait("concept bewaard")
        terminal.keys("S. Bakker")
        terminal.wait("S. Bakker")
        terminal.kill()

    with office.terminal() as terminal:
        unlock(terminal, "1 Vandaag")
        terminal.wait("TE LAAT")
        terminal.keys("n")
        terminal.wait("teruggezet", "Rondom Wonen")
        terminal.keys("ctrl+w")
        terminal.wait("Het concept blijft bewaard.", "TE LAAT")
        leave(terminal)

    routed = office.run("show", signal)
    assert (routed["status"], routed["case"], routed["urgency"]) == ("linked", case, "urgent")
    assert "self_neglect" in routed["themes"]
    (kept,) = office.run("cases", "--status", "closed")
    assert kept["id"] == case
    closed = office.run("show", case)
    assert (closed["status"], closed["outcome"]) == ("closed", "voluntary_help")
    told = office.run("show", phoned)
    assert (told["channel"], told["partner"]) == ("phone", "Woonbron")
    assert told["facts"] == "Deur dicht; post in de hal."
    assert len(office.run("signals")) == 39


def test_a_narrow_terminal(office: Office, downloads: Path) -> None:
    with office.terminal(80, 24) as terminal:
        unlock(terminal, EMPTY)
        terminal.keys("6", "i", "corporatie", "enter")
        terminal.wait("Proef: 34 nieuw", "F6")
        terminal.keys("ctrl+s")
        terminal.wait("Ingevoerd", "34  nieuw")
        terminal.keys("1")
        terminal.wait("TE LAAT")
        terminal.keys("enter")
        terminal.wait("Wat is gezien", gone="TE LAAT")
        terminal.keys("enter")
        terminal.wait("Signaal", "t triage")
        leave(terminal)
    assert len(office.run("signals")) == 38


def test_the_first_start_makes_a_store(tmp_path: Path) -> None:
    store = tmp_path / "nieuw.store"
    with RealTerminal(program("--store", str(store)), folder=tmp_path) as terminal:
        terminal.wait("Welkom bij Signaalpunt", "Pijnacker-Nootdorp")
        position = sorted(_profile_names()).index("Pijnacker-Nootdorp")
        terminal.keys(
            *["right"] * position, " ", "tab", "Fatima El Amrani", "tab", PASSPHRASE, "tab", PASSPHRASE
        )
        terminal.wait("[x] Pijnacker-Nootdorp", "Fatima El Amrani")
        terminal.keys("ctrl+s")
        seen = terminal.wait("Uw herstelcode", "opgeschreven")
        code = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}", seen)[0]
        terminal.keys("j")
        terminal.wait(EMPTY, "Fatima El Amrani", gone="herstelcode")
        leave(terminal)
    assert PASSPHRASE.encode() not in store.read_bytes()
    with RealTerminal(program("--store", str(store)), folder=tmp_path) as terminal:
        terminal.wait("Deze opslag is versleuteld")
        terminal.keys("f3")
        terminal.wait("herstelcode")
        terminal.keys(code, "enter")
        terminal.wait("Kies een eigen wachtzin")
        terminal.keys(OTHER_PASSPHRASE, "enter", OTHER_PASSPHRASE, "enter")
        terminal.wait(EMPTY)
        leave(terminal)


def _profile_names() -> list[str]:
    from seed.catalogue import load_profile, profile_keys

    return [load_profile(key).name for key in profile_keys()]


def test_the_demo_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tijdelijk"))
    (tmp_path / "tijdelijk").mkdir()
    with RealTerminal(program("demo"), folder=tmp_path) as terminal:
        terminal.wait("DEMO", "TE LAAT")
        assert list((tmp_path / "tijdelijk").iterdir())
        leave(terminal)
    assert not list((tmp_path / "tijdelijk").iterdir())


def test_a_store_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "brief.store"
    path.write_bytes(b"Geachte mevrouw,\n" * 400)
    with RealTerminal(program("--store", str(path)), folder=tmp_path) as terminal:
        terminal.keys(PASSPHRASE, "enter", "ctrl+q")
        assert terminal.ended() in (0, 1)
        assert b"Traceback" not in terminal.output
        assert not terminal.in_alternate_screen
