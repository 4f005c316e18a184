"""Opslag nakijken: what `signaalpunt doctor` tells, on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.queries.checkup import Finding, Level, look_at_place, look_inside
from tui.actions import bindings_for
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.case_views.base import Reading
from tui.terminal_check import look_at_terminal, version_finding
from tui.widgets.field_text import BLANK, Field, FieldText

_STYLES = {Level.OK: "", Level.WARN: "today", Level.FAULT: "late"}


class Found(Message):
    """What was found so far; `done` when that is all."""

    def __init__(self, found: Sequence[Finding], *, done: bool) -> None:
        super().__init__()
        self.found = tuple(found)
        self.done = done


def finding_fields(found: Sequence[Finding], *, done: bool) -> list[Field]:
    """Return the findings as lines: how it stands in words, then what, and the remedy below it."""
    worst = max((list(Level).index(one.level) for one in found), default=0)
    summary = (
        "Alles is in orde.",
        "Er is iets om op te letten.",
        "Er is iets mis; hieronder staat wat u kunt doen.",
    )
    fields = [Field(value="Opslag nakijken", style="title")]
    fields.append(Field(value=summary[worst] if done else "Bezig met nakijken …", style="accent"))
    fields.append(BLANK)
    for one in found:
        style = _STYLES[one.level]
        fields.append(Field(one.title, f"{one.level.label}: {one.detail}", style))
        if one.remedy and one.level is not Level.OK:
            fields.append(Field("", f"→ {one.remedy}"))
    return fields


class CheckupScreen(SignaalpuntScreen):
    """Looks the store over in a thread; lines come as they are found."""

    TAB = "setup"
    TITLE_NL = "Opslag nakijken"
    HELP_NL = (
        "Signaalpunt kijkt na of de opslag heel is: elke bladzijde, alle verwijzingen, de zoekindex, het logboek, de "
        "reservekopie, de schijf, de klok en de terminal. Achter elke regel staat ok, let op of fout, met wat u eraan "
        "kunt doen. Er wordt niets veranderd; het nakijken staat in het logboek. Loopt de zoekindex niet gelijk met de "
        "gegevens, dan maakt u hem met h opnieuw. Met r kijkt u nog eens, met Esc gaat u terug."
    )
    BINDINGS = [*bindings_for("checkup")]
    AUTO_FOCUS = "Reading"
    DEFAULT_CSS = "CheckupScreen Reading { padding: 0 3; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Finding, ...] = ()

    def left(self) -> Iterable[Widget]:
        """The lines."""
        yield Reading(FieldText(id="found", label_width=16))

    def on_mount(self) -> None:
        """Begin."""
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to mend what was found to need it."""
        if action == "mend":
            return any(one.key in ("search", "figures") and one.level is Level.FAULT for one in self._found)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="act")
    async def action_mend(self) -> None:
        """Make the indexes anew that do not agree with their rows, and look again."""
        app = app_of(self)
        now = app.desk.now()

        def job(store: Store, actor: Actor) -> tuple[str, ...]:
            from store.acts.search_rebuild import mend_indexes
            from store.acts.year_mend import mend_sums

            return (*mend_indexes(store, actor, now=now), *mend_sums(store, actor, now=now))

        self._found = ()
        self.query_one("#found", FieldText).show([Field(value="Bezig met herstellen …", style="accent")])
        self.refresh_bindings()
        await app.perform(job, "Zoekindex en sommen lopen weer gelijk")
        self._look()

    def action_again(self) -> None:
        """Look once more."""
        self._look()

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()

    @work(thread=True, exclusive=True, group="read")
    def _look(self) -> None:
        from store.acts.maintenance import log_checkup

        desk = app_of(self).desk
        found = [version_finding(), *look_at_place(desk.store.path)]
        self.post_message(Found(found, done=False))
        try:
            inside = []
            for one in look_inside(desk.store, desk.now(), desk.today()):
                inside.append(one)
                found.append(one)
                self.post_message(Found(found, done=False))
            log_checkup(desk.store, desk.actor, inside, now=desk.now())
        except StoreError as error:
            found.append(Finding("open", Level.FAULT, "Openen", str(error)))
        found += look_at_terminal()
        self.post_message(Found(found, done=True))

    @on(Found)
    def _show(self, event: Found) -> None:
        self._found = event.found
        self.query_one("#found", FieldText).show(finding_fields(event.found, done=event.done))
        self.refresh_bindings()
