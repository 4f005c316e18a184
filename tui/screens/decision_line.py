"""The line of a running meeting that takes a decision: what it means, recording it, keeping it while it is typed."""

from __future__ import annotations

from textual import on, work
from textual.timer import Timer
from textual.widgets import Input

from store.queries.meeting_shapes import AgendaRow
from tui.forms.decision_drafts import DecisionDrafts
from tui.forms.meeting_text import understood
from tui.screens import meeting_acts
from tui.screens.base import SignaalpuntScreen, app_of
from tui.widgets.agenda_list import AgendaList
from tui.widgets.decision_input import DecisionInput
from tui.widgets.field_text import Field, FieldText

KEEP_WAIT = 0.4
"""Seconds after the last key in which the line that is typed is kept."""


class DecisionLineScreen(SignaalpuntScreen):
    """A screen with a `DecisionInput`, `#understood` under it and an `AgendaList`. A subclass gives `item`.

    What is typed and not recorded stays with its item: it is there again when the item is called again, also after the
    terminal was killed.
    """

    _drafts: DecisionDrafts | None = None
    _line_of: int | None = None
    _keep_timer: Timer | None = None

    @property
    def item(self) -> AgendaRow | None:
        """The item that is being discussed."""
        raise NotImplementedError

    def turn_line(self, current: int | None) -> None:
        """Show what was typed at the item that is called now; what was typed at the one before stays with that."""
        if current == self._line_of:
            return
        self.keep_line()
        if self._drafts is None:
            self._drafts = DecisionDrafts(app_of(self).desk.store, app_of(self).desk.actor)
        line, self._line_of = self.query_one(DecisionInput), current
        with line.prevent(Input.Changed):
            line.clear_line()
            line.value = "" if current is None else self._drafts.kept(current)
            line.cursor_position = len(line.value)

    def keep_line(self) -> None:
        """Keep what is typed, in a thread."""
        if self._keep_timer is not None:
            self._keep_timer.stop()
            self._keep_timer = None
        drafts, item = self._drafts, self._line_of
        if drafts is not None and item is not None:
            ticket, line = drafts.ticket(item), self.query_one(DecisionInput).value
            self.run_worker(lambda: drafts.keep(item, ticket, line), thread=True, group="draft")

    def show_meaning(self) -> None:
        """Say what the line means, or what it still needs."""
        line = self.query_one(DecisionInput)
        self.query_one("#understood", FieldText).show(understood(line.parsed, line.value))

    @on(Input.Changed, "#decision")
    def _typing(self) -> None:
        self.show_meaning()
        if self._keep_timer is not None:
            self._keep_timer.stop()
        self._keep_timer = self.set_timer(KEEP_WAIT, self.keep_line)

    def action_decide(self) -> None:
        """Go to the line that takes a decision."""
        if self.item is not None:
            self.query_one(DecisionInput).focus()

    @on(DecisionInput.Left)
    def _left_line(self) -> None:
        self.query_one(AgendaList).focus() if not self.turned else self.set_focus(None)

    @on(DecisionInput.Given)
    def _given(self) -> None:
        self._record()

    @work(exclusive=True, group="decide")
    async def _record(self) -> None:
        """Record the decision at once; a line that is not understood stays, with what it needs."""
        line, item = self.query_one(DecisionInput), self.item
        if item is None or not line.value.strip():
            return
        parsed = line.parsed
        if parsed.line is None:
            self.query_one("#understood", FieldText).show(
                [Field(value=f"! {problem}", style="late") for problem in parsed.problems[:3]]
            )
            return
        if await meeting_acts.decide(app_of(self), item, parsed.line):
            line.clear_line()
            self.show_meaning()
