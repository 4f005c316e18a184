"""Checking the chain of the log: nothing changed, removed, inserted or cut off, and an earlier head still in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from store.codes import Code
from store.engine.chain import COLUMNS, START, ChainKeys, Head, codes, read_head
from store.engine.head_words import WrittenHead, symbols_of, written
from store.engine.lifecycle import Store
from store.engine.log_pruned import Pruned, are_right, read_pruned

MOST_SHOWN: Final = 100
"""How many faults are kept at most; all are counted."""

_TOLD_EVERY = 10_000
_SUMMARY: Final = COLUMNS.index("summary")


class FaultKind(Code):
    """What was done to entries of the log, or to its head."""

    CHANGED = "changed", "gewijzigd of verwisseld"
    MISSING = "missing", "weggehaald"
    FOREIGN = "foreign", "tussengevoegd"
    CUT_OFF = "cut_off", "aan het eind weggehaald"
    HEAD = "head", "het slot van het logboek is gewijzigd of weggehaald"
    PRUNED = (
        "pruned",
        "het bewijs dat een ouder deel na goedkeuring vernietigd is, is gewijzigd of weggehaald",
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the entries `first` to `last` (numbers; 0 for the head).

    `at` is the stored moment that goes with it: what a changed or inserted entry says itself, or the entry before what
    is missing. Text as it stands, possibly hostile.
    """

    kind: FaultKind
    first: int
    last: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found. `head` is where the chain ends, to write down; empty when that is not known.

    `faults` holds the first 100 of `broken`. `earlier` answers whether a head written down before is still in the log;
    None when none was asked about, or when it is of a part that was destroyed when its time was over (`too_old`).
    `pruned` says what was destroyed on whose approval.
    """

    entries: int
    head: str
    broken: int
    faults: tuple[Fault, ...]
    earlier: bool | None = None
    too_old: bool = False
    pruned: tuple[Pruned, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong, an earlier head included."""
        return self.broken == 0 and self.earlier is not False


def verify_log(
    store: Store, earlier: WrittenHead | None = None, progress: Callable[[int], None] | None = None
) -> Verified:
    """Check every entry against its codes and the chain, as of one moment, in constant memory.

    A log put back together with the head of that moment, or the whole file, is right in itself: only an `earlier` head
    that was written down elsewhere shows that. `progress` hears the number of entries checked.
    """
    connection = store.reader()
    keys = ChainKeys.of(store.subkey)
    factory = connection.text_factory
    connection.text_factory = _any_text
    connection.execute("BEGIN")
    try:
        check = _Check(keys, read_head(connection.execute), earlier, read_pruned(connection.execute))
        columns = ", ".join(COLUMNS)
        for row in connection.execute(f"SELECT {columns}, seal, mac FROM log_entries ORDER BY id"):
            check.entry(tuple(row))
            if progress is not None and check.entries % _TOLD_EVERY == 0:
                progress(check.entries)
        return check.done()
    finally:
        connection.execute("COMMIT")
        connection.text_factory = factory


def _any_text(raw: bytes) -> str:
    """Read text that may have been tampered with: bytes that are no UTF-8 stay distinct."""
    return raw.decode("utf-8", "surrogateescape")


