"""Making, opening and closing a store: real encrypted files."""

from __future__ import annotations

import os
import pickle
import stat
import threading
from pathlib import Path

import pytest

from store.engine import key_file, making, vault, version
from store.engine.connection import close, connect
from store.engine.lifecycle import Store, create_demo_store, create_store, open_store
from store.engine.location import COMPANIONS, keys_path, published
from store.errors import InvalidInput, Refused, StoreError, StoreLocked, StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE

pytestmark = pytest.mark.usefixtures("really_built")
MARKER = "hemelsbreedteopgeklopt"


def remember(store: Store, key: str, value: str) -> None:
    """Write one row through the engine."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO settings (key, value) VALUES (?, ?)", (key, value))


def remembered(store: Store) -> dict[str, str]:
    """Return every row written by `remember`."""
    return dict(store.reader().execute("SELECT key, value FROM settings").fetchall())


def names(path: Path) -> list[str]:
    """Return what is beside the store, the store included."""
    return sorted(file.name for file in path.parent.iterdir())


def test_what_is_written_is_there_after_opening_again(path: Path) -> None:
    store, code = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        remember(store, "een", "1")
        assert remembered(store) == {"een": "1"}
    with open_store(path, PASSPHRASE) as again:
        assert remembered(again) == {"een": "1"}
        assert not again.demo
    with open_store(path, recovery=code.lower().replace("-", " ")) as recovered:
        assert remembered(recovered) == {"een": "1"}


def test_no_word_of_the_content_is_readable_on_the_disk(path: Path) -> None:
    store, code = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        for number in range(200):
            remember(store, f"{MARKER}{number}", MARKER * 50)
        assert (path.parent / "wijk.store-wal").stat().st_size > 0
        files = [file.read_bytes() for file in path.parent.iterdir()]
    files += [file.read_bytes() for file in path.parent.iterdir()]
    for content in files:
        for word in (MARKER, "settings", "SQLite format 3", PASSPHRASE, code):
            assert word.encode() not in content


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_every_file_is_for_its_owner_only_whatever_the_umask(path: Path) -> None:
    old = os.umask(0)
    try:
        store, _ = create_store(path, PASSPHRASE, limits=CHEAP)
        with store:
            remember(store, "een", "1")
            assert names(path) == ["wijk.store", "wijk.store-shm", "wijk.store-wal", "wijk.store.keys"]
            assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(old)
    path.chmod(0o644)
    keys_path(path).chmod(0o664)
    open_store(path, PASSPHRASE).close()
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_wrong_or_missing_passphrase_opens_nothing_and_says_nothing_else(
    made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StoreLocked, match="opent de opslag niet"):
        open_store(made, "iets heel anders")
    with pytest.raises(StoreLocked, match="wachtzin of de herstelcode nodig"):
        open_store(made)
    with pytest.raises(StoreLocked):
        connect(made, b"\0" * 32)
    assert capfd.readouterr() == ("", "")


def test_changing_the_passphrase_leaves_the_content(made: Path) -> None:
    with open_store(made, PASSPHRASE) as store:
        remember(store, "een", "1")
        store.change_passphrase("acht fietsen in de zon", limits=CHEAP)
        code = store.renew_recovery_code(limits=CHEAP)
    with pytest.raises(StoreLocked):
        open_store(made, PASSPHRASE)
    with open_store(made, "acht fietsen in de zon") as store:
        assert remembered(store) == {"een": "1"}
    open_store(made, recovery=code).close()


def test_a_demo_store_opens_without_a_passphrase_and_can_be_thrown_away(path: Path) -> None:
    with create_demo_store(path) as store:
        assert store.demo
        remember(store, "een", "1")
    with open_store(path) as store:
        assert store.demo
        assert remembered(store) == {"een": "1"}
        store.discard()
    assert names(path) == []


def test_a_real_store_is_never_thrown_away(made: Path) -> None:
    with open_store(made, PASSPHRASE) as store, pytest.raises(Refused):
        store.discard()
    open_store(made, PASSPHRASE).close()


def test_an_existing_file_is_never_overwritten(path: Path, made: Path) -> None:
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(StoreUnusable, match="niet overschreven"):
        create_store(path, PASSPHRASE, limits=CHEAP)
    with pytest.raises(StoreUnusable, match="niet overschreven"):
        create_demo_store(path)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    path.write_text("een brief van iemand")
    with pytest.raises(StoreUnusable, match="niet overschreven"):
        create_demo_store(path)
    assert path.read_text() == "een brief van iemand"


def test_what_an_earlier_store_left_is_kept_apart(path: Path, made: Path) -> None:
    old = keys_path(path).read_bytes()
    path.unlink()
    for end in COMPANIONS:
        path.with_name(path.name + end).write_bytes(b"left behind")
    with create_demo_store(path) as store:
        remember(store, "een", "1")
    with open_store(path) as store:
        assert remembered(store) == {"een": "1"}
    kept = [file for file in path.parent.iterdir() if ".keys.oud-" in file.name]
    assert [file.read_bytes() for file in kept] == [old]
    assert sum(".oud-" in name for name in names(path)) == 4


def test_a_creation_that_breaks_off_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Exception):
        pass

    def breaks(*_: object, **__: object) -> None:
        raise Broken

    for step in ("build", "publish", "published"):
        with monkeypatch.context() as patch:
            patch.setattr(making, step, breaks)
            with pytest.raises(Broken):
                create_store(path, PASSPHRASE, limits=CHEAP)
        assert names(path) == []


def test_a_full_disk_while_publishing_leaves_no_lonely_key_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = published

    def second_fails(temporary: Path, target: Path) -> None:
        if target == path:
            raise OSError(28, "No space left on device")
        real(temporary, target)

    monkeypatch.setattr(making, "published", second_fails)
    with pytest.raises(StoreUnusable, match="kan geen opslag worden gemaakt"):
        create_demo_store(path)
    assert names(path) == []


def test_two_creations_at_once_give_one_whole_store(path: Path) -> None:
    outcomes: list[str | None] = []

    def make() -> None:
        try:
            _, code = create_store(path, PASSPHRASE, limits=CHEAP)
            outcomes.append(code)
        except StoreUnusable:
            outcomes.append(None)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = [code for code in outcomes if code]
    assert len(outcomes) == 4
    assert len(codes) == 1
    open_store(path, recovery=codes[0]).close()
    assert names(path) == ["wijk.store", "wijk.store.keys"]


def test_an_unusable_passphrase_makes_nothing(path: Path) -> None:
    with pytest.raises(InvalidInput):
        create_store(path, "kort", limits=CHEAP)
    assert names(path) == []


def test_places_where_no_store_can_be(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="Er is geen opslag"):
        open_store(path, PASSPHRASE)
    with pytest.raises(StoreUnusable, match="is een map"):
        open_store(tmp_path, PASSPHRASE)
    with pytest.raises(StoreUnusable, match="is een map"):
        create_demo_store(tmp_path)
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreUnusable, match="kan niet worden gemaakt"):
        create_demo_store(tmp_path / "bestand" / "map" / "a.store")
    with pytest.raises(InvalidInput):
        create_demo_store(Path("/"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_directory_that_may_not_be_written_to(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreUnusable, match="mag"):
            create_demo_store(path)
    finally:
        path.parent.chmod(0o700)


def test_a_refused_write_while_creating_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(key_file, "create_private", refused)
    with pytest.raises(StoreUnusable, match="kan niets worden gemaakt"):
        create_demo_store(path)


def test_a_strange_name_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a b?c#d%41'e\x1b[2J" / "één.store"
    create_demo_store(path).close()
    open_store(path).close()
    with pytest.raises(StoreUnusable) as refusal:
        create_demo_store(path)
    assert "\x1b" not in str(refusal.value)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(made: Path) -> None:
    key = vault.unlock(made, PASSPHRASE).key
    raw = connect(made, key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    close(raw)
    before = made.read_bytes()
    with pytest.raises(StoreUnusable, match="gemaakt met een nieuwere versie van Signaalpunt"):
        open_store(made, PASSPHRASE)
    assert made.read_bytes() == before


def test_a_file_with_other_tables_is_no_store(made: Path) -> None:
    key = vault.unlock(made, PASSPHRASE).key
    for statement in ("DELETE FROM alembic_version", "DROP TABLE alembic_version"):
        raw = connect(made, key)
        raw.execute(statement)
        close(raw)
        with pytest.raises(StoreUnusable, match=r"geen \(volledige\) opslag"):
            open_store(made, PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"SQLite format 3\0" + b"\0" * 5000, bytes(range(256)) * 32],
    ids=["empty", "letter", "plain-sqlite", "noise"],
)
def test_a_file_that_is_something_else_is_unusable(made: Path, content: bytes) -> None:
    made.write_bytes(content)
    with pytest.raises(StoreUnusable) as refusal:
        open_store(made, PASSPHRASE)
    assert "opslag" in str(refusal.value)


def test_damage_in_the_middle_is_told_when_it_is_read(made: Path) -> None:
    with open_store(made, PASSPHRASE) as store:
        for number in range(100):
            remember(store, f"k{number}", "x" * 900)
    content = bytearray(made.read_bytes())
    for at in range(len(content) // 2, len(content), 4096):
        content[at + 100] ^= 1
    made.write_bytes(bytes(content))
    with (
        pytest.raises(StoreUnusable, match="beschadigd"),
        open_store(made, PASSPHRASE) as store,
        store.engine.connect() as connection,
    ):
        connection.exec_driver_sql("SELECT sum(length(value)) FROM settings").fetchall()


def test_the_key_file_of_another_store_is_told(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.store"
    create_store(other, PASSPHRASE, limits=CHEAP)[0].close()
    keys_path(made).write_bytes(keys_path(other).read_bytes())
    with pytest.raises(StoreUnusable, match="hoort bij een andere opslag"):
        open_store(made, PASSPHRASE)


def test_a_store_without_its_key_file_says_so(made: Path) -> None:
    keys_path(made).unlink()
    with pytest.raises(StoreUnusable, match="ontbreekt"):
        open_store(made, PASSPHRASE)


def test_a_closed_store_gives_nothing_and_holds_no_key(made: Path) -> None:
    store = open_store(made, PASSPHRASE)
    remember(store, "een", "1")
    remembered(store)
    store.close()
    store.close()
    assert store.closed
    for use in (store.reader, store.raw_writer, lambda: store.engine):
        with pytest.raises(StoreLocked, match="gesloten"):
            use()
    assert b"-wal" not in b"".join(os.fsencode(name) for name in names(made))


def test_a_store_shows_and_gives_away_no_key(made: Path) -> None:
    key = vault.unlock(made, PASSPHRASE).key
    with open_store(made, PASSPHRASE) as store:
        for text in (repr(store), str(store), repr(store.engine), repr(store.engine.pool)):
            assert key.hex() not in text
            assert repr(key) not in text
        with pytest.raises(TypeError, match="key"):
            pickle.dumps(store)


def test_every_thread_reads_on_its_own_connection_and_none_can_write(made: Path) -> None:
    with open_store(made, PASSPHRASE) as store:
        remember(store, "een", "1")
        seen: list[tuple[object, dict[str, str]]] = []

        def read() -> None:
            seen.append((store.reader(), remembered(store)))
            assert store.reader() is seen[-1][0]

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
            thread.join()
        assert len({id(connection) for connection, _ in seen} | {id(store.reader())}) == 4
        assert [rows for _, rows in seen] == [{"een": "1"}] * 3
        with pytest.raises(Exception, match="readonly"):
            store.reader().execute("DELETE FROM settings")
        seen.clear()


def test_closing_while_another_thread_reads_does_no_harm(made: Path) -> None:
    store = open_store(made, PASSPHRASE)
    started, refused = threading.Event(), threading.Event()
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

    def read() -> None:
        try:
            for (number,) in store.reader().execute(counting):
                if number == 1000:
                    started.set()
        except Exception:
            with pytest.raises(StoreLocked):
                store.reader()
            refused.set()

    thread = threading.Thread(target=read)
    thread.start()
    assert started.wait(60)
    store.close()
    thread.join(60)
    assert refused.is_set()


def test_errors_are_sentences_for_a_person(path: Path) -> None:
    for ask in (lambda: open_store(path), lambda: open_store(path.parent), lambda: create_store(path, "")):
        with pytest.raises(StoreError) as refusal:
            ask()
        assert str(refusal.value).endswith(".")


def test_the_version_of_a_new_store_is_the_newest(made: Path) -> None:
    raw = connect(made, vault.unlock(made, PASSPHRASE).key, readonly=True)
    assert version.read_version(raw) == version.HEAD
    close(raw)
