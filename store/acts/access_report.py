"""The *inzageoverzicht* as a file for the resident who asks what is held (AVG 15); that it was made is logged."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from store.actor import Actor
from store.acts.cases import load_case
from store.acts.export import render
from store.acts.export_files import check_folder, removed_on_failure, write_new
from store.acts.unit import unit
from store.codes import InfoLevel, LegalBasis, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput
from store.exchange.documents.model import Document, DocumentMeta
from store.local_time import local_day
from store.queries.access_report import held_about
from store.rules.access_report import access_sections
from store.rules.export_answers import FORMATS
from store.schema import Disclosure

REFUSAL: Final = (
    "Dit inzageoverzicht is een bestand dat al aan de betrokkene gegeven kan zijn. Was het een vergissing, verwijder "
    "dan zelf het bestand; de casus is niet veranderd."
)
_NECESSITY: Final = "de betrokkene vraagt wat er is vastgelegd"
RECIPIENT: Final = "de betrokkene"
PURPOSE: Final = "recht op inzage (AVG art. 15)"


def access_document(store: Store, case_id: int, day: datetime) -> tuple[str, int, Document]:
    """Return the number of the case, the id of the resident and the overview as a document; nothing is written."""
    number, resident_id, held = held_about(store, case_id)
    meta = DocumentMeta(
        title=f"Inzageoverzicht {number}",
        number=number,
        made_on=local_day(day),
        made_by_team=held.team,
        recipient=RECIPIENT,
        purpose=PURPOSE,
    )
    return number, resident_id, Document(meta, access_sections(held))


def write_access_report(
    store: Store,
    actor: Actor,
    case_id: int,
    directory: Path,
    format_: str = "pdf",
    *,
    now: datetime | None = None,
) -> Path:
    """Write the overview in `directory`, mode 0600, log it as an export to the resident, keep who got it when, and
    return where.

    `format_` is one of `store.rules.export_answers.FORMATS`. The name holds the case number and a sequence, nothing of
    the person. It cannot be undone. Raises `NotFound`, `Shielded`, `Refused` when nobody is known in the case or the
    folder cannot be written, `InvalidInput` for another format.
    """
    if format_ not in FORMATS:
        raise InvalidInput(f"Onbekend bestand. Mogelijk zijn: {', '.join(FORMATS)}.")
    check_folder(directory)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    number, resident_id, made = access_document(store, case_id, moment)
    content = render(made, format_)
    asked = replace(actor, purpose=PURPOSE)
    stem = f"inzage-{re.sub(r'[^A-Za-z0-9-]', '', number)}"
    with (
        removed_on_failure() as files,
        unit(
            store, asked, "access_report", "inzageoverzicht voor de betrokkene", event="export", now=moment
        ) as act,
    ):
        load_case(act, case_id, None, must_be_open=False)
        act.about("case", number, case_id=case_id, resident_id=resident_id)
        act.refusal = REFUSAL
        path = write_new(directory, (f"{stem}-{one}.{format_}" for one in count(1)), content)
        files.append(path)
        act.add(
            Disclosure(
                case_id=case_id,
                at=act.now,
                by=actor.name,
                recipient=RECIPIENT,
                recipient_type=PartnerType.RESIDENT,
                purpose=PURPOSE,
                level=InfoLevel.HANDOVER,
                basis=LegalBasis.ACCESS,
                necessity=_NECESSITY,
                informed=True,
                format=format_,
                file_name=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
    return path
