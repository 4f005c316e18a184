"""What is said of looking for what was destroyed, on screen and on the command line."""

from __future__ import annotations

from store.queries.retention import DestructionRow
from store.text import thousands


def check_word(one: DestructionRow) -> str:
    """Return the same in a few words, for a table."""
    if not one.checked:
        return "nee, er is nog iets" if one.pages_read else "nog niet"
    return f"ja, {thousands(one.pages_read)} pagina's" if one.words_sought else "ja"


def check_text(one: DestructionRow) -> str:
    """Return what was looked at after a destruction, and what that gave."""
    again = "Druk op g of k, of vernietig iets anders, om het na te gaan."
    if not one.checked:
        if one.pages_read:
            return f"er is nog iets van gevonden in de opslag. Sluit andere vensters en ga het opnieuw na. {again}"
        return f"nog niet: een ander venster was bezig. {again}"
    if not one.words_sought:
        return "ja, er verwijst niets meer naar"
    said = f"gecontroleerd: {thousands(one.pages_read)} pagina's gelezen, niets gevonden"
    if one.words_kept:
        said += f"; {one.words_kept} van {one.words_sought} gezochte woorden staan ook bij iets dat blijft"
    return said
