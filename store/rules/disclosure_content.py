"""The sections of a case summary, each as far as the recipient may read it. Which ones are told: `disclosure`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from store.codes import ZRM_LEVELS, InfoLevel, PartnerType, YesNoUnknown
from store.local_time import day_year, local_day, moment
from store.rules.disclosed import Block, Bullets, Passage, Remark, Rows, Section, filled_table
from store.rules.disclosure_audience import CARE_ORIGINS, MEDICAL_DOMAINS, Telling
from store.rules.disclosure_facts import (
    ActionFacts,
    ConsentFacts,
    DecisionFacts,
    NoteFacts,
    Recipient,
    SignalFacts,
)
from store.rules.disclosure_identity import address, birth_year, full_name, initials
from store.rules.normalise import pretty_phone
from store.text import fold

_NOT_TOLD = "niet vermeld"


def _section(key: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(key, title, tuple(blocks))


def _rows(rows: Iterable[tuple[str, str]]) -> list[Block]:
    kept = tuple((label, value) for label, value in rows if value)
    return [Rows(kept)] if kept else []


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[Block]:
    """A table without the columns that hold nothing; nothing when there are no rows."""
    made = filled_table(columns, rows)
    return [] if made is None else [made]


def _passage(source: str, text: str) -> list[Block]:
    return [Passage(source, text)] if text.strip() else []


def resident(telling: Telling) -> Section:
    """Who it is about: by initials and year of birth, or by address, and in full only at a handover."""
    case, year = telling.case, birth_year(telling.case)
    if telling.level == InfoLevel.HANDOVER:
        born = day_year(case.birth_date) if case.birth_date else str(year or "")
        rows = [
            ("Naam", full_name(case)),
            ("Geboren", born),
            ("Telefoon", pretty_phone(case.phone)),
            ("Adres", address(case)),
            ("Wijk", case.district),
            ("Huishouden", telling.text(case.household_note)),
        ]
    elif short := initials(case):
        rows = [("Initialen", short), ("Geboortejaar", str(year or ""))]
    else:
        rows = [("Adres", address(case) if case.street else "")]
    return _section("resident", "Betrokkene", _rows(rows))


def visit_safety(telling: Telling) -> Section:
    """What who goes there must know; told to police as well, for safety is theirs."""
    police = not telling.audience.care
    text = telling.text(telling.case.visit_safety, safety=police)
    return _section("visit_safety", "Veiligheid bij een bezoek", _passage("", text))


def question(telling: Telling) -> Section:
    """What the table is asked."""
    text = telling.text(telling.case.question)
    return _section("question", "Vraag aan het overleg", _passage("", text))


def concern(telling: Telling) -> Section:
    """What it is about and how urgent it is."""
    case = telling.case
    urgency = case.urgency.label if case.urgency else ""
    return _section(
        "concern",
        "Waar het om gaat",
        _rows((("Thema's", telling.themes(case.themes)), ("Urgentie", urgency))),
    )


def plan(telling: Telling) -> Section:
    """Goal and plan; these are about care."""
    case = telling.case
    if not telling.audience.care:
        telling.hide("Doel en plan", telling.audience.why_not_care, when=case.goal or case.plan)
        return _section("plan", "Doel en plan", ())
    goal, steps = telling.text(case.goal), telling.text(case.plan)
    return _section("plan", "Doel en plan", [*_passage("Doel", goal), *_passage("Plan", steps)])


def _origin(telling: Telling, signal: SignalFacts) -> str:
    """Tell where a signal came from as far as that may be told."""
    if telling.may_name(signal):
        told = (signal.reporter_name, signal.organisation, signal.reporter_relation)
        return ", ".join(part for part in told if part) or _kind(signal.origin)
    if signal.anonymous:
        telling.hide("De herkomst van anonieme signalen", "de melder wil anoniem blijven")
        return _NOT_TOLD
    if telling.from_care(signal.origin):
        telling.hide("De herkomst van signalen uit de zorg", telling.why_not_from_care)
        return _NOT_TOLD
    return _kind(signal.origin)


def _kind(origin: PartnerType | None) -> str:
    return origin.label if origin else _NOT_TOLD


def signals(telling: Telling) -> Section:
    """How many signals there are, of which day and kind of organisation."""
    rows = [
        (one.number, day_year(one.received_on), _origin(telling, one), telling.themes(one.themes))
        for one in telling.case.signals
    ]
    return _section("signals", "Signalen", _table(("Nummer", "Ontvangen", "Herkomst", "Thema's"), rows))


def _told_signals(telling: Telling) -> list[SignalFacts]:
    """Return the signals whose texts may be told."""
    told = [one for one in telling.case.signals if not telling.from_care(one.origin)]
    telling.hide(
        "Teksten van signalen uit de zorg",
        telling.why_not_from_care,
        when=len(told) < len(telling.case.signals),
    )
    return told


def _told_notes(telling: Telling, *, is_fact: bool) -> list[NoteFacts]:
    told = [one for one in telling.case.notes if not telling.from_care(one.origin)]
    telling.hide("Notities uit de zorg", telling.why_not_from_care, when=len(told) < len(telling.case.notes))
    return [one for one in told if one.is_fact == is_fact]


def facts(telling: Telling) -> Section:
    """What was seen: of signals and of the team's notes."""
    blocks: list[Block] = []
    for one in _told_signals(telling):
        source = f"Signaal {one.number} · {day_year(one.received_on)} · {_origin(telling, one)}"
        blocks += _passage(source, telling.text(one.facts))
    for note in _told_notes(telling, is_fact=True):
        blocks += _passage(
            f"Notitie · {day_year(local_day(note.at))} · {telling.label(note.by)}", telling.text(note.body)
        )
    return _section("facts", "Feiten: wat is gezien", blocks)


