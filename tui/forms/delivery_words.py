"""What a delivery looks like in plain words: the kind of file, its counts, its columns. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from store.codes import MatchLevel, RowResult
from store.local_time import day_year, local
from tui.forms.radar_text import radar_fields
from tui.text import thousands
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Row

if TYPE_CHECKING:
    from datetime import date

    from store.acts.deliveries import ImportResult
    from store.exchange.columns import Mapping
    from store.exchange.delivery import Delivery
    from store.queries.deliveries import DeliveredRow, DeliveryLine
    from store.queries.known import Known

_ENCODINGS = {
    "utf-8": "moderne letters (UTF-8)",
    "utf-8-sig": "moderne letters (UTF-8)",
    "cp1252": "Windows-letters",
    "cp850": "oude DOS-letters",
    "mac-roman": "oude Mac-letters",
    "mac_roman": "oude Mac-letters",
    "ascii": "gewone letters",
}
_DELIMITERS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "rechte streep", ":": "dubbele punt"}

RESULTS: tuple[RowResult, ...] = (
    RowResult.NEW,
    RowResult.REPEATED,
    RowResult.TO_CHECK,
    RowResult.REJECTED,
)
_STATES = {RowResult.REJECTED: "late", RowResult.TO_CHECK: "doubt"}


def rows_word(count: int) -> str:
    """Return "1 rij" or "40 rijen"."""
    return f"{thousands(count)} {'rij' if count == 1 else 'rijen'}"


def encoding_words(encoding: str) -> str:
    """Return the way letters are written in a text file, in words; the technical name of a rare one."""
    key = encoding.casefold()
    if key.startswith(("utf-16", "utf_16")):
        return "moderne letters (UTF-16)"
    return _ENCODINGS.get(key, encoding)


def kind_words(delivery: Delivery) -> str:
    """Return "Excel, blad E33" or "tekstbestand, puntkomma, Windows-letters"."""
    if delivery.kind == "xlsx":
        return f"Excel, blad {delivery.sheet}"
    if delivery.kind == "ddas":
        return "DDAS-bestand (JSON, landelijke afspraak over signalen van achterstanden)"
    delimiter = _DELIMITERS.get(delivery.delimiter, f"teken {delivery.delimiter!r}")
    return f"tekstbestand, {delimiter}, {encoding_words(delivery.encoding)}"


def line_kind_words(line: DeliveryLine) -> str:
    """Return the kind of file of an earlier delivery."""
    if line.kind == "xlsx":
        return "Excel"
    if line.kind == "ddas":
        return "DDAS-bestand"
    return f"tekstbestand, {encoding_words(line.encoding)}"


def column_row(
    delivery: Delivery, mapping: Mapping, index: int, by: str, sample: Sequence[Sequence[str]]
) -> Row:
    """Return a column as a line of the list: its head, what it means, by which sign, an example."""
    field = mapping.fields[index]
    head = delivery.headers[index] or f"(kolom {index + 1} zonder kop)"
    return Row(
        str(index),
        (head, field.label, by, example_of(sample, index)),
        "doubt" if by == "inhoud" else "",
    )


def example_of(sample: Sequence[Sequence[str]], index: int) -> str:
    """Return the first value that is filled in a column."""
    return next((row[index].strip() for row in sample if index < len(row) and row[index].strip()), "")


_WORDS = {
    RowResult.NEW: "nieuw",
    RowResult.REPEATED: "herhaald: was al gemeld",
    RowResult.TO_CHECK: "na te kijken: er ontbreekt iets",
    RowResult.REJECTED: "afgewezen: komt niet binnen",
}


def counts_content(counts: dict[RowResult, int]) -> Content:
    """Return what becomes of the rows, one line for each outcome, numbers aligned; zero is quiet."""
    width = max([3, *(len(thousands(count)) for count in counts.values())])
    lines = []
    for result in RESULTS:
        count = counts.get(result, 0)
        style = "$text-muted" if not count else "bold $text-error" if result is RowResult.REJECTED else "bold"
        number = Content.styled(thousands(count).rjust(width), style)
        lines.append(number.append(Content.styled("  " + _WORDS[result], "" if count else "$text-muted")))
    return Content("\n").join(lines)


def counts_of(line: DeliveryLine | ImportResult) -> dict[RowResult, int]:
    """Return the counts of a delivery by result."""
    return {
        RowResult.NEW: line.new,
        RowResult.REPEATED: line.repeated,
        RowResult.TO_CHECK: line.to_check,
        RowResult.REJECTED: line.rejected,
    }


def bar(done: int, total: int, width: int = 30) -> str:
    """Return a bar of `width` cells for `done` out of `total`; what is done can be more than was thought."""
    part = 0 if total <= 0 else min(width, done * width // total)
    return "█" * part + "░" * (width - part)


def delivery_fields(line: DeliveryLine) -> list[Field]:
    """Return what an earlier delivery is, without its counts."""
    at = local(line.imported_at)
    return [
        Field(value=line.file_name, style="title"),
        Field(value=f"{day_year(at.date())} {at.hour:02}:{at.minute:02} · {line.by}", style="quiet"),
        BLANK,
        Field("Partner", line.partner or "staat in de rijen, of is onbekend"),
        Field("Gemeente", line.profile),
        Field("Bestand", line_kind_words(line)),
        Field("Gelezen", rows_word(line.read)),
    ]


def advice_fields(line: DeliveryLine) -> list[Field]:
    """Return what to do next with an earlier delivery."""
    advice = []
    if line.to_check:
        advice.append("Wat na te kijken is, staat bij Signalen als ‘te aanvullen’.")
    if line.rejected:
        advice.append(
            "Wat afgewezen is, staat met de reden in een bestand naast het origineel: verbeter het daar en voer dat "
            "bestand in."
        )
    return [Field(value=text, style="quiet") for text in advice]


def known_word(known: Known | None) -> str:
    """Return in a word what is known already: how sure the person is, else the address; "" for nothing."""
    if known is None:
        return ""
    if known.level is MatchLevel.LIKELY:
        return "waarsch."
    return known.level.label if known.level else "adres" if known.here else ""


def known_fields(known: Known | None, today: date) -> list[Field]:
    """Return what is known of the person and the address of a delivered row."""
    if known is None:
        return []
    told = [BLANK, Field(value="AL BEKEND", style="quiet")]
    if known.linked:
        other = "een andere melding" if known.linked == 1 else f"{known.linked} andere meldingen"
        told.append(Field(value=f"Gekoppeld met {other}.", style="accent"))
    return [*told, *radar_fields(known.radar, today)]


def delivered_row(row: DeliveredRow, known: str = "") -> Row:
    """Return a delivered row as a line of the list, with in a word what was known already."""
    about = " ".join(row.reasons) or " · ".join(cell.strip() for cell in row.cells if cell.strip())
    return Row(
        str(row.row_number),
        (str(row.row_number), row.result.label, about, known, row.signal_number),
        _STATES.get(row.result, ""),
    )


def cell_fields(row: DeliveredRow, headers: Sequence[str]) -> list[Field]:
    """Return one delivered row in full: what became of it, why, and its cells as they were sent."""
    fields = [
        Field(value=f"Rij {row.row_number} · {row.result.label}", style="title"),
        *(Field(value=reason, style="strong") for reason in row.reasons),
    ]
    if row.signal_number:
        fields.append(Field(value=f"Signaal {row.signal_number}", style="accent"))
    fields += [BLANK, Field(value="ZOALS GELEVERD", style="quiet")]
    filled = [
        Field(_head(headers, index), cell.strip()) for index, cell in enumerate(row.cells) if cell.strip()
    ]
    return fields + (filled or [Field(value="Deze rij was leeg.", style="quiet")])


def _head(headers: Iterable[str], index: int) -> str:
    heads = list(headers)
    return heads[index] if index < len(heads) and heads[index] else f"kolom {index + 1}"
