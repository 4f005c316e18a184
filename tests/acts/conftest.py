"""A real encrypted store per test, copied from one that is made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.engine.lifecycle import Store
from tests.acts import office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed store with two municipalities and two workers in it, to copy."""
    path = tmp_path_factory.mktemp("template") / "wijk.store"
    office.build(path)
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    with office.moved_in(template, tmp_path / "store") as opened:
        yield opened
