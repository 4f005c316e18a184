"""The key file: what opens it, what does not, and what a damaged or hostile one leads to."""

from __future__ import annotations

import json
import os
import random
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.engine import key_file, location, recovery_code, vault
from store.engine.location import keys_path
from store.errors import InvalidInput, Refused, StoreLocked, StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE


@pytest.fixture
def keys(path: Path) -> vault.NewKeys:
    """Return the keys made at `path`."""
    return vault.create_keys(path, PASSPHRASE, limits=CHEAP)


def test_the_passphrase_and_the_recovery_code_give_the_same_key(path: Path, keys: vault.NewKeys) -> None:
    assert len(keys.key) == key_file.KEY_BYTES
    assert vault.unlock(path, PASSPHRASE).key == keys.key
    assert vault.unlock_with_recovery(path, keys.recovery_code).key == keys.key
    assert not vault.is_demo(path)


def test_the_key_file_holds_no_secret_and_is_for_its_owner_only(path: Path, keys: vault.NewKeys) -> None:
    raw = keys_path(path).read_bytes()
    for secret in (keys.key, keys.key.hex().encode(), PASSPHRASE.encode(), keys.recovery_code.encode()):
        assert secret not in raw
    if os.name != "nt":
        assert stat.S_IMODE(keys_path(path).stat().st_mode) == 0o600
    assert keys.recovery_code not in repr(keys)
    assert repr(keys.key) not in repr(keys)


def test_every_key_file_is_another(tmp_path: Path) -> None:
    first, second = (vault.create_keys(tmp_path / name, PASSPHRASE, limits=CHEAP) for name in ("a", "b"))
    assert first.key != second.key
    assert first.recovery_code != second.recovery_code
    with pytest.raises(StoreLocked, match="hoort niet bij deze opslag"):
        vault.unlock_with_recovery(tmp_path / "a", second.recovery_code)


@pytest.mark.parametrize(
    "wrong", ["", "zeven fietsen in de Regen", PASSPHRASE + " ", "\0", "é" * 5000, "\ud800"]
)
def test_another_passphrase_opens_nothing(path: Path, keys: vault.NewKeys, wrong: str) -> None:
    with pytest.raises(StoreLocked, match="opent de opslag niet"):
        vault.unlock(path, wrong)


def test_a_passphrase_may_be_typed_composed_or_decomposed(path: Path) -> None:
    keys = vault.create_keys(path, "caf\u00e9 naast de kerk", limits=CHEAP)
    assert vault.unlock(path, "cafe\u0301 naast de kerk").key == keys.key


@pytest.mark.parametrize("unusable", ["", "kort", " " * 20, "x" * (vault.MAX_PASSPHRASE + 1)])
def test_an_unusable_passphrase_is_refused_and_nothing_is_made(path: Path, unusable: str) -> None:
    with pytest.raises(InvalidInput):
        vault.create_keys(path, unusable, limits=CHEAP)
    assert not keys_path(path).exists()


