"""The wait after wrong passphrases: it grows, starting again does not shorten it, and it never locks anybody out."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.engine import wrong_tries
from store.engine.lifecycle import open_store
from store.engine.location import tries_path
from store.engine.wrong_tries import LONGEST_WAIT, WrongTries, guarded, seconds_left, wait_after
from store.errors import StoreLocked, StoreUnusable, TryLater
from tests.engine.conftest import PASSPHRASE


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def wrong() -> str:
    """Open nothing."""
    raise StoreLocked("Deze wachtzin opent de opslag niet.")


def right() -> str:
    """Open."""
    return "open"


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_wrong_tries_never_wait_shorter(one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert 0 <= wait_after(few) <= wait_after(many) <= LONGEST_WAIT
    assert wait_after(3) == 0 < wait_after(4)


@given(st.integers(0, 10_000), st.floats(0, 4e9), st.floats(0, 4e9))
def test_what_is_left_is_never_more_than_the_wait_whatever_the_clock_says(
    count: int, last: float, now: float
) -> None:
    assert 0 <= seconds_left(WrongTries(count, last), now) <= wait_after(count)


def test_the_wait_grows_and_nothing_is_tried_before_it_is_over(made: Path) -> None:
    clock, tried = Clock(), []
    for _ in range(3):
        with pytest.raises(StoreLocked) as first:
            guarded(made, wrong, clock=clock)
        assert not isinstance(first.value, TryLater)
    waits = []
    for _ in range(5):
        with pytest.raises(TryLater) as refused:
            guarded(made, wrong, clock=clock)
        waits.append(refused.value.seconds)
        clock.now += refused.value.seconds - 2
        with pytest.raises(TryLater, match="Wacht nog 2 seconden"):
            guarded(made, lambda: tried.append("much too soon"), clock=clock)
        clock.now += 2
    assert waits == [5, 10, 20, 40, 80]
    assert tried == []
    assert guarded(made, right, clock=clock) == ("open", WrongTries(8, clock.now - 80))
    assert not tries_path(made).exists()


def test_a_right_one_begins_anew(made: Path) -> None:
    clock = Clock()
    for _ in range(3):
        with pytest.raises(StoreLocked):
            guarded(made, wrong, clock=clock)
    assert guarded(made, right, clock=clock)[1].count == 3
    with pytest.raises(StoreLocked) as again:
        guarded(made, wrong, clock=clock)
    assert not isinstance(again.value, TryLater)


def test_a_clock_that_was_set_back_waits_once_more_and_then_opens(made: Path) -> None:
    clock = Clock()
    for _ in range(4):
        with pytest.raises(StoreLocked):
            guarded(made, wrong, clock=clock)
    clock.now -= 1_000_000
    with pytest.raises(TryLater, match="Wacht nog 5 seconden"):
        guarded(made, right, clock=clock)
    clock.now += 5
    assert guarded(made, right, clock=clock)[0] == "open"


def test_what_is_no_wrong_secret_does_not_count(made: Path) -> None:
    def damaged() -> None:
        raise StoreUnusable("Het sleutelbestand is beschadigd.")

    for _ in range(10):
        with pytest.raises(StoreUnusable, match="beschadigd"):
            guarded(made, damaged)
    assert guarded(made, right)[1].count == 0


def test_a_program_that_is_killed_while_trying_has_tried(made: Path) -> None:
    seen = []
    guarded(made, lambda: seen.append(wrong_tries.read(made).count))
    assert seen == [1]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"count": -1, "last": 0}', b'{"count": 1e400}', b"[" * 1000, b"\xff"]
)
def test_a_damaged_count_locks_nobody_out(made: Path, content: bytes) -> None:
    tries_path(made).write_bytes(content)
    open_store(made, PASSPHRASE).close()
    assert not tries_path(made).exists()


def test_opening_a_store_counts_and_tells(made: Path) -> None:
    for _ in range(3):
        with pytest.raises(StoreLocked, match="opent de opslag niet"):
            open_store(made, "acht fietsen in de regen")
    with pytest.raises(StoreLocked, match="typefout"):
        open_store(made, recovery="0" * 28)
    assert wrong_tries.read(made).count == 3
    if os.name != "nt":
        assert stat.S_IMODE(tries_path(made).stat().st_mode) == 0o600
    with open_store(made, PASSPHRASE) as store:
        assert store.wrong_tries.count == 3
        with pytest.raises(StoreLocked):
            store.confirm("acht fietsen in de regen")
        store.confirm(PASSPHRASE)
    for _ in range(4):
        with pytest.raises(StoreLocked):
            open_store(made, "acht fietsen in de regen")
    with pytest.raises(TryLater, match=r"Er is niets veranderd\. Wacht nog [1-5] seconde"):
        open_store(made, PASSPHRASE)
