"""Is a set of rules sound? Every signal gets a team, every rule can win, every team and district exists.

A rule that can never win is an error, never a rule that is silently switched off. Problems are Dutch
sentences that name the rule, what is wrong and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.rules.coverage import Budget, Space, TooComplicated
from store.rules.facts import Facts
from store.rules.rule import Rule
from store.text import fold, one_line

MAX_RULES = 200
COMPARISONS = 400_000
EXPLAINING = 100_000
NAMED = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the key of the rule (None: the whole set), what is wrong, and the remedy."""

    rule: str | None
    what: str
    remedy: str

    def sentence(self, file_name: str | None = None) -> str:
        """Return "bestand, regel X: wat is er mis. Wat te doen."."""
        place = [one_line(file_name, 80)] if file_name else []
        if self.rule is not None:
            place.append(f"regel {one_line(self.rule, 40)}")
        text = f"{self.what} {self.remedy}"
        return f"{', '.join(place)}: {text}" if place else text


def did_you_mean(word: str, options: Mapping[str, str] | Iterable[str]) -> str:
    """Return "Bedoelde u 'x'? " for the option nearest to `word`, or "".

    `options` are identifiers, or identifier → Dutch label; part of a label ("vervuiling") counts as near too.
    """
    labels = options if isinstance(options, Mapping) else dict.fromkeys(options, "")
    known: dict[str, str] = {}
    for key, label in labels.items():
        for text in (key, label, *label.split("/")):
            known.setdefault(fold(text), key)
    known.pop("", None)
    near = difflib.get_close_matches(fold(word[:60]), list(known), n=1, cutoff=0.6)
    if not near:
        return ""
    key = known[near[0]]
    label = labels[key]
    return f"Bedoelde u '{key}'{f' ({label})' if label and label != key else ''}? "


def check_rules(
    rules: Sequence[Rule],
    teams: Collection[str],
    districts: Collection[str],
    *,
    complete: bool = True,
    comparisons: int = COMPARISONS,
) -> list[Problem]:
    """Return everything wrong with `rules`, given the keys of `teams` and names of `districts` that exist.

    `complete=False`: rules that could not be read were left out, so a missing catch-all is not reported; what is
    reported as unreachable is unreachable all the same. `comparisons` bounds the work: a set that cannot be
    decided within it is reported as too complicated.
    """
    if len(rules) > MAX_RULES:
        return [
            Problem(None, f"{len(rules)} regels is te veel.", f"Houd het bij ten hoogste {MAX_RULES} regels.")
        ]
    ordered = sorted(rules, key=lambda rule: rule.order)
    problems = _duplicates(ordered)
    for rule in ordered:
        problems += _shape(rule)
        problems += _unknown(rule, teams, districts)
    routes = [rule for rule in ordered if rule.mode == "route"]
    problems += _reach(ordered, districts, comparisons)
    if complete:
        problems += _catch_all(routes)
    return problems


def examples(rules: Iterable[Rule], districts: Collection[str], municipality: str = "") -> dict[str, Facts]:
    """Return, per route rule that can win, the plainest facts with which it wins.

    Raises `TooComplicated` when that cannot be decided in bounded work.
    """
    ordered = sorted(rules, key=lambda rule: rule.order)
    routes = [rule for rule in ordered if rule.mode == "route"]
    space = Space(routes, districts)
    budget = Budget(COMPARISONS)
    taken: list[int] = []
    found: dict[str, Facts] = {}
    for rule in routes:
        boxes = space.boxes(rule.when)
        free = _free(space, boxes, taken, budget)
        if free is not None:
            found[rule.key] = space.example(free, municipality)
        taken.extend(boxes)
    return found


