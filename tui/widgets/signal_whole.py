"""One signal whole, in fields: what was told, by whom, its terms, its route and its history. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.codes import SignalStatus, YesNoUnknown
from store.local_time import day_year, local, short_day
from store.queries.history import HistoryLine
from store.queries.shared import theme_words
from store.queries.signal_parts import RoutingView
from store.queries.signals import SignalDetail
from store.rules.clocks import describe_due
from store.rules.normalise import pretty_phone
from tui.text import moment
from tui.widgets.field_text import BLANK, Field
from tui.widgets.signal_preview import (
    aware_line,
    due_field,
    filled,
    missing_fields,
    received_line,
    running,
    squeeze,
    status_line,
)


def told(detail: SignalDetail, address_line: str = "") -> list[Field]:
    """Return the left half: who and where, facts apart from opinion and request, the reporter."""
    if detail.advice and detail.resident_id is None and not detail.facts:
        head = [Field(value="Er is geen persoonsgegeven van dit signaal bewaard.", style="quiet")]
    else:
        born = day_year(detail.birth_date) if detail.birth_date else ""
        head = filled(
            ("Betrokkene", detail.who),
            ("Geboren", born),
            ("BSN", detail.bsn),
            ("Telefoon", pretty_phone(detail.resident_phone)),
            ("Adres", detail.where_in_full),
            ("Wijk", detail.district),
            ("Dit adres", address_line),
        )
    fields = [
        Field(value=f"Signaal {detail.number} · {status_line(detail)}", style="title"),
        Field(value=received_line(detail), style="quiet"),
        BLANK,
        *head,
        BLANK,
    ]
    if detail.visit_safety:
        fields += [Field("! Bij een bezoek", detail.visit_safety, "late"), BLANK]
    if detail.facts or detail.status is not SignalStatus.ADVISED:
        told = detail.facts or "niets opgeschreven"
        fields.append(Field("Wat is gezien", told, "" if detail.facts else "quiet"))
    fields += [
        *filled(
            ("Sinds", detail.since),
            ("Hoe vaak", detail.frequency),
            ("Eerder gemeld", detail.earlier_reported),
            ("Achterstand", euros(detail.arrears_cents)),
        ),
        BLANK,
        *filled(("Wat denkt melder", detail.opinion), ("Verzoek", detail.request)),
        BLANK,
        *missing_fields(detail),
        BLANK,
        *filled(("Thema's", theme_words(detail.themes))),
        *_judged(detail),
        Field("Op de hoogte", aware_line(detail)),
        BLANK,
        *_reporter(detail),
        BLANK,
        *filled(("Advies", detail.advice if detail.status.value == "advised" else "")),
        *filled(("Herhaling van", f"signaal {detail.repeated_of}" if detail.repeated_of else "")),
    ]
    return squeeze(fields)


def euros(cents: int | None) -> str:
    """Return "€ 1.423,50"; "" for None."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    return f"€ {'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02}"


def _judged(detail: SignalDetail) -> list[Field]:
    fields = []
    if detail.acute_danger:
        fields.append(Field("Acuut gevaar", "ja", "late"))
    if detail.eviction_threatened:
        fields.append(Field("Huisuitzetting", "dreigt", "today"))
    for label, answer in (
        ("Kinderen", detail.children_present),
        ("Al in zorg", detail.in_care),
        ("Wvggz-melding", detail.wvggz),
    ):
        if answer != YesNoUnknown.UNKNOWN:
            fields.append(Field(label, answer.label))
    return fields


def _reporter(detail: SignalDetail) -> list[Field]:
    kind = detail.partner_type.label if detail.partner_type else ""
    organisation = " · ".join(part for part in (detail.partner, kind) if part)
    person = ", ".join(part for part in (detail.reporter_name, detail.reporter_role) if part)
    reach = " · ".join(part for part in (pretty_phone(detail.reporter_phone), detail.reporter_mail) if part)
    wishes = ["terugkoppeling gewenst" if detail.feedback_wanted else "geen terugkoppeling gevraagd"]
    if detail.anonymous:
        wishes.append("anoniem naar betrokkene")
    if detail.may_be_named:
        wishes.append("mag genoemd worden bij een overdracht")
    if detail.essential_relative:
        wishes.append("essentiële naaste (Wvggz)")
    return [
        *(filled(("Melder", organisation)) or [Field("Melder", "onbekend", "quiet")]),
        *[
            Field(label, value, private=True)
            for label, value in (("Naam", person), ("Bereikbaar", reach))
            if value
        ],
        *filled(("Relatie", detail.reporter_relation), ("Eigen nummer", detail.external_id)),
        Field("Wens", " · ".join(wishes)),
    ]


def around(detail: SignalDetail, history: Sequence[HistoryLine], today: date) -> list[Field]:
    """Return the right half: terms, the route with why here, what was done."""
    return squeeze(
        [
            Field(value="TERMIJNEN", style="quiet"),
            *_terms(detail, today),
            BLANK,
            Field(value="ROUTE", style="quiet"),
            *_routes(detail),
            BLANK,
            Field(value="GESCHIEDENIS", style="quiet"),
            *[_line(one) for one in history],
        ]
    )


def _terms(detail: SignalDetail, today: date) -> list[Field]:
    fields = [due_field(clock.kind, clock.due_on, today) for clock in running(detail.clocks)]
    for clock in detail.clocks:
        if clock.stopped_on is not None:
            late = (
                ""
                if clock.stopped_on <= clock.due_on
                else f", {describe_due(clock.due_on, clock.stopped_on).text}"
            )
            fields.append(
                Field(
                    "✓ " + short_day(clock.stopped_on),
                    f"{clock.kind.label}: {clock.stop_reason}{late}",
                    "quiet",
                )
            )
    return fields or [Field(value="Er loopt geen termijn.", style="quiet")]


def _routes(detail: SignalDetail) -> list[Field]:
    if not detail.routings:
        ended = detail.status in (SignalStatus.ADVISED, SignalStatus.NOT_TAKEN_UP)
        words = "Niet naar een team gegaan." if ended else "Nog niet gerouteerd; t begint de triage."
        return [Field(value=words, style="quiet")]
    first, *earlier = detail.routings
    fields = [Field(value=first.team, style="strong"), *_why_here(first)]
    fields += [
        Field("eerder", f"{routing.team}, {moment(local(routing.at))}, {routing.by}", "quiet")
        for routing in earlier
    ]
    return fields


def _why_here(routing: RoutingView) -> list[Field]:
    explanation = routing.explanation
    fields = [Field(value=f"gekozen door {routing.by}, {moment(local(routing.at))}", style="quiet")]
    if not routing.followed:
        fields += [Field("In plaats van", routing.proposed_team), Field("Omdat", routing.reason)]
    fields += [BLANK, Field(value="Waarom hier?", style="accent")]
    fields += [Field(label, value) for label, value in explanation.values]
    for considered in explanation.considered:
        if considered.outcome == "won":
            fields.append(Field(f"✓ {considered.rule}", considered.summary))
        elif considered.outcome == "lost":
            fields.append(Field(f"· {considered.rule}", considered.why, "quiet"))
    rest = [considered.rule for considered in explanation.considered if considered.outcome == "not_needed"]
    if rest:
        fields.append(Field("· niet nodig", ", ".join(rest), "quiet"))
    if explanation.because:
        source = f" ({explanation.source})" if explanation.source else ""
        fields.append(Field("Bron", f"{explanation.because}{source}", "quiet"))
    fields += [Field("Ook melden bij", f"{beside.team}: {beside.because}") for beside in explanation.beside]
    return fields


def _line(line: HistoryLine) -> Field:
    taken_back = " (ongedaan gemaakt)" if line.undone_at else ""
    return Field(moment(local(line.at)), f"{line.summary or line.act} · {line.worker}{taken_back}")
