"""The command palette: every registry action that works here, found by its Dutch words."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

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


def dutch_palette() -> CommandPalette:
    """Return the palette with a Dutch prompt, for `App.action_command_palette`."""
    return CommandPalette(placeholder="Wat wilt u doen?")
