"""What was looked at on screen goes into the log: in a thread, after it was shown, so that nothing waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from textual.message_pump import MessagePump
from textual.timer import Timer

from store.errors import StoreError, StoreLocked

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp

AT_REST = 1.0
"""Seconds that something stands beside a list, or a search stays as it is, before it counts as looked at. Own norm:
what a moving cursor passes was not read."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look, as `store.acts.looking.log_look` takes it."""

    kind: str
    number: str = ""
    case_id: int | None = None
    signal_id: int | None = None
    event: str = "read"
    terms: str = ""
    summary: str = ""


def note_look(pump: MessagePump, look: Look) -> None:
    """Write a look down; when that cannot be done the user is told."""
    app = cast("SignaalpuntApp", pump.app)
    desk = app.desk

    def job() -> None:
        from store.acts.looking import log_look

        try:
            log_look(
                desk.store,
                desk.actor,
                event=look.event,
                kind=look.kind,
                number=look.number,
                case_id=look.case_id,
                signal_id=look.signal_id,
                terms=look.terms,
                summary=look.summary,
                now=desk.now(),
            )
        except StoreLocked:
            return
        except StoreError as error:
            app.call_from_thread(app.tell_problem, f"Deze inzage staat niet in het logboek. {error}")

    app.run_worker(job, thread=True, group="looks", exit_on_error=False)


class LookAtRest:
    """What may count as looked at once it has been there for `AT_REST`; `pump` is the widget or screen it is on."""

    def __init__(self, pump: Any) -> None:
        self._pump = pump
        self._look: Look | None = None
        self._timer: Timer | None = None

    def show(self, look: Look | None) -> None:
        """Something else, or nothing, is there now; the same thing again goes on counting."""
        if look == self._look:
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._look = look
        if look is not None:
            self._timer = self._pump.set_timer(AT_REST, lambda: note_look(self._pump, look))
