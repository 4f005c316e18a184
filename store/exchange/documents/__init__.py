"""Printed matter: one document, written as PDF, DOCX, Markdown or JSON."""

from __future__ import annotations

from store.exchange.documents.docx import to_docx
from store.exchange.documents.json_ import to_json
from store.exchange.documents.markdown import to_markdown
from store.exchange.documents.model import Document, DocumentMeta, document
from store.exchange.documents.pdf import to_pdf

__all__ = ["Document", "DocumentMeta", "document", "to_docx", "to_json", "to_markdown", "to_pdf"]
