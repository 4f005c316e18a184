"""The key of a store: random, and kept in a file beside it, wrapped under a passphrase and under a recovery
code.

The key file `STORE.keys` is JSON: `{"format": 1, "slots": [...]}`. A slot of kind `passphrase` or `recovery`
holds `salt`, `ops`, `mem` (the cost of Argon2id, libsodium's units: passes and bytes) and `box`, the 32-byte
key in a SecretBox under the derived key. A slot of kind `demo` holds the `key` itself: a demo store needs no
passphrase and protects nothing. Changing the passphrase rewrites this file only, never the store.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from store.engine import recovery_code
from store.engine.location import create_private, keys_exist, keys_path, shown, sync_directory
from store.errors import InvalidInput, Refused, StoreLocked, StoreUnusable

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
# Own norm: length is what makes a passphrase hard to guess, so no rules about kinds of characters.
MIN_PASSPHRASE: Final = 8
MAX_PASSPHRASE: Final = 1024

_FORMAT: Final = 1
_MAX_FILE: Final = 64 * 1024
_MAX_SLOTS: Final = 8
# A key file from elsewhere may not ask for more than this: 16 passes over 256 MiB take about 2 s.
_MAX_OPS: Final = 16
_MAX_MEM: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Cost of deriving a key with Argon2id: `ops` passes over `mem` bytes."""

    ops: int
    mem: int


