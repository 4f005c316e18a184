"""What every subcommand shares: the options that may stand anywhere, opening the store, printing."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from store.codes import Code
from store.errors import InvalidInput, Refused, StoreError
from store.text import one_line, visible
from tui.desk import Desk
from tui.opening import open_desk, read_passphrase, refuse_start_passphrase

_WITH_VALUE = ("--store", "--passphrase-file", "--on-behalf", "--log-purpose")


@dataclass
class Everywhere:
    """The options that may stand anywhere on the command line."""

    store: str | None = None
    passphrase_file: str | None = None
    as_json: bool = False
    on_behalf: str = ""
    log_purpose: str = ""


EVERYWHERE = Everywhere()


def take_everywhere(arguments: Sequence[str]) -> tuple[Everywhere, list[str]]:
    """Split the options that may stand anywhere off, wherever they stand before a `--`.

    Returns the options and what is left for the subcommand. A missing or empty value is wrong use (`ValueError`, its
    name): an empty one must never mean the worker's own store.
    """
    found = Everywhere()
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return found, [*rest, word, *waiting]
        name, equals, value = word.partition("=")
        if word == "--json":
            found.as_json = True
        elif name in _WITH_VALUE:
            if not equals:
                value = waiting.pop(0) if waiting else ""
            if not value:
                raise ValueError(name)
            setattr(found, name[2:].replace("-", "_"), value)
        else:
            rest.append(word)
    return found, rest


@contextmanager
def open_here(*, choosing: bool = False) -> Iterator[Desk]:
    """Open the store that the options name, for the length of a `with` block; asks the passphrase when needed.

    Who opened with a passphrase that somebody else made up is refused, unless `choosing` another one.
    """
    from store.engine.location import store_path

    path = store_path(EVERYWHERE.store)
    desk = open_desk(path, secret_for(path), upgrading=told_upgrade)
    if desk is None:
        raise Refused(
            "In deze opslag is nog geen gemeente ingericht. Voeg er een toe met `signaalpunt init`."
        )
    said = replace(desk.actor, on_behalf=EVERYWHERE.on_behalf, purpose=EVERYWHERE.log_purpose)
    with desk.store:
        if not choosing:
            refuse_start_passphrase(desk.store)
        yield replace(desk, actor=said)
        _tidy(desk)


def _tidy(desk: Desk) -> None:
    """Do a part of what an act left for later; closing the store empties its write-ahead log."""
    if desk.store.wrote:
        from store.acts.tidying import join_pieces

        with suppress(StoreError):
            join_pieces(desk.store)


def secret_for(path: Path) -> str | None:
    """Return the passphrase for the store at `path`, from the file or the terminal; None when it needs none."""
    from store.engine import vault
    from store.engine.location import store_exists

    if EVERYWHERE.passphrase_file is not None:
        return read_passphrase(Path(EVERYWHERE.passphrase_file))
    return ask_passphrase("Wachtzin: ") if store_exists(path) and not vault.is_demo(path) else None


def told_upgrade(done: int, _steps: int) -> None:
    """Say once that the store is brought up to date, which may take minutes."""
    if not done:
        say_aside(
            "Deze opslag is van een oudere versie van Signaalpunt en wordt bijgewerkt. Bij een grote opslag duurt dat "
            "enkele minuten."
        )


def note_look(desk: Desk, kind: str, number: str = "", **parts: Any) -> None:
    """Log that something was looked at, after it was read and before it is shown."""
    from store.acts.looking import log_look

    log_look(desk.store, desk.actor, **{"event": "read", **parts}, kind=kind, number=number, now=desk.now())


def ask_passphrase(prompt: str) -> str:
    """Ask a passphrase on the terminal; without one to ask on, say which option gives it."""
    if not sys.stdin.isatty():
        raise InvalidInput(
            "Geef de wachtzin mee met --passphrase-file BESTAND; hier kan er niet om gevraagd worden."
        )
    return getpass.getpass(prompt)


def ask_new_passphrase(known: Iterable[str] = ()) -> str:
    """Ask a new passphrase twice, saying how strong it is; `known` are words about this user."""
    from store.engine.vault import check_new_passphrase
    from store.rules.passphrase import MIN_LENGTH, judge

    words = tuple(known)
    passphrase = ask_passphrase(f"Nieuwe wachtzin (ten minste {MIN_LENGTH} tekens, liefst een zin): ")
    check_new_passphrase(passphrase, words)
    judged = judge(passphrase, words)
    say_aside(f"Deze wachtzin is {judged.strength.label}. {judged.why}")
    if ask_passphrase("Nog een keer: ") != passphrase:
        raise InvalidInput("De twee wachtzinnen zijn niet gelijk. Er is niets veranderd.")
    return passphrase


def print_json(data: object) -> None:
    """Write one JSON document to standard output, as UTF-8."""
    out = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write(out.encode("utf-8", "replace").decode("utf-8") + "\n")


def _plain(value: object) -> object:
    if isinstance(value, Code):
        return value.value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return sorted(value) if isinstance(value, (set, frozenset)) else list(value)
    return str(value)


def say(text: str = "") -> None:
    """Write a line to standard output, with control characters made visible."""
    sys.stdout.write(visible(text) + "\n")


def say_aside(text: str) -> None:
    """Write a line to standard error (progress, remarks that are not the answer)."""
    sys.stderr.write(visible(text) + "\n")


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> None:
    """Write aligned columns, or `empty` when there are no rows; never wider than their contents ask."""
    lines = [[one_line(cell, 40) for cell in row] for row in rows]
    if not lines:
        say(empty)
        return
    widths = [max(len(line[index]) for line in [list(headers), *lines]) for index in range(len(headers))]
    for line in [list(headers), *lines]:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_fields(pairs: Iterable[tuple[str, Any]]) -> None:
    """Write labels with their values below each other; empty values are left out."""
    shown = [(label, str(value)) for label, value in pairs if value not in (None, "", ())]
    width = max((len(label) for label, _ in shown), default=0)
    for label, value in shown:
        first, *more = visible(value).split("\n")
        say(f"{label.ljust(width)}  {first}")
        for line in more:
            say(" " * (width + 2) + line)
