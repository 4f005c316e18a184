"""Before a delivery comes in: what the columns mean, and a trial of what becomes of every row."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Label

from store.queries.directory import partners, profiles
from store.queries.suggest import suggest_partners
from store.text import fold
from tui.actions import bindings_for
from tui.forms.delivery_run import Opened, Run, mapping_of, run_delivery
from tui.forms.delivery_words import (
    column_row,
    counts_of,
    example_of,
    kind_words,
)
from tui.screens.base import app_of
from tui.screens.dialogs.form_dialog import form_line
from tui.screens.import_known import KnownInTrial
from tui.text import plain, thousands
from tui.widgets.choice import Choice
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList
from tui.widgets.suggest_input import SuggestInput, Suggestion
from tui.widgets.swap_source import SwapSource
from tui.widgets.trial_pane import TrialPane

if TYPE_CHECKING:
    from store.exchange.columns import Mapping

WAIT = 0.25
"""Seconds without a change before a trial begins."""

_COLUMNS = (
    Column("Kolom in bestand", fraction=5, style="strong"),
    Column("Wordt", fraction=6),
    Column("Herkend", width=7, style="quiet", min_screen=140),
    Column("Voorbeeld", fraction=4, style="quiet", min_screen=76, private=True),
)


_TURN = "F6 toont welke rijen aandacht vragen."


class Told(Message):
    """A run has read this many rows, or (`done`) is at its end."""

    def __init__(self, run: Run, rows: int, *, done: bool = False) -> None:
        super().__init__()
        self.run = run
        self.rows = rows
        self.done = done


class ImportPreviewScreen(KnownInTrial):
    """Shows an opened delivery.

    Every change of partner, municipality or column starts a new trial. One run at a time goes through the store.
    """

    TAB = "import"
    TITLE_NL = "Bestand invoeren"
    TAB_TURNS = False
    HELP_NL = (
        "Links staat hoe het bestand is begrepen. Klopt een kolom niet, kies haar dan met ↑ en ↓ en druk op Enter. "
        "Een ? betekent: alleen aan de inhoud herkend. Vul bij Partner in wie het stuurde, als de rijen dat niet zelf"
        " zeggen; de indeling wordt voor die partner onthouden. Rechts staat de proef: wat er van elke rij zou "
        "worden, welke rijen aandacht vragen, en van wie of welk adres al iets bekend is. Op zo'n rij toont w of "
        "Enter wie bekend is en waarom, opent b de casus of het signaal, en kiest k bij wie de rij hoort: de "
        "zekerste; nog eens k: de volgende, of niemand. Een ✓ toont de keuze; pas bij het invoeren wordt gekoppeld. "
        "f toont alleen de rijen van één groep, ook die waarbij u koos. "
        "Van een groot bestand duurt het opzoeken even; u hoeft er niet op te wachten. Met ctrl+s voert u in; ctrl+w "
        "breekt af en dan is er niets toegevoegd. Na het invoeren toont r alle rijen; ook daar koppelt k wie al "
        "bekend was. Met F6 gaat u naar de andere helft."
    )
    BINDINGS = [*bindings_for("import_preview"), Binding("escape", "leave", show=False)]
    CSS = """
    ImportPreviewScreen {
        & #left { width: 6fr; }
        & #right { width: 5fr; }
        & #form { height: auto; margin: 1 1 1 3; }
        & #file { margin: 0 1 0 3; }
        &.-low #form { margin: 0 1 0 3; }
        & #summary { display: none; margin: 0 1 0 3; }
        &.-narrow #summary { display: block; }
        & #partner-hint { height: auto; width: 1fr; margin: 0 0 0 14; color: $text-muted; }
    }
    """

    def __init__(self, ready: Opened) -> None:
        super().__init__()
        self._ready = ready
        self._mapping: Mapping = ready.delivery.mapping
        self._by: dict[int, str] = {}
        self._own_mapping = False
        self._asked: tuple[str, str] = ("", "")
        self._run: Run | None = None
        self._turn = threading.Lock()
        self._timer: Timer | None = None
        self._columns = SwapSource()

    def left(self) -> Iterable[Widget]:
        """What the file is, who sent it, its columns."""
        desk = app_of(self).desk
        self._profiles = profiles(desk.store)
        yield FieldText(id="file", label_width=12)
        lines: list[Widget] = [
            form_line(
                "Partner",
                SuggestInput(
                    self._suggest, self._ready.partner, placeholder="wie stuurde dit?", id="partner"
                ),
            ),
            Label("", id="partner-hint", markup=False),
        ]
        if len(self._profiles) > 1:
            options = [(one.key, one.name) for one in self._profiles]
            lines.append(form_line("Gemeente", Choice(options, desk.profile_key, id="profile")))
        yield Vertical(*lines, id="form")
        yield FieldText(id="summary")
        yield RecordList(_COLUMNS, self._columns, id="columns")

    def right(self) -> Iterable[Widget]:
        """The trial, later the result."""
        yield TrialPane(id="trial")

    def on_mount(self) -> None:
        """Show the file and begin the trial."""
        delivery = self._ready.delivery
        fields = [
            Field(value=self._ready.path.name, style="title"),
            Field(value=kind_words(delivery), style="quiet"),
        ]
        if delivery.title_lines:
            fields.append(Field(value="Erboven staat: " + " · ".join(delivery.title_lines), style="quiet"))
        fields += [Field(value=note, style="quiet") for note in delivery.notes]
        self.query_one("#file", FieldText).show(fields)
        self._understand()
        self.query_one("#columns", RecordList).focus()
        self._try_soon()

    def on_unmount(self) -> None:
        """Stop what runs; nothing is added then."""
        self._stop_all()

    def _stop_all(self) -> None:
        for run in (self._run, self._trial):
            if run is not None:
                run.stop.set()

    @property
    def busy(self) -> bool:
        """Whether the delivery is being brought in now."""
        return self._run is not None and not self._run.dry

    # Who sent it, and what the columns mean

    def _suggest(self, text: str) -> Sequence[Suggestion]:
        desk = app_of(self).desk
        return [
            Suggestion(hit.name, hit.type.label, str(hit.id))
            for hit in suggest_partners(desk.store, text, desk.profile_id)
        ]

    def _partner(self) -> str:
        return self.query_one("#partner", SuggestInput).value.strip()

    def _profile(self) -> str:
        found = self.query("#profile").results(Choice)
        return next((choice.value for choice in found), self._profiles[0].key)

    @on(SuggestInput.Changed, "#partner")
    def _partner_typed(self) -> None:
        self._understand()
        self._try_soon()

    @on(SuggestInput.Submitted, "#partner")
    def _partner_entered(self) -> None:
        self.query_one("#columns", RecordList).focus()

    @on(Choice.Changed, "#profile")
    def _profile_chosen(self) -> None:
        self._try_soon()

    def _understand(self) -> None:
        """Take the columns as remembered for the partner, unless somebody corrected them here."""
        desk, delivery = app_of(self).desk, self._ready.delivery
        if not self._own_mapping:
            self._mapping, kept = mapping_of(desk, delivery, self._partner())
            self._by = {
                guess.index: "eerder"
                if kept and self._mapping.fields[guess.index] is not guess.field
                else guess.by.replace("geen", "·")
                for guess in delivery.guesses
            }
        self._hint()
        self._show_columns()

    def _hint(self) -> None:
        from store.exchange.fields import Field as Meaning

        typed, guess = self._partner(), self._ready.delivery.partner_guess
        known = partners(app_of(self).desk.store)
        keys = {fold(name) for one in known for name in (one.name, *one.aliases)}
        if typed and fold(typed) not in keys:
            words = "Deze partner staat niet in Inrichting; de naam komt wel mee."
        elif not typed and Meaning.PARTNER in self._mapping.fields:
            words = "De rijen noemen zelf de organisatie."
        elif guess.type is not None:
            words = f"Herkend als {guess.type.label}: {guess.because}."
            words += "" if typed else " Wie stuurde het?"
        else:
            words = "" if typed else "Vul in wie het stuurde."
        self.query_one("#partner-hint", Label).update(plain(words))

    def _show_columns(self) -> None:
        delivery = self._ready.delivery
        self._columns.put(
            column_row(delivery, self._mapping, index, self._by.get(index, ""), delivery.sample)
            for index in range(len(delivery.headers))
        )
        self.query_one("#columns", RecordList).reload()

    @on(RecordList.Selected, "#columns")
    def _column_selected(self) -> None:
        self.action_correct()

    @work(exclusive=True, group="column")
    async def action_correct(self) -> None:
        """Choose what the column under the cursor means."""
        from tui.screens.dialogs.column_dialog import ColumnDialog

        row = self.query_one("#columns", RecordList).current
        if row is None or self.busy or self.done:
            return
        index, delivery = int(row.id), self._ready.delivery
        held = {field: delivery.headers[at[0]] for field, at in self._mapping.columns.items()}
        dialog = ColumnDialog(
            row.cells[0], example_of(delivery.sample, index), self._mapping.fields[index], held
        )
        field = await self.app.push_screen_wait(dialog)
        if field is None or field is self._mapping.fields[index]:
            return
        before = self._mapping.fields
        self._mapping = self._mapping.with_field(index, field)
        for at, (old, new) in enumerate(zip(before, self._mapping.fields, strict=True)):
            if old is not new:
                self._by[at] = "uzelf"
        self._own_mapping = True
        self._hint()
        self._show_columns()
        self._try_soon()

    def action_as_recognised(self) -> None:
        """Take back every correction made here."""
        self._own_mapping = False
        self._understand()
        self._try_soon()

    # The trial and the import

    def _try_soon(self) -> None:
        if self.busy or self.done:
            return
        if self._timer is not None:
            self._timer.stop()
        self._stop_all()
        self._timer = self.set_timer(WAIT, self._try)

    def _try(self) -> None:
        self._start(dry=True)

    def _start(self, *, dry: bool) -> None:
        self._stop_all()
        if self._timer is not None:
            self._timer.stop()
        belongs = {} if dry else {number: one.candidate.belongs for number, one in self._chosen.items()}
        run = Run(dry, self._partner(), self._profile(), self._mapping, belongs)
        self._run = run
        self._tell_progress(0)
        self.run_worker(partial(self._go, run), thread=True, group="run")
        self.refresh_bindings()

    def _go(self, run: Run) -> None:
        with self._turn:
            if run.stop.is_set():
                run.cancelled = True
            else:
                run_delivery(app_of(self).desk, self._ready, run, lambda rows: self._post(Told(run, rows)))
        self._post(Told(run, 0, done=True))
        self.look_for_known(run)

    def _post(self, message: Told) -> None:
        if self.is_attached:
            self.post_message(message)

    @on(Told)
    def _heard(self, event: Told) -> None:
        run = event.run
        if run is not self._run:
            return
        if not event.done:
            self._tell_progress(event.rows)
            return
        self._run = None
        if run.result is not None and not run.result.already:
            if run.dry:
                self._trial = run
            else:
                self._brought_in = run
        if run.cancelled and not run.dry:
            self.notify("Afgebroken: er is niets toegevoegd.", timeout=6, markup=False)
        self.show_trial(run)
        self._summarise()
        if self.done:
            self.query_one("#form").disabled = True
            self.query_one("#columns").disabled = True
            self.query_one("#remarks", RecordList).focus()
            if self.narrow and not self.turned:
                self.action_other_half()
            app_of(self).changed()
        self.refresh_bindings()

    def _summarise(self) -> None:
        """Say in one line what the trial says, for a terminal that shows one half."""
        last = self._brought_in or self._trial
        if last is None or last.result is None:
            return
        parts = [
            f"{thousands(count)} {word.label}" for word, count in counts_of(last.result).items() if count
        ]
        words = f"{'Ingevoerd' if self.done else 'Proef'}: {' · '.join(parts)}"
        self.query_one("#summary", FieldText).show(
            [Field(value=words, style="accent"), Field(value=_TURN, style="quiet")]
        )

    def _tell_progress(self, rows: int) -> None:
        if self._run is not None:
            total = (
                self._trial.result.read if self._trial is not None and self._trial.result is not None else 0
            )
            self.query_one(TrialPane).tell_progress(self._run, rows, total)

    @on(RecordList.Selected, "#remarks")
    def _remark_selected(self) -> None:
        if self.done:
            self.action_show_signals()
        elif self.check_action("who", ()):
            self.action_who()

    def action_run_import(self) -> None:
        """Bring the delivery in."""
        if not (self.busy or self.done):
            self._start(dry=False)

    def action_next_file(self) -> None:
        """Go back and choose the next file."""
        app = app_of(self)
        self.dismiss(None)
        screen = app.get_screen(self.TAB)
        app.call_later(screen.action_choose_file)  # type: ignore[attr-defined]

    def action_leave(self) -> None:
        """Break off the import that runs, else go back."""
        if self.busy and self._run is not None:
            self._run.stop.set()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what goes now."""
        if action == "run_import":
            return not (self.busy or self.done)
        if action == "next_file":
            return self.done
        if action == "correct":
            return not (self.busy or self.done) and getattr(self.focused, "id", "") == "columns"
        if action == "as_recognised":
            return self._own_mapping and not (self.busy or self.done)
        return super().check_action(action, parameters)
