"""The benchmarks run, on a small size: what is measured by hand cannot rot. No figure is judged here."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.engine import vault
from store.engine.lifecycle import open_store
from tests.perf.__main__ import main
from tests.perf.stores import SMALL, make_small
from tests.perf.unlocking import PASSPHRASE, locked_copy, remove
from tests.templates import copied
from tests.tui.worked import worked_store


def test_a_copy_under_a_passphrase_opens_with_it(tmp_path: Path) -> None:
    path = tmp_path / "wijk.store"
    worked_store(path).close()
    copy = locked_copy(path, tmp_path)
    assert copy is not None and not vault.is_demo(copy)
    with open_store(copy, PASSPHRASE) as store:
        assert store.reader().execute("SELECT count(*) FROM signals").fetchone()[0] > 0
    remove(copy)
    assert [file.name for file in tmp_path.glob("wachtzin-*")] == []


def test_every_group_gives_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.md"
    main(
        [
            "--quick",
            "--sizes",
            str(SMALL),
            "--stores",
            str(copied(make_small, tmp_path / "stores" / f"{SMALL}.store").parent),
            "--only",
            "reads",
            "screens",
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
    assert {"read: signals", "read: open cases", "read: a meeting", "read: what may be destroyed"} <= set(
        told
    )
    (saved,) = (line.split("|") for line in lines if line.startswith("| signal saved "))
    assert (saved[6].strip(), saved[7].strip() in ("yes", "no")) == ("p95 ≤ 10 ms", True)
    assert all(told.values())
    assert capsys.readouterr().out.startswith(table.read_text(encoding="utf-8"))
