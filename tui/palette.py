"""The command palette: every registry action that works here, found by its Dutch words."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets.option_list import Option

from tui.actions import Available, available, key_label


class ActionProvider(Provider):
    """Offers the actions of the screen below the palette; put it in `App.COMMANDS`."""

    async def discover(self) -> Hits:
        """Give every action before anything is typed."""
        for item in available(self.screen):
            yield DiscoveryHit(_title(item), self._runner(item), text=_title(item), help=item.spec.help)

    async def search(self, query: str) -> Hits:
        """Give the actions whose title or sentence matches `query`."""
        matcher = self.matcher(query)
        for item in available(self.screen):
            title = _title(item)
            score = max(matcher.match(title), matcher.match(item.spec.help) * 0.8)
            if score > 0:
                yield Hit(
                    score, matcher.highlight(title), self._runner(item), text=title, help=item.spec.help
                )

    def _runner(self, item: Available) -> Callable[[], object]:
        async def run() -> None:
            await self.app.run_action(item.action, default_namespace=item.node)

        return run


def _title(item: Available) -> str:
    words = item.spec.description
    return f"{words[:1].upper()}{words[1:]}  ({key_label(item.key)})"


class DutchPalette(CommandPalette):
    """Textual's palette, in Dutch also when nothing is found."""

    NOTHING_NL = "Niets gevonden; probeer een ander woord."

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def tell() -> None:
            found = self.query_one(CommandList)
            if search_value and not found.option_count:
                found.add_option(Option(self.NOTHING_NL, disabled=True, id=self._NO_MATCHES))
                self._list_visible = True
            elif not search_value:
                self._list_visible = False

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)


def dutch_palette() -> CommandPalette:
    """Return the palette in Dutch, for `App.action_command_palette`."""
    return DutchPalette(placeholder="Wat wilt u doen?")
