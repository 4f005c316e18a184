"""Words on the command line as values: code list members, days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from store.codes import Code
from store.errors import InvalidInput
from store.rules.normalise import date_nl
from store.rules.workdays import add_workdays

C = TypeVar("C", bound=Code)
_NEUTER = {"thema", "dagdeel", "leefgebied"}


def pick(codes: type[C], text: str, what: str) -> C:
    """Return the member by identifier or Dutch label; an unknown one is refused with the choices."""
    from store.exchange.signal_json import read_code

    found = read_code(codes, text)
    if found is None:
        unknown = "Onbekend" if what in _NEUTER else "Onbekende"
        raise InvalidInput(
            f"{unknown} {what}. Mogelijk zijn: " + ", ".join(code.value for code in codes) + "."
        )
    return found


def day(text: str, today: date) -> date:
    """Return a day: `vandaag`, `morgen`, `+5wd`, `+3d`, or a date in any Dutch notation."""
    word = text.strip().casefold()
    if word in ("vandaag", "nu"):
        return today
    if word == "morgen":
        return today + timedelta(days=1)
    number = word.removeprefix("+").removesuffix("wd").removesuffix("d")
    if word.startswith("+") and number.isascii() and number.isdigit() and len(number) < 4:
        return (
            add_workdays(today, int(number)) if word.endswith("wd") else today + timedelta(days=int(number))
        )
    found = date_nl(text)
    if found is None:
        raise InvalidInput("Deze datum bestaat niet. Schrijf bijvoorbeeld 12-01-2027, morgen of +5wd.")
    return found
