"""From TOML text to a profile or a set of rules, or to a full list of what is wrong with it.

The file is hostile until read: bounded in size and depth, every type checked, every unknown name an error. Nothing
is switched off in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from store.codes import LifeDomain, PartnerType, TeamKind
from store.errors import ProfileError
from store.profiles.fields import Problems, Table, kind_of, quoted
from store.profiles.meetings_reader import read_meetings
from store.profiles.rules_reader import parse_rules
from store.profiles.spec import DistrictSpec, PartnerSpec, ProfileSpec, RuleFile, TeamSpec
from store.profiles.toml_file import read_toml
from store.rules.rule import Rule
from store.text import fold, one_line

FORMAT = 1
MAX_DISTRICTS = 300
MAX_TEAMS = 100
MAX_PARTNERS = 1_000

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_OPENS_CASE = frozenset({TeamKind.OUTREACH, TeamKind.ACCESS})
_PROFILE_NAMES = frozenset(
    {
        "name",
        "region",
        "places",
        "districts",
        "teams",
        "partners",
        "clocks",
        "retention",
        "life_domains",
        "meetings",
    }
)


def read_profile(text: str, file_name: str) -> ProfileSpec:
    """Return the profile in `text`; `file_name` is only used to name the file in sentences.

    Raises `ProfileError` with every problem: file, rule or name, what is wrong and the remedy, in Dutch.
    """
    problems = Problems(file_name)
    root = Table(read_toml(text, file_name), "", problems)
    spec = _profile(root, problems)
    root.finish()
    _raise_if_any(problems, "Dit profiel kan zo niet worden gebruikt")
    return spec


def read_rules(
    text: str,
    file_name: str,
    known_teams: Collection[str] | None = None,
    known_districts: Collection[str] | None = None,
) -> RuleFile:
    """Return the rules in `text`: a file with only `profile = "…"` and `[[rules]]`, or a whole profile.

    Teams (keys) and districts (names) are checked against what is given; a whole profile may leave them out and is
    then checked against its own. Raises `ProfileError` with every problem.
    """
    problems = Problems(file_name)
    root = Table(read_toml(text, file_name), "", problems)
    if _PROFILE_NAMES & root.data.keys():
        spec = _profile(root, problems, known_teams, known_districts)
        found = RuleFile(spec.key, spec.rules)
    else:
        _format(root)
        key = _key(root, "profile", "de sleutel van het profiel waarvoor de regels zijn")
        found = RuleFile(key, parse_rules(root, problems, known_teams or (), known_districts or ()))
    root.finish()
    _raise_if_any(problems, "Deze regels kunnen zo niet worden gebruikt")
    return found


def read_profile_key(text: str, file_name: str) -> str:
    """Return for which profile a file is, without checking the rest. Raises `ProfileError` when it does not say."""
    problems = Problems(file_name)
    key = _key(Table(read_toml(text, file_name), "", problems), "profile", "de sleutel van het profiel")
    _raise_if_any(problems, "Dit bestand kan zo niet worden gebruikt")
    return key


def _raise_if_any(problems: Problems, what: str) -> None:
    found = problems.sentences
    if found:
        count = "1 fout" if len(found) == 1 else f"{len(found)} fouten"
        raise ProfileError(f"{what} ({count}). Er is niets gewijzigd.\n" + "\n".join(found), tuple(found))


def _profile(
    root: Table,
    problems: Problems,
    known_teams: Collection[str] | None = None,
    known_districts: Collection[str] | None = None,
) -> ProfileSpec:
    _format(root)
    key = _key(root, "profile", 'een korte sleutel voor de gemeente, bijvoorbeeld "delft"')
    name = root.required("name", "Zet hier de naam van de gemeente.", longest=80)
    region = root.required("region", "Zet hier de naam van de regio.", longest=120)
    places = root.texts("places")
    if not places and "places" not in root.data:
        root.problem("'places' ontbreekt. Noem de plaatsen die bij deze gemeente horen.")
    sources = root.texts("sources")
    note = root.text("note")
    districts = _districts(root, problems)
    teams = _teams(root, problems)
    partners = _partners(root, problems)
    clocks = _clocks(root, problems)
    retention = _retention(root, problems)
    meetings = read_meetings(root)
    domains = root.codes("life_domains", LifeDomain, "leefgebied", "leefgebieden") or tuple(LifeDomain)
    rules = parse_rules(
        root,
        problems,
        [team.key for team in teams] if known_teams is None else known_teams,
        [district.name for district in districts] if known_districts is None else known_districts,
    )
    return ProfileSpec(
        key=key,
        name=name,
        region=region,
        places=places,
        districts=districts,
        teams=teams,
        partners=partners,
        rules=rules,
        clocks=clocks,
        retention=retention,
        life_domains=domains,
        default_team=_default_team(rules),
        sources=sources,
        note=note,
        meetings=meetings,
    )


def _default_team(rules: Iterable[Rule]) -> str:
    return next((rule.team for rule in rules if rule.catch_all and rule.team is not None), "")


def _format(root: Table) -> None:
    if root.number("format", 0, 10**6) not in (None, FORMAT):
        root.problem(f"dit bestand heeft een andere vorm dan dit programma kent (format = {FORMAT}).")


def _key(table: Table, name: str, what: str) -> str:
    key = table.required(name, f"Zet hier {what}.", longest=40)
    if key and not _KEY.fullmatch(key):
        table.problem(f"'{name}' is {quoted(key)}. Gebruik alleen kleine letters, cijfers en streepjes.")
    return key


def _named(noun: str, name: str) -> Any:
    def place(number: int, data: Mapping[str, Any]) -> str:
        value = data.get(name)
        return f"{noun} {one_line(value, 60) if isinstance(value, str) and value.strip() else number}"

    return place


def _districts(root: Table, problems: Problems) -> tuple[DistrictSpec, ...]:
    found: list[DistrictSpec] = []
    names: dict[str, str] = {}
    owner: dict[str, str] = {}
    for table in root.tables("districts", MAX_DISTRICTS, _named("wijk", "name")):
        name = table.required("name", "Zet hier de naam van de wijk of kern.", longest=80)
        postcodes = table.texts("postcodes")
        for postcode in postcodes:
            if not _POSTCODE.fullmatch(postcode):
                table.problem(
                    f'postcode {quoted(postcode)} klopt niet. Gebruik alleen de vier cijfers: "2641".'
                )
            elif postcode in owner:
                table.problem(
                    f"postcode {postcode} staat al bij {owner[postcode]}. Laat hem bij één wijk staan."
                )
            owner.setdefault(postcode, name)
        _once(table, names, name, "deze wijk")
        found.append(DistrictSpec(name, postcodes, table.texts("places")))
        table.finish()
    return tuple(found)


def _teams(root: Table, problems: Problems) -> tuple[TeamSpec, ...]:
    found: list[TeamSpec] = []
    keys: dict[str, str] = {}
    for table in root.tables("teams", MAX_TEAMS, _named("team", "key")):
        key = _key(table, "key", 'een korte sleutel, bijvoorbeeld "kernteam"')
        name = table.required("name", "Zet hier de naam zoals medewerkers die kennen.", longest=80)
        kind = table.one_code("kind", TeamKind, "soort team", "soorten")
        if kind is None and "kind" not in table.data:
            table.problem("'kind' ontbreekt. Zet hier wat het team doet, bijvoorbeeld \"outreach\".")
        opens_case = table.flag("opens_case")
        _once(table, keys, key, "dit team")
        kind = kind or TeamKind.OTHER
        found.append(
            TeamSpec(
                key=key,
                name=name,
                kind=kind,
                opens_case=kind in _OPENS_CASE if opens_case is None else opens_case,
                contact=table.text("contact", longest=200),
                note=table.text("note"),
            )
        )
        table.finish()
    if "teams" not in root.data:
        problems.add("", "er zijn geen teams. Voeg blokken met het kopje [[teams]] toe, zie docs/rules.md.")
    return tuple(found)


def _partners(root: Table, problems: Problems) -> tuple[PartnerSpec, ...]:
    found: list[PartnerSpec] = []
    names: dict[str, str] = {}
    for table in root.tables("partners", MAX_PARTNERS, _named("partner", "name")):
        name = table.required("name", "Zet hier de naam van de partner.", longest=120)
        kind = table.one_code("type", PartnerType, "soort partner", "soorten")
        if kind is None and "type" not in table.data:
            table.problem("'type' ontbreekt. Zet hier het soort partner, bijvoorbeeld \"housing\".")
        aliases = table.texts("aliases")
        for word in (name, *aliases):
            _once(table, names, word, "deze naam")
        found.append(PartnerSpec(name, kind or PartnerType.OTHER, aliases))
        table.finish()
    return tuple(found)


def _once(table: Table, seen: dict[str, str], word: str, what: str) -> None:
    if word and fold(word) in seen:
        table.problem(f"{what} staat er twee keer in: {quoted(word)}. Laat er één staan.")
    seen.setdefault(fold(word), word)


def _clocks(root: Table, problems: Problems) -> dict[str, int]:
    table = root.table("clocks", "clocks")
    if table is None:
        return {}
    from store.rules.clocks import check_overrides

    clocks: dict[str, int] = {}
    for key, value in table.data.items():
        inner = (
            {f"{key}.{part}": item for part, item in value.items()}
            if isinstance(value, dict)
            else {key: value}
        )
        for name, item in inner.items():
            if isinstance(item, bool) or not isinstance(item, int):
                problems.add("clocks", f"{quoted(name)} moet een geheel getal zijn, niet {kind_of(item)}.")
            else:
                clocks[name] = item
    for sentence in check_overrides(clocks):
        problems.add("clocks", sentence)
    return clocks


def _retention(root: Table, problems: Problems) -> dict[str, int]:
    table = root.table("retention", "retention")
    if table is None:
        return {}
    from store.rules.retention import check_retention

    found = check_retention(table.data)
    for sentence in found:
        problems.add("retention", sentence)
    return {} if found else {str(key): int(value) for key, value in table.data.items()}
