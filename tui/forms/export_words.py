"""Sharing in plain Dutch: what each ground and level means, and how a preview reads on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from store.codes import InfoLevel, LegalBasis
from store.queries.cases import CaseRow
from store.rules.disclosed import Bullets, Passage, Remark, Rows, Section, Table
from store.rules.export_answers import FORMATS
from tui.screens.dialogs.export import short_path
from tui.widgets.field_text import BLANK, Field

BASIS_SHORT: dict[LegalBasis, str] = {
    LegalBasis.CONSENT: "toestemming",
    LegalBasis.VITAL_INTEREST: "levensgevaar",
    LegalBasis.WMO: "Wmo",
    LegalBasis.YOUTH_ACT: "Jeugdwet",
    LegalBasis.WGS: "schulden (Wgs)",
    LegalBasis.WVGGZ: "Wvggz",
    LegalBasis.WPG: "politiegegevens (Wpg)",
    LegalBasis.LEGITIMATE_INTEREST: "belang corporatie",
    LegalBasis.CONFLICT_OF_DUTIES: "zwijgen schaadt",
}
"""The grounds as they fit in a form; the full name stands in the record."""

BASIS_HELP: dict[LegalBasis, str] = {
    LegalBasis.CONSENT: "De betrokkene zei ja tegen delen met deze ontvanger. Leg dat eerst vast op het blad Delen.",
    LegalBasis.VITAL_INTEREST: "Vitaal belang: iemands leven of gezondheid loopt nu gevaar en vragen kan niet meer.",
    LegalBasis.WMO: "Nodig om iemand te helpen zelfstandig te wonen of onderdak te vinden: een taak van de gemeente.",
    LegalBasis.YOUTH_ACT: "Er is een kind of jongere die hulp of bescherming nodig heeft.",
    LegalBasis.WGS: "Nodig om schulden aan te pakken of een huisuitzetting of afsluiting te voorkomen.",
    LegalBasis.WVGGZ: "Er is een melding dat verplichte zorg misschien nodig is; de gemeente zoekt dat uit.",
    LegalBasis.WPG: "Gegevens van de politie, die u alleen doorgeeft zover haar machtiging dat toelaat.",
    LegalBasis.LEGITIMATE_INTEREST: "De corporatie heeft dit echt nodig, en dat weegt zwaarder dan de privacy.",
    LegalBasis.CONFLICT_OF_DUTIES: "Zwijgen geeft ernstige schade en toestemming lukt niet. Overleg met een collega.",
}
"""One plain line for each ground: when it fits."""

LEVEL_HELP: dict[InfoLevel, str] = {
    InfoLevel.FACT: "Alleen dát er een casus is: nummer, status, datum en wie zij kunnen bellen.",
    InfoLevel.CONFER: "Genoeg om te overleggen: voorletters, feiten los van meningen, de vraag, de afspraken.",
    InfoLevel.HANDOVER: "Wat een opvolger nodig heeft: wie het is, wat er gebeurde, wat werkt, wat nog loopt.",
}
"""One plain line for each level: what goes along."""


LISTED = 3
"""Cases that are named above the form; of more it is told how many."""


def heading_fields(cases: Sequence[CaseRow]) -> list[Field]:
    """Return what is shared: one case with who and where, or how many and which."""
    if not cases:
        return [Field(value="Deze casus staat niet (meer) in deze opslag. Esc gaat terug.", style="late")]
    if len(cases) == 1:
        (case,) = cases
        return [
            Field(value=f"Casus {case.number} delen", style="title"),
            Field(value=f"{case.who} · {case.where}", style="quiet"),
        ]
    fields = [Field(value=f"{len(cases)} casussen delen, een bestand per casus", style="title")]
    fields += [
        Field(value=f"{case.number} · {case.who} · {case.where}", style="quiet") for case in cases[:LISTED]
    ]
    if len(cases) > LISTED:
        fields.append(Field(value=f"en nog {len(cases) - LISTED}", style="quiet"))
    return fields


def turn_words(case: CaseRow, turn: int, total: int) -> str:
    """Return which of several cases the preview is of; nothing when there is one."""
    if total == 1:
        return ""
    return f"Voorbeeld {turn + 1} van {total}: {case.number} · {case.who}. F3 toont de volgende."


def written_fields(written: Sequence[Path], total: int, format_: str) -> list[Field]:
    """Return what was written, and how to go on when not everything was."""
    if not written:
        return []
    if total == 1:
        fields = [Field("Geschreven", short_path(written[0]), "strong")]
    else:
        fields = [
            Field("Geschreven", f"{len(written)} van {total} in {short_path(written[0].parent)}", "strong")
        ]
        fields += [Field(value=path.name) for path in written[-LISTED:]]
    if len(written) < total:
        fields.append(Field(value="Niet alles is geschreven; ctrl+s gaat verder met de rest.", style="today"))
    return [*fields, Field(value=f"{FORMATS[format_]}, vastgelegd op het blad Delen.", style="quiet")]


def preview_fields(sections: Iterable[Section]) -> list[Field]:
    """Return the sections of a document as a screen shows them: all of it, nothing else."""
    fields: list[Field] = []
    for section in sections:
        if fields:
            fields.append(BLANK)
        fields.append(Field(value=section.title, style="title"))
        for block in section.blocks:
            fields += _block(block)
    return fields


def _block(block: Rows | Bullets | Table | Passage | Remark) -> Iterator[Field]:
    if isinstance(block, Rows):
        for label, value in block.rows:
            yield Field(label, value)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield Field(value=f"· {item}")
    elif isinstance(block, Table):
        yield Field(value=" · ".join(block.columns), style="quiet")
        for row in block.rows:
            yield Field(value=" · ".join(cell for cell in row if cell))
    elif isinstance(block, Passage):
        if block.source:
            yield Field(value=block.source, style="quiet")
        yield Field(value=block.text)
    else:
        yield Field(value=block.text, style="quiet")


def withheld_fields(withheld: Iterable[tuple[str, str]]) -> list[Field]:
    """Return (what, why) of what was left out, each reason once, without showing the thing itself."""
    reasons: dict[str, list[str]] = {}
    for what, why in withheld:
        reasons.setdefault(why, []).append(what)
    fields: list[Field] = []
    for why, things in reasons.items():
        fields += [Field(value=" · ".join(things)), Field(value=why, style="quiet"), BLANK]
    return fields[:-1] or [Field(value="Niets: bij dit niveau hoort alles wat er is.", style="quiet")]
