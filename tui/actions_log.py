"""The part of the action registry that belongs to Logboek; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

LOG_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "app",
        "Overal",
        ("open_log", "f4", 0, "logboek", "Lees wie wat heeft gezien en gedaan (logbeheerder, coördinator)."),
        ("on_behalf", "f5", 0, "namens", "Zeg namens wie en waarvoor u werkt; het logboek houdt het bij."),
    ),
    *scope_rows(
        "case",
        "Casus",
        (
            "access_report",
            "y",
            0,
            "inzageoverzicht",
            "Maak voor de betrokkene een overzicht van wat er is vastgelegd en wie keek (AVG).",
        ),
    ),
    *scope_rows(
        "logbook",
        "Logboek",
        ("filters", "f", 1, "filters", "Kies persoon, nummer, gebeurtenis, periode of zoekwoord."),
        ("same_worker", "p", 2, "deze persoon", "Toon alles van wie de gekozen regel maakte."),
        ("same_resident", "b", 2, "deze betrokkene", "Toon alles over de betrokkene van de gekozen regel."),
        (
            "same_number",
            "c",
            3,
            "dit nummer",
            "Toon alles over de casus of het signaal van de gekozen regel.",
        ),
        ("clear_filters", "a", 3, "alles tonen", "Toon weer het hele logboek."),
        ("verify", "v", 4, "controleren", "Controleer of het logboek heel is en toon het kenmerk."),
        ("export", "e", 4, "bestand", "Schrijf wat de lijst toont als CSV of Markdown."),
        ("refresh", "r", 9, "vernieuwen", "Lees het logboek opnieuw."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar waar u was."),
    ),
)
