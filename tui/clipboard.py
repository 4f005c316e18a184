"""What the program put on the clipboard does not stay there: it goes after a while, on locking and on leaving.

OSC 52 can set a clipboard but, in most terminals, not read it. So only what this program copied is cleared, once; what
somebody copied elsewhere in the meantime goes with it in a terminal that allows this, and in one that does not
(macOS Terminal, some of tmux) nothing happens at all.
"""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.timer import Timer

SECONDS: Final = 45.0
"""How long a copied text stays; own norm, long enough to paste it into a letter."""
WORDS: Final = f"Na {SECONDS:.0f} seconden wordt het klembord leeggemaakt, als uw terminal dat kan."


class ClipboardApp(App[None]):
    """An app that takes back what it copied."""

    _ours: Timer | None = None

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, and clear it later."""
        super().copy_to_clipboard(text)
        if self._ours is not None:
            self._ours.stop()
        self._ours = self.set_timer(SECONDS, self.clear_clipboard) if text else None

    def exit(self, *args: Any, **named: Any) -> None:
        """Leave, and take back what was copied."""
        self.clear_clipboard()
        super().exit(*args, **named)

    def clear_clipboard(self) -> None:
        """Take back what was copied, when it is still there."""
        if self._ours is not None:
            self._ours.stop()
            super().copy_to_clipboard("")
            self._ours = None
