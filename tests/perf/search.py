"""Search as typed, kind by kind, each beside the raw full-text query that answers it where there is one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import cycle

from store.engine.lifecycle import Store
from store.local_time import today
from store.queries.search import search
from store.queries.search_streets import streets_of
from store.queries.shared import fetch
from store.rules.search_indexes import TERMS
from tests.perf.figures import Figure, timed

_SHOWN, _ON_SCREEN = 20, 36


def searches(store: Store, size: int, times: int) -> Iterator[Figure]:
    """Yield each kind of query over several lines in turn, drawn from the whole store, and the raw ones beside them."""
    yield Figure("search, streets read once", size, timed(lambda: streets_of(store), 1, warm=0))
    lines = _lines(store)
    for what, asked in lines.items():
        spent = timed(_turns(asked, lambda line: _look(store, line)), times, warm=len(asked))
        yield Figure(f"search: {what}", size, spent)
    for what in ("rare word", "common word", "stop word", "no hit"):
        spent = timed(_turns(lines[what], lambda line: _raw(store, line)), times, warm=len(lines[what]))
        yield Figure(f"raw full-text query: {what}", size, spent)


def _look(store: Store, line: str) -> None:
    """Search for a line, and make the lines of the list that are on screen then."""
    for hit in search(store, line, today=today()).hits[:_ON_SCREEN]:
        assert hit.title and hit.why


def _turns(lines: list[str], job: Callable[[str], object]) -> Callable[[], object]:
    """Return a job that takes the next of the lines each time."""
    turns = cycle(lines)
    return lambda: job(next(turns))


def _raw(store: Store, word: str) -> None:
    """The newest twenty rows of every index of texts that hold a word, with their texts; nothing else."""
    for index in TERMS:
        table = {"search_attempts": "contact_attempts"}.get(index, index.removeprefix("search_"))
        fetch(
            store,
            f"SELECT x.* FROM (SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?) f"
            f" JOIN {table} x ON x.id = f.rowid",
            (f'"{word.strip()}"', _SHOWN + 1),
        )


def _lines(store: Store) -> dict[str, list[str]]:
    """Return lines of each kind, drawn over the whole store so that no page is warm because of the line before."""
    rng = random.Random(8)
    (most,) = fetch(store, "SELECT max(id) FROM residents")[0]
    people = [
        fetch(
            store,
            "SELECT r.surname, a.street, a.house_number, a.postcode FROM residents r JOIN addresses a"
            " ON a.id = r.address_id WHERE r.id >= ? AND length(r.surname) > 5 AND a.street <> '' LIMIT 1",
            (rng.randint(1, max(most - 50, 1)),),
        )
        for _ in range(25)
    ]
    known = [found[0] for found in people if found]
    texts = [
        row[0]
        for row in fetch(
            store, "SELECT facts FROM signals WHERE facts LIKE '%Genoemd werd ook%' ORDER BY id LIMIT 400"
        )
    ]
    rare = [text.split("Genoemd werd ook ")[1].split(".")[0].split()[-1] for text in texts[::16]]
    wrong = [f"{name[:3]}{name[4]}{name[3]}{name[5:]}" for name, *_ in known]
    return {
        "rare word": rare or ["sleutelbos"],
        "common word": ["overlast ", "buren ", "deur ", "post "],
        "stop word": ["de ", "een ", "van ", "het "],
        "word half typed": ["overl", "verwa", "buur", "gordij", "stan"],
        "name": [name for name, *_ in known],
        "name with an error": wrong,
        "address": [f"{street} {number}" for _, street, number, _ in known],
        "address half typed": [f"{street[:6]} {number}" for _, street, number, _ in known],
        "postcode and number": [f"{code} {number}" for _, _, number, code in known],
        "no hit": ["qwxzzyk ", "zzqqvv "],
        "mixed": [f"{name} {street} {number}" for name, street, number, _ in known],
        "mixed freely": [
            f"{name} {street[:7]} {number} sinds:aug stank" for name, street, number, _ in known
        ],
        "name and word": [f"{name} overlast" for name, *_ in known],
        "words in any text": ["stank hond ", "post gordijnen ", "overlast buren ", "water nacht "],
        "mixed with words and filters": ["overlast wijk:noord status:open", "buren sinds:3mnd", "stank mijn"],
    }
