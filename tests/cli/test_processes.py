"""The command line as a program of its own: pipes, closed streams, odd encodings, what it leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.engine.lifecycle import open_store
from tests.acts import office

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX streams")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("programma") / "wijk.store"
    office.build(path)
    return path


def start(
    place: Path, *words: str | bytes, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command: list[str | bytes] = [sys.executable, "-m", "tui.main", "--store", str(place), *words]
    if shell:
        command = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(
        command,
        capture_output=True,
        timeout=300,
        env={**os.environ, "SIGNAALPUNT_USER": "Bo", **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_a_report_goes_in_and_out(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "signalen.json"
    path.write_text(json.dumps([{"facts": f"Post stapelt zich op, melding {n} ✓"} for n in range(300)]))
    made = start(place, "--json", "add", str(path))
    assert (made.returncode, made.stderr) == (0, b"")
    assert len(json.loads(made.stdout)) == 300


def test_a_reader_that_stops_listening(place: Path) -> None:
    for words in (("signals",), ("signals", "--json"), ("--help",)):
        done = start(place, *words, shell="| head -c 1 >/dev/null; :")
        assert (done.returncode, done.stderr) == (0, b"")


def test_streams_that_are_closed(place: Path) -> None:
    for shell in (">&-", "2>&-", ">&- 2>&-"):
        done = start(place, "rules", "list", shell=shell)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), shell
    empty = start(place, "add", shell="<&-")
    assert empty.returncode == 1
    assert b"geen geldige JSON" in empty.stderr
    assert start(place, "signals", "--limit", "x", shell="2>&-").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_is_full(place: Path) -> None:
    done = start(place, "rules", "list", shell=">/dev/full")
    assert done.returncode == 1
    assert "geschreven worden" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_terminal_that_knows_no_accents(place: Path) -> None:
    done = start(place, "rules", "list", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"\\xeb" in done.stdout or b"\\u" in done.stdout


def test_words_that_are_no_text(place: Path) -> None:
    with open_store(place) as store:
        made = office.received(store).number
    words = ("triage", made, "--urgency", "spoed", "--theme", "dementie", "--note", b"\xff\xfe")
    done = start(place, *words)
    assert done.returncode == 1
    assert "geen geldige tekst (UTF-8)" in done.stderr.decode()
    with open_store(place) as store:
        assert office.one(store, "SELECT status FROM signals WHERE number = ?", made) == "received"
    assert start(place, b"\xff").returncode == 2
    assert start(place, "import", b"\xff.csv").returncode == 1


def test_a_refusal_is_one_sentence(place: Path) -> None:
    done = start(place, "show", "2026-99999")
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(done.stderr.decode().splitlines()) == 1


def test_no_library_of_the_screens_is_loaded(place: Path) -> None:
    code = (
        "import sys; from tui.main import main; main(['--store', sys.argv[1], 'cases']);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'alembic', 'python_calamine')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
