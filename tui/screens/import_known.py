"""What the trial of a delivery says of people and addresses that are known already, with one key to look."""

from __future__ import annotations

from textual import on
from textual.message import Message

from store.errors import StoreError
from tui.forms.delivery_known import add_known
from tui.forms.delivery_run import Run
from tui.screens.base import SignaalpuntScreen, app_of
from tui.widgets.record_list import RecordList
from tui.widgets.trial_pane import TrialPane


class KnownFound(Message):
    """The rows of a trial of whom something is known were looked up."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run


class KnownInTrial(SignaalpuntScreen):
    """A screen with a `TrialPane`; `_trial` is the trial it shows, `done` whether the delivery came in."""

    _trial: Run | None = None

    @property
    def done(self) -> bool:
        """Whether the delivery was brought in."""
        raise NotImplementedError

    def look_for_known(self, run: Run) -> None:
        """Look up, in the thread of a trial that ended, which of its rows are known."""
        if not run.dry or run.result is None:
            return
        try:
            found = add_known(app_of(self).desk, run)
        except StoreError:
            return
        if found and run.known and self.is_attached:
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
        return super().check_action(action, parameters)

    def action_look(self) -> None:
        """Open the case or the newest signal of who is known; the trial stays as it is."""
        remark = self.query_one(TrialPane).remark
        if remark is None:
            return
        if remark.case_id is not None:
            app_of(self).open_case(remark.case_id)
        elif remark.signal_id is not None:
            app_of(self).open_signal(remark.signal_id)
