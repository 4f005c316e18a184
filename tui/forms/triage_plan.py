"""From the answers of a triage to its consequences: the explained proposal, and what will happen. Pure and instant.

The facts are those of `store.acts.triage.facts_of`: what is shown here is what routing decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from store.acts.inputs import TriageInput
from store.codes import ClockKind, TeamKind, Theme, Urgency, YesNoUnknown
from store.local_time import local_day, short_day
from store.queries.directory import TeamRow
from store.queries.signals import SignalDetail
from store.rules.clocks import due_on, terms_for
from store.rules.facts import Facts, age_on
from store.rules.routing import Explanation, Rule, explain
from store.rules.workdays import add_workdays
from store.text import one_line
from tui.widgets.field_text import BLANK, Field

NEW_CASE = "new"
Answers = dict[str, str]


@dataclass(frozen=True, slots=True)
class House:
    """What a profile decides with: its rules, teams by key, names of its districts, terms that deviate."""

    rules: tuple[Rule, ...]
    teams: Mapping[str, TeamRow]
    districts: frozenset[str]
    terms: Mapping[str, int]


def answers_of(detail: SignalDetail, known_case: int | None) -> Answers:
    """Return the answers a signal brings along: what was reported or judged before."""
    case_id = detail.case_id or known_case
    return {
        "acute_danger": "yes" if detail.acute_danger else "no",
        "known": str(case_id) if case_id else NEW_CASE,
        "in_care": detail.in_care.value,
        "wvggz": detail.wvggz.value,
        "children_present": detail.children_present.value,
        "eviction_threatened": "yes" if detail.eviction_threatened else "no",
        "themes": " ".join(theme.value for theme in detail.themes),
        "urgency": detail.urgency.value if detail.urgency else "",
    }


def triage_input(answers: Mapping[str, str]) -> TriageInput | None:
    """Return the judgement, or None while urgency or themes are not chosen."""
    themes = themes_of(answers)
    if not themes or not answers["urgency"]:
        return None
    known = answers["known"]
    return TriageInput(
        urgency=Urgency.of(answers["urgency"]),
        themes=themes,
        acute_danger=answers["acute_danger"] == "yes",
        eviction_threatened=answers["eviction_threatened"] == "yes",
        children_present=YesNoUnknown.of(answers["children_present"] or "unknown"),
        in_care=YesNoUnknown.of(answers["in_care"] or "unknown"),
        wvggz=YesNoUnknown.of(answers["wvggz"] or "unknown"),
        known_case_id=int(known) if known.isdecimal() else None,
    )


def themes_of(answers: Mapping[str, str]) -> tuple[Theme, ...]:
    """Return the chosen themes in the order of the code list."""
    chosen = set(answers["themes"].split())
    return tuple(theme for theme in Theme if theme.value in chosen)


def not_yet(answers: Mapping[str, str]) -> str:
    """Return what still has to be chosen before the proposal can be followed; empty when nothing is."""
    missing = [] if themes_of(answers) else ["minstens één thema"]
    if not answers["urgency"]:
        missing.append("de urgentie")
    return f"Kies nog {' en '.join(missing)}; daar kijken de regels naar." if missing else ""


def facts_for(detail: SignalDetail, answers: Mapping[str, str], districts: frozenset[str]) -> Facts:
    """Return what the routing rules look at with these answers."""
    return Facts(
        municipality=detail.profile_key,
        district=detail.district if detail.district in districts else None,
        urgency=Urgency.of(answers["urgency"]) if answers["urgency"] else None,
        themes=frozenset(themes_of(answers)),
        age=age_on(detail.birth_date, detail.birth_year, local_day(detail.received_at)),
        in_care=YesNoUnknown.of(answers["in_care"] or "unknown"),
        partner_type=detail.partner_type,
        eviction_threatened=answers["eviction_threatened"] == "yes",
        children_present=YesNoUnknown.of(answers["children_present"] or "unknown"),
        acute_danger=answers["acute_danger"] == "yes",
    )


def proposal(detail: SignalDetail, answers: Mapping[str, str], house: House) -> Explanation:
    """Return where the signal goes with these answers, and why. Raises `ProfileError` without a catch-all rule."""
    names = {key: team.name for key, team in house.teams.items()}
    return explain(house.rules, facts_for(detail, answers, house.districts), names)


def urgency_words(answers: Mapping[str, str], house: House, today: date) -> str:
    """Return what the urgency means: "eerste contact binnen 1 werkdag: di 24 nov"."""
    if not answers["urgency"]:
        return ""
    urgency = Urgency.of(answers["urgency"])
    term = terms_for(ClockKind.FIRST_CONTACT, urgency, house.terms)
    if term is None:
        return "ter informatie: geen termijn voor een eerste contact"
    if term.amount == 0:
        return f"eerst bellen; eerste contact dezelfde dag: {short_day(due_on(term, today))}"
    return f"eerste contact binnen {term.length}: {short_day(due_on(term, today))}"


def consequences(
    detail: SignalDetail,
    answers: Mapping[str, str],
    house: House,
    team: TeamRow,
    explanation: Explanation,
    cases: Mapping[int, str],
    today: date,
) -> list[str]:
    """Return in order what will happen when the signal goes to `team`, each with its day. `cases`: id → number."""
    lines = []
    known = answers["known"]
    if team.opens_case:
        number = cases.get(int(known)) if known.isdecimal() else None
        lines.append(f"gekoppeld aan casus {number}" if number else f"nieuwe casus bij {team.name}")
        urgency = Urgency.of(answers["urgency"]) if answers["urgency"] else None
        if number is None:
            _clock(lines, "eerste contactpoging", ClockKind.FIRST_CONTACT, house, today, urgency)
        if detail.aware != YesNoUnknown.YES:
            _clock(lines, "betrokkene informeren (AVG)", ClockKind.INFORM_RESIDENT, house, today)
    elif team.kind == TeamKind.TREATING_PARTY:
        day = short_day(add_workdays(today, 1))
        lines.append(f"doorgezet naar {team.name}; niets wordt dubbel gedaan")
        lines.append(f"actie: behandelende partij inlichten, {day}")
    else:
        lines.append(f"doorgezet naar {team.name}; blijft van ons tot zij bevestigen")
        _clock(lines, "bevestiging van de overdracht", ClockKind.HANDOVER, house, today)
    for beside in explanation.beside:
        name = house.teams[beside.team].name if beside.team in house.teams else beside.team
        lines.append(f"actie: ook {name} inschakelen, {short_day(add_workdays(today, 1))}")
    reporter = one_line(detail.partner or detail.reporter_name, 40) or "de melder"
    lines += [
        f"bevestiging aan {reporter} uiterlijk {short_day(clock.due_on)}"
        for clock in detail.clocks
        if clock.kind == ClockKind.CONFIRMATION and clock.stopped_on is None
    ]
    if detail.feedback_wanted:
        _clock(lines, f"terugkoppeling aan {reporter}", ClockKind.FEEDBACK, house, today)
    return lines


def _clock(
    lines: list[str],
    what: str,
    kind: ClockKind,
    house: House,
    today: date,
    urgency: Urgency | None = None,
) -> None:
    term = terms_for(kind, urgency, house.terms)
    if term is not None:
        lines.append(f"{what} uiterlijk {short_day(due_on(term, today))}")


_SIGNS = {"won": "✓", "lost": "·", "not_needed": "·"}


def why_fields(explanation: Explanation, *, every: bool = False) -> list[Field]:
    """Return *Waarom hier?*: the rule that won with its reasons, then the rules that lost, the rest when `every`."""
    won = next(rule for rule in explanation.considered if rule.outcome == "won")
    fields = [
        Field(value="WAAROM HIER?", style="title"),
        Field(value=f"✓ {won.rule}  {won.summary}", style="accent"),
        Field("  omdat", explanation.because),
        Field("  bron", explanation.source, "quiet"),
    ]
    if explanation.values:
        fields.append(
            Field("  gekeken", "; ".join(f"{label}: {value}" for label, value in explanation.values))
        )
    for rule in explanation.considered:
        if rule.outcome == "lost" or (every and rule.outcome == "not_needed"):
            fields.append(Field(value=f"{_SIGNS[rule.outcome]} {rule.rule}  {rule.summary}"))
            fields.append(Field("  ", rule.why, "quiet"))
    rest = sum(rule.outcome == "not_needed" for rule in explanation.considered)
    if rest and not every:
        text = "1 regel daarna was" if rest == 1 else f"{rest} regels daarna waren"
        fields.append(Field(value=f"· {text} niet nodig (r toont ze)", style="quiet"))
    return fields


def proposal_fields(
    explanation: Explanation,
    house: House,
    lines: Sequence[str],
    *,
    title: str = "VOORSTEL",
    hint: str = "",
    calls: bool = True,
    every: bool = False,
) -> list[Field]:
    """Return the whole right half: the team, the teams beside it, what happens, why.

    `calls`: begin with whom to call first; off where a line across the screen says so already.
    """
    fields: list[Field] = []
    for first in explanation.first if calls else ():
        fields += [Field("! eerst", first.instruction, "late"), Field("", first.because, "quiet"), BLANK]
    team = house.teams.get(explanation.team)
    fields += [
        Field(value=title, style="title"),
        Field(value=team.name if team else explanation.team, style="accent"),
    ]
    if team is not None and team.contact:
        fields.append(Field("  bereikbaar", team.contact, "quiet"))
    for beside in explanation.beside:
        other = house.teams.get(beside.team)
        fields.append(Field("  en ook", f"{other.name if other else beside.team} ({beside.rule})", "strong"))
        fields.append(Field("  ", beside.because, "quiet"))
        if other is not None and other.contact:
            fields.append(Field("  ", other.contact, "quiet"))
    if hint:
        fields.append(Field(value=hint, style="quiet"))
    if lines:
        fields += [BLANK, Field(value="WAT ER GEBEURT", style="title")]
        fields += [Field(value=f"→ {line}") for line in lines]
    return [*fields, BLANK, *why_fields(explanation, every=every)]
