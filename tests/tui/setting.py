"""An app on a real store for the tests of Importeren, Inrichting and the application itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from tests.templates import copy_of
from tests.tui.worked import ACTOR, desk_of, empty_store
from tui.app import SignaalpuntApp
from tui.desk import Desk

DELIVERIES = (
    "corporatie-zorgmeldingen.csv",
    "ddas-voorbeeld.json",
    "politie-e33.xlsx",
    "welzijn-signalen.csv",
)

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"


def downloads(home: Path, *names: str) -> Path:
    """Put sample deliveries in the downloads folder of the test's own home and return that folder."""
    folder = home / "Downloads"
    folder.mkdir(exist_ok=True)
    for name in names or DELIVERIES:
        shutil.copy(SAMPLES / name, folder)
    return folder


def region(path: Path) -> Desk:
    """Return a desk in Pijnacker-Nootdorp in a store that also holds Delft, with two workers."""
    return desk_of(copy_of(_region, path))


def _region(path: Path) -> None:
    from seed.catalogue import load_profile
    from store.acts.directory import apply_profile, set_setting
    from store.acts.workers import add_worker

    with empty_store(path) as store:
        apply_profile(store, ACTOR, load_profile("delft"))
        for name in (ACTOR.name, "Joost Meijer"):
            add_worker(store, ACTOR, name)
        set_setting(store, ACTOR, "worker", ACTOR.name)


def app_at(desk: Desk, tab: str) -> SignaalpuntApp:
    """Return the app, opening on `tab`."""
    return SignaalpuntApp(desk, tab=tab)


def toasts(app: SignaalpuntApp) -> list[str]:
    """Return what the app has told, oldest first."""
    return [notice.message for notice in app._notifications]


async def entered(pilot: Pilot[Any], *lines: str) -> None:
    """Fill in the field that has the focus and press Enter, for each line."""
    for line in lines:
        field = pilot.app.screen.focused
        assert isinstance(field, Input)
        field.value = line
        await pilot.press("enter")
