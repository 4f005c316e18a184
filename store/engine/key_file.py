"""The key file `STORE.keys`: what stands in it, read with suspicion and replaced in one step.

It is JSON: `{"format": 2, "slots": [...]}`. A slot of kind `passphrase` or `recovery` holds a random `id` (no
name: who it belongs to stands in the store), `salt`, `ops` and `mem` (the cost of Argon2id, libsodium's units:
passes and bytes) and `box`, the 32-byte key of the store in a SecretBox. Passphrase slots share their salt, so
that opening costs one derivation however many there are. `whole` marks a slot carried over from format 1,
which is boxed under the derived key itself. A slot of kind `demo` holds the `key`: it protects nothing.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from store.engine.location import (
    create_private,
    directory_lock,
    keys_exist,
    keys_path,
    replace_private,
    shown,
    sync_directory,
)
from store.errors import Refused, StoreDamaged, StoreUnusable

Key: TypeAlias = bytes | bytearray
"""The key of a store; as a `bytearray` it can be wiped."""

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
MAX_SLOTS: Final = 64
"""Slots in one key file, the recovery code included. Own norm: more people than one team has."""

_FORMAT: Final = 2
_MAX_FILE: Final = 64 * 1024
# A key file from elsewhere may not ask for more than this: 16 passes over 256 MiB take about 2 s.
_MAX_OPS: Final = 16
_MAX_MEM: Final = 256 * 1024 * 1024
# Different salts or costs, and so derivations, that opening with one kind of secret may take.
_MAX_DERIVATIONS: Final = 4
_ID: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Limits:
    """Cost of deriving a key with Argon2id: `ops` passes over `mem` bytes."""

    ops: int
    mem: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the store; `whole` when it is boxed under the derived key itself (format 1)."""

    id: str
    kind: str
    limits: Limits
    salt: bytes
    box: bytes = field(repr=False)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file holds: slots, or the key of a demo."""

    slots: tuple[Slot, ...]
    demo_key: bytes | None = field(default=None, repr=False)

    def of_kind(self, kind: str) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def slot(self, slot_id: str) -> Slot | None:
        """Return the passphrase slot with this id, or None."""
        return next((slot for slot in self.of_kind("passphrase") if slot.id == slot_id), None)


def new_slot_id() -> str:
    """Return a random id of sixteen hexadecimal characters."""
    return secrets.token_hex(8)


def create(path: Path, file: KeyFile) -> None:
    """Write the key file of a new store; raises `StoreUnusable` when there is one or it cannot be written."""
    target = keys_path(path)
    try:
        create_private(target, _written(file))
    except FileExistsError as error:
        raise StoreUnusable(
            f"Er is al een sleutelbestand {shown(target)}; het wordt niet overschreven."
        ) from error
    except OSError as error:
        raise StoreUnusable(
            f"In de map {shown(target.parent)} kan niets worden gemaakt. Kies met --store een plaats waar "
            "u mag schrijven."
        ) from error
    sync_directory(target.parent)


class Change:
    """A key file being changed: `file` as it was read, and `becomes` to replace it."""

    def __init__(self, path: Path, file: KeyFile) -> None:
        self._path = path
        self.file = file

    def becomes(self, *slots: Slot) -> None:
        """Replace the key file with these slots, in one step.

        Raises `StoreUnusable` when that cannot be done (the old file stays in force), `Refused` when there
        are too many.
        """
        if len(slots) > MAX_SLOTS:
            raise Refused(
                f"Een opslag heeft ten hoogste {MAX_SLOTS} sleutels, de herstelcode meegeteld. Verwijder eerst "
                "de sleutel van iemand die er niet meer mee werkt."
            )
        target = keys_path(self._path)
        self.file = KeyFile(slots)
        try:
            replace_private(target, _written(self.file))
        except OSError as error:
            raise StoreUnusable(
                f"Het sleutelbestand {shown(target)} kan niet worden geschreven. De oude wachtzin blijft geldig."
            ) from error


@contextlib.contextmanager
def changing(path: Path) -> Iterator[Change]:
    """Read the key file to change it, while no other program does; `Refused` for a demo, which has no slots."""
    with directory_lock(keys_path(path).parent):
        file = read(path)
        if file.demo_key is not None:
            raise Refused(
                "Een demo-opslag heeft geen wachtzin. Maak met ‘signaalpunt init’ een eigen opslag."
            )
        yield Change(path, file)


def _written(file: KeyFile) -> bytes:
    slots: list[dict[str, object]] = [
        {
            "id": slot.id,
            "kind": slot.kind,
            "salt": base64.b64encode(slot.salt).decode(),
            "ops": slot.limits.ops,
            "mem": slot.limits.mem,
            "box": base64.b64encode(slot.box).decode(),
            **({"whole": True} if slot.whole else {}),
        }
        for slot in file.slots
    ]
    if file.demo_key is not None:
        slots.append({"kind": "demo", "key": base64.b64encode(file.demo_key).decode()})
    return (json.dumps({"format": _FORMAT, "slots": slots}, indent=2) + "\n").encode()


def read(path: Path) -> KeyFile:
    """Return what the key file of the store at `path` holds; `StoreUnusable` when it is missing or damaged."""
    target = keys_path(path)
    if not keys_exist(path):
        raise StoreDamaged(
            f"Het sleutelbestand {shown(target)} ontbreekt. Zonder dat bestand is de opslag niet te openen, "
            "ook niet met de wachtzin. De opslag zelf is niet veranderd: zet het sleutelbestand terug uit "
            "een reservekopie."
        )
    try:
        with target.open("rb") as opened:
            raw = opened.read(_MAX_FILE + 1)
    except OSError as error:
        raise StoreDamaged(f"Het sleutelbestand {shown(target)} kan niet worden gelezen.") from error
    try:
        if len(raw) > _MAX_FILE:
            raise ValueError("too large")
        return _parsed(json.loads(raw))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as error:
        raise StoreDamaged(
            f"Het sleutelbestand {shown(target)} is beschadigd of niet van deze versie van Signaalpunt. De "
            "opslag zelf is niet veranderd: zet het sleutelbestand terug uit een reservekopie."
        ) from error


def _parsed(data: dict[str, Any]) -> KeyFile:
    if data["format"] not in (1, _FORMAT) or not 1 <= len(data["slots"]) <= MAX_SLOTS:
        raise ValueError("unknown format")
    slots: list[Slot] = []
    key: bytes | None = None
    for raw in data["slots"]:
        if raw["kind"] == "demo":
            key = base64.b64decode(raw["key"], validate=True)
        elif raw["kind"] in {"passphrase", "recovery"}:
            slots.append(_slot(raw, old=data["format"] == 1))
        else:
            raise ValueError("unknown kind")
    if key is not None and (slots or len(key) != KEY_BYTES):
        raise ValueError("a demo has its key only")
    file = KeyFile(tuple(slots), key)
    if len({slot.id for slot in slots}) < len(slots):
        raise ValueError("ids are unique")
    if any(
        len({(s.salt, s.limits) for s in file.of_kind(k)}) > _MAX_DERIVATIONS
        for k in ("passphrase", "recovery")
    ):
        raise ValueError("too costly to open")
    return file


def _slot(raw: dict[str, Any], *, old: bool) -> Slot:
    salt, box = (base64.b64decode(raw[name], validate=True) for name in ("salt", "box"))
    if len(salt) != SALT_BYTES or not KEY_BYTES < len(box) <= 256:
        raise ValueError("wrong lengths")
    slot_id = hashlib.blake2b(salt + box, digest_size=8).hexdigest() if old else raw["id"]
    whole = old or raw.get("whole", False)
    if not _ID.fullmatch(slot_id) or type(whole) is not bool:
        raise ValueError("not a slot")
    return Slot(slot_id, raw["kind"], _bounded(raw["ops"], raw["mem"]), salt, box, whole)


def _bounded(ops: object, mem: object) -> Limits:
    if type(ops) is not int or type(mem) is not int:
        raise TypeError("limits are whole numbers")
    if not (1 <= ops <= _MAX_OPS and 8192 <= mem <= _MAX_MEM):
        raise ValueError("limits out of bounds")
    return Limits(ops, mem)
