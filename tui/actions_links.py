"""The part of the action registry that belongs to records of one person and one household; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

_SHOW = (
    "duplicates",
    "d",
    8,
    "dubbelen",
    "Bekijk meldingen die over één persoon lijken te gaan, naast elkaar.",
)

LINK_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows("today", "Vandaag", (*_SHOW[:2], 0, *_SHOW[3:])),
    *scope_rows("signals", "Signalen", _SHOW),
    *scope_rows("cases", "Casussen", _SHOW),
    *scope_rows(
        "duplicates",
        "Dubbelen",
        (
            "link",
            "k",
            1,
            "koppelen",
            "Leg vast dat dit één persoon is; niets wordt samengevoegd of verplaatst.",
        ),
        ("differ", "g", 1, "geen dubbel", "Onthoud dat dit twee personen zijn; dit paar komt niet terug."),
        ("later", "l", 2, "later", "Leg dit paar opzij tot iemand meer weet."),
        (
            "withdraw",
            "i",
            2,
            "intrekken",
            "Trek het oordeel over dit paar in; het kan dan weer voorgesteld worden.",
        ),
        (
            "next_list",
            "f",
            3,
            "welke paren",
            "Wissel tussen te bekijken, ook mogelijke, later en geen dubbel.",
        ),
        ("open_first", "o", 4, "linker openen", "Open het signaal van wie links staat."),
        ("open_second", "p", 4, "rechter openen", "Open het signaal van wie rechts staat."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug."),
        ("refresh", "r", 9, "vernieuwen", "Lees de lijst opnieuw."),
    ),
    *scope_rows(
        "case",
        "Casus",
        (
            "together",
            "d",
            0,
            "wie hoort erbij",
            "Zie wie als één persoon of één huishouden bij elkaar hoort.",
        ),
    ),
    *scope_rows(
        "together",
        "Wie hoort bij elkaar",
        (
            "open",
            "enter",
            2,
            "openen",
            "Open de gekozen casus of het nieuwste signaal van de gekozen melding.",
        ),
        (
            "join",
            "k",
            1,
            "één huishouden",
            "Breng de gekozen casus onder dezelfde regie: één huishouden, één plan.",
        ),
        ("unlink", "x", 1, "losmaken", "Maak de gekozen melding los, of haal de casus uit het huishouden."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar de casus."),
    ),
)
