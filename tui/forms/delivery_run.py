"""Opening a delivery and running it through the act, as a trial or for real. Threads call this; no widgets here."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store.codes import RowResult
from store.errors import StoreError
from store.local_time import moment
from store.queries.deliveries import remembered_mapping, same_delivery
from store.queries.directory import partners
from store.text import fold
from tui.desk import Desk

if TYPE_CHECKING:
    from store.acts.deliveries import ImportResult
    from store.acts.delivery_links import Belongs
    from store.acts.delivery_writer import PlannedRow
    from store.exchange.columns import Mapping
    from store.exchange.delivery import Delivery
    from store.queries.radar import AddressParts, PersonParts

    Asked = tuple[AddressParts, PersonParts]

KEPT = 500
"""Rows kept for the list, of each outcome: enough to see what is wrong with a file."""


@dataclass(frozen=True)
class Opened:
    """A file that is a delivery, with what is proposed for it.

    `partner` is filled in when exactly one partner of the guessed kind is known. `already` is a Dutch sentence when
    this very file came in before.
    """

    path: Path
    delivery: Delivery
    partner: str
    already: str = ""


def opened(desk: Desk, path: Path) -> Opened:
    """Open a file and propose who sent it. Raises `DeliveryError` for what is no delivery."""
    from store.exchange.delivery import open_delivery

    delivery = open_delivery(path)
    before = same_delivery(desk.store, delivery.sha256)
    already = ""
    if before is not None:
        when = moment(before.imported_at)
        already = f"Dit bestand is al ingelezen op {when}; er is niets toegevoegd. Kies een ander bestand."
    kind = delivery.partner_guess.type
    known = [
        one.name for one in partners(desk.store, desk.profile_id) if kind is not None and one.type is kind
    ]
    return Opened(path, delivery, known[0] if len(known) == 1 else "", already)


def mapping_of(desk: Desk, delivery: Delivery, partner: str) -> tuple[Mapping, bool]:
    """Return how the columns are understood for this partner, and whether that was remembered from before."""
    from store.acts.deliveries import mapping_for
    from store.exchange.columns import mapping_key

    kept = remembered_mapping(desk.store, fold(partner), mapping_key(delivery.headers))
    return mapping_for(desk.store, delivery, partner), kept is not None


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that needs attention: what becomes of it, why, and its first cells.

    Without a `result` it is about somebody or an address that is known: `asked` is what the row says of them, `case_id`
    or `signal_id` what to look at.
    """

    row_number: int
    result: RowResult | None
    reasons: tuple[str, ...]
    cells: tuple[str, ...]
    case_id: int | None = None
    signal_id: int | None = None
    asked: Asked | None = None


@dataclass
class Run:
    """One run of a delivery; `stop` asks it to end with nothing added.

    `about` are the numbers of the rows of a trial that would make a signal: who and what they are about is looked up.
    Of the first `looked` of these, `known_rows` are about somebody or an address that is known; `known` holds the
    surest. `belongs` says, by row number, what was chosen in the trial.
    """

    dry: bool
    partner: str
    profile: str
    mapping: Mapping
    belongs: dict[int, Belongs] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    remarks: list[Remark] = field(default_factory=list)
    result: ImportResult | None = None
    problem: str = ""
    cancelled: bool = False
    counts: dict[RowResult, int] = field(default_factory=dict)
    about: array[int] = field(default_factory=lambda: array("L"))
    known: list[Remark] = field(default_factory=list)
    looked: int = 0
    known_rows: int = 0

    def hear(self, plan: PlannedRow) -> None:
        """Keep a row that has something to say, and of a trial which rows would make a signal."""
        if self.dry and plan.result in (RowResult.NEW, RowResult.TO_CHECK):
            self.about.append(plan.row_number)
        if plan.reasons and self.counts.setdefault(plan.result, 0) < KEPT:
            self.counts[plan.result] += 1
            self.remarks.append(
                Remark(plan.row_number, plan.result, tuple(plan.reasons), tuple(plan.cells[:40]))
            )


def run_delivery(desk: Desk, ready: Opened, run: Run, progress: Callable[[int], None]) -> None:
    """Run the delivery in this thread; the outcome stands in `run`: a result, a problem, or cancelled."""
    from store.acts.deliveries import Cancelled, import_delivery

    try:
        run.result = import_delivery(
            desk.store,
            desk.actor,
            ready.delivery,
            ready.path,
            partner=run.partner,
            profile=run.profile,
            mapping=run.mapping,
            belongs=run.belongs,
            dry_run=run.dry,
            progress=progress,
            cancelled=run.stop.is_set,
            judged=run.hear,
            now=desk.now(),
        )
    except Cancelled:
        run.cancelled = True
    except StoreError as error:
        run.problem = str(error)
