"""Which of the municipalities in this store a signal belongs to: that of its address, else that of the desk."""

from __future__ import annotations

from collections.abc import Iterable

from store.acts.inputs import SignalInput
from store.engine.lifecycle import Store
from store.queries.directory import districts, profiles
from store.text import fold


def home_profile(store: Store, data: SignalInput, default: str) -> str:
    """Return the key of the profile for a signal; `default` when its address lies in none."""
    own = {one.id: one for one in profiles(store)}
    areas = [(own[one.profile_id].key, one.postcodes, (*one.places, one.name)) for one in districts(store)]
    areas += [(one.key, (), one.places) for one in own.values()]
    return profile_of(areas, data, default)


def profile_of(
    areas: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]], data: SignalInput, default: str
) -> str:
    """Return the key of the profile an address lies in, else `default` (the desk's own).

    `areas` are (profile key, four-digit postcodes, places). A postcode decides before a place.
    """
    known = list(areas)
    for key, postcodes, _ in known:
        if data.postcode[:4] and data.postcode[:4] in postcodes:
            return key
    place = fold(data.place)
    for key, _, places in known:
        if place and place in map(fold, places):
            return key
    return default
