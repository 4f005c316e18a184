"""Checking rules: exact about what can never win, complete about what is missing, bounded in work."""

from __future__ import annotations

import random
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import Theme, Urgency, YesNoUnknown
from store.rules.facts import Facts
from store.rules.routing import Conditions, Rule, explain, winner
from store.rules.rule_check import MAX_RULES, check_rules, did_you_mean, examples
from tests.rules.strategies import (
    DISTRICTS,
    FEW_THEMES,
    TEAMS,
    conditions,
    facts,
    rule_lists,
    sparse_conditions,
)


def route(key: str, order: int, **when: object) -> Rule:
    return Rule(key, order, "route", Conditions(**when), "kernteam", None, "omdat", "bron")  # type: ignore[arg-type]


def sentences(rules: list[Rule]) -> list[str]:
    return [problem.sentence("proef.toml") for problem in check_rules(rules, TEAMS, DISTRICTS)]


def never(rules: list[Rule]) -> set[str]:
    found = check_rules(rules, TEAMS, DISTRICTS)
    return {problem.rule or "" for problem in found if "nooit" in problem.what}


def test_sound_rules_have_no_problems() -> None:
    assert sentences([route("A", 1, urgency=(Urgency.ACUTE,)), route("Z", 2)]) == []


def test_a_rule_behind_a_wider_one_is_named_with_what_shadows_it() -> None:
    rules = [
        route("A", 1, urgency=(Urgency.ACUTE, Urgency.URGENT)),
        route("B", 2, urgency=(Urgency.ACUTE,), eviction_threatened=True),
        route("Z", 3),
    ]
    assert sentences(rules) == [
        "proef.toml, regel B: deze regel komt nooit aan de beurt: A vangt alles al eerder af. "
        "Zet B hoger, maak de eerdere regel nauwer, of verwijder deze regel."
    ]


def test_several_rules_together_can_shadow_one() -> None:
    rules = [
        route("A", 1, in_care=(YesNoUnknown.YES,)),
        route("X", 2, urgency=(Urgency.ACUTE,)),
        route("B", 3, in_care=(YesNoUnknown.NO, YesNoUnknown.UNKNOWN), eviction_threatened=True),
        route("C", 4, eviction_threatened=True, urgency=(Urgency.URGENT,)),
        route("Z", 5),
    ]
    (sentence,) = sentences(rules)
    assert "regel C: deze regel komt nooit aan de beurt: A en B vangen alles al eerder af." in sentence


def test_themes_are_judged_as_sets_and_ages_as_ranges() -> None:
    only = frozenset({Theme.DEBTS, Theme.RENT_ARREARS})
    rules = [
        route("A", 1, themes_any=only),
        route("B", 2, themes_only=only),
        route("C", 3, age_max=17),
        route("D", 4, age_min=18),
        route("E", 5, age_min=10, age_max=30),
        route("F", 6, themes_all=frozenset({Theme.YOUTH})),
        route("Z", 7),
    ]
    assert never(rules) == {"B", "E"}


def test_unknown_is_a_value_so_all_known_values_do_not_cover_everything() -> None:
    rules = [
        route("A", 1, urgency=tuple(Urgency)),
        route("B", 2, age_min=0),
        route("C", 3, district=DISTRICTS),
        route("Z", 4),
    ]
    assert never(rules) == set()


@pytest.mark.parametrize(
    "when",
    [
        {"age_min": 30, "age_max": 20},
        {"themes_all": frozenset({Theme.YOUTH}), "themes_only": frozenset({Theme.DEBTS})},
        {"themes_any": frozenset({Theme.YOUTH}), "themes_only": frozenset({Theme.DEBTS})},
    ],
)
def test_conditions_that_contradict_each_other_are_an_error_in_every_mode(when: dict[str, object]) -> None:
    beside = Rule("N", 2, "beside", Conditions(**when), "veilig-thuis", None, "omdat", "bron")  # type: ignore[arg-type]
    assert never([route("A", 1, **when), beside, route("Z", 3)]) == {"A", "N"}


def test_a_missing_catch_all_is_an_error() -> None:
    assert any("geen vangnetregel" in text for text in sentences([]))
    assert any("geen vangnetregel" in text for text in sentences([route("A", 1, age_min=3)]))
    upside_down = sentences([route("Z", 1), route("A", 2, age_min=3)])
    assert any("regel Z: deze regel zonder voorwaarden staat niet onderaan." in text for text in upside_down)


