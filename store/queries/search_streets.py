"""Which streets a few typed words mean, among the streets of the store."""

from __future__ import annotations

from store.queries.search_cache import Spellings

MOST = 200
_SHORT = {
    "str": "straat",
    "ln": "laan",
    "wg": "weg",
    "pln": "plein",
    "sngl": "singel",
    "gr": "gracht",
    "kd": "kade",
    "dk": "dijk",
    "hf": "hof",
}


def street_keys(
    streets: Spellings,
    words: tuple[str, ...],
    *,
    near: bool = False,
    without: frozenset[str] = frozenset(),
) -> list[str]:
    """Return the folded streets that these words mean: the very street, else streets whose words begin so.

    The words may begin anywhere in the street, and each may be shortened ("laan v nootdorp", "kerkstr", "visserln"),
    also between i and j ("hoge zi" for Hoge Zijde).
    With `near` streets with a typing error, nearest first, and no others; never one of `without`.
    """
    typed = " ".join(words)
    if near:
        return [key for key, _ in streets.near(typed, without=without)] if len(typed) > 4 else []
    if typed in streets.by_key and typed not in without:
        return [typed]
    keys = [key for key in streets.keys if key not in without] if without else streets.keys
    asked = [typed, *(typed[: -len(end)] + whole for end, whole in _SHORT.items() if typed.endswith(end))]
    if typed.endswith("i"):
        asked.append(f"{typed[:-1]}y")
    found = [key for key in keys if any(key.startswith(one) for one in asked)]
    if not found:
        found = [key for key in keys if any(f" {one}" in key for one in asked)]
    if not found and len(words) > 1:
        found = [key for key in keys if _each_begins(key, words)]
    return found[:MOST]


def _each_begins(key: str, words: tuple[str, ...]) -> bool:
    parts = key.split()
    return len(parts) == len(words) and all(map(str.startswith, parts, words))
