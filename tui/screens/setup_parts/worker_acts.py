"""What a coordinator does on the sheet Medewerkers: adding people, role, teams and passphrase, taking access away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on, work

from store.codes import Role
from store.queries.directory import profiles, teams
from store.queries.people import PersonRow, people
from tui.forms.role_words import removal_words
from tui.screens.base import app_of
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.setup_parts.secret_acts import SecretActs
from tui.screens.setup_parts.workers import WorkersPart
from tui.screens.shown_once import StartPassphraseScreen
from tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from store.actor import Actor
    from store.engine.lifecycle import Store
    from tui.screens.dialogs.worker_dialogs import WorkerInput

_OURS: Final = frozenset({"add_worker", "edit_worker", "start_passphrase", "remove_worker", "this_is_me"})
_FIRST: Final = (
    "Nu gebruikt iedereen dezelfde wachtzin. Vanaf nu is zij alleen de uwe: wie haar kent, kan als u openen, dus kies "
    "daarna zelf een andere (s). Collega's krijgen elk een eigen; zonder kunnen zij de opslag niet openen."
)


class WorkerActs(SecretActs):
    """The acts; each is refused to who is no coordinator, by the act itself. Their keys are bound by the screen."""

    @property
    def _person(self) -> PersonRow | None:
        part = self.part
        return part.person if isinstance(part, WorkersPart) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the chosen person."""
        if action not in _OURS:
            return super().check_action(action, parameters)
        part = self.part if self.is_mounted else None
        if not isinstance(part, WorkersPart):
            return False
        person = part.person
        if action == "add_worker":
            return True
        if person is None:
            return False
        if action == "start_passphrase":
            return not part.is_me and not app_of(self).desk.store.demo
        if action == "this_is_me":
            return person.shared and person.active and not part.is_me
        return person.active and (action == "edit_worker" or not part.is_me)

    def _team_options(self, held: tuple[int, ...] = ()) -> list[tuple[int, str]]:
        """Return the teams that work in this store and those somebody is in, of elsewhere with the municipality."""
        desk = app_of(self).desk
        where = {one.id: f" · {one.name}" for one in profiles(desk.store) if one.id != desk.profile_id}
        found = (one for one in teams(desk.store) if one.opens_case or one.id in held)
        return [(one.id, one.name + where.get(one.profile_id, "")) for one in found]

    @work(exclusive=True, group="act")
    async def action_add_worker(self) -> None:
        """Add somebody, and show the passphrase that was made for them, once."""
        from store.engine.start_passphrase import new_start_passphrase
        from tui.screens.dialogs.worker_dialogs import WorkerDialog, WorkerInput

        app = app_of(self)
        store = app.desk.store
        known = people(store)
        first = WorkerInput("", Role.WORKER if known else Role.COORDINATOR)
        options, shared = self._team_options(), not store.demo and all(one.shared for one in known)
        made: list[tuple[str, str]] = []

        async def add(typed: WorkerInput) -> int | None:
            secret = new_start_passphrase() if typed.start else ""

            def job(store: Store, actor: Actor) -> int:
                from store.acts.workers import add_worker

                return add_worker(
                    store,
                    actor,
                    typed.name,
                    role=typed.role,
                    team_ids=typed.team_ids,
                    passphrase=secret,
                    handed_out=typed.start,
                )

            done = await app.perform(job, "Medewerker toegevoegd")
            if done is not None and secret:
                made.append((typed.name, secret))
            return done

        detail = _FIRST if shared else "De naam staat straks bij alles wat diegene vastlegt."
        await ask_and_do(
            app,
            lambda typed: WorkerDialog(
                "Medewerker toevoegen", detail, options, typed or first, new=True, may_start=not store.demo
            ),
            add,
        )
        for name, secret in made:
            await app.push_screen_wait(StartPassphraseScreen(name, secret))

    @on(RecordList.Selected)
    async def _chosen(self, event: RecordList.Selected) -> None:
        if self.check_action("edit_worker", ()):
            event.stop()
            await self.app.run_action("edit_worker", self)

    @work(exclusive=True, group="act")
    async def action_edit_worker(self) -> None:
        """Give the chosen person another role or other teams."""
        from tui.screens.dialogs.worker_dialogs import WorkerDialog, WorkerInput

        person = self._person
        if person is None:
            return
        app = app_of(self)
        now = WorkerInput(person.name, person.role, person.team_ids)
        options = self._team_options(person.team_ids)

        async def change(typed: WorkerInput) -> bool | None:
            def job(store: Store, actor: Actor) -> bool:
                from store.acts.workers import change_worker

                change_worker(store, actor, person.id, role=typed.role, team_ids=typed.team_ids)
                return True

            return await app.perform(job, f"Rol en teams van {person.name} gewijzigd")

        detail = "Dit geldt meteen, ook waar de opslag nu open is; het staat in het logboek en gaat niet met u terug."
        if await ask_and_do(
            app, lambda typed: WorkerDialog(person.name, detail, options, typed or now, new=False), change
        ):
            app.reseat()

    @work(exclusive=True, group="act")
    async def action_start_passphrase(self) -> None:
        """Make a passphrase for the chosen person to begin with, and show it once."""
        from store.engine.start_passphrase import new_start_passphrase

        person = self._person
        if person is None:
            return
        app = app_of(self)
        words = (
            "Die kreeg eerder de toegang afgenomen en kan daarna weer werken, met de rol en teams van toen."
            if not person.active
            else "De eigen wachtzin van nu geldt daarna niet meer."
            if person.own_key
            else _FIRST
            if person.shared
            else "Tot nu toe had die geen eigen wachtzin."
        )
        question = f"{person.name} een startwachtzin geven?"
        if not await app.push_screen_wait(ConfirmDialog(question, words, enter_is_yes=False)):
            return
        secret = new_start_passphrase()

        def job(store: Store, actor: Actor) -> bool:
            from store.acts.workers import give_access

            give_access(store, actor, person.id, secret, handed_out=True)
            return True

        if await app.perform(job):
            await app.push_screen_wait(StartPassphraseScreen(person.name, secret))

    @work(exclusive=True, group="act")
    async def action_remove_worker(self) -> None:
        """Take the access of the chosen person away, after saying what that does not do."""
        person = self._person
        if person is None:
            return
        app = app_of(self)
        question = f"{person.name} de toegang afnemen?"
        dialog = ConfirmDialog(question, removal_words(person), yes="toegang afnemen", enter_is_yes=False)
        if not await app.push_screen_wait(dialog):
            return

        def job(store: Store, actor: Actor) -> bool:
            from store.acts.workers import remove_worker

            remove_worker(store, actor, person.id)
            return True

        await app.perform(job, f"{person.name} heeft geen toegang meer")

    @work(exclusive=True, group="act")
    async def action_this_is_me(self) -> None:
        """Work under the name of the chosen person, while all share one passphrase."""
        person = self._person
        if person is None:
            return

        def job(store: Store, actor: Actor) -> bool:
            from store.acts.workers import choose_worker

            choose_worker(store, actor, person.name)
            return True

        app = app_of(self)
        if await app.perform(job, f"U werkt nu als {person.name}"):
            app.reseat()
