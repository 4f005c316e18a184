"""Two threads that load what is in one package."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest

from tui import loading

_ROOT = Path(loading.__file__).parents[1]
_TWO_THREADS = """
import sys, threading, time
sys.path.insert(0, sys.argv[1])
if sys.argv[2] == "top":
    from tui.loading import load_from_the_top
    load_from_the_top()
failed = []
def load(line):
    try:
        exec(line, {})
    except ImportError:
        failed.append(line)
threads = [threading.Thread(target=load, args=(line,)) for line in ("import around", "from around.two import TWO")]
for thread in threads:
    thread.start()
    time.sleep(0.3)
for thread in threads:
    thread.join()
print("failed" if failed else "loaded")
"""


@pytest.mark.parametrize(("way", "outcome"), [("top", "loaded"), ("python", "failed")])
def test_a_module_and_its_package_are_loaded_by_two_threads(tmp_path: Path, way: str, outcome: str) -> None:
    package = tmp_path / "around"
    package.mkdir()
    (package / "__init__.py").write_text("import time\ntime.sleep(1)\nfrom around.one import ONE\n")
    (package / "one.py").write_text("ONE = 1\nfrom around.two import TWO\n")
    (package / "two.py").write_text("from around.one import ONE\nTWO = ONE\n")
    ran = subprocess.run(
        [sys.executable, "-c", _TWO_THREADS, str(tmp_path), way],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert ran.stdout.strip() == outcome


def test_what_is_asked_for_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)
    loading.load_from_the_top()
    import xml.sax.saxutils as module

    assert module.__name__ == "xml.sax.saxutils"
