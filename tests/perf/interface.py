"""Start-up, key to paint and memory of the interface, in a real pty, against a minimal Textual table."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.perf.terminal import Terminal, median, p95

_HERE = Path(__file__).parent
_START = [sys.executable, "-c", "import sys; from tui.main import main; sys.exit(main())", "--store"]


def startup(small: Path, big: Path, rounds: int) -> list[tuple[str, str, str]]:
    """Return rows (what, figure, against the goal) for first paint and data on screen, interleaved with the floor.

    One round more goes before: it compiles the modules and is not counted.
    """
    cases = {
        "floor": ([sys.executable, str(_HERE / "floor_app.py")], "rij 3"),
        "frame": ([*_START, str(small)], "Vandaag"),
        "data": ([*_START, str(small)], "TE LAAT"),
        "big": ([*_START, str(big)], "TE LAAT"),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for round_ in range(rounds + 1):
        for name, (argv, text) in cases.items():
            terminal = Terminal(argv)
            spent = terminal.wait_for(text)
            if round_:
                times[name].append(spent)
            terminal.drain(0.2 if round_ else 2.0)
            terminal.close()
    floor = median(times["floor"])

    def row(what: str, name: str, goal: str) -> tuple[str, str, str]:
        value = median(times[name])
        return what, f"{value * 1000:.0f} ms = {value / floor:.2f}× floor", goal

    return [
        ("minimal Textual table, first paint", f"{floor * 1000:.0f} ms", "floor"),
        row("first paint", "frame", "≤ 1.3×"),
        row("worklist on screen", "data", "≤ 1.6×"),
        row("worklist on screen, 100,000 signals", "big", "≤ 1.6×"),
    ]


def keys(big: Path, presses: int) -> list[tuple[str, str, str]]:
    """Return rows for key → first output in the list of all signals, and for memory after walking through it."""
    rows = []
    terminal = Terminal([*_START, str(big)])
    terminal.wait_for("TE LAAT")
    terminal.drain(0.5)
    terminal.key(b"2", quiet=1.0)
    terminal.drain(1.0)
    for what, data in (("down", b"\x1b[B"), ("page down", b"\x1b[6~"), ("end / home", b"")):
        times = []
        for press in range(presses):
            key = data or (b"\x1b[F" if press % 2 == 0 else b"\x1b[H")
            times.append(terminal.key(key))
        rows.append(
            (
                f"key to paint, {what}",
                f"median {median(times) * 1000:.1f} ms, p95 {p95(times) * 1000:.1f} ms",
                "p95 ≤ 16 ms",
            )
        )
    rows.append(("memory with 100,000 signals, list walked", f"{terminal.memory():.0f} MB", "≤ 150 MB"))
    terminal.close()
    return rows
