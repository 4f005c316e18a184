"""What is imported while nobody waits for it."""

from __future__ import annotations

import gc
from importlib import import_module

WARM_AFTER = 0.8
"""Seconds after the first tab at which that begins: it takes turns with drawing."""
_WARM = (
    "tui.screens.signal_form",
    "tui.screens.triage",
    "tui.screens.case",
    "tui.screens.signals",
    "store.acts.route",
    "store.acts.case_work",
    "store.acts.receive",
    "tui.screens.cases",
    "tui.screens.signal",
)
"""The screens keys lead to, and the database layer of the acts."""


_GARBAGE = (5_000, 5, 200)
"""Objects after which garbage is looked for, and how many of those looks come before one at what was left of them: a
preview leaves thousands of objects that know each other, and going through what twenty looks left took 16 ms.
"""

_FIRST = ("tui.opening", "tui.screens.today", "store.acts.unlocking", "nacl.pwhash", "nacl.secret")
"""What opening a store and its first screen need."""


def load_the_first() -> None:
    """Import what comes after a passphrase, while somebody types it: call it in a thread."""
    for module in _FIRST:
        import_module(module)


def load_the_rest() -> None:
    """Import it (~0.6 s: call it in a thread), and collect garbage from then on when `tui.main` put that off."""
    for module in _WARM:
        import_module(module)
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        gc.enable()
