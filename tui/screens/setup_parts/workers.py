"""Who works with this store: role, teams, passphrase and last opening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.local_time import moment
from store.queries.people import PersonRow, last_openings, people
from store.text import fold
from tui.forms.role_words import ROLE_NL, secret_words
from tui.screens.setup_parts.base import ListPart, SetupData
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Column, Row


class WorkersPart(ListPart):
    """The people, those with access first, and who is sitting here."""

    HELP_NL = (
        "Medewerkers: Enter geeft een andere rol of andere teams, h een startwachtzin, l neemt de toegang weg. Dat "
        "doet een coördinator. Met s kiest u zelf een andere wachtzin."
    )
    COLUMNS = (
        Column("Naam", fraction=5, style="strong"),
        Column("Rol", width=16, style="quiet"),
        Column("Wachtzin", width=13, style="quiet"),
    )
    EMPTY = "Er staan nog geen medewerkers in deze opslag. Met v voegt u er een toe."
    ACTIONS = frozenset({"this_is_me", "change_passphrase"})
    _people: dict[str, PersonRow] = {}

    def rows(self, data: SetupData) -> Iterable[Row]:
        """The people, the one who sits here marked."""
        self._people = {str(one.id): one for one in people(data.store)}
        self._openings = last_openings(data.store)
        for key, one in self._people.items():
            me = self._sits_here(one)
            role = f"u · {one.role.label}" if me else one.role.label
            secret = one.secret.label if one.active else "geen toegang"
            yield Row(key, (one.name, role, secret), "done" if me or not one.active else "")

    def _sits_here(self, person: PersonRow) -> bool:
        return self.data is not None and fold(person.name) == fold(self.data.desk.actor.name)

    @property
    def person(self) -> PersonRow | None:
        """The chosen person."""
        return self._people.get(self.chosen) if self.chosen else None

    @property
    def is_me(self) -> bool:
        """Whether the chosen person is the one who sits here."""
        person = self.person
        return person is not None and self._sits_here(person)

    def describe(self, row_id: str) -> Sequence[Field]:
        """Role, teams, passphrase and last opening, and what they mean."""
        one = self._people[row_id]
        assert self.data is not None
        fields = [Field(value=one.name, style="title")]
        if not one.active:
            return [
                *fields,
                BLANK,
                Field(value="Heeft geen toegang meer. Met h krijgt die weer toegang.", style="today"),
            ]
        if self.is_me:
            fields.append(Field(value="Dat bent u.", style="quiet"))
        demo = self.data.store.demo
        opened = self._openings.get(one.name)
        return [
            *fields,
            BLANK,
            Field("Rol", one.role.label),
            Field("Teams", ", ".join(one.teams) or "geen: ziet geen afgeschermde casus"),
            Field("Wachtzin", "geen: dit is een demo" if demo else one.secret.label),
            *([Field("Opende laatst", moment(opened))] if opened else []),
            BLANK,
            Field(value=ROLE_NL[one.role], style="quiet"),
            *([] if demo else [Field(value=secret_words(one), style="quiet")]),
            *(
                [Field(value="Met k werkt u onder deze naam.", style="quiet")]
                if one.shared and not self.is_me
                else []
            ),
        ]
