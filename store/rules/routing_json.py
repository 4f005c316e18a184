"""Rules and explanations as plain dictionaries, for JSON and for the columns that hold them.

Reading back is strict: what was damaged or made by something else is refused with `InvalidInput`, never half
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from store.codes import Code, PartnerType, Theme, Urgency, YesNoUnknown
from store.errors import InvalidInput
from store.rules.facts import ordered_themes
from store.rules.rule import (
    MODES,
    OUTCOMES,
    Beside,
    Conditions,
    Considered,
    Explanation,
    First,
    Outcome,
    Rule,
)

C = TypeVar("C", bound=Code)


def explanation_dict(explanation: Explanation) -> dict[str, Any]:
    """Return `explanation` as plain data with the same keys.

    `values` is a list of `{"label", "value"}`; the other lists hold the fields of their dataclass.
    """
    return {
        "team": explanation.team,
        "rule": explanation.rule,
        "because": explanation.because,
        "source": explanation.source,
        "values": [{"label": label, "value": value} for label, value in explanation.values],
        "considered": [asdict(item) for item in explanation.considered],
        "beside": [asdict(item) for item in explanation.beside],
        "first": [asdict(item) for item in explanation.first],
    }


def explanation_from_dict(data: object) -> Explanation:
    """Return the explanation that `explanation_dict` wrote. Raises `InvalidInput` for anything else."""
    with_name = "uitleg"
    table = _table(data, with_name)
    return Explanation(
        team=_text(table, "team", with_name),
        rule=_text(table, "rule", with_name),
        because=_text(table, "because", with_name),
        source=_text(table, "source", with_name),
        values=tuple(
            (_text(item, "label", with_name), _text(item, "value", with_name))
            for item in _tables(table, "values", with_name)
        ),
        considered=tuple(
            Considered(
                _text(item, "rule", with_name),
                _text(item, "summary", with_name),
                _outcome(_text(item, "outcome", with_name)),
                _text(item, "why", with_name),
            )
            for item in _tables(table, "considered", with_name)
        ),
        beside=tuple(
            Beside(*(_text(item, key, with_name) for key in ("team", "rule", "because")))
            for item in _tables(table, "beside", with_name)
        ),
        first=tuple(
            First(*(_text(item, key, with_name) for key in ("instruction", "rule", "because")))
            for item in _tables(table, "first", with_name)
        ),
    )


def conditions_dict(when: Conditions) -> dict[str, Any]:
    """Return only the conditions that are set, as identifiers; themes in the order of the code list."""
    data: dict[str, Any] = {}
    for key in ("district", "urgency", "partner_type", "in_care", "children_present"):
        if values := getattr(when, key):
            data[key] = [str(value) for value in values]
    for key in ("themes_any", "themes_all", "themes_only"):
        if themes := getattr(when, key):
            data[key] = [str(theme) for theme in ordered_themes(themes)]
    for key in ("age_min", "age_max", "eviction_threatened", "acute_danger"):
        if (value := getattr(when, key)) is not None:
            data[key] = value
    return data


def conditions_from_dict(data: object) -> Conditions:
    """Return the conditions that `conditions_dict` wrote. Raises `InvalidInput` for anything else."""
    table = dict(_table(data, "voorwaarden"))
    when = Conditions(
        district=tuple(_strings(table.pop("district", []))),
        urgency=_codes(Urgency, table.pop("urgency", [])),
        partner_type=_codes(PartnerType, table.pop("partner_type", [])),
        in_care=_codes(YesNoUnknown, table.pop("in_care", [])),
        children_present=_codes(YesNoUnknown, table.pop("children_present", [])),
        themes_any=frozenset(_codes(Theme, table.pop("themes_any", []))),
        themes_all=frozenset(_codes(Theme, table.pop("themes_all", []))),
        themes_only=frozenset(_codes(Theme, table.pop("themes_only", []))),
        age_min=_optional(table.pop("age_min", None), int),
        age_max=_optional(table.pop("age_max", None), int),
        eviction_threatened=_optional(table.pop("eviction_threatened", None), bool),
        acute_danger=_optional(table.pop("acute_danger", None), bool),
    )
    if table:
        raise _damaged("voorwaarden")
    return when


def rule_dict(rule: Rule) -> dict[str, Any]:
    """Return `rule` as plain data; `when` as `conditions_dict`."""
    return {
        "key": rule.key,
        "order": rule.order,
        "mode": rule.mode,
        "when": conditions_dict(rule.when),
        "team": rule.team,
        "instruction": rule.instruction,
        "because": rule.because,
        "source": rule.source,
    }


def rule_from_dict(data: object) -> Rule:
    """Return the rule that `rule_dict` wrote. Raises `InvalidInput` for anything else."""
    table = _table(data, "regel")
    mode = _text(table, "mode", "regel")
    order = table.get("order")
    if mode not in MODES or not isinstance(order, int):
        raise _damaged("regel")
    return Rule(
        key=_text(table, "key", "regel"),
        order=order,
        mode=mode,
        when=conditions_from_dict(table.get("when")),
        team=_optional(table.get("team"), str),
        instruction=_optional(table.get("instruction"), str),
        because=_text(table, "because", "regel"),
        source=_text(table, "source", "regel"),
    )


def _damaged(what: str) -> InvalidInput:
    return InvalidInput(
        f"De opgeslagen {what} is beschadigd of niet door Signaalpunt gemaakt. Er is niets gewijzigd; "
        "bepaal de route opnieuw."
    )


def _table(data: object, what: str) -> Mapping[str, object]:
    if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
        raise _damaged(what)
    return data


def _tables(table: Mapping[str, object], key: str, what: str) -> Iterable[Mapping[str, object]]:
    items = table.get(key)
    if not isinstance(items, list):
        raise _damaged(what)
    return [_table(item, what) for item in items]


def _text(table: Mapping[str, object], key: str, what: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise _damaged(what)
    return value


def _outcome(value: str) -> Outcome:
    if value not in OUTCOMES:
        raise _damaged("uitleg")
    return value


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _damaged("voorwaarden")
    return value


def _codes(code: type[C], value: object) -> tuple[C, ...]:
    known = {member.value: member for member in code}
    try:
        return tuple(known[item] for item in _strings(value))
    except KeyError:
        raise _damaged("voorwaarden") from None


T = TypeVar("T", int, bool, str)


def _optional(value: object, kind: type[T]) -> T | None:
    if value is None:
        return None
    if type(value) is not kind:
        raise _damaged("regel")
    return value
