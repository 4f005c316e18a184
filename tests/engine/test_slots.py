"""A passphrase for each person: every slot by itself, at the cost of one derivation, and none lost."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from nacl.secret import SecretBox

from store.engine import key_file, vault
from store.engine.key_file import Limits
from store.engine.lifecycle import create_store, open_store
from store.engine.location import keys_path
from store.errors import InvalidInput, NotFound, Refused, StoreLocked, StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE

_WORDS = st.integers(0, 9).map(lambda number: f"{number} blauwe fietsen in de regen")


class Slots(RuleBasedStateMachine):
    """Adding, changing and removing passphrases in any order, against a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._path = Path(self._folder.name) / "wijk.store"
        self._slots: dict[str, str] = {}

    @initialize()
    def make(self) -> None:
        keys = vault.create_keys(self._path, PASSPHRASE, limits=CHEAP)
        self._key, self._code = keys.key, keys.recovery_code
        self._slots[keys.slot] = PASSPHRASE

    def _one(self, data: st.DataObject) -> str:
        return list(self._slots)[data.draw(st.integers(0, len(self._slots) - 1))]

    @rule(words=_WORDS)
    def add(self, words: str) -> None:
        if words in self._slots.values():
            with pytest.raises(InvalidInput, match="Kies een andere"):
                vault.add_slot(self._path, self._key, words, limits=CHEAP)
        else:
            self._slots[vault.add_slot(self._path, self._key, words, limits=CHEAP)] = words

    @rule(words=_WORDS, data=st.data())
    def change(self, words: str, data: st.DataObject) -> None:
        slot = self._one(data)
        if words in self._slots.values():
            with pytest.raises(InvalidInput, match="Kies een andere"):
                vault.change_passphrase(self._path, self._key, slot, words, limits=CHEAP)
        else:
            vault.change_passphrase(self._path, self._key, slot, words, limits=CHEAP)
            self._slots[slot] = words

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        slot = self._one(data)
        if len(self._slots) == 1:
            with pytest.raises(Refused, match="laatste wachtzin"):
                vault.remove_slot(self._path, slot)
        else:
            vault.remove_slot(self._path, slot)
            del self._slots[slot]

    @rule()
    def renew(self) -> None:
        self._code = vault.renew_recovery_code(self._path, self._key, limits=CHEAP)

    @precondition(lambda self: len(self._slots) > 1)
    @rule()
    def recover_among_several(self) -> None:
        with pytest.raises(Refused, match="Kies eerst wie u bent"):
            vault.change_passphrase(
                self._path, self._key, vault.RECOVERY, "nog weer een andere lange zin", limits=CHEAP
            )

    @invariant()
    def each_opens_as_itself(self) -> None:
        if self._slots:
            assert set(vault.slots(self._path)) == set(self._slots)
            for slot, words in self._slots.items():
                assert vault.unlock(self._path, words) == vault.Unlocked(self._key, slot)
            recovered = vault.unlock_with_recovery(self._path, self._code)
            assert recovered == vault.Unlocked(self._key, vault.RECOVERY)
            with pytest.raises(StoreLocked):
                vault.unlock(self._path, "wachtzin van niemand")
            assert [file.name for file in self._path.parent.iterdir()] == ["wijk.store.keys"]

    def teardown(self) -> None:
        self._folder.cleanup()


