"""What Vandaag tells above the worklist once that is on screen, loaded and read behind it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from store.queries.people import OpeningRow
from tui.widgets.decided import Decided
from tui.widgets.glass_note import GlassNote
from tui.widgets.pairs_note import PairsNote
from tui.widgets.upkeep_note import UpkeepNote


class TodayNotes(Vertical):
    """Copies and clock, broken glass, decisions and pairs; each looks by itself and takes no room without news."""

    DEFAULT_CSS = "TodayNotes { height: auto; }"

    def compose(self) -> ComposeResult:
        """One below the other."""
        yield UpkeepNote(id="upkeep-note")
        yield GlassNote(id="glass-note")
        yield Decided(id="decided")
        yield PairsNote(id="pairs-note")

    def look(self) -> None:
        """Look again, when the store changed."""
        self.query_one(UpkeepNote).look()
        self.query_one(GlassNote).look()
        self.query_one(Decided).look()
        self.look_at_pairs()

    def look_at_pairs(self) -> None:
        """Count the pairs that wait for a look."""
        self.query_one(PairsNote).look()

    @property
    def unseen(self) -> Sequence[OpeningRow]:
        """The broken glass nobody took note of."""
        return self.query_one(GlassNote).unseen