def test_changing_the_passphrase_keeps_the_key_and_the_recovery_code(path: Path, keys: vault.NewKeys) -> None:
    vault.change_passphrase(path, keys.key, keys.slot, "acht fietsen in de zon", limits=CHEAP)
    assert vault.unlock(path, "acht fietsen in de zon").key == keys.key
    assert vault.unlock_with_recovery(path, keys.recovery_code).key == keys.key
    with pytest.raises(StoreLocked):
        vault.unlock(path, PASSPHRASE)
    if os.name != "nt":
        assert stat.S_IMODE(keys_path(path).stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [keys_path(path).name]


def test_a_new_recovery_code_replaces_the_old_one(path: Path, keys: vault.NewKeys) -> None:
    code = vault.renew_recovery_code(path, keys.key, limits=CHEAP)
    assert vault.unlock_with_recovery(path, code).key == keys.key
    assert vault.unlock(path, PASSPHRASE).key == keys.key
    with pytest.raises(StoreLocked, match="door een nieuwe vervangen"):
        vault.unlock_with_recovery(path, keys.recovery_code)


def test_a_change_that_fails_leaves_the_old_passphrase(
    path: Path, keys: vault.NewKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(location, "create_private", full)
    with pytest.raises(StoreUnusable, match="oude wachtzin blijft geldig"):
        vault.change_passphrase(path, keys.key, keys.slot, "acht fietsen in de zon", limits=CHEAP)
    assert vault.unlock(path, PASSPHRASE).key == keys.key


def test_a_demo_holds_its_key_in_the_clear_and_has_no_passphrase(path: Path) -> None:
    key = vault.create_demo_keys(path)
    assert vault.is_demo(path)
    assert vault.demo_key(path) == key
    with pytest.raises(Refused, match="demo-opslag heeft geen wachtzin"):
        vault.change_passphrase(path, key, vault.RECOVERY, PASSPHRASE, limits=CHEAP)
    with pytest.raises(StoreLocked):
        vault.unlock(path, PASSPHRASE)


def test_a_store_with_a_passphrase_has_no_demo_key(path: Path, keys: vault.NewKeys) -> None:
    with pytest.raises(StoreLocked, match="geen demo"):
        vault.demo_key(path)


def test_a_key_file_is_never_overwritten(path: Path, keys: vault.NewKeys) -> None:
    for create in (
        lambda: vault.create_keys(path, PASSPHRASE, limits=CHEAP),
        lambda: vault.create_demo_keys(path),
    ):
        with pytest.raises(StoreUnusable, match="niet overschreven"):
            create()
    assert vault.unlock(path, PASSPHRASE).key == keys.key


def test_a_missing_key_file_says_so(path: Path) -> None:
    for ask in (vault.is_demo, vault.demo_key, lambda place: vault.unlock(place, PASSPHRASE)):
        with pytest.raises(StoreUnusable, match=r"wijk\.store\.keys.* ontbreekt"):
            ask(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 1, "slots": []}',
        b"[" * 60000,
        b'{"format": 3, "slots": [{}]}',
        b'{"format": 2, "slots": [{}]}',
        b'{"format": 1, "slots": 7}',
        b'{"format": 1, "slots": [7]}',
        b'{"format": 1, "slots": [{"kind": "magic"}]}',
        b'{"format": 1, "slots": [{"kind": "demo", "key": "AAAA"}]}',
        b'{"format": 1, "slots": [{"kind": "demo", "key": null}]}',
        b'{"format": 1, "slots": [{"kind": []}]}',
        b" " * 70000,
    ],
)
def test_a_damaged_key_file_gets_one_sentence(path: Path, content: bytes) -> None:
    keys_path(path).write_bytes(content)
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.unlock(path, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"ops": 10**9},
        {"mem": 2**40},
        {"ops": 0},
        {"mem": -1},
        {"ops": True},
        {"ops": 1.5},
        {"mem": "8192"},
        {"salt": ""},
        {"salt": "!!"},
        {"box": "AAAA"},
        {"box": "A" * 4000},
        {"salt": None},
    ],
)
def test_a_key_file_that_asks_too_much_is_refused_at_once(
    path: Path, keys: vault.NewKeys, change: dict[str, Any]
) -> None:
    data = json.loads(keys_path(path).read_text())
    for slot in data["slots"]:
        slot.update(change)
    keys_path(path).write_text(json.dumps(data))
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.unlock(path, PASSPHRASE)


def test_a_demo_slot_beside_others_is_refused(path: Path, keys: vault.NewKeys) -> None:
    data = json.loads(keys_path(path).read_text())
    data["slots"].append({"kind": "demo", "key": "A" * 43 + "="})
    keys_path(path).write_text(json.dumps(data))
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.is_demo(path)


def test_a_key_file_that_is_a_folder_or_a_pipe_is_refused(path: Path) -> None:
    keys_path(path).mkdir()
    with pytest.raises(StoreUnusable, match="is een map"):
        vault.unlock(path, PASSPHRASE)
    if hasattr(os, "mkfifo"):
        keys_path(path).rmdir()
        os.mkfifo(keys_path(path))
        with pytest.raises(StoreUnusable, match="geen gewoon bestand"):
            vault.unlock(path, PASSPHRASE)


def test_the_cost_of_a_real_store_is_not_the_cost_of_a_test() -> None:
    assert vault.LIMITS.ops >= 2
    assert vault.LIMITS.mem >= 64 * 1024 * 1024


@given(st.randoms(use_true_random=False))
def test_a_recovery_code_survives_how_people_write(random_: random.Random) -> None:
    secret = "".join(random_.choice(recovery_code.ALPHABET) for _ in range(recovery_code.SECRET_SYMBOLS))
    code = recovery_code.written(secret)
    assert len(code) == 34
    assert recovery_code.read(code) == secret
    sloppy = "".join(
        random_.choice({"0": "0Oo", "1": "1IiLl", "-": "- ."}.get(char, char + char.lower())) for char in code
    )
    assert recovery_code.read(f" {sloppy}\n") == secret


def test_a_recovery_code_is_random_enough() -> None:
    assert 5 * recovery_code.SECRET_SYMBOLS >= 128
    assert len({recovery_code.new_secret() for _ in range(50)}) == 50


def test_a_mistyped_recovery_code_says_what_is_wrong() -> None:
    code = recovery_code.written("7" * recovery_code.SECRET_SYMBOLS)
    with pytest.raises(StoreLocked, match="typefout"):
        recovery_code.read("8" + code[1:])
    with pytest.raises(StoreLocked, match="dit zijn er 27"):
        recovery_code.read(code[:-1])
    with pytest.raises(StoreLocked, match="een teken dat er niet in kan voorkomen"):
        recovery_code.read("U" + code[1:])
    with pytest.raises(StoreLocked, match="dit zijn er 0"):
        recovery_code.read("")
