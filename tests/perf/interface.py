"""Start-up, key to paint and memory of the interface, in a real pty, against a minimal Textual table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.perf.figures import Figure
from tests.perf.terminal import Terminal, median

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
_LISTS = {"Vandaag": (b"1", _SHORT), "Signalen": (b"2", _LONG), "Casussen": (b"3", _LONG)}
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
        cases[f"data {size}"] = ([*_START, str(path)], "TE LAAT")
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
        yield Figure("first paint", size, tuple(times[f"frame {size}"]), "≤ 1.15× the table", floor=floor)
        yield Figure(
            "worklist on screen", size, tuple(times[f"data {size}"]), "≤ 1.5× the table", floor=floor
        )


def keys(path: Path, size: int, presses: int) -> Iterator[Figure]:
    """Yield key → first output in each list, and the memory after walking through them."""
    terminal = Terminal([*_START, str(path)])
    terminal.wait_for("TE LAAT")
    terminal.drain(WARMED_UP)
    for title, (tab, sequences) in _LISTS.items():
        terminal.key(tab, quiet=1.0)
        terminal.drain(1.0)
        for what, sequence in sequences.items():
            times = [terminal.key(sequence[press % len(sequence)]) * 1000 for press in range(presses)]
            seen = tuple(
                one for one in times if one == one
            )  # a key at the end of a short list paints nothing
            if seen:
                yield Figure(f"key to paint, {title}, {what}", size, seen, "p95 ≤ 16 ms")
    yield Figure("memory, lists walked", size, (terminal.memory(),), "≤ 160 MB at a million", unit="MB")
    terminal.close()
