"""Inputs nobody would send: true ones with bytes flipped, pieces repeated, cut, swapped, and poison put in."""

from __future__ import annotations

import random
from collections.abc import Sequence

POISON: tuple[bytes, ...] = (
    b"\x00",
    b"\x1b[2J",
    b"\x1b]52;c;ZWNobw==\x07",
    b"\x1b]8;;file:///etc/passwd\x1b\\klik\x1b]8;;\x1b\\",
    "‮⁦⁩﻿".encode(),
    b"\xed\xa0\x80",
    b"\xff\xfe\xff",
    b"[bold][@click=app.quit]x[/]",
    b"=cmd|' /C calc'!A0",
    b"@SUM(1+1)*cmd|' /C calc'!A0",
    b"1e400",
    b"-0",
    b"99999999999999999999999999",
    b"01-01-0000",
    b"31-12-9999",
    b"29-02-2023",
    b"../../etc/passwd",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"' OR 1=1 --",
    b'"',
    b";" * 300,
    b"{" * 300,
    b"[" * 3000,
    b"A" * 20_000,
    b"\r\r\n\n\t\x0b\x0c\x85",
    "éÉßİıǰﬃ١٢٣".encode(),
)


def mutated(rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Return one input made of one of `seeds` (sometimes spliced with another) by one to six changes."""
    data = bytearray(rng.choice(seeds))
    if rng.random() < 0.1:
        other = rng.choice(seeds)
        data = data[: rng.randint(0, len(data))] + bytearray(other[rng.randint(0, len(other)) :])
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(data))
        kind = rng.random()
        if kind < 0.3:
            data[at:at] = rng.choice(POISON)
        elif kind < 0.5 and data:
            data[min(at, len(data) - 1)] = rng.randrange(256)
        elif kind < 0.65:
            del data[at : at + rng.randint(1, 40)]
        elif kind < 0.8:
            piece = data[at : at + rng.randint(1, 60)]
            data[at:at] = piece * rng.randint(1, 20)
        elif kind < 0.9:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 12)))
        else:
            del data[at:]
    return bytes(data)


def as_text(data: bytes) -> str:
    """Return the text a program may be handed: lone surrogates and control characters included."""
    return data.decode("utf-8", "surrogatepass" if b"\xed\xa0" not in data else "surrogateescape")


def any_text(data: bytes) -> str:
    """Return `as_text`, or every byte as a character when it is no text."""
    try:
        return as_text(data)
    except UnicodeDecodeError:
        return data.decode("latin-1")
