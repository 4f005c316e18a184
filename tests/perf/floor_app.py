"""The floor for start-up: the least a Textual program with a table does."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class FloorApp(App[None]):
    """A table of forty rows."""

    def compose(self) -> ComposeResult:
        """One table."""
        yield DataTable()

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns("een", "twee", "drie")
        for number in range(40):
            table.add_row(f"rij {number}", "tekst", "nog een")


if __name__ == "__main__":
    FloorApp().run()
