"""What kind of place a store stands on: a network drive is refused, and free space is told.

The log that makes a store safe for several programs at once (WAL) is shared through memory of one computer. On a
network drive two computers would each have their own, and overwrite what the other kept (source: sqlite.org/wal.html).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Final

from store.engine.location import shown
from store.errors import StoreUnusable

NETWORK: Final = frozenset(
    [
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "webdav",
    ]
)
"""File systems that are on another computer; those below `fuse.` count by what follows it."""
_FUSE: Final = NETWORK | frozenset(["curlftpfs", "gcsfuse", "goofys", "juicefs", "rclone", "s3fs"])
_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_LINE = re.compile(r" on (?P<point>.+) \((?P<kind>[^,)]+)")


def network_drive(path: Path) -> str:
    """Return the kind of network drive `path` would stand on (`nfs4`), or "" when it is on this computer.

    A place of which nothing can be found out counts as local: SQLite's own test at opening is then what is left.
    """
    place = _existing(path)
    if sys.platform == "win32":
        return "netwerk" if _windows_remote(place) else ""
    kind = file_system(place, _mounts())
    return kind if is_network(kind) else ""


def is_network(kind: str) -> bool:
    """Return whether a file system of this kind is on another computer."""
    lowered = kind.lower()
    return lowered.removeprefix("fuse.") in _FUSE if lowered.startswith("fuse.") else lowered in NETWORK


def refuse_network_drive(path: Path) -> None:
    """Raise `StoreUnusable` when `path` is on a network drive. There is no way around it."""
    kind = network_drive(path)
    if kind:
        raise StoreUnusable(
            f"De opslag {shown(path)} staat op een netwerkschijf ({kind}). Daar zien twee computers elkaars werk "
            "niet goed en raakt het kwijt; er is niets geopend of veranderd. Zet het bestand met zijn sleutelbestand "
            "op de schijf van deze computer. Een reservekopie mag wel op een netwerkschijf."
        )


def file_system(place: Path, mounts: str) -> str:
    """Return the kind of file system that holds `place` by a table of mounts (`/proc/self/mountinfo`, `mount`).

    The longest mount point above it counts, and of equals the last. "" when none is found.
    """
    found, longest = "", -1
    for line in mounts.splitlines():
        point, kind = _mount(line)
        if kind and len(point) >= longest and _is_below(str(place), point):
            found, longest = kind, len(point)
    return found


def free_bytes(path: Path) -> int | None:
    """Return how many bytes may still be written where `path` is or would be; None when that cannot be told."""
    try:
        return shutil.disk_usage(_existing(path)).free
    except OSError:
        return None


def same_disk(one: Path, other: Path) -> bool:
    """Return whether two places are, or would be, on the same file system; False when that cannot be told."""
    try:
        return _existing(one).stat().st_dev == _existing(other).stat().st_dev
    except OSError:
        return False


def _existing(path: Path) -> Path:
    """Return `path` with its links followed, or the nearest folder above it that is there."""
    place = Path(os.path.realpath(path))
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _mount(line: str) -> tuple[str, str]:
    before, separator, after = line.partition(" - ")
    fields = before.split(" ")
    if separator and len(fields) > 4 and after:
        return _ESCAPE.sub(lambda code: chr(int(code[1], 8)), fields[4]), after.split(" ")[0]
    mac = _MAC_LINE.search(line)
    return (mac["point"], mac["kind"]) if mac else ("", "")


def _is_below(place: str, point: str) -> bool:
    return place == point or place.startswith(point.rstrip("/") + "/")


def _mounts() -> str:
    if sys.platform == "darwin":
        import subprocess

        try:
            return subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return ""
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _windows_remote(place: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4
    drive = place.drive
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
