"""Says of a passphrase, while it is typed, how hard it is to guess and why; never a letter of it."""

from __future__ import annotations

from collections.abc import Iterable

from store.rules.passphrase import MIN_LENGTH, Strength, judge
from tui.widgets.field_text import Field, FieldText

_ADVICE = f"Ten minste {MIN_LENGTH} tekens; een zin van vier of vijf losse woorden is het best."
_BARS = {Strength.WEAK: "━╌╌", Strength.FAIR: "━━╌", Strength.STRONG: "━━━"}
_STYLES = {Strength.WEAK: "late", Strength.FAIR: "today", Strength.STRONG: "accent"}


class PassphraseMeter(FieldText):
    """Put it under the field; call `judge` when that changes."""

    DEFAULT_CSS = "PassphraseMeter { padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__([Field(value=_ADVICE, style="quiet")], id=id)

    def judge(self, passphrase: str, known: Iterable[str] = ()) -> None:
        """Show what is thought of it; `known` are words about this user."""
        if not passphrase:
            self.show([Field(value=_ADVICE, style="quiet")])
            return
        found = judge(passphrase, known)
        self.show(
            [
                Field(value=f"{_BARS[found.strength]} {found.strength.label}", style=_STYLES[found.strength]),
                Field(value=found.why, style="quiet"),
            ]
        )
