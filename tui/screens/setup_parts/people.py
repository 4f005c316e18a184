"""Teams and partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from store.queries.directory import PartnerRow, TeamRow, partners, teams
from store.text import fold
from tui.screens.setup_parts.base import ListPart, SetupData
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Column, Row


class TeamsPart(ListPart):
    """Where signals go."""

    COLUMNS = (
        Column("Team", fraction=5, style="strong"),
        Column("Soort", fraction=4, style="quiet"),
        Column("Casussen", width=8),
    )
    EMPTY = "Dit profiel heeft geen teams."
    _teams: dict[str, TeamRow] = {}

    def rows(self, data: SetupData) -> Iterable[Row]:
        """The teams; those that work in this store first."""
        self._teams = {str(one.id): one for one in teams(data.store, data.profile.id, active=False)}
        for key, one in self._teams.items():
            yield Row(
                key,
                (one.name, one.kind.label, "hier" if one.opens_case else "elders"),
            )

    def describe(self, row_id: str) -> Sequence[Field]:
        """What a team does and how to reach it."""
        one = self._teams[row_id]
        works = (
            "Werkt met Signaalpunt: een signaal voor dit team wordt hier een casus."
            if one.opens_case
            else "Werkt elders: een signaal wordt doorgezet en blijft openstaan tot het is bevestigd."
        )
        fields = [
            Field(value=one.name, style="title"),
            Field(value=one.kind.label, style="quiet"),
            BLANK,
            Field(value=works),
        ]
        if one.contact or one.note:
            fields.append(BLANK)
        if one.contact:
            fields.append(Field("Bereikbaar", one.contact))
        if one.note:
            fields.append(Field("Opmerking", one.note))
        if not one.active:
            fields += [BLANK, Field(value="Dit team wordt niet meer aangeboden.", style="late")]
        return [*fields, BLANK, Field("Sleutel", one.key, "quiet")]


class PartnersPart(ListPart):
    """Who reports; found while typing."""

    COLUMNS = (
        Column("Partner", fraction=5, style="strong"),
        Column("Soort", fraction=3, style="quiet"),
    )
    EMPTY = "Geen partner past hierbij. Met v voegt u er een toe."
    ACTIONS = frozenset({"add", "find"})
    DEFAULT_CSS = """
    PartnersPart #find { margin: 0 1 1 2; max-width: 64; }
    """
    _partners: dict[str, PartnerRow] = {}

    def above(self) -> Iterable[Widget]:
        """The search field."""
        yield Input(placeholder="zoek op naam, andere naam of soort", compact=True, max_length=80, id="find")

    def rows(self, data: SetupData) -> Iterable[Row]:
        """The partners of this municipality that hold what is typed."""
        key = fold(self.query_one("#find", Input).value)
        found = partners(data.store, data.profile.id, active=False)
        self._partners = {str(one.id): one for one in found}
        for row_id, one in self._partners.items():
            if not key or any(key in fold(word) for word in (one.name, one.type.label, *one.aliases)):
                yield Row(row_id, (one.name, one.type.label))

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if self.data is not None:
            self.show(self.data)

    @on(Input.Submitted, "#find")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    def on_key(self, event: events.Key) -> None:
        """Down goes from the search field into the list, Esc leaves it."""
        field = self.query_one("#find", Input)
        if field.has_focus and event.key in ("down", "escape"):
            event.stop()
            if event.key == "escape":
                field.value = ""
            self.list.focus()

    def describe(self, row_id: str) -> Sequence[Field]:
        """Kind and other names."""
        one = self._partners[row_id]
        fields = [Field(value=one.name, style="title"), Field(value=one.type.label, style="quiet"), BLANK]
        if one.aliases:
            fields.append(Field("Ook bekend als", ", ".join(one.aliases)))
        where = "overal" if one.profile_id is None else "deze gemeente"
        fields.append(Field("Geldt voor", where))
        if not one.active:
            fields += [BLANK, Field(value="Deze partner wordt niet meer aangeboden.", style="late")]
        return fields
