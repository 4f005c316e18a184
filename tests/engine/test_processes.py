"""Several processes on one store, and what one of them needs to start."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from store.engine.lifecycle import create_demo_store, open_store
from tests.engine.test_lifecycle import remember, remembered


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, from the top of the project."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_reading_needs_no_sqlalchemy(path: Path) -> None:
    create_demo_store(path).close()
    done = run(
        "import sys; from pathlib import Path; from store.engine.lifecycle import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "assert store.reader().execute('SELECT count(*) FROM signals').fetchone() == (0,)\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'nacl', 'platformdirs', 'store.schema'}\n"
        "print(sorted(heavy & set(sys.modules)))",
        str(path),
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_another_process_waits_for_the_lock_and_loses_nothing(path: Path) -> None:
    adding = (
        "import sys; from pathlib import Path; from store.engine.lifecycle import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "for _ in range(40):\n"
        "    with store.engine.begin() as c:\n"
        "        (n,) = c.exec_driver_sql(\"SELECT value FROM settings WHERE key = 'n'\").one()\n"
        "        c.exec_driver_sql(\"UPDATE settings SET value = ? WHERE key = 'n'\", (str(int(n) + 1),))\n"
        "store.close()"
    )
    with create_demo_store(path) as store:
        remember(store, "n", "0")
        results: list[subprocess.CompletedProcess[str]] = []
        threads = [threading.Thread(target=lambda: results.append(run(adding, str(path)))) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [(done.returncode, done.stderr) for done in results] == [(0, "")] * 2
        assert remembered(store) == {"n": "80"}


def test_a_killed_process_loses_only_what_was_not_committed(path: Path) -> None:
    create_demo_store(path).close()
    done = run(
        "import os, sys; from pathlib import Path; from store.engine.lifecycle import open_store\n"
        "store = open_store(Path(sys.argv[1])); put = \"INSERT INTO settings (key, value) VALUES (?, '1')\"\n"
        "with store.engine.begin() as c: c.exec_driver_sql(put, ('vast',))\n"
        "with store.engine.begin() as c:\n"
        "    c.exec_driver_sql(put, ('los',)); os._exit(9)",
        str(path),
    )
    assert done.returncode == 9
    with open_store(path) as store:
        assert remembered(store) == {"vast": "1"}
