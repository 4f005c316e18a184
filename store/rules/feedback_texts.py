"""What a reporter may hear of a signal, as a text that is ready to give.

The texts are made of fixed sentences, the reporter's own organisation, the number and day of the report and who
answers. Who it is about, where, what was found, who helps and why are no parameters, so they cannot slip in.
Sources: a partner hears *that* a signal was not picked up, never why (sector norm); after a report under article 5:2
of the Wvggz only essential relatives hear the outcome (law); residents and relatives hear that their report was
received and looked at, nothing of the person (own norm).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.codes import ClockKind, Code, PartnerType
from store.local_time import day_month_year
from store.text import one_line

ANSWERS: tuple[ClockKind, ...] = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)
"""The terms in which a reporter is owed an answer: on receipt, after triage, at closing."""

PROFESSIONALS: frozenset[PartnerType] = frozenset(
    {
        PartnerType.HOUSING,
        PartnerType.POLICE,
        PartnerType.WELFARE,
        PartnerType.CARE,
        PartnerType.GP,
        PartnerType.MUNICIPALITY,
        PartnerType.UTILITY,
        PartnerType.INSURER,
        PartnerType.EDUCATION,
    }
)
"""Reporters who hear what became of a signal; volunteers and whoever is not known hear as little as a resident."""


class Course(Code):
    """What became of a signal, no finer than any reporter may ever hear."""

    RECEIVED = "received", "ontvangen"
    SEEN = "seen", "bekeken, nog niet besloten"
    TAKEN_UP = "taken_up", "opgepakt"
    KNOWN = "known", "al bekend"
    FORWARDED = "forwarded", "opgepakt en doorgegeven"
    NOT_TAKEN_UP = "not_taken_up", "niet opgepakt"
    CLOSED = "closed", "afgesloten"
    ADVISED = "advised", "advies gegeven"


@dataclass(frozen=True, slots=True)
class FeedbackText:
    """An answer that is ready to give, or why there is none.

    Either `body` is filled or `no_answer` (a Dutch sentence). `may_say` is what the answer tells; `withheld` is what
    this reporter may not hear with the reason, never the thing itself.
    """

    subject: str
    body: str
    may_say: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    no_answer: str = ""

    @property
    def whole(self) -> str:
        """Subject and body as they are copied, written and kept; empty when there is no answer."""
        return f"{self.subject}\n\n{self.body}\n" if self.body else ""


_SUBJECTS = {
    ClockKind.CONFIRMATION: "Ontvangst van uw melding",
    ClockKind.FEEDBACK: "Terugkoppeling op uw melding",
    ClockKind.CLOSING_FEEDBACK: "Afsluiting van uw melding",
}
_OUTCOMES = {
    Course.TAKEN_UP: ("Uw melding is opgepakt.", "dat de melding is opgepakt"),
    Course.KNOWN: (
        "Dit was al bij ons bekend. Het betrokken team neemt uw melding mee.",
        "dat dit al bekend was en dat het betrokken team de melding meeneemt",
    ),
    Course.FORWARDED: (
        "Uw melding is opgepakt en doorgegeven aan wie er het beste mee verder kan.",
        "dat de melding is opgepakt en doorgegeven",
    ),
    Course.NOT_TAKEN_UP: (
        "Wij hebben uw melding bekeken. De melding is niet opgepakt. De reden mogen wij u niet vertellen.",
        "dat de melding niet is opgepakt",
    ),
    Course.CLOSED: ("Uw melding is afgesloten.", "dat de melding is afgesloten"),
}
_PRIVACY = "Meer mogen wij u niet vertellen, om de privacy van de betrokkene te beschermen."
_NOTHING = "Over de betrokkene mogen wij u niets vertellen, om diens privacy te beschermen."
_AGAIN = "Maakt u zich opnieuw zorgen, meld het ons dan gerust weer. Bij direct gevaar belt u 112."
_ALWAYS = (
    ("wie het is en waar: naam, adres, telefoon", "staat nooit in een antwoord aan een melder"),
    ("gezondheid en zorg", "is alleen voor wie de betrokkene helpt"),
    ("wie er helpt: het team en andere organisaties", "gaat de melder niet aan"),
)


def feedback_text(
    kind: ClockKind,
    signal_outcome: Course,
    reporter_type: PartnerType,
    *,
    wvggz: bool,
    essential_relative: bool,
    partner_name: str,
    number: str,
    received_on: date,
    team_name: str,
    worker: str,
) -> FeedbackText:
    """Return what this reporter may hear now, in full sentences, or why no answer may be given.

    `wvggz`: the report was one under article 5:2 of the Wvggz; `essential_relative`: the reporter is an essentiële
    naaste (it counts for residents and relatives only). `partner_name` is the reporter's own organisation, named
    above the answer to a professional; `received_on` a local day; `team_name` and `worker` are who answers. Another
    `kind` than `ANSWERS` is a `ValueError`.
    """
    if kind not in ANSWERS:
        raise ValueError("not an answer to a reporter")
    professional = reporter_type in PROFESSIONALS
    essential = essential_relative and reporter_type in (PartnerType.RESIDENT, PartnerType.RELATIVE)
    hears_outcome = essential if wvggz else professional
    subject = f"{_SUBJECTS[kind]} {one_line(number, 40)}".strip()
    withheld = _withheld(kind, signal_outcome, wvggz=wvggz, hears_outcome=hears_outcome)
    refusal = _refusal(kind, signal_outcome, wvggz=wvggz, hears_outcome=hears_outcome)
    if refusal:
        return FeedbackText(subject, "", (), withheld, refusal)
    sentences, may_say = _told(kind, signal_outcome, hears_outcome=hears_outcome, essential=essential)
    greeting = "Beste collega," if professional else "Geachte heer of mevrouw,"
    organisation = one_line(partner_name, 80) if professional else ""
    day = day_month_year(received_on)
    opening = f"Op {day} ontvingen wij een melding van u. Deze heeft bij ons nummer {one_line(number, 40)}."
    signed = [line for line in (one_line(worker, 80), one_line(team_name, 80)) if line]
    body = "\n\n".join(
        [
            *([f"Aan: {organisation}"] if organisation else []),
            greeting,
            opening,
            " ".join(sentences),
            _AGAIN,
            "\n".join(["Met vriendelijke groet,", *signed]),
        ]
    )
    return FeedbackText(subject, body, ("het nummer en de dag van de melding", *may_say), withheld)


def _refusal(kind: ClockKind, course: Course, *, wvggz: bool, hears_outcome: bool) -> str:
    if course == Course.ADVISED:
        return (
            "U kunt geen antwoord geven, omdat na een advies geen gegevens van de melder worden bewaard. "
            "De melder kreeg het advies al."
        )
    if kind == ClockKind.CONFIRMATION:
        return ""
    if wvggz and not hears_outcome:
        return (
            "U mag deze melder geen antwoord geven, omdat na een melding op grond van de Wvggz (artikel 5:2) alleen "
            "essentiële naasten de uitkomst horen."
        )
    if kind == ClockKind.CLOSING_FEEDBACK:
        if course in (Course.CLOSED, Course.NOT_TAKEN_UP):
            return ""
        return "U mag nu geen antwoord geven, omdat dit nog niet is afgesloten."
    if course == Course.RECEIVED or (course == Course.SEEN and hears_outcome):
        return (
            "U mag nu nog geen antwoord geven, omdat over dit signaal nog niet is besloten. "
            "Triëer en routeer het eerst."
        )
    return ""


def _told(
    kind: ClockKind, course: Course, *, hears_outcome: bool, essential: bool
) -> tuple[list[str], list[str]]:
    """Return the sentences of an answer and, in a few words each, what they tell."""
    if kind == ClockKind.CONFIRMATION:
        if course == Course.RECEIVED:
            told, say = "Wij gaan de melding bekijken.", "dat de melding is ontvangen"
        else:
            told, say = "Wij hebben de melding bekeken.", "dat de melding is ontvangen en bekeken"
        later = ["Vroeg u om terugkoppeling, dan hoort u nog van ons."] if hears_outcome else []
        return [told, *later, _NOTHING], [say]
    if hears_outcome:
        shown = Course.TAKEN_UP if essential and course in (Course.KNOWN, Course.FORWARDED) else course
        told, say = _OUTCOMES[shown]
        privacy = [] if shown == Course.NOT_TAKEN_UP else [_PRIVACY]
        return [told, *privacy], [say]
    if course == Course.CLOSED:
        told, say = _OUTCOMES[Course.CLOSED]
        return [told, _PRIVACY], [say]
    return ["Wij hebben de melding bekeken.", _PRIVACY], ["dat de melding is ontvangen en bekeken"]


def _withheld(
    kind: ClockKind, course: Course, *, wvggz: bool, hears_outcome: bool
) -> tuple[tuple[str, str], ...]:
    found = list(_ALWAYS)
    blocked = wvggz and not hears_outcome
    if blocked:
        found.append(("de uitkomst", "na een Wvggz-melding (artikel 5:2) alleen voor essentiële naasten"))
    elif not hears_outcome:
        found.append(
            ("of de melding is opgepakt", "een inwoner of naaste hoort alleen: ontvangen en bekeken")
        )
    elif course == Course.NOT_TAKEN_UP:
        found.append(("waarom de melding niet is opgepakt", "een melder hoort dát, nooit waarom"))
    elif course != Course.CLOSED and kind != ClockKind.CONFIRMATION:
        found.append(("wat er gebeurt en wat er is gevonden", "een melder hoort dát, nooit wat of waarom"))
    if course == Course.CLOSED and not blocked:
        found.append(("hoe het is afgelopen", "een melder hoort dát het is afgesloten, niet hoe"))
    return tuple(found)
