"""What may be shown: sections of rows, lists, tables and passages, and what was withheld with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.codes import InfoLevel, PartnerType


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and value, one below the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def filled_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table | None:
    """Return a table without the columns in which no row has anything; None when nothing is left."""
    kept = tuple(rows)
    used = [place for place in range(len(columns)) if any(row[place].strip() for row in kept)]
    if not used:
        return None
    return Table(tuple(columns[at] for at in used), tuple(tuple(row[at] for at in used) for row in kept))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text somebody wrote, of any number of lines, below a line that says where it comes from."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the program itself."""

    text: str


Block = Rows | Bullets | Table | Passage | Remark


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `key` is stable."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that was taken out, named without showing it, and why; both plain Dutch."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The whole answer of the sharing rule: preview and file are both made of `sections`, so they cannot differ.

    `withheld` is for who shares, never for the recipient: that something exists can be a secret too.
    """

    case_number: str
    level: InfoLevel
    recipient_type: PartnerType
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
