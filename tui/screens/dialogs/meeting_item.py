"""Small questions about the agenda: which case, why, how long, and who attends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.screens.dialogs.pick import PickDialog
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.record_list import Column, ListSource, Row
from tui.widgets.suggest_input import SuggestInput, Suggestion

LONGEST = 240
"""Minutes an item can get."""


@dataclass(frozen=True, slots=True)
class ItemInput:
    """Something put on the agenda by hand: a case or signal, or (`title`) a theme for the open part.

    `text` is how it was found or is called. `partners` attend it.
    """

    text: str
    question: str
    minutes: int
    case_id: int | None = None
    signal_id: int | None = None
    title: str = ""
    district_id: int | None = None
    partners: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaRoom:
    """What there is to choose from: is there an open part, (id, name) of districts and of partners at the table."""

    open_part: bool
    districts: tuple[tuple[int, str], ...] = ()
    partners: tuple[tuple[int, str], ...] = ()


def minutes_of(text: str) -> int:
    """Return typed minutes. Raises `Missing` for what is no number of 1 to `LONGEST`."""
    bare = text.strip().removesuffix("min").strip()
    if not (bare.isascii() and bare.isdigit() and 1 <= int(bare[:6]) <= LONGEST):
        raise Missing(f"Vul het aantal minuten in, van 1 tot {LONGEST}.", "minutes")
    return int(bare)


_SUBJECT, _THEME, _EVERYWHERE = "subject", "theme", ""


class AddItemDialog(FormDialog[ItemInput]):
    """Asks what comes on the agenda; `suggest` finds a case ("c12") or signal ("s5") by number, name or address."""

    SAVE_NL = "op de agenda"
    HELP_NL = (
        "Zoek de casus of het signaal op nummer, naam of adres en kies met ↓ en Enter. Een thema voor het open deel "
        "gaat over een wijk, nooit over een persoon: schrijf geen namen of adressen. De vraag ziet de hele tafel. "
        "Een partner ziet alleen de punten waar die bij is gevraagd."
    )
    DEFAULT_CSS = "AddItemDialog > #dialog { width: 92; }"

    def __init__(
        self,
        suggest: Callable[[str], Sequence[Suggestion]],
        room: AgendaRoom,
        *,
        detail: str = "",
        typed: ItemInput | None = None,
    ) -> None:
        super().__init__("Op de agenda zetten", detail)
        self._suggest = suggest
        self._room = room
        self._typed = typed
        self._own_choice = typed is not None

    @property
    def _is_theme(self) -> bool:
        found = self.query("#what")
        return bool(found) and found.first(Choice).value == _THEME

    def lines(self) -> Iterable[Widget]:
        """What, its question, its minutes, who attends."""
        typed, room = self._typed, self._room
        theme = typed is not None and bool(typed.title)
        if room.open_part:
            options = [(_SUBJECT, "casus of signaal"), (_THEME, "thema, open deel")]
            yield form_line("Wat", Choice(options, _THEME if theme else _SUBJECT, id="what"))
        yield form_line(
            "Casus",
            SuggestInput(self._suggest, placeholder="nummer, naam of adres", least=2, id="subject"),
            id="subject-line",
        )
        if room.open_part:
            yield form_line(
                "Thema",
                Input(
                    typed.title if typed else "",
                    placeholder="wat er speelt, zonder namen of adressen",
                    compact=True,
                    max_length=200,
                    id="title",
                ),
                id="title-line",
            )
            districts = [
                (_EVERYWHERE, "hele gemeente"),
                *((str(number), name) for number, name in room.districts),
            ]
            chosen = str(typed.district_id) if typed and typed.district_id is not None else _EVERYWHERE
            yield form_line("Waar", Choice(districts, chosen, id="district"), id="district-line")
        yield form_line(
            "Vraag", Input(typed.question if typed else "", compact=True, max_length=300, id="question")
        )
        yield form_line(
            "Minuten", Input(str(typed.minutes) if typed else "5", compact=True, max_length=8, id="minutes")
        )
        if room.partners:
            partners = [(str(number), name) for number, name in room.partners]
            yield form_line(
                "Erbij",
                MultiChoice(partners, [str(one) for one in typed.partners] if typed else (), id="partners"),
            )

    def on_mount(self) -> None:
        """Show what was typed before."""
        typed = self._typed
        if typed is not None and not typed.title:
            value = f"c{typed.case_id}" if typed.case_id is not None else f"s{typed.signal_id}"
            self.query_one("#subject", SuggestInput).put(typed.text, Suggestion(typed.text, value=value))
        self._show_lines()

    def _show_lines(self) -> None:
        theme = self._is_theme
        self.query_one("#subject-line").display = not theme
        for line in self.query("#title-line, #district-line"):
            line.display = theme

    @on(Choice.Changed, "#what")
    def _what_changed(self) -> None:
        """The whole table hears the open part; for somebody's case a partner is asked by hand."""
        self._show_lines()
        if not self._own_choice:
            for choice in self.query("#partners").results(MultiChoice):
                everyone = tuple(str(number) for number, _ in self._room.partners)
                choice.values = everyone if self._is_theme else ()

    @on(MultiChoice.Changed, "#partners")
    def _partners_changed(self) -> None:
        self._own_choice = True

    def collect(self) -> ItemInput:
        """Return the item. Raises `Missing`."""
        question, minutes = text_of(self, "question"), minutes_of(text_of(self, "minutes"))
        found = self.query("#partners")
        partners = tuple(int(one) for one in found.first(MultiChoice).values) if found else ()
        if self._is_theme:
            title = " ".join(text_of(self, "title").split())
            if not title:
                raise Missing("Schrijf op wat er speelt, zonder namen of adressen.", "title")
            district = self.query_one("#district", Choice).value
            return ItemInput(
                title,
                question,
                minutes,
                title=title,
                district_id=int(district) if district else None,
                partners=partners,
            )
        chosen = self._chosen()
        number = int(chosen.value[1:])
        case_id, signal_id = (number, None) if chosen.value[0] == "c" else (None, number)
        return ItemInput(
            chosen.text, question, minutes, case_id=case_id, signal_id=signal_id, partners=partners
        )

    def _chosen(self) -> Suggestion:
        field = self.query_one("#subject", SuggestInput)
        if field.chosen is not None:
            return field.chosen
        found = self._suggest(field.value.strip()) if field.value.strip() else ()
        if len(found) != 1:
            raise Missing(
                "Kies de casus of het signaal uit de lijst: typ een nummer of naam en kies met ↓ en Enter.",
                "subject",
            )
        return found[0]


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
