"""Letting a case leave the building as a file: asked what the law asks, recorded with the case, never undone."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import load_case
from store.acts.export_files import check_folder, removed_on_failure, write_new
from store.acts.unit import Unit, unit
from store.codes import CaseStatus, ClockKind
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused, StoreError
from store.exchange.documents.model import Document, DocumentMeta, document
from store.local_time import local_day
from store.queries.disclosing import export_problems, preview, problems_of_cases, with_partner
from store.queries.shared import fetch_one
from store.rules.disclosed import Disclosed
from store.rules.export_answers import ExportAnswers, Missing, destroy_day
from store.schema import Disclosure

REFUSAL = (
    "Dit is een export die de deur uit is: het bestand kan al gelezen of doorgestuurd zijn. "
    "Was het een vergissing, verwijder dan zelf het bestand; de casus is niet veranderd. "
    "Wat u daarvóór deed kan nog wel terug, op het blad Geschiedenis van de casus."
)
_INCOMPLETE = "Er ontbreekt nog iets voor deze export. Er is niets geschreven en niets vastgelegd."
_CHANGED = (
    "De casus is veranderd sinds u het voorbeeld zag. Er is niets geschreven; bekijk het nieuwe voorbeeld."
)
_TITLE = "Casusoverzicht"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would leave: the answers as used, what is shown and withheld, the document made of that.

    With anything `missing` it may be looked at and not written.
    """

    case_id: int
    number: str
    version: int
    answers: ExportAnswers
    partner_id: int | None
    disclosed: Disclosed
    document: Document
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written and recorded."""

    path: Path
    sha256: str
    disclosure_id: int
    number: str


def prepare(store: Store, case_id: int, answers: ExportAnswers, today: date) -> Prepared:
    """Return what these answers make of a case, without writing anything.

    Recipient, type and level must be there, else nothing can be shown: `InvalidInput` with every missing answer by
    name in `problems`. Raises `NotFound` without such a case.
    """
    row = fetch_one(store, "SELECT number, version FROM cases WHERE id = ?", (case_id,))
    if row is None:
        raise NotFound("Deze casus staat niet (meer) in deze opslag.")
    missing = export_problems(store, case_id, answers, today)
    seen = preview(store, case_id, answers, today)
    if seen is None:
        raise _incomplete(missing)
    given, partner_id = with_partner(store, case_id, answers)
    given = replace(given, destroy_after=given.destroy_after or destroy_day(today))
    case, disclosed = seen
    meta = DocumentMeta(
        title=f"{_TITLE} {row[0]}",
        number=row[0],
        made_on=today,
        made_by_team=case.team,
        recipient=given.organisation,
        person=given.person,
        purpose=given.purpose,
        level=disclosed.level,
        basis=given.basis.label if given.basis else "",
        necessity=given.necessity,
        destroy_after=given.destroy_after,
    )
    made = document(disclosed, meta)
    return Prepared(case_id, row[0], row[1], given, partner_id, disclosed, made, missing)


def _incomplete(missing: tuple[Missing, ...]) -> InvalidInput:
    return InvalidInput(_INCOMPLETE, tuple(one.sentence for one in missing))


def render(document: Document, format_: str) -> bytes:
    """Return a document as the bytes of a file of one of `store.rules.export_answers.FORMATS`."""
    from store.exchange.documents import to_docx, to_json, to_markdown, to_pdf

    if format_ in ("pdf", "docx"):
        return to_pdf(document) if format_ == "pdf" else to_docx(document)
    return (to_markdown(document) if format_ == "md" else to_json(document)).encode("utf-8")


def export_case(
    store: Store,
    actor: Actor,
    case_id: int,
    answers: ExportAnswers,
    directory: Path,
    *,
    seen: Disclosed | None = None,
    now: datetime | None = None,
) -> Exported:
    """Write what `prepare` gives in `directory`, mode 0600, and record it as a disclosure of the case.

    The name holds the case number and a sequence (`casus-C2026-031-1.pdf`), nothing of the person; an existing file is
    never replaced. One transaction: the disclosure, the log event "export" and, when the resident does not know yet,
    the clock to look at that again; undo is refused. When anything fails no file stays behind and nothing is recorded.
    `seen` is the preview the worker looked at: when the case would now show something else, that is refused.

    Raises `InvalidInput` for missing answers, `Refused` when nothing can be written there, `NotFound`, `Conflict`.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    check_folder(directory)
    ready = prepare(store, case_id, answers, local_day(moment))
    if ready.missing:
        raise _incomplete(ready.missing)
    if seen is not None and seen != ready.disclosed:
        raise Refused(_CHANGED)
    content = render(ready.document, ready.answers.format)
    return _write_and_record(store, actor, ready, content, directory, moment)


