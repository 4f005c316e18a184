"""The profiles that come along send signals where the municipalities say they go."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.catalogue import load_profile, profile_keys, profile_text
from store.codes import PartnerType, TeamKind, Theme, Urgency, YesNoUnknown
from store.errors import NotFound
from store.profiles.spec import TeamSpec
from store.rules.facts import Facts
from store.rules.routing import Explanation, explain
from tests.rules.strategies import facts

KEYS = ("delft", "heemstede", "midden-delfland", "pijnacker-nootdorp", "soest", "westland")
VANGNET_DISTRICTS = ("Buitenhof", "Voorhof")
NOT_MONEY = tuple(
    theme for theme in Theme if theme not in (Theme.RENT_ARREARS, Theme.DEBTS, Theme.HOMELESSNESS)
)
ARREARS = (
    frozenset({Theme.RENT_ARREARS}),
    frozenset({Theme.DEBTS}),
    frozenset({Theme.RENT_ARREARS, Theme.DEBTS}),
)


def ask(profile: str, **values: object) -> tuple[TeamSpec, Explanation]:
    spec = load_profile(profile)
    found = explain(spec.rules, Facts(profile, **values), spec.team_names)  # type: ignore[arg-type]
    return spec.team(found.team), found


def beside(found: Explanation) -> set[str]:
    return {item.team for item in found.beside}


def test_all_six_municipalities_come_along() -> None:
    assert profile_keys() == KEYS
    assert {load_profile(key).key for key in KEYS} == set(KEYS)
    with pytest.raises(NotFound, match="Bedoelde u 'westland'"):
        profile_text("westlnd")
    with pytest.raises(NotFound):
        profile_text("../demo/__init__.py")


@pytest.mark.parametrize("theme", [*Theme])
@pytest.mark.parametrize("urgency", [Urgency.ACUTE, Urgency.URGENT])
def test_acute_and_urgent_in_westland_go_to_the_skt(urgency: Urgency, theme: Theme) -> None:
    team, _ = ask("westland", urgency=urgency, themes=frozenset({theme}), district="Naaldwijk")
    assert team.key == "skt"


@pytest.mark.parametrize(
    "theme", [theme for theme in Theme if theme not in (Theme.RENT_ARREARS, Theme.DEBTS)]
)
def test_non_acute_in_westland_goes_to_the_meldfunctie(theme: Theme) -> None:
    assert ask("westland", urgency=Urgency.NON_ACUTE, themes=frozenset({theme}))[0].key == "meldfunctie"


def test_non_acute_in_westland_without_themes_goes_to_the_meldfunctie() -> None:
    assert ask("westland", urgency=Urgency.NON_ACUTE)[0].key == "meldfunctie"


@pytest.mark.parametrize(
    "themes", [frozenset(), *ARREARS, frozenset({Theme.HOMELESSNESS, Theme.CARE_AVOIDANCE})]
)
@pytest.mark.parametrize("urgency", [None, *Urgency])
def test_threatened_eviction_in_heemstede_goes_to_the_loket(
    themes: frozenset[Theme], urgency: Urgency | None
) -> None:
    team, found = ask(
        "heemstede",
        eviction_threatened=True,
        themes=themes,
        urgency=urgency,
        partner_type=PartnerType.HOUSING,
    )
    assert team.name == "Loket Heemstede"
    assert "alles in het werk wordt gesteld" in found.because
    assert found.source.startswith("003 ")


@pytest.mark.parametrize("district", VANGNET_DISTRICTS)
@pytest.mark.parametrize("in_care", [YesNoUnknown.NO, YesNoUnknown.UNKNOWN])
@pytest.mark.parametrize("theme", NOT_MONEY)
def test_not_in_care_in_a_vangnet_district_of_delft_goes_to_vangnet_in_de_wijk(
    district: str, in_care: YesNoUnknown, theme: Theme
) -> None:
    team, _ = ask("delft", district=district, in_care=in_care, themes=frozenset({theme}))
    assert team.name == "Vangnet in de Wijk"


def test_elsewhere_in_delft_meldpunt_bezorgd_takes_it() -> None:
    for district in (None, *(item.name for item in load_profile("delft").districts)):
        if district not in VANGNET_DISTRICTS:
            signal = {"district": district, "in_care": YesNoUnknown.NO, "themes": frozenset({Theme.NUISANCE})}
            assert ask("delft", **signal)[0].name == "Meldpunt Bezorgd"


@pytest.mark.parametrize("district", [None, "Wippolder", *VANGNET_DISTRICTS])
@pytest.mark.parametrize("theme", [theme for theme in NOT_MONEY if theme is not Theme.DOMESTIC_VIOLENCE])
def test_already_in_care_in_delft_tells_the_treating_party_and_routes_nothing_twice(
    district: str | None, theme: Theme
) -> None:
    team, found = ask(
        "delft",
        district=district,
        in_care=YesNoUnknown.YES,
        themes=frozenset({theme}),
        partner_type=PartnerType.HOUSING,
    )
    assert team.kind is TeamKind.TREATING_PARTY
    assert not team.opens_case
    assert beside(found) <= {"veilig-thuis"}


@pytest.mark.parametrize(
    "theme", [theme for theme in Theme if theme not in (Theme.RENT_ARREARS, Theme.DEBTS)]
)
@pytest.mark.parametrize("urgency", [None, *Urgency])
def test_pijnacker_nootdorp_goes_to_the_kernteam(theme: Theme, urgency: Urgency | None) -> None:
    team, _ = ask("pijnacker-nootdorp", themes=frozenset({theme}), urgency=urgency)
    assert team.name == "Kernteam Pijnacker-Nootdorp"


@pytest.mark.parametrize(
    "theme", [theme for theme in Theme if theme not in (Theme.RENT_ARREARS, Theme.DEBTS)]
)
def test_midden_delfland_goes_to_the_maatschappelijk_team(theme: Theme) -> None:
    assert ask("midden-delfland", themes=frozenset({theme}))[0].key == "maatschappelijk-team"


@pytest.mark.parametrize("in_care", [*YesNoUnknown])
@pytest.mark.parametrize("district", [None, "Buitenhof", "Binnenstad"])
def test_homelessness_in_delft_goes_to_the_kcc_daklozenloket(
    district: str | None, in_care: YesNoUnknown
) -> None:
    themes = frozenset({Theme.HOMELESSNESS, Theme.DEBTS})
    team, found = ask("delft", district=district, in_care=in_care, themes=themes, age=19)
    assert team.name == "KCC Daklozenloket"
    assert beside(found) == {"jip"}


@pytest.mark.parametrize("profile", KEYS)
@pytest.mark.parametrize("themes", ARREARS)
@pytest.mark.parametrize("urgency", [None, Urgency.NON_ACUTE, Urgency.INFORMATION])
def test_rent_arrears_alone_are_for_early_debt_signalling_and_open_no_case(
    profile: str, themes: frozenset[Theme], urgency: Urgency | None
) -> None:
    team, _ = ask(profile, themes=themes, urgency=urgency, partner_type=PartnerType.HOUSING)
    assert team.kind is TeamKind.EARLY_DEBT
    assert not team.opens_case


@pytest.mark.parametrize("profile", KEYS)
def test_arrears_with_anything_more_are_not_left_to_early_debt_signalling(profile: str) -> None:
    for theme in (Theme.CARE_AVOIDANCE, Theme.SELF_NEGLECT, Theme.MENTAL_HEALTH):
        assert ask(profile, themes=frozenset({Theme.RENT_ARREARS, theme}))[0].kind is not TeamKind.EARLY_DEBT
    for extra in ({"eviction_threatened": True}, {"acute_danger": True}):
        assert (
            ask(profile, themes=frozenset({Theme.RENT_ARREARS}), **extra)[0].kind is not TeamKind.EARLY_DEBT
        )


@settings(max_examples=60)
@given(st.sampled_from(KEYS), facts(districts=VANGNET_DISTRICTS), st.booleans())
def test_violence_and_child_safety_bring_veilig_thuis_beside_the_team(
    profile: str, signal: Facts, child: bool
) -> None:
    spec = load_profile(profile)
    theme = Theme.CHILD_SAFETY if child else Theme.DOMESTIC_VIOLENCE
    values = {
        name: getattr(signal, name) for name in ("district", "urgency", "age", "in_care", "acute_danger")
    }
    found = explain(spec.rules, Facts(profile, themes=signal.themes | {theme}, **values))
    kinds = {spec.team(item.team).kind for item in found.beside}
    assert TeamKind.CHILD_SAFETY in kinds
    assert spec.team(found.team).kind is not TeamKind.CHILD_SAFETY


@settings(max_examples=60)
@given(st.sampled_from(KEYS), facts())
def test_acute_danger_anywhere_is_first_call_then_register(profile: str, signal: Facts) -> None:
    found = explain(load_profile(profile).rules, signal)
    acute = signal.acute_danger or signal.urgency is Urgency.ACUTE
    assert bool(found.first) == acute
    for item in found.first:
        assert "112" in item.instruction
        assert "crisisdienst" in item.instruction
        assert "egistreer daarna" in item.instruction


@settings(max_examples=150)
@given(st.sampled_from(KEYS), st.data())
def test_no_signal_is_ever_without_a_team_and_every_route_is_explained(
    profile: str, data: st.DataObject
) -> None:
    spec = load_profile(profile)
    signal = data.draw(facts(profile, [district.name for district in spec.districts]))
    found = explain(spec.rules, signal, spec.team_names)
    assert spec.team(found.team)
    assert all(spec.team(item.team) for item in found.beside)
    assert [item.rule for item in found.considered] == [
        rule.key for rule in spec.rules if rule.mode == "route"
    ]
    assert [item.rule for item in found.considered if item.outcome == "won"] == [found.rule]
    assert found.because
    assert found.source


@pytest.mark.parametrize("profile", KEYS)
def test_every_profile_is_complete(profile: str) -> None:
    spec = load_profile(profile)
    assert spec.rules[-1].catch_all
    assert spec.default_team == spec.rules[-1].team
    assert spec.clocks == {}
    assert {PartnerType.HOUSING, PartnerType.POLICE, PartnerType.RESIDENT} <= {
        item.type for item in spec.partners
    }
    assert {TeamKind.EARLY_DEBT, TeamKind.CHILD_SAFETY, TeamKind.CRISIS} <= {team.kind for team in spec.teams}
    assert all(len(rule.because) > 30 for rule in spec.rules)


def test_postcodes_find_one_district_in_the_whole_region() -> None:
    owners: dict[str, str] = {}
    for key in KEYS:
        for district in load_profile(key).districts:
            for postcode in district.postcodes:
                assert owners.setdefault(postcode, f"{key} {district.name}") == f"{key} {district.name}"
    assert owners["2641"] == "pijnacker-nootdorp Pijnacker"
    assert owners["2671"] == "westland Naaldwijk"
    assert owners["2625"] == "delft Buitenhof"
    assert owners["3155"] == "midden-delfland Maasland"
    assert owners["2101"] == "heemstede Heemstede"
    assert owners["3769"] == "soest Soesterberg"
