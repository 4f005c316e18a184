"""Small questions about the agenda: which case, why, how long, and who attends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.screens.dialogs.pick import PickDialog
from tui.widgets.choice import MultiChoice
from tui.widgets.record_list import Column, ListSource, Row
from tui.widgets.suggest_input import SuggestInput, Suggestion

LONGEST = 240
"""Minutes an item can get."""


@dataclass(frozen=True, slots=True)
class ItemInput:
    """A case put on the agenda by hand: what is asked of the table, and how long it takes."""

    case_id: int
    case_text: str
    question: str
    minutes: int


def minutes_of(text: str) -> int:
    """Return typed minutes. Raises `Missing` for what is no number of 1 to `LONGEST`."""
    bare = text.strip().removesuffix("min").strip()
    if not (bare.isascii() and bare.isdigit() and 1 <= int(bare[:6]) <= LONGEST):
        raise Missing(f"Vul het aantal minuten in, van 1 tot {LONGEST}.", "minutes")
    return int(bare)


class AddItemDialog(FormDialog[ItemInput]):
    """Asks which case; `suggest` finds it by number or name, `value` of a suggestion is the case's id."""

    SAVE_NL = "op de agenda"
    HELP_NL = "Zoek de casus op nummer, naam of adres en kies met ↓ en Enter. De vraag ziet de hele tafel."

    def __init__(
        self, suggest: Callable[[str], Sequence[Suggestion]], typed: ItemInput | None = None
    ) -> None:
        super().__init__("Casus op de agenda zetten")
        self._suggest = suggest
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Case, question, minutes."""
        typed = self._typed
        yield form_line(
            "Casus", SuggestInput(self._suggest, placeholder="nummer, naam of adres", least=2, id="case")
        )
        yield form_line(
            "Vraag", Input(typed.question if typed else "", compact=True, max_length=300, id="question")
        )
        yield form_line(
            "Minuten", Input(str(typed.minutes) if typed else "5", compact=True, max_length=8, id="minutes")
        )

    def on_mount(self) -> None:
        """Show what was typed before."""
        if self._typed is not None:
            chosen = Suggestion(self._typed.case_text, value=str(self._typed.case_id))
            self.query_one("#case", SuggestInput).put(self._typed.case_text, chosen)

    def collect(self) -> ItemInput:
        """Return the item. Raises `Missing`."""
        field = self.query_one("#case", SuggestInput)
        chosen = field.chosen
        if chosen is None:
            found = self._suggest(field.value.strip()) if field.value.strip() else ()
            if len(found) != 1:
                raise Missing(
                    "Kies de casus uit de lijst: typ een nummer of naam en kies met ↓ en Enter.", "case"
                )
            chosen = found[0]
        return ItemInput(
            int(chosen.value), chosen.text, text_of(self, "question"), minutes_of(text_of(self, "minutes"))
        )


class MinutesDialog(FormDialog[int]):
    """Asks how long an item takes."""

    def __init__(self, about: str, minutes: int) -> None:
        super().__init__("Tijd voor dit punt", about)
        self._minutes = minutes

    def lines(self) -> Iterable[Widget]:
        """The minutes."""
        yield form_line("Minuten", Input(str(self._minutes), compact=True, max_length=8, id="minutes"))

    def collect(self) -> int:
        """Return the minutes. Raises `Missing`."""
        return minutes_of(text_of(self, "minutes"))


class AttendDialog(FormDialog[tuple[int, ...]]):
    """Asks which partners attend an item."""

    HELP_NL = "Vink aan wie bij dit punt aan tafel zit. Een partner ziet van de agenda alleen deze punten."

    def __init__(self, about: str, partners: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        super().__init__("Wie zit erbij", about)
        self._partners = partners
        self._chosen = chosen

    def lines(self) -> Iterable[Widget]:
        """The partners."""
        options = [(str(number), name) for number, name in self._partners]
        yield form_line(
            "Partners", MultiChoice(options, [str(number) for number in self._chosen], id="partners")
        )

    def collect(self) -> tuple[int, ...]:
        """Return the ids."""
        return tuple(int(one) for one in self.query_one("#partners", MultiChoice).values)


class PartnerDialog(PickDialog[tuple[int, str]]):
    """Chooses the partner whose agenda is shown."""

    COLUMNS = (Column("Partner", fraction=1, style="strong"), Column("Punten", width=10, align="right"))

    def __init__(self, partners: Sequence[tuple[int, str, int]]) -> None:
        super().__init__(
            "Agenda van een partner", "U ziet precies wat die partner krijgt: alleen de eigen punten."
        )
        self._partners = partners

    def matching(self, text: str) -> ListSource:
        """Partners whose name holds what is typed."""
        low = text.strip().casefold()
        return ListSource(
            Row(str(number), (name, f"{count} {'punt' if count == 1 else 'punten'}"))
            for number, name, count in self._partners
            if low in name.casefold()
        )

    def taken(self, row: Row) -> None:
        """Give the partner."""
        self.dismiss(next((number, name) for number, name, _ in self._partners if str(number) == row.id))
