"""The one registry of what a person can do: it feeds bindings, key bar, command palette, help and the keymap
file.

To add an action: add one line to `ACTIONS` and write `action_<name>` on the screen (or the app for scope
"app"). An action without such a method, or one that `check_action` refuses, is shown nowhere. Ids are stable:
users write them in `toetsen.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from tui.action_spec import ActionSpec
from tui.action_spec import scope_rows as _scope
from tui.actions_import import IMPORT_ACTIONS
from tui.actions_links import LINK_ACTIONS
from tui.actions_log import LOG_ACTIONS
from tui.actions_meeting import MEETING_ACTIONS
from tui.actions_people import PEOPLE_ACTIONS
from tui.actions_retention import RETENTION_ACTIONS
from tui.actions_search import SEARCH_ACTIONS
from tui.actions_signal import SIGNAL_ACTIONS
from tui.actions_upkeep import UPKEEP_ACTIONS

TABS: tuple[tuple[str, str], ...] = (
    ("today", "Vandaag"),
    ("signals", "Signalen"),
    ("cases", "Casussen"),
    ("meetings", "Overleg"),
    ("search", "Zoeken"),
    ("import", "Importeren"),
    ("setup", "Inrichting"),
)
"""Scope and title of each tab, in the order of keys 1-7."""


ACTIONS: tuple[ActionSpec, ...] = (
    *_scope(
        "app",
        "Tabbladen",
        *(
            (f"show_tab('{name}')", str(number), 0, title, f"Ga naar {title}.")
            for number, (name, title) in enumerate(TABS, 1)
        ),
    ),
    *_scope(
        "app",
        "Overal",
        (
            "new_signal",
            "n",
            2,
            "nieuw signaal",
            "Leg een nieuw signaal vast; het concept blijft altijd bewaard.",
        ),
        ("undo", "u", 6, "ongedaan", "Maak de laatste handeling ongedaan."),
        ("show_help", "?,f1", 3, "hulp", "Laat zien wat u hier kunt doen."),
        (
            "safe_screen",
            "f9",
            7,
            "scherm veilig",
            "Bedek namen, adressen en telefoonnummers, als anderen meekijken; nog eens zet dit uit.",
        ),
        ("reveal", "f8", 5, "even tonen", "Toon wat bedekt is een paar tellen; dit wordt vastgelegd."),
        ("next_theme", "f2", 0, "thema", "Wissel tussen licht, donker en hoog contrast."),
    ),
    *_scope(
        "app",
        "Overal",
        (
            "lock",
            "ctrl+l",
            0,
            "vergrendelen",
            "Maak het scherm leeg en vergrendel; wat u typt wordt bewaard en komt terug.",
        ),
        ("command_palette", "ctrl+p", 8, "opdrachten", "Zoek een handeling op naam."),
        ("quit", "ctrl+q", 7, "afsluiten", "Sluit Signaalpunt af; alles is al bewaard."),
        over_input=True,
    ),
    *_scope(
        "shell",
        "Dit scherm",
        ("other_half", "f6", 5, "andere helft", "Wissel tussen de lijst en wat ernaast staat."),
    ),
    *_scope(
        "page",
        "Dit scherm",
        ("turn_back", "escape", 1, "blad terug", "Ga in een smal venster terug naar de eerste helft."),
        over_input=True,
    ),
    *_scope(
        "today",
        "Vandaag",
        ("open", "enter", 2, "openen", "Open het gekozen signaal of de gekozen casus."),
        ("triage", "t", 2, "triage", "Begin of bekijk de triage van het gekozen signaal."),
        ("contact", "c", 3, "contact", "Leg een contactpoging vast."),
        ("finish", "v", 2, "afvinken", "Vink de gekozen actie af, met wat eruit kwam."),
        ("confirm_handover", "b", 2, "bevestigd", "Leg vast dat de ander de overdracht heeft bevestigd."),
        (
            "informed",
            "i",
            2,
            "geïnformeerd",
            "Leg vast dat de betrokkene is geïnformeerd, of waarom nog niet.",
        ),
        ("add_action", "a", 4, "actie", "Zet een actie met een datum op de lijst."),
        ("raise_item", "o", 4, "op agenda", "Zet dit op de agenda van het volgende overleg, met de vraag."),
        ("report_back", "m", 3, "melder", "Leg vast dat de melder is geïnformeerd (terugkoppeling)."),
        ("feedback", "k", 5, "terugkoppeling", "Toon welke melders nog antwoord krijgen, met de teksten."),
        (
            "whole_region",
            "w",
            0,
            "alle gemeenten",
            "Toon ook het werk van de andere gemeenten in deze opslag, of alleen het eigen.",
        ),
        (
            "see_openings",
            "j",
            2,
            "gezien",
            "Neem kennis van het gebroken glas; het blijft in het logboek staan.",
        ),
        ("refresh", "r", 9, "vernieuwen", "Lees de lijst opnieuw."),
    ),
    *SIGNAL_ACTIONS,
    *_scope(
        "cases",
        "Casussen",
        ("open", "enter", 2, "openen", "Open de gekozen casus."),
        ("contact", "c", 3, "contact", "Leg een contactpoging vast bij de gekozen casus."),
        ("raise_item", "o", 4, "op agenda", "Zet dit op de agenda van het volgende overleg, met de vraag."),
        ("mark", "space", 5, "markeren", "Markeer de gekozen casus om er meer tegelijk te delen."),
        ("export", "e", 5, "delen", "Deel de gemarkeerde casussen, of de gekozen, als bestand."),
        ("clear_marks", "backspace", 4, "niets markeren", "Haal alle markeringen weg."),
        ("find", "z", 3, "zoek in lijst", "Zoek in de lijst op nummer, naam, adres of regie."),
        ("filters", "f", 4, "filters", "Kies welke casussen de lijst laat zien."),
        ("clear_filters", "escape", 2, "alle open", "Laat weer alle open casussen zien."),
        ("refresh", "r", 9, "vernieuwen", "Lees de lijst opnieuw."),
    ),
    *_scope(
        "case",
        "Casus",
        ("contact", "c", 1, "contact", "Leg een contactpoging vast."),
        ("add_action", "a", 2, "actie", "Zet een actie met een datum op de lijst."),
        ("status", "s", 2, "status", "Zet de casus in een volgende status."),
        ("note", "b", 3, "notitie", "Schrijf een notitie."),
        ("finish", "v", 2, "afvinken", "Vink de gekozen actie af (blad Acties)."),
        ("undo_line", "z", 2, "dit ongedaan", "Maak de gekozen handeling ongedaan (blad Geschiedenis)."),
        ("open_signal", "m", 5, "signaal", "Open de melding (gekozen, of de nieuwste) van deze casus."),
        ("domain", "l", 5, "leefgebied", "Leg een score op een leefgebied vast."),
        ("coordinator", "g", 5, "regie", "Kies wie de regie heeft."),
        ("plan", "p", 5, "plan", "Schrijf het doel en het plan."),
        ("raise_item", "o", 5, "op agenda", "Zet dit op de agenda van het volgende overleg, met de vraag."),
        ("shield", "f", 6, "afschermen", "Scherm de casus af voor wie niet in het team zit, of hef dat op."),
        ("informed", "i", 6, "informeren", "Leg vast of de betrokkene is geïnformeerd."),
        ("close_case", "x", 4, "sluiten", "Sluit de casus, met het eindresultaat."),
        ("reopen", "h", 1, "heropenen", "Heropen de afgesloten casus, met de reden."),
        ("export", "e", 2, "delen", "Deel de casus met een ander, als bestand."),
        ("consent", "t", 2, "toestemming", "Leg vast waarmee de betrokkene instemt (blad Delen)."),
        ("withdraw_consent", "k", 2, "intrekken", "Trek de gekozen toestemming in (blad Delen)."),
        ("resident_view", "w", 2, "zienswijze", "Schrijf op hoe de betrokkene het ziet (blad Delen)."),
        ("leave", "escape,ctrl+w", 1, "terug", "Ga terug naar de lijst."),
    ),
    *_scope(
        "case",
        "Casus",
        ("next_view", "right", 2, "volgend blad", "Ga naar het volgende blad van de casus (ook met Tab)."),
        ("previous_view", "left", 0, "vorig blad", "Ga naar het vorige blad van de casus."),
        over_input=True,
    ),
    *_scope(
        "export",
        "Casus delen",
        ("write", "ctrl+s", 1, "bestand schrijven", "Schrijf het bestand zoals het voorbeeld laat zien."),
        ("next_case", "f3", 2, "volgende", "Toon het voorbeeld van de volgende casus."),
        ("leave", "ctrl+w", 2, "terug", "Ga terug, of breek het schrijven af; wat geschreven is, blijft."),
        over_input=True,
    ),
    *MEETING_ACTIONS,
    *LINK_ACTIONS,
    *RETENTION_ACTIONS,
    *SEARCH_ACTIONS,
    *IMPORT_ACTIONS,
    *LOG_ACTIONS,
    *_scope(
        "setup",
        "Inrichting",
        ("own_profile", "p", 1, "mijn gemeente", "Werk voortaan in de gekozen gemeente."),
        ("add", "v", 1, "toevoegen", "Voeg een partner toe."),
        ("this_is_me", "k", 1, "dit ben ik", "Werk voortaan onder de naam van de gekozen medewerker."),
        ("find", "z", 2, "zoek in lijst", "Zoek in de lijst van partners."),
        ("empty", "e", 2, "leegmaken", "Begin opnieuw met proberen."),
        ("leave_trial", "escape", 1, "terug naar Regels", "Ga van het formulier terug naar de regels."),
        ("change_passphrase", "s", 1, "wachtzin", "Kies een andere wachtzin voor deze opslag."),
        ("new_code", "c", 1, "herstelcode", "Maak een nieuwe herstelcode; de oude geldt dan niet meer."),
        ("retention", "b", 2, "bewaren", "Zie wat zijn bewaartermijn heeft gehad, en laat het vernietigen."),
        ("next_part", "right", 3, "volgend blad", "Ga naar het volgende blad."),
        ("previous_part", "left", 0, "vorig blad", "Ga naar het vorige blad."),
        (
            "show_part('profile')",
            "g",
            0,
            "gemeente",
            "Bekijk de gemeenten met hun kernen, wijken en bronnen.",
        ),
        ("show_part('teams')", "t", 0, "teams", "Bekijk de teams."),
        ("show_part('partners')", "a", 0, "partners", "Bekijk de partners."),
        ("show_part('rules')", "r", 0, "regels", "Lees de regels die bepalen waar een signaal heen gaat."),
        ("show_part('trial')", "w", 0, "proberen", "Probeer waar een signaal heen zou gaan, en waarom."),
        ("show_part('terms')", "d", 0, "termijnen", "Bekijk de termijnen en waar ze vandaan komen."),
        (
            "show_part('workers')",
            "m",
            0,
            "medewerkers",
            "Bekijk wie met deze opslag werken, met rol en wachtzin.",
        ),
        ("show_part('store')", "o", 0, "opslag", "Bekijk waar de opslag staat; wijzig de wachtzin."),
    ),
    *PEOPLE_ACTIONS,
    *UPKEEP_ACTIONS,
)


@cache
def specs_for(scope: str) -> tuple[ActionSpec, ...]:
    """Return the actions of one scope, in registry order."""
    return tuple(spec for spec in ACTIONS if spec.scope == scope)


@cache
def spec_of(action_id: str) -> ActionSpec | None:
    """Return the action with this id, or None."""
    return next((spec for spec in ACTIONS if spec.id == action_id), None)


def bindings_for(scope: str) -> list[Binding]:
    """Return Textual bindings for `BINDINGS` of the app (scope "app") or a screen."""
    return [spec.binding() for spec in specs_for(scope)]


_KEY_LABELS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "spatie",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "Backspace",
}


def key_label(key: str) -> str:
    """Return a Textual key as people write it: `question_mark` → "?", `f2` → "F2", `ctrl+s` → "ctrl+s"."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    name = _KEY_LABELS.get(name, name.upper() if re.fullmatch(r"f\d\d?", name) else name)
    return "+".join([*modifiers, name])