# libsodium's INTERACTIVE: about 0.1 s and 64 MiB for each guess.
LIMITS: Final = Limits(ops=2, mem=64 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What a new key file gives: the key, and the recovery code, shown once and stored nowhere."""

    key: bytes = field(repr=False)
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Slot:
    kind: str
    limits: Limits
    salt: bytes
    box: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _KeyFile:
    slots: tuple[_Slot, ...]
    demo_key: bytes | None = field(repr=False)


def create_keys(path: Path, passphrase: str, *, limits: Limits = LIMITS) -> NewKeys:
    """Write the key file for a new store at `path`, with a random key under `passphrase` and a recovery code.

    Raises `InvalidInput` for a passphrase that is too short or too long, `StoreUnusable` when a key file is
    there already or the place cannot be written to. `limits` is lower in tests only.
    """
    check_new_passphrase(passphrase)
    key = secrets.token_bytes(KEY_BYTES)
    secret = recovery_code.new_secret()
    slots = (
        _wrap("passphrase", key, _prepared(passphrase), limits),
        _wrap("recovery", key, secret.encode(), limits),
    )
    _create(path, _KeyFile(slots, None))
    return NewKeys(key, recovery_code.written(secret))


def create_demo_keys(path: Path) -> bytes:
    """Write a key file that holds the key in the clear, and return the key: the store is marked as a demo."""
    key = secrets.token_bytes(KEY_BYTES)
    _create(path, _KeyFile((), key))
    return key


def is_demo(path: Path) -> bool:
    """Return whether the store opens without a passphrase; raises `StoreUnusable` without a key file."""
    return _read(path).demo_key is not None


def demo_key(path: Path) -> bytes:
    """Return the key of a demo store; raises `StoreLocked` for a store with a passphrase."""
    key = _read(path).demo_key
    if key is None:
        raise StoreLocked("Deze opslag is geen demo: er is een wachtzin nodig.")
    return key


def unlock(path: Path, passphrase: str) -> bytes:
    """Return the key of the store at `path`; raises `StoreLocked` when the passphrase is wrong."""
    key = _unwrap(_read(path), "passphrase", _prepared(passphrase[: MAX_PASSPHRASE + 1]))
    if key is None:
        raise StoreLocked(
            "Deze wachtzin opent de opslag niet. Er is niets veranderd. Let op hoofdletters en spaties, of "
            "open de opslag met de herstelcode."
        )
    return key


def unlock_with_recovery(path: Path, code: str) -> bytes:
    """Return the key of the store; raises `StoreLocked` for a mistyped code or one of another store."""
    secret = recovery_code.read(code)
    key = _unwrap(_read(path), "recovery", secret.encode())
    if key is None:
        raise StoreLocked(
            "Deze herstelcode is goed overgetypt maar hoort niet bij deze opslag, of is door een nieuwe "
            "vervangen."
        )
    return key


def change_passphrase(path: Path, key: bytes, new: str, *, limits: Limits = LIMITS) -> None:
    """Replace the passphrase; the recovery code stays valid.

    Raises `InvalidInput` for an unusable passphrase and `Refused` for a demo store, which has none.
    """
    check_new_passphrase(new)
    _replace_slot(path, _wrap("passphrase", key, _prepared(new), limits))


def renew_recovery_code(path: Path, key: bytes, *, limits: Limits = LIMITS) -> str:
    """Replace the recovery code and return the new one, to show once; the old one opens nothing now."""
    secret = recovery_code.new_secret()
    _replace_slot(path, _wrap("recovery", key, secret.encode(), limits))
    return recovery_code.written(secret)


def check_new_passphrase(passphrase: str) -> None:
    """Raise `InvalidInput` when `passphrase` cannot be used for a new store."""
    if len(passphrase.strip()) < MIN_PASSPHRASE:
        raise InvalidInput(
            f"Deze wachtzin is te kort. Gebruik ten minste {MIN_PASSPHRASE} tekens; een paar losse woorden "
            "is goed."
        )
    if len(passphrase) > MAX_PASSPHRASE:
        raise InvalidInput(f"Deze wachtzin is te lang. Gebruik ten hoogste {MAX_PASSPHRASE} tekens.")


def _prepared(passphrase: str) -> bytes:
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _derive(secret: bytes, salt: bytes, limits: Limits) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    try:
        return argon2id.kdf(KEY_BYTES, secret, salt, limits.ops, limits.mem)
    except (CryptoError, MemoryError) as error:
        raise StoreUnusable(
            f"Er is te weinig geheugen om de sleutel te berekenen ({limits.mem // 2**20} MB). Sluit iets "
            "anders af."
        ) from error


def _wrap(kind: str, key: bytes, secret: bytes, limits: Limits) -> _Slot:
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(SALT_BYTES)
    return _Slot(kind, limits, salt, bytes(SecretBox(_derive(secret, salt, limits)).encrypt(key)))


def _unwrap(file: _KeyFile, kind: str, secret: bytes) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    for slot in file.slots:
        if slot.kind != kind:
            continue
        try:
            key = SecretBox(_derive(secret, slot.salt, slot.limits)).decrypt(slot.box)
        except CryptoError:
            continue
        if len(key) == KEY_BYTES:
            return bytes(key)
    return None


def _replace_slot(path: Path, slot: _Slot) -> None:
    file = _read(path)
    if file.demo_key is not None:
        raise Refused("Een demo-opslag heeft geen wachtzin. Maak met ‘signaalpunt init’ een eigen opslag.")
    others = tuple(old for old in file.slots if old.kind != slot.kind)
    target = keys_path(path)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        create_private(temporary, _written(_KeyFile((*others, slot), None)))
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StoreUnusable(
            f"Het sleutelbestand {shown(target)} kan niet worden geschreven. De oude wachtzin blijft geldig."
        ) from error
    sync_directory(target.parent)


def _create(path: Path, file: _KeyFile) -> None:
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


def _written(file: _KeyFile) -> bytes:
    slots: list[dict[str, object]] = [
        {
            "kind": slot.kind,
            "salt": base64.b64encode(slot.salt).decode(),
            "ops": slot.limits.ops,
            "mem": slot.limits.mem,
            "box": base64.b64encode(slot.box).decode(),
        }
        for slot in file.slots
    ]
    if file.demo_key is not None:
        slots.append({"kind": "demo", "key": base64.b64encode(file.demo_key).decode()})
    return (json.dumps({"format": _FORMAT, "slots": slots}, indent=2) + "\n").encode()


def _read(path: Path) -> _KeyFile:
    target = keys_path(path)
    if not keys_exist(path):
        raise StoreUnusable(
            f"Het sleutelbestand {shown(target)} ontbreekt. Zonder dat bestand is de opslag niet te openen, "
            "ook niet met de wachtzin. De opslag zelf is niet veranderd: zet het sleutelbestand terug uit "
            "een reservekopie."
        )
    try:
        with target.open("rb") as opened:
            raw = opened.read(_MAX_FILE + 1)
    except OSError as error:
        raise StoreUnusable(f"Het sleutelbestand {shown(target)} kan niet worden gelezen.") from error
    try:
        if len(raw) > _MAX_FILE:
            raise ValueError("too large")
        return _parsed(json.loads(raw))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as error:
        raise StoreUnusable(
            f"Het sleutelbestand {shown(target)} is beschadigd of niet van deze versie van Signaalpunt. De "
            "opslag zelf is niet veranderd: zet het sleutelbestand terug uit een reservekopie."
        ) from error


def _parsed(data: dict[str, Any]) -> _KeyFile:
    if data["format"] != _FORMAT or not 1 <= len(data["slots"]) <= _MAX_SLOTS:
        raise ValueError("unknown format")
    slots: list[_Slot] = []
    key: bytes | None = None
    for raw in data["slots"]:
        if raw["kind"] == "demo":
            key = base64.b64decode(raw["key"], validate=True)
        elif raw["kind"] in {"passphrase", "recovery"}:
            salt, box = (base64.b64decode(raw[name], validate=True) for name in ("salt", "box"))
            slots.append(_Slot(raw["kind"], _bounded(raw["ops"], raw["mem"]), salt, box))
            if len(salt) != SALT_BYTES or not KEY_BYTES < len(box) <= 256:
                raise ValueError("wrong lengths")
        else:
            raise ValueError("unknown kind")
    if key is not None and (slots or len(key) != KEY_BYTES):
        raise ValueError("a demo has its key only")
    return _KeyFile(tuple(slots), key)


def _bounded(ops: object, mem: object) -> Limits:
    if type(ops) is not int or type(mem) is not int:
        raise TypeError("limits are whole numbers")
    if not (1 <= ops <= _MAX_OPS and 8192 <= mem <= _MAX_MEM):
        raise ValueError("limits out of bounds")
    return Limits(ops, mem)
