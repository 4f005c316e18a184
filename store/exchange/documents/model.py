"""A document to print: who gets it and why, and its sections. Every writer takes this and adds nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.codes import InfoLevel
from store.rules.disclosed import Section


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What stands at the head and foot of a document; empty text and None are left out.

    `title` is "Casusoverzicht C2026-031" and `number` its case or meeting: never a name, for both go into the
    properties of the file. `basis` is the Dutch label. The recipient should destroy the file after `destroy_after`.
    """

    title: str
    number: str
    made_on: date
    made_by_team: str
    recipient: str = ""
    person: str = ""
    purpose: str = ""
    level: InfoLevel | None = None
    basis: str = ""
    necessity: str = ""
    destroy_after: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its head and what it tells."""

    meta: DocumentMeta
    sections: tuple[Section, ...]
