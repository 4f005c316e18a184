"""Where files that leave go, and how such a place is written."""

from __future__ import annotations

from pathlib import Path


def usual_folder() -> Path:
    """Return the person's documents folder, or the home folder when there is none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def short_path(place: Path) -> str:
    """Return a path as people write it, with ~ for their own folder."""
    try:
        return str(Path("~") / place.relative_to(Path.home()))
    except ValueError:
        return str(place)


def is_folder(place: Path) -> bool:
    """Tell whether a path as typed is a folder; a path that cannot be one is not."""
    try:
        return place.is_dir()
    except (OSError, ValueError):
        return False