@dataclass(frozen=True, slots=True)
class Available:
    """An action that works now: its spec, the key in force (after the keymap) and the node to run it on."""

    spec: ActionSpec
    key: str
    action: str
    node: DOMNode


def available(screen: Screen[object]) -> list[Available]:
    """Return the registry's actions that work on `screen` with the present focus, most specific scope first.

    Left out: keys the focused field takes as text, actions `check_action` refuses, actions nobody implements, and what
    the role of who sits here may not do.
    """
    role_refuses = getattr(screen.app, "action_refused", lambda _: "")
    found: dict[str, Available] = {}
    for active in screen.active_bindings.values():
        spec = spec_of(active.binding.id or "")
        if spec is None or not active.enabled or spec.id in found or not hasattr(active.node, spec.method):
            continue
        if role_refuses(spec.id) or _is_typed(screen, active.binding):
            continue
        found[spec.id] = Available(spec, active.binding.key, active.binding.action, active.node)
    order = {spec.id: index for index, spec in enumerate(ACTIONS)}
    frame = {"page": 1, "shell": 1, "app": 2}
    return sorted(found.values(), key=lambda item: (frame.get(item.spec.scope, 0), order[item.spec.id]))


def _is_typed(screen: Screen[object], binding: Binding) -> bool:
    """Tell whether the focused field takes a key as text whose name Textual does not know as a character: "slash"."""
    field, character = screen.focused, _KEY_LABELS.get(binding.key, "")
    if field is None or binding.priority or len(character) != 1:
        return False
    return field.check_consume_key(binding.key, character)


def grouped(items: Iterable[Available]) -> dict[str, list[Available]]:
    """Return the actions by group, groups in order of first appearance (for help)."""
    groups: dict[str, list[Available]] = {}
    for item in items:
        groups.setdefault(item.spec.group, []).append(item)
    return groups
