"""The log on screen: one entry, and what a check of it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.local_time import moment
from tui.forms.log_words import TOO_OLD, problem_lines, pruned_lines
from tui.widgets.field_text import BLANK, Field

if TYPE_CHECKING:
    from store.queries.log_verify import Verified
    from store.queries.log_view import LogRow


def entry_fields(entry: LogRow) -> list[Field]:
    """Return one entry of the log as fields."""
    state = "late" if entry.event == "break_glass" else ""
    fields = [
        Field(value=f"Regel {entry.id}", style="title"),
        BLANK,
        Field("Tijd", moment(entry.at) if entry.at else "onleesbaar"),
        Field("Wie", entry.worker),
        Field("Namens", entry.on_behalf),
        Field("Gebeurtenis", entry.event_label, state),
        Field("Wat", entry.summary),
        Field("Nummer", entry.number),
        Field("Betrokkene", "" if entry.resident is None else f"B{entry.resident}"),
        Field("Doel", entry.purpose),
        Field("Uitkomst", "" if entry.outcome == "done" else entry.outcome),
        Field("Zoekwoorden", "versleuteld: te vragen met f, niet te lezen" if entry.searched else ""),
    ]
    return [field for field in fields if field is BLANK or field.value]


def checked_fields(found: Verified) -> list[Field]:
    """Return what a check found, for the screen."""
    wrong = problem_lines(found)
    if wrong:
        return [
            Field(value="Niet heel", style="late"),
            BLANK,
            *(Field(value=line) for line in wrong),
            BLANK,
            Field(
                value="Bewaar een kopie van dit bestand zoals het nu is en meld het aan uw beheerder.",
                style="quiet",
            ),
        ]
    fields = [
        Field(value="Het logboek is heel", style="title"),
        BLANK,
        Field("Regels", str(found.entries)),
        Field("Kenmerk", found.head, "strong"),
    ]
    if found.earlier:
        fields.append(Field("Eerder", "het kenmerk dat u gaf staat erin"))
    elif found.too_old:
        fields.append(Field("Eerder", TOO_OLD))
    fields += [
        Field("" if number else "Vernietigd", line.removeprefix("Vernietigd "))
        for number, line in enumerate(pruned_lines(found))
    ]
    return [
        *fields,
        BLANK,
        Field(
            value="Schrijf het kenmerk op en bewaar het buiten deze computer: daarmee ziet u later of het bestand is "
            "teruggezet.",
            style="quiet",
        ),
    ]
