"""Stylesheets that are read once per process: every app of a test reads the same ones and changes none."""

from __future__ import annotations

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


class _Read(dict[tuple[Any, ...], list[RuleSet]]):
    """What was read with one set of colours; an app that changes its colours takes another and clears none."""

    def clear(self) -> None:
        """Keep it for the next app."""


_read: dict[frozenset[tuple[str, str]], _Read] = {}


def install(patch: pytest.MonkeyPatch) -> None:
    """Let the stylesheets of all apps share what was read; a rule goes by its identity, as it does without this."""
    patch.setattr(Stylesheet, "_parse_cache", property(_read_with, _leave), raising=False)
    patch.setattr(RuleSet, "__hash__", object.__hash__)


def _read_with(sheet: Stylesheet) -> _Read:
    return _read.setdefault(frozenset(sheet._variables.items()), _Read())


def _leave(sheet: Stylesheet, own: object) -> None:
    """Keep no cache of its own."""
