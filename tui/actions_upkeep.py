"""The part of the action registry that looks after the store itself, on the sheet Opslag of Inrichting."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

UPKEEP_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "upkeep",
        "Opslag",
        ("back_up", "z", 1, "reservekopie", "Maak nu een reservekopie; u kunt gewoon doorwerken."),
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
        ("copy_folder", "f", 2, "andere map", "Kies in welke map de dagelijkse reservekopieën komen."),
    ),
)
