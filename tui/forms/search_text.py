"""What Zoeken says: hits, kept lines and recent ones as rows of a list, and how the line was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from store.local_time import day_year
from store.queries.search import Hit, HitKind, SearchResult
from store.queries.search_help import FILTERS_NL, HIDDEN_NL, UNDERSTOOD_NL
from store.queries.search_views import View
from tui.text import thousands
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Group, Row

GROUPS = {
    HitKind.RESIDENT: "Betrokkenen",
    HitKind.ADDRESS: "Adressen",
    HitKind.CASE: "Casussen",
    HitKind.SIGNAL: "Signalen",
}
OWN_VIEWS, TEAM_VIEWS, RECENT = "Bewaard voor uzelf", "Bewaard voor het team", "Laatst gezocht"


def hit_key(hit: Hit) -> str:
    """Return what names a hit in the list: "case/12"."""
    return f"{hit.kind.value}/{hit.id}"


class HitSource:
    """The hits as lines of the list, in groups; what a line says is made when it comes into view."""

    def __init__(self, found: SearchResult) -> None:
        self._found = found
        self._index = {hit_key(hit): at for at, hit in enumerate(found.hits)}

    @property
    def count(self) -> int:
        """Number of hits."""
        return len(self._found.hits)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a part of the lines."""
        return [
            Row(hit_key(hit), (hit.title, hit.why, hit.detail), "", self._title(hit.kind))
            for hit in self._found.hits[start:stop]
        ]

    def position(self, row_id: str) -> int | None:
        """Return the index of a hit by its key."""
        return self._index.get(row_id)

    def groups(self) -> Sequence[Group]:
        """Return a heading for each kind."""
        made: list[Group] = []
        start = 0
        for kind, hits in groupby(self._found.hits, key=lambda hit: hit.kind):
            size = len(list(hits))
            made.append(Group(self._title(kind), start, size))
            start += size
        return made

    def _title(self, kind: HitKind) -> str:
        return GROUPS[kind] + (" (er zijn er meer)" if kind in self._found.more else "")


def kept_rows(views: Sequence[View], recent: Sequence[str]) -> Iterable[Row]:
    """Return what can be searched for again: views by name, then the lines searched for last."""
    for view in views:
        group = TEAM_VIEWS if view.team else OWN_VIEWS
        yield Row(f"view/{view.id}", (view.name, view.line, view.team or "van u"), "", group)
    for number, line in enumerate(recent):
        yield Row(f"recent/{number}", (line, "", ""), "", RECENT)


def said_of(found: SearchResult) -> str:
    """Return "12 gevonden · gelezen als: naam visser · 1 afgeschermd", with what could not be used."""
    parts = []
    if found.hits:
        parts.append(f"{thousands(len(found.hits))} gevonden")
    if found.read_as:
        parts.append(f"gelezen als {', '.join(found.read_as)}")
    parts += found.notes
    if found.hidden and found.hits:
        parts.append(HIDDEN_NL)
    return " · ".join(parts)


def hit_fields(hit: Hit) -> list[Field]:
    """Return a resident or an address, which have no file of their own: what is known around them."""
    fields = [Field(value=hit.title, style="title"), Field(value=hit.detail, style="quiet"), BLANK]
    if hit.signals:
        fields.append(Field("Signalen", thousands(hit.signals)))
    if hit.last_on is not None:
        fields.append(Field("Laatste", day_year(hit.last_on)))
    if hit.signals:
        told = "Enter opent de open casus; zonder casus het nieuwste signaal."
        fields += [BLANK, Field(value=told, style="quiet")]
    return fields


def how_to() -> list[Field]:
    """Return what a line may hold, to show while there is none."""
    fields = [Field(value="Wat u kunt typen", style="title"), BLANK]
    for typed, meaning in UNDERSTOOD_NL:
        fields += [Field(value=typed, style="strong"), Field(value=f"  {meaning}", style="quiet")]
    fields += [BLANK, Field(value="Filters", style="title"), BLANK]
    for typed, meaning in FILTERS_NL:
        fields += [Field(value=typed, style="strong"), Field(value=f"  {meaning}", style="quiet")]
    return fields
