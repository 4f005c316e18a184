"""Where a file goes: a folder that is there already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of


def typed_folder(dialog: ModalScreen[Any]) -> Path:
    """Return what stands in the field `folder` of a dialog; raises `Missing` for no folder that is there."""
    text = text_of(dialog, "folder")
    if not text:
        raise Missing("Vul de map in waarin het bestand komt.", "folder")
    try:
        folder = Path(text).expanduser()
        found = folder.is_dir()
    except (OSError, ValueError, RuntimeError):
        found = False
    if not found:
        raise Missing("Deze map bestaat niet. Kies een map die er al is.", "folder")
    return folder


class FolderDialog(FormDialog[Path]):
    """Asks for a folder; `typed` is one given before, else the usual one is proposed."""

    SAVE_NL = "bewaren"

    def __init__(self, title: str, detail: str, *, typed: Path | None = None) -> None:
        super().__init__(title, detail)
        self._folder = typed

    def lines(self) -> Iterable[Widget]:
        """The folder."""
        from tui.screens.dialogs.export import usual_folder

        folder = self._folder or usual_folder()
        yield form_line("Map", Input(str(folder), compact=True, max_length=1000, id="folder"))

    def collect(self) -> Path:
        """Return the folder. Raises `Missing`."""
        return typed_folder(self)
