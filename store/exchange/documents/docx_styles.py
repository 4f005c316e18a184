"""The look of a Word document: a template with the styles that are used and no others, made once."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word

_INK, QUIET, _ACCENT, HAIR, _WASH = "1C2530", "566273", "1F4E5F", "C9D1D9", "F3F6F8"
LANGUAGE = "nl-NL"
_FONT = "Calibri"
_LABEL = 38
"""Millimetres for the labels of rows."""

STYLES = {
    name: name.replace(" ", "")
    for name in (
        "Title",
        "Subtitle",
        "Heading 1",
        "List Bullet",
        "Quote",
        "Bron",
        "Opmerking",
        "Gegevens",
        "Kopgegevens",
        "Tussenruimte",
        "Cel",
        "Kolomkop",
    )
}
"""Name of a style as people see it → its id in the file."""


@cache
def template() -> bytes:
    """Return an empty Word document that holds the styles."""
    import docx

    word = docx.Document()
    _styles(word)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _styles(word: Word) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    _only_ours(word)

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
    subtitle = shape("Subtitle", 9.5, QUIET, 0, 8)
    subtitle.font.italic = True
    for spacing in subtitle.element.xpath(".//w:rPr/w:spacing"):
        spacing.getparent().remove(spacing)
    shape("Heading 1", 13, _ACCENT, 16, 5, bold=True).paragraph_format.keep_with_next = True
    shape("List Bullet", 10.5, _INK, 0, 2)
    _lines_beside(shape("Header", 8.5, QUIET, 0, 0), {"bottom": 4}, 4)
    shape("Footer", 8.5, QUIET, 0, 0)
    quote = shape("Quote", 10.5, _INK, 0, 6)
    quote.paragraph_format.left_indent = Pt(12)
    _lines_beside(quote, {"left": 8}, 10)

    def own(name: str, size: float, color: str, before: float, after: float) -> Any:
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        return shape(name, size, color, before, after)

    own("Bron", 9, QUIET, 4, 2).paragraph_format.keep_with_next = True
    remark = own("Opmerking", 9, QUIET, 0, 2)
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
    cell_head = own("Kolomkop", 9, QUIET, 0, 0)
    cell_head.font.bold, cell_head.paragraph_format.keep_with_next = True, True


_OF_TEMPLATE = frozenset(
    {
        "Normal",
        "Title",
        "Subtitle",
        "heading 1",
        "List Bullet",
        "header",
        "footer",
        "Quote",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    }
)
"""Styles of the template that are used, as the file names them; the other hundred and fifty only cost time."""


def _only_ours(word: Word) -> None:
    """Take the styles out that nothing here uses, with what refers to them."""
    from docx.oxml.ns import qn

    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) not in _OF_TEMPLATE:
            styles.remove(style)
    kept = {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    for style in styles.findall(qn("w:style")):
        for name in ("w:link", "w:next", "w:basedOn"):
            found = style.find(qn(name))
            if found is not None and found.get(qn("w:val")) not in kept:
                style.remove(found)


def _lines_beside(style: Any, sides: dict[str, int], size: int, color: str = HAIR) -> None:
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
            language.set(qn(kind), LANGUAGE)
        place.append(language)
