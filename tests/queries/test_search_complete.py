"""What may stand at the cursor of a line of search."""

from __future__ import annotations

import pytest

from store.queries.search_complete import complete
from tests.queries.conftest import TODAY, Filled


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("wi", ["wijk:"]),
        ("visser st", ["visser status:"]),
        ("m", ["mijn "]),
        ("wijk:noot", ["wijk:Nootdorp "]),
        ("stank wijk:noot", ["stank wijk:Nootdorp "]),
        ("status:niet", ['status:"niet opgepakt" ']),
        ('status:"niet op', ['status:"niet opgepakt" ']),
        ("bron:politie", ["bron:Politie ", "bron:politie "]),
        ("sinds:3", ["sinds:3mnd "]),
        ("team:crisis", ['team:"Crisisdienst GGZ" ']),
        ("visser", []),
        ("", []),
        ("wijk:xyzzy", []),
        ('"wi', []),
    ],
)
def test_a_line_goes_on(filled_store: Filled, line: str, made: list[str]) -> None:
    offered = complete(filled_store.store, line, len(line), today=TODAY)
    assert [line[: one.start] + one.text + line[one.end :] for one in offered] == made


def test_only_what_stands_before_the_cursor_counts(filled_store: Filled) -> None:
    (one,) = complete(filled_store.store, "wi stank", 2, today=TODAY)
    assert "wi stank"[: one.start] + one.text + "wi stank"[one.end :] == "wijk: stank"
    assert complete(filled_store.store, "wi", 99, today=TODAY) == complete(
        filled_store.store, "wi", 2, today=TODAY
    )
    assert complete(filled_store.store, "wi", -5, today=TODAY) == ()
