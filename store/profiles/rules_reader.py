"""Rules out of a TOML file: one `[[rules]]` block per rule, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.profiles.fields import Problems, Table, quoted
from store.rules.rule import MODES, Conditions, Mode, Rule
from store.rules.rule_check import MAX_RULES, check_rules, did_you_mean, known_list
from store.text import fold, one_line

MAX_AGE = 130


def parse_rules(
    root: Table, problems: Problems, teams: Collection[str], districts: Collection[str]
) -> tuple[Rule, ...]:
    """Return the rules in `[[rules]]` of `root`, checked against the keys of `teams` and names of `districts`.

    Everything wrong ends in `problems`; the rules are only to be used when there are none.
    """
    spelled = {fold(name): name for name in districts}
    tables = root.tables("rules", MAX_RULES, _place)
    rules: list[Rule] = []
    for order, table in enumerate(tables, start=1):
        rule = _rule(table, order, spelled)
        table.finish()
        if not table.broken:
            rules.append(rule)
    if "rules" not in root.data:
        problems.add(
            "", "er staan geen regels in. Voeg blokken met het kopje [[rules]] toe, zie docs/rules.md."
        )
        return ()
    complete = not root.broken and not any(table.broken for table in tables)
    for problem in check_rules(rules, teams, districts, complete=complete):
        place = "" if problem.rule is None else f"regel {one_line(problem.rule, 40)}"
        problems.add(place, f"{problem.what} {problem.remedy}")
    return tuple(rules)


def _place(number: int, data: Mapping[str, Any]) -> str:
    key = data.get("key")
    return f"regel {one_line(key, 40)}" if isinstance(key, str) and key.strip() else f"{number}e [[rules]]"


def _rule(table: Table, order: int, districts: Mapping[str, str]) -> Rule:
    table.refuse("order", "'order' is niet nodig: de volgorde in het bestand telt. Haal 'order' weg.")
    key = table.required("key", 'Geef de regel een korte sleutel, bijvoorbeeld key = "WL-3".', longest=40)
    mode = _mode(table)
    team = table.text("team", longest=40)
    instruction = table.text("instruction", longest=400)
    because = table.required(
        "because", "Schrijf in één zin waarom deze regel er is; de medewerker leest die."
    )
    source = table.required("source", "Noem het document of de afspraak waarop de regel rust.", longest=400)
    when = Conditions()
    block = table.table("when", f"{table.place}, when")
    if block is not None:
        when = _conditions(block, districts)
        block.finish()
        table.broken |= block.broken
    return Rule(key, order, mode, when, team, instruction, because, source)


def _mode(table: Table) -> Mode:
    text = table.text("mode")
    if text is None:
        return "route"
    for mode in MODES:
        if text == mode:
            return mode
    table.problem(f"mode {quoted(text)} is onbekend. {did_you_mean(text, MODES)}{known_list('modes', MODES)}")
    return "route"


def _conditions(block: Table, districts: Mapping[str, str]) -> Conditions:
    def themes(key: str) -> frozenset[Theme]:
        return frozenset(block.codes(key, Theme, "thema", "thema's"))

    def answers(key: str) -> tuple[YesNoUnknown, ...]:
        return block.codes(key, YesNoUnknown, "antwoord", "antwoorden")

    return Conditions(
        district=tuple(districts.get(fold(name), name) for name in block.texts("district")),
        urgency=block.codes("urgency", Urgency, "urgentie", "urgenties"),
        partner_type=block.codes("partner_type", PartnerType, "soort melder", "soorten"),
        in_care=answers("in_care"),
        children_present=answers("children_present"),
        themes_any=themes("themes_any"),
        themes_all=themes("themes_all"),
        themes_only=themes("themes_only"),
        age_min=block.number("age_min", 0, MAX_AGE),
        age_max=block.number("age_max", 0, MAX_AGE),
        eviction_threatened=block.flag("eviction_threatened"),
        acute_danger=block.flag("acute_danger"),
    )
