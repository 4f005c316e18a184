"""The stock the demo is made from: the same for the same seed, varied, complete, and free of nasty characters."""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from datetime import date

import pytest

from seed.demo import progress, texts, wordings
from seed.demo.people import Person, invent_person, invent_phone, misspell
from seed.demo.phrases import ACTIONS, FACTS, OPINIONS, REQUESTS
from seed.demo.places import Place, districts, invent_address, profile_keys
from store.codes import CaseStatus, ContactKind, PartnerType, Theme
from store.text import visible

TODAY = date(2026, 11, 22)
THEMES = list(Theme)
PARTNERS = list(PartnerType)


def people(seed: int, count: int) -> list[Person]:
    rng = random.Random(seed)
    return [invent_person(rng, TODAY) for _ in range(count)]


def addresses(seed: int, key: str, count: int) -> list[Place]:
    rng = random.Random(seed)
    return [invent_address(rng, key) for _ in range(count)]


def reports(seed: int, count: int) -> list[texts.Description]:
    rng = random.Random(seed)
    return [
        texts.describe(
            rng, rng.sample(THEMES, rng.randint(1, 3)), rng.choice(PARTNERS), sex=rng.choice(SEXES)
        )
        for _ in range(count)
    ]


SEXES: tuple[texts.Sex | None, ...] = ("female", "male", None)


def test_the_same_seed_gives_the_same_material() -> None:
    assert people(3, 200) == people(3, 200)
    assert people(3, 200) != people(4, 200)
    assert addresses(3, "delft", 200) == addresses(3, "delft", 200)
    assert reports(3, 200) == reports(3, 200)


def test_the_order_of_themes_makes_no_difference() -> None:
    some = [Theme.DEBTS, Theme.HOARDING, Theme.YOUTH]
    first = texts.describe(random.Random(1), some, PartnerType.POLICE)
    assert first == texts.describe(random.Random(1), some[::-1], PartnerType.POLICE)


def test_people_are_varied_and_of_believable_age() -> None:
    invented = people(1, 5000)
    assert len({person.full_name for person in invented}) > 3000
    ages = [TODAY.year - person.birth_year for person in invented if person.birth_year]
    assert all(17 <= age <= 96 for age in ages)
    assert sum(35 <= age <= 80 for age in ages) > 0.65 * len(ages)
    assert sum(age < 27 for age in ages) > 0.04 * len(ages)
    for person in invented:
        if person.birth_date:
            birthday_passed = (TODAY.month, TODAY.day) >= (person.birth_date.month, person.birth_date.day)
            assert TODAY.year - person.birth_date.year - (not birthday_passed) >= 18
            assert person.birth_year == person.birth_date.year
    unknown = sum(person.birth_year is None for person in invented)
    only_year = sum(person.birth_date is None and person.birth_year is not None for person in invented)
    assert unknown > 400
    assert only_year > 400


def test_names_are_those_of_this_country() -> None:
    invented = people(2, 20000)
    prefixes = {person.prefix for person in invented}
    assert {"", "van der", "de", "van 't", "op den", "in 't", "el", "ter"} <= prefixes
    surnames = {person.surname for person in invented}
    assert {
        "Yılmaz",
        "Amrani",
        "Nguyễn",
        "IJsbrandij",
        "Ramdin",
        "Kowalska",
        "Kowalski",
        "Dijkstra",
    } <= surnames
    assert any(re.fullmatch(r"[A-Z]\w+-van \w+", name) for name in surnames)
    assert {"Zoë", "José", "Bjørn", "Agnieszka"} <= {person.given for person in invented}
    assert any(person.initials.startswith("IJ.") for person in invented)
    assert max(Counter(person.last_name for person in invented).values()) < 0.02 * len(invented)


def test_every_person_is_complete() -> None:
    for person in people(5, 3000):
        assert person.given
        assert person.surname == person.surname.strip()
        assert person.prefix == " ".join(person.prefix.split())
        assert re.fullmatch(r"((IJ|\w)\.)+", person.initials)
        assert person.salutation == {"female": "mw.", "male": "dhr."}[person.sex]
        assert "|" not in person.full_name


def test_another_spelling_differs_but_says_nothing_wrong_about_birth() -> None:
    rng = random.Random(7)
    for person in people(6, 3000):
        other = misspell(rng, person)
        assert other != person
        assert other.surname
        assert other.birth_date in {None, person.birth_date}
        assert other.birth_year == person.birth_year
        assert other.sex == person.sex


def test_visser_can_become_visscher() -> None:
    person = Person("Maria", "M.", "", "Visser", None, 1951, "female")
    rng = random.Random(1)
    assert "Visscher" in {misspell(rng, person).surname for _ in range(200)}


def test_telephone_numbers_are_not_in_use() -> None:
    rng = random.Random(8)
    for _ in range(3000):
        digits = re.sub(r"\D", "", invent_phone(rng).replace("+31", "0"))
        assert len(digits) == 10
        assert re.match(r"060|0150|01740|0230|0350", digits)


