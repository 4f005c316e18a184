"""What a role may not do is not offered, and a key for it says so in one sentence before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from textual.dom import DOMNode
from textual.screen import Screen

from store.codes import Role
from tui.action_permissions import refused
from tui.actions import spec_of
from tui.shared_screen import SharedScreenApp

_WORK: Final = frozenset({"today", "signals", "cases", "meetings", "import"})
_NO_CONTENT: Final = "Als logbeheerder ziet u het logboek (F4), en geen signalen of casussen."


class RoleGateApp(SharedScreenApp):
    """An app that asks the role of who sits here before an action of the registry."""

    @property
    def role(self) -> Role | None:
        """The role of who sits here; None before a store is open and in one that knows nobody."""
        if not self.has_desk:
            return None
        viewer = self.desk.store.viewer
        return self.desk.actor.role if viewer is None else viewer.role

    def empty_words(self, screen: Screen[Any], words: str) -> str:
        """Return what an empty list on a tab about the work says: without the keys that a role has no use for."""
        if getattr(screen, "TAB", "") not in _WORK or self.role not in (Role.READER, Role.LOG_KEEPER):
            return words
        return _NO_CONTENT if self.role is Role.LOG_KEEPER else words.partition(". ")[0].rstrip(".") + "."

    def action_refused(self, action_id: str) -> str:
        """Return why who sits here may not do this action of the registry, or ""."""
        return refused(self.role, action_id)

    async def run_action(
        self,
        action: str | Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action, unless the role of who sits here does not allow it: then say so."""
        reason = self._reason(action, self if default_namespace is None else default_namespace)
        if not reason:
            return await super().run_action(action, default_namespace, namespaces)
        self.notify(reason, timeout=6, markup=False)
        return True

    def _reason(self, action: str | Any, node: DOMNode) -> str:
        """Return why `action` of `node` is refused; "" too when it does not work there now."""
        if not isinstance(action, str) or not self.has_desk:
            return ""
        for _, binding in node._bindings:
            spec = spec_of(binding.id or "")
            if spec is not None and binding.action == action and node.check_action(spec.action, ()):
                return self.action_refused(spec.id)
        return ""
