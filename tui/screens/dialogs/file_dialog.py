"""Choosing a file: type a path or walk through the folders; the newest files stand on top."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from textual.message import Message

from store.local_time import LOCAL_ZONE, day_month
from store.text import fold, size_words, visible
from tui.screens.dialogs.pick import PickDialog
from tui.widgets.record_list import Column, ListSource, Row

MOST = 5_000
"""Entries of one folder that are looked at."""

DELIVERIES = (".csv", ".xlsx", ".txt", ".tsv", ".json", ".tab")
"""Names that deliveries usually have; any other file can be chosen too, its contents decide."""

UP = ".."

_BEFORE_PASTED = re.compile(r"^.*/[\"']?(?=~?/)")
"""What stood in the field before a whole path was typed or pasted behind it: "~/" in "~//media/usb/x.csv"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder in the list; `size` in bytes, `changed` in seconds since 1970."""

    name: str
    folder: bool
    size: int = 0
    changed: float = 0.0


def usual_folder() -> Path:
    """Return the person's downloads folder, or the home folder when there is none."""
    from platformdirs import user_downloads_path

    downloads = user_downloads_path()
    return downloads if downloads.is_dir() else Path.home()


def look_in(folder: Path) -> tuple[Entry, ...]:
    """Return what is in a folder, hidden things left out. Raises OSError when it cannot be read."""
    found = []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= MOST:
                break
            if entry.name.startswith("."):
                continue
            try:
                here = entry.stat()
                found.append(Entry(entry.name, entry.is_dir(), here.st_size, here.st_mtime))
            except OSError:
                continue
    return tuple(found)


def rows_of(entries: tuple[Entry, ...], typed: str, today: date) -> list[Row]:
    """Return the rows for what was typed of a name: deliveries with the newest on top, then folders, then the rest."""
    key = fold(typed)
    fitting = [entry for entry in entries if key in fold(entry.name)]
    files = sorted((entry for entry in fitting if not entry.folder), key=lambda entry: -entry.changed)
    folders = sorted((entry for entry in fitting if entry.folder), key=lambda entry: fold(entry.name))
    likely = [entry for entry in files if entry.name.casefold().endswith(DELIVERIES)]
    other = [entry for entry in files if entry not in likely]
    rows = [_row(entry, "Bestanden", today) for entry in likely]
    if not key:
        rows.append(Row(UP, ("map hierboven", "", ""), group="Mappen"))
    rows += [_row(entry, "Mappen", today) for entry in folders]
    return rows + [_row(entry, "Andere bestanden", today) for entry in other]


def _row(entry: Entry, group: str, today: date) -> Row:
    if entry.folder:
        return Row(entry.name, (visible(entry.name) + "/", "", ""), group=group)
    day = datetime.fromtimestamp(entry.changed, LOCAL_ZONE).date()
    when = day_month(day) if day.year == today.year else f"{day_month(day)[-3:]} {day.year}"
    return Row(entry.name, (visible(entry.name), size_words(entry.size), when), group=group)


def short(folder: Path) -> str:
    """Return a folder as people write it, with ~ for their own and a slash at the end."""
    try:
        below = folder.relative_to(Path.home())
    except (ValueError, RuntimeError):
        text = str(folder)
    else:
        text = "~" if below == Path() else str(Path("~") / below)
    return text if text.endswith(os.sep) else text + os.sep


class FolderRead(Message):
    """The entries of a folder were read, or (`problem`) could not be."""

    def __init__(self, folder: Path, entries: tuple[Entry, ...], problem: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.entries = entries
        self.problem = problem


class FileDialog(PickDialog[Path]):
    """Gives the path of a file that exists. The part after the last slash narrows the list."""

    COLUMNS = (
        Column("Naam", fraction=1, style="strong"),
        Column("Grootte", width=9, align="right", style="quiet"),
        Column("Gewijzigd", width=9, align="right", style="quiet"),
    )
    EMPTY_NL = "Hier past niets bij. Maak de tekst korter, of typ een andere map."
    PLACEHOLDER_NL = "map en bestand"
    HELP_NL = (
        "Loop met ↑ en ↓ door de lijst; Enter opent een map of kiest een bestand. Wat u na de laatste schuine "
        "streep typt, verkort de lijst. U mag ook een heel pad typen of plakken."
    )

    def __init__(self, today: date, folder: Path | None = None, *, problem: str = "") -> None:
        self._folder = folder or usual_folder()
        super().__init__(
            "Bestand kiezen",
            "CSV, Excel (.xlsx) of DDAS-JSON; de inhoud bepaalt wat het is.",
            typed=short(self._folder),
            problem=problem,
        )
        self._today = today
        self._entries: tuple[Entry, ...] = ()
        self._read: Path | None = None
        self._reading = False
        self._take_when_read = False
        self._names: dict[str, str] = {}

    def _parts(self) -> tuple[Path, str]:
        """Return the folder in what is typed and the beginning of a name after it."""
        head, _, tail = _BEFORE_PASTED.sub("", self.text.strip()).strip("\"'").rpartition(os.sep)
        if "\0" in head or "\0" in tail:
            return self._folder, tail
        text = head + os.sep if head or self.text.startswith(os.sep) else ""
        try:
            folder = Path(text).expanduser() if text else self._folder
        except RuntimeError:
            return self._folder, tail
        return (folder if folder.is_absolute() else self._folder / folder), tail

    def matching(self, text: str) -> ListSource:
        """Return the entries that fit; another folder is read first, in a thread."""
        folder, tail = self._parts()
        self._take_when_read = False
        if folder != self._read:
            self._read = folder
            self._reading = True
            self._entries = ()
            self.run_worker(partial(self._look, folder), thread=True, exclusive=True, group="folder")
            return ListSource()
        return ListSource(rows_of(self._entries, tail, self._today))

    def _look(self, folder: Path) -> None:
        try:
            self.post_message(FolderRead(folder, look_in(folder)))
        except (OSError, ValueError):
            self.post_message(FolderRead(folder, (), "Deze map bestaat niet of mag u niet openen."))

    def on_folder_read(self, event: FolderRead) -> None:
        """Show the folder, unless another one was typed since."""
        if event.folder == self._read:
            self._entries = event.entries
            self._reading = False
            take = self._take_when_read
            self.narrow()
            if event.problem:
                self.tell(event.problem)
            elif take:
                self.action_take()

    def action_take(self) -> None:
        """Take the file that is typed in full, else the row under the cursor once the folder is read."""
        folder, tail = self._parts()
        try:
            typed = folder / tail
            if tail and typed.is_file():
                self.dismiss(typed)
                return
            if tail and typed.is_dir() and self.list.current is None:
                self._enter(typed)
                return
        except (OSError, ValueError):
            pass
        if self._reading:
            self._take_when_read = True
            return
        if self.list.current is None:
            self.tell("Dit bestand bestaat niet. Kijk of de naam en de map kloppen.")
            return
        super().action_take()

    def taken(self, row: Row) -> None:
        """Go into a folder, or give the file."""
        folder, _ = self._parts()
        if row.id == UP and row.group == "Mappen":
            self._enter(folder.resolve().parent)
        elif row.group == "Mappen":
            self._enter(folder / row.id)
        else:
            self.dismiss(folder / row.id)

    def _enter(self, folder: Path) -> None:
        from textual.widgets import Input

        field = self.query_one("#text", Input)
        field.value = short(folder)
        field.cursor_position = len(field.value)
        field.focus()
