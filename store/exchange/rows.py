"""One row as it was delivered, whatever kind of file it came from, and the finding of the row of column heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.exchange.columns import head_score

MAX_CELL = 1_000_000
"""Most characters in one cell; a row with more is refused with its reason (own norm)."""

HEAD_WITHIN = 40
"""The row of column heads stands within this many rows (own norm)."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A delivered row.

    `number` is the line (text file), row (sheet) or place in the list (JSON) as a person counts, from 1. `complete` is
    False when the row holds fewer cells than there are column heads. `refusal` is a Dutch sentence when the row itself
    cannot be used; `remarks` are Dutch sentences about what must be looked at.
    """

    number: int
    cells: tuple[str, ...]
    complete: bool = True
    refusal: str = ""
    remarks: tuple[str, ...] = ()


def find_head(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row that names most fields (at least two), the first on a tie; None when there is none.

    A row of heads has at least two filled cells, and each is short.
    """
    best: tuple[int, int] | None = None
    for index, cells in enumerate(rows[:HEAD_WITHIN]):
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) < 2 or any(len(cell) > 80 for cell in filled):
            continue
        score = head_score([cell.strip() for cell in cells])
        if score >= 2 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def shape_row(number: int, cells: Sequence[str], width: int) -> RawRow:
    """Return the row against `width` column heads: short rows are marked, cells beyond the last head remarked upon."""
    extra = sum(1 for cell in cells[width:] if cell.strip())
    if not extra:
        return RawRow(number, tuple(cells[:width]), len(cells) >= width)
    remark = (
        f"De rij heeft {len(cells)} cellen bij {width} kolomkoppen; kijk na of alles in de goede kolom staat."
    )
    return RawRow(number, tuple(cells), True, "", (remark,))
