"""What a case or signal is wherever it is shown: something that can go on the agenda of the next meeting."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work

from tui.screens.base import SignaalpuntScreen, app_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A case, or a signal (that of a case stands on an agenda as the case); `about` names it in a dialog."""

    about: str
    case_id: int | None = None
    signal_id: int | None = None


class RaisingScreen(SignaalpuntScreen):
    """A screen with the action "op agenda". A subclass gives `to_raise()`: what is chosen, None for nothing."""

    def to_raise(self) -> Subject | None:
        """Return what would go on the agenda now."""
        return None

    @work(exclusive=True, group="raise")
    async def action_raise_item(self) -> None:
        """Put the chosen case or signal on the agenda of the next meeting."""
        from tui.screens.meeting_agenda import raise_at_meeting

        chosen = self.to_raise()
        if chosen is not None:
            await raise_at_meeting(
                app_of(self), chosen.about, case_id=chosen.case_id, signal_id=chosen.signal_id
            )
