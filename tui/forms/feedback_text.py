"""What Terugkoppeling says of one answer: to whom it goes, the answer itself, and what it may not hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.codes import ClockKind
from store.local_time import local, short_day
from store.queries.feedback import GivenAnswer, OwedAnswer
from store.rules.normalise import pretty_phone
from store.text import fold
from tui.text import moment
from tui.widgets.field_text import BLANK, Field

if TYPE_CHECKING:
    from store.rules.feedback_texts import FeedbackText

SHORT = {
    ClockKind.CONFIRMATION: "bevestiging",
    ClockKind.FEEDBACK: "terugkoppeling",
    ClockKind.CLOSING_FEEDBACK: "afsluiting",
}


def head_fields(answer: OwedAnswer) -> list[Field]:
    """Return to whom the answer goes, how to reach them and what is known of the report."""
    person = answer.reporter_name if answer.reporter_name != answer.whom else ""
    contact = [person, answer.reporter_role, pretty_phone(answer.reporter_phone), answer.reporter_mail]
    name = answer.kind.label.removesuffix(" aan melder")
    kind = "" if fold(answer.whom) == fold(answer.reporter_type.label) else f" · {answer.reporter_type.label}"
    fields = [Field(value=f"{name[:1].upper()}{name[1:]} aan {answer.whom}{kind}", style="title")]
    fields.append(
        Field(value=" · ".join(part for part in contact if part) or "geen telefoon of e-mail bekend")
    )
    when = f"uiterlijk {short_day(answer.due_on)} ({answer.due.text})"
    fields.append(Field(value=f"{when} · {answer.course.label}", style="quiet"))
    if answer.wvggz:
        near = " · melder is essentiële naaste" if answer.essential else ""
        fields.append(Field(value=f"Wvggz-melding (artikel 5:2){near}", style="today"))
    return fields


def answer_fields(text: FeedbackText) -> list[Field]:
    """Return the answer exactly as it is given, or why there is none."""
    if text.no_answer:
        return [Field(value=text.no_answer, style="today")]
    return [Field(value=text.subject, style="strong"), BLANK, Field(value=text.body)]


def withheld_fields(text: FeedbackText, given: Sequence[GivenAnswer]) -> list[Field]:
    """Return what this reporter may not hear and why, and what was answered before."""
    fields = [Field(value="Wat deze melder niet mag horen", style="title")]
    for what, why in text.withheld:
        fields += [Field(value=f"{what[:1].upper()}{what[1:]}"), Field(value=why, style="quiet")]
    if given:
        fields += [BLANK, Field(value="Eerder", style="title")]
    for one in given:
        reason = f": {one.reason}" if one.reason else ""
        fields.append(
            Field(value=f"{SHORT[one.kind]} {one.outcome.label}, {moment(local(one.at))}, {one.by}{reason}")
        )
    return fields
