"""Rules in Dutch: what a rule asks, which facts it looked at, and why it does or does not apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.codes import Theme, YesNoUnknown
from store.rules.facts import FIELDS, Facts, ordered_themes
from store.rules.rule import Conditions, Rule


def looked_at(when: Conditions) -> tuple[str, ...]:
    """Return the names of the facts that `when` asks about, in the order of `FIELDS`."""
    asked = {
        "district": bool(when.district),
        "urgency": bool(when.urgency),
        "themes": bool(when.themes_any or when.themes_all or when.themes_only),
        "age": when.age_min is not None or when.age_max is not None,
        "in_care": bool(when.in_care),
        "partner_type": bool(when.partner_type),
        "eviction_threatened": when.eviction_threatened is not None,
        "children_present": bool(when.children_present),
        "acute_danger": when.acute_danger is not None,
    }
    return tuple(name for name in FIELDS if asked.get(name))


def summary(rule: Rule, team_names: Mapping[str, str] | None = None) -> str:
    """Return the rule in one Dutch line: "zorgmijding; niet in zorg → Kernteam"."""
    if rule.mode == "first":
        goal = rule.instruction or ""
    else:
        goal = (team_names or {}).get(rule.team or "", rule.team or "")
    parts = condition_words(rule.when)
    return f"{'; '.join(parts) if parts else 'al het andere'} → {goal}"


def condition_words(when: Conditions) -> tuple[str, ...]:
    """Return each condition as a Dutch phrase, in the order a worker reads them."""
    words: list[str] = []
    if when.themes_only:
        words.append(f"alleen {_any_of(_labels(when.themes_only))}")
    if when.themes_any:
        words.append(_any_of(_labels(when.themes_any)))
    if when.themes_all:
        words.append(_join(_labels(when.themes_all), "en"))
    if when.urgency:
        words.append(_any_of([value.label for value in when.urgency]))
    if when.district:
        words.append(f"wijk {_any_of(when.district)}")
    if when.in_care:
        words.append(_care_words(when.in_care))
    if when.age_min is not None or when.age_max is not None:
        words.append(age_range(when))
    if when.children_present:
        words.append(f"kinderen aanwezig: {_any_of([value.label for value in when.children_present])}")
    if when.partner_type:
        words.append(f"gemeld door {_any_of([value.label for value in when.partner_type])}")
    if when.eviction_threatened is not None:
        words.append(
            "dreigende huisuitzetting" if when.eviction_threatened else "geen dreigende huisuitzetting"
        )
    if when.acute_danger is not None:
        words.append("acuut gevaar" if when.acute_danger else "geen acuut gevaar")
    return tuple(words)


def reasons_against(when: Conditions, facts: Facts) -> tuple[str, ...]:
    """Return, in Dutch, each condition that does not hold for `facts`; empty when the rule matches."""
    why: list[str] = []
    if when.themes_only and not (facts.themes and facts.themes <= when.themes_only):
        extra = _labels(facts.themes - when.themes_only)
        only = _any_of(_labels(when.themes_only))
        why.append(f"ook {_join(extra, 'en')}" if extra else f"geen thema's, regel vraagt alleen {only}")
    if when.themes_any and not when.themes_any & facts.themes:
        have = FIELDS["themes"].render(facts)
        why.append(f"thema's: {have}, regel vraagt {_any_of(_labels(when.themes_any))}")
    if missing := when.themes_all - facts.themes:
        why.append(f"zonder {_join(_labels(missing), 'en')}")
    if when.urgency and facts.urgency not in when.urgency:
        why.append(_differs("urgentie", "urgency", facts, [value.label for value in when.urgency]))
    if when.district and facts.district not in when.district:
        why.append(_differs("wijk", "district", facts, when.district))
    if when.in_care and facts.in_care not in when.in_care:
        why.append(_differs("al in zorg", "in_care", facts, [value.label for value in when.in_care]))
    if not age_matches(when, facts.age):
        why.append(f"leeftijd is {FIELDS['age'].render(facts)}, regel vraagt {age_range(when)}")
    if when.children_present and facts.children_present not in when.children_present:
        wanted = [value.label for value in when.children_present]
        why.append(_differs("kinderen aanwezig", "children_present", facts, wanted))
    if when.partner_type and facts.partner_type not in when.partner_type:
        wanted = [value.label for value in when.partner_type]
        why.append(_differs("soort melder", "partner_type", facts, wanted))
    if when.eviction_threatened is not None and facts.eviction_threatened != when.eviction_threatened:
        why.append(
            "er dreigt huisuitzetting" if facts.eviction_threatened else "er dreigt geen huisuitzetting"
        )
    if when.acute_danger is not None and facts.acute_danger != when.acute_danger:
        why.append("er is acuut gevaar" if facts.acute_danger else "er is geen acuut gevaar")
    return tuple(why)


def age_range(when: Conditions) -> str:
    """Return the age condition in Dutch: "18 t/m 24 jaar", "vanaf 65 jaar", "t/m 17 jaar"."""
    if when.age_min is None:
        return f"t/m {when.age_max} jaar"
    if when.age_max is None:
        return f"vanaf {when.age_min} jaar"
    return f"{when.age_min} t/m {when.age_max} jaar"


def why_won(when: Conditions, facts: Facts) -> str:
    values = [f"{FIELDS[name].label} {FIELDS[name].render(facts)}" for name in looked_at(when)]
    return f"past: {'; '.join(values)}" if values else "past altijd"


def _care_words(values: Sequence[YesNoUnknown]) -> str:
    match frozenset(values):
        case only if only == {YesNoUnknown.YES}:
            return "al in zorg"
        case only if only == {YesNoUnknown.NO}:
            return "niet in zorg"
        case _:
            return f"al in zorg: {_any_of([value.label for value in values])}"


def _differs(label: str, name: str, facts: Facts, wanted: Sequence[str]) -> str:
    return f"{label} is {FIELDS[name].render(facts)}, regel vraagt {_any_of(wanted)}"


def _labels(themes: Iterable[Theme]) -> list[str]:
    return [theme.label for theme in ordered_themes(themes)]


def _any_of(words: Sequence[str]) -> str:
    return _join(words, "of")


def _join(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def age_matches(when: Conditions, age: int | None) -> bool:
    """Return whether `age` (whole years, None when not known) satisfies the age conditions of `when`."""
    if when.age_min is None and when.age_max is None:
        return True
    if age is None:
        return False
    return (when.age_min is None or age >= when.age_min) and (when.age_max is None or age <= when.age_max)
