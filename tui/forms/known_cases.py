"""The open cases a signal may belong to, as the answers to "al bekend?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.engine.lifecycle import Store
from store.queries.radar import RadarCase, radar
from store.queries.radar_address import AddressParts
from store.queries.radar_people import cases_of_linked
from store.queries.signals import SignalDetail
from store.rules.person_match import MatchLevel, PersonParts
from tui.forms.radar_text import case_choices
from tui.forms.triage_plan import NEW_CASE
from tui.widgets.choice import Option


@dataclass(frozen=True)
class KnownCases:
    """`cases`: id → (case, why); `sure` is the one case of which the person is certain, if there is just one.

    Somebody who was linked by hand is certain whatever the likeness.
    """

    cases: dict[int, tuple[RadarCase, str]]
    sure: int | None
    chosen: tuple[int, str] | None

    def options(self) -> list[Option]:
        """Return the answers: not known, each case found, and a case that was chosen before."""
        found = [(NEW_CASE, "nee, dit is nieuw")]
        for case_id, (case, reason) in self.cases.items():
            found.append((str(case_id), f"{case.number} · {case.who} ({reason.partition(':')[0]})"))
        if self.chosen and self.chosen[0] not in self.cases:
            found.append((str(self.chosen[0]), f"{self.chosen[1]} · eerder gekozen"))
        return found

    def why(self, answer: str) -> str:
        """Return why the case of an answer may be the one; empty for a new one."""
        known = self.cases.get(int(answer)) if answer.isdecimal() else None
        return known[1] if known else ""

    @property
    def numbers(self) -> dict[int, str]:
        """Case numbers by id."""
        return {
            **dict([self.chosen] if self.chosen else []),
            **{id: case.number for id, (case, _) in self.cases.items()},
        }


def known_cases(store: Store, detail: SignalDetail, today: date) -> KnownCases:
    """Return the cases `detail` may belong to, its own signal left out."""
    known = radar(
        store,
        address=AddressParts(
            detail.street, detail.house_number, detail.addition, detail.postcode, detail.place
        ),
        person=PersonParts(detail.given, detail.prefix, detail.surname, detail.birth_date, detail.birth_year),
        today=today,
        exclude_signal_id=detail.id,
    )
    linked = {case.id: (case, "gekoppeld: dezelfde persoon") for case in cases_of_linked(store, detail.id)}
    certain = linked.keys() or {
        match.case.id for match in known.matches if match.case and match.level is MatchLevel.CERTAIN
    }
    return KnownCases(
        cases={**linked, **{case.id: linked.get(case.id, (case, why)) for case, why in case_choices(known)}},
        sure=next(iter(certain)) if len(certain) == 1 else None,
        chosen=(detail.case_id, detail.case_number) if detail.case_id else None,
    )
