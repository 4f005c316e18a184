"""What the radar says, in lines a person reads beside a form. Pure; facts and reasons, never a risk score."""

from __future__ import annotations

from datetime import date

from store.acts.inputs import SignalInput
from store.local_time import short_day
from store.queries.radar import PersonMatch, Radar, RadarCase, ReporterParts
from store.queries.radar_address import AddressParts
from store.queries.shared import theme_words
from store.rules.normalise import phone
from store.rules.person_match import PersonParts
from tui.widgets.field_text import BLANK, Field

SHOWN = 6
"""Signals listed; the others are counted."""


def asked_parts(data: SignalInput) -> tuple[AddressParts, PersonParts, ReporterParts]:
    """Return what a signal as typed asks the radar: the address, the resident, the reporter."""
    return (
        AddressParts(data.street, data.house_number, data.addition, data.postcode, data.place),
        PersonParts(
            data.given,
            data.prefix,
            data.surname,
            data.birth_date,
            data.birth_year,
            phone(data.resident_phone) or "",
            data.bsn,
            data.name_text,
        ),
        ReporterParts(data.partner, data.reporter_name, phone(data.reporter_phone) or "", data.reporter_mail),
    )


def short(known: Radar) -> str:
    """Return the radar on one line, for where there is no room for more; empty when nothing is known."""
    if known.empty:
        return ""
    parts = [known.headline] if known.count else []
    if known.earlier and not known.count:
        parts.append(f"dit adres: {_count(known.earlier, 'eerder signaal', 'eerdere signalen')}")
    cases = case_choices(known)
    if cases:
        parts.append(f"casus {cases[0][0].number}")
    elif known.matches:
        parts.append(f"{known.matches[0].who} {known.matches[0].level.label}")
    return " · ".join(parts) or "er is iets bekend van dit nummer"


def case_choices(known: Radar) -> list[tuple[RadarCase, str]]:
    """Return the open cases this signal may belong to, surest first, each with why."""
    choices: dict[int, tuple[RadarCase, str]] = {}
    for match in known.matches:
        if match.case is not None:
            choices.setdefault(match.case.id, (match.case, match.reason))
    for case in known.cases:
        choices.setdefault(case.id, (case, "zelfde adres"))
    return list(choices.values())


def radar_fields(known: Radar | None, today: date, linked: int | None = None) -> list[Field]:
    """Return the column beside a form; None while there is nothing to look for yet.

    `linked` is the resident the new signal will be linked to when it is saved.
    """
    if known is None:
        return [Field(value="Typ een adres of een naam: hier staat wat er al bekend is.", style="quiet")]
    if known.empty:
        return [Field(value="Van dit adres en deze naam is nog niets bekend.", style="quiet")]
    return [*_address(known, today), *_people(known, today, linked), *_also(known, today)]


def _address(known: Radar, today: date) -> list[Field]:
    fields: list[Field] = []
    if known.address:
        fields += [Field(value=known.address, style="strong"), Field(value=known.headline)]
        if len(known.by_organisation) > 1:
            sources = ", ".join(f"{name} {count}×" for name, count in known.by_organisation[:4])
            fields.append(Field(value=sources, style="quiet"))
    for signal in known.signals[:SHOWN]:
        ends = [signal.source, theme_words(signal.themes)]
        ends.append(f"casus {signal.case_number}" if signal.case_number else signal.status.label)
        fields.append(Field(_day(signal.received_on, today), " · ".join(filter(None, ends))))
    more = known.count - len(known.signals[:SHOWN])
    if more > 0:
        fields.append(Field(value=f"en nog {more} in deze 12 maanden", style="quiet"))
    if known.earlier:
        text = _count(known.earlier, "signaal", "signalen")
        fields.append(Field(value=f"{text} van langer geleden", style="quiet"))
    for line, count in known.other_homes[:4]:
        fields.append(Field(value=f"ook {line}: {_count(count, 'signaal', 'signalen')}", style="quiet"))
    told = {match.case.id for match in known.matches if match.case}
    for case in known.cases:
        if case.id not in told:
            fields += [
                BLANK,
                Field(value=f"Open casus op dit adres: {case.who}", style="strong"),
                _case(case),
            ]
    return fields


def _also(known: Radar, today: date) -> list[Field]:
    """Return the open cases of the household, and where telephone and reporter were seen before."""
    fields: list[Field] = []
    for case in known.household:
        fields += [BLANK, Field(value=f"Zelfde huishouden: {case.who}", style="strong"), _case(case)]
    for title, found in (("Zelfde telefoon", known.phone), ("Zelfde melder", known.reporter)):
        if found:
            fields += [
                BLANK,
                Field(value=f"{title} in {_count(len(found), 'signaal', 'signalen')}", style="strong"),
            ]
        fields += [
            Field(_day(one.received_on, today), f"{one.number} · {one.who} · {one.how}") for one in found
        ]
    return fields


def _people(known: Radar, today: date, linked: int | None) -> list[Field]:
    fields: list[Field] = []
    for match in known.matches:
        if fields or known.address or known.other_homes:
            fields.append(BLANK)
        fields.append(Field(value=f"{match.who} · {match.where}", style="strong"))
        fields.append(Field(value=match.reason, style="accent" if match.level == "certain" else ""))
        if match.case is not None:
            fields.append(_case(match.case))
        else:
            fields.append(Field(value=signals_of(match, today), style="quiet"))
        if match.resident_id == linked:
            fields.append(
                Field(value="✓ wordt gekoppeld bij het bewaren (ctrl+k: een ander, of niet)", style="accent")
            )
    return fields


def signals_of(match: PersonMatch, today: date) -> str:
    """Return how many signals there are of somebody without an open case, and when the last came."""
    text = _count(match.signals, "signaal", "signalen")
    last = f", laatste {_day(match.last_on, today).strip()}" if match.last_on else ""
    return f"{text}{last}; geen open casus"


def case_words(case: RadarCase) -> str:
    """Return an open case in a line: number, status, who has the lead."""
    lead = f"regie {case.lead}" if case.lead else "nog geen regie"
    return f"casus {case.number} · {case.status.label} · {lead}"


def _case(case: RadarCase) -> Field:
    return Field(value=case_words(case))


def _day(day: date, today: date) -> str:
    """Return "12 nov", with the year when it is longer than a year ago."""
    text = f"{short_day(day).split(' ', 1)[1]:>6}"
    return text if (today - day).days < 366 else f"{text} {day.year}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
