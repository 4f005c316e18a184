"""Destroying the oldest part of the log when its time is over, so that the chain goes on and says what went."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from store.acts.destroy import Rows
from store.acts.destroyed_words import DestroyedWords
from store.acts.log_chain import chain_keys
from store.acts.unit import Unit
from store.engine.chain import read_head
from store.engine.lifecycle import Store
from store.engine.log_pruned import Pruned, read_pruned, write_pruned
from store.errors import Refused
from store.local_time import utc_text
from store.queries.log_term import first_to_stay
from store.queries.log_verify import verify_log
from store.schema import Destruction

_BROKEN: Final = (
    "Het logboek is niet heel. Zoek dat eerst uit met ‘signaalpunt verify’: wie nu vernietigt, wist sporen. Er "
    "is niets vernietigd."
)
_EVERY: Final = 50
"""Of so many entries the code of one is looked for on the pages of the file afterwards."""


def check_log_is_whole(store: Store) -> None:
    """Refuse when the log was tampered with. It reads all of it, so it is asked before the act begins."""
    if not verify_log(store).whole:
        raise Refused(_BROKEN)


def prune_log(act: Unit, row: Destruction, words: DestroyedWords) -> Rows:
    """Destroy the entries that were proposed, with their undo records; return the rows that went.

    What goes is the beginning of the log up to the first entry that is newer than the proposal: an entry of a clock
    that ran ahead stays, with all after it, until its own time. The act's own entry tells it.
    """
    run = act.session.connection().exec_driver_sql
    keys = chain_keys(act.store)
    head, done = read_head(run), read_pruned(run)
    before = row.ended_on + timedelta(days=1)
    stays = first_to_stay(lambda statement, values: run(statement, values).first(), before)
    last = act.rows("SELECT id, mac FROM log_entries WHERE id < ? ORDER BY id DESC LIMIT 1", stays or 0)
    if head is None or not head.is_right(keys) or not last:
        raise Refused(_BROKEN)
    up_to, mac = int(last[0][0]), str(last[0][1])
    gone: Rows = defaultdict(set)
    for table, column in (("undo_records", "log_id"), ("log_entries", "id")):
        gone[table] = {one for (one,) in act.rows(f"SELECT id FROM {table} WHERE {column} <= ?", up_to)}
    for (code,) in act.rows(
        "SELECT mac FROM log_entries WHERE id < ? AND id % ? = 1 ORDER BY id LIMIT 8", up_to, _EVERY
    ):
        words.take("log_entries", {"name": code})
    run("DELETE FROM undo_records WHERE log_id <= ?", (up_to,))
    run("DELETE FROM log_entries WHERE id <= ?", (up_to,))
    proof = Pruned(
        up_to=up_to,
        entries=len(gone["log_entries"]),
        total=len(gone["log_entries"]) + (done[-1].total if done else 0),
        mac=mac,
        stays_from=before.isoformat(),
        at=utc_text(act.now),
        proposed_by=row.proposed_by,
        approved_by=act.actor.name,
        log_id=head.last_id + 1,
    ).sealed(keys, done[-1].seal if done else "")
    write_pruned(run, row.id or 0, proof)
    act.label = proof.sentence
    return gone


def is_pruned(act: Unit, before: date) -> bool:
    """Return whether nothing that was destroyed is in the log."""
    proofs = read_pruned(act.session.connection().exec_driver_sql)
    up_to = max((one.up_to for one in proofs if one.stays_from == before.isoformat()), default=0)
    return not act.rows("SELECT 1 FROM log_entries WHERE id <= ? LIMIT 1", up_to)
