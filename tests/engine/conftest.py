"""Real encrypted files in a folder of the test, with a key derivation that costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.engine.key_file import Limits
from store.engine.lifecycle import create_store

CHEAP = Limits(ops=1, mem=8192)
PASSPHRASE = "zeven fietsen in de regen"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a place for a store; nothing is there yet."""
    return tmp_path / "wijk.store"


@pytest.fixture
def made(path: Path) -> Path:
    """Return the place of a store that was made and closed."""
    store, _ = create_store(path, PASSPHRASE, limits=CHEAP)
    store.close()
    return path
