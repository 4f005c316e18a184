"""In a real terminal nothing of the store can be read after locking, after leaving and after being ended."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from seed.catalogue import load_profile
from store.actor import Actor
from store.acts.directory import apply_profile, set_setting
from store.acts.inputs import SignalInput
from store.acts.receive import receive_signal
from store.engine.key_file import Limits
from store.engine.lifecycle import create_store
from store.local_time import now
from tests.real_terminal import RealTerminal, program
from tests.templates import copied

pytestmark = pytest.mark.xdist_group("terminal")

ME = Actor("Fatima El Amrani")
PASSPHRASE = "zeven fietsen in de regen"
PLANTED = ("Kruisbessenstraat", "Vlierbloesem", "Fatima")


def _reported(path: Path) -> None:
    made, _ = create_store(path, PASSPHRASE, limits=Limits(1, 8192))
    with made:
        apply_profile(made, ME, load_profile("pijnacker-nootdorp"))
        set_setting(made, ME, "worker", ME.name)
        signal_in = SignalInput(
            received_at=now(),
            partner="Politie",
            street="Kruisbessenstraat",
            house_number=4,
            place="Pijnacker",
            surname="Vlierbloesem",
            facts="Doet niet open.",
        )
        receive_signal(made, ME, signal_in)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return copied(_reported, tmp_path / "wijk.store")


def opened(store: Path) -> RealTerminal:
    return RealTerminal(program("--store", str(store)), folder=store.parent)


def unlock(terminal: RealTerminal) -> None:
    terminal.keys(PASSPHRASE, "enter")
    terminal.wait(*PLANTED)


def gone(terminal: RealTerminal) -> None:
    for word in PLANTED:
        assert word not in terminal.text


def test_nothing_can_be_read_after_locking_or_leaving_and_what_was_typed_returns(store: Path) -> None:
    with opened(store) as terminal:
        terminal.wait("Deze opslag is versleuteld")
        unlock(terminal)
        terminal.keys("n")
        terminal.wait("Nieuw signaal", "Wat is gezien")
        terminal.keys("Rondom Wonen", "tab", "Sterrenmix")
        terminal.wait("Sterrenmix")
        terminal.keys("ctrl+l")
        terminal.wait("Signaalpunt is vergrendeld", gone="Sterrenmix")
        gone(terminal)
        terminal.keys(PASSPHRASE, "enter")
        terminal.wait("Nieuw signaal", "Sterrenmix")
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
        assert not terminal.in_alternate_screen
        after = terminal.output[terminal.output.rfind(b"\x1b[?1049l") :].decode(errors="replace")
        before = terminal.output[: terminal.output.find(b"\x1b[?1049h")].decode(errors="replace")
        for word in (*PLANTED, "Sterrenmix"):
            assert word not in before + after


def test_a_passphrase_from_a_file_opens_the_screen_or_is_told_to_be_wrong(store: Path) -> None:
    secret = store.with_name("wachtzin")
    start = program("--store", str(store), "--passphrase-file", str(secret))
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    with RealTerminal(start, folder=store.parent) as terminal:
        terminal.wait(*PLANTED)
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
    secret.write_text("zeven tulpen in de regen\n", encoding="utf-8")
    with RealTerminal(start, folder=store.parent) as terminal:
        assert terminal.ended() == 1
        assert not terminal.in_alternate_screen
        assert "Deze wachtzin opent de opslag niet." in terminal.output.decode()


@pytest.mark.parametrize(
    ("number", "inside"),
    [(signal.SIGTERM, True), (signal.SIGHUP, True), (signal.SIGTERM, False)],
    ids=["term", "hup", "term before unlocking"],
)
def test_a_program_that_is_ended_gives_the_terminal_back_clean(
    store: Path, number: signal.Signals, inside: bool
) -> None:
    with opened(store) as terminal:
        terminal.wait("Deze opslag is versleuteld")
        if inside:
            unlock(terminal)
        terminal.send_signal(number)
        assert terminal.ended() == 128 + number
        assert not terminal.in_alternate_screen
        after = terminal.output[terminal.output.rfind(b"\x1b[?1049l") :].decode(errors="replace")
        for word in PLANTED:
            assert word not in after


def test_a_program_that_was_stopped_is_locked_when_it_goes_on(store: Path) -> None:
    with opened(store) as terminal:
        terminal.wait("Deze opslag is versleuteld")
        unlock(terminal)
        terminal.send_signal(signal.SIGTSTP)
        terminal.until(lambda: terminal.stopped and not terminal.in_alternate_screen, "the program stopped")
        terminal.send_signal(signal.SIGCONT)
        terminal.wait("Signaalpunt is vergrendeld")
        gone(terminal)
        terminal.keys("ctrl+q")
        assert terminal.ended() == 0
