"""A document as DOCX: real styles and headings, Dutch as its language, no name in its properties."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.exchange.documents.model import (
    CONFIDENTIAL,
    Document,
    head_rows,
    printable,
    running_foot,
    running_head,
)
from store.rules.disclosed import Block, Bullets, Passage, Remark, Rows, Table

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_INK, _QUIET, _ACCENT, _HAIR = "1C2530", "566273", "1F4E5F", "C9D1D9"
_LANGUAGE = "nl-NL"
_FONT = "Calibri"


def to_docx(doc: Document) -> bytes:
    """Return `doc` as the bytes of a DOCX file. The same document gives the same bytes."""
    import docx

    word = docx.Document()
    _styles(word)
    _page(word, doc)
    _properties(word, doc)
    word.add_paragraph(printable(doc.meta.title), style="Title")
    word.add_paragraph(CONFIDENTIAL, style="Subtitle")
    if rows := head_rows(doc.meta):
        _pairs(word, rows)
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
    from docx.shared import Pt, RGBColor

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
    shape("Subtitle", 9.5, _QUIET, 0, 8).font.italic = True
    shape("Heading 1", 13, _ACCENT, 16, 5, bold=True).paragraph_format.keep_with_next = True
    shape("List Bullet", 10.5, _INK, 0, 2)
    shape("Header", 8.5, _QUIET, 0, 0)
    shape("Footer", 8.5, _QUIET, 0, 0)
    shape("Quote", 10.5, _INK, 0, 6).paragraph_format.left_indent = Pt(12)
    for name, italic in (("Bron", False), ("Opmerking", True)):
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        shape(name, 9, _QUIET, 4 if name == "Bron" else 0, 2).font.italic = italic
        style.paragraph_format.keep_with_next = True


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
        stops.add_tab_stop(Mm(158), WD_TAB_ALIGNMENT.RIGHT)
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
            _pairs(word, block.rows)
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


def _pairs(word: Word, rows: tuple[tuple[str, str], ...]) -> None:
    """Write label and value per line, the values in line with one another."""
    from docx.shared import Mm, Pt, RGBColor

    for label, value in rows:
        line = word.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(38), Mm(-38)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(38))
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{printable(label)}\t").font.color.rgb = RGBColor.from_string(_QUIET)
        _lines(line, value)


def _table(word: Word, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    table = word.add_table(rows=1, cols=len(block.columns))
    _rules(table)
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        run = cell.paragraphs[0].add_run(printable(name))
        run.font.bold, run.font.size, run.font.color.rgb = True, Pt(9), RGBColor.from_string(_QUIET)
    repeat: Any = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        added = table.add_row()
        whole: Any = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, text in zip(added.cells, row, strict=True):
            cell.paragraphs[0].add_run(printable(text)).font.size = Pt(9.5)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _rules(table: Any) -> None:
    """Draw thin lines below rows and nothing else, and let the columns fit their content."""
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
    table._tbl.tblPr.append(borders)
    table.autofit = True
