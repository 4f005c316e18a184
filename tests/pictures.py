"""`python -m tests.pictures`: make the picture of the README anew, with the app itself, on a demo store."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from seed.demo.generate import fill_demo
from store.engine.lifecycle import create_demo_store
from tui.app import SignaalpuntApp
from tui.desk import sit_down
from tui.theme import LIGHT

_NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_OUT = Path(__file__).parent.parent / "docs" / "vandaag.svg"


async def _picture(path: Path) -> str:
    with create_demo_store(path) as store:
        fill_demo(store, signals=60, today=date(2026, 11, 23))
        desk = sit_down(store, clock=lambda: _NOW)
        app = SignaalpuntApp(desk)
        async with app.run_test(size=(120, 36)) as pilot:
            app.theme = LIGHT
            for _ in range(4):
                await pilot.pause(0.2)
            await pilot.press("down", "down")
            await pilot.pause(0.5)
            return app.export_screenshot(title="Signaalpunt")


def main() -> None:
    """Write `docs/vandaag.svg`."""
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(_picture(Path(folder) / "demo.store"))
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = re.sub(r"font-family:\s*[^;]*;", "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;", svg)
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    _OUT.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