def _duplicates(rules: Sequence[Rule]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for rule in rules:
        if fold(rule.key) in seen:
            problems.append(
                Problem(
                    rule.key, "deze regelsleutel komt twee keer voor.", "Geef elke regel een eigen sleutel."
                )
            )
        seen.add(fold(rule.key))
    return problems


def _shape(rule: Rule) -> list[Problem]:
    if rule.mode == "first":
        if rule.team is not None:
            return [
                Problem(
                    rule.key,
                    "een regel met mode 'first' stuurt niet naar een team.",
                    "Haal 'team' weg, of maak er een regel met mode 'beside' van.",
                )
            ]
        if not rule.instruction:
            return [
                Problem(
                    rule.key,
                    "de aanwijzing ontbreekt.",
                    "Zet in 'instruction' wat eerst moet gebeuren: \"Bel 112, registreer daarna.\".",
                )
            ]
        return []
    problems = []
    if rule.team is None:
        problems.append(Problem(rule.key, "het team ontbreekt.", "Zet bij 'team' de sleutel van een team."))
    if rule.instruction is not None:
        problems.append(
            Problem(
                rule.key,
                "'instruction' hoort alleen bij een regel met mode 'first'.",
                "Haal 'instruction' weg, of zet mode op 'first'.",
            )
        )
    return problems


def _unknown(rule: Rule, teams: Collection[str], districts: Collection[str]) -> list[Problem]:
    problems = []
    if rule.team is not None and rule.team not in teams:
        what = f"onbekend team '{one_line(rule.team, 60)}'."
        problems.append(
            Problem(rule.key, what, f"{did_you_mean(rule.team, teams)}{known_list('teams', teams)}")
        )
    for name in rule.when.district:
        if name not in districts:
            what = f"onbekende wijk of kern '{one_line(name, 60)}'."
            remedy = f"{did_you_mean(name, districts)}{known_list('wijken en kernen', districts)}"
            problems.append(Problem(rule.key, what, remedy))
    return problems


def known_list(noun: str, names: Iterable[str], limit: int = 30) -> str:
    """Return "Bekende teams: a, b, c." with at most `limit` names, or a sentence that there are none."""
    shown = [one_line(name, 60) for name in names]
    if not shown:
        return f"Er zijn hier geen {noun} bekend."
    more = f" en nog {len(shown) - limit}" if len(shown) > limit else ""
    return f"Bekende {noun}: {', '.join(shown[:limit])}{more}."


def _catch_all(routes: Sequence[Rule]) -> list[Problem]:
    if routes and routes[-1].catch_all:
        return []
    for rule in routes:
        if rule.catch_all:
            return [
                Problem(
                    rule.key,
                    "deze regel zonder voorwaarden staat niet onderaan.",
                    "Verplaats hem tot na alle andere regels met mode 'route'.",
                )
            ]
    return [
        Problem(
            routes[-1].key if routes else None,
            "er is geen vangnetregel: een signaal waarop geen regel past, komt bij niemand.",
            "Zet onderaan een regel zonder 'when', met een team dat alles aanneemt.",
        )
    ]


def _free(space: Space, boxes: Sequence[int], taken: Sequence[int], budget: Budget) -> int | None:
    for box in boxes:
        free = space.free_point(box, taken, budget)
        if free is not None:
            return free
    return None


def _reach(rules: Sequence[Rule], districts: Collection[str], comparisons: int) -> list[Problem]:
    problems = []
    space = Space(rules, districts)
    budget = Budget(comparisons)
    explaining = Budget(min(EXPLAINING, comparisons))
    earlier: list[tuple[Rule, tuple[int, ...]]] = []
    for rule in rules:
        boxes = space.boxes(rule.when)
        if not boxes:
            problems.append(
                Problem(
                    rule.key,
                    "de voorwaarden spreken elkaar tegen, dus deze regel kan nooit gelden.",
                    "Kijk naar de leeftijden en naar themes_any, themes_all en themes_only.",
                )
            )
            continue
        if rule.mode != "route":
            continue
        try:
            free = _free(space, boxes, [box for _, owned in earlier for box in owned], budget)
        except TooComplicated:
            problems.append(
                Problem(
                    rule.key,
                    "de regels zijn samen te ingewikkeld: of deze regel ooit aan de beurt komt, is niet in "
                    "redelijke tijd te bepalen.",
                    "Gebruik minder regels of minder thema's en wijken per regel.",
                )
            )
            return problems
        if free is None:
            problems.append(_shadowed(rule, _shadowing(space, boxes, earlier, explaining)))
        else:
            earlier.append((rule, boxes))
    return problems


def _shadowing(
    space: Space, boxes: Sequence[int], earlier: Sequence[tuple[Rule, tuple[int, ...]]], budget: Budget
) -> list[Rule]:
    touching = [
        (rule, owned)
        for rule, owned in earlier
        if any(not space.empty(box & other) for box in boxes for other in owned)
    ]
    try:
        for rule, owned in touching:
            if _free(space, boxes, owned, budget) is None:
                return [rule]
        needed = list(touching)
        for candidate in reversed(touching):
            fewer = [item for item in needed if item is not candidate]
            if _free(space, boxes, [box for _, owned in fewer for box in owned], budget) is None:
                needed = fewer
    except TooComplicated:
        needed = touching
    return [rule for rule, _ in needed]


def _shadowed(rule: Rule, by: Sequence[Rule]) -> Problem:
    names = [one_line(other.key, 40) for other in by]
    more = f" en nog {len(names) - NAMED} regels" if len(names) > NAMED else ""
    catches = "vangen" if len(names) > 1 else "vangt"
    listed = " en ".join([", ".join(names[:NAMED])] if more else _last_apart(names))
    return Problem(
        rule.key,
        f"deze regel komt nooit aan de beurt: {listed}{more} {catches} alles al eerder af.",
        f"Zet {one_line(rule.key, 40)} hoger, maak de eerdere regel nauwer, of verwijder deze regel.",
    )


def _last_apart(names: Sequence[str]) -> list[str]:
    return [", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names)
