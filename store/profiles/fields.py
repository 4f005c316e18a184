"""Reading one TOML table field by field, collecting every problem instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from store.codes import Code
from store.rules.rule_check import did_you_mean, known_list
from store.text import fold, one_line, visible

MAX_TEXT = 2_000
MAX_ITEMS = 2_000
MAX_PROBLEMS = 100

C = TypeVar("C", bound=Code)

_KINDS = ((bool, "true of false"), (int, "een getal"), (float, "een kommagetal"), (str, "tekst"))
_FLAGS = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


class Problems:
    """The problems of one file, in reading order, each a Dutch sentence that starts with the file name."""

    def __init__(self, file_name: str) -> None:
        self.file_name = one_line(file_name, 80)
        self.sentences: list[str] = []

    def add(self, place: str, sentence: str) -> None:
        """Note a problem at `place` ("regel WL-3"; may be empty). After 100 problems the rest is not kept."""
        where = f"{self.file_name}, {place}" if place else self.file_name
        if len(self.sentences) < MAX_PROBLEMS:
            self.sentences.append(f"{where}: {sentence}")
        elif len(self.sentences) == MAX_PROBLEMS:
            self.sentences.append(f"{self.file_name}: er zijn nog meer fouten; los eerst deze op.")


def quoted(value: object) -> str:
    """Return a value as it may be shown in a sentence: one line, at most 60 characters, in quotes."""
    return f"'{one_line(str(value)[:200], 60)}'"


def kind_of(value: object) -> str:
    """Return the Dutch name of the kind of a TOML value."""
    if isinstance(value, dict):
        return "een tabel"
    if isinstance(value, list):
        return "een lijst"
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "een datum of tijd")


def parse_code(code: type[C], text: str) -> C | None:
    """Return the member meant by an identifier or a full Dutch label, whatever the case; None when unknown."""
    wanted = fold(text)
    for member in code:
        if wanted and wanted in (fold(member.value), fold(member.label)):
            return member
    return None


class Table:
    """One table of the file: every read checks the type, `finish` reports names that nobody asked for."""

    def __init__(self, data: Mapping[str, Any], place: str, problems: Problems) -> None:
        self.data = data
        self.place = place
        self.problems = problems
        self.broken = False
        self._asked: list[str] = []

    def problem(self, sentence: str) -> None:
        """Note a problem here and mark this table as not to be used."""
        self.broken = True
        self.problems.add(self.place, sentence)

    def _get(self, key: str) -> Any:
        self._asked.append(key)
        return self.data.get(key)

    def _wrong(self, key: str, wanted: str, value: object) -> None:
        self.problem(f"'{key}' moet {wanted} zijn, niet {kind_of(value)}.")

    def refuse(self, key: str, sentence: str) -> None:
        """Note `sentence` when there is anything at `key`."""
        if self._get(key) is not None:
            self.problem(sentence)

    def text(self, key: str, *, longest: int = MAX_TEXT) -> str | None:
        """Return the text at `key` on one line, or None when absent or wrong."""
        value = self._get(key)
        return None if value is None else self._clean(key, value, longest)

    def required(self, key: str, why: str, *, longest: int = MAX_TEXT) -> str:
        """Return the text at `key`; when it is missing, note `why` it is needed and return ""."""
        value = self._get(key)
        if value is None:
            self.problem(f"'{key}' ontbreekt. {why}")
            return ""
        return self._clean(key, value, longest) or ""

    def _clean(self, key: str, value: object, longest: int) -> str | None:
        if not isinstance(value, str):
            self._wrong(key, "tekst tussen aanhalingstekens", value)
            return None
        text = " ".join(value.split())
        if not text:
            self.problem(f"'{key}' is leeg. Vul het in of haal de regel weg.")
            return None
        if len(text) > longest:
            self.problem(f"'{key}' is te lang ({len(text)} tekens). Houd het bij {longest} tekens.")
            return None
        if visible(text) != text:
            self.problem(f"'{key}' bevat een onzichtbaar teken: {quoted(text)}. Typ de tekst opnieuw.")
            return None
        return text

    def flag(self, key: str) -> bool | None:
        """Return true or false at `key` ("ja" and "nee" are understood), or None when absent or wrong."""
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str) and fold(value) in _FLAGS:
            return _FLAGS[fold(value)]
        self._wrong(key, "true of false", value)
        return None

    def number(self, key: str, low: int, high: int) -> int | None:
        """Return the whole number at `key` between `low` and `high`, or None when absent or wrong."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, "een geheel getal", value)
            return None
        if not low <= value <= high:
            self.problem(f"'{key}' moet tussen {low} en {high} liggen.")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts at `key` (one text is a list of one); () when absent or wrong."""
        value = self._get(key)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        if len(items) > MAX_ITEMS:
            self.problem(f"'{key}' heeft te veel waarden ({len(items)}). Houd het bij {MAX_ITEMS}.")
            return ()
        if not items:
            self.problem(f"'{key}' is een lege lijst. Vul hem, of haal '{key}' weg.")
        cleaned = [self._clean(key, item, MAX_TEXT) for item in items]
        return tuple(dict.fromkeys(text for text in cleaned if text))

    def codes(self, key: str, code: type[C], noun: str, plural: str) -> tuple[C, ...]:
        """Return the codes at `key`, each written as identifier or Dutch label; () when absent or wrong."""
        found = [self._code(code, text, noun, plural) for text in self.texts(key)]
        return tuple(dict.fromkeys(member for member in found if member is not None))

    def one_code(self, key: str, code: type[C], noun: str, plural: str) -> C | None:
        """Return the one code at `key`, or None when absent or wrong."""
        text = self.text(key)
        return None if text is None else self._code(code, text, noun, plural)

    def _code(self, code: type[C], text: str, noun: str, plural: str) -> C | None:
        member = parse_code(code, text)
        if member is None:
            labels = {item.value: item.label for item in code}
            listed = known_list(plural, (f"{key} ({label})" for key, label in labels.items()))
            self.problem(f"{noun} {quoted(text)} is onbekend. {did_you_mean(text, labels)}{listed}")
        return member

    def table(self, key: str, place: str) -> Table | None:
        """Return the table at `key`; None when absent or wrong."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, f"een tabel [{key}]", value)
            return None
        return Table(value, place, self.problems)

    def tables(
        self, key: str, most: int, place: Callable[[int, Mapping[str, Any]], str]
    ) -> tuple[Table, ...]:
        """Return the tables of `[[key]]`; `place(number, data)` names each in sentences (number from 1)."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(f"'{key}' moet uit blokken met het kopje [[{key}]] bestaan.")
            return ()
        if len(value) > most:
            self.problem(f"er zijn te veel blokken [[{key}]] ({len(value)}). Houd het bij {most}.")
            return ()
        return tuple(
            Table(item, place(number, item), self.problems) for number, item in enumerate(value, start=1)
        )

    def finish(self) -> None:
        """Report every name in this table that was not asked for."""
        for key in self.data:
            if key not in self._asked:
                hint = did_you_mean(key, self._asked)
                self.problem(f"onbekende naam {quoted(key)}. {hint}{known_list('namen', self._asked)}")