class _Check:
    """A check in progress.

    `_end` is the code of the last right entry. Entries that are wrong wait in `_wrong`, with in `_beyond` the codes
    that the last of them may stand for; what the next right entry goes on from tells whether they were changed or
    inserted. `_unsure` holds what the code of an entry right after these should have been, were it changed too.
    """

    def __init__(
        self, keys: ChainKeys, head: Head | None, earlier: WrittenHead | None, pruned: tuple[Pruned, ...]
    ) -> None:
        self.entries = 0
        self._keys = keys
        self._head = head
        self._earlier = earlier
        self._found = earlier == WrittenHead(0, symbols_of(START))
        self._last, self._at = 0, ""
        self._end = START
        self._wrong: list[Fault] = []
        self._beyond: tuple[str, ...] = ()
        self._unsure: tuple[str, ...] = ()
        self._faults: list[Fault] = []
        self._broken = 0
        self._pruned: tuple[Pruned, ...] = ()
        self._told: dict[int, str] = {}
        self._gone = 0
        self._goes_on(pruned)

    def _goes_on(self, pruned: tuple[Pruned, ...]) -> None:
        """Begin after what was destroyed, when the proof of that is right."""
        if not pruned:
            return
        if not are_right(self._keys, pruned):
            self._fault(Fault(FaultKind.PRUNED, 0, 0))
            return
        last = pruned[-1]
        self._pruned, self._gone = pruned, last.total
        self._last, self._at, self._end = last.up_to, last.at, last.mac
        self._told = {one.log_id: one.sentence for one in pruned if one.log_id > last.up_to}
        if self._earlier is not None and self._earlier.last_id == last.up_to:
            self._found = symbols_of(last.mac) == self._earlier.symbols

    def entry(self, row: tuple[Any, ...]) -> None:
        """Check the next entry, in the order of their numbers."""
        values, seal, mac = row[:-2], row[-2], row[-1]
        number, at = int(values[0]), str(values[1])
        self.entries += 1
        if self._pruned and number <= self._pruned[-1].up_to:
            self._fault(Fault(FaultKind.FOREIGN, number, number, at))
            return
        if self._told.pop(number, values[_SUMMARY]) != values[_SUMMARY]:
            self._fault(Fault(FaultKind.PRUNED, 0, 0))
        ends = (*self._beyond, *self._unsure, self._end)
        made = {end: codes(self._keys, end, values) for end in ends}
        own = made[self._end][0] == seal
        link = next((end for end, (_, linked) in made.items() if linked == mac), None)
        linked_codes = tuple(linked for _, linked in made.values())
        if link is not None and link in self._unsure:
            self._fault(Fault(FaultKind.CHANGED, self._last, self._last, self._at))
        self._unsure = ()
        if own and link is not None:
            self._settle(FaultKind.FOREIGN if link == self._end else FaultKind.CHANGED)
            self._end, self._beyond = mac, ()
        elif own and (number > self._last + 1 or self._wrong):
            self._settle(FaultKind.CHANGED)
            for fault in self._gap(number):
                self._fault(fault)
            self._end, self._beyond, self._unsure = mac, (), linked_codes
        else:
            self._wrong += self._gap(number)
            self._wrong.append(Fault(FaultKind.CHANGED, number, number, at))
            self._beyond = (str(mac), *linked_codes)
            if len(self._wrong) > MOST_SHOWN:
                self._settle(FaultKind.CHANGED)
        self._last, self._at = number, at
        if self._earlier is not None and number == self._earlier.last_id:
            self._found = symbols_of(str(mac)) == self._earlier.symbols

    def done(self) -> Verified:
        """Compare the end with the head and return what was found."""
        head = self._head
        right = head is not None and head.is_right(self._keys)
        if head is None or not right:
            self._settle(FaultKind.CHANGED)
            self._fault(Fault(FaultKind.HEAD, 0, 0))
        elif head.last_id > self._last:
            self._settle(FaultKind.CHANGED)
            self._fault(Fault(FaultKind.CUT_OFF, self._last + 1, head.last_id, self._at))
        else:
            self._settle(FaultKind.FOREIGN if head.mac == self._end else FaultKind.CHANGED)
            if not self._broken and (head.mac, head.entries) != (self._end, self._gone + self.entries):
                self._fault(Fault(FaultKind.HEAD, 0, 0))
        if self._told and not self._broken:
            self._fault(Fault(FaultKind.PRUNED, 0, 0))
        written_at = 0 if self._earlier is None else self._earlier.last_id
        too_old = bool(self._pruned) and 0 < written_at < self._pruned[-1].up_to
        return Verified(
            entries=self.entries,
            head=written(head.last_id, head.mac) if head is not None and right else "",
            broken=self._broken,
            faults=tuple(self._faults),
            earlier=None if self._earlier is None or too_old else self._found,
            too_old=too_old,
            pruned=self._pruned,
        )

    def _gap(self, number: int) -> list[Fault]:
        if number <= self._last + 1:
            return []
        return [Fault(FaultKind.MISSING, self._last + 1, number - 1, self._at)]

    def _settle(self, kind: FaultKind) -> None:
        """Report the wrong entries so far; inserted ones mean that nothing is missing before them."""
        for fault in self._wrong:
            if kind is FaultKind.CHANGED:
                self._fault(fault)
            elif fault.kind is FaultKind.CHANGED:
                self._fault(replace(fault, kind=kind))
        self._wrong = []

    def _fault(self, fault: Fault) -> None:
        self._broken += 1
        if len(self._faults) < MOST_SHOWN:
            self._faults.append(fault)
