"""What every sheet of Inrichting shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.containers import Vertical

from store.engine.lifecycle import Store
from store.queries.directory import ProfileRow
from tui.desk import Desk
from tui.widgets.list_and_whole import ListAndWhole
from tui.widgets.record_list import Row


@dataclass(frozen=True, slots=True)
class SetupData:
    """What a sheet shows: the desk, and the municipality that is looked at (not always the desk's own)."""

    desk: Desk
    profile: ProfileRow

    @property
    def store(self) -> Store:
        """The store to read."""
        return self.desk.store


class Part(Vertical):
    """A sheet. A subclass gives `show`, and `ACTIONS`: the actions of the scope "setup" that work on it."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset()

    DEFAULT_CSS = "Part { height: 1fr; width: 1fr; }"

    def show(self, data: SetupData) -> None:
        """Show this; what is chosen stays chosen."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the arrows are of use."""
        for widget in self.query("RecordList, OptionGrid, Reading"):
            if widget.can_focus:
                widget.focus()
                return


class ListPart(Part, ListAndWhole):
    """A sheet with a list and the whole of the chosen row. A subclass gives `rows` too."""

    LABEL_WIDTH: ClassVar[int] = 16

    DEFAULT_CSS = """
    ListPart {
        & > .list-and-whole { height: 1fr; layout: horizontal; }
        & .whole { width: 5fr; padding: 0 1 0 2; border-left: solid $border-blurred; scrollbar-size-vertical: 1; }
        & RecordList { width: 6fr; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.data: SetupData | None = None

    def show(self, data: SetupData) -> None:
        """Read the rows again; the cursor stays on its id."""
        self.data = data
        self.put(self.rows(data))

    def rows(self, data: SetupData) -> Iterable[Row]:
        """Return the rows of the list."""
        raise NotImplementedError
