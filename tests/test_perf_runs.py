"""The benchmarks run, on a small size: what is measured by hand cannot rot. No figure is judged here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.perf.__main__ import main


def test_every_group_gives_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.md"
    main(
        [
            "--quick",
            "--sizes",
            "60",
            "--only",
            "reads",
            "search",
            "documents",
            "backup",
            "import",
            "--to",
            str(table),
        ]
    )
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert lines[0].startswith("| what | unit | 60 signals | growth | raw | goal | met |")
    told = {line.split("|")[1].strip(): line.split("|")[3].strip() for line in lines[2:]}
    assert {"worklist read", "radar for a new signal", "signal saved", "agenda built"} <= set(told)
    assert {"search: rare word", "search: no hit", "raw full-text query: common word"} <= set(told)
    assert {"signal corrected", "figures of a year", "backup, copied and checked"} <= set(told)
    assert "case summary, docx" in told
    (saved,) = (line.split("|") for line in lines if line.startswith("| signal saved "))
    assert (saved[6].strip(), saved[7].strip() in ("yes", "no")) == ("p95 ≤ 10 ms", True)
    assert all(told.values())
    assert capsys.readouterr().out.startswith(table.read_text(encoding="utf-8"))
