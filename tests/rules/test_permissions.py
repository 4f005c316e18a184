"""The table of roles and acts: no hole in it, and what the wish says of each role."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store
from store.codes import Role
from store.rules.permissions import ALLOWED, GROUPS, ActGroup, group_of, may, refusal

ACTS = Path(store.__file__).parent / "acts"
_ASKING = {"unit": 2, "check_allowed": 2}
"""Functions that take the identifier of an act, and at which place."""


def acts_in_code() -> Iterator[str]:
    """Yield the identifier of every act that the code of `store.acts` asks leave for."""
    for file in sorted(ACTS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKING:
                place = node.args[_ASKING[node.func.id]]
                if isinstance(place, ast.Constant):
                    yield str(place.value)


def test_every_act_has_a_group() -> None:
    assert sorted(set(acts_in_code()) - set(GROUPS)) == []


def test_no_group_names_an_act_that_is_not_there() -> None:
    assert sorted(set(GROUPS) - set(acts_in_code())) == []


@given(role=st.sampled_from(Role), group=st.sampled_from(ActGroup))
def test_a_refusal_names_the_role_what_it_was_and_who_may(role: Role, group: ActGroup) -> None:
    sentence = refusal(role, group)
    assert (sentence == "") == may(role, group) == (group in ALLOWED[role])
    if sentence:
        assert f"‘{role.label}’" in sentence
        assert group.label in sentence
        able = [one for one in Role if may(one, group)]
        assert all(one.label in sentence.partition("Vraag een ")[2] for one in able)


@given(act=st.text())
def test_an_act_that_is_not_in_the_table_is_never_for_who_only_looks(act: str) -> None:
    if act not in GROUPS:
        assert not may(Role.READER, group_of(act))
        assert not may(Role.LOG_KEEPER, group_of(act))


@pytest.mark.parametrize("group", ActGroup)
def test_a_coordinator_may_everything_and_who_only_looks_changes_nothing(group: ActGroup) -> None:
    assert may(Role.COORDINATOR, group)
    assert may(Role.READER, group) == (group in (ActGroup.LOOK, ActGroup.OWN))
    assert may(Role.LOG_KEEPER, group) == (group in (ActGroup.LOG, ActGroup.OWN))
    reserved = {
        ActGroup.PEOPLE,
        ActGroup.SHIELD,
        ActGroup.OVERSIGHT,
        ActGroup.APPROVAL,
        ActGroup.SETUP,
        ActGroup.LOG,
    }
    assert may(Role.WORKER, group) == (group not in reserved)
