"""The part of the action registry that belongs to Bewaren; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

RETENTION_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "retention",
        "Bewaren",
        (
            "propose",
            "v",
            1,
            "voordragen",
            "Draag voor vernietiging voor wat gekozen is; een ander keurt goed.",
        ),
        ("propose_all", "a", 3, "alles voordragen", "Draag alles voor waarvan de termijn voorbij is."),
        ("approve", "g", 1, "goedkeuren", "Keur goed wat een ander voordroeg; het wordt meteen vernietigd."),
        ("approve_all", "k", 3, "alles goedkeuren", "Keur alles goed wat anderen voordroegen."),
        ("take_back", "t", 2, "terugnemen", "Neem de voordracht terug."),
        ("hold", "h", 2, "tegenhouden", "Bewaar dit langer, met de reden en een dag om opnieuw te kijken."),
        ("release", "l", 2, "vrijgeven", "Houd dit niet langer tegen."),
        (
            "show_record",
            "r",
            4,
            "wat is vernietigd",
            "Wissel tussen wat op de lijst staat en wat vernietigd is.",
        ),
        ("open_subject", "enter", 4, "openen", "Open de casus of het signaal."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar Inrichting."),
    ),
)
