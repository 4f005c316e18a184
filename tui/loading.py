"""Modules loaded by several threads at once: each package before what is in it, as one thread alone would.

Where one thread is loading the package `a`, another that asks for `a.b` does not wait for it. Python loads `a.b` then,
in an order in which `a` itself never would, and what leans on that order ends with an ImportError. What acts need is
loaded behind the first screen, so this happens when a key is quick.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

_load = builtins.__import__


def load_from_the_top() -> None:
    """Let every `import` of this program load the packages around a module first."""
    builtins.__import__ = _from_the_top


def _from_the_top(
    name: str,
    globals: Mapping[str, object] | None = None,
    locals: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    if not level and "." in name and name not in sys.modules:
        at = name.find(".")
        while at > 0:
            _load(name[:at])
            at = name.find(".", at + 1)
    found: Any = _load(name, globals, locals, fromlist, level)
    return found  # type: ignore[no-any-return]
