"""The line that is being typed at each item of a meeting: it stays with its item, also when the terminal is killed."""

from __future__ import annotations

from store.actor import Actor
from store.engine.lifecycle import Store
from tui.forms.drafts import DraftKeeper


class DecisionDrafts:
    """One draft per item, encrypted in the store. `kept` and `keep` may run in any thread."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor
        self._keepers: dict[int, DraftKeeper] = {}

    def _keeper(self, item_id: int) -> DraftKeeper:
        return self._keepers.setdefault(item_id, DraftKeeper(self._store, self._actor, f"decision:{item_id}"))

    def kept(self, item_id: int) -> str:
        """Return what was typed at an item and not recorded yet."""
        found = self._keeper(item_id).load()
        return str(found[0].get("line", "")) if found else ""

    def ticket(self, item_id: int) -> int:
        """Return the number of the text read now, for `keep`."""
        return self._keeper(item_id).ticket()

    def keep(self, item_id: int, ticket: int, line: str) -> None:
        """Keep what is typed at an item; an empty line is nothing to keep."""
        if line.strip():
            self._keeper(item_id).write(ticket, {"line": line})
        else:
            self._keeper(item_id).discard()
