"""What is said when the program itself fails: where, never with what it was working on."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from rich.text import Text

from store.engine.trouble import explained
from store.errors import InvalidInput, ProfileError, StoreError

_FRAMES = 6
"""Places named, the deepest last."""


def refusal(error: BaseException) -> str | None:
    """Return what to say of an error that a user can cause or meet; None for a fault of the program."""
    if isinstance(error, (InvalidInput, ProfileError)):
        return "\n".join([str(error), *error.problems[:6]])
    trouble = error if isinstance(error, StoreError) else explained(error)
    return None if trouble is None else str(trouble)


def crash_report(error: BaseException) -> Text:
    """Return what to show after a failure of the program, in Dutch: what was kept, what to do, where it failed.

    A disk that fails or a store that is damaged is said as such. Otherwise neither the message of the error nor the
    values of variables: both may hold personal data, and what stands in a terminal is read by others and copied into
    reports.
    """
    places = [
        f"  {Path(frame.filename).name}, regel {frame.lineno}, {frame.name}"
        for frame in extract_tb(error.__traceback__)[-_FRAMES:]
    ]
    trouble = refusal(getattr(error, "error", error))
    return Text(
        "\n".join(
            [
                "Signaalpunt is gestopt door een fout in het programma." if trouble is None else trouble,
                "Alles wat was vastgelegd is bewaard; een signaal of triage waar u aan werkte staat als concept klaar. "
                "Start het programma opnieuw.",
                "Blijft het misgaan, geef dan deze regels door (er staan geen persoonsgegevens in):",
                f"  {type(error).__name__}",
                *places,
            ]
        )
    )
