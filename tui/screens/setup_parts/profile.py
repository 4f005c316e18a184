"""Gemeente: the municipalities in this store, their places, districts and sources; which one is this desk's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.message import Message

from store.queries.directory import ProfileRow, districts, profiles, teams
from tui.screens.setup_parts.base import ListPart, SetupData
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Column, RecordList, Row


class ProfilePart(ListPart):
    """The chosen municipality is the one the other sheets show."""

    COLUMNS = (
        Column("Gemeente", fraction=3, style="strong"),
        Column("", width=12, style="quiet"),
        Column("Regio", fraction=4, style="quiet", min_screen=110),
    )
    EMPTY = "Er is nog geen gemeente ingericht. Voer `signaalpunt init --profile …` uit."
    ACTIONS = frozenset({"own_profile"})

    class Looked(Message):
        """Another municipality is looked at."""

        def __init__(self, profile: ProfileRow) -> None:
            super().__init__()
            self.profile = profile

    def rows(self, data: SetupData) -> Iterable[Row]:
        """The municipalities, the desk's own marked."""
        self._profiles = {str(one.id): one for one in profiles(data.store)}
        for key, one in self._profiles.items():
            own = one.id == data.desk.profile_id
            yield Row(key, (one.name, "uw gemeente" if own else "", one.region), "done" if own else "")

    def show(self, data: SetupData) -> None:
        """Read again; the first time the cursor is on the municipality that is looked at."""
        first = self.data is None
        super().show(data)
        if first:
            self.list.go_to(str(data.profile.id))

    def describe(self, row_id: str) -> Sequence[Field]:
        """Places, districts with their postcodes, sources."""
        one = self._profiles[row_id]
        assert self.data is not None
        team = {team.key: team.name for team in teams(self.data.store, one.id, active=False)}
        fields = [
            Field(value=one.name, style="title"),
            Field(value=one.region, style="quiet"),
            BLANK,
            Field("Kernen", ", ".join(one.places)),
            Field("Eerste team", team.get(one.default_team_key, one.default_team_key)),
            BLANK,
            Field(value="WIJKEN EN POSTCODES", style="quiet"),
        ]
        fields += [
            Field(district.name, ", ".join((*district.postcodes, *district.places)) or "·")
            for district in districts(self.data.store, one.id)
        ]
        fields += [BLANK, Field(value="BRONNEN", style="quiet")]
        return fields + [Field(value=source) for source in one.sources]

    @property
    def profile(self) -> ProfileRow | None:
        """The chosen municipality."""
        return self._profiles.get(self.chosen) if self.chosen else None

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        """Tell which municipality is looked at."""
        super().on_record_list_highlighted(event)
        if self.profile is not None:
            self.post_message(self.Looked(self.profile))

    _profiles: dict[str, ProfileRow] = {}
