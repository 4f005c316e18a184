"""Where the summary of a case is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of


def usual_folder() -> Path:
    """Return the person's documents folder, or the home folder when there is none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


class ExportDialog(FormDialog[Path]):
    """Asks for a folder; the name of the file is the case number. `typed` is a folder given before."""

    SAVE_NL = "exporteren"
    HELP_NL = (
        "De samenvatting is een leesbaar bestand (Markdown), niet versleuteld. Wie melder was en een BSN staan er "
        "niet in. De export wordt vastgelegd en kan niet ongedaan gemaakt worden."
    )

    def __init__(self, number: str, *, typed: Path | None = None) -> None:
        super().__init__(
            f"Samenvatting van casus {number}",
            "Een leesbaar bestand met naam, adres en verloop, zonder melder en BSN. Het is niet versleuteld, wordt "
            "vastgelegd en is niet ongedaan te maken.",
        )
        self._folder = typed or usual_folder()

    def lines(self) -> Iterable[Widget]:
        """The folder."""
        yield form_line("Map", Input(_short(self._folder), compact=True, max_length=1000, id="folder"))

    def collect(self) -> Path:
        """Return the folder. Raises `Missing`."""
        text = text_of(self, "folder")
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


def _short(folder: Path) -> str:
    """Return a folder as people write it, with ~ for their own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
