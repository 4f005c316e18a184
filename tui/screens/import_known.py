"""What the trial of a delivery says of people and addresses that are known already: one key to look, one to choose.

What is chosen is kept by the number of the row, whatever the trial says next, and is linked when the delivery comes in.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Sequence

from textual import on, work
from textual.message import Message

from store.errors import StoreError
from store.queries.radar import radar
from tui.forms.delivery_choice import Candidate, Chosen, candidates, following
from tui.forms.delivery_known import add_known
from tui.forms.delivery_run import Opened, Remark, Run
from tui.screens.base import SignaalpuntScreen, app_of
from tui.widgets.record_list import RecordList
from tui.widgets.trial_pane import TrialPane


class KnownFound(Message):
    """More rows of a trial, or all of them, were looked up."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run


class KnownInTrial(SignaalpuntScreen):
    """A screen with a `TrialPane` about the file `_ready`: its trial, and the run that brought it in."""

    _ready: Opened
    _trial: Run | None = None
    _brought_in: Run | None = None

    def __init__(self) -> None:
        super().__init__()
        self._chosen: dict[int, Chosen] = {}

    @property
    def left_over(self) -> list[tuple[str, str]]:
        """What was chosen, to be shown when the program was locked meanwhile: the trial is not made again then."""
        if self.done:
            return []
        return [(f"Rij {number}", f"hoort bij {one.candidate.who}") for number, one in self._chosen.items()]

    @property
    def done(self) -> bool:
        """Whether the delivery was brought in."""
        return self._brought_in is not None

    def look_for_known(self, run: Run) -> None:
        """Look up, in the thread of a trial that ended, which of its rows are known."""
        if not run.dry or run.result is None:
            return
        try:
            add_known(app_of(self).desk, self._ready.delivery, run, lambda: self._post_known(run))
        except StoreError:
            return

    def _post_known(self, run: Run) -> None:
        if self.is_attached:
            self.post_message(KnownFound(run))

    @on(KnownFound)
    def _tell_known(self, event: KnownFound) -> None:
        if event.run is self._trial and not self.done:
            self.show_trial(event.run)

    def show_trial(self, run: Run) -> None:
        """Show a trial with what was chosen; a choice whose row makes no signal any more says so."""
        last = self._brought_in or self._trial
        chosen = {} if self.done else self._chosen
        lost = {number for number in chosen if last is not None and not _holds(last.about, number)}
        self.query_one(TrialPane).show(run, last, chosen, lost)

    @on(RecordList.Highlighted, "#remarks")
    def _other_remark(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Looking and choosing are offered for a row of which somebody or something is known."""
        if action in ("look", "who", "link"):
            if not self.is_mounted or self.done or getattr(self.focused, "id", "") != "remarks":
                return False
            remark = self.query_one(TrialPane).known
            return remark is not None and (action != "look" or self._leads_to(remark) != (None, None))
        if action == "next_kind":
            return self.is_mounted and self.query_one(TrialPane).narrows
        if action in ("show_rows", "show_signals"):
            return self.done
        return super().check_action(action, parameters)

    def action_show_rows(self) -> None:
        """Show what became of every row, with who is known of it; there one key links."""
        delivery_id = self._delivery_id
        if delivery_id is not None:
            from tui.screens.delivery import DeliveryScreen

            self.app.push_screen(DeliveryScreen(delivery_id))

    def action_show_signals(self) -> None:
        """Show the signals that came in."""
        if self._delivery_id is not None:
            app_of(self).show_delivery(self._delivery_id)

    @property
    def _delivery_id(self) -> int | None:
        result = self._brought_in.result if self._brought_in is not None else None
        return None if result is None else result.delivery_id

    def action_next_kind(self) -> None:
        """Show the next group of rows alone: rejected, to check, known, chosen; after the last one all."""
        self.query_one(TrialPane).next_kind()
        self.refresh_bindings()

    def action_look(self) -> None:
        """Open the case or the newest signal of who was chosen, else of the surest; the trial stays as it is."""
        remark = self.query_one(TrialPane).known
        if remark is not None:
            self._open(*self._leads_to(remark))

    def _leads_to(self, remark: Remark) -> tuple[int | None, int | None]:
        chosen = self._chosen.get(remark.row_number)
        if chosen is not None:
            return chosen.candidate.case_id, chosen.candidate.signal_id
        return remark.case_id, remark.signal_id

    def _open(self, case_id: int | None, signal_id: int | None) -> None:
        if case_id is not None:
            app_of(self).open_case(case_id)
        elif signal_id is not None:
            app_of(self).open_signal(signal_id)

    async def _candidates(self, remark: Remark) -> tuple[Candidate, ...]:
        desk, asked = app_of(self).desk, remark.asked
        if asked is None:
            return ()
        today = desk.today()
        address, person = asked
        try:
            known = await asyncio.to_thread(radar, desk.store, address=address, person=person, today=today)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return ()
        return candidates(known, today)

    @work(exclusive=True, group="choose")
    async def action_link(self) -> None:
        """Say that the row belongs to the surest who is known; again: to the next, or to nobody."""
        remark = self.query_one(TrialPane).known
        if remark is None:
            return
        found = await self._candidates(remark)
        if self.is_mounted and not self.done:
            before = self._chosen.get(remark.row_number)
            self._choose(remark, following(found, before.candidate if before else None))

    @work(exclusive=True, group="choose")
    async def action_who(self) -> None:
        """Show everybody and everything that is known beside the row, with the reasons, to look or to choose."""
        from tui.screens.dialogs.known import KnownDialog

        remark = self.query_one(TrialPane).known
        if remark is None:
            return
        found = await self._candidates(remark)
        if not (found and self.is_mounted):
            self._only_signals(remark)
            return
        before = self._chosen.get(remark.row_number)
        cells = " · ".join(cell.strip() for cell in remark.cells if cell.strip())[:200]
        dialog = KnownDialog(remark.row_number, cells, found, before.candidate if before else None)
        answer = await self.app.push_screen_wait(dialog)
        if answer is None or not self.is_mounted or self.done:
            return
        if answer.look and answer.candidate is not None:
            self._open(answer.candidate.case_id, answer.candidate.signal_id)
        else:
            self._choose(remark, answer.candidate)

    def _choose(self, remark: Remark, candidate: Candidate | None) -> None:
        """Keep what the row belongs to and say it on its line; None: nobody of those who are known."""
        before = self._chosen.pop(remark.row_number, None)
        if candidate is not None:
            self._chosen[remark.row_number] = Chosen(candidate, remark)
            told = (
                f"Rij {remark.row_number} hoort bij {candidate.who}; dat wordt bij het invoeren vastgelegd."
            )
        elif before is not None:
            told = f"Rij {remark.row_number} hoort bij niemand die bekend is."
        else:
            self._only_signals(remark)
            return
        if self._trial is not None:
            self.show_trial(self._trial)
        self.refresh_bindings()
        self.notify(told, timeout=3, markup=False)

    def _only_signals(self, remark: Remark) -> None:
        if self.is_mounted:
            told = "Van dit adres zijn alleen signalen bekend, geen persoon of open casus om bij te horen."
            self.notify(told, timeout=4, markup=False)


def _holds(rows: Sequence[int], number: int) -> bool:
    """Tell whether sorted row numbers hold one."""
    at = bisect_left(rows, number)
    return at < len(rows) and rows[at] == number
