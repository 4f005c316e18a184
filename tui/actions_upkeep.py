"""The part of the action registry that looks after the store itself, on the sheet Opslag of Inrichting."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

UPKEEP_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "upkeep",
        "Opslag",
        ("back_up", "y", 1, "reservekopie", "Maak nu een reservekopie; u kunt gewoon doorwerken."),
        (
            "stop_copy",
            "x",
            1,
            "afbreken",
            "Breek de reservekopie af die wordt gemaakt; er blijft niets van staan.",
        ),
        (
            "lock_minutes",
            "i",
            3,
            "vergrendelen na",
            "Kies na hoeveel minuten zonder toets of muis het programma vergrendelt.",
        ),
        ("look_over", "j", 2, "nakijken", "Kijk na of de opslag heel is, met wat eraan te doen is."),
        ("copy_folder", "f", 2, "andere map", "Kies in welke map de dagelijkse reservekopieën komen."),
    ),
    *scope_rows(
        "checkup",
        "Opslag nakijken",
        ("again", "r", 1, "opnieuw", "Kijk de opslag nog eens na."),
        ("mend", "h", 1, "index herstellen", "Maak de zoekindex die niet gelijkloopt opnieuw."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar Inrichting."),
    ),
)
