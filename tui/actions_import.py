"""The part of the action registry that belongs to deliveries of partners; see `tui.actions`."""

from __future__ import annotations

from tui.action_spec import ActionSpec
from tui.action_spec import scope_rows as _scope

IMPORT_ACTIONS: tuple[ActionSpec, ...] = (
    *_scope(
        "import",
        "Importeren",
        ("choose_file", "i", 1, "bestand kiezen", "Kies het bestand dat een partner heeft geleverd."),
        ("open", "enter", 2, "rijen", "Bekijk de rijen van de gekozen levering."),
        ("show_signals", "s", 3, "signalen", "Toon de signalen die met deze levering binnenkwamen."),
    ),
    *_scope(
        "import_preview",
        "Bestand invoeren",
        ("run_import", "ctrl+s", 1, "invoeren", "Voer het bestand in zoals de proef laat zien."),
        ("leave", "ctrl+w", 1, "terug", "Ga terug, of breek het invoeren af; er is dan niets toegevoegd."),
        over_input=True,
    ),
    *_scope(
        "import_preview",
        "Bestand invoeren",
        ("correct", "enter", 2, "kolom wijzigen", "Kies wat de gekozen kolom betekent."),
        ("as_recognised", "h", 4, "zoals herkend", "Zet alle kolommen terug zoals ze zijn herkend."),
        (
            "who",
            "w",
            2,
            "bekenden",
            "Toon wie of wat bekend is bij deze rij, met de redenen, en kies.",
        ),
        (
            "link",
            "k",
            1,
            "hoort bij",
            "Kies bij welke bekende deze rij hoort: de zekerste, nog eens de volgende, dan niemand. Bij het invoeren "
            "wordt gekoppeld.",
        ),
        ("look", "b", 2, "bekijken", "Open de casus of het nieuwste signaal van wie gekozen of bekend is."),
        (
            "next_kind",
            "f",
            2,
            "welke rijen",
            "Toon alleen de rijen van de volgende groep; na de laatste weer alle.",
        ),
        (
            "show_rows",
            "r",
            1,
            "rijen en bekenden",
            "Toon wat van elke rij geworden is, en koppel wie al bekend was.",
        ),
        ("show_signals", "s", 2, "nieuwe signalen", "Toon de signalen die zijn ingevoerd."),
        ("next_file", "i", 2, "volgend bestand", "Kies het volgende bestand."),
    ),
    *_scope(
        "delivery",
        "Levering",
        ("open_signal", "enter", 1, "signaal", "Open het signaal dat van de gekozen rij is gemaakt."),
        (
            "link",
            "k",
            1,
            "koppelen",
            "Leg vast dat de betrokkene van deze rij de bekende is die rechts bovenaan staat.",
        ),
        ("look", "b", 2, "bekende", "Open de casus of het nieuwste signaal van wie al bekend is."),
        ("next_result", "f", 2, "welke rijen", "Toon alle rijen, of alleen die met één uitkomst."),
        ("show_signals", "s", 3, "alle signalen", "Toon de signalen die met deze levering binnenkwamen."),
        ("leave", "escape,ctrl+w", 2, "terug", "Ga terug naar de leveringen."),
    ),
)
