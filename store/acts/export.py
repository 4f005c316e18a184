"""Letting a case leave the store as a file: logged, private on disk, never undone."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from itertools import count
from pathlib import Path

from store.actor import Actor
from store.acts.cases import load_case
from store.acts.unit import unit
from store.engine.lifecycle import Store
from store.engine.location import create_private, shown
from store.errors import Refused
from store.exchange.case_summary import case_summary_markdown
from store.queries.case_detail import case_detail

MAX_ENTRIES = 5_000
"""Lines of the timeline that go into one file; more is told in the file itself."""

REFUSAL = "Dit is een export die de deur uit is: het bestand kan al gelezen of doorgestuurd zijn."


def export_case(
    store: Store, actor: Actor, case_id: int, directory: Path, *, now: datetime | None = None
) -> Path:
    """Write the Markdown summary of a case in `directory` and return the file, mode 0600.

    The name holds the case number and nothing of the person; an existing file is never replaced (`-2`, `-3`, …).
    The log gets an event "export"; undo is refused. When anything fails no file stays behind. Raises `Refused` when
    nothing can be written there, `NotFound` without such a case.
    """
    written: Path | None = None
    try:
        with unit(store, actor, "export_case", "casus geëxporteerd", event="export", now=now) as act:
            case = load_case(act, case_id, None, must_be_open=False)
            act.refusal = REFUSAL
            detail = case_detail(store, case_id, today=act.today, limit=MAX_ENTRIES)
            text = case_summary_markdown(detail, act.today)
            written = _write(directory, case.number, text.encode("utf-8"))
    except BaseException:
        if written is not None:
            with contextlib.suppress(OSError):
                written.unlink()
        raise
    return written


def _write(directory: Path, number: str, content: bytes) -> Path:
    stem = f"casus-{re.sub(r'[^A-Za-z0-9-]', '', number)}"
    try:
        if not directory.is_dir():
            raise Refused(
                f"De map {shown(directory)} bestaat niet. Er is niets geëxporteerd; kies een andere map."
            )
        return _first_free(directory, stem, content)
    except (OSError, ValueError) as error:
        raise Refused(
            f"In de map {shown(directory)} kan niet worden geschreven. Er is niets geëxporteerd; kies een andere map."
        ) from error


def _first_free(directory: Path, stem: str, content: bytes) -> Path:
    numbers = count(2)
    path = directory / f"{stem}.md"
    while True:
        try:
            create_private(path, content)
        except FileExistsError:
            path = directory / f"{stem}-{next(numbers)}.md"
        else:
            return path
