"""From a number as somebody types or reads it aloud to the signal or case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.shared import fetch_one
from store.queries.visibility import check_case, check_signal
from store.text import one_line

_NUMBER = re.compile(
    r"(?P<series>s|c|signaal|casus|sig|cas)?[ .:#]*(?P<year>[0-9]{4})[ \-/_.]+(?P<count>[0-9]{1,9})", re.ASCII
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_MAX_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What a number stands for; `number` is as the store writes it."""

    kind: Literal["signal", "case"]
    id: int
    number: str


def resolve(store: Store, text: str) -> Found:
    """Return the signal or case that `text` names: "2026-0143", "s2026-143", "C2026-031", "casus 2026 31".

    Without a letter a signal is meant; when that is not there, the case of that number. Raises `NotFound` with a
    Dutch sentence that says how numbers look, or that this one is not in the store, and `Shielded` when it is hidden.
    """
    plain = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).translate(_DASHES).casefold()
    plain = " ".join(plain.split()).strip(" #.,;:")
    plain = re.sub(r"^(signaal|casus) c(?=[ 0-9])", "c", plain)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise NotFound(
            f"‘{one_line(text, 30)}’ is geen nummer van een signaal of casus. Een signaal heet bijvoorbeeld "
            "2026-0143, een casus C2026-031."
        )
    year, count, series = match["year"], int(match["count"]), (match["series"] or "")[:1]
    signal, case = f"{year}-{count:04d}", f"C{year}-{count:03d}"
    if series != "c":
        row = fetch_one(store, "SELECT id FROM signals WHERE number = ?", (signal,))
        if row is not None:
            check_signal(store, row[0])
            return Found("signal", row[0], signal)
    if series != "s":
        row = fetch_one(store, "SELECT id FROM cases WHERE number = ?", (case,))
        if row is not None:
            check_case(store, row[0])
            return Found("case", row[0], case)
    name = f"Casus {case}" if series == "c" else f"Signaal {signal}"
    raise NotFound(f"{name} staat niet in deze opslag. Controleer het nummer, of zoek op naam of adres.")
