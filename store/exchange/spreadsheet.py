"""Cells that a spreadsheet program must not execute, and the file of rows that were refused."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

REASON_HEADER = "Reden van afwijzing"
_EXECUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it as text: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.startswith(_EXECUTED) else cell


def original(cell: str) -> str:
    """Take back what `neutral` did."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_EXECUTED) else cell


def write_rejected(
    beside: Path, headers: Sequence[str], rows: Iterable[tuple[Sequence[str], Sequence[str]]]
) -> Path:
    """Write refused rows (cells, reasons) beside the delivered file, to be corrected and brought in again.

    CSV with semicolons and a BOM, as spreadsheet programs here expect; the reason stands in the last column. Mode 0600.
    An existing file is never overwritten: a number is added. Raises `OSError` when the folder cannot be written.
    """
    descriptor, path = _create(beside)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([*(neutral(header) for header in headers), REASON_HEADER])
        for cells, reasons in rows:
            padded = [*cells, *([""] * (len(headers) - len(cells)))]
            writer.writerow([*(neutral(cell) for cell in padded[: len(headers)]), " ".join(reasons)])
    return path


def _create(beside: Path) -> tuple[int, Path]:
    for number in range(1, 1000):
        ending = "" if number == 1 else f"-{number}"
        path = beside.with_name(f"{beside.stem}-afgewezen{ending}.csv")
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError
