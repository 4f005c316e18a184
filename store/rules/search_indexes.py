"""Which texts can be searched: each full-text index with the table and the columns it is over."""

from __future__ import annotations

INDEXES: dict[str, tuple[str, tuple[str, ...]]] = {
    "search_signals": (
        "signals",
        (
            "facts",
            "opinion",
            "request",
            "since",
            "frequency",
            "earlier_reported",
            "not_aware_reason",
            "visit_safety",
            "advice",
        ),
    ),
    "search_notes": ("notes", ("body",)),
    "search_attempts": ("contact_attempts", ("with_whom", "result")),
    "search_actions": ("actions", ("title", "owner", "done_note")),
    "search_cases": ("cases", ("goal", "plan", "resident_view", "visit_safety", "handover_to")),
    "search_names": ("residents", ("given", "prefix", "surname", "name_text")),
    "search_places": ("addresses", ("street", "place", "described")),
}
"""Each index with the table and the columns it is over."""
TOKENIZE = "unicode61 remove_diacritics 2"
"""How the indexes read words: letters and digits, without capitals and accents."""
NAME_WORDS, NAME_PARTS = "search_name_words", "search_name_parts"
"""The table of every word in the index of names, once, with how many residents have it; the view it is made from."""
STREETS = "search_places_streets"
"""The table of every folded street, once, with how many addresses are in it."""
TERMS = {index: f"{index}_terms" for index in INDEXES if index not in ("search_names", "search_places")}
"""The words in each index of texts, in order, to see which ones begin in a certain way."""


_SEPARATORS = " -/.,:;_#+()"
"""What stands between the letters and digits of a partner's number, and may be typed otherwise."""
PHONE_END = 6
"""Digits by which a telephone number is found when only its end is known: the shortest Dutch one without area code."""


def plain_number(column: str) -> str:
    """Return the SQL for the letters and digits of a partner's number, as its index has them."""
    for mark in _SEPARATORS:
        column = f"replace({column}, '{mark}', '')"
    return f"lower({column})"


def plainly(text: str) -> str:
    """Return what `plain_number` makes of a text."""
    kept = "".join(char for char in text if char not in _SEPARATORS)
    return "".join(char.lower() if char.isascii() else char for char in kept)


def phone_end(column: str) -> str:
    """Return the SQL for the last digits of a telephone number, as its index has them."""
    return f"substr({column}, -{PHONE_END})"


def name_words_added(where: str = "") -> str:
    """Return the SQL that adds the words of the residents that `where` chooses to those that are there."""
    return (
        f"INSERT INTO {NAME_WORDS} (term, uses) SELECT term, count(*) FROM {NAME_PARTS} {where} GROUP BY term"
        " ON CONFLICT (term) DO UPDATE SET uses = uses + excluded.uses"
    )


NAMED = {"search_names_signals": "signals", "search_names_cases": "cases"}
"""The lists of what is about somebody by the words of the name, newest last: each with its table."""


def named_added(index: str, after: int) -> str:
    """Return the SQL that adds to a list what is newer than a row and is not in it."""
    return (
        f"INSERT INTO {index} (term, id) SELECT p.term, s.id FROM {NAMED[index]} s CROSS JOIN {NAME_PARTS} p"
        f" WHERE s.id > {int(after)} AND p.id = s.resident_id ORDER BY 1, 2"
    )


def named_expected(index: str) -> str:
    """Return the SELECT of all that a list should hold, each resident's name cut once."""
    return (
        f"SELECT p.term, s.id FROM (SELECT id, term FROM {NAME_PARTS}) p"
        f" CROSS JOIN {NAMED[index]} s ON s.resident_id = p.id"
    )
