"""Files that leave the store: only for their owner, under a free name, and none left when recording them fails."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.engine.location import create_private, published, shown, sync_directory
from store.errors import Refused


def check_folder(directory: Path) -> None:
    """Refuse a place that is not a folder."""
    try:
        found = directory.is_dir()
    except (OSError, ValueError):
        found = False
    if not found:
        raise Refused(
            f"De map {shown(directory)} bestaat niet. Er is niets geëxporteerd; kies een andere map."
        )


def write_new(directory: Path, names: Iterable[str], content: bytes) -> Path:
    """Write `content` in `directory`, mode 0600, under the first of `names` that is free, and return where.

    It is written under a temporary name first, so a file is there whole or not at all, and none is ever replaced.
    Raises `Refused` when every name is taken or the folder cannot be written.
    """
    temporary = directory / f".signaalpunt-{secrets.token_hex(4)}.tmp"
    try:
        try:
            create_private(temporary, content)
            for name in names:
                target = directory / name
                with contextlib.suppress(FileExistsError):
                    published(temporary, target)
                    sync_directory(directory)
                    return target
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except (OSError, ValueError) as error:
        raise Refused(
            f"In de map {shown(directory)} kan niet worden geschreven. Er is niets geëxporteerd; kies een andere map."
        ) from error
    raise Refused("Dit bestand bestaat al. Er is niets geëxporteerd; kies een andere naam.")


@contextlib.contextmanager
def removed_on_failure() -> Iterator[list[Path]]:
    """Yield a list for the files written in a `with` block; when the block raises, they are removed again."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
