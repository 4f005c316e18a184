"""Where the store lives, and how its files are kept to their owner."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from store.errors import StoreUnusable
from store.text import one_line

ENVIRONMENT = "SIGNAALPUNT_STORE"
FILE_NAME = "signaalpunt.store"

# SQLite's own companions of a database file; the key file is Signaalpunt's.
KEYS_SUFFIX = ".keys"
TRIES_SUFFIX = ".tries"
COMPANIONS = ("-wal", "-shm", "-journal")


def store_path(option: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Path:
    """Return the absolute path of the store: `--store`, else `SIGNAALPUNT_STORE`, else the user's data
    directory.

    Nothing is created. Raises `StoreUnusable` when the text cannot be a path.
    """
    chosen = str(option) if option else (os.environ if environ is None else environ).get(ENVIRONMENT, "")
    if not chosen.strip():
        from platformdirs import user_data_dir

        return Path(user_data_dir("signaalpunt", appauthor=False)) / FILE_NAME
    if "\0" in chosen:
        raise StoreUnusable("De plaats van de opslag bevat een teken dat niet in een bestandsnaam kan.")
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError as error:
        raise StoreUnusable(
            "De plaats van de opslag begint met ~ maar de thuismap is niet bekend."
        ) from error


def keys_path(path: Path) -> Path:
    """Return the key file that belongs to the store at `path`."""
    return path.with_name(path.name + KEYS_SUFFIX)


def tries_path(path: Path) -> Path:
    """Return the file that counts wrong passphrases for the store at `path`."""
    return path.with_name(path.name + TRIES_SUFFIX)


def shown(path: Path) -> str:
    """Return `path` as text that is safe in a sentence: a file name may hold escape codes."""
    return f"‘{one_line(str(path))}’"


def store_exists(path: Path) -> bool:
    """Return whether a store file is at `path`; raises `StoreUnusable` when something else is there."""
    return _is_file(path, "De opslag")


def _is_file(path: Path, what: str) -> bool:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise StoreUnusable(
            f"{what} {shown(path)} is niet te bereiken: u hebt daar geen toegang of de naam is te lang."
        ) from error
    if stat.S_ISDIR(mode):
        raise StoreUnusable(
            f"{shown(path)} is een map, geen bestand. Geef ook de naam van het bestand op, bijvoorbeeld "
            f"{shown(path / FILE_NAME)}."
        )
    if not stat.S_ISREG(mode):
        raise StoreUnusable(f"{what} {shown(path)} is geen gewoon bestand. Kies een andere plaats.")
    return True


def keys_exist(path: Path) -> bool:
    """Return whether a key file is beside the store at `path`."""
    return _is_file(keys_path(path), "Het sleutelbestand")


def make_directory(directory: Path) -> None:
    """Create `directory` and its missing parents, each 0700; existing ones keep their mode.

    Raises `StoreUnusable` when that is not possible or when no file can be made in it.
    """
    missing = []
    try:
        place = directory
        while not place.exists():
            missing.append(place)
            place = place.parent
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(
            f"De map {shown(directory)} kan niet worden gemaakt. Kies met --store een plaats waar u mag "
            "schrijven."
        ) from error
    if not directory.is_dir():
        raise StoreUnusable(f"{shown(directory)} is geen map. Kies met --store een andere plaats.")


def create_private(path: Path, content: bytes = b"") -> None:
    """Write a new file of mode 0600 and bring it to the disk; raises `FileExistsError` when it is there
    already.

    SQLite gives the `-wal` and `-shm` files the mode of the store, so making the store this way covers them
    too.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_private(target: Path, content: bytes) -> None:
    """Put `content` in the place of `target` in one step: written beside it, on the disk, mode 0600, renamed."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        create_private(temporary, content)
        temporary.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_directory(target.parent)


def published(temporary: Path, target: Path) -> None:
    """Give a finished file its real name, never over an existing one; raises `FileExistsError`.

    A hard link does that in one step; a file system without links gets a check and a rename.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(str(target)) from None
        temporary.rename(target)
    else:
        temporary.unlink()


def sync_directory(directory: Path) -> None:
    """Bring a rename in `directory` to the disk, where the system can do that (not on Windows)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def directory_lock(directory: Path) -> Iterator[None]:
    """Let one process at a time publish a store in `directory` (not on Windows, which cannot lock one)."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(directory, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def keep_private(path: Path) -> None:
    """Take away what group and others may do with the store and its companions, where that works."""
    if os.name == "nt":
        return
    for file in (
        path,
        keys_path(path),
        tries_path(path),
        *(path.with_name(path.name + end) for end in COMPANIONS),
    ):
        with contextlib.suppress(OSError):
            if stat.S_IMODE(file.stat().st_mode) & 0o077:
                file.chmod(0o600)