def test_unknown_teams_and_districts_and_double_keys_are_errors_with_a_remedy() -> None:
    wrong = Rule("A", 1, "route", Conditions(district=("Nord",)), "kernteem", None, "omdat", "bron")
    found = "\n".join(sentences([wrong, route("a", 2, age_min=2), route("Z", 3)]))
    assert "onbekend team 'kernteem'. Bedoelde u 'kernteam'?" in found
    assert (
        "onbekende wijk of kern 'Nord'. Bedoelde u 'Noord'? Bekende wijken en kernen: Noord, Zuid, Oost."
        in found
    )
    assert "komt twee keer voor" in found


def test_modes_ask_for_their_own_fields() -> None:
    rules = [
        Rule("A", 1, "first", Conditions(), None, None, "omdat", "bron"),
        Rule("B", 2, "first", Conditions(), "kernteam", "Bel.", "omdat", "bron"),
        Rule("C", 3, "beside", Conditions(), None, None, "omdat", "bron"),
        Rule("D", 4, "route", Conditions(age_min=1), "kernteam", "Bel.", "omdat", "bron"),
        route("Z", 5),
    ]
    assert {problem.rule for problem in check_rules(rules, TEAMS, DISTRICTS)} == {"A", "B", "C", "D"}


@settings(max_examples=80, deadline=None)
@given(rule_lists(conditions() | sparse_conditions()), st.data())
def test_reported_rules_never_win_and_the_others_have_an_example(
    rules: list[Rule], data: st.DataObject
) -> None:
    reported = never(rules)
    found = examples(rules, DISTRICTS)
    routes = {rule.key for rule in rules if rule.mode == "route"}
    assert found.keys() == routes - reported
    for key, signal in found.items():
        assert explain(rules, signal).rule == key
    for signal in data.draw(st.lists(facts(themes=FEW_THEMES), max_size=10)):
        assert winner(rules, signal).key not in reported


@settings(max_examples=60, deadline=None)
@given(rule_lists(sparse_conditions(), most=6))
def test_rules_that_shadow_each_other_agree_with_many_random_signals(rules: list[Rule]) -> None:
    source = random.Random(7)
    reported = never(rules)
    for _ in range(60):
        signal = Facts(
            "x",
            district=source.choice((None, *DISTRICTS)),
            themes=frozenset(theme for theme in FEW_THEMES if source.random() < 0.5),
            age=source.choice((None, 0, 1, 2, 3, 4, 5)),
            in_care=source.choice(tuple(YesNoUnknown)),
            eviction_threatened=source.random() < 0.5,
        )
        assert winner(rules, signal).key not in reported


def test_rules_that_cannot_be_decided_end_in_a_sentence_and_not_in_waiting() -> None:
    source = random.Random(3)
    themes = tuple(Theme)
    rules = []
    for order in range(1, MAX_RULES):
        yes, no = set(source.sample(themes, 2)), set(source.sample(themes, 2))
        rules.append(
            route(
                f"R-{order}",
                order,
                themes_any=frozenset(yes),
                themes_only=frozenset(set(themes) - no | yes),
                urgency=tuple(source.sample(tuple(Urgency), 2)),
            )
        )
    rules.append(route("Z", MAX_RULES))
    started = thread_time()
    check_rules(rules, TEAMS, DISTRICTS)
    assert thread_time() - started < 20
    problems = check_rules(rules, TEAMS, DISTRICTS, comparisons=200)
    assert [problem for problem in problems if "te ingewikkeld" in problem.what]


def test_too_many_rules_are_refused_at_once() -> None:
    rules = [route(f"R-{order}", order) for order in range(MAX_RULES + 1)]
    (problem,) = check_rules(rules, TEAMS, DISTRICTS)
    assert "te veel" in problem.what


def test_did_you_mean_knows_identifiers_labels_and_parts_of_labels() -> None:
    themes = {theme.value: theme.label for theme in Theme}
    assert did_you_mean("vervuilng", themes) == "Bedoelde u 'hoarding' (vervuiling/verzameling)? "
    assert did_you_mean("self_neglct", themes) == "Bedoelde u 'self_neglect' (zelfverwaarlozing)? "
    assert did_you_mean("xyzzy", themes) == ""
    assert did_you_mean("a" * 100_000, themes) == ""
