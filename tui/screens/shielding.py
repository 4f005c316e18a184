"""Need-to-know on screen: shielding a case for its team, and breaking the glass of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Shielded
from store.local_time import local
from tui.screens.confirm import ReasonDialog
from tui.screens.dialogs.form_dialog import FormDialog, Missing, ask_and_do, form_line, text_of
from tui.text import moment

if TYPE_CHECKING:
    from store.queries.case_shapes import CaseDetail
    from tui.app import SignaalpuntApp


async def shield_or_not(app: SignaalpuntApp, seen: CaseDetail) -> None:
    """Ask why, and shield a case that is not, or let everybody see one that is."""
    head, now = seen.head, app.desk.now()
    question = "Waarom hoeft dit niet meer?" if head.shielded else "Waarom wordt deze casus afgeschermd?"
    detail = (
        f"{head.number} wordt weer zichtbaar voor alle medewerkers van deze opslag."
        if head.shielded
        else f"Alleen {head.team} ziet {head.number} dan nog, ook in lijsten, zoeken en overleg. Wie haar toch "
        "moet zien, breekt het glas (F7) met een reden; een coördinator ziet dat."
    )

    async def act(reason: str) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.shielding import shield_case, unshield_case

            act = unshield_case if head.shielded else shield_case
            return act(store, actor, head.id, reason, expected_version=head.version, now=now)

        done = "De casus is weer zichtbaar" if head.shielded else "De casus is afgeschermd"
        return await app.perform(job, done)

    await ask_and_do(app, lambda typed: ReasonDialog(question, detail, value=typed or ""), act)


@dataclass(frozen=True, slots=True)
class GlassInput:
    """Which case, and why it has to be seen now."""

    number: str
    reason: str


class GlassDialog(FormDialog[GlassInput]):
    """Asks for a number and a reason."""

    SAVE_NL = "glas breken"
    HELP_NL = (
        "Een afgeschermde casus is er voor het team ervan. Moet u haar nu toch zien, zeg dan waarom. U krijgt acht uur "
        "toegang; het staat in het logboek en een coördinator ziet het."
    )

    def __init__(self, *, typed: GlassInput | None = None) -> None:
        super().__init__("Glas breken van een afgeschermde casus", self.HELP_NL)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Number and reason."""
        typed = self._typed
        number = Input(
            typed.number if typed else "", placeholder="C2026-031", compact=True, max_length=40, id="number"
        )
        yield form_line("Casus", number)
        reason = Input(
            typed.reason if typed else "",
            placeholder="waarom u deze casus nu moet zien",
            compact=True,
            max_length=500,
            id="reason",
        )
        yield form_line("Reden", reason)

    def collect(self) -> GlassInput:
        """Return the answer. Raises `Missing`."""
        number, reason = text_of(self, "number"), text_of(self, "reason")
        if not number:
            raise Missing("Vul het nummer van de casus in, zoals C2026-031.", "number")
        if len(reason) < 10:
            raise Missing("Zeg in een paar woorden waarom u deze casus nu moet zien.", "reason")
        return GlassInput(number, reason)


async def break_the_glass(app: SignaalpuntApp) -> None:
    """Ask which case and why, open it for a while, and show it."""
    opened: list[int] = []

    async def act(typed: GlassInput) -> object | None:
        def job(store: Store, actor: Actor) -> datetime:
            from store.acts.shielding import break_glass
            from store.queries.numbers import resolve

            try:
                found = resolve(store, typed.number)
                if found.kind != "case":
                    raise InvalidInput("Dit is het nummer van een signaal. Geef het nummer van de casus.")
                case_id = found.id
            except Shielded as error:
                case_id = error.case_id
            until = break_glass(store, actor, case_id, typed.reason)
            opened.append(case_id)
            return until

        until = await app.perform(job)
        if until is not None:
            app.notify(f"Toegang tot {moment(local(until))}; dit is gemeld.", timeout=6, markup=False)
        return until

    if await ask_and_do(app, lambda typed: GlassDialog(typed=typed), act):
        app.open_case(opened[-1])
