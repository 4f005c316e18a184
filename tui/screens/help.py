"""Help for where you are: what this screen is for, and every key that works here."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen

from tui.actions import available, grouped, key_label
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


def help_fields(screen: Screen[Any]) -> list[Field]:
    """Return the help of `screen`: its own text, that of the focused widget, and its keys by group."""
    fields = [Field(value=str(getattr(screen, "HELP_NL", "") or "Hieronder staat wat u hier kunt doen."))]
    focused = screen.focused
    while focused is not None and focused is not screen:
        text = getattr(focused, "HELP_NL", "")
        if text:
            fields += [BLANK, Field(value=str(text), style="quiet")]
            break
        parent = focused.parent
        focused = parent if hasattr(parent, "can_focus") else None  # type: ignore[assignment]
    for group, items in grouped(available(screen)).items():
        fields += [BLANK, Field(value=group.upper(), style="title")]
        if items[0].spec.method == "action_show_tab":
            keys = f"{key_label(items[0].key)} … {key_label(items[-1].key)}"
            fields.append(Field(keys, "Ga naar " + " · ".join(item.spec.description for item in items) + "."))
            continue
        fields += [Field(key_label(item.key), item.spec.help) for item in items]
    return fields


class HelpScreen(ModalScreen[None]):
    """Shows the help of the screen below it; push it with that screen."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle; background: $background 60%;
        & > #help {
            width: 84; max-width: 100%; height: auto; max-height: 90%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & #help-scroll { height: auto; margin: 0 0 2 0; scrollbar-size-vertical: 1; background: $surface; }
        & FieldText { background: $surface; }
        & DialogKeys { dock: bottom; }
    }
    """

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "close", "sluiten", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("r", "roles", "rollen", show=False),
    ]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about
        self._title = f"Hulp · {getattr(about, 'TITLE_NL', '') or 'Signaalpunt'}"
        self._roles = False

    def compose(self) -> ComposeResult:
        """Title, scrolling text, and how to close."""
        with Vertical(id="help"):
            yield FieldText([Field(value=self._title, style="title"), BLANK], id="help-title")
            with VerticalScroll(id="help-scroll"):
                yield FieldText(help_fields(self._about), label_width=12, id="help-text")
            yield DialogKeys(
                [("q", "sluiten", "close"), ("↑ ↓", "bladeren", ""), ("r", "rollen en afschermen", "roles")]
            )

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_roles(self) -> None:
        """Turn to the page about roles and shielding, and back."""
        from tui.forms.role_help import role_help

        self._roles = not self._roles
        role = getattr(self.app, "role", None)
        title = "Hulp · Rollen en afschermen" if self._roles else self._title
        self.query_one("#help-title", FieldText).show([Field(value=title, style="title"), BLANK])
        fields = role_help(role) if self._roles else help_fields(self._about)
        self.query_one("#help-text", FieldText).show(fields)
        self.query_one(VerticalScroll).scroll_to(y=0, animate=False)

    def action_move(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
