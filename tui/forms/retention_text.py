"""What Bewaren says of a proposal and of the record of a destruction, as fields. No names: there are none in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from store.codes import NormKind
from store.codes_retention import RetentionSubject
from store.local_time import day_year, local
from store.queries.backups import CopyRow
from store.queries.retention import DestructionRow, Proposal
from tui.forms.destruction_words import check_text
from tui.text import moment, thousands
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Row

_TABLES = {
    "cases": "casus",
    "signals": "signalen",
    "residents": "betrokkenen",
    "reporters": "melders",
    "addresses": "adressen",
    "households": "huishoudens",
    "contact_attempts": "contactpogingen",
    "notes": "notities",
    "actions": "acties",
    "triages": "triages",
    "routings": "routes",
    "clocks": "termijnen",
    "disclosures": "verstrekkingen",
    "consents": "toestemmingen",
    "feedback_given": "antwoorden aan melders",
    "zrm_scores": "scores",
    "decisions": "besluiten",
    "agenda_items": "agendapunten",
    "case_status_changes": "statuswijzigingen",
    "log_entries": "regels van het logboek",
    "undo_records": "gegevens om ongedaan te maken",
}
TITLES = {
    RetentionSubject.CASE: "Casus {}, met alles wat eraan hangt",
    RetentionSubject.SIGNAL: "Signaal {}",
    RetentionSubject.REPORTER: "Naam, telefoon en e-mail van de melder van {}",
    RetentionSubject.LOG: "De regels van een jaar uit het logboek ({})",
}


def counted(found: Collection[Proposal], today: date) -> str:
    """Return "2 kunnen weg · 1 nadert · 1 tegengehouden", what there is none of left out."""
    due = sum(one.is_due(today) for one in found)
    held = sum(bool(one.hold) for one in found)
    near = len(found) - due - held
    parts = (
        (due, "kan weg" if due == 1 else "kunnen weg"),
        (near, "nadert" if near == 1 else "naderen"),
        (held, "tegengehouden"),
    )
    return " · ".join(f"{thousands(count)} {words}" for count, words in parts if count)


def proposal_row(one: Proposal, today: date) -> Row:
    """Return a proposal as a line of the list."""
    state = "late" if one.due_on < today and not one.hold else "today" if one.is_due(today) else ""
    cells = (day_year(one.due_on), one.number, one.subject.label, one.term.basis.label, one.standing(today))
    return Row(one.key, cells, state)


def proposal_fields(one: Proposal, today: date) -> list[Field]:
    """Return one proposal whole: what, why, which term, since when, and what is in the way."""
    left = (one.due_on - today).days
    when = (
        f"over {left} dagen" if left > 1 else "morgen" if left == 1 else "vandaag" if not left else "voorbij"
    )
    fields = [
        Field(value=TITLES[one.subject].format(one.number), style="title"),
        BLANK,
        Field("Waarom", one.term.basis.label),
        Field("Termijn", f"{one.term.length} ({one.term.norm.label})"),
        Field("Bron", one.term.source),
        Field("Geëindigd", day_year(one.ended_on)),
        Field("Weg op", f"{day_year(one.due_on)} · {when}", "late" if left < 0 and not one.hold else ""),
    ]
    if one.term.norm is NormKind.CHECK:
        fields += [
            BLANK,
            Field(value="Deze termijn is een keuze: laat haar toetsen door een jurist.", style="quiet"),
        ]
    if one.hold:
        fields += [BLANK, Field("Tegengehouden", one.hold, "today")]
        if one.hold_until is not None:
            fields.append(Field("Opnieuw kijken", day_year(one.hold_until)))
    if one.proposed_by:
        fields += [BLANK, Field("Voorgedragen", f"door {one.proposed_by}; iemand anders keurt goed", "today")]
    return fields


def record_row(one: DestructionRow) -> Row:
    """Return a destruction as a line of the record."""
    cells = (
        day_year(local(one.destroyed_at).date()),
        one.number,
        one.subject.label,
        one.basis.label,
        "nagegaan" if one.checked else "nog nagaan",
    )
    return Row(str(one.id), cells, "done" if one.checked else "doubt")


def copy_ends(copy: CopyRow) -> str:
    """Return until when a copy that still holds what was destroyed exists."""
    if copy.ends_on is None:
        return "wordt niet vanzelf opgeruimd"
    return f"tot {day_year(copy.ends_on)}"


def record_fields(one: DestructionRow, kept: Sequence[CopyRow] = ()) -> list[Field]:
    """Return the record of one destruction: who, why and how much; nothing of what it was."""
    went = ", ".join(
        f"{count} {_TABLES.get(table, 'andere regels')}" for table, count in sorted(one.counts.items())
    )
    fields = [
        Field(value=f"{one.subject.label.capitalize()} {one.number} is vernietigd", style="title"),
        BLANK,
        Field("Wanneer", moment(local(one.destroyed_at))),
        Field("Waarom", f"{one.basis.label}, {one.term} ({one.norm.label})"),
        Field("Kon weg op", day_year(one.due_on)),
        Field("Voorgedragen", one.proposed_by),
        Field("Goedgekeurd", one.approved_by),
        Field("Wat weg is", went),
        Field("Nagegaan", check_text(one)),
    ]
    older = [copy for copy in kept if copy.at <= one.destroyed_at]
    if older:
        fields += [BLANK, Field(value="Staat nog in deze reservekopieën:", style="today")]
        fields += [Field("", f"{copy.path.name} · {copy_ends(copy)}") for copy in older]
    return fields
