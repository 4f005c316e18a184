"""Opslag: where the store is, how it is protected."""

from __future__ import annotations

from textual.app import ComposeResult

from store.engine.location import keys_path, shown
from tui.screens.case_views.base import Reading
from tui.screens.setup_parts.base import Part, SetupData
from tui.widgets.field_text import BLANK, Field, FieldText


class StorePart(Part):
    """To read; a passphrase and a recovery code only belong to a store that is no demo."""

    ACTIONS = frozenset({"change_passphrase", "new_code"})
    DEFAULT_CSS = "StorePart Reading { padding: 0 3; }"

    def compose(self) -> ComposeResult:
        """One text."""
        with Reading():
            yield FieldText(id="store-text", label_width=16)

    def show(self, data: SetupData) -> None:
        """Show the place and the protection."""
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
            fields += [
                Field("Bescherming", "versleuteld met uw wachtzin"),
                Field("", ""),
                Field(
                    value="Het bestand is op de schijf onleesbaar zonder wachtzin of herstelcode. Bewaar van beide "
                    "bestanden een kopie: het ene is zonder het andere niets waard."
                ),
                Field(
                    value="Met s kiest u een andere wachtzin. Met c maakt u een nieuwe herstelcode; de oude geldt dan "
                    "niet meer."
                ),
            ]
        fields += [
            BLANK,
            Field("Logboek", "F4 toont wie wat heeft gezien en gedaan, en of het logboek heel is."),
        ]
        self.query_one("#store-text", FieldText).show(fields)
