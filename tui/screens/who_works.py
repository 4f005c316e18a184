"""Who is working, asked after the recovery code: it opens the store and belongs to nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from store.queries.people import people
from tui.crash import refusal
from tui.screens.before_work import BeforeWorkScreen
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.record_list import Column, ListSource, RecordList, Row

if TYPE_CHECKING:
    from tui.desk import Desk


class WhoWorksScreen(BeforeWorkScreen):
    """Lists the people of the store; the chosen one sits down, and the log says so."""

    HELP_NL = (
        "De herstelcode is van niemand in het bijzonder. Kies wie u bent: die naam komt bij alles te staan wat u doet, "
        "en in het logboek staat dat de opslag met de herstelcode is geopend. Daarna kiest u een nieuwe wachtzin."
    )
    DEFAULT_CSS = """
    WhoWorksScreen RecordList { height: 11; margin: 1 0 0 0; background: $surface; }
    WhoWorksScreen.-high RecordList { height: 18; }
    """
    BINDINGS = [Binding("enter", "choose", "dit ben ik", show=False)]

    def compose(self) -> ComposeResult:
        """Why, the people, the keys."""
        rows = [Row(one.name, (one.name, one.role.label)) for one in people(self.desk.store) if one.active]
        columns = (Column("Naam", fraction=5, style="strong"), Column("Rol", width=14, style="quiet"))
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value="Wie bent u?", style="title"),
                    BLANK,
                    Field(
                        value="De opslag is open met de herstelcode, en die is van niemand in het bijzonder. Kies wie "
                        "u bent: die naam komt bij alles wat u doet. Het gebruik van de code staat in het logboek."
                    ),
                ]
            )
            yield RecordList(columns, ListSource(rows))
            yield FieldText(id="problem")
            yield DialogKeys(
                [
                    ("↑ ↓", "kiezen", ""),
                    ("Enter", "dit ben ik", "choose"),
                    ("ctrl+l", "vergrendelen", "let_go"),
                    ("ctrl+q", "afsluiten", "app.quit"),
                ]
            )

    def on_mount(self) -> None:
        """Choose at once."""
        self.query_one(RecordList).focus()

    @on(RecordList.Selected)
    async def _selected(self, event: RecordList.Selected) -> None:
        event.stop()
        await self.action_choose()

    async def action_choose(self) -> None:
        """Sit down as the chosen person."""
        row = self.query_one(RecordList).current
        if row is None or self.busy or not self.held:
            return
        self.busy = True
        try:
            desk = await asyncio.to_thread(_sit_down_as, self.desk, row.id)
        except Exception as error:
            sentence = refusal(error)
            if sentence is None:
                raise
            self.say(sentence)
            return
        finally:
            self.busy = False
        self.pass_on()
        self._whole_app.seat(desk, told=True)


def _sit_down_as(desk: Desk, name: str) -> Desk:
    from store.acts.unlocking import log_told_who
    from store.acts.workers import choose_worker
    from store.queries.seat import everybody_shares
    from tui.desk import sit_down

    found = sit_down(desk.store, clock=desk.clock, name=name)
    assert found is not None
    log_told_who(found.store, found.actor, now=found.now())
    if everybody_shares(found.store):
        choose_worker(found.store, found.actor, name, now=found.now())
    return found
