"""A document to print: who gets it and why, and its sections. Every writer takes this and adds nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.codes import InfoLevel
from store.local_time import day_year
from store.rules.disclosed import Disclosed, Section
from store.text import visible

_FOR_ONE = "Vertrouwelijk. Alleen voor de genoemde ontvanger en het genoemde doel; niet doorgeven."
_FOR_THE_TABLE = "Vertrouwelijk. Alleen voor wie aan dit overleg deelneemt; niet doorgeven."

# What XML (DOCX, the metadata of a PDF) cannot hold besides control characters: the two non-characters of each plane.
_NO_TEXT = {
    plane * 0x10000 + low: "\ufffd" for plane in range(17) for low in (0xFFFE, 0xFFFF)
} | dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")


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


def document(disclosed: Disclosed, meta: DocumentMeta) -> Document:
    """Return the document that tells exactly what may be told: what was withheld does not go into it."""
    return Document(meta, disclosed.sections)


def printable(text: str) -> str:
    """Return `text` as it can stand on paper: control characters visible, tabs as blanks, nothing XML forbids."""
    return visible(text).replace("\t", "    ").translate(_NO_TEXT)


def confidential(meta: DocumentMeta) -> str:
    """Return the sentence below the title: for whom this is."""
    return _FOR_ONE if meta.recipient else _FOR_THE_TABLE


def head_rows(meta: DocumentMeta) -> tuple[tuple[str, str], ...]:
    """Return what stands at the head of the first page as label and value, printable."""
    recipient = ", ".join(part for part in (meta.person, meta.recipient) if part)
    rows = (
        ("Voor", recipient),
        ("Doel", meta.purpose),
        ("Niveau", meta.level.label if meta.level is not None else ""),
        ("Grondslag", meta.basis),
        ("Noodzaak", meta.necessity),
        ("Gemaakt", " · ".join(part for part in (day_year(meta.made_on), meta.made_by_team) if part)),
        ("Vernietigen na", day_year(meta.destroy_after) if meta.destroy_after else ""),
    )
    return tuple((label, printable(" ".join(value.split()))) for label, value in rows if value.strip())


def running_head(meta: DocumentMeta) -> str:
    """Return what stands at the top of every page: the recipient and the level."""
    parts = (
        f"Voor {meta.recipient}" if meta.recipient else "",
        f"niveau {meta.level.label}" if meta.level is not None else "",
    )
    return printable(" — ".join(" ".join(part.split()) for part in parts if part))


def running_foot(meta: DocumentMeta) -> str:
    """Return what stands at the bottom of every page, before the page number."""
    last = f"vernietigen na {day_year(meta.destroy_after)}" if meta.destroy_after else ""
    return printable(" · ".join(part for part in ("Vertrouwelijk", meta.number, last) if part))
