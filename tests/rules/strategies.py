"""Generated facts, conditions and rules for the tests of routing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.rules.facts import Facts
from store.rules.routing import Conditions, Rule

DISTRICTS = ("Noord", "Zuid", "Oost")
TEAMS = ("kernteam", "vroegsignalering", "veilig-thuis")
FEW_THEMES = (Theme.DEBTS, Theme.RENT_ARREARS, Theme.CARE_AVOIDANCE, Theme.NUISANCE)


def facts(
    municipality: str = "voorbeeld",
    districts: Sequence[str] = DISTRICTS,
    themes: Sequence[Theme] = tuple(Theme),
) -> st.SearchStrategy[Facts]:
    """Any facts, unknown values included."""
    return st.builds(
        Facts,
        municipality=st.just(municipality),
        district=st.sampled_from((None, "Elders", *districts)),
        urgency=st.sampled_from((None, *Urgency)),
        themes=st.frozensets(st.sampled_from(themes), max_size=5),
        age=st.none() | st.integers(0, 110),
        in_care=st.sampled_from(YesNoUnknown),
        partner_type=st.sampled_from((None, *PartnerType)),
        eviction_threatened=st.booleans(),
        children_present=st.sampled_from(YesNoUnknown),
        acute_danger=st.booleans(),
    )


def _some(values: Sequence[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    chosen = st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)
    return st.just(()) | chosen


def conditions(themes: Sequence[Theme] = FEW_THEMES) -> st.SearchStrategy[Conditions]:
    """Conditions over few values, so that rules overlap and cover each other."""
    chosen = st.just(frozenset[Theme]()) | st.frozensets(st.sampled_from(themes), max_size=3)
    return st.builds(
        Conditions,
        district=_some(DISTRICTS, 2),
        urgency=_some(tuple(Urgency), 3),
        in_care=_some(tuple(YesNoUnknown), 3),
        children_present=_some(tuple(YesNoUnknown), 3),
        themes_any=chosen,
        themes_all=chosen,
        themes_only=chosen,
        age_min=st.none() | st.integers(0, 30),
        age_max=st.none() | st.integers(0, 90),
        eviction_threatened=st.none() | st.booleans(),
        acute_danger=st.none() | st.booleans(),
    )


def sparse_conditions() -> st.SearchStrategy[Conditions]:
    """Conditions on at most two facts: these shadow each other often."""
    one = st.one_of(
        st.builds(dict, district=_some(DISTRICTS, 3)),
        st.builds(dict, in_care=_some(tuple(YesNoUnknown), 3)),
        st.builds(dict, eviction_threatened=st.booleans()),
        st.builds(dict, themes_any=st.frozensets(st.sampled_from(FEW_THEMES), min_size=1, max_size=2)),
        st.builds(dict, themes_only=st.frozensets(st.sampled_from(FEW_THEMES), min_size=1, max_size=3)),
        st.builds(dict, age_min=st.integers(0, 3)),
        st.builds(dict, age_max=st.integers(0, 3)),
    )
    return st.lists(one, max_size=2).map(
        lambda parts: Conditions(**{k: v for part in parts for k, v in part.items()})
    )


def rule_lists(
    when: st.SearchStrategy[Conditions], *, catch_all: bool = True, most: int = 8
) -> st.SearchStrategy[list[Rule]]:
    """Rules R-1, R-2, … with the given conditions; the last one catches all when asked."""

    def build(parts: list[tuple[Conditions, str, str]]) -> list[Rule]:
        rules = [
            Rule(
                key=f"R-{order}",
                order=order,
                mode=mode,  # type: ignore[arg-type]
                when=conditions,
                team=None if mode == "first" else team,
                instruction="Bel eerst." if mode == "first" else None,
                because=f"reden {order}",
                source="test",
            )
            for order, (conditions, team, mode) in enumerate(parts, start=1)
        ]
        if catch_all:
            rules.append(Rule("R-99", 99, "route", Conditions(), "kernteam", None, "vangnet", "test"))
        return rules

    modes = st.sampled_from(("route", "route", "route", "beside", "first"))
    return st.lists(st.tuples(when, st.sampled_from(TEAMS), modes), max_size=most).map(build)
