"""Opslag: where the store is, how it is protected, which copies there are of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from store.engine.location import keys_path, shown
from store.queries.backups import backup_folder, copies
from store.queries.settings import setting
from tui.forms.upkeep_words import copy_fields
from tui.idle import SETTING, minutes_of
from tui.screens.case_views.base import Reading
from tui.screens.setup_parts.base import Part, SetupData
from tui.widgets.field_text import BLANK, Field, FieldText

_BAR = 24


class CopiesRead(Message):
    """The copies were read from the disk."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.fields = fields


class StorePart(Part):
    """To read; a passphrase and a recovery code only belong to a store that is no demo."""

    ACTIONS = frozenset({"change_passphrase", "new_code"})
    DEFAULT_CSS = """
    StorePart Reading { padding: 0 3; }
    StorePart #copy-progress { display: none; margin: 0 0 1 0; }
    StorePart #store-copies { margin: 1 0 0 0; }
    """

    def compose(self) -> ComposeResult:
        """One text, and how far a copy is."""
        with Reading():
            yield FieldText(id="copy-progress")
            yield FieldText(id="store-text", label_width=16)
            yield FieldText(id="store-copies", label_width=16)

    def show(self, data: SetupData) -> None:
        """Show the place and the protection; the copies follow when the disk has told of them."""
        store = data.store
        fields = [
            Field(value="De opslag", style="title"),
            BLANK,
            Field("Bestand", shown(store.path)),
            Field("Sleutelbestand", shown(keys_path(store.path))),
            BLANK,
        ]
        if store.demo:
            fields += [
                Field("Bescherming", "geen: dit is een demo", "late"),
                Field(
                    value="Een demo-opslag gaat open zonder wachtzin en is bedoeld om weg te gooien. Zet er geen echte "
                    "gegevens in. Een eigen opslag maakt u met `signaalpunt init`."
                ),
            ]
        else:
            count, minutes = len(store.slots()), minutes_of(setting(store, SETTING))
            people = "één wachtzin" if count == 1 else f"{count} wachtzinnen, één per persoon"
            fields += [
                Field("Bescherming", f"versleuteld; {people} en een herstelcode"),
                Field("Vergrendelt", f"na {minutes} minuten zonder toets of muis, en met ctrl+l (i wijzigt)"),
                Field(
                    value="Het bestand is op de schijf onleesbaar zonder wachtzin of herstelcode; het sleutelbestand "
                    "hoort erbij. Met s kiest u een andere wachtzin. Met c maakt u een nieuwe herstelcode; de oude "
                    "geldt dan niet meer."
                ),
            ]
        fields += [
            BLANK,
            Field("Logboek", "F4 toont wie wat heeft gezien en gedaan, en of het logboek heel is."),
        ]
        self.query_one("#store-text", FieldText).show(fields)
        self._read(data)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, data: SetupData) -> None:
        from tui.app import SignaalpuntApp

        app = self.app
        problem = app.upkeep.problem if isinstance(app, SignaalpuntApp) else ""
        today = data.desk.today()
        found = copies(data.store, today)
        self.post_message(CopiesRead(copy_fields(found, backup_folder(data.store), today, problem)))

    @on(CopiesRead)
    def _show_copies(self, event: CopiesRead) -> None:
        event.stop()
        self.query_one("#store-copies", FieldText).show(event.fields)

    def tell_progress(self, part: float | None) -> None:
        """Show how far a copy is; None takes it away."""
        line = self.query_one("#copy-progress", FieldText)
        line.display = part is not None
        if part is not None:
            done = round(part * _BAR)
            bar = "█" * done + "░" * (_BAR - done)
            words = f"Reservekopie  {bar}  {part:.0%}   x breekt af"
            line.show([Field(value=words, style="accent")])
