"""Stores that take long to make: made once per run of the tests, copied for each test that writes in one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from store.engine import making
from store.engine.chain import ChainKeys, begin
from store.engine.connection import keyed
from store.engine.key_file import Key
from store.engine.lifecycle import Store, open_store
from store.engine.location import create_private
from store.engine.subkeys import subkey

NAME = "wijk.store"
really_build = making.build
_KEY = bytes(range(32))
_places: list[Path] = []


def keep_in(folder: Path) -> None:
    """Say where the templates of this run are kept, else in a folder of this process; processes may share it."""
    _places[:] = [folder]


def template(make: Callable[[Path], object]) -> Path:
    """Return the closed store that `make` makes at the path it is given, to copy; `make` is a function of a module.

    Two processes that make the same one at the same time both succeed; the first is kept.
    """
    if not _places:
        keep_in(Path(tempfile.mkdtemp(prefix="signaalpunt-tests-")))
        atexit.register(shutil.rmtree, _places[0], ignore_errors=True)
    done = _places[0] / f"{make.__module__}.{make.__qualname__}"
    if not done.exists():
        making = Path(tempfile.mkdtemp(dir=_places[0]))
        make(making / NAME)
        try:
            making.rename(done)
        except OSError:
            shutil.rmtree(making)
    return done / NAME


def build(building: Path, key: Key) -> None:
    """Do what `store.engine.making.build` does, with the pages of a store that it made once under another key."""
    create_private(building)
    with closing(keyed(template(_built), _KEY)) as source, closing(keyed(building, key)) as target:
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)
        target.execute("DELETE FROM log_head")
        begin(target.execute, ChainKeys.of(partial(subkey, key)))


def _built(path: Path) -> None:
    really_build(path, _KEY)


def copied(make: Callable[[Path], object], path: Path) -> Path:
    """Copy the store that `make` makes to `path`, with its key file, and return `path`."""
    source = template(make)
    path.parent.mkdir(parents=True, exist_ok=True)
    for file in source.parent.glob(f"{NAME}*"):
        shutil.copy2(file, path.with_name(file.name.replace(NAME, path.name, 1)))
    return path


def copy_of(make: Callable[[Path], object], path: Path) -> Store:
    """Open a copy of its own, at `path`, of the store that `make` makes."""
    return open_store(copied(make, path))
