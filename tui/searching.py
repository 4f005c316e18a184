"""Searching from anywhere, and walking from hit to hit without going back to the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from tui.behind import run_behind
from tui.shared_screen import SharedScreenApp

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.screens.search import SearchScreen

_WALKED = ("SignalScreen", "CaseScreen")
"""Screens that a hit opens; on a form or a dialog nothing is walked away from."""


class SearchingApp(SharedScreenApp):
    """Adds `/` and the keys that go to the next and the previous hit."""

    def _search_below(self) -> SearchScreen | None:
        """The search screen, when what is open was opened from it."""
        from tui.screens.base import SignaalpuntScreen

        stack = self.screen_stack
        below = stack[1] if len(stack) > 2 else None
        if not isinstance(below, SignaalpuntScreen) or below.TAB != "search":
            return None
        if type(self.screen).__name__ not in _WALKED:
            return None
        from tui.screens.search import SearchScreen

        return below if isinstance(below, SearchScreen) else None

    def action_search(self) -> None:
        """Go to the search line, from anywhere."""
        self.action_show_tab("search")
        screen = self.get_screen("search")
        self.call_after_refresh(screen.to_line)  # type: ignore[attr-defined]

    def action_show_tab(self, name: str) -> None:
        """Go to a tab."""
        raise NotImplementedError

    def action_break_glass(self) -> None:
        """Open a shielded case by its number, with the reason."""
        from tui.screens.shielding import break_the_glass

        run_behind(self, partial(break_the_glass, cast("SignaalpuntApp", self)), "glass")

    def action_next_hit(self) -> None:
        """Open the next hit in the place of the open one."""
        self._walk(1)

    def action_previous_hit(self) -> None:
        """Open the hit before in the place of the open one."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        below = self._search_below()
        if below is None:
            return
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if not below.walk(step):
            where = "laatste" if step > 0 else "eerste"
            self.notify(f"Dit was de {where} treffer.", timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Walking is offered where a hit is open."""
        if action in ("next_hit", "previous_hit"):
            return self._search_below() is not None
        return super().check_action(action, parameters)
