"""The column of fields of the signal form: what is asked, in the order of a phone call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from store.codes import YesNoUnknown
from tui.forms import options
from tui.forms.signal_values import KEPT, ON, Values, join_words, split_words
from tui.screens.base import Form
from tui.text import plain
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.suggest_input import SuggestInput, Suggestion

Suggest = Callable[[str], Sequence[Suggestion]]

_FLAGS = {
    "agreed": (("feedback_wanted", "terugkoppeling gewenst"), ("anonymous", "blijft anoniem")),
    "known": (("may_be_named", "mag genoemd worden"), ("essential_relative", "essentiële naaste")),
    "danger": (("acute_danger", "acuut gevaar"), ("eviction_threatened", "huisuitzetting dreigt")),
}
"""Grids of ticks: widget id → (field, Dutch label)."""


class SignalFields(Form):
    """Shows and gives `values`; posts `Edited` when the person changed something. Setting values posts nothing."""

    HELP_NL = (
        "Tab en shift+tab gaan door de velden. Pijltjes kiezen, spatie zet een vinkje. Bij partner en adres: typ, kies "
        "met ↓ en Enter. In de grote velden begint Enter een nieuwe regel."
    )

    DEFAULT_CSS = """
    SignalFields {
        height: 1fr;
        & .two { width: 2fr; }
        & .one { width: 1fr; margin-left: 1; }
        & .short { width: 24; }
        & OptionGrid { margin-left: 1; }
        & .problem { display: none; padding-left: 15; width: 1fr; }
        & .problem.-shown { display: block; }
        & #opinion-line, & #request-line { margin-top: 1; }
        & #reason-line { display: none; }
        & #reason-line.-shown { display: block; }
    }
    """

    class Edited(Message):
        """The person changed a field."""

        def __init__(self, values: Values) -> None:
            super().__init__()
            self.values = values

    def __init__(
        self, values: Mapping[str, str], *, partners: Suggest, addresses: Suggest, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._values: Values = dict(values)
        self._partners = partners
        self._addresses = addresses
        self._problems: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Who calls, where, who, what, how urgent; below that what is asked less often."""
        first = self._values
        yield from _line(
            "Ontvangen", self._input("received", "vandaag 14:05", "short"), problems=("received",)
        )
        yield from _line(
            "Via", Choice(options.channel_options(first["channel"]), first["channel"], id="channel")
        )
        partner = SuggestInput(
            self._partners, first["partner"], placeholder="organisatie of inwoner", id="partner"
        )
        yield from _line("Partner", partner, gap=True)
        name = self._input("reporter_name", "naam", "two")
        phone = self._input("reporter_phone", "telefoon", "one")
        yield from _line("Melder", name, phone, problems=("reporter_phone",))
        yield from _line("", self._ticks("agreed"))
        address = SuggestInput(
            self._addresses,
            first["address"],
            placeholder="straat 41A of 2641AB 41",
            least=3,
            id="address",
            classes="two",
        )
        area = self._input("area", "postcode en plaats", "one")
        yield from _line("Adres", address, area, gap=True, problems=("address", "area"))
        person = self._input("person", "mw. M. van der Meer", "two")
        birth = self._input("birth", "geboren: datum of jaar", "one")
        yield from _line("Betrokkene", person, birth, problems=("person", "birth"))
        yield from _line("Wat is gezien", self._area("facts"), gap=True)
        yield from _line("Denkt melder", self._area("opinion"), id="opinion-line")
        yield from _line("Verzoek", self._area("request"), id="request-line")
        yield from _line(
            "Urgentie", Choice(options.urgency_options(), first["urgency"], id="urgency"), gap=True
        )
        yield from _line("Let op", self._ticks("danger"))
        yield from _line(
            "Thema's", MultiChoice(options.theme_options(), split_words(first["themes"]), id="themes")
        )
        yield from _line("Op de hoogte", self._answer("aware"), gap=True, problems=("aware",))
        reason = self._input("not_aware_reason", "waarom weet de betrokkene het niet?")
        yield from _line("Reden niet", reason, id="reason-line")
        yield from _line("Kinderen", self._answer("children_present"))
        yield from _line("Veilig bezoek", self._input("visit_safety", "hond, wapen, agressie …"))
        since = self._input("since", "sinds wanneer", "two")
        yield from _line("Hoe lang", since, self._input("frequency", "hoe vaak", "one"))
        yield from _line("Eerder gemeld", self._input("earlier_reported", "waar en wanneer"))
        resident_phone = self._input("resident_phone", "telefoon van de betrokkene")
        yield from _line("Bereikbaar", resident_phone, problems=("resident_phone",))
        role = self._input("reporter_role", "functie", "two")
        relation = self._input("reporter_relation", "relatie", "one")
        yield from _line("Over melder", role, relation)
        yield from _line(
            "Mail melder", self._input("reporter_mail", "e-mailadres"), problems=("reporter_mail",)
        )
        yield from _line("", self._ticks("known"))
        yield from _line("Wvggz-melding", self._answer("wvggz"))

    def _input(self, name: str, placeholder: str, classes: str | None = None) -> Input:
        return Input(
            self._values[name],
            placeholder=placeholder,
            compact=True,
            max_length=500,
            id=name,
            classes=classes,
            select_on_focus=False,
        )

    def _area(self, name: str) -> TextArea:
        return TextArea(self._values[name], compact=True, id=name)

    def _answer(self, name: str) -> Choice:
        return Choice(options.answer_options(), self._values[name], id=name)

    def _ticks(self, name: str) -> MultiChoice:
        fields = _FLAGS[name]
        return MultiChoice(fields, [field for field, _ in fields if self._values[field]], id=name)

    def on_mount(self) -> None:
        """Show the fields that belong to the answers."""
        self._follow()

    @property
    def values(self) -> Values:
        """The form as it stands, with what it does not show."""
        return dict(self._values)

    def _read(self) -> Values:
        values: Values = {name: self._values[name] for name in KEPT}
        for field in self.query(Input):
            if field.id:
                values[field.id] = field.value
        for area in self.query(TextArea):
            values[str(area.id)] = area.text
        for choice in self.query(Choice):
            values[str(choice.id)] = choice.value
        for name, fields in _FLAGS.items():
            ticked = self.query_one(f"#{name}", MultiChoice).values
            values.update({field: ON if field in ticked else "" for field, _ in fields})
        values["themes"] = join_words(self.query_one("#themes", MultiChoice).values)
        return values

    def show(self, values: Mapping[str, str]) -> None:
        """Put other values in the fields."""
        self._values = dict(values)
        for field in self.query(Input):
            if isinstance(field, SuggestInput):
                field.put(values[str(field.id)])
            elif field.id:
                field.value = values[field.id]
        for area in self.query(TextArea):
            if area.text != values[str(area.id)]:
                area.text = values[str(area.id)]
        for choice in self.query(Choice):
            choice.value = values[str(choice.id)]
        for name, fields in _FLAGS.items():
            self.query_one(f"#{name}", MultiChoice).values = [field for field, _ in fields if values[field]]
        self.query_one("#themes", MultiChoice).values = split_words(values["themes"])
        self._follow()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show beside each field what looks wrong with it; of the field being typed in only once it is left."""
        self._problems = dict(problems)
        focused = self.screen.focused
        typing = {node.id for node in focused.ancestors_with_self} if focused is not None else set()
        for line in self.query(".problem").results(Static):
            name = str(line.id).removeprefix("problem-")
            sentence = self._problems.get(name, "")
            if name in typing and not line.has_class("-shown"):
                sentence = ""
            line.update(plain(sentence))
            line.set_class(bool(sentence), "-shown")

    def on_descendant_focus(self) -> None:
        """Another field: the one that was left may show its problem now."""
        self.show_problems(self._problems)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(MultiChoice.Changed)
    def _note_change(self, event: Message) -> None:
        event.stop()
        values = self._read()
        if values == self._values:
            return
        self._values = values
        self._follow()
        self.post_message(self.Edited(self.values))

    def _follow(self) -> None:
        asks = self._values["aware"] == YesNoUnknown.NO.value or bool(self._values["not_aware_reason"])
        self.query_one("#reason-line").set_class(asks, "-shown")

    @on(SuggestInput.Chosen, "#address")
    def _take_area(self, event: SuggestInput.Chosen) -> None:
        event.stop()
        if event.suggestion.value:
            self.query_one("#area", Input).value = event.suggestion.value

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        """Enter in a field of one line goes to the next field."""
        event.stop()
        self.screen.focus_next()


def _line(
    label: str, *widgets: Widget, gap: bool = False, problems: Sequence[str] = (), id: str | None = None
) -> Iterator[Widget]:
    """Give a line of the form and, hidden, a line for each problem its fields can have."""
    yield Horizontal(
        Label(label, classes="form-label"), *widgets, id=id, classes="form-line gap" if gap else "form-line"
    )
    for name in problems:
        yield Static("", id=f"problem-{name}", classes="problem", markup=False)
