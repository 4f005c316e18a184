"""On whose behalf somebody works and for what: asked by who wants to say it, kept until it is said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input

from store.text import fold
from tui.screens.dialogs.form_dialog import FormDialog, form_line, text_of
from tui.widgets.suggest_input import SuggestInput, Suggestion

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp


@dataclass(frozen=True, slots=True)
class Purpose:
    """What goes with every entry of the log; both empty: for oneself, the ordinary work."""

    on_behalf: str
    purpose: str


class OnBehalfDialog(FormDialog[Purpose]):
    """Asks on whose behalf and for what."""

    SAVE_NL = "zo werken"
    HELP_NL = (
        "Neemt u waar voor een collega, of kijkt u met een bijzonder doel (een klacht, een controle)? Zeg het hier: "
        "het logboek houdt het bij tot u het leegmaakt, vergrendelt of afsluit. Leeg: uw eigen, gewone werk."
    )

    def __init__(self, now: Purpose, names: Iterable[str]) -> None:
        super().__init__("Namens wie en waarvoor", self.HELP_NL)
        self._now = now
        self._names = tuple(names)

    def lines(self) -> Iterable[Widget]:
        """The two fields."""
        yield form_line(
            "Namens",
            SuggestInput(self._suggest, self._now.on_behalf, least=0, placeholder="uzelf", id="on-behalf"),
        )
        yield form_line(
            "Waarvoor",
            Input(self._now.purpose, placeholder="gewoon werk", compact=True, max_length=80, id="purpose"),
        )

    def _suggest(self, text: str) -> list[Suggestion]:
        key = fold(text)
        return [Suggestion(name) for name in self._names if key in fold(name)]

    def collect(self) -> Purpose:
        """Return what was said."""
        return Purpose(self.query_one("#on-behalf", SuggestInput).value.strip(), text_of(self, "purpose"))


async def ask_on_behalf(app: SignaalpuntApp) -> None:
    """Ask, and work so from now on."""
    from store.queries.directory import workers

    actor = app.desk.actor
    names = [one.name for one in workers(app.desk.store) if one.name != actor.name]
    said = await app.push_screen_wait(OnBehalfDialog(Purpose(actor.on_behalf, actor.purpose), names))
    if said is None:
        return
    app.act_as(replace(app.desk.actor, on_behalf=said.on_behalf, purpose=said.purpose))
    words = [f"namens {said.on_behalf}" if said.on_behalf else "", said.purpose]
    told = ", ".join(word for word in words if word) or "uw eigen, gewone werk"
    app.notify(f"In het logboek staat voortaan: {told}.", timeout=6, markup=False)
