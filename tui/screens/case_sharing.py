"""What a person does about sharing in a case: export, consent, the resident's view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from store.actor import Actor
from store.engine.lifecycle import Store
from store.queries.case_shapes import CaseDetail
from store.queries.sharing import ConsentView, resident_view
from store.queries.suggest import suggest_partners
from tui.screens.base import app_of
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.raising import RaisingScreen
from tui.widgets.suggest_input import Suggestion

if TYPE_CHECKING:
    from tui.screens.dialogs.consent import ConsentInput


def _about(detail: CaseDetail) -> str:
    return f"{detail.head.number} · {detail.head.who} · {detail.head.where}"


class SharingActs(RaisingScreen):
    """The acts of the sheet Delen. The screen gives `detail`, `case_id` and `chosen_consent`."""

    detail: CaseDetail | None = None
    case_id: int = 0

    @property
    def chosen_consent(self) -> ConsentView | None:
        """The consent under the cursor, on the sheet of sharing."""
        return None

    def action_export(self) -> None:
        """Share the case as a file."""
        from tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen((self.case_id,)))

    @work
    async def action_access_report(self) -> None:
        """Write what is held about the resident, for the resident (AVG 15)."""
        from tui.screens.dialogs.access_report import AccessReportDialog, ReportFile

        app, detail, case_id = app_of(self), self.detail, self.case_id
        if detail is None:
            return

        async def act(file: ReportFile) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.access_report import write_access_report

                return write_access_report(
                    store, actor, case_id, file.folder, file.format, now=app.desk.now()
                )

            path = await app.perform(job)
            if path is not None:
                app.notify(f"Geschreven: {path}. Lees het na voor u het geeft.", timeout=10, markup=False)
            return path

        await ask_and_do(app, lambda typed: AccessReportDialog(detail.head.number, typed), act)

    @work
    async def action_consent(self) -> None:
        """Record what the resident agreed to."""
        from tui.screens.dialogs.consent import ConsentDialog

        app, detail = app_of(self), self.detail
        if detail is None:
            return
        desk, about, profile = app.desk, _about(detail), detail.head.profile_id

        def suggest(text: str) -> Sequence[Suggestion]:
            return [
                Suggestion(hit.name, hit.type.label, str(hit.id))
                for hit in suggest_partners(desk.store, text, profile)
            ]

        async def act(given: ConsentInput) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.sharing import give_consent

                return give_consent(
                    store,
                    actor,
                    self.case_id,
                    organisation=given.organisation,
                    scope=given.scope,
                    given_on=given.given_on,
                    note=given.note,
                    now=desk.now(),
                )

            return await app.perform(job, "Toestemming vastgelegd")

        await ask_and_do(
            app, lambda typed: ConsentDialog(desk.today(), suggest, about=about, typed=typed), act
        )

    @work
    async def action_withdraw_consent(self) -> None:
        """Record that the resident took the chosen consent back."""
        from tui.screens.confirm import ReasonDialog

        app, chosen = app_of(self), self.chosen_consent
        if chosen is None or chosen.withdrawn_on is not None:
            return
        desk = app.desk

        async def act(note: str) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.sharing import withdraw_consent

                return withdraw_consent(store, actor, chosen.id, note=note, now=desk.now())

            return await app.perform(job, "Toestemming ingetrokken")

        await ask_and_do(
            app,
            lambda typed: ReasonDialog(
                "Toestemming intrekken?",
                f"{chosen.organisation or 'Iedereen die helpt'}. Wat al gedeeld is, blijft gedeeld.",
                value=typed or "",
                placeholder="toelichting (mag leeg)",
                least=0,
            ),
            act,
        )

    @work
    async def action_resident_view(self) -> None:
        """Write how the resident sees it."""
        from tui.screens.dialogs.text_dialog import TextDialog

        app, detail = app_of(self), self.detail
        if detail is None:
            return
        desk, about = app.desk, _about(detail)
        before = resident_view(desk.store, self.case_id)

        async def act(view: str) -> object | None:
            version = detail.head.version if self.detail is None else self.detail.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.sharing import set_resident_view

                return set_resident_view(
                    store, actor, self.case_id, view, expected_version=version, now=desk.now()
                )

            return await app.perform(job, "Zienswijze bewaard")

        await ask_and_do(
            app,
            lambda typed: TextDialog(
                "Zienswijze van de betrokkene",
                about,
                label="In eigen\nwoorden",
                typed=before if typed is None else typed,
            ),
            act,
        )
