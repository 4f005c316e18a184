"""The frame every full screen shares: top bar, one or two halves, key bar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from tui.actions import bindings_for
from tui.painting import PaintsLittle
from tui.widgets.key_bar import KeyBar
from tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp

WIDE = 100
"""Terminal width from which both halves stand side by side."""
HIGH = 30
"""Terminal height from which there is room for air between the parts."""


def app_of(screen: Screen[Any]) -> SignaalpuntApp:
    """Return the application of a screen, typed."""
    return cast("SignaalpuntApp", screen.app)


class Half(Vertical):
    """One half of the body."""


class Form(VerticalScroll, can_focus=False):
    """A scrolling column of form lines; Tab goes through its fields, never stops at the column itself."""

    DEFAULT_CSS = "Form { padding: 0 1; scrollbar-size-vertical: 1; }"


class SignaalpuntScreen(PaintsLittle, Screen[None]):
    """Base of the tabs and of the full-screen forms.

    A subclass sets `TAB` (scope of its tab, "" for none), `TITLE_NL`, `HELP_NL` and `BINDINGS =
    bindings_for(scope)`, and gives `left()` and, when it has two halves, `right()`. Below `WIDE` columns the
    right half is a second page: `enter_right()` (call it where Enter is handled), F6, and Tab when
    `TAB_TURNS` go there and back. `KEEPS_DRAFT`: it keeps what is typed by itself, also when it is closed.
    """

    TAB: ClassVar[str] = ""
    TITLE_NL: ClassVar[str] = ""
    HELP_NL: ClassVar[str] = ""
    TAB_TURNS: ClassVar[bool] = True
    KEEPS_DRAFT: ClassVar[bool] = False
    BINDINGS = [*bindings_for("shell"), Binding("tab", "next_field", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]

    DEFAULT_CSS = """
    SignaalpuntScreen {
        background: $background; color: $foreground; layout: vertical;
        & #body { height: 1fr; }
        &.-high #body { padding-top: 1; }
        & Half { width: 1fr; height: 1fr; }
        & #left { width: 6fr; }
        & #right { width: 5fr; padding: 0 1 0 2; border-left: solid $border-blurred; }
        &.-narrow #right { border-left: none; display: none; padding: 0 1; }
        &.-narrow.-turned #right { display: block; }
        &.-narrow.-turned #left { display: none; }
    }
    """

    def __new__(cls, *args: Any, **named: Any) -> Self:
        """Remember what the screen is made with: after locking it is made again."""
        screen = super().__new__(cls)
        screen._made_with = (args, named)
        return screen

    @property
    def made_with(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """What makes a screen like this one: arguments by place and by name."""
        return self._made_with

    def left(self) -> Iterable[Widget]:
        """Give the widgets of the left half, or of the whole body."""
        return ()

    def right(self) -> Iterable[Widget]:
        """Give the widgets of the right half; none means there is one half."""
        return ()

    def above(self) -> Iterable[Widget]:
        """Give what stands above both halves, over the full width."""
        return ()

    async def on_compose(self) -> None:
        """Be laid out for this terminal from the first paint on; Textual tells the screen its size only after that."""
        width, height = self.app.size
        fitting = {
            "-narrow": width < WIDE,
            "-wide": width >= WIDE,
            "-low": height < HIGH,
            "-high": height >= HIGH,
        }
        self.update_classes(fitting, update=False)

    def compose(self) -> ComposeResult:
        """Build the frame."""
        yield TopBar(self.TAB)
        right = list(self.right())
        halves = [Half(*self.left(), id="left")]
        if right:
            halves.append(Half(*right, id="right"))
        self._two = bool(right)
        yield from self.above()
        yield Horizontal(*halves, id="body")
        yield KeyBar()

    @property
    def is_mounted(self) -> bool:
        """True while its widgets are there: what was read for a screen that is being taken away comes too late."""
        return super().is_mounted and not (self._pruning or self._closing)

    @property
    def narrow(self) -> bool:
        """True when there is room for one half only."""
        return self.app.size.width < WIDE

    @property
    def turned(self) -> bool:
        """True when the narrow screen shows its right half."""
        return self.narrow and self.has_class("-turned")

    def enter_right(self) -> bool:
        """In a narrow terminal show the right half; True when that is what happened (so: do not open yet)."""
        if not self._two or not self.narrow or self.turned:
            return False
        self.action_other_half()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other half only when there is one."""
        if action == "other_half":
            return self._two
        return super().check_action(action, parameters)

    _two = False
    _left_at: Widget | None = None
    _made_with: tuple[tuple[Any, ...], dict[str, Any]]

    def action_other_half(self) -> None:
        """Turn the page in a narrow terminal; move the focus to the other half in a wide one."""
        if not self._two:
            return
        left, right = self.query_one("#left", Half), self.query_one("#right", Half)
        before = self.focused
        if self.narrow:
            self.toggle_class("-turned")
            target = right if self.turned else left
        else:
            target = left if before is not None and right in before.ancestors else right
        if before is not None and target not in before.ancestors:
            back, self._left_at = self._left_at, before
        else:
            back = self._left_at
        self.call_after_refresh(self._focus_in, target, back)

    def _focus_in(self, half: Half, back: Widget | None) -> None:
        """Focus where somebody was in this half before (`back`), else at its beginning."""
        there = [widget for widget in self.focus_chain if half in widget.ancestors]
        found = back if back in there else next(iter(there), None)
        if found is not None:
            self.set_focus(found)
        elif self.narrow:
            self.set_focus(None)
        self.refresh_bindings()

    def action_duplicates(self) -> None:
        """Review records that may be one person, from the tabs that offer it."""
        app_of(self).open_duplicates()

    def action_next_field(self) -> None:
        """Tab turns the page of a narrow screen that is read, not typed in; elsewhere it goes to the next
        field.
        """
        if self.TAB_TURNS and self._two and self.narrow:
            self.action_other_half()
        else:
            self.focus_next()
