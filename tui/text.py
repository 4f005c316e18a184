"""Text on the screen: measured in terminal cells, always as text, never as markup.

Whatever is drawn goes through `store.text.visible` first, so that control characters, escape codes and
direction overrides are shown as marks instead of being obeyed by the terminal.
"""

from __future__ import annotations

import re
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from store.local_time import short_day
from store.text import one_line, visible
from store.text import thousands as thousands

MAX_CELL = 1_000
"""Characters looked at for one line: more never fits a terminal, and a megabyte must not cost time at each
paint.
"""


def fit(text: str, width: int, align: str = "left") -> str:
    """Return `text` on one line of exactly `width` cells, padded or cut with an ellipsis.

    `align` is "left" or "right". Wide characters count double and are never cut in half.
    """
    if width <= 0:
        return ""
    line = one_line(text[:MAX_CELL])
    size = len(line) if line.isascii() else cell_len(line)
    if size > width:
        return _cut(line, width)
    return " " * (width - size) + line if align == "right" else line + " " * (width - size)


def _cut(line: str, width: int) -> str:
    short = set_cell_size(line, width - 1).rstrip() + "…"
    return short + " " * (width - cell_len(short))


_NUMBER = re.compile(r" \d.*")


def fit_address(text: str, width: int) -> str:
    """Return an address on exactly `width` cells: the place goes first, then the end of the street, never the number.

    "Burgemeester van Doornlaan 12A, Heemstede" → "Burgemeester v… 12A".
    """
    line = one_line(text[:MAX_CELL])
    if cell_len(line) > width:
        line = line.partition(",")[0]
    number = _NUMBER.search(line)
    if cell_len(line) <= width or number is None or cell_len(number[0]) > width - 4:
        return fit(line, width)
    return set_cell_size(shorten(line[: number.start()], width - cell_len(number[0])) + number[0], width)


def shorten(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` cells, with an ellipsis when it was cut."""
    return fit(text, width).rstrip()


def wrap(text: str, width: int, limit: int = 20_000) -> list[str]:
    """Break `text` into lines of at most `width` cells, keeping its own line breaks; at least one line.

    Only the first `limit` characters are laid out; a last line says how much was left out.
    """
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in visible(text[:limit]).split("\n"):
        line, used = "", 0
        for word in paragraph.expandtabs(4).split():
            size = cell_len(word)
            if line and used + 1 + size <= width:
                line, used = f"{line} {word}", used + 1 + size
                continue
            if line:
                lines.append(line)
            while size > width:
                head = _head(word, width)
                lines.append(head)
                word = word[len(head) :]
                size = cell_len(word)
            line, used = word, size
        lines.append(line)
    if len(text) > limit:
        lines.append(shorten(f"… nog {len(text) - limit} tekens, niet getoond", width))
    return lines


def _head(word: str, width: int) -> str:
    """Return the longest start of `word` within `width` cells, at least one character."""
    used = 0
    for index, char in enumerate(word):
        used += cell_len(char)
        if used > width:
            return word[: max(index, 1)]
    return word


def plain(text: str, style: str = "") -> Content:
    """Return hostile `text` as content for a `Static` or a label: visible, without markup."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def moment(when: datetime) -> str:
    """Return "do 12 nov 09:14"."""
    return f"{short_day(when.date())} {when.hour:02}:{when.minute:02}"
