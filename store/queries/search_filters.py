"""The filters of a line of search: which values they mean in this store, as conditions on signals and cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from store.codes import CaseStatus, Code, PartnerType, SignalStatus
from store.engine.lifecycle import Store
from store.local_time import LOCAL_ZONE, utc_text
from store.queries.search_needs import Needs
from store.queries.shared import fetch, marks
from store.rules.search_parts import Filter, SearchLine
from store.rules.search_since import since_day
from store.text import fold, one_line

OPEN, CLOSED = "open", "gesloten"
_OPEN_SIGNALS = (SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE, SignalStatus.TRIAGED)
_OPEN_CASES = tuple(status for status in CaseStatus if status != CaseStatus.CLOSED)


@dataclass(slots=True)
class Filters:
    """The filters of a line as conditions on signals, cases and addresses."""

    signals: Needs = field(default_factory=lambda: Needs("signals", "s"))
    cases: Needs = field(default_factory=lambda: Needs("cases", "k"))
    places: Needs = field(default_factory=lambda: Needs("addresses", "a"))
    read_as: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _one_of(needs: Needs, column: str, values: Iterable[object]) -> None:
    """Ask that a column holds one of these; none at all answers nothing."""
    wanted = tuple(values)
    if wanted:
        needs.add(column, f"IN ({marks(wanted)})", wanted)
    else:
        needs.possible = False


def filters_of(store: Store, line: SearchLine, today: date, worker: str) -> Filters:
    """Return the filters of a line. Several of one kind are alternatives; of different kinds all must hold.

    A value that means nothing here is told in `notes`, and then nothing answers.
    """
    made = Filters()
    by_name: dict[str, list[Filter]] = {}
    for asked in line.filters:
        by_name.setdefault(asked.name, []).append(asked)
    for name, asked_for in by_name.items():
        values = [one.value for one in asked_for if one.value]
        if values:
            _ADDERS[name](store, made, values, today)
    if line.mine:
        _mine(made, worker)
    return made


def _unknown(made: Filters, what: str, value: str, choices: Iterable[str]) -> None:
    some = ", ".join(list(choices)[:8])
    made.notes.append(f"‘{one_line(value, 30)}’ is geen {what} in deze opslag. Bijvoorbeeld: {some}.")


def _chosen(rows: Iterable[tuple[int, str]], value: str) -> list[tuple[int, str]]:
    """Return the rows a value means: the very name, else names with a word that begins so."""
    key, known = fold(value), list(rows)
    exact = [row for row in known if fold(row[1]) == key]
    return exact or [row for row in known if key and f" {key}" in f" {fold(row[1])}"]


def _named(
    store: Store, made: Filters, values: list[str], what: str, statement: str
) -> tuple[list[int], list[str]]:
    rows = [(int(row[0]), str(row[1])) for row in fetch(store, statement)]
    ids: list[int] = []
    names: list[str] = []
    for value in values:
        found = _chosen(rows, value)
        if not found:
            _unknown(made, what, value, dict.fromkeys(name for _, name in rows))
        ids += [row_id for row_id, _ in found]
        names += [name for _, name in found]
    return ids, list(dict.fromkeys(names))


def _district(store: Store, made: Filters, values: list[str], today: date) -> None:
    ids, names = _named(store, made, values, "wijk", "SELECT id, name FROM districts ORDER BY name")
    made.read_as.append(f"wijk: {', '.join(names) or 'onbekend'}")
    for needs in (made.signals, made.cases, made.places):
        _one_of(needs, "district_id", ids)


def _team(store: Store, made: Filters, values: list[str], today: date) -> None:
    ids, names = _named(store, made, values, "team", "SELECT id, name FROM teams ORDER BY name")
    made.read_as.append(f"team: {', '.join(names) or 'onbekend'}")
    _one_of(made.signals, "team_id", ids)
    _one_of(made.cases, "team_id", ids)
    made.places.possible = False


def _status(store: Store, made: Filters, values: list[str], today: date) -> None:
    signals: list[str] = []
    cases: list[str] = []
    words: list[str] = []
    for value in values:
        key = fold(value)
        if key and OPEN.startswith(key):
            signals += [status.value for status in _OPEN_SIGNALS]
            cases += [status.value for status in _OPEN_CASES]
            words.append(OPEN)
            continue
        of_signal = _codes(SignalStatus, key)
        of_case = _codes(CaseStatus, CaseStatus.CLOSED.label if key and CLOSED.startswith(key) else key)
        if not of_signal and not of_case:
            labels = [OPEN, CLOSED, *(status.label for status in (*SignalStatus, *CaseStatus))]
            _unknown(made, "status", value, labels)
        signals += [status.value for status in of_signal]
        cases += [status.value for status in of_case]
        words += [status.label for status in (*of_signal, *of_case)]
    made.read_as.append(f"status: {', '.join(dict.fromkeys(words)) or 'onbekend'}")
    _one_of(made.signals, "status", dict.fromkeys(signals))
    _one_of(made.cases, "status", dict.fromkeys(cases))
    made.places.possible = False


def _codes(codes: type[Code], value: str) -> list[Code]:
    """Return the members a value means: the very label, else labels with a word that begins so."""
    key = fold(value)
    exact = [code for code in codes if fold(code.label) == key]
    return exact or [code for code in codes if key and f" {key}" in f" {fold(code.label)}"]


def _source(store: Store, made: Filters, values: list[str], today: date) -> None:
    rows = [
        (int(row[0]), str(row[1]), str(row[2]))
        for row in fetch(store, "SELECT id, name, aliases FROM partners ORDER BY name")
    ]
    of_type = fetch(store, "SELECT id, type FROM partners")
    ids: list[int] = []
    types: list[str] = []
    names: list[str] = []
    for value in values:
        found = _chosen([(row_id, name) for row_id, name, _ in rows], value) or [
            (row_id, name)
            for row_id, name, aliases in rows
            if _chosen([(0, a) for a in aliases.splitlines()], value)
        ]
        kinds = _codes(PartnerType, value)
        if not found and not kinds:
            _unknown(made, "bron", value, dict.fromkeys(name for _, name, _ in rows))
        ids += [row_id for row_id, _ in found]
        wanted = {kind.value for kind in kinds}
        ids += [row_id for row_id, kind in of_type if kind in wanted]
        types += [kind.value for kind in kinds]
        names += [*(name for _, name in found), *(kind.label for kind in kinds)]
    made.read_as.append(f"bron: {', '.join(dict.fromkeys(names)) or 'onbekend'}")
    if not ids and not types:
        made.signals.possible = False
    else:
        unnamed = f"s.partner_id IS NULL AND s.partner_type IN ({marks(types)})"
        if types:
            made.signals.add("", f"s.partner_id IN ({marks(ids)}) OR ({unnamed})", [*ids, *types])
        else:
            _one_of(made.signals, "partner_id", ids)
    made.cases.possible = made.places.possible = False


def _since(store: Store, made: Filters, values: list[str], today: date) -> None:
    days = [day for day in (since_day(value, today) for value in values) if day is not None]
    if not days:
        made.notes.append(
            f"‘{one_line(values[0], 30)}’ is geen dag of maand. Schrijf bijvoorbeeld sinds:aug, sinds:2026, sinds:12-8"
            " of sinds:3mnd."
        )
        made.signals.possible = made.cases.possible = made.places.possible = False
        return
    first = min(days)
    moment = utc_text(datetime.combine(first, time(), LOCAL_ZONE))
    made.read_as.append(f"sinds {first.strftime('%d-%m-%Y')}")
    made.signals.add("received_at", ">= ?", [moment])
    made.cases.add("opened_at", ">= ?", [moment])
    made.places.possible = False


def _mine(made: Filters, worker: str) -> None:
    made.read_as.append("mijn: uw casussen, en wat u invoerde en nog niet klaar is")
    made.signals.add(
        "",
        "s.case_id IN (SELECT id FROM cases WHERE case_lead = ?)"
        f" OR (s.status IN ({marks(_OPEN_SIGNALS)}) AND s.created_by = ?)",
        [worker, *(status.value for status in _OPEN_SIGNALS), worker],
    )
    made.cases.add("case_lead", "= ?", [worker])
    made.places.possible = False


_ADDERS = {"wijk": _district, "team": _team, "status": _status, "bron": _source, "sinds": _since}
