"""Inrichting: how this store is set up, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from textual import on, work
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input

from store.errors import StoreError
from store.queries.directory import ProfileRow, profile
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.screens.base import app_of
from tui.screens.case_views.strip import SheetStrip
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.setup_parts.base import Part, SetupData
from tui.screens.setup_parts.people import PartnersPart
from tui.screens.setup_parts.profile import ProfilePart
from tui.screens.setup_parts.trial import TrialPart
from tui.screens.setup_parts.worker_acts import WorkerActs
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from store.actor import Actor
    from store.engine.lifecycle import Store
    from tui.screens.dialogs.setup_dialogs import PartnerInput

PARTS: tuple[tuple[str, str, str], ...] = (
    ("profile", "Gemeente", "profile:ProfilePart"),
    ("teams", "Teams", "people:TeamsPart"),
    ("partners", "Partners", "people:PartnersPart"),
    ("rules", "Regels", "rules:RulesPart"),
    ("trial", "Proberen", "trial:TrialPart"),
    ("terms", "Termijnen", "rules:TermsPart"),
    ("workers", "Medewerkers", "workers:WorkersPart"),
    ("store", "Opslag", "store_part:StorePart"),
)
_NAMES = [name for name, _, _ in PARTS]
_OWN = {"own_profile", "add", "find", "empty", "leave_trial", "change_passphrase", "new_code"}


class SetupScreen(WorkerActs):
    """A sheet is built when it is first shown; each reads again when the store changed."""

    TAB = "setup"
    TITLE_NL = "Inrichting"
    TAB_TURNS = False
    HELP_NL = (
        "Met ← en →, met een letter of met de muis bladert u. Op Gemeente kiest u welke gemeente de andere bladen "
        "laten zien; met p maakt u er uw eigen gemeente van. Regels leest u in de volgorde waarin ze gelden: de "
        "eerste die past, bepaalt het team. Op Proberen vult u in wat bekend is en ziet u meteen waar een signaal "
        "heen zou gaan, en waarom; daar kiezen de pijltjes een antwoord en gaat Esc terug. Bij Medewerkers staat wie "
        "er werken, met rol, teams en wachtzin; een coördinator wijzigt die daar. Opslag laat zien waar alles staat en "
        "welke reservekopieën er zijn; met y maakt u er een. Terwijl dat gebeurt werkt u gewoon door; x breekt af. Met "
        "b ziet u wat lang genoeg bewaard is."
    )
    BINDINGS = [*bindings_for("setup"), *bindings_for("workers")]
    CSS = """
    SetupScreen {
        & #left { width: 1fr; }
        & #setup-head { padding: 0 1 0 3; }
        &.-high #setup-head { padding: 0 1 1 3; }
        & #parts { margin: 0 0 1 0; }
        & ContentSwitcher { height: 1fr; }
        & TrialPart .form-line { margin: 0 0 1 0; }
        & TrialPart .form-label { width: 18; }
    }
    SetupScreen.-low TrialPart .form-line { margin: 0; }
    SetupScreen.-narrow {
        & ListPart > .list-and-whole { layout: vertical; }
        & ListPart .whole {
            width: 1fr; height: 9; border-left: none; border-top: solid $border-blurred; padding: 0 1 0 3;
        }
        & ListPart RecordList { width: 1fr; height: 1fr; }
        & TrialPart > .form-and-why { layout: vertical; }
        & TrialPart #facts { width: 1fr; height: 1fr; }
        & TrialPart #why {
            width: 1fr; height: 8; border-left: none; border-top: solid $border-blurred; padding: 0 1 0 3;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._part = _NAMES[0]
        self._looked_at: ProfileRow | None = None

    def left(self) -> Iterable[Widget]:
        """Which municipality, the sheets, the sheet."""
        yield FieldText(id="setup-head")
        yield SheetStrip([(name, title) for name, title, _ in PARTS], self._part, id="parts")
        yield ContentSwitcher(id="part")

    @cached_property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one("#part", ContentSwitcher)

    @property
    def part(self) -> Part | None:
        """The sheet that is shown, once it is there."""
        found = [child for child in self._switcher.children if child.id == self._part]
        return found[0] if found and isinstance(found[0], Part) else None

    @property
    def looked_at(self) -> ProfileRow:
        """The municipality that is shown: the desk's own until another is chosen."""
        desk = app_of(self).desk
        if self._looked_at is None:
            self._looked_at = profile(desk.store, desk.profile_id)
        return self._looked_at

    async def on_mount(self) -> None:
        """Show the first sheet."""
        await self._turn_to(self._part)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the sheet and its cursor stay."""
        if self._looked_at is not None:
            try:
                self._looked_at = profile(app_of(self).desk.store, self._looked_at.id)
            except StoreError:
                self._looked_at = None
        self._show()

    def _show(self) -> None:
        desk, looked_at = app_of(self).desk, self.looked_at
        own = looked_at.id == desk.profile_id
        words = "uw gemeente" if own else f"u kijkt alleen; uw gemeente is {desk.profile_name}"
        self.query_one("#setup-head", FieldText).show(
            [Field(value=f"{looked_at.name} · {words}", style="title" if own else "today")]
        )
        self.query_one(SheetStrip).show(self._part, {})
        part = self.part
        if part is not None and part.is_mounted:
            part.show(SetupData(desk, looked_at))
        self.refresh_bindings()

    async def _turn_to(self, name: str) -> None:
        self._part = name
        if self.part is None:
            place = next(place for known, _, place in PARTS if known == name)
            module, _, kind = place.partition(":")
            made: Part = getattr(import_module(f"tui.screens.setup_parts.{module}"), kind)(id=name)
            await self._switcher.add_content(made, id=name)
        self._switcher.current = name
        self._show()
        part = self.part
        if part is not None:
            self.call_after_refresh(part.take_focus)

    async def action_show_part(self, name: str) -> None:
        """Turn to a sheet."""
        await self._turn_to(name)

    async def action_next_part(self) -> None:
        """Turn to the next sheet, after the last one to the first."""
        await self._turn_to(_NAMES[(_NAMES.index(self._part) + 1) % len(_NAMES)])

    async def action_previous_part(self) -> None:
        """Turn to the sheet before."""
        await self._turn_to(_NAMES[_NAMES.index(self._part) - 1])

    async def on_sheet_strip_picked(self, event: SheetStrip.Picked) -> None:
        """Turn to the clicked sheet."""
        event.stop()
        await self._turn_to(event.sheet)

    @on(ProfilePart.Looked)
    def _look_at(self, event: ProfilePart.Looked) -> None:
        if event.profile.id != self.looked_at.id:
            self._looked_at = event.profile
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works on this sheet, with what is chosen."""
        if action not in _OWN or not self.is_mounted:
            return super().check_action(action, parameters)
        part, desk = self.part, app_of(self).desk
        if part is None or action not in part.ACTIONS:
            return False
        if action == "own_profile":
            return self.looked_at.id != desk.profile_id
        if action in ("change_passphrase", "new_code"):
            return not desk.store.demo
        return True

    async def _set(self, key: str, value: str, done: str) -> None:
        """Keep a setting of this store and take the desk again."""

        def job(store: Store, actor: Actor) -> bool:
            from store.acts.directory import set_setting

            set_setting(store, actor, key, value)
            return True

        app = app_of(self)
        if await app.perform(job, done):
            app.reseat()

    @work(exclusive=True, group="act")
    async def action_own_profile(self) -> None:
        """Make the municipality that is looked at the desk's own."""
        chosen = self.looked_at
        question = f"Voortaan werken in {chosen.name}?"
        detail = "Nieuwe signalen zonder bekend adres horen dan bij deze gemeente. Er verhuist niets."
        if await self.app.push_screen_wait(ConfirmDialog(question, detail)):
            await self._set("profile", chosen.key, f"Uw gemeente is nu {chosen.name}")

    def action_retention(self) -> None:
        """Go to what has been kept long enough."""
        from tui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen())

    def action_find(self) -> None:
        """Go to the search field of the partners."""
        part = self.part
        if isinstance(part, PartnersPart):
            part.query_one("#find", Input).focus()

    def action_empty(self) -> None:
        """Begin the trial again."""
        part = self.part
        if isinstance(part, TrialPart):
            part.empty()

    async def action_leave_trial(self) -> None:
        """Go from the form, where the arrows choose answers, back to the sheet before it."""
        await self._turn_to("rules")

    @work(exclusive=True, group="act")
    async def action_add(self) -> None:
        """Add a partner."""
        from tui.screens.dialogs.setup_dialogs import PartnerDialog

        app, looked_at = app_of(self), self.looked_at
        part = self.part

        async def partner(typed: PartnerInput) -> int | None:
            def job(store: Store, actor: Actor) -> int:
                from store.acts.directory import add_partner

                return add_partner(store, actor, looked_at.id, typed.name, typed.type)

            return await app.perform(job, "Partner toegevoegd")

        if isinstance(part, PartnersPart):
            await ask_and_do(app, lambda typed: PartnerDialog(looked_at.name, typed=typed), partner)