def opinions(telling: Telling) -> Section:
    """What is thought, apart from what was seen."""
    blocks: list[Block] = []
    for one in _told_signals(telling):
        blocks += _passage(f"Bij signaal {one.number}, volgens de melder", telling.text(one.opinion))
    for note in _told_notes(telling, is_fact=False):
        blocks += _passage(
            f"Notitie · {day_year(local_day(note.at))} · {telling.label(note.by)}", telling.text(note.body)
        )
    if blocks:
        blocks.insert(0, Remark("Dit zijn indrukken en meningen; ze zijn niet vastgesteld."))
    return _section("opinions", "Meningen: wat wordt gedacht", blocks)


def requests(telling: Telling) -> Section:
    """What reporters asked."""
    lines = [
        f"{one.number}: {telling.text(one.request)}" for one in _told_signals(telling) if one.request.strip()
    ]
    return _section("requests", "Wat is gevraagd", [Bullets(tuple(lines))] if lines else [])


def attempts(telling: Telling) -> Section:
    """Contact attempts, and what works: the ways in which the resident was reached."""
    case = telling.case
    rows = [
        (
            moment(one.at),
            f"{one.kind.label}, {one.day_part.label}",
            "bereikt" if one.reached else "niet bereikt",
            telling.text(one.with_whom),
            telling.text(one.result),
        )
        for one in case.attempts
    ]
    blocks = _table(("Wanneer", "Hoe", "Bereikt", "Met wie", "Resultaat"), rows)
    if rows:
        reached = Counter(
            f"{one.kind.label} in de {one.day_part.label}" for one in case.attempts if one.reached
        )
        works = " · ".join(f"{way} ({count}×)" for way, count in reached.most_common())
        blocks.insert(0, Rows((("Wat werkt", works or "nog niet bekend: nog niemand bereikt"),)))
    return _section("attempts", "Contactpogingen", blocks)


def scores(telling: Telling) -> Section:
    """Life domains that were scored, with their day; these are about care."""
    case = telling.case
    if not telling.audience.care:
        telling.hide("Scores van leefgebieden", telling.audience.why_not_care, when=case.scores)
        return _section("scores", "Leefgebieden", ())
    told = [one for one in case.scores if telling.audience.medical or one.domain not in MEDICAL_DOMAINS]
    telling.hide(
        "Scores van gezondheid en middelengebruik",
        telling.audience.why_not_medical,
        when=len(told) < len(case.scores),
    )
    rows = []
    for one in told:
        before = f" (was {one.previous_level})" if one.previous_level is not None else ""
        level = f"{one.level} {ZRM_LEVELS.get(one.level, '')}".strip() + before
        rows.append((one.domain.label, level, day_year(one.on), telling.text(one.note)))
    blocks = _table(("Leefgebied", "Score (ZRM)", "Gescoord op", "Toelichting"), rows)
    return _section("scores", "Leefgebieden", blocks)


def resident_view(telling: Telling) -> Section:
    """What the resident says of it."""
    text = telling.text(telling.case.resident_view)
    return _section("resident_view", "Zienswijze van de betrokkene", _passage("", text))


def informed(telling: Telling) -> Section:
    """What the resident was told about the signals."""
    words = {
        YesNoUnknown.YES: "de betrokkene is op de hoogte",
        YesNoUnknown.NO: "de betrokkene is niet op de hoogte",
        YesNoUnknown.UNKNOWN: "niet bekend of de betrokkene op de hoogte is",
    }
    lines = []
    for one in telling.case.signals:
        reason = "" if telling.from_care(one.origin) else telling.text(one.not_aware_reason)
        lines.append(f"{one.number}: {words[one.aware]}" + (f"; {reason}" if reason.strip() else ""))
    return _section("informed", "Wat de betrokkene weet", [Bullets(tuple(lines))] if lines else [])


