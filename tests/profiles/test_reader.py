"""Reading profiles and rule files: every mistake is named with its remedy, and no file can hurt."""

from __future__ import annotations

from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.catalogue import profile_text
from store.codes import PartnerType, TeamKind, Theme, Urgency, YesNoUnknown
from store.errors import ProfileError
from store.profiles.reader import read_profile, read_profile_key, read_rules

PROFILE = """
profile = "voorbeeld"
name = "Voorbeeld"
region = "Regio"
places = ["Voorbeeld"]

[[districts]]
name = "Noord"
postcodes = ["1234"]

[[teams]]
key = "kernteam"
name = "Kernteam"
kind = "outreach"

[[teams]]
key = "vroeg"
name = "Vroegsignalering"
kind = "vroegsignalering schulden"

[[partners]]
name = "Rondom Wonen"
type = "woningcorporatie"
aliases = ["RW"]

[clocks]
"triage.urgent" = 1

[[rules]]
key = "VB-1"
team = "vroeg"
because = "Alleen achterstand."
source = "test"
[rules.when]
themes_only = ["huurachterstand/dreigende huisuitzetting", "debts"]
urgency = "niet-acuut"
in_care = ["nee", "unknown"]
district = "noord"
eviction_threatened = "nee"
age_min = 18

[[rules]]
key = "VB-9"
team = "kernteam"
because = "Al het andere."
source = "test"
"""

ONE_RULE = 'profile = "delft"\n[[rules]]\nkey = "A"\nteam = "vangnet"\nbecause = "Omdat."\nsource = "test"\n'


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as caught:
        read_profile(text, "voorbeeld.toml")
    assert caught.value.problems
    assert all(sentence.startswith("voorbeeld.toml") for sentence in caught.value.problems)
    return caught.value.problems


def only(text: str) -> str:
    (sentence,) = problems(text)
    return sentence


def test_identifiers_and_dutch_labels_mean_the_same() -> None:
    spec = read_profile(PROFILE, "voorbeeld.toml")
    when = spec.rules[0].when
    assert when.themes_only == {Theme.RENT_ARREARS, Theme.DEBTS}
    assert when.urgency == (Urgency.NON_ACUTE,)
    assert when.in_care == (YesNoUnknown.NO, YesNoUnknown.UNKNOWN)
    assert when.district == ("Noord",)
    assert when.eviction_threatened is False
    assert spec.teams[1].kind is TeamKind.EARLY_DEBT
    assert [team.opens_case for team in spec.teams] == [True, False]
    assert spec.partners[0].type is PartnerType.HOUSING
    assert spec.clocks == {"triage.urgent": 1}
    assert spec.default_team == "kernteam"
    assert [rule.order for rule in spec.rules] == [1, 2]


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert read_profile("\ufeff" + PROFILE.replace("\n", "\r\n"), "v.toml") == read_profile(PROFILE, "v.toml")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"debts"]',
            '"vervuilng"]',
            ("regel VB-1, when", "'vervuilng'", "Bedoelde u 'hoarding' (vervuiling/verzameling)?"),
        ),
        ("age_min", "agemin", ("regel VB-1, when", "onbekende naam 'agemin'", "Bedoelde u 'age_min'?")),
        ('team = "vroeg"', 'team = "vreog"', ("regel VB-1", "onbekend team 'vreog'", "Bedoelde u 'vroeg'?")),
        ('"noord"', '"noorden"', ("regel VB-1", "'noorden'", "Bedoelde u 'Noord'?")),
        ('"niet-acuut"', '"nu meteen"', ("urgentie 'nu meteen' is onbekend", "spoed")),
        ("age_min = 18", 'age_min = "18"', ("'age_min' moet een geheel getal zijn, niet tekst",)),
        ("age_min = 18", "age_min = 1800", ("tussen 0 en 130",)),
        ("age_min = 18", "age_min = true", ("niet true of false",)),
        ("age_min = 18", "themes_any = []", ("'themes_any' is een lege lijst",)),
        ('because = "Alleen achterstand."\n', "", ("regel VB-1", "'because' ontbreekt")),
        ('key = "VB-1"', 'key = "VB-1"\nmode = "besides"', ("mode 'besides' is onbekend", "'beside'")),
        ('key = "VB-1"', 'key = "VB-1"\norder = 3', ("'order' is niet nodig",)),
        ('key = "VB-1"', 'key = "VB-9"', ("regel VB-9", "twee keer")),
        ('postcodes = ["1234"]', 'postcodes = ["1234 AB"]', ("wijk Noord", "'1234 AB'", "vier cijfers")),
        ('kind = "outreach"', 'kind = "bemoei"', ("team kernteam", "soort team 'bemoei' is onbekend")),
        ('aliases = ["RW"]', 'aliases = ["rondom wonen"]', ("partner Rondom Wonen", "twee keer")),
        ('"triage.urgent" = 1', '"triage.urgnt" = 1', ("clocks", "triage.urgnt")),
        ('"triage.urgent" = 1', '"triage.urgent" = "snel"', ("clocks", "geheel getal")),
        ('name = "Voorbeeld"', 'name = "Voor\\u202Ebeeld"', ("onzichtbaar teken", "U+202E")),
        ('name = "Voorbeeld"', "name = 1979-05-27", ("'name' moet tekst", "een datum of tijd")),
        (
            'name = "Voorbeeld"',
            'name = "Voorbeeld"\nrgion = "x"',
            ("onbekende naam 'rgion'", "Bedoelde u 'region'?"),
        ),
        ('profile = "voorbeeld"', 'profile = "../x"', ("kleine letters",)),
        ('profile = "voorbeeld"', 'profile = "voorbeeld"\nformat = 7', ("andere vorm",)),
    ],
)
def test_each_mistake_is_one_sentence_with_place_and_remedy(
    old: str, new: str, expected: tuple[str, ...]
) -> None:
    assert old in PROFILE
    sentence = only(PROFILE.replace(old, new, 1))
    for part in expected:
        assert part in sentence


