"""Start-up, key to paint and memory of the interface, in a real pty, against a minimal Textual table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.perf.figures import Figure
from tests.perf.terminal import Terminal, median
from tests.perf.unlocking import derivation, locked_copy, remove, typed

_HERE = Path(__file__).parent
_START = [sys.executable, "-c", "import sys; from tui.main import main; sys.exit(main())", "--store"]
_DOWN, _UP, _PAGE_DOWN, _PAGE_UP, _END, _HOME = (
    b"\x1b[B",
    b"\x1b[A",
    b"\x1b[6~",
    b"\x1b[5~",
    b"\x1b[F",
    b"\x1b[H",
)
_SHORT = {"up and down": (_DOWN, _UP), "pages": (_PAGE_DOWN, _PAGE_UP), "end and home": (_END, _HOME)}
_LONG = {"down": (_DOWN,), "page down": (_PAGE_DOWN,), "end and home": (_END, _HOME)}
_LATE = "TE LAAT"
"""What is on screen once the worklist is."""
_LISTS: dict[str, tuple[tuple[bytes, ...], str, dict[str, tuple[bytes, ...]]]] = {
    "Vandaag": ((b"1",), _LATE, _SHORT),
    "Signalen": ((b"2",), "Ontv.", _LONG),
    "Casussen": ((b"3",), "Betrokkene", _LONG),
    "Dubbelen": ((b"1", b"d"), "Te bekijken", _SHORT),
    "Logboek": ((b"1", b"\x1bOS"), "Gebeurtenis", _LONG),
    "Zoeken": ((b"5", *(bytes((sign,)) for sign in b"overlast "), b"\r"), "SIGNALEN", _SHORT),
}
"""Each list with the keys that lead to it from the one before, a text that tells it is there, and the keys that are
measured in it. Zoeken comes last: there the keys of the others are text.
"""
_SETTLED = 0.4
"""Seconds without output after which a screen stands; under half a second, because a cursor in a field blinks."""
WARMED_UP = 2.5
"""Seconds after which the program has loaded what acts need; before that it is not measured."""


def startup(
    stores: Mapping[int, Path], rounds: int, peers: Mapping[str, tuple[list[str], str]]
) -> Iterator[Figure]:
    """Yield first paint and worklist per store, interleaved with the floor and with other Textual programs.

    `peers` gives for each program its command and a text of its first screen. One round more goes before: it compiles
    the modules and is not counted.
    """
    cases = {"floor": ([sys.executable, str(_HERE / "floor_app.py")], "rij 3"), **peers}
    for size, path in stores.items():
        cases[f"frame {size}"] = ([*_START, str(path)], "Vandaag")
        cases[f"data {size}"] = ([*_START, str(path)], _LATE)
    times: dict[str, list[float]] = {name: [] for name in cases}
    for round_ in range(rounds + 1):
        for name, (argv, text) in cases.items():
            terminal = Terminal(argv)
            spent = terminal.wait_for(text)
            if round_:
                times[name].append(spent * 1000)
            terminal.drain(0.2 if round_ else 2.0)
            terminal.close()
    floor = median(times["floor"])
    yield Figure("minimal Textual table, first paint", None, tuple(times["floor"]))
    for name in peers:
        yield Figure(f"{name}, first paint", None, tuple(times[name]), floor=floor)
    for size in stores:
        yield Figure("first paint", size, tuple(times[f"frame {size}"]), floor=floor)
        yield Figure("worklist on screen", size, tuple(times[f"data {size}"]), floor=floor)


def unlocking(path: Path, size: int, rounds: int, folder: Path) -> Iterator[Figure]:
    """Yield a start with a real passphrase beside that of the demo, in turns, and what the key derivation takes alone.

    Nothing where there is no room for a copy of the store.
    """
    copy = locked_copy(path, folder)
    if copy is None:
        return
    with_file = [*_START, str(copy), "--passphrase-file", str(folder / "wachtzin")]
    demo, given, typed_in = [], [], []
    for round_ in range(rounds + 1):
        spent = (
            _started([*_START, str(path)]),
            _started(with_file),
            typed([*_START, str(copy)], _LATE),
        )
        if round_:
            for times, one in zip((demo, given, typed_in), spent, strict=True):
                times.append(one * 1000)
    yield Figure("start of a demo, to the worklist", size, tuple(demo))
    yield Figure("start with a passphrase, to the worklist", size, tuple(given), floor=median(demo))
    yield Figure("passphrase typed, from Enter to the worklist", size, tuple(typed_in))
    yield Figure("key derivation (Argon2id), alone", size, derivation(copy, rounds))
    remove(copy)


def _started(argv: list[str]) -> float:
    terminal = Terminal(argv)
    spent = terminal.wait_for(_LATE)
    terminal.drain(0.2)
    terminal.close()
    return spent


def keys(path: Path, size: int, presses: int) -> Iterator[Figure]:
    """Yield key → first output in each list beside that in a minimal table, and the peak memory of walking them."""
    floor = _floor_key(presses)
    terminal = Terminal([*_START, str(path)])
    terminal.wait_for(_LATE)
    terminal.drain(WARMED_UP)
    for title, (way, sign, sequences) in _LISTS.items():
        for key in way:
            terminal.key(key, quiet=_SETTLED)
        terminal.wait_for(sign)
        terminal.drain(_SETTLED)
        for what, sequence in sequences.items():
            times = [terminal.key(sequence[press % len(sequence)]) * 1000 for press in range(presses)]
            seen = tuple(
                one for one in times if one == one
            )  # a key at the end of a short list paints nothing
            if seen:
                yield Figure(f"key to paint, {title}, {what}", size, seen, floor=floor)
        terminal.key(b"\x1b", quiet=_SETTLED)
    yield Figure("peak memory, lists walked and searched", size, (terminal.memory(),), unit="MB")
    terminal.close()


def _floor_key(presses: int) -> float:
    """Return the median of key → first output in a minimal Textual table, in milliseconds."""
    terminal = Terminal([sys.executable, str(_HERE / "floor_app.py")])
    terminal.wait_for("rij 3")
    terminal.drain(1.0)
    times = [terminal.key((_DOWN, _UP)[press % 2]) * 1000 for press in range(presses)]
    terminal.close()
    return median([one for one in times if one == one])