TestSlots = Slots.TestCase
TestSlots.settings = settings(max_examples=15, stateful_step_count=10, deadline=None)


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Record the salt of every derivation."""
    salts: list[bytes] = []
    real = vault._derive

    def counted(secret: bytes, salt: bytes, limits: key_file.Limits) -> bytes:
        salts.append(salt)
        return real(secret, salt, limits)

    monkeypatch.setattr(vault, "_derive", counted)
    return salts


def test_opening_costs_one_derivation_however_many_people(path: Path, derivations: list[bytes]) -> None:
    keys = vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    for number in range(key_file.MAX_SLOTS - 2):
        vault.add_slot(path, keys.key, f"{number} blauwe fietsen in de regen", limits=CHEAP)
    with pytest.raises(Refused, match="ten hoogste 64 sleutels"):
        vault.add_slot(path, keys.key, "een slagboom die te veel is", limits=CHEAP)
    for ask in (PASSPHRASE, "61 blauwe fietsen in de regen", "helemaal niet goed"):
        derivations.clear()
        if ask.startswith("helemaal"):
            with pytest.raises(StoreLocked):
                vault.unlock(path, ask)
        else:
            assert vault.unlock(path, ask).key == keys.key
        assert len(derivations) == 1


def test_no_two_boxes_are_under_the_same_key(path: Path) -> None:
    keys = vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    vault.add_slot(path, keys.key, "acht fietsen in de zon", limits=CHEAP)
    data = json.loads(keys_path(path).read_text())
    first, _, second = data["slots"]
    first["id"], second["id"] = second["id"], first["id"]
    keys_path(path).write_text(json.dumps(data))
    for words in (PASSPHRASE, "acht fietsen in de zon"):
        with pytest.raises(StoreLocked):
            vault.unlock(path, words)


def old_file(path: Path, passphrase: str) -> bytes:
    """Write a key file as format 1 was, and return its key."""
    key = secrets.token_bytes(32)
    slots = []
    for kind, secret in (("passphrase", passphrase.encode()), ("recovery", b"7" * 26)):
        salt = secrets.token_bytes(16)
        box = SecretBox(vault._derive(secret, salt, CHEAP)).encrypt(key)
        written = {"salt": base64.b64encode(salt).decode(), "box": base64.b64encode(bytes(box)).decode()}
        slots.append({"kind": kind, "ops": CHEAP.ops, "mem": CHEAP.mem, **written})
    keys_path(path).write_text(json.dumps({"format": 1, "slots": slots}))
    return key


def test_a_key_file_of_format_1_opens_and_takes_more_people(path: Path, derivations: list[bytes]) -> None:
    key = old_file(path, PASSPHRASE)
    before = keys_path(path).read_bytes()
    first = vault.unlock(path, PASSPHRASE)
    assert first.key == key
    assert keys_path(path).read_bytes() == before
    second = vault.add_slot(path, key, "acht fietsen in de zon", limits=CHEAP)
    assert json.loads(keys_path(path).read_text())["format"] == 2
    derivations.clear()
    assert vault.unlock(path, PASSPHRASE) == first
    assert vault.unlock(path, "acht fietsen in de zon") == vault.Unlocked(key, second)
    assert len(derivations) == 2
    vault.change_passphrase(path, key, first.slot, "negen fietsen in de sneeuw", limits=CHEAP)
    assert vault.unlock(path, "negen fietsen in de sneeuw") == first
    assert "whole" not in json.loads(keys_path(path).read_text())["slots"][0]
    with pytest.raises(StoreLocked):
        vault.unlock(path, PASSPHRASE)


def test_a_key_file_that_asks_for_many_derivations_is_refused(path: Path) -> None:
    keys = vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    data = json.loads(keys_path(path).read_text())
    slot = data["slots"][0]
    for number in range(5):
        salt = base64.b64encode(bytes([number]) * 16).decode()
        data["slots"].append({**slot, "id": f"{number:016x}", "salt": salt})
    keys_path(path).write_text(json.dumps(data))
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.unlock(path, PASSPHRASE)
    assert keys.key not in keys_path(path).read_bytes()


@pytest.mark.parametrize("change", [{"id": "A" * 16}, {"id": ""}, {"id": None}, {"id": 7}, {"whole": "ja"}])
def test_a_slot_that_is_no_slot_is_refused(path: Path, change: dict[str, object]) -> None:
    vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    data = json.loads(keys_path(path).read_text())
    data["slots"][0].update(change)
    keys_path(path).write_text(json.dumps(data))
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.unlock(path, PASSPHRASE)


def test_two_slots_with_one_id_are_refused(path: Path) -> None:
    vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    data = json.loads(keys_path(path).read_text())
    data["slots"].append(data["slots"][0])
    keys_path(path).write_text(json.dumps(data))
    with pytest.raises(StoreUnusable, match="beschadigd"):
        vault.slots(path)


def test_programs_that_add_people_at_once_lose_none(path: Path) -> None:
    keys = vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    made: list[str] = []

    def add(number: int) -> None:
        made.extend(
            vault.add_slot(path, keys.key, f"{turn} blauwe fietsen van persoon {number}", limits=CHEAP)
            for turn in range(3)
        )

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(vault.slots(path)) == {keys.slot, *made}
    assert len(made) == 12


def test_an_unknown_slot_is_told(path: Path) -> None:
    keys = vault.create_keys(path, PASSPHRASE, limits=CHEAP)
    for use in (
        lambda: vault.remove_slot(path, "0" * 16),
        lambda: vault.change_passphrase(path, keys.key, "0" * 16, "acht fietsen in de zon", limits=CHEAP),
    ):
        with pytest.raises(NotFound, match="is er niet meer"):
            use()


def test_an_open_store_knows_who_opened_it(made: Path) -> None:
    with open_store(made, PASSPHRASE) as first:
        code = first.renew_recovery_code(limits=CHEAP)
        other = first.add_slot("acht fietsen in de zon", limits=CHEAP)
        assert first.slots() == (first.slot, other)
    with open_store(made, "acht fietsen in de zon") as second:
        assert second.slot == other
        second.change_passphrase("negen fietsen in de sneeuw", limits=CHEAP)
        second.change_passphrase("tien fietsen in de mist", slot=first.slot, limits=CHEAP)
    with open_store(made, recovery=code) as recovered:
        assert recovered.slot == vault.RECOVERY
        recovered.remove_slot(first.slot)
        recovered.change_passphrase("elf fietsen in de storm", limits=CHEAP)
    with open_store(made, "elf fietsen in de storm") as last:
        assert last.slot == other
    for use in (lambda: last.add_slot("twaalf fietsen", limits=CHEAP), lambda: last.remove_slot(other)):
        with pytest.raises(StoreLocked, match="gesloten"):
            use()


def test_a_new_store_is_opened_by_its_first_slot_and_a_demo_by_none(tmp_path: Path) -> None:
    store, _ = create_store(tmp_path / "a.store", PASSPHRASE, limits=CHEAP)
    with store:
        assert store.slots() == (store.slot,)
    from store.engine.lifecycle import create_demo_store

    with create_demo_store(tmp_path / "b.store") as demo:
        assert demo.slot == ""
        assert demo.slots() == ()
        with pytest.raises(Refused, match="demo-opslag heeft geen wachtzin"):
            demo.add_slot("acht fietsen in de zon", limits=CHEAP)


@pytest.mark.parametrize("act", ["add", "change", "renew"])
def test_a_store_that_is_closed_meanwhile_spoils_no_slot(
    made: Path, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locking or leaving during a change of passphrase wipes the key while the new secret is being derived."""
    store, derive = open_store(made, PASSPHRASE), vault._derive

    def closed_meanwhile(secret: bytes, salt: bytes, limits: Limits) -> bytes:
        store.close()
        return derive(secret, salt, limits)

    monkeypatch.setattr(vault, "_derive", closed_meanwhile)
    if act == "renew":
        secret = store.renew_recovery_code(limits=CHEAP)
    else:
        secret = "acht fietsen in de sneeuw"
        (store.add_slot if act == "add" else store.change_passphrase)(secret, limits=CHEAP)
    monkeypatch.undo()
    open_store(made, **({"recovery": secret} if act == "renew" else {"passphrase": secret})).close()
