"""A case summary of two pages: from the store to the bytes of a file, warm, in every format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from store.acts.export import prepare, render
from store.codes import InfoLevel, LegalBasis
from store.rules.export_answers import FORMATS, ExportAnswers
from tests.case_office import TODAY, office_in
from tests.perf.figures import Figure, timed

_ANSWERS = ExportAnswers(
    organisation="GGZ Delfland",
    purpose="Overdracht",
    level=InfoLevel.HANDOVER,
    basis=LegalBasis.WMO,
    necessity="Neemt de begeleiding over.",
    informed=True,
    format="pdf",
)


def documents(folder: Path, times: int) -> Iterator[Figure]:
    """Yield for each format how long a handover of about two pages takes, reading the case included."""
    office = office_in(folder)
    try:
        for form in FORMATS:

            def written(form: str = form) -> bytes:
                ready = prepare(office.store, office.visser, _ANSWERS, TODAY)
                return render(ready.document, form)

            pages = f", {len(PdfReader(io.BytesIO(written())).pages)} pages" if form == "pdf" else ""
            yield Figure(f"case summary, {form}{pages}", None, timed(written, times))
    finally:
        office.store.close()
