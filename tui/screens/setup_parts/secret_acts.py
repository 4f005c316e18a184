"""What a person does on the sheet Opslag with what opens the store, and when it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from store.engine.vault import RECOVERY
from tui.idle import SETTING, minutes_of
from tui.screens.base import app_of
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.setup_parts.store_acts import StoreActs
from tui.screens.setup_parts.store_part import StorePart

if TYPE_CHECKING:
    from store.actor import Actor
    from store.engine.lifecycle import Store
    from tui.screens.dialogs.secret_dialogs import PassphraseInput


class SecretActs(StoreActs):
    """The acts; a demo has no passphrase and does not lock by itself."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the time before locking on the sheet of a store with a passphrase."""
        if action == "lock_minutes":
            return self.is_mounted and isinstance(self.part, StorePart) and not app_of(self).desk.store.demo
        return super().check_action(action, parameters)

    @work(exclusive=True, group="act")
    async def action_change_passphrase(self) -> None:
        """Choose another passphrase, after giving the present one; who opened with the recovery code has none."""
        from tui.screens.dialogs.secret_dialogs import PassphraseDialog

        app = app_of(self)
        known = (app.desk.actor.name, app.desk.profile_name, app.desk.team_name)
        recovered = app.desk.store.slot == RECOVERY

        async def change(typed: PassphraseInput) -> bool | None:
            def job(store: Store, actor: Actor) -> bool:
                from store.acts.workers import own_passphrase

                if not recovered:
                    store.confirm(typed.present)
                own_passphrase(store, actor, typed.next)
                return True

            return await app.perform(job, "De nieuwe wachtzin geldt vanaf nu")

        detail = "U opende met de herstelcode. " if recovered else ""
        await ask_and_do(
            app,
            lambda _: PassphraseDialog(
                "Andere wachtzin",
                f"{detail}De herstelcode blijft gelden.",
                present=not recovered,
                change=True,
                known=known,
            ),
            change,
        )

    @work(exclusive=True, group="act")
    async def action_new_code(self) -> None:
        """Make another recovery code, after giving the passphrase, and show it once."""
        from tui.screens.dialogs.secret_dialogs import PassphraseDialog
        from tui.screens.shown_once import RecoveryCodeScreen

        app = app_of(self)
        made: list[str] = []

        async def renew(typed: PassphraseInput) -> str | None:
            def job(store: Store, actor: Actor) -> str:
                from store.acts.workers import new_recovery_code

                store.confirm(typed.present)
                return new_recovery_code(store, actor)

            code = await app.perform(job)
            if code is not None:
                made.append(code)
            return code

        title, detail = "Nieuwe herstelcode", "De oude code geldt daarna niet meer."
        if await ask_and_do(app, lambda _: PassphraseDialog(title, detail, change=False), renew):
            await app.push_screen_wait(RecoveryCodeScreen(made.pop()))

    @work(exclusive=True, group="act")
    async def action_lock_minutes(self) -> None:
        """Choose after how many minutes without a key the program locks."""
        from store.queries.settings import setting
        from tui.screens.dialogs.secret_dialogs import LockMinutesDialog

        app = app_of(self)
        now = minutes_of(setting(app.desk.store, SETTING))

        async def choose(minutes: int) -> object | None:
            def job(store: Store, actor: Actor) -> bool:
                from store.acts.directory import set_setting

                set_setting(store, actor, SETTING, str(minutes))
                return True

            done = await app.perform(job, f"Vergrendelt voortaan na {minutes} min")
            app.watch_idle.minutes = minutes if done else app.watch_idle.minutes
            return done

        await ask_and_do(app, lambda typed: LockMinutesDialog(now if typed is None else typed), choose)
