"""What the program does before anything else: no memory, no screen and no keys on the disk but where asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
import ctypes, json, os, resource, sys
sys.argv = ["signaalpunt", "--version"]
from tui.main import main
code = main()
open(sys.stdin.readline().strip(), "w").close()
print(json.dumps({
    "code": code,
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "mask": os.umask(0),
    "settings": sorted(name for name in os.environ if name.startswith("TEXTUAL")),
}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it allows")
def test_a_run_leaves_no_core_no_log_and_no_open_file(tmp_path: Path) -> None:
    made = tmp_path / "made"
    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        input=f"{made}\n",
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "TEXTUAL_LOG": str(tmp_path / "log"), "TEXTUAL": "devtools,debug"},
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"code": 0, "core": [0, 0], "dumpable": 0, "mask": 0o077, "settings": []}
    assert made.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "log").exists()