@pytest.mark.parametrize("key", profile_keys())
def test_addresses_fit_their_municipality(key: str) -> None:
    invented = addresses(9, key, 4000)
    assert {place.district for place in invented} == set(districts(key))
    assert len({place.street for place in invented}) > 60
    assert len({(place.street, place.number) for place in invented}) > 1500
    postcodes: dict[tuple[str, str, int], set[str]] = {}
    for place in invented:
        assert re.fullmatch(r"[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}", place.postcode)
        assert 1 <= place.number <= 250
        assert place.place
        postcodes.setdefault((place.district, place.street, place.number), set()).add(place.postcode)
    assert all(len(found) == 1 for found in postcodes.values())
    assert 0.1 < sum(bool(place.addition) for place in invented) / len(invented) < 0.25


def test_the_areas_are_the_real_ones() -> None:
    found = {(place.place, place.postcode[:4]) for key in profile_keys() for place in addresses(1, key, 2000)}
    known = {
        ("Pijnacker", "2641"),
        ("Nootdorp", "2631"),
        ("Delfgauw", "2645"),
        ("Naaldwijk", "2671"),
        ("'s-Gravenzande", "2691"),
        ("Monster", "2681"),
        ("De Lier", "2678"),
        ("Wateringen", "2291"),
        ("Schipluiden", "2636"),
        ("Den Hoorn", "2635"),
        ("Maasland", "3155"),
        ("Soesterberg", "3769"),
    }
    assert known <= found
    assert all(2611 <= int(digits) <= 2629 for place, digits in found if place == "Delft")
    assert all(2101 <= int(digits) <= 2106 for place, digits in found if place == "Heemstede")


def test_an_unknown_municipality_is_an_error() -> None:
    with pytest.raises(KeyError):
        invent_address(random.Random(1), "nergenshuizen")


def test_every_theme_partner_and_status_has_its_own_words() -> None:
    for theme in Theme:
        assert len(FACTS[theme]) >= 6
        assert min(len(OPINIONS[theme]), len(REQUESTS[theme]), len(ACTIONS[theme])) >= 2
    assert set(wordings.CONTEXT) == set(wordings.ROLES) == set(PartnerType)
    assert set(progress.NOTES) == set(CaseStatus)
    assert set(progress.ATTEMPTS) == {(kind, reached) for kind in ContactKind for reached in (True, False)}
    every_fact = [sentence for sentences in FACTS.values() for sentence in sentences]
    assert len(set(every_fact)) == len(every_fact)


@pytest.mark.parametrize("theme", THEMES)
def test_a_report_speaks_of_its_theme(theme: Theme) -> None:
    rng = random.Random(10)
    fixed = [max(re.split(r"\{\w+\}", sentence), key=len).strip() for sentence in FACTS[theme]]
    for _ in range(50):
        facts = texts.describe(rng, [theme], rng.choice(PARTNERS)).facts
        assert any(part in facts for part in fixed)


def test_reports_are_varied_and_of_readable_length() -> None:
    made = reports(11, 5000)
    assert all(texts.FACTS_MIN <= len(report.facts) <= texts.FACTS_MAX for report in made)
    assert all(10 < len(report.request) < 300 for report in made)
    assert all(len(report.opinion) < 300 for report in made)
    assert len({report.facts for report in made}) > 4900
    assert len({report.opinion for report in made}) > 1000
    assert len({report.request for report in made}) > 500
    assert 0.05 < sum(not report.opinion for report in made) / len(made) < 0.2


def test_all_themes_at_once_and_none_at_all_still_fit() -> None:
    rng = random.Random(12)
    for _ in range(100):
        assert texts.FACTS_MIN <= len(texts.describe(rng, THEMES, PartnerType.GP).facts) <= texts.FACTS_MAX
        assert texts.FACTS_MIN <= len(texts.describe(rng, [], PartnerType.GP).facts) <= texts.FACTS_MAX


def test_no_text_holds_hostile_characters_or_open_slots() -> None:
    rng = random.Random(13)
    made = [part for report in reports(14, 2000) for part in (report.facts, report.opinion, report.request)]
    for sex in SEXES:
        for status in CaseStatus:
            made += [texts.note(rng, status, sex=sex) for _ in range(20)]
        for kind in ContactKind:
            made += [
                texts.attempt_result(rng, kind, reached, sex=sex)
                for reached in (True, False)
                for _ in range(20)
            ]
        for reason in (texts.other_route_reason, texts.not_informed_reason, texts.safety_note):
            made += [reason(rng, sex=sex) for _ in range(20)]
    made += [texts.feedback_text(rng) for _ in range(20)]
    made += [texts.reporter_role(rng, partner) for partner in PARTNERS for _ in range(20)]
    made += [texts.action_title(rng, [theme]) for theme in THEMES for _ in range(20)]
    made += [texts.known_since(rng) for _ in range(20)] + [texts.how_often(rng) for _ in range(20)]
    made += [f"{person.full_name} {person.initials}" for person in people(15, 3000)]
    made += [
        f"{place.street}, {place.addition}, {place.place}"
        for key in profile_keys()
        for place in addresses(1, key, 500)
    ]
    for text in made:
        assert visible(text) == text
        assert not set(text) & set("{}[]<>|\\=@\t\n")
        assert text[:1] not in set("+-=@")
        assert "  " not in text
    letters = {char for text in made for char in text if char not in string.printable}
    assert all(char.isalpha() or char in "’–…" for char in letters)


def test_actions_without_a_theme_are_general() -> None:
    rng = random.Random(16)
    titles = {texts.action_title(rng, []) for _ in range(200)}
    assert len(titles) > 10
    assert all(len(title) <= 80 for title in titles)
