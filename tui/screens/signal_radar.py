"""The column that thinks along while a signal is typed: what is known, one key to look, one key to link."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from store.queries.radar import PersonMatch, Radar, radar
from tui.forms.radar_text import asked_parts, radar_fields, short
from tui.forms.signal_values import Values, to_input
from tui.screens.base import SignaalpuntScreen, app_of
from tui.text import plain
from tui.widgets.field_text import FieldText

if TYPE_CHECKING:
    from store.acts.links import Recognised

_LAPSED = "Wie u koos, past niet meer bij wat er nu staat; het signaal wordt aan niemand gekoppeld."

LOOK_AFTER = 0.15
"""Seconds after the last key at which the radar looks."""


class SignalRadar(SignaalpuntScreen):
    """The radar of the form; the form gives `values`, `_signal_id` and `_later`, and the widgets to show it in."""

    _signal_id: int | None = None
    _known: Radar | None = None
    _same_as: int | None = None

    @property
    def values(self) -> Values:
        """The form as it stands."""
        raise NotImplementedError

    def _later(self, name: str, seconds: float, callback: Callable[[], object]) -> None:
        raise NotImplementedError

    def choice_changed(self) -> None:
        """Keep in the draft to whom the signal will be linked."""
        raise NotImplementedError

    def _look_soon(self) -> None:
        self._later("look", LOOK_AFTER, self._look)

    @work(group="radar", exclusive=True)
    async def _look(self) -> None:
        desk = app_of(self).desk
        data, _ = to_input(self.values, desk.now())
        address, person, reporter = asked_parts(data)
        typed = address.house_number is not None or person.surname or person.phone
        today = desk.today()
        known: Radar | None = None
        if typed:
            known = await asyncio.to_thread(
                lambda: radar(
                    desk.store,
                    address=address,
                    person=person,
                    reporter=reporter,
                    today=today,
                    exclude_signal_id=self._signal_id,
                )
            )
        if not self.is_mounted:
            return
        self._known = known
        if self._same_as is not None and self._chosen is None:
            self._same_as = None
            self.choice_changed()
            self.app.notify(_LAPSED, timeout=5, markup=False)
        self.query_one("#radar", FieldText).show(radar_fields(known, today, self._same_as))
        glance = short(known) if known else ""
        line = self.query_one("#glance", Static)
        line.update(plain(f"F6  {glance}"))
        line.set_class(bool(glance), "-shown")
        self.refresh_bindings()

    @property
    def _matches(self) -> tuple[PersonMatch, ...]:
        return self._known.matches if self._known else ()

    @property
    def _chosen(self) -> PersonMatch | None:
        """Who the new signal will be linked to."""
        return next((match for match in self._matches if match.resident_id == self._same_as), None)

    def recognised(self) -> Recognised | None:
        """Return who was recognised, for the act that saves the signal."""
        from store.acts.links import Recognised, Seen

        match = self._chosen
        return None if match is None else Recognised(match.resident_id, Seen(match.level, match.reasons))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Linking is offered for a new signal when somebody may be the same; looking when anything is known."""
        if action == "link":
            return self._signal_id is None and bool(self._matches)
        if action == "look":
            return self._known is not None and not self._known.empty
        return super().check_action(action, parameters)

    def action_link(self) -> None:
        """Link to the first person who may be the same when the signal is saved; again: to the next, or to nobody."""
        ids = [match.resident_id for match in self._matches]
        at = ids.index(self._same_as) + 1 if self._same_as in ids else 0
        self._same_as = ids[at] if at < len(ids) else None
        self.choice_changed()
        today = app_of(self).desk.today()
        self.query_one("#radar", FieldText).show(radar_fields(self._known, today, self._same_as))
        chosen = self._chosen
        told = (
            f"Wordt bij het bewaren gekoppeld aan {chosen.who}." if chosen else "Wordt aan niemand gekoppeld."
        )
        self.app.notify(told, timeout=3, markup=False)

    def action_look(self) -> None:
        """Open the case or the newest signal of who is chosen, else of the surest; what was typed stays."""
        known, match = self._known, self._chosen or next(iter(self._matches), None)
        if known is None:
            return
        case = match.case if match else next(iter(known.cases), None)
        signal_id = match.signal_id if match else next((one.id for one in known.signals), None)
        if case is not None:
            app_of(self).open_case(case.id)
        elif signal_id is not None:
            app_of(self).open_signal(signal_id)
