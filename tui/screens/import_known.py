"""What the trial of a delivery says of people and addresses that are known already, with one key to look."""

from __future__ import annotations

from textual import on
from textual.message import Message

from store.errors import StoreError
from tui.forms.delivery_known import add_known
from tui.forms.delivery_run import Opened, Run
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
            self.query_one(TrialPane).show(event.run, event.run)

    @on(RecordList.Highlighted, "#remarks")
    def _other_remark(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Looking is offered for a row of which a case or a signal is known."""
        if action == "look":
            if not self.is_mounted or getattr(self.focused, "id", "") != "remarks":
                return False
            remark = self.query_one(TrialPane).remark
            return remark is not None and (remark.case_id is not None or remark.signal_id is not None)
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

    def action_look(self) -> None:
        """Open the case or the newest signal of who is known; the trial stays as it is."""
        remark = self.query_one(TrialPane).remark
        if remark is None:
            return
        if remark.case_id is not None:
            app_of(self).open_case(remark.case_id)
        elif remark.signal_id is not None:
            app_of(self).open_signal(remark.signal_id)
