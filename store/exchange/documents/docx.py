"""A document as DOCX: real styles and headings, Dutch as its language, no name in its properties."""

from __future__ import annotations

import io
import math
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.exchange.documents.docx_styles import HAIR, LANGUAGE, QUIET, STYLES, template
from store.exchange.documents.model import (
    Document,
    confidential,
    head_rows,
    printable,
    running_foot,
    running_head,
)
from store.rules.disclosed import Block, Bullets, Passage, Remark, Rows, Table

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_WIDE = 158
"""Millimetres between the margins."""


def to_docx(doc: Document) -> bytes:
    """Return `doc` as the bytes of a DOCX file. The same document gives the same bytes."""
    import docx

    word = docx.Document(io.BytesIO(template()))
    _page(word, doc)
    _properties(word, doc)
    _paragraph(word, "Title", printable(doc.meta.title))
    _paragraph(word, "Subtitle", confidential(doc.meta))
    if rows := head_rows(doc.meta):
        _pairs(word, rows, "Kopgegevens")
    for section in doc.sections:
        _paragraph(word, "Heading 1", printable(section.title))
        for block in section.blocks:
            _block(word, block)
    written = io.BytesIO()
    word.save(written)
    return _repeatable(written.getvalue())


def _repeatable(content: bytes) -> bytes:
    """Return the same package without the moments at which its parts were packed."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith("docProps/thumbnail"):
                part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                part.compress_type = ZIP_DEFLATED
                new.writestr(part, _without_thumbnail(name, old.read(name)))
    return packed.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    """Drop what refers to the thumbnail of the template, which is a picture of another document."""
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    return content


def _page(word: Word, doc: Document) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin, section.bottom_margin = Mm(30), Mm(27)
    section.header_distance = section.footer_distance = Mm(14)
    for part, left, right in (
        (section.header, running_head(doc.meta), printable(doc.meta.title)),
        (section.footer, running_foot(doc.meta), ""),
    ):
        line = part.paragraphs[0]
        stops = line.paragraph_format.tab_stops
        line.style.paragraph_format.tab_stops.clear_all()
        stops.add_tab_stop(Mm(_WIDE), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{left}\t{right}")
        if part is section.footer:
            line.add_run("pagina ")
            _field(line, "PAGE")
            line.add_run(" van ")
            _field(line, "NUMPAGES")


def _field(line: Paragraph, instruction: str) -> None:
    """Add a field that the reader's program fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _properties(word: Word, doc: Document) -> None:
    """Fill the properties of the file: the title, and nobody's name."""
    made = datetime.combine(doc.meta.made_on, time(12), UTC).replace(tzinfo=None)
    core = word.core_properties
    core.title, core.language = printable(doc.meta.title), LANGUAGE
    core.author = core.last_modified_by = core.comments = core.subject = core.keywords = core.category = ""
    core.created = core.modified = made
    core.revision = 1


def _block(word: Word, block: Block) -> None:
    match block:
        case Rows():
            _pairs(word, block.rows, "Gegevens")
        case Bullets():
            for item in block.items:
                _paragraph(word, "List Bullet", printable(item))
        case Table():
            _table(word, block)
        case Passage():
            if block.source:
                _paragraph(word, "Bron", printable(block.source))
            for line in printable(block.text).splitlines():
                if line.strip():
                    _paragraph(word, "Quote", line)
        case Remark():
            _paragraph(word, "Opmerking", printable(block.text))


def _paragraph(word: Word, style: str, text: str = "") -> Paragraph:
    """Add a paragraph; its style is set by id, for looking it up by name costs more than all the rest."""
    made = word.add_paragraph(text)
    made._p.style = STYLES[style]
    return made


def _pairs(word: Word, rows: tuple[tuple[str, str], ...], style: str) -> None:
    """Write label and value per line, the values in line with one another."""
    from docx.shared import RGBColor

    for label, value in rows:
        line = _paragraph(word, style)
        line.add_run(f"{printable(label)}\t").font.color.rgb = RGBColor.from_string(QUIET)
        line.add_run(printable(value))


def _table(word: Word, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = word.add_table(rows=1, cols=len(block.columns))
    _rules(table)
    wide = [Mm(one) for one in _widths(block)]
    for column, room in zip(table.columns, wide, strict=True):
        column.width = room
    for cell, name, room in zip(table.rows[0].cells, block.columns, wide, strict=True):
        cell.width = room
        _fill(cell, "Kolomkop", name)
    repeat: Any = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        added = table.add_row()
        whole: Any = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, text, room in zip(added.cells, row, wide, strict=True):
            cell.width = room
            _fill(cell, "Cel", text)
    _paragraph(word, "Tussenruimte")


def _fill(cell: Any, style: str, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = STYLES[style]
    paragraph.add_run(printable(text))


def _widths(block: Table) -> list[float]:
    """Return the width of each column in millimetres: short ones as their longest cell, the rest by their length."""
    longest = [
        max(len(part) for row in (block.columns, *block.rows) for part in (row[at].splitlines() or [""]))
        for at in range(len(block.columns))
    ]
    words = [
        max(len(word) for row in (block.columns, *block.rows) for word in (row[at].split() or [""]))
        for at in range(len(block.columns))
    ]
    limit = 24 if sum(length for length in longest[:-1] if length <= 24) <= 40 else 16
    fits = [length <= limit and at < len(longest) - 1 for at, length in enumerate(longest)]
    least = [
        _CELL + _LETTER * (length if fit else min(word, 20))
        for length, word, fit in zip(longest, words, fits, strict=True)
    ]
    spare = _WIDE - sum(least)
    if spare < 0:
        return [_WIDE * one / sum(least) for one in least]
    shares = [
        0.0 if fit else math.sqrt(min(max(length, 8), 120)) for length, fit in zip(longest, fits, strict=True)
    ]
    return [one + spare * share / sum(shares) for one, share in zip(least, shares, strict=True)]


_LETTER, _CELL = 1.65, 4.5
"""Millimetres for a letter in a cell, and for the room beside it."""


def _rules(table: Any) -> None:
    """Draw thin lines below rows and nothing else; text begins where the margin of the page is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        drawn = side in ("bottom", "insideH")
        line.set(qn("w:val"), "single" if drawn else "nil")
        if drawn:
            line.set(qn("w:sz"), "4")
            line.set(qn("w:space"), "0")
            line.set(qn("w:color"), HAIR)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 70), ("left", 0), ("bottom", 70), ("right", 220)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table.autofit = False
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
