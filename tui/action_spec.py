"""What one action is, and how rows of the registry are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do.

    `keys`: comma-separated Textual keys. `action`: Textual action string, run on the screen (scope "app": on
    the app). `description`: one to three Dutch words for the key bar. `help`: one Dutch sentence. `rank`:
    place in the key bar, 1 is kept longest in a narrow terminal, 0 is never in the bar. `over_input`: works
    while typing in a field that knows the key itself (ctrl+w).
    """

    id: str
    keys: str
    action: str
    description: str
    help: str
    group: str
    scope: str
    rank: int = 0
    over_input: bool = False

    @property
    def method(self) -> str:
        """Name of the method that does it: `show_tab('today')` → `action_show_tab`."""
        return "action_" + self.action.split("(", 1)[0].rpartition(".")[2]

    def binding(self) -> Binding:
        """Return the Textual binding; its id is what `App.set_keymap` replaces keys by."""
        return Binding(
            self.keys,
            self.action,
            self.description,
            id=self.id,
            tooltip=self.help,
            show=self.rank > 0,
            priority=self.over_input,
        )


def scope_rows(
    scope: str, group: str, *rows: tuple[str, str, int, str, str], over_input: bool = False
) -> list[ActionSpec]:
    """Build specs from rows of (action, keys, rank, description, help)."""
    return [
        ActionSpec(
            id=f"{scope}.{re.sub(r'[^a-z_]+', '_', action).strip('_')}",
            keys=keys,
            action=action,
            description=description,
            help=help_text,
            group=group,
            scope=scope,
            rank=rank,
            over_input=over_input,
        )
        for action, keys, rank, description, help_text in rows
    ]
