"""Fuzzing that follows what the readers do with an input (coverage), with atheris when it is installed.

Each target runs in a process of its own, because the fuzzer ends the process it is in. Atheris is a tool for runs by
hand and no dependency of the project: `uv pip install atheris==3.0.0`.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOW_TO_INSTALL = "Guided fuzzing needs atheris: uv pip install atheris==3.0.0 (Linux), then run this again."
IMPORTS: tuple[str, ...] = ("csv", "xlsx", "ddas", "profile")
"""The readers of whole files from outside: what is fed when nothing else is asked for."""
_LONGEST = 8_192
_TOLD_EVERY = 2.0


@dataclass(frozen=True)
class Guided:
    """What a run on one target gave."""

    target: str
    inputs: int
    refused: int
    failures: tuple[tuple[str, str], ...]
    slowest: float
    memory: float
    corpus: int


def is_installed() -> bool:
    """Whether the fuzzer is there."""
    return importlib.util.find_spec("atheris") is not None


def run_guided(name: str, seconds: int, keep: Path) -> Guided:
    """Feed one target for so many seconds; inputs that reach new places stay in `keep`, to go on from next time."""
    corpus = keep / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz.guided", name, str(report), str(keep)),
                *(str(corpus), f"-max_total_time={seconds}", f"-max_len={_LONGEST}"),
                *("-rss_limit_mb=1000", "-print_final_stats=0", "-verbosity=0", f"-artifact_prefix={keep}/"),
            ],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        said = json.loads(report.read_text()) if report.exists() else {}
    return Guided(
        name,
        said.get("inputs", 0),
        said.get("refused", 0),
        tuple((where, digest) for where, digest in said.get("failures", ())),
        said.get("slowest", 0.0),
        said.get("memory", 0.0),
        sum(1 for _ in corpus.iterdir()),
    )


def _feed(name: str, report: Path, keep: Path, options: Sequence[str]) -> None:
    """Run inside the process of one target; never returns."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["store"]):
        from tests.fuzz.run import Outcome, one
        from tests.fuzz.targets import TARGETS

    target = next(one for one in TARGETS if one.name == name)
    corpus = Path(options[0])
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    outcome, told = Outcome(name), 0.0

    def feed(data: bytes) -> None:
        nonlocal told
        one(target, data, outcome, keep)
        if time.monotonic() - told > _TOLD_EVERY:
            told = time.monotonic()
            found = {
                "inputs": outcome.inputs,
                "refused": outcome.refused,
                "failures": outcome.failures[:50],
                "slowest": outcome.slowest,
                "memory": outcome.memory,
            }
            report.write_text(json.dumps(found))

    atheris.Setup([sys.argv[0], *options], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    _feed(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
