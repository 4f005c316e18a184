"""What runs behind the interface: the newest of a group, and nothing is left that nobody awaits."""

from __future__ import annotations

import gc
import warnings

from textual.widgets import Static

from tests.tui.conftest import SMALL, HostApp
from tui.behind import run_behind


async def test_what_is_replaced_before_it_began_leaves_nothing_behind() -> None:
    app = HostApp(Static())
    ran: list[int] = []

    async def job() -> None:
        ran.append(len(ran))

    async with app.run_test(size=SMALL):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for _ in range(3):
                run_behind(app, job, "one")
            await app.workers.wait_for_complete([*app.workers][-1:])
            gc.collect()
    assert ran == [0]
    assert not [one for one in told if "never awaited" in str(one.message)]
