"""The key of a store: random, and wrapped in the key file under the passphrase of each person and a recovery code.

A secret is derived once with Argon2id under the salt that all passphrase slots share; a keyed hash of the slot's
id then gives the key of each slot's box. So opening costs one derivation, and somebody who steals the key
file tries one guess on all slots for that price too. Every change rewrites the key file only, never the
store; what opened an older copy of the key file opens that copy for ever.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from store.engine import recovery_code
from store.engine.key_file import (
    KEY_BYTES,
    SALT_BYTES,
    Key,
    KeyFile,
    Limits,
    Slot,
    changing,
    create,
    new_slot_id,
    read,
)
from store.errors import InvalidInput, NotFound, Refused, StoreLocked, StoreUnusable

RECOVERY: Final = "recovery"
"""What stands in the place of a slot's id when the recovery code opened the store."""

MAX_PASSPHRASE: Final = 1024
"""Characters."""

# libsodium's INTERACTIVE: about 0.1 s and 64 MiB for each guess.
LIMITS: Final = Limits(ops=2, mem=64 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What a new key file gives: the key, the slot of its passphrase, and the recovery code, shown once."""

    key: bytes = field(repr=False)
    slot: str
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key of a store and which slot gave it: an id, or `RECOVERY`."""

    key: bytes = field(repr=False)
    slot: str


def create_keys(path: Path, passphrase: str, *, limits: Limits = LIMITS) -> NewKeys:
    """Write the key file for a new store at `path`, with a random key under `passphrase` and a recovery code.

    Raises `InvalidInput` for a passphrase that is too weak or too long, `StoreUnusable` when a key file is
    there already or the place cannot be written to. `limits` is lower in tests only.
    """
    check_new_passphrase(passphrase)
    key = secrets.token_bytes(KEY_BYTES)
    secret = recovery_code.new_secret()
    slot = _wrapped("passphrase", key, _prepared(passphrase), _new_salt(), limits, new_slot_id())
    create(path, KeyFile((slot, _recovery_slot(key, secret, limits))))
    return NewKeys(key, slot.id, recovery_code.written(secret))


def create_demo_keys(path: Path) -> bytes:
    """Write a key file that holds the key in the clear, and return the key: the store is marked as a demo."""
    key = secrets.token_bytes(KEY_BYTES)
    create(path, KeyFile((), key))
    return key


def is_demo(path: Path) -> bool:
    """Return whether the store opens without a passphrase; raises `StoreUnusable` without a key file."""
    return read(path).demo_key is not None


def demo_key(path: Path) -> bytes:
    """Return the key of a demo store; raises `StoreLocked` for a store with a passphrase."""
    key = read(path).demo_key
    if key is None:
        raise StoreLocked("Deze opslag is geen demo: er is een wachtzin nodig.")
    return key


def unlock(path: Path, passphrase: str) -> Unlocked:
    """Return the key of the store at `path` and the slot; raises `StoreLocked` when the passphrase is wrong."""
    found = _opened(read(path).of_kind("passphrase"), _prepared(passphrase[: MAX_PASSPHRASE + 1]))
    if found is None:
        raise StoreLocked(
            "Deze wachtzin opent de opslag niet. Er is niets veranderd. Let op hoofdletters en spaties, of "
            "open de opslag met de herstelcode."
        )
    return found


def unlock_with_recovery(path: Path, code: str) -> Unlocked:
    """Return the key of the store; raises `StoreLocked` for a mistyped code or one of another store."""
    secret = recovery_code.read(code)
    found = _opened(read(path).of_kind("recovery"), secret.encode())
    if found is None:
        raise StoreLocked(
            "Deze herstelcode is goed overgetypt maar hoort niet bij deze opslag, of is door een nieuwe "
            "vervangen."
        )
    return Unlocked(found.key, RECOVERY)


def slots(path: Path) -> tuple[str, ...]:
    """Return the ids of the passphrase slots, oldest first; none for a demo."""
    return tuple(slot.id for slot in read(path).of_kind("passphrase"))


def add_slot(path: Path, key: Key, passphrase: str, *, limits: Limits = LIMITS) -> str:
    """Let one more passphrase open the store, and return the id of its slot.

    Raises `InvalidInput` for an unusable passphrase or one that opens the store already (two people would be
    taken for one), `Refused` for a demo or when there is no room.
    """
    check_new_passphrase(passphrase)
    with changing(path) as change:
        slot = _new_passphrase(change.file, key, passphrase, new_slot_id(), limits)
        change.becomes(*change.file.slots, slot)
    return slot.id


def remove_slot(path: Path, slot_id: str) -> None:
    """Let the passphrase of this slot open the store no more.

    Raises `NotFound` for an unknown slot and `Refused` for the last passphrase.
    """
    with changing(path) as change:
        _known(change.file, slot_id)
        if len(change.file.of_kind("passphrase")) == 1:
            raise Refused(
                "Dit is de laatste wachtzin van deze opslag; zij blijft. Voeg eerst een andere toe, of kies een "
                "andere wachtzin."
            )
        change.becomes(*(slot for slot in change.file.slots if slot.id != slot_id))


def change_passphrase(path: Path, key: Key, slot_id: str, new: str, *, limits: Limits = LIMITS) -> None:
    """Replace the passphrase of one slot; the slot keeps its id, the others and the recovery code stay valid.

    `slot_id` is `RECOVERY` for somebody who forgot it: then it must be the only one. Raises `InvalidInput` for an
    unusable passphrase or one that opens the store already, the old one too, `NotFound` for an unknown slot, `Refused`
    for a demo store, or with the recovery code when there are more passphrases than one.
    """
    check_new_passphrase(new)
    with changing(path) as change:
        old = _only(change.file) if slot_id == RECOVERY else _known(change.file, slot_id)
        slot = _new_passphrase(change.file, key, new, old.id, limits)
        change.becomes(*(slot if one.id == old.id else one for one in change.file.slots))


def renew_recovery_code(path: Path, key: Key, *, limits: Limits = LIMITS) -> str:
    """Replace the recovery code and return the new one, to show once; the old one opens nothing now."""
    secret = recovery_code.new_secret()
    with changing(path) as change:
        slot = _recovery_slot(key, secret, limits)
        change.becomes(*change.file.of_kind("passphrase"), slot)
    return recovery_code.written(secret)


def check_new_passphrase(passphrase: str, known: Iterable[str] = ()) -> None:
    """Raise `InvalidInput` when `passphrase` is too long, or too weak for one who knows `known` of its user."""
    from store.rules.passphrase import Strength, judge

    if len(passphrase) > MAX_PASSPHRASE:
        raise InvalidInput(f"Deze wachtzin is te lang. Gebruik ten hoogste {MAX_PASSPHRASE} tekens.")
    judged = judge(passphrase, known)
    if judged.strength is Strength.WEAK:
        raise InvalidInput(f"Deze wachtzin is te zwak. {judged.why}")


def _prepared(passphrase: str) -> bytes:
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


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


def _box_key(derived: bytes, slot_id: str) -> bytes:
    return hashlib.blake2b(
        slot_id.encode(), digest_size=KEY_BYTES, key=derived, person=b"signaalpunt-slot"
    ).digest()


def _wrapped(kind: str, key: Key, secret: bytes, salt: bytes, limits: Limits, slot_id: str) -> Slot:
    from nacl.secret import SecretBox

    box = SecretBox(_box_key(_derive(secret, salt, limits), slot_id))
    return Slot(slot_id, kind, limits, salt, bytes(box.encrypt(bytes(key))))


def _recovery_slot(key: Key, secret: str, limits: Limits) -> Slot:
    return _wrapped("recovery", key, secret.encode(), _new_salt(), limits, new_slot_id())


def _new_passphrase(file: KeyFile, key: Key, passphrase: str, slot_id: str, limits: Limits) -> Slot:
    """Return a slot under the salt the others have, after seeing that none of them has this passphrase."""
    secret, present = _prepared(passphrase), file.of_kind("passphrase")
    if _opened(present, secret) is not None:
        raise InvalidInput("Deze wachtzin kan niet worden gebruikt. Kies een andere; er is niets veranderd.")
    others = (slot.salt for slot in present if slot.limits == limits and slot.id != slot_id)
    salt = next(others, None) or _new_salt()
    return _wrapped("passphrase", key, secret, salt, limits, slot_id)


def _opened(slots: Iterable[Slot], secret: bytes) -> Unlocked | None:
    """Try every slot, also after one opened, so that the time taken does not tell which one did."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    derived: dict[tuple[bytes, Limits], bytes] = {}
    found: Unlocked | None = None
    for slot in slots:
        cost = (slot.salt, slot.limits)
        if cost not in derived:
            derived[cost] = _derive(secret, *cost)
        box = SecretBox(derived[cost] if slot.whole else _box_key(derived[cost], slot.id))
        try:
            key = box.decrypt(slot.box)
        except CryptoError:
            continue
        if len(key) == KEY_BYTES:
            found = found or Unlocked(bytes(key), slot.id)
    return found


def _known(file: KeyFile, slot_id: str) -> Slot:
    slot = file.slot(slot_id)
    if slot is None:
        raise NotFound("Deze wachtzin is er niet meer: iemand heeft haar verwijderd. Er is niets veranderd.")
    return slot


def _only(file: KeyFile) -> Slot:
    present = file.of_kind("passphrase")
    if len(present) != 1:
        raise Refused(
            "Deze opslag heeft meer dan één wachtzin. Kies eerst wie u bent; daarna kunt u de wachtzin van die "
            "persoon vervangen."
        )
    return present[0]
