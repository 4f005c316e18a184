"""A store on a network drive is refused; what kind of place it is is read from the table of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.engine import place
from store.engine.lifecycle import create_demo_store, open_store
from store.engine.place import file_system, free_bytes, is_network, network_drive, same_disk
from store.errors import StoreUnusable

LINUX = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:50 / /mnt/team\040schijf rw,relatime shared:9 - cifs //server/team rw,vers=3.1.1
31 27 0:51 / /mnt/a rw,relatime - autofs systemd-1 rw
32 31 0:52 / /mnt/a rw,relatime - nfs4 server:/a rw
33 32 254:9 / /mnt/a/lokaal rw - xfs /dev/vdb rw
34 27 0:53 / /data/fatima/ver rw,nosuid - fuse.sshfs fatima@server: rw
not a line at all
""".strip()
MAC = """
/dev/disk1s1 on / (apfs, local, journaled)
//fatima@server/team on /Volumes/team (old) (smbfs, nodev, nosuid, mounted by fatima)
""".strip()


@pytest.mark.parametrize(
    ("where", "mounts", "kind"),
    [
        ("/data/fatima/wijk.store", LINUX, "ext4"),
        ("/mnt/team schijf/wijk.store", LINUX, "cifs"),
        ("/mnt/team schijf2/wijk.store", LINUX, "ext4"),
        ("/mnt/a/wijk.store", LINUX, "nfs4"),
        ("/mnt/a/lokaal/wijk.store", LINUX, "xfs"),
        ("/data/fatima/ver", LINUX, "fuse.sshfs"),
        ("/Volumes/team (old)/wijk.store", MAC, "smbfs"),
        ("/data/fatima/wijk.store", MAC, "apfs"),
        ("/home", "", ""),
    ],
)
def test_the_nearest_mount_tells_the_kind(where: str, mounts: str, kind: str) -> None:
    assert file_system(Path(where), mounts) == kind


def test_which_kinds_are_on_another_computer() -> None:
    assert all(map(is_network, ("nfs", "nfs4", "CIFS", "smb3", "fuse.sshfs", "fuse.rclone", "davfs")))
    assert not any(map(is_network, ("ext4", "apfs", "tmpfs", "overlay", "fuse.ntfs", "fuseblk", "")))


def test_a_store_on_a_network_drive_is_refused_with_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_demo_store(path).close()
    before = path.read_bytes()
    mounts = f"1 0 0:1 / {path.parent} rw - nfs4 server:/ rw"
    monkeypatch.setattr(place, "_mounts", lambda: mounts)
    assert network_drive(path) == "nfs4"
    for act in (lambda: open_store(path), lambda: create_demo_store(path.with_name("nieuw.store"))):
        with pytest.raises(StoreUnusable, match=r"netwerkschijf \(nfs4\).*niets geopend of veranderd"):
            act()
    assert path.read_bytes() == before
    assert not path.with_name("nieuw.store").exists()


def test_a_link_to_a_network_drive_is_followed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = path.parent / "ver"
    real.mkdir()
    (path.parent / "dichtbij").symlink_to(real)
    monkeypatch.setattr(place, "_mounts", lambda: f"1 0 0:1 / {real} rw - cifs //server/x rw")
    assert network_drive(path.parent / "dichtbij" / "nog niet" / "wijk.store") == "cifs"
    assert network_drive(path) == ""


def test_room_and_disk_of_a_place_that_is_not_there_yet(path: Path) -> None:
    free = free_bytes(path.parent / "a" / "b" / "c")
    assert free is not None
    assert free > 0
    assert same_disk(path, path.parent / "a" / "b")
