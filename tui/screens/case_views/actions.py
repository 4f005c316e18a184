"""Actions: what was promised, by whom, by when; the open ones first."""

from __future__ import annotations

from collections.abc import Sequence

from store.local_time import local_day
from store.queries.case_shapes import ActionView
from tui.screens.case_views.base import CaseData, ListView, when
from tui.screens.case_views.words import day_near, due_words
from tui.widgets.field_text import BLANK, Field
from tui.widgets.rows import Column, Row

OPEN, DONE = "Open", "Afgerond"


class ActionsView(ListView):
    """Open actions, then finished ones."""

    TITLE = "Acties"
    COLUMNS = (
        Column("Termijn", width=20, style="state"),
        Column("Wat", fraction=2),
        Column("Wie", fraction=1, style="quiet", min_screen=70),
    )
    EMPTY = "Er zijn geen acties. Spreek er met a een af: wat, wie, en wanneer het klaar is."

    _data: CaseData | None = None

    @property
    def action(self) -> ActionView | None:
        """The chosen action."""
        data, chosen = self._data, self.chosen
        if data is None or not chosen:
            return None
        every = (*data.detail.open_actions, *data.detail.done_actions)
        return next((one for one in every if str(one.id) == chosen), None)

    def show(self, data: CaseData) -> None:
        """Show the actions."""
        self._data = data
        rows = [
            Row(
                str(one.id),
                ("zonder datum" if one.due is None else one.due.text, one.title, one.owner),
                one.due.state if one.due and one.due.state in ("late", "today") else "",
                OPEN,
            )
            for one in data.detail.open_actions
        ]
        rows += [
            Row(str(one.id), (_done_on(one, data), one.title, one.owner), "done", DONE)
            for one in data.detail.done_actions
        ]
        late = any(one.due and one.due.state == "late" for one in data.detail.open_actions)
        self.put(rows, {OPEN: "late"} if late else None)

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return an action whole."""
        one, data = self.action, self._data
        if one is None or data is None:
            return ()
        fields = [Field(value=one.title, style="strong"), BLANK, Field("Wie", one.owner)]
        if one.done_at is not None:
            fields.append(Field("Afgerond", when(one.done_at, data.today)))
            fields.append(Field("Wat kwam eruit", one.done_note or "niets opgeschreven"))
        elif one.due is not None and one.due_on is not None:
            late = "late" if one.due.state == "late" else ""
            fields.append(
                Field("Klaar op", f"{day_near(one.due_on, data.today)}\n{due_words(one.due)}", late)
            )
        fields.append(Field("Afgesproken", f"{when(one.created_at, data.today)} door {one.by}", "quiet"))
        if one.done_at is None:
            fields += [BLANK, Field(value="v vinkt deze actie af.", style="quiet")]
        return fields


def _done_on(one: ActionView, data: CaseData) -> str:
    return "" if one.done_at is None else day_near(local_day(one.done_at), data.today)