def test_all_mistakes_are_reported_at_once() -> None:
    text = PROFILE.replace('"debts"]', '"vervuilng"]').replace('"1234"', '"12"').replace('"outreach"', '"x"')
    text += '\n[[rules]]\nkey = "VB-10"\nteam = "kernteam"\nbecause = "Te laat."\nsource = "test"\n'
    found = problems(text)
    assert len(found) == 4
    assert any("regel VB-10: deze regel komt nooit aan de beurt: VB-9" in sentence for sentence in found)


def test_a_profile_without_catch_all_teams_or_rules_is_refused() -> None:
    cut = PROFILE[: PROFILE.rindex("[[rules]]")]
    assert "geen vangnetregel" in only(cut)
    assert any("geen regels" in sentence for sentence in problems('profile = "a"\nname = "A"'))
    assert any(
        "geen teams" in sentence
        for sentence in problems('profile = "a"\nname = "A"\nregion="r"\nplaces=["p"]')
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a = 1\nnaam "x"\n', ('regel 2 van het bestand (naam "x")', "'='")),
        ("a = [1,\n", ("het einde van het bestand", "ontbreekt")),
        ("a = ja\n", ("regel 1", "true en false")),
        ('a = ["x"\n', ("niet afgesloten",)),
        ("a = 1\na = 2\n", ("regel 2", "twee keer")),
        ('a = "x\n', ("regel 1",)),
        ("a = 1\n\x1b[2J\n", ("regel 2", "␛[2J")),
        (f"a = {'9' * 5000}", ("te groot",)),
        ("a = " + "[" * 100_000, ("te diep",)),
        ("a = " + "[" * 20 + "]" * 20, ("te diep",)),
        ("a" + ".a" * 200_000 + " = 1", ("te diep",)),
        ("x" * 1_000_001, ("groter dan 1 MB",)),
        ("é" * 600_000, ("groter dan 1 MB",)),
        ("a" * 900_000, ("het einde van het bestand (aaa", "geen geldige TOML")),
        ("", ("'profile' ontbreekt",)),
    ],
    ids=range(15),
)
def test_what_is_no_profile_gets_a_sentence_quickly(text: str, expected: tuple[str, ...]) -> None:
    started = thread_time()
    found = "\n".join(problems(text))
    assert thread_time() - started < 5
    for part in expected:
        assert part in found


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200)
    | st.tuples(st.integers(0, len(PROFILE)), st.text(max_size=12)).map(
        lambda cut: PROFILE[: cut[0]] + cut[1] + PROFILE[cut[0] + 5 :]
    )
)
def test_no_text_ends_in_anything_but_a_profile_or_a_profile_error(text: str) -> None:
    try:
        read_profile(text, "voorbeeld.toml")
    except ProfileError as error:
        assert error.problems
        assert all("\x1b" not in sentence and "\n" not in sentence for sentence in error.problems)


def test_every_list_of_mistakes_ends() -> None:
    text = PROFILE + "".join(f'[[partners]]\nname = "P{number}"\nsoort = "x"\n' for number in range(500))
    found = problems(text)
    assert len(found) == 101
    assert "nog meer fouten" in found[-1]


def test_a_file_with_only_rules_is_checked_against_what_is_known() -> None:
    found = read_rules(ONE_RULE, "regels.toml", ["vangnet"], ["Buitenhof"])
    assert (found.profile, [rule.team for rule in found.rules]) == ("delft", ["vangnet"])
    with pytest.raises(ProfileError, match="onbekend team 'vangnet'"):
        read_rules(ONE_RULE, "regels.toml", ["kernteam"], [])
    with pytest.raises(ProfileError, match="onbekende naam 'teamz'"):
        read_rules(f"teamz = 1\n{ONE_RULE}", "regels.toml", ["vangnet"], [])
    assert read_profile_key(ONE_RULE, "regels.toml") == "delft"


def test_a_whole_profile_is_taken_for_its_rules() -> None:
    spec = read_profile(PROFILE, "voorbeeld.toml")
    assert read_rules(PROFILE, "voorbeeld.toml").rules == spec.rules
    with pytest.raises(ProfileError, match="onbekend team 'vroeg'"):
        read_rules(PROFILE, "voorbeeld.toml", ["kernteam"], ["Noord"])
    delft = profile_text("delft")
    assert read_rules(delft, "delft.toml").profile == "delft"


def test_the_examples_in_the_documentation_are_read() -> None:
    text = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    rules, profile = (block.split("```")[0] for block in text.split("```toml\n")[1:])
    assert len(read_rules(rules, "docs.toml", ["vangnet", "meldpunt-bezorgd"], ["Buitenhof"]).rules) == 3
    assert read_profile(profile, "docs.toml").default_team == "kernteam"
