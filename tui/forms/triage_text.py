"""A triage in words: the signal in short, what was decided, and one line on what came of it. Pure."""

from __future__ import annotations

from store.codes import SignalStatus
from store.local_time import local
from store.queries.shared import theme_words
from store.queries.signals import SignalDetail
from tui.forms.triage_plan import House, proposal_fields
from tui.text import moment, shorten
from tui.widgets.field_text import BLANK, Field

READ = 600
"""Characters of a story shown above the questions; the whole is in the signal."""


def summary_fields(detail: SignalDetail) -> list[Field]:
    """Return the signal in short."""
    source = " · ".join(filter(None, (detail.partner, detail.reporter_name, detail.reporter_role)))
    fields = [
        Field(value=f"Triage · signaal {detail.number} · {detail.status.label}", style="title"),
        Field(value=f"{detail.who} · {detail.where}", style="strong"),
        Field(value=f"ontvangen {moment(local(detail.received_at))} · {detail.channel.label}", style="quiet"),
    ]
    told = (
        ("Van", source),
        ("Wat is gezien", detail.facts),
        ("Denkt melder", detail.opinion),
        ("Verzoek", detail.request),
        ("Ontbreekt", "; ".join(detail.missing)),
    )
    return fields + [Field(label, _story(text)) for label, text in told if text.strip()]


def _story(text: str) -> str:
    return text if len(text) <= READ else f"{text[:READ]} … (de rest staat in het signaal)"


def decided_fields(detail: SignalDetail, house: House, *, every: bool) -> list[Field]:
    """Return what was decided, to read."""
    fields = [Field(value="BESLOTEN", style="title"), Field(value=result_line(detail), style="strong")]
    if detail.urgency or detail.themes:
        urgency = detail.urgency.label if detail.urgency else "geen urgentie"
        fields.append(Field(value=f"{urgency} · {theme_words(detail.themes)}", style="quiet"))
    if detail.status in (SignalStatus.ADVISED, SignalStatus.NOT_TAKEN_UP):
        if detail.not_taken_up_reason:
            fields.append(Field("reden", detail.not_taken_up_reason.label))
        if detail.advice:
            fields.append(Field("tekst", detail.advice))
        if detail.status is SignalStatus.ADVISED:
            fields += [BLANK, Field(value="Na een advies zijn geen persoonsgegevens bewaard.", style="quiet")]
        return fields
    if detail.routings:
        made = detail.routings[0]
        followed = "voorstel gevolgd" if made.followed else f"anders dan het voorstel ({made.proposed_team})"
        fields.append(Field("door", f"{made.by}, {moment(local(made.at))}; {followed}"))
        if made.reason:
            fields.append(Field("omdat", made.reason))
        fields += [BLANK, *proposal_fields(made.explanation, house, (), title="VOORSTEL", every=every)]
    return fields


def result_line(detail: SignalDetail) -> str:
    """Return in one line what became of a signal."""
    start = f"Signaal {detail.number} {detail.status.label}"
    if detail.status is SignalStatus.LINKED:
        return (
            f"Signaal {detail.number} gekoppeld aan casus {detail.case_number} · {shorten(detail.team, 50)}"
        )
    if detail.status is SignalStatus.FORWARDED:
        return f"Signaal {detail.number} doorgezet naar {shorten(detail.team, 60)}"
    return start
