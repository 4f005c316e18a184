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


def name_words_added(where: str = "") -> str:
    """Return the SQL that adds the words of the residents that `where` chooses to those that are there."""
    return (
        f"INSERT INTO {NAME_WORDS} (term, uses) SELECT term, count(*) FROM {NAME_PARTS} {where} GROUP BY term"
        " ON CONFLICT (term) DO UPDATE SET uses = uses + excluded.uses"
    )
