"""Routing: the first matching rule wins, and the explanation says why, for any rules and any facts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.errors import InvalidInput, ProfileError
from store.rules.facts import FIELDS, Facts
from store.rules.routing import (
    Conditions,
    Rule,
    conditions_dict,
    conditions_from_dict,
    explain,
    explanation_dict,
    explanation_from_dict,
    matches,
    reasons_against,
    rule_dict,
    rule_from_dict,
    winner,
)
from tests.rules.strategies import conditions, facts, rule_lists


def route(key: str, order: int, team: str = "kernteam", **when: object) -> Rule:
    return Rule(key, order, "route", Conditions(**when), team, None, f"omdat {key}", "bron")  # type: ignore[arg-type]


RULES = [
    route("PN-1", 1, "vroegsignalering", themes_only=frozenset({Theme.RENT_ARREARS, Theme.DEBTS})),
    route("PN-2", 2, themes_any=frozenset({Theme.CARE_AVOIDANCE}), in_care=(YesNoUnknown.NO,)),
    route("PN-9", 9),
]


def test_the_explanation_reads_as_a_worker_would_say_it() -> None:
    signal = Facts(
        "pijnacker-nootdorp",
        themes=frozenset({Theme.CARE_AVOIDANCE, Theme.RENT_ARREARS}),
        in_care=YesNoUnknown.NO,
    )
    found = explain(RULES, signal, {"kernteam": "Kernteam", "vroegsignalering": "Vroegsignalering"})
    assert (found.team, found.rule, found.because, found.source) == ("kernteam", "PN-2", "omdat PN-2", "bron")
    assert found.values == (
        ("thema's", "huurachterstand/dreigende huisuitzetting, zorgmijding"),
        ("al in zorg", "nee"),
    )
    lost, won, rest = found.considered
    assert (lost.outcome, lost.why) == ("lost", "niet: ook zorgmijding")
    assert won.summary == "zorgmijding; niet in zorg → Kernteam"
    assert won.outcome == "won"
    assert rest.summary == "al het andere → Kernteam"
    assert (rest.outcome, rest.why) == ("not_needed", "niet nodig: PN-2 was eerder")


@pytest.mark.parametrize(
    ("when", "signal", "reason"),
    [
        (
            {"urgency": (Urgency.ACUTE, Urgency.URGENT)},
            Facts("x", urgency=Urgency.NON_ACUTE),
            "urgentie is niet-acuut, regel vraagt acuut of spoed",
        ),
        ({"district": ("Noord",)}, Facts("x"), "wijk is niet bekend, regel vraagt Noord"),
        ({"age_min": 18, "age_max": 24}, Facts("x"), "leeftijd is niet bekend, regel vraagt 18 t/m 24 jaar"),
        ({"age_max": 17}, Facts("x", age=40), "leeftijd is 40 jaar, regel vraagt t/m 17 jaar"),
        ({"eviction_threatened": False}, Facts("x", eviction_threatened=True), "er dreigt huisuitzetting"),
        ({"acute_danger": True}, Facts("x"), "er is geen acuut gevaar"),
        (
            {"partner_type": (PartnerType.POLICE,)},
            Facts("x", partner_type=PartnerType.HOUSING),
            "soort melder is woningcorporatie, regel vraagt politie",
        ),
        ({"themes_only": frozenset({Theme.DEBTS})}, Facts("x"), "geen thema's, regel vraagt alleen schulden"),
        (
            {"themes_all": frozenset({Theme.DEBTS, Theme.YOUTH})},
            Facts("x"),
            "zonder schulden en jeugd/opgroeien",
        ),
        (
            {"themes_any": frozenset({Theme.DEBTS})},
            Facts("x", themes=frozenset({Theme.YOUTH})),
            "thema's: jeugd/opgroeien, regel vraagt schulden",
        ),
        (
            {"children_present": (YesNoUnknown.YES,)},
            Facts("x"),
            "kinderen aanwezig is onbekend, regel vraagt ja",
        ),
    ],
)
def test_each_condition_says_in_dutch_why_it_does_not_hold(
    when: dict[str, object], signal: Facts, reason: str
) -> None:
    assert reasons_against(Conditions(**when), signal) == (reason,)  # type: ignore[arg-type]


@pytest.mark.parametrize("age", [18, 24])
def test_both_ends_of_an_age_range_count(age: int) -> None:
    assert matches(Conditions(age_min=18, age_max=24), Facts("x", age=age))
    assert not matches(Conditions(age_min=18, age_max=24), Facts("x", age=age + 7))


def test_all_matching_beside_and_first_rules_count_and_no_team_is_named_twice() -> None:
    danger = Conditions(acute_danger=True)
    rules = [
        Rule("A", 1, "first", danger, None, "Bel 112.", "gevaar", "bron"),
        Rule("B", 2, "beside", Conditions(), "veilig-thuis", None, "eerste", "bron"),
        Rule("C", 3, "beside", Conditions(), "veilig-thuis", None, "tweede", "bron"),
        Rule("D", 4, "beside", Conditions(), "kernteam", None, "dubbel", "bron"),
        Rule("E", 5, "first", danger, None, "Bel de crisisdienst.", "gevaar", "bron"),
        route("Z", 9),
    ]
    found = explain(rules, Facts("x", acute_danger=True))
    assert [(item.instruction, item.rule) for item in found.first] == [
        ("Bel 112.", "A"),
        ("Bel de crisisdienst.", "E"),
    ]
    assert [(item.team, item.rule) for item in found.beside] == [("veilig-thuis", "B")]
    assert explain(rules, Facts("x")).first == ()


def test_rules_that_leave_a_signal_without_a_team_are_refused() -> None:
    with pytest.raises(ProfileError, match="zonder voorwaarden"):
        explain(RULES[:1], Facts("x"))


@given(rule_lists(conditions()), facts())
def test_every_route_rule_is_considered_once_and_one_wins(rules: list[Rule], signal: Facts) -> None:
    found = explain(rules, signal)
    routes = [rule.key for rule in rules if rule.mode == "route"]
    assert [item.rule for item in found.considered] == routes
    assert [item.rule for item in found.considered if item.outcome == "won"] == [found.rule]
    teams = [found.team, *(item.team for item in found.beside)]
    assert len(set(teams)) == len(teams)
    assert {label for label, _ in found.values} <= {field.label for field in FIELDS.values()}


@given(rule_lists(conditions()), facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter_only_the_order_of_the_rules(
    rules: list[Rule], signal: Facts, random: object
) -> None:
    shuffled = list(rules)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert explain(shuffled, signal) == explain(rules, signal)


@given(conditions(), facts())
def test_a_rule_matches_exactly_when_there_is_no_reason_against_it(when: Conditions, signal: Facts) -> None:
    assert matches(when, signal) == (not reasons_against(when, signal))


@given(rule_lists(conditions()), facts())
def test_explanations_and_rules_survive_json(rules: list[Rule], signal: Facts) -> None:
    found = explain(rules, signal)
    assert explanation_from_dict(json.loads(json.dumps(explanation_dict(found)))) == found
    for rule in rules:
        again = rule_from_dict(json.loads(json.dumps(rule_dict(rule))))
        assert again == rule
        assert conditions_from_dict(conditions_dict(rule.when)) == rule.when


DAMAGED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["team", "rule", "values", "when", "mode", "themes_any", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(DAMAGED)
def test_what_was_not_written_by_us_is_refused(data: object) -> None:
    with pytest.raises(InvalidInput, match="beschadigd"):
        explanation_from_dict(data)
    with pytest.raises(InvalidInput, match="beschadigd"):
        rule_from_dict(data)


def test_unknown_codes_in_stored_conditions_are_refused() -> None:
    with pytest.raises(InvalidInput):
        conditions_from_dict({"urgency": ["heel erg"]})
    with pytest.raises(InvalidInput):
        conditions_from_dict({"age_min": True})
    with pytest.raises(InvalidInput):
        conditions_from_dict({"iets": 1})


def test_winner_and_explain_agree() -> None:
    signal = replace(Facts("x"), themes=frozenset({Theme.DEBTS}))
    assert winner(RULES, signal).key == explain(RULES, signal).rule == "PN-1"
