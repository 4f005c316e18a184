"""The part of the action registry about the people of a store, on the sheet Medewerkers of Inrichting."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

PEOPLE_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "workers",
        "Medewerkers",
        (
            "add_worker",
            "v",
            1,
            "toevoegen",
            "Voeg een medewerker toe, met rol, teams en zo nodig een startwachtzin.",
        ),
        (
            "edit_worker",
            "enter",
            2,
            "rol en teams",
            "Geef de gekozen medewerker een andere rol of andere teams.",
        ),
        (
            "start_passphrase",
            "h",
            2,
            "startwachtzin",
            "Geef de gekozen medewerker een wachtzin om mee te beginnen; die wordt één keer getoond.",
        ),
        (
            "remove_worker",
            "l",
            2,
            "toegang weg",
            "Neem de gekozen medewerker de toegang af; de naam blijft staan bij wat die deed.",
        ),
    ),
)
