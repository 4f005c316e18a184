"""What comes from outside is refused with a sentence or read; it never crashes, hangs or fills the memory."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.mutate import POISON, any_text
from tests.fuzz.run import Outcome, feed, one
from tests.fuzz.targets import TARGETS, Target

PER_READER = 40


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_mutated_inputs_are_read_or_refused(target: Target) -> None:
    found = feed(target, PER_READER, seed=random.Random(target.name).randrange(10**6))
    assert found.inputs == PER_READER
    assert found.failures == []


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_poison_alone_is_read_or_refused(target: Target) -> None:
    found = Outcome(target.name)
    for poison in POISON:
        one(target, poison, found)
    assert found.failures == []


def test_a_reader_that_fails_is_seen() -> None:
    def wrong(data: bytes) -> None:
        raise KeyError(any_text(data)[:3])

    assert feed(Target("wrong", [b"abc"], wrong), 3, seed=1).failures != []
