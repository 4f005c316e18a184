"""A selection of the log as a file: CSV for a spreadsheet or Markdown to print; that it was made is logged itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, Literal

from store.actor import Actor
from store.acts.export_files import check_folder, removed_on_failure, write_new
from store.acts.log_chain import NewEntry, log_alone
from store.engine.lifecycle import Store
from store.exchange.documents.markdown import escape
from store.exchange.spreadsheet import neutral
from store.local_time import local_day, moment
from store.local_time import now as present
from store.queries.log_view import LogFilter, LogRow, every_entry
from store.text import one_line

LogFormat = Literal["csv", "md"]
HEADS: Final = (
    "regel",
    "tijd",
    "wie",
    "gebeurtenis",
    "nummer",
    "betrokkene",
    "omschrijving",
    "namens",
    "doel",
    "uitkomst",
)
_OUTCOMES: Final = {"done": "gedaan"}


def export_log(
    store: Store,
    actor: Actor,
    chosen: LogFilter,
    described: str,
    directory: Path,
    format_: LogFormat,
    *,
    now: datetime | None = None,
) -> Path:
    """Write the entries a filter shows in `directory`, mode 0600, log that (NEN 7513), and return where.

    `described` is the filter in words, for the heading. Raises `NotAllowed` for who does not keep the log, `Refused`
    when nothing can be written there.
    """
    at = now or present()
    check_folder(directory)
    rows = every_entry(store, chosen)
    write: Callable[[Iterable[LogRow], str], str] = _csv if format_ == "csv" else _markdown
    content = write(rows, f"{described} · gemaakt op {moment(at)} door {actor.name}")
    stem = f"logboek-{local_day(at):%Y%m%d}"
    with removed_on_failure() as files:
        names = (f"{stem}-{number}.{format_}" for number in count(1))
        path = write_new(directory, names, content.encode("utf-8-sig" if format_ == "csv" else "utf-8"))
        files.append(path)
        summary = f"logboek geëxporteerd: {described}"
        log_alone(
            store, NewEntry(at=at, actor=actor, event="export", act="export_log", kind="log", summary=summary)
        )
    return path


def cells_of(row: LogRow) -> tuple[str, ...]:
    """Return an entry as cells, as in `HEADS`; the resident is a number."""
    return (
        str(row.id),
        moment(row.at) if row.at else "?",
        row.worker,
        row.event_label,
        row.number,
        "" if row.resident is None else f"B{row.resident}",
        f"{row.summary} (zoekwoorden versleuteld)" if row.searched else row.summary,
        row.on_behalf,
        row.purpose,
        _OUTCOMES.get(row.outcome, row.outcome),
    )


def _csv(rows: Iterable[LogRow], described: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([neutral(one_line(cell)) for cell in cells_of(row)])
    return out.getvalue()


def _markdown(rows: Iterable[LogRow], described: str) -> str:
    lines = ["# Logboek", "", escape(described), "", f"| {' | '.join(HEADS)} |", "|---" * len(HEADS) + "|"]
    lines += [f"| {' | '.join(escape(cell) for cell in cells_of(row))} |" for row in rows]
    return "\n".join(lines) + "\n"
