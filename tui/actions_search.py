"""The part of the action registry that belongs to Zoeken; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

SEARCH_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "search",
        "Zoeken",
        ("open", "enter", 1, "openen", "Open wat gekozen is, of zoek opnieuw met de gekozen regel."),
        ("rename", "h", 3, "hernoemen", "Geef de gekozen weergave een andere naam."),
        ("forget", "delete,x", 3, "weghalen", "Haal de weergave weg, of vergeet wat u het laatst zocht."),
        (
            "export",
            "e",
            3,
            "lijst bewaren",
            "Bewaar de signalen en casussen als CSV: nummer, status, datum, contact.",
        ),
    ),
    *scope_rows(
        "search",
        "Zoeken",
        (
            "keep",
            "ctrl+s",
            2,
            "weergave bewaren",
            "Bewaar deze regel onder een naam, voor u of voor uw team.",
        ),
        ("clear", "escape", 2, "leeg", "Maak de zoekregel leeg."),
        over_input=True,
    ),
    *scope_rows(
        "app",
        "Overal",
        (
            "break_glass",
            "f7",
            0,
            "glas breken",
            "Open een afgeschermde casus, met de reden; dat wordt gemeld.",
        ),
        ("search", "slash", 4, "zoeken", "Zoek een betrokkene, adres, casus of signaal met één regel."),
        (
            "next_hit",
            "right_square_bracket",
            5,
            "volgende treffer",
            "Ga naar de volgende treffer van het zoeken.",
        ),
        (
            "previous_hit",
            "left_square_bracket",
            0,
            "vorige treffer",
            "Ga naar de vorige treffer van het zoeken.",
        ),
    ),
)
