"""A program that is one revision further than this one, for stores that are older then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.engine import version
from store.engine.migrate import SCRIPTS, migrate

REVISIONS = (*version.REVISIONS, "next")


def revision(body: str) -> str:
    """Return the text of a migration after the present head."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    return (
        "import sqlalchemy as sa\nfrom alembic import op\nfrom store.migrations import drop_trigger\n"
        f"revision = 'next'\ndown_revision = {version.HEAD!r}\n\n\ndef upgrade():\n{lines}\n"
    )


def scripts(tmp_path: Path, body: str) -> Path:
    """Return a copy of the migrations with one more after the head."""
    place = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "next.py").write_text(revision(body))
    return place


def newer_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    """Let every store of this version be an older one, that `body` brings up to date."""
    defaults = migrate.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "scripts", scripts(tmp_path, body))
    monkeypatch.setitem(defaults, "revisions", REVISIONS)
    monkeypatch.setattr(version.standing, "__defaults__", (REVISIONS,))
