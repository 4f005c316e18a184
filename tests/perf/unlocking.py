"""A store as people have it: opened with a passphrase. What a start then takes, and what of it the key derivation."""

from __future__ import annotations

import shutil
from pathlib import Path

from store.engine import vault
from store.engine.location import keys_path
from tests.perf.figures import timed
from tests.perf.terminal import Terminal

PASSPHRASE = "vier groene fietsen meten de wind"
_FIRST = "drie paarse paraplu's in de gang"


def locked_copy(path: Path, folder: Path) -> Path | None:
    """Copy a demo store into `folder`, under a passphrase of Argon2id at its real cost; None without room for it."""
    if shutil.disk_usage(folder).free < 1.2 * path.stat().st_size:
        return None
    copy = folder / f"wachtzin-{path.name}"
    shutil.copyfile(path, copy)
    slot = vault.create_keys(copy, _FIRST).slot
    vault.change_passphrase(copy, vault.demo_key(path), slot, PASSPHRASE)
    (folder / "wachtzin").write_text(PASSPHRASE, encoding="utf-8")
    return copy


def remove(copy: Path) -> None:
    """Remove a copy and what stands beside it."""
    for file in (*copy.parent.glob(f"{copy.name}*"), keys_path(copy)):
        file.unlink(missing_ok=True)


def derivation(copy: Path, times: int) -> tuple[float, ...]:
    """Return the milliseconds of deriving and trying the key, alone."""
    return timed(lambda: vault.unlock(copy, PASSPHRASE), times)


def typed(argv: list[str], text: str) -> float:
    """Start, type the passphrase at rest, and return the seconds from Enter until `text` is on screen."""
    terminal = Terminal(argv)
    terminal.wait_for("wachtzin")
    terminal.drain(0.4)
    for sign in PASSPHRASE:
        terminal.key(sign.encode(), quiet=0.02)
    terminal.drain(0.4)
    spent = terminal.answer(b"\r", text)
    terminal.close()
    return spent
