"""Bringing in what a partner sent: every row ends as new, repeated, to check or rejected, in one transaction."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from store.actor import Actor
from store.acts.allowed import check_allowed
from store.acts.areas import Partners
from store.acts.delivery_links import Belongs, DeliveryLinks
from store.acts.delivery_writer import TABLES, DeliveryWriter, PlannedRow
from store.acts.log_chain import NewEntry, add_to_log, chain_keys
from store.acts.repeats import Repeats
from store.acts.search_bulk import indexed_at_once
from store.codes import PartnerType, RowResult
from store.engine.chain import ChainKeys
from store.engine.lifecycle import Store
from store.engine.trouble import explained
from store.errors import InvalidInput, NotFound, Refused
from store.exchange.columns import Mapping, mapping_from_json, mapping_key, mapping_to_json
from store.exchange.delivered import Defaults, debt_key, repeat_key, result_of
from store.exchange.delivery import Delivery
from store.exchange.fields import Field
from store.exchange.interpret import interpret
from store.exchange.rows import RawRow
from store.exchange.spreadsheet import REASON_HEADER, write_rejected
from store.local_time import local_day, moment, utc_text
from store.local_time import now as present
from store.text import fold, visible

BATCH = 1000
SHOWN_REJECTED = 1000
_SAME_FILE = "SELECT id, read, rejected, imported_at FROM deliveries WHERE sha256 = ?"


class Cancelled(Refused):
    """The person stopped the import; nothing was added."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken in: its number in the file and why, in Dutch."""

    row_number: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a delivery. `read == new + repeated + to_check + rejected`.

    `delivery_id` is None when nothing was written (a dry run, or the very same file came in before: `already` says
    when). `rejected_rows` holds the first 1,000; `rejected_file` all of them, None when there are none. `linked` is how
    many rows were put with the person or case they were said to belong to.
    """

    read: int
    new: int
    repeated: int
    to_check: int
    rejected: int
    rejected_rows: tuple[RejectedRow, ...]
    delivery_id: int | None = None
    rejected_file: Path | None = None
    already: str = ""
    linked: int = 0
    notes: tuple[str, ...] = ()


def mapping_for(store: Store, delivery: Delivery, partner: str) -> Mapping:
    """Return how the columns are understood: as remembered for this partner and these heads, else as recognised."""
    found = (
        store.reader()
        .execute(
            "SELECT mapping FROM column_mappings WHERE partner_key = ? AND headers_key = ?",
            (fold(partner), mapping_key(delivery.headers)),
        )
        .fetchone()
    )
    mapping = delivery.mapping
    if found is not None:
        with contextlib.suppress(InvalidInput):
            remembered = mapping_from_json(found[0])
            if len(remembered.fields) == len(delivery.headers):
                mapping = remembered
    if REASON_HEADER in delivery.headers:
        mapping = mapping.with_field(delivery.headers.index(REASON_HEADER), Field.IGNORE)
    return mapping


def import_delivery(
    store: Store,
    actor: Actor,
    delivery: Delivery,
    source: Path,
    *,
    partner: str = "",
    profile: str = "",
    mapping: Mapping | None = None,
    belongs: dict[int, Belongs] | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    judged: Callable[[PlannedRow], None] | None = None,
    now: datetime | None = None,
) -> ImportResult:
    """Bring in a delivery opened by `open_delivery` from `source`; all of it or, when cancelled, nothing.

    `partner` names who sent it when the rows do not; `profile` (a key) is where rows without a known address belong.
    `mapping` is the corrected meaning of the columns and is remembered for the partner. `belongs` says by row number
    who is recognised in a row or which case it is for: that is linked in the same transaction and taken back with it;
    when one of those is gone or hidden, nothing comes in (`NotFound`, `Shielded`). The same file again adds nothing.
    `progress` hears the number of rows after each batch, `judged` each row with what becomes of it. A `dry_run` does
    everything and keeps nothing.
    """
    check_allowed(store, actor, "import_delivery")
    at = now or present()
    earlier = store.reader().execute(_SAME_FILE, (delivery.sha256,)).fetchone()
    if earlier is not None:
        return _again(store, earlier)
    links = DeliveryLinks(belongs or {})
    links.check(store, actor)
    with store.loading() as connection:
        try:
            job = _Job(
                connection,
                chain_keys(store),
                actor,
                delivery,
                at,
                partner,
                profile,
                mapping or mapping_for(store, delivery, partner),
                links,
            )
            job.judged = judged
            connection.execute("BEGIN IMMEDIATE")
            earlier = connection.execute(_SAME_FILE, (delivery.sha256,)).fetchone()
            if earlier is not None:
                connection.execute("ROLLBACK")
                return _again(store, earlier)
            result, rejected = job.run(visible(source.name), progress, cancelled)
            connection.execute("ROLLBACK" if dry_run else "COMMIT")
        except BaseException as error:
            with contextlib.suppress(Exception):
                connection.execute("ROLLBACK")
            sentence = explained(error) if isinstance(error, Exception) else None
            if sentence is not None:
                raise sentence from None
            raise
    if dry_run:
        return replace(result, delivery_id=None)
    return _keep_rejected(result, source, delivery.headers, rejected)


def _again(store: Store, earlier: tuple[int, int, int, str]) -> ImportResult:
    delivery_id, read, rejected, imported_at = earlier
    rows = store.reader().execute(
        "SELECT row_number, reasons FROM delivery_rows WHERE delivery_id = ? AND result = ? ORDER BY id LIMIT ?",
        (delivery_id, RowResult.REJECTED.value, SHOWN_REJECTED),
    )
    shown = tuple(RejectedRow(number, tuple(json.loads(reasons))) for number, reasons in rows)
    when = moment(datetime.fromisoformat(imported_at))
    return ImportResult(
        read=read,
        new=0,
        repeated=read - rejected,
        to_check=0,
        rejected=rejected,
        rejected_rows=shown,
        already=f"Dit bestand is al ingelezen op {when}; er is niets toegevoegd.",
    )


def _keep_rejected(
    result: ImportResult,
    source: Path,
    headers: tuple[str, ...],
    rejected: list[tuple[tuple[str, ...], tuple[str, ...]]],
) -> ImportResult:
    if not rejected:
        return result
    try:
        return replace(result, rejected_file=write_rejected(source, headers, rejected))
    except OSError:
        note = (
            "De afgewezen rijen konden niet naast het bestand geschreven worden (geen schrijfrecht of volle schijf). "
            "Ze staan wel bij de levering in de opslag."
        )
        return replace(result, notes=(*result.notes, note))


class _Job:
    """One import in progress, inside the transaction of `connection`."""

    def __init__(
        self,
        connection: Any,
        keys: ChainKeys,
        actor: Actor,
        delivery: Delivery,
        at: datetime,
        partner: str,
        profile: str,
        mapping: Mapping,
        links: DeliveryLinks,
    ) -> None:
        self.links = links
        self.db = connection
        self.keys = keys
        self.actor = actor
        self.delivery = delivery
        self.at = at
        self.today: date = local_day(at)
        self.mapping = mapping
        self.profile = self._profile(profile)
        self.partner = Partners(connection.execute).find(partner, self.profile[0])
        self.partner_key = fold(partner)
        name = self.partner.name if self.partner else partner
        kind = PartnerType.of(self.partner.type) if self.partner else delivery.defaults.partner_type
        self.defaults: Defaults = replace(delivery.defaults, partner_name=name, partner_type=kind)
        self.repeats = Repeats(connection)
        self.counts = dict.fromkeys(RowResult, 0)
        self.rejected: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self.rejected_rows: list[RejectedRow] = []
        self.judged: Callable[[PlannedRow], None] | None = None

    def _profile(self, key: str) -> tuple[int, str]:
        found = self.db.execute(
            "SELECT id, key FROM profiles WHERE key = ? OR ? = ''"
            " ORDER BY key = (SELECT value FROM settings WHERE key = 'profile') DESC, id LIMIT 1",
            (key, key),
        ).fetchone()
        if found is None:
            raise NotFound(
                "Dit profiel staat niet in deze opslag. Voeg het eerst toe met `signaalpunt init`."
            )
        return int(found[0]), str(found[1])

    def run(
        self,
        file_name: str,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[ImportResult, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
        delivery_id = self._open_delivery(file_name)
        writer = DeliveryWriter(self.db, delivery_id, self.profile, self.actor.name, utc_text(self.at))
        rows = self.delivery.rows()
        done = 0
        with indexed_at_once(self.db, TABLES):
            while batch := list(islice(rows, BATCH)):
                if cancelled is not None and cancelled():
                    raise Cancelled("De invoer is afgebroken; er is niets toegevoegd.")
                planned = [self._judge(row) for row in batch]
                self.repeats.find(planned)
                for plan in planned:
                    self.links.mark(plan)
                writer.add(planned)
                for plan in planned:
                    self._count(plan)
                    self.links.keep(plan)
                self.repeats.link(planned)
                done += len(batch)
                if progress is not None:
                    progress(done)
        if cancelled is not None and cancelled():
            raise Cancelled("De invoer is afgebroken; er is niets toegevoegd.")
        writer.finish()
        self._close_delivery(delivery_id, done, writer)
        result = ImportResult(
            read=done,
            new=self.counts[RowResult.NEW],
            repeated=self.counts[RowResult.REPEATED],
            to_check=self.counts[RowResult.TO_CHECK],
            rejected=self.counts[RowResult.REJECTED],
            rejected_rows=tuple(self.rejected_rows),
            delivery_id=delivery_id,
            linked=self.links.kept,
            notes=(*self.delivery.notes, *self.links.notes),
        )
        return result, self.rejected

    def _open_delivery(self, file_name: str) -> int:
        cursor = self.db.execute(
            "INSERT INTO deliveries (profile_id, partner_id, file_name, sha256, kind, encoding, headers, mapping,"
            " imported_at, by, read, new, repeated, to_check, rejected) VALUES (?,?,?,?,?,?,?,?,?,?,0,0,0,0,0)",
            (
                self.profile[0],
                self.partner.id if self.partner else None,
                file_name,
                self.delivery.sha256,
                self.delivery.kind,
                self.delivery.encoding,
                json.dumps(self.delivery.headers, ensure_ascii=False),
                mapping_to_json(self.mapping),
                utc_text(self.at),
                self.actor.name,
            ),
        )
        return int(cursor.lastrowid)

    def _judge(self, row: RawRow) -> PlannedRow:
        delivered = interpret(
            row,
            self.mapping,
            today=self.today,
            defaults=self.defaults,
            headers=self.delivery.headers,
            keep_original=False,
        )
        result = result_of(delivered)
        rejected = result is RowResult.REJECTED
        return PlannedRow(
            row_number=row.number,
            cells=row.cells,
            delivered=delivered,
            result=result,
            reasons=tuple(problem.text for problem in delivered.problems),
            missing=tuple(problem.text for problem in delivered.problems if problem.severity == "check"),
            repeat_key="" if rejected else repeat_key(delivered),
            debt_key="" if rejected else debt_key(delivered),
            today=self.today,
            makes_signal=not rejected,
        )

    def _count(self, plan: PlannedRow) -> None:
        self.counts[plan.result] += 1
        if self.judged is not None:
            self.judged(plan)
        if plan.result is RowResult.REJECTED:
            self.rejected.append((plan.cells, plan.reasons))
            if len(self.rejected_rows) < SHOWN_REJECTED:
                self.rejected_rows.append(RejectedRow(plan.row_number, plan.reasons))

    def _close_delivery(self, delivery_id: int, read: int, writer: DeliveryWriter) -> None:
        self.db.execute(
            "UPDATE deliveries SET read = ?, new = ?, repeated = ?, to_check = ?, rejected = ? WHERE id = ?",
            (
                read,
                *(
                    self.counts[result]
                    for result in (RowResult.NEW, RowResult.REPEATED, RowResult.TO_CHECK, RowResult.REJECTED)
                ),
                delivery_id,
            ),
        )
        remembered = self._remember()
        label = f"levering ingelezen: {read} rijen"
        entry = NewEntry(
            at=self.at,
            actor=self.actor,
            event="create",
            act="import_delivery",
            kind="delivery",
            number=str(delivery_id),
            summary=label,
        )
        links, follow = self.links.write(self.db.execute, self.actor, self.at)
        told = self.links.entries(self.db.execute, self.actor, self.at)
        log_id = add_to_log(self.db.execute, self.keys, [*told, entry])
        ranges = {**writer.ranges(), **links}
        undo = [{"bulk": "delivery", "id": delivery_id, "ranges": ranges, "mapping": remembered}, *follow]
        self.db.execute(
            "INSERT INTO undo_records (log_id, at, worker, act, label, operations, refusal, undone_by)"
            " VALUES (?, ?, ?, 'import_delivery', ?, ?, '', '')",
            (log_id, utc_text(self.at), self.actor.name, label, json.dumps(undo)),
        )

    def _remember(self) -> dict[str, Any] | None:
        """Keep how the columns were understood for next time; return what that changed, for undo."""
        key = (self.partner_key, mapping_key(self.delivery.headers))
        after = mapping_to_json(self.mapping)
        found = self.db.execute(
            "SELECT id, mapping FROM column_mappings WHERE partner_key = ? AND headers_key = ?", key
        ).fetchone()
        if found is None:
            cursor = self.db.execute(
                "INSERT INTO column_mappings (partner_key, headers_key, mapping) VALUES (?, ?, ?)",
                (*key, after),
            )
            return {"id": cursor.lastrowid, "before": None, "after": after}
        if found[1] == after:
            return None
        self.db.execute("UPDATE column_mappings SET mapping = ? WHERE id = ?", (after, found[0]))
        return {"id": found[0], "before": found[1], "after": after}
