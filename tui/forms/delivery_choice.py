"""Who and what a row of a delivery may belong to, as somebody chooses it in the trial. Pure; facts and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from store.queries.radar import PersonMatch, Radar, RadarCase
from tui.forms.delivery_run import Remark
from tui.forms.radar_text import case_words, signals_of

if TYPE_CHECKING:
    from store.acts.delivery_links import Belongs


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known (`match`), or an open case of the address or the household (`case`).

    `who` names it in a few words, `where` is the address, `reason` why it may be the one, `more` what is known of it.
    """

    who: str
    where: str
    reason: str
    more: str
    match: PersonMatch | None = None
    case: RadarCase | None = None

    @property
    def key(self) -> str:
        """What tells it from the others, also after the trial was made again."""
        return f"r{self.match.resident_id}" if self.match else f"c{self.case.id if self.case else 0}"

    @property
    def belongs(self) -> Belongs:
        """What the act that brings the delivery in is told."""
        from store.acts.links import Recognised, Seen

        if self.match is None:
            return self.case.id if self.case else 0
        return Recognised(self.match.resident_id, Seen(self.match.level, self.match.reasons))

    @property
    def case_id(self) -> int | None:
        """The case to look at, if there is one."""
        case = self.match.case if self.match else self.case
        return case.id if case else None

    @property
    def signal_id(self) -> int | None:
        """The newest signal, to look at without a case."""
        return self.match.signal_id if self.match else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a row belongs to, and the row as it was when that was said."""

    candidate: Candidate
    remark: Remark

    @property
    def words(self) -> str:
        """The choice on the line of its row."""
        return f"✓ hoort bij {self.candidate.who}"


def candidates(known: Radar, today: date) -> tuple[Candidate, ...]:
    """Return what a row may belong to: people, surest first, then open cases nobody among them has."""
    found = [
        Candidate(
            match.who,
            match.where,
            match.reason,
            case_words(match.case) if match.case else signals_of(match, today),
            match=match,
        )
        for match in known.matches
    ]
    told = {match.case.id for match in known.matches if match.case}
    for cases, reason in ((known.cases, "zelfde adres"), (known.household, "zelfde huishouden")):
        for case in cases:
            if case.id not in told:
                told.add(case.id)
                who = f"casus {case.number}" + (f" van {case.who}" if case.who else "")
                found.append(Candidate(who, "", reason, case_words(case), case=case))
    return tuple(found)


def following(found: tuple[Candidate, ...], now: Candidate | None) -> Candidate | None:
    """Return the choice after `now`: the surest, then the next, after the last nobody."""
    keys = [one.key for one in found]
    at = keys.index(now.key) + 1 if now is not None and now.key in keys else 0 if now is None else len(keys)
    return found[at] if at < len(found) else None
