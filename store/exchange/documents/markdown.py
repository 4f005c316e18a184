"""A document as Markdown. Text from outside keeps its words but no Markdown, HTML or link in it works."""

from __future__ import annotations

import re

from store.exchange.documents.model import Document, confidential, head_rows, printable
from store.rules.disclosed import Block, Bullets, Passage, Remark, Rows, Table

_ALWAYS = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LINE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))(.?)")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\b(www)\.")


def to_markdown(doc: Document) -> str:
    """Return `doc` as Markdown (UTF-8 text, ends with a newline)."""
    blocks = [f"# {escape(doc.meta.title)}", confidential(doc.meta)]
    if rows := head_rows(doc.meta):
        blocks.append(_rows(rows))
    for section in doc.sections:
        blocks.append(f"## {escape(section.title)}")
        blocks += [_block(block) for block in section.blocks]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return `text` on one line with Markdown, HTML and links made inert and control characters visible."""
    line = " ".join(_ALWAYS.sub(r"\\\1", printable(text)).split())
    line = _LINK.sub(lambda found: f"{found[1]}\\:" if found[1] else f"{found[2]}\\.", line)
    return _LINE_START.sub(lambda found: _start(found[1], found[2]), line)


def _start(mark: str, following: str) -> str:
    return f"{mark}\\{following}" if mark.isdigit() else f"\\{mark}{following}"


def _rows(rows: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"- **{escape(label)}:** {escape(value)}" for label, value in rows)


def _block(block: Block) -> str:
    match block:
        case Rows():
            return _rows(block.rows)
        case Bullets():
            return "\n".join(f"- {escape(item)}" for item in block.items)
        case Remark():
            return f"*{escape(block.text)}*"
        case Passage():
            quote = "\n>\n".join(f"> {line}" for text in block.text.splitlines() if (line := escape(text)))
            return f"**{escape(block.source)}**\n\n{quote}" if block.source else quote
        case Table():
            lines = [_cells(block.columns), "|" + "---|" * len(block.columns)]
            return "\n".join([*lines, *(_cells(row) for row in block.rows)])


def _cells(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(escape(cell) for cell in cells)} |"
