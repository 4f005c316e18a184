"""What an export would show, and what still stands in its way: the same answer for the preview and for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store.codes import LegalBasis
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.case_detail import case_detail
from store.queries.case_file import case_consents, case_file
from store.queries.shared import fetch, fetch_one, marks, one_state
from store.queries.sharing import consents, partner_named
from store.queries.visibility import may_see_case
from store.rules.disclosed import Disclosed
from store.rules.disclosure import disclose
from store.rules.disclosure_facts import CaseFile, Recipient
from store.rules.export_answers import ExportAnswers, Missing, missing_answers

NAMED_CASES = 6
"""Cases that a sentence names by their number; of more it tells how many."""


def with_partner(store: Store, case_id: int, answers: ExportAnswers) -> tuple[ExportAnswers, int | None]:
    """Return the answers with the name and type of the partner they mean, and its id; None when it is no partner.

    What a known partner is decides the type: nobody gets more by calling it something else. Raises `NotFound`.
    """
    row = fetch_one(store, "SELECT profile_id FROM cases WHERE id = ?", (case_id,))
    if row is None:
        raise NotFound("Deze casus staat niet (meer) in deze opslag.")
    tidy = answers.tidy()
    found = partner_named(store, tidy.organisation, row[0])
    if found is None:
        return tidy, None
    return replace(tidy, organisation=found.name, recipient_type=found.type).tidy(), found.id


def export_problems(store: Store, case_id: int, answers: ExportAnswers, today: date) -> tuple[Missing, ...]:
    """Return which answers are missing or cannot be used for this case, in the order of the questions."""
    given, _ = with_partner(store, case_id, answers)
    found = list(missing_answers(given, today))
    if given.basis == LegalBasis.CONSENT and given.organisation:
        known = consents(store, case_id)
        if not any(one.covers(given.organisation, today) for one in known):
            found.append(
                Missing(
                    "basis",
                    "Grondslag: voor deze ontvanger is geen toestemming vastgelegd. Leg die vast in de casus "
                    "(blad Delen, toets t) of kies een andere grondslag.",
                )
            )
    return tuple(found)


def problems_of_cases(
    store: Store, case_ids: Sequence[int], answers: ExportAnswers, today: date
) -> tuple[Missing, ...]:
    """Return what stands in the way of sharing several cases with the same answers, each thing once.

    What holds for some of the cases only is followed by their numbers.
    """
    found: dict[Missing, list[int]] = {}
    for case_id in case_ids:
        for one in export_problems(store, case_id, answers, today):
            found.setdefault(one, []).append(case_id)
    return tuple(
        one
        if len(of) == len(case_ids)
        else replace(one, sentence=f"{one.sentence} Dit geldt voor {_numbers(store, of)}.")
        for one, of in found.items()
    )


def _numbers(store: Store, case_ids: Sequence[int]) -> str:
    shown = case_ids[:NAMED_CASES]
    seen, _ = may_see_case(store, "id")
    rows = fetch(
        store, f"SELECT number FROM cases WHERE id IN ({marks(shown)}) AND {seen} ORDER BY id", shown
    )
    rest = len(case_ids) - len(shown)
    return ", ".join(row[0] for row in rows) + (f" en nog {rest}" if rest else "")


def preview(
    store: Store, case_id: int, answers: ExportAnswers, today: date
) -> tuple[CaseFile, Disclosed] | None:
    """Return the case and what these answers would show of it; None while recipient, type or level is missing.

    The file is made of exactly this. Raises `NotFound` without such a case.
    """
    given, _ = with_partner(store, case_id, answers)
    if not given.organisation or given.recipient_type is None or given.level is None:
        return None
    with one_state(store):
        case = case_file(store, case_detail(store, case_id, today=today, limit=1))
        agreed = case_consents(store, case_id)
    recipient = Recipient(
        organisation=given.organisation,
        type=given.recipient_type,
        person=given.person,
        basis=given.basis,
        essential_relative=given.essential_relative,
    )
    return case, disclose(case, recipient, given.level, agreed, today)