def consents(telling: Telling, given: Sequence[ConsentFacts], recipient: Recipient, today: date) -> Section:
    """What the resident agreed to; who may know nothing of care only hears of its own organisation."""
    rows = []
    for one in given:
        own = not one.organisation.strip() or fold(one.organisation) == fold(recipient.organisation)
        if not own and not (telling.audience.medical and telling.audience.care):
            telling.hide("Toestemmingen voor andere organisaties", telling.why_not_from_care)
            continue
        state = f"gegeven op {day_year(one.given_on)}"
        if one.withdrawn_on is not None and one.withdrawn_on <= today:
            state += f", ingetrokken op {day_year(one.withdrawn_on)}"
        rows.append((one.organisation or "elke organisatie", telling.text(one.scope), state))
    return _section("consents", "Toestemmingen", _table(("Voor wie", "Waarvoor", "Stand"), rows))


def organisations(telling: Telling) -> Section:
    """Which organisations take part."""
    names = []
    for one in telling.case.organisations:
        if one.type in CARE_ORIGINS and telling.from_care(one.type):
            telling.hide("Betrokken organisaties in de zorg", telling.why_not_from_care)
        elif name := telling.label(one.name).strip():
            names.append(name)
    unique = tuple(dict.fromkeys(names))
    return _section("organisations", "Betrokken organisaties", [Bullets(unique)] if unique else [])


def decisions(telling: Telling) -> Section:
    """What meetings decided."""
    rows = [
        (day_year(one.on), _decision(telling, one), _who(telling, one), _day(one.due_on))
        for one in telling.case.decisions
    ]
    return _section("decisions", "Besluiten", _table(("Datum", "Besluit", "Wie", "Uiterlijk"), rows))


def _decision(telling: Telling, one: DecisionFacts) -> str:
    parts = [telling.text(one.body)]
    if one.condition.strip():
        parts.append(f"Voorwaarde: {telling.text(one.condition)}")
    if one.informing.strip():
        parts.append(f"Betrokkene: {telling.text(one.informing)}")
    return "\n".join(part for part in parts if part.strip())


def _who(telling: Telling, one: DecisionFacts) -> str:
    return " · ".join(telling.label(part) for part in (one.owner, one.assigned_to) if part.strip())


def _day(day: date | None) -> str:
    return day_year(day) if day else ""


def actions(telling: Telling) -> list[Section]:
    """What was agreed: still open, and done."""
    waiting = [one for one in telling.case.actions if one.done_on is None]
    done = [one for one in telling.case.actions if one.done_on is not None]
    open_rows = [(telling.text(one.title), telling.label(one.owner), _day(one.due_on)) for one in waiting]
    done_rows = [(_done(telling, one), telling.label(one.owner), _day(one.done_on)) for one in done]
    return [
        _section("open_actions", "Openstaande acties", _table(("Actie", "Wie", "Uiterlijk"), open_rows)),
        _section("done_actions", "Afgeronde acties", _table(("Actie", "Wie", "Afgerond"), done_rows)),
    ]


def _done(telling: Telling, one: ActionFacts) -> str:
    note = telling.text(one.done_note)
    return f"{telling.text(one.title)}\n{note}" if note.strip() else telling.text(one.title)


def aftercare(telling: Telling) -> Section:
    """Checks that follow; these are about care."""
    case = telling.case
    if not telling.audience.care:
        telling.hide("Nazorg", telling.audience.why_not_care, when=case.aftercare)
        return _section("aftercare", "Nazorg", ())
    rows = [
        (one.kind.label, day_year(one.due_on), _day(one.done_on) or "nog te doen") for one in case.aftercare
    ]
    return _section("aftercare", "Nazorg", _table(("Wat", "Gepland op", "Gedaan"), rows))


def course(telling: Telling) -> Section:
    """The life of the case in one order, oldest first."""
    case = telling.case
    lines = [
        *(
            (one.received_on, 0, f"Signaal {one.number} ontvangen", _origin(telling, one))
            for one in case.signals
        ),
        *((local_day(one.at), 1, one.new.label, telling.text(one.reason)) for one in case.events),
        *((day, 2, "Besproken in overleg", "") for day in sorted({one.on for one in case.decisions})),
    ]
    lines.sort(key=lambda line: (line[0], line[1]))
    rows = [(day_year(day), what, more) for day, _, what, more in lines]
    return _section("course", "Verloop", _table(("Datum", "Wat", "Toelichting"), rows))
