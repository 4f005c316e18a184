"""Life domains: only those that were scored, with how they moved. Nothing asks for the others."""

from __future__ import annotations

from collections.abc import Sequence

from store.codes import ZRM_LEVELS, LifeDomain
from store.local_time import local_day
from store.queries.case_shapes import ScoreView
from tui.screens.case_views.base import CaseData, ListView, when
from tui.screens.case_views.words import change_words, day_near
from tui.widgets.field_text import BLANK, Field
from tui.widgets.rows import Column, Row


class DomainsView(ListView):
    """The latest score of each scored domain."""

    TITLE = "Leefgebieden"
    COLUMNS = (
        Column("Leefgebied", width=26),
        Column("Score", width=24),
        Column("Verandering", fraction=1, style="quiet", min_screen=60),
        Column("Wanneer", width=10, style="quiet", min_screen=130),
    )
    EMPTY = "Nog geen leefgebied gescoord, en dat hoeft ook niet. Scoor met l alleen wat voor de hulp van belang is."

    _data: CaseData | None = None

    @property
    def domain(self) -> LifeDomain | None:
        """The chosen domain."""
        return LifeDomain.of(self.chosen) if self.chosen else None

    def show(self, data: CaseData) -> None:
        """Show the scores."""
        self._data = data
        self.put(
            Row(
                one.domain.value,
                (
                    one.domain.label,
                    f"{one.level} {one.level_label}",
                    change_words(one),
                    day_near(local_day(one.at), data.today),
                ),
            )
            for one in data.detail.scores
        )

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return a score whole."""
        data = self._data
        found: list[ScoreView] = (
            [one for one in data.detail.scores if one.domain.value == row_id] if data else []
        )
        if not found or data is None:
            return ()
        one = found[0]
        fields = [
            Field(value=one.domain.label, style="strong"),
            Field(value=f"{when(one.at, data.today)} · {one.by}", style="quiet"),
            BLANK,
            Field("Nu", f"{one.level} {one.level_label}"),
        ]
        if one.previous_level is not None and one.previous_at is not None:
            before = f"{one.previous_level} {ZRM_LEVELS.get(one.previous_level, '')}".strip()
            fields.append(Field("Eerder", f"{before} ({day_near(local_day(one.previous_at), data.today)})"))
        fields.append(Field("Verandering", change_words(one)))
        if one.note:
            fields += [BLANK, Field(value=one.note)]
        return fields
