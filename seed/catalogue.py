"""The municipality profiles that come with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from store.errors import NotFound

if TYPE_CHECKING:
    from store.profiles.spec import ProfileSpec

_SUFFIX = ".toml"


@cache
def profile_keys() -> tuple[str, ...]:
    """Return the keys of the profiles that come along, in alphabetical order."""
    names = (entry.name for entry in files("seed").joinpath("profiles").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def profile_text(key: str) -> str:
    """Return the TOML of profile `key`. Raises `NotFound` with the known keys when there is none."""
    if key not in profile_keys():
        from store.rules.rule_check import did_you_mean

        known = ", ".join(profile_keys())
        raise NotFound(f"Dit profiel is er niet. {did_you_mean(key, profile_keys())}Kies uit: {known}.")
    return files("seed").joinpath("profiles", f"{key}{_SUFFIX}").read_text(encoding="utf-8")


@cache
def load_profile(key: str) -> ProfileSpec:
    """Return profile `key`, read and checked. Raises `NotFound` when there is none."""
    from store.profiles.reader import read_profile

    return read_profile(profile_text(key), f"{key}{_SUFFIX}")
