"""A document as PDF: PDF/A-2a and PDF/UA-1 in one file, set by typst with the fonts it carries.

What people wrote reaches the compiler as data (a JSON value in `sys.inputs`), never as source, so nothing in it can
be a command. No file of the machine, system font or package is read.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING

from store.errors import Refused
from store.exchange.documents.glyphs import drawable
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
    import typst

_ONE_AT_A_TIME = Lock()


def to_pdf(doc: Document) -> bytes:
    """Return `doc` as the bytes of a PDF. The same document gives the same bytes. Raises `Refused`."""
    from typst import TypstError

    try:
        return _compiled(doc)
    except TypstError:
        # A combination of characters no font can draw: every sign outside Latin-1 becomes its number.
        pass
    try:
        return _compiled(doc, plain=True)
    except TypstError:
        # The message of the compiler can hold what somebody wrote, so it goes nowhere.
        raise Refused(
            "Van dit document kan geen PDF worden gemaakt. Er is niets geschreven; kies DOCX of Markdown."
        ) from None


def _compiled(doc: Document, *, plain: bool = False) -> bytes:
    made = datetime.combine(doc.meta.made_on, time(12), UTC)
    data = json.dumps(_drawable(_data(doc), plain))
    compiler, style = _compiler()
    with _ONE_AT_A_TIME:
        pdf = compiler.compile(
            style,
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(made.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


@cache
def _compiler() -> tuple[typst.Compiler, bytes]:
    """Return the compiler and the style; both are made once, for reading the fonts takes longest."""
    import typst

    style = resources.files(__package__ or "").joinpath("document.typ").read_bytes()
    return typst.Compiler(style, font_paths=typst.Fonts(include_system_fonts=False)), style


def _drawable(value: object, plain: bool) -> object:
    """Return nested data with every text drawable."""
    if isinstance(value, str):
        return drawable(value, plain=plain)
    if isinstance(value, dict):
        return {key: _drawable(part, plain) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part, plain) for part in value]
    return value


def _data(doc: Document) -> dict[str, object]:
    meta = doc.meta
    return {
        "title": printable(meta.title),
        "head": running_head(meta),
        "foot": running_foot(meta),
        "made": {"year": meta.made_on.year, "month": meta.made_on.month, "day": meta.made_on.day},
        "confidential": confidential(meta),
        "rows": head_rows(meta),
        "sections": [
            {"title": printable(section.title), "blocks": [_block(block) for block in section.blocks]}
            for section in doc.sections
        ],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Rows():
            return {"kind": "rows", "rows": [[printable(part) for part in row] for row in block.rows]}
        case Bullets():
            return {"kind": "list", "items": [printable(item) for item in block.items]}
        case Table():
            return {
                "kind": "table",
                "columns": [printable(column) for column in block.columns],
                "rows": [[printable(cell) for cell in row] for row in block.rows],
            }
        case Passage():
            lines = [line for line in printable(block.text).splitlines() if line.strip()]
            return {"kind": "passage", "source": printable(block.source), "lines": lines}
        case Remark():
            return {"kind": "remark", "text": printable(block.text)}
