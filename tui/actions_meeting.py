"""The part of the action registry that belongs to Overleg; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec, scope_rows

MEETING_ACTIONS: tuple[ActionSpec, ...] = (
    *scope_rows(
        "meetings",
        "Overleg",
        (
            "open",
            "enter",
            1,
            "openen",
            "Bereid het gekozen overleg voor, ga ermee verder of lees wat eruit kwam.",
        ),
        ("plan", "plus", 1, "overleg plannen", "Plan een overleg: soort, datum, plaats en wie er komen."),
        ("begin", "b", 2, "beginnen", "Begin het gekozen overleg, of ga verder waar het was."),
        ("change", "w", 4, "wijzigen", "Wijzig dag, tijd, plaats, voorzitter of opmerkingen."),
        ("table", "a", 4, "aan tafel", "Wie er komen, van welke organisatie, en wie er waren."),
        ("call_off", "g", 5, "gaat niet door", "Zeg het gekozen overleg af; wat bleef liggen gaat mee."),
        ("on_paper", "e", 4, "op papier", "Schrijf agenda, verslag, actielijst of uitkomst in een bestand."),
        ("refresh", "r", 9, "vernieuwen", "Lees de lijst opnieuw."),
    ),
    *scope_rows(
        "meeting_prepare",
        "Overleg voorbereiden",
        ("begin", "b", 1, "beginnen", "Begin het overleg op het gedeelde scherm."),
        ("add_item", "plus", 1, "punt erbij", "Zet een casus, een signaal of een thema op de agenda."),
        ("remove_item", "delete,x", 2, "eraf", "Haal het gekozen punt van de agenda."),
        ("move_up", "shift+up", 4, "omhoog", "Schuif het gekozen punt een plaats omhoog."),
        ("move_down", "shift+down", 5, "omlaag", "Schuif het gekozen punt een plaats omlaag."),
        ("minutes", "m", 3, "minuten", "Geef het gekozen punt meer of minder tijd."),
        ("question", "q", 3, "vraag", "Schrijf wat u de tafel vraagt over het gekozen punt."),
        ("attendees", "d", 3, "wie erbij", "Kies welke partners bij het gekozen punt aan tafel zitten."),
        (
            "partner_view",
            "v",
            4,
            "per partner",
            "Bekijk de agenda zoals een partner die ziet: alleen de eigen punten.",
        ),
        ("change", "w", 4, "wijzigen", "Wijzig dag, tijd, plaats, voorzitter of opmerkingen."),
        ("table", "a", 3, "aan tafel", "Wie er komen, van welke organisatie, en wie er zijn."),
        ("call_off", "g", 6, "gaat niet door", "Zeg dit overleg af; wat bleef liggen gaat mee."),
        ("rebuild", "r", 4, "opnieuw opbouwen", "Vul de agenda aan met wat er sindsdien bij kwam."),
        ("on_paper", "e", 5, "op papier", "Schrijf agenda, verslag, actielijst of uitkomst in een bestand."),
        ("open_case", "o", 5, "casus", "Open de casus of het signaal van het gekozen punt."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar de lijst van overleggen."),
    ),
    *scope_rows(
        "meeting_run",
        "Overleg",
        ("next_item", "n", 1, "volgend punt", "Ga naar het volgende punt; het huidige is dan besproken."),
        ("decide", "b", 1, "besluit", "Typ een besluit; Enter legt het in één keer overal vast."),
        ("show_who", "f8", 2, "naam (spatie)", "Toon naam en adres zolang u drukt; ook met de spatiebalk."),
        ("previous_item", "p", 3, "vorig punt", "Ga terug naar het vorige punt."),
        ("add_item", "plus", 4, "punt erbij", "Zet nu nog een casus, signaal of thema op de agenda."),
        ("table", "a", 5, "aan tafel", "Leg vast wie er zijn en wie niet."),
    ),
    *scope_rows(
        "meeting_run",
        "Overleg",
        ("close_meeting", "ctrl+s", 2, "overleg sluiten", "Sluit het overleg; u ziet eerst wat doorschuift."),
        (
            "leave",
            "ctrl+w",
            5,
            "scherm uit",
            "Ga naar de lijst; het overleg blijft lopen en gaat daar verder.",
        ),
        over_input=True,
    ),
)
