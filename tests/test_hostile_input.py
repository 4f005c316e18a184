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


def test_an_attribute_without_an_end_takes_no_longer_than_another() -> None:
    """Seconds of computing count as a hang (`TOO_LONG`): a name of a megabyte was tried from each of its letters."""
    found = Outcome("xlsx")
    (workbook,) = [target for target in TARGETS if target.name == "xlsx"]
    for cell in (b"A" * 1_000_000, b"A " * 500_000, b"A =" * 300_000, b'A="' * 300_001, b"A= '" * 300_001):
        one(workbook, b'<worksheet><sheetData><row r="1"><c r="A1" ' + cell + b"></c></row>", found)
    assert found.failures == []
