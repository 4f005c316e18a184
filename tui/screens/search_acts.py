"""What can be done with a line of search and its hits: keep it under a name, rename, forget, write to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from store.actor import Actor
from store.engine.lifecycle import Store
from store.queries.search import Hit
from store.queries.search_views import View
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do

if TYPE_CHECKING:
    from tui.screens.dialogs.search_view import ViewInput


class SearchActs(SignaalpuntScreen):
    """Base of Zoeken; the screen gives `line`, `view` and `found`."""

    _folder: Path | None = None

    @property
    def line(self) -> str:
        """What is typed."""
        raise NotImplementedError

    @property
    def view(self) -> View | None:
        """The chosen view."""
        raise NotImplementedError

    @property
    def found(self) -> Sequence[Hit]:
        """All hits of the line."""
        raise NotImplementedError

    @work(exclusive=True, group="act")
    async def action_keep(self) -> None:
        """Keep the line under a name."""
        from tui.screens.dialogs.search_view import ViewDialog

        app, line = app_of(self), self.line.strip()
        viewer = app.desk.store.viewer
        teams = self._teams(viewer.team_ids) if viewer is not None else ()

        async def keep(typed: ViewInput) -> int | None:
            def job(store: Store, actor: Actor) -> int:
                from store.acts.search_views import save_view

                return save_view(store, actor, typed.name, line, team_id=typed.team_id)

            return await app.perform(job, f"Weergave bewaard: {typed.name}")

        await ask_and_do(app, lambda typed: ViewDialog(line, teams, typed=typed), keep)

    def _teams(self, ids: frozenset[int]) -> tuple[tuple[int, str], ...]:
        from store.queries.directory import teams

        desk = app_of(self).desk
        return tuple((team.id, team.name) for team in teams(desk.store, desk.profile_id) if team.id in ids)

    @work(exclusive=True, group="act")
    async def action_rename(self) -> None:
        """Give the chosen view another name."""
        from tui.screens.dialogs.search_view import ViewDialog, ViewInput

        app, view = app_of(self), self.view
        if view is None:
            return
        first = ViewInput(view.name, view.team_id)

        async def rename(typed: ViewInput) -> bool | None:
            def job(store: Store, actor: Actor) -> bool:
                from store.acts.search_views import rename_view

                rename_view(store, actor, view.id, typed.name)
                return True

            return await app.perform(job, "Weergave hernoemd")

        await ask_and_do(
            app,
            lambda typed: ViewDialog(view.line, title="Weergave hernoemen", typed=typed or first),
            rename,
        )

    @work(exclusive=True, group="act")
    async def action_forget(self) -> None:
        """Remove the chosen view, or forget all recent lines."""
        app, view = app_of(self), self.view
        if view is not None:

            def remove(store: Store, actor: Actor) -> bool:
                from store.acts.search_views import delete_view

                delete_view(store, actor, view.id)
                return True

            await app.perform(remove, "Weergave weggehaald. Met u komt zij terug.")
            return

        def forget(store: Store, actor: Actor) -> bool:
            from store.acts.search_views import forget_searches

            forget_searches(store, actor)
            return True

        detail = "De lijst van wat u het laatst zocht wordt leeg. Het logboek blijft zoals het is."
        if await self.app.push_screen_wait(ConfirmDialog("Vergeten wat u zocht?", detail)):
            await app.perform(forget, "Vergeten")

    @work(exclusive=True, group="act")
    async def action_export(self) -> None:
        """Write the signals and cases of the list to a file: number, status, day, contact person."""
        from tui.screens.dialogs.folder import FolderDialog

        app, hits = app_of(self), self.found
        detail = "Een CSV-bestand met nummer, status, datum en contactpersoon; geen namen of adressen."

        async def write(folder: Path) -> Path | None:
            def job(store: Store, actor: Actor) -> Path:
                from store.acts.search_export import export_hits

                return export_hits(store, actor, hits, folder)

            written = await app.perform(job)
            if written is not None:
                self._folder = folder
                self.notify(f"Bewaard als {written.name}.", timeout=6, markup=False)
            return written

        await ask_and_do(
            app, lambda typed: FolderDialog("Lijst bewaren", detail, typed=typed or self._folder), write
        )
