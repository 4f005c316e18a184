"""TOML from outside into plain tables: bounded in size and depth, and every refusal names file and line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from store.errors import ProfileError
from store.text import one_line

MAX_BYTES = 1_000_000
MAX_DEPTH = 6

_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){16}""")
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")

_HINTS = (
    ("after a key", "Na een naam hoort '=' met een waarde; tekst zonder '=' is alleen toegestaan na '#'."),
    ("Unclosed array", "Een lijst is niet afgesloten met ']'."),
    ("Unclosed inline table", "Een tabel is niet afgesloten met '}'."),
    ("Cannot overwrite", "Deze naam staat er twee keer; laat er één staan."),
    ("Duplicate inline table key", "Deze naam staat er twee keer; laat er één staan."),
    ("Cannot declare", "Dit kopje staat er twee keer; laat er één staan, of gebruik dubbele haken [[…]]."),
    ("Cannot mutate", "Een tabel tussen accolades kan niet later worden aangevuld; zet alles bij elkaar."),
    ("Illegal character", "Er staat een teken dat hier niet mag; staat er een aanhalingsteken aan het eind?"),
    ("Unterminated string", "Een tekst is niet afgesloten met een aanhalingsteken."),
    ('Expected "\'"', "Een tekst is niet afgesloten met een aanhalingsteken."),
    ("Invalid value", "Zet tekst tussen aanhalingstekens; ja en nee zijn true en false."),
    ("Invalid initial character", "Een naam links van '=' mag alleen letters, cijfers, '-' en '_' bevatten."),
    ("Expected newline", "Er staat nog iets achter de waarde; begin een nieuwe regel of zet er '#' voor."),
    ("Expected ']", "Een kopje is niet afgesloten met ']' of ']]'."),
)


def read_toml(text: str, file_name: str) -> dict[str, Any]:
    """Return the tables of `text`.

    Raises `ProfileError` naming `file_name` (and the line) when it is too large, too deep, or no TOML.
    """
    name = one_line(file_name, 80)
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _refused(
            name, "dit bestand is groter dan 1 MB. Een profiel is een paar bladzijden; is dit het goede?"
        )
    text = text.removeprefix("\ufeff")
    if deep := _DEEP_KEY.search(text):
        raise _too_deep(name, f", regel {text.count(chr(10), 0, deep.start()) + 1} van het bestand")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(name, _explain(str(error), text)) from None
    except RecursionError:
        raise _too_deep(name, "") from None
    except ValueError:
        raise _refused(name, "er staat een getal in dat te groot is om te lezen. Maak het kleiner.") from None
    if _depth(data) > MAX_DEPTH:
        raise _too_deep(name, "")
    return data


def _refused(name: str, sentence: str) -> ProfileError:
    message = f"{name}: {sentence}"
    return ProfileError(f"{message} Er is niets gewijzigd.", (message,))


def _too_deep(name: str, place: str) -> ProfileError:
    return _refused(
        f"{name}{place}", "lijsten of tabellen zitten te diep in elkaar. Gebruik de vorm van docs/rules.md."
    )


def _explain(error: str, text: str) -> str:
    lines = text.splitlines()
    place = _PLACE.search(error)
    number = int(place[1]) if place and place[1] else len(lines)
    hint = next(
        (dutch for english, dutch in _HINTS if english in error), "Vergelijk de regel met docs/rules.md."
    )
    if not (place and place[1]) and "Invalid value" in error:
        hint = "Aan het eind ontbreekt een waarde, een ']' of een '}'."
    shown = one_line(lines[number - 1], 60) if 0 < number <= len(lines) else ""
    where = f"regel {number} van het bestand" if place and place[1] else "het einde van het bestand"
    quoted = f" ({shown})" if shown else ""
    return f"{where}{quoted} is geen geldige TOML. {hint}"


def _depth(data: object) -> int:
    deepest = 0
    todo: list[tuple[object, int]] = [(data, 1)]
    while todo:
        value, depth = todo.pop()
        deepest = max(deepest, depth)
        if depth > MAX_DEPTH:
            break
        if isinstance(value, dict):
            todo.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            todo.extend((item, depth + 1) for item in value)
    return deepest
