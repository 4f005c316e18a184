"""The copies of a store on the disk: where they stand, what they are called, and what else was put beside a store.

A file with the name of a copy is a copy that was opened and checked: until then it has another name. So the folder
tells what there is, also when the store itself cannot be opened. Names hold the store's name and a moment, no more.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Final

from store.engine.location import COMPANIONS, create_private, keys_path
from store.errors import StoreDamaged, StoreError
from store.local_time import LOCAL_ZONE, local, moment
from store.text import one_line

FOLDER: Final = "reservekopie"
PART: Final = ".deel"
"""End of the name of a copy that is being made."""
RESTORED: Final = "hersteld"
REPLACED: Final = "vervangen"
RESCUED: Final = "gered"
UPGRADED: Final = ".voor-"
_MOMENT: Final = "%Y%m%d-%H%M%S"
_POINTER: Final = ".kopieen"
_POINTER_LIMIT: Final = 4096
_UNFINISHED: Final = re.compile(rf"\..+\.[0-9a-f]{{12}}{re.escape(PART)}(\.keys|-wal|-shm|-journal)?")


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy that stands on the disk: the moment of what is in it, and its size in bytes."""

    path: Path
    at: datetime
    size: int


def standard_folder(path: Path) -> Path:
    """Return where copies of the store at `path` go unless another place was chosen.

    Beside the user's data folder for the store that stands there, else in a folder beside the store.
    """
    from platformdirs import user_data_dir

    data = Path(user_data_dir("signaalpunt", appauthor=False))
    path = path.absolute()
    if path.parent == data:
        return data.with_name(f"{data.name}-{FOLDER}")
    return path.parent / FOLDER


def named(path: Path, at: datetime, mark: str = "", number: int = 1) -> str:
    """Return the name of a copy of the store at `path` with what is in it at `at`: `wijk-20261122-140512.store`.

    `mark` tells other files that are put beside a store (`RESTORED`, …); `number` tells copies of one second apart.
    """
    parts = [path.stem, *([mark] if mark else []), local(at).strftime(_MOMENT)]
    return "-".join([*parts, *([str(number)] if number > 1 else [])]) + path.suffix


def free_name(folder: Path, path: Path, at: datetime, mark: str = "") -> Path:
    """Return a place in `folder` under that name where neither a store nor a key file stands."""
    number = 1
    while True:
        place = folder / named(path, at, mark, number)
        if not place.exists() and not keys_path(place).exists():
            return place
        number += 1


def copies_in(folder: Path, path: Path, mark: str = "") -> tuple[CopyFile, ...]:
    """Return the copies of the store at `path` in `folder`, newest first; none when it cannot be read."""
    found = []
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            at = moment_of(path, file.name, mark)
            with contextlib.suppress(OSError):
                if at is not None and file.is_file():
                    found.append(CopyFile(file, at, file.stat().st_size))
    return tuple(sorted(found, key=lambda copy: (copy.at, len(copy.path.name), copy.path.name), reverse=True))


def moment_of(path: Path, name: str, mark: str = "") -> datetime | None:
    """Return the moment in the name of a copy of the store at `path`, or None when it is no such name."""
    start = re.escape("-".join([path.stem, *([mark] if mark else [])]))
    found = re.fullmatch(rf"{start}-(\d{{8}}-\d{{6}})(?:-\d+)?{re.escape(path.suffix)}", name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=LOCAL_ZONE)
    except ValueError:
        return None


def upgrade_copies(path: Path) -> tuple[CopyFile, ...]:
    """Return the copies made before the store at `path` was brought up to date, newest first."""
    pattern = re.compile(rf"{re.escape(path.name)}{re.escape(UPGRADED)}[^-]+-(\d{{8}}-\d{{6}})-[0-9a-f]+")
    found = []
    with contextlib.suppress(OSError, ValueError):
        for file in path.parent.iterdir():
            name = pattern.fullmatch(file.name)
            if name is not None:
                at = datetime.strptime(name[1], _MOMENT).replace(tzinfo=LOCAL_ZONE)
                found.append(CopyFile(file, at, file.stat().st_size))
    return tuple(sorted(found, key=lambda copy: copy.at, reverse=True))


def remember_folder(path: Path, folder: Path) -> None:
    """Leave beside the store where its copies are, so that they are found when it cannot be opened.

    Nothing is left for the standard place. A folder that cannot be written to is no reason to stop.
    """
    pointer = path.with_name(path.name + _POINTER)
    if remembered_folder(path) == folder:
        return
    with contextlib.suppress(OSError):
        pointer.unlink(missing_ok=True)
        if folder != standard_folder(path):
            create_private(pointer, str(folder).encode("utf-8", "surrogateescape"))


def remembered_folder(path: Path) -> Path:
    """Return where the copies of the store at `path` are, as far as can be told without opening it."""
    try:
        with path.with_name(path.name + _POINTER).open("rb") as file:
            text = file.read(_POINTER_LIMIT).decode("utf-8", "surrogateescape")
    except OSError:
        text = ""
    return Path(text) if text and "\0" not in text else standard_folder(path)


def newest_copy(path: Path) -> CopyFile | None:
    """Return the newest copy of the store at `path` that can be found without opening it, or None."""
    found = copies_in(remembered_folder(path), path)
    return found[0] if found else None


def way_back(path: Path) -> str:
    """Return the sentence that names the newest copy of a store that does not open, or "" when none is found."""
    copy = newest_copy(path)
    if copy is None:
        return ""
    return (
        f"De nieuwste reservekopie is van {moment(copy.at)}. Zet haar terug met: signaalpunt --store "
        f"{one_line(quote(str(path)))} restore {one_line(quote(str(copy.path)))}"
    )


def told(error: StoreError, path: Path) -> str:
    """Return the sentence of an error met with the store at `path`, with the way back when it is damaged or gone."""
    if not isinstance(error, StoreDamaged):
        return str(error)
    return f"{error} {way_back(path)}".rstrip()


@contextlib.contextmanager
def in_the_making(target: Path) -> Iterator[Path]:
    """Give a temporary place in the folder of `target`, with everything of it gone afterwards."""
    place = target.with_name(f".{target.name}.{secrets.token_hex(6)}{PART}")
    try:
        yield place
    finally:
        remove_files(place)


def remove_files(path: Path) -> None:
    """Remove a copy with its key file and what SQLite left beside it; the copy first, so that none lacks its keys."""
    for file in (path, *(path.with_name(path.name + end) for end in COMPANIONS), keys_path(path)):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def sweep(folder: Path, before: float) -> None:
    """Remove what broken-off copies left in `folder`, last written before `before` (seconds since 1970)."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if _UNFINISHED.fullmatch(file.name):
                with contextlib.suppress(OSError):
                    if file.stat().st_mtime < before:
                        file.unlink()
