"""Dutch names of fields and values as the database holds them, for history, conflicts and the log."""

from __future__ import annotations

from typing import Any

from store.codes import (
    AgendaStatus,
    CaseStatus,
    Channel,
    ClockKind,
    Code,
    ContactKind,
    DayPart,
    EscalationTarget,
    LifeDomain,
    MeetingStatus,
    NotTakenUpReason,
    Outcome,
    PartnerType,
    Role,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)

FIELD_LABELS: dict[str, str] = {
    "acute_danger": "acuut gevaar",
    "addition": "toevoeging",
    "address_id": "adres",
    "advice": "advies",
    "after_cutoff": "na sluiting agenda",
    "anonymous": "anoniem naar betrokkene",
    "arrears_cents": "achterstand",
    "aware": "betrokkene op de hoogte",
    "birth_date": "geboortedatum",
    "birth_year": "geboortejaar",
    "called_at": "aan de orde sinds",
    "case_id": "casus",
    "case_lead": "casusregisseur",
    "chair": "voorzitter",
    "channel": "kanaal",
    "children_present": "kinderen aanwezig",
    "closed_at": "gesloten op",
    "current_item_id": "punt aan de orde",
    "day_part": "dagdeel",
    "district_id": "wijk",
    "done_at": "gedaan op",
    "done_note": "resultaat",
    "due_on": "uiterlijk",
    "earlier_reported": "eerder gemeld",
    "escalation_target": "opgeschaald naar",
    "essential_relative": "essentiële naaste",
    "eviction_threatened": "huisuitzetting dreigt",
    "external_id": "nummer van de partner",
    "facts": "wat is gezien",
    "feedback_wanted": "terugkoppeling gewenst",
    "finished_at": "besproken op",
    "frequency": "hoe vaak",
    "given": "voornaam",
    "goal": "doel",
    "handover_to": "overdracht aan",
    "held_on": "datum overleg",
    "house_number": "huisnummer",
    "household_id": "huishouden",
    "in_care": "al in zorg",
    "kind": "soort",
    "left_out": "van de agenda gehaald",
    "level": "score",
    "may_be_named": "melder mag genoemd worden",
    "missing": "ontbreekt",
    "not_aware_reason": "reden niet op de hoogte",
    "not_taken_up_reason": "reden niet opgepakt",
    "opinion": "wat denkt de melder",
    "outcome": "eindresultaat",
    "owner": "wie",
    "partner_id": "partner",
    "partner_type": "soort partner",
    "phone": "telefoon",
    "place": "plaats",
    "plan": "plan",
    "planned_minutes": "geplande minuten",
    "position": "volgorde",
    "postcode": "postcode",
    "prefix": "tussenvoegsel",
    "profile_id": "gemeente",
    "question": "vraag aan tafel",
    "reason": "reden",
    "reason_text": "waarom op de agenda",
    "received_at": "ontvangen",
    "remarks": "opmerkingen",
    "reporter_id": "melder",
    "request": "verzoek",
    "resident_id": "betrokkene",
    "review_on": "herzien op",
    "role": "rol",
    "rolled_over": "keren niet bereikt",
    "shielded": "afgeschermd",
    "shielded_at": "afgeschermd op",
    "shielded_by": "afgeschermd door",
    "shielded_reason": "reden van afscherming",
    "since": "sinds wanneer",
    "spent_seconds": "bestede tijd",
    "started_at": "begonnen op",
    "starts_at": "begintijd",
    "status": "status",
    "street": "straat",
    "surname": "achternaam",
    "team_id": "team",
    "themes": "thema's",
    "title": "actie",
    "urgency": "urgentie",
    "visit_safety": "veiligheid bij bezoek",
    "waitlist_owner": "eigenaar wachtlijst",
    "wvggz": "Wvggz-melding",
}

_VALUE_CODES: dict[str, tuple[type[Code], ...]] = {
    "status": (SignalStatus, CaseStatus, MeetingStatus, AgendaStatus),
    "urgency": (Urgency,),
    "channel": (Channel,),
    "partner_type": (PartnerType,),
    "children_present": (YesNoUnknown,),
    "in_care": (YesNoUnknown,),
    "aware": (YesNoUnknown,),
    "wvggz": (YesNoUnknown,),
    "not_taken_up_reason": (NotTakenUpReason,),
    "outcome": (Outcome,),
    "escalation_target": (EscalationTarget,),
    "kind": (ContactKind, ClockKind),
    "day_part": (DayPart,),
    "domain": (LifeDomain,),
    "role": (Role,),
}
_FLAGS = {
    "acute_danger",
    "anonymous",
    "essential_relative",
    "eviction_threatened",
    "feedback_wanted",
    "may_be_named",
    "reached",
    "shielded",
}


def field_label(name: str) -> str:
    """Return the Dutch name of a column; an unknown one with its underscores as spaces."""
    return FIELD_LABELS.get(name, name.replace("_", " "))


def value_label(name: str, value: Any) -> str:
    """Return a database value as a person reads it; empty and NULL are "leeg"."""
    if value is None or value == "":
        return "leeg"
    if name == "themes":
        return theme_labels(str(value))
    if name in _FLAGS:
        return "ja" if value else "nee"
    for codes in _VALUE_CODES.get(name, ()):
        try:
            return codes.of(str(value)).label
        except ValueError:
            continue
    return str(value)


def theme_labels(stored: str) -> str:
    """Return the stored set of themes as Dutch words with dots between (`overlast · schulden`)."""
    labels = []
    for word in stored.split():
        try:
            labels.append(Theme.of(word).label)
        except ValueError:
            labels.append(word)
    return " · ".join(labels)
