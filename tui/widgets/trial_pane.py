"""What becomes of the rows of a delivery: progress, counts, and the rows that need attention with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from store.codes import RowResult
from tui.forms.delivery_choice import Chosen
from tui.forms.delivery_run import Remark, Run
from tui.forms.delivery_words import bar, counts_content, counts_of, rows_word
from tui.text import thousands
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.record_list import Column, ListSource, RecordList, Row

_COLUMNS = (Column("Rij", width=6, align="right", style="quiet"), Column("Waarom", fraction=1))
_GROUPS: dict[RowResult | None, tuple[str, str]] = {
    RowResult.REJECTED: ("Afgewezen", "late"),
    RowResult.TO_CHECK: ("Na te kijken", ""),
    RowResult.NEW: ("Nieuw, let op", ""),
    RowResult.REPEATED: ("Herhaald", ""),
    None: ("Al bekend", ""),
}
_CHOSEN = "Gekozen"
EMPTY: Mapping[int, Chosen] = MappingProxyType({})
_FOLLOW = (
    "r toont alle rijen, en daar koppelt k wie al bekend was. s toont de nieuwe signalen, i kiest het volgende "
    "bestand, u maakt alles ongedaan."
)


class TrialPane(Vertical):
    """Shows a run of a delivery; the list with id "remarks" holds the rows that need attention."""

    DEFAULT_CSS = """
    TrialPane {
        height: 1fr; width: 1fr;
        & #counts { height: auto; margin: 1 0; }
        & #reason { height: auto; max-height: 10; margin: 1 0 0 0; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._remarks: dict[str, Remark] = {}
        self._known: dict[int, Remark] = {}
        self._chosen: Mapping[int, Chosen] = {}
        self._lost: Collection[int] = ()
        self._only = ""

    def compose(self) -> ComposeResult:
        """Outcome, counts, rows, the chosen row."""
        yield FieldText(id="outcome")
        yield Static(id="counts", markup=False)
        yield RecordList(_COLUMNS, header=False, empty="", id="remarks")
        yield FieldText(id="reason", label_width=12)

    @property
    def records(self) -> RecordList:
        """The rows that need attention."""
        return self.query_one("#remarks", RecordList)

    def tell_progress(self, run: Run, rows: int, total: int) -> None:
        """Show how far a run is; `total` rows were counted by the trial, 0 when that is not known."""
        if run.dry:
            words = f"{thousands(rows)} rijen gelezen …" if rows else "Het bestand wordt gelezen …"
            fields = [Field(value="Proef", style="title"), Field(value=words, style="quiet")]
        else:
            of = f"{thousands(rows)} van {rows_word(total)}" if total else f"{thousands(rows)} rijen"
            fields = [
                Field(value="Bezig met invoeren", style="title"),
                Field(value=bar(rows, total), style="accent"),
                Field(value=f"{of}; ctrl+w breekt af, er is dan niets toegevoegd", style="quiet"),
            ]
        self.query_one("#outcome", FieldText).show(fields)

    def show(
        self, run: Run, last: Run | None, chosen: Mapping[int, Chosen] = EMPTY, lost: Collection[int] = ()
    ) -> None:
        """Show the problem of a run that ended, or else `last`: the newest run with a result.

        `chosen` is what rows belong to, by row number; those in `lost` make no signal any more.
        """
        said = run.problem or (run.result.already if run.result is not None else "")
        outcome = self.query_one("#outcome", FieldText)
        if said:
            outcome.show([Field(value="Niet gelukt", style="title"), BLANK, Field(value=said, style="late")])
            return
        if last is None or last.result is None:
            outcome.show([Field(value="Proef", style="title"), Field(value="Afgebroken.", style="quiet")])
            return
        self._chosen, self._lost = chosen, lost
        self.query_one("#counts", Static).update(counts_content(counts_of(last.result)))
        order = list(_GROUPS)
        known = {remark.row_number for remark in last.known}
        kept = [one.remark for number, one in chosen.items() if number not in known]
        remarks = sorted((*last.remarks, *kept, *last.known), key=lambda remark: order.index(remark.result))
        self._known = {remark.row_number: remark for remark in remarks if remark.result is None}
        self._remarks = {f"{remark.row_number} {remark.result or ''}": remark for remark in remarks}
        if self._only not in self._kinds():
            self._only = ""
        outcome.show([*_outcome_fields(last, len(chosen) - len(lost)), *self._only_fields()])
        self._list()

    def _list(self) -> None:
        """Show the rows that are asked for, the cursor on the same one where it can be."""
        rows = [
            Row(
                key,
                (str(remark.row_number), " · ".join((*self._choice(remark), *_told(remark)))),
                group=_GROUPS[remark.result][0],
            )
            for key, remark in self._remarks.items()
            if self._shown(remark)
        ]
        at, current = self.records.cursor, self.records.current
        self.records.show(ListSource(rows, dict(_GROUPS.values())), empty="Geen enkele rij vraagt aandacht.")
        if current is None or not self.records.go_to(current.id):
            self.records.move_to(at)
        self._look()

    def _shown(self, remark: Remark) -> bool:
        if self._only == _CHOSEN:
            return remark.result is None and remark.row_number in self._chosen
        return self._only in ("", _GROUPS[remark.result][0])

    def _kinds(self) -> list[str]:
        """Return which rows can be asked for: all (""), those of a heading, those of which something was chosen."""
        there = {remark.result for remark in self._remarks.values()}
        heads = [title for result, (title, _) in _GROUPS.items() if result in there]
        return ["", *heads, *([_CHOSEN] if self._chosen else [])]

    def _only_fields(self) -> list[Field]:
        if not self._only:
            return []
        return [Field(value=f"Alleen: {self._only.lower()}. f toont de volgende groep.", style="accent")]

    @property
    def narrows(self) -> bool:
        """Whether there is more than one group of rows to choose from."""
        return len(self._kinds()) > 2

    def next_kind(self) -> str:
        """Show the next group of rows alone, after the last one all; return its name, "" for all."""
        kinds = self._kinds()
        self._only = kinds[(kinds.index(self._only) + 1) % len(kinds)] if self._only in kinds else ""
        outcome = self.query_one("#outcome", FieldText)
        outcome.show([field for field in outcome.fields if not field.value.startswith("Alleen: ")])
        outcome.show([*outcome.fields, *self._only_fields()])
        self._list()
        return self._only

    @property
    def remark(self) -> Remark | None:
        """The chosen row."""
        row = self.records.current
        return None if row is None else self._remarks.get(row.id)

    @property
    def known(self) -> Remark | None:
        """What is known of the chosen row, if anything is."""
        remark = self.remark
        return None if remark is None else self._known.get(remark.row_number)

    def _choice(self, remark: Remark) -> tuple[str, ...]:
        """Return what was chosen for a row, in words."""
        one = self._chosen.get(remark.row_number)
        if one is None:
            return ()
        lost = " (vervalt: deze rij wordt geen nieuw signaal)" if remark.row_number in self._lost else ""
        return (f"{one.words}{lost}",)

    @on(RecordList.Highlighted, "#remarks")
    def _look(self) -> None:
        remark = self.remark
        fields: list[Field] = []
        if remark is not None:
            cells = " · ".join(cell.strip() for cell in remark.cells if cell.strip())
            known = self._known.get(remark.row_number, remark)
            fields = [
                *(Field(value=choice, style="accent") for choice in self._choice(remark)),
                *(Field(value=reason, style="strong") for reason in remark.reasons[:4]),
                *(Field(value=reason) for reason in known.reasons[:3] if known is not remark),
                Field(value=cells[:400], style="quiet"),
            ]
        self.query_one("#reason", FieldText).show(fields)


def _told(remark: Remark) -> tuple[str, ...]:
    """Return why a row asks attention: sentences together, what is known apart."""
    return remark.reasons if remark.result is None else (" ".join(remark.reasons),)


def _outcome_fields(run: Run, chosen: int) -> list[Field]:
    result = run.result
    assert result is not None
    if run.dry:
        return [
            Field(value=f"Proef · {rows_word(result.read)} gelezen", style="title"),
            Field(value="Zo zou het gaan; er is nog niets toegevoegd. ctrl+s voert in.", style="quiet"),
            *_known_fields(run),
            *_chosen_fields(chosen),
        ]
    fields = [Field(value=f"Ingevoerd · {rows_word(result.read)} gelezen", style="title")]
    if result.rejected_file is not None:
        fields += [
            Field(
                value="De afgewezen rijen staan, met de reden, in een bestand naast het origineel. Verbeter ze daar "
                "en voer dat bestand in:"
            ),
            Field(value=str(result.rejected_file), style="accent"),
        ]
    if result.linked:
        told = f"{rows_word(result.linked)} gekoppeld aan wie of wat u koos."
        fields.append(Field(value=told, style="accent"))
    fields += [Field(value=note, style="quiet") for note in result.notes]
    return [*fields, Field(value=_FOLLOW, style="quiet")]


def _chosen_fields(chosen: int) -> list[Field]:
    """Say how many rows will be linked when the delivery comes in."""
    if not chosen:
        return []
    told = f"Bij {rows_word(chosen)} koos u waar die bij {'hoort' if chosen == 1 else 'horen'}."
    return [Field(value=told, style="accent")]


def _known_fields(run: Run) -> list[Field]:
    """Say how many rows are about somebody or an address that is known, as far as they were looked up."""
    if not run.about:
        return []
    told = f"Bij {rows_word(run.known_rows)} is persoon of adres al bekend"
    if run.looked < len(run.about):
        told += f"; {thousands(run.looked)} van {thousands(len(run.about))} opgezocht …"
    elif not run.known_rows:
        told = "Geen persoon of adres is al bekend."
    elif len(run.known) < run.known_rows:
        told += f"; hieronder staan er {thousands(len(run.known))}."
    else:
        told += "."
    return [Field(value=told, style="quiet")]