def export_cases(
    store: Store,
    actor: Actor,
    case_ids: Sequence[int],
    answers: ExportAnswers,
    directory: Path,
    *,
    seen: Mapping[int, Disclosed] | None = None,
    now: datetime | None = None,
    progress: Callable[[int, int, Path], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Exported, ...]:
    """Write one file per case, each with its own record; `progress(done, total, path)` after every one.

    All cases are checked before the first file is written. `seen` holds the previews the worker looked at, by case.
    When `cancelled()` becomes true, or a case fails later, the files before it stand and are recorded: they are out of
    the door. What was written is returned, or told in the sentence.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    today = local_day(moment)
    once = tuple(dict.fromkeys(case_ids))
    check_folder(directory)
    missing = problems_of_cases(store, once, answers, today)
    if missing:
        raise _incomplete(missing)
    made: list[Exported] = []
    for case_id in once:
        if cancelled is not None and cancelled():
            break
        shown = seen.get(case_id) if seen is not None else None
        try:
            made.append(export_case(store, actor, case_id, answers, directory, seen=shown, now=moment))
        except StoreError as error:
            if not made:
                raise
            raise Refused(
                f"{error} {len(made)} van de {len(once)} casussen zijn wel geschreven en vastgelegd."
            ) from error
        if progress is not None:
            progress(len(made), len(once), made[-1].path)
    return tuple(made)


def _write_and_record(
    store: Store, actor: Actor, ready: Prepared, content: bytes, directory: Path, moment: datetime
) -> Exported:
    answers, digest = ready.answers, hashlib.sha256(content).hexdigest()
    asked = replace(actor, purpose=answers.purpose)
    stem = f"casus-{re.sub(r'[^A-Za-z0-9-]', '', ready.number)}"
    with (
        removed_on_failure() as files,
        unit(store, asked, "export_case", "casus geëxporteerd", event="export", now=moment) as act,
    ):
        case = load_case(act, ready.case_id, ready.version, must_be_open=False)
        act.refusal = REFUSAL
        ((earlier,),) = act.rows("SELECT count(*) FROM disclosures WHERE case_id = ?", ready.case_id)
        names = (f"{stem}-{sequence}.{answers.format}" for sequence in count(int(earlier) + 1))
        written = write_new(directory, names, content)
        files.append(written)
        row = act.add(_row(act, ready, written.name, digest))
        if answers.informed is False and case.status != CaseStatus.CLOSED:
            clock_keeping.start(
                act,
                ClockKind.INFORM_RESIDENT,
                profile_id=case.profile_id,
                case=case,
                due=answers.review_on,
            )
    return Exported(written, digest, row.id or 0, ready.number)


def _row(act: Unit, ready: Prepared, file_name: str, digest: str) -> Disclosure:
    answers = ready.answers
    if answers.recipient_type is None or answers.basis is None:
        raise InvalidInput(_INCOMPLETE)
    withheld = [{"what": one.what, "why": one.why} for one in ready.disclosed.withheld]
    return Disclosure(
        case_id=ready.case_id,
        at=act.now,
        by=act.actor.name,
        recipient_partner_id=ready.partner_id,
        recipient=answers.organisation,
        recipient_type=answers.recipient_type,
        recipient_person=answers.person,
        purpose=answers.purpose,
        level=ready.disclosed.level,
        basis=answers.basis,
        necessity=answers.necessity,
        informed=bool(answers.informed),
        withheld_reason=answers.reason,
        review_on=answers.review_on,
        format=answers.format,
        file_name=file_name,
        sha256=digest,
        withheld=json.dumps(withheld, ensure_ascii=False),
        destroy_after=answers.destroy_after,
    )
