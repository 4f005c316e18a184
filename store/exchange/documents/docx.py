"""A document as DOCX: real styles and headings, Dutch as its language, no name in its properties."""

from __future__ import annotations

import io
import math
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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

_INK, _QUIET, _ACCENT, _HAIR, _WASH = "1C2530", "566273", "1F4E5F", "C9D1D9", "F3F6F8"
_LANGUAGE = "nl-NL"
_FONT = "Calibri"
_WIDE = 158
"""Millimetres between the margins."""
_LABEL = 38
"""Millimetres for the labels of rows."""


def to_docx(doc: Document) -> bytes:
    """Return `doc` as the bytes of a DOCX file. The same document gives the same bytes."""
    import docx

    word = docx.Document()
    _styles(word)
    _page(word, doc)
    _properties(word, doc)
    word.add_paragraph(printable(doc.meta.title), style="Title")
    word.add_paragraph(confidential(doc.meta), style="Subtitle")
    if rows := head_rows(doc.meta):
        _pairs(word, rows, "Kopgegevens")
    for section in doc.sections:
        word.add_heading(printable(section.title), level=1)
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


def _styles(word: Word) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    def shape(name: str, size: float, color: str, before: float, after: float, *, bold: bool = False) -> Any:
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(color)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _own_fonts(style)
        return style

    normal = shape("Normal", 10.5, _INK, 0, 4)
    normal.paragraph_format.line_spacing = 1.15
    _language(normal)
    title = shape("Title", 20, _ACCENT, 0, 2, bold=True)
    for border in title.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    subtitle = shape("Subtitle", 9.5, _QUIET, 0, 8)
    subtitle.font.italic = True
    for spacing in subtitle.element.xpath(".//w:rPr/w:spacing"):
        spacing.getparent().remove(spacing)
    shape("Heading 1", 13, _ACCENT, 16, 5, bold=True).paragraph_format.keep_with_next = True
    shape("List Bullet", 10.5, _INK, 0, 2)
    _lines_beside(shape("Header", 8.5, _QUIET, 0, 0), {"bottom": 4}, 4)
    shape("Footer", 8.5, _QUIET, 0, 0)
    quote = shape("Quote", 10.5, _INK, 0, 6)
    quote.paragraph_format.left_indent = Pt(12)
    _lines_beside(quote, {"left": 8}, 10)

    def own(name: str, size: float, color: str, before: float, after: float) -> Any:
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        return shape(name, size, color, before, after)

    own("Bron", 9, _QUIET, 4, 2).paragraph_format.keep_with_next = True
    remark = own("Opmerking", 9, _QUIET, 0, 2)
    remark.font.italic, remark.paragraph_format.keep_with_next = True, True
    own("Gegevens", 10.5, _INK, 0, 2)
    head = own("Kopgegevens", 9.5, _INK, 0, 0)
    head.paragraph_format.line_spacing = 1.35
    _wash(head)
    _lines_beside(head, {"top": 6, "left": 8, "bottom": 6, "right": 8}, 4, _WASH)
    for name, inset in (("Gegevens", 0), ("Kopgegevens", 3)):
        form = word.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Mm(_LABEL + inset), Mm(-_LABEL)
        form.right_indent = Mm(inset)
        form.tab_stops.add_tab_stop(Mm(_LABEL + inset))
    gap = own("Tussenruimte", 2, _INK, 0, 0).paragraph_format
    gap.line_spacing = Pt(4)
    own("Cel", 9.5, _INK, 0, 0).paragraph_format.line_spacing = 1.05
    cell_head = own("Kolomkop", 9, _QUIET, 0, 0)
    cell_head.font.bold, cell_head.paragraph_format.keep_with_next = True, True


def _lines_beside(style: Any, sides: dict[str, int], size: int, color: str = _HAIR) -> None:
    """Draw lines at `sides` of paragraphs of a style, each at its distance in points; `size` in eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    for side, space in sides.items():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", color)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _wash(style: Any) -> None:
    """Give the paragraphs of a style a quiet background."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _WASH)):
        shading.set(qn(f"w:{name}"), value)
    style.element.get_or_add_pPr().insert_element_before(shading, *_AFTER_BORDERS[1:])


_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
)
"""What the standard wants after the borders of a paragraph, in its order."""


def _own_fonts(style: Any) -> None:
    """Let the font of a style win from the theme of the template."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), _FONT)


def _language(style: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = style.element.getparent().xpath("./w:docDefaults//w:rPr")
    for place in (style.element.get_or_add_rPr(), *defaults):
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        language = OxmlElement("w:lang")
        for kind in ("w:val", "w:eastAsia"):
            language.set(qn(kind), _LANGUAGE)
        place.append(language)


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
    core.title, core.language = printable(doc.meta.title), _LANGUAGE
    core.author = core.last_modified_by = core.comments = core.subject = core.keywords = core.category = ""
    core.created = core.modified = made
    core.revision = 1


def _block(word: Word, block: Block) -> None:
    match block:
        case Rows():
            _pairs(word, block.rows, "Gegevens")
        case Bullets():
            for item in block.items:
                _lines(word.add_paragraph(style="List Bullet"), item)
        case Table():
            _table(word, block)
        case Passage():
            if block.source:
                word.add_paragraph(printable(block.source), style="Bron")
            for line in printable(block.text).splitlines():
                if line.strip():
                    word.add_paragraph(line, style="Quote")
        case Remark():
            word.add_paragraph(printable(block.text), style="Opmerking")


def _lines(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(printable(text))


def _pairs(word: Word, rows: tuple[tuple[str, str], ...], style: str) -> None:
    """Write label and value per line, the values in line with one another."""
    from docx.shared import RGBColor

    for label, value in rows:
        line = word.add_paragraph(style=style)
        line.add_run(f"{printable(label)}\t").font.color.rgb = RGBColor.from_string(_QUIET)
        _lines(line, value)


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
        cell.paragraphs[0].style = "Kolomkop"
        cell.paragraphs[0].add_run(printable(name))
    repeat: Any = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        added = table.add_row()
        whole: Any = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, text, room in zip(added.cells, row, wide, strict=True):
            cell.width = room
            cell.paragraphs[0].style = "Cel"
            cell.paragraphs[0].add_run(printable(text))
    word.add_paragraph(style="Tussenruimte")


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
            line.set(qn("w:color"), _HAIR)
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
