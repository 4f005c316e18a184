"""A document as JSON, in the shape of `docs/case-summary.schema.json`."""

from __future__ import annotations

import json

from store.exchange.documents.model import Document
from store.rules.disclosed import Block, Bullets, Passage, Remark, Rows, Table
from store.text import visible

VERSION = 1
"""Version of the shape; raised when a reader of the old shape would go wrong."""


def to_json(doc: Document) -> str:
    """Return `doc` as JSON text (UTF-8, indented, ends with a newline); control characters visible."""
    meta = doc.meta
    whole = {
        "version": VERSION,
        "title": visible(meta.title),
        "number": visible(meta.number),
        "made_on": meta.made_on.isoformat(),
        "made_by_team": visible(meta.made_by_team),
        "recipient": {"organisation": visible(meta.recipient), "person": visible(meta.person)},
        "purpose": visible(meta.purpose),
        "level": None if meta.level is None else int(meta.level.value),
        "basis": visible(meta.basis),
        "necessity": visible(meta.necessity),
        "destroy_after": meta.destroy_after.isoformat() if meta.destroy_after else None,
        "sections": [
            {
                "key": section.key,
                "title": visible(section.title),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in doc.sections
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, object]:
    match block:
        case Rows():
            rows = [{"label": visible(label), "value": visible(value)} for label, value in block.rows]
            return {"kind": "rows", "rows": rows}
        case Bullets():
            return {"kind": "list", "items": [visible(item) for item in block.items]}
        case Table():
            return {
                "kind": "table",
                "columns": [visible(column) for column in block.columns],
                "rows": [[visible(cell) for cell in row] for row in block.rows],
            }
        case Passage():
            return {"kind": "passage", "source": visible(block.source), "text": visible(block.text)}
        case Remark():
            return {"kind": "remark", "text": visible(block.text)}
