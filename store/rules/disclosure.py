"""What of a case may be shared with whom: one pure rule, from which preview and file are both made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.codes import CaseStatus, EscalationTarget, InfoLevel, LegalBasis, Outcome, PartnerType
from store.local_time import day_year
from store.rules import disclosure_content as content
from store.rules.disclosed import Disclosed, Rows, Section, Withheld
from store.rules.disclosure_audience import CARE_OUTCOMES, Telling, audience
from store.rules.disclosure_facts import CaseFile, ConsentFacts, Recipient
from store.rules.disclosure_identity import address, full_name
from store.text import fold

__all__ = ["CaseFile", "ConsentFacts", "Disclosed", "Recipient", "Withheld", "consents_for", "disclose"]

_FACT_ONLY = "niveau 0 zegt alleen dat er een casus is en wie de contactpersoon is"
_CONFER_ONLY = "niveau 1 is om te overleggen; dit hoort bij een overdracht (niveau 2)"
_REPORT_ONLY = "een melder hoort alleen of het is opgepakt of afgesloten"
_NO_CONSENT = "er is geen geldige toestemming van de betrokkene voor deze ontvanger"
_NEVER_WHY = "een partner hoort dat een signaal niet is opgepakt, nooit waarom"


def disclose(
    case: CaseFile,
    recipient: Recipient,
    level: InfoLevel,
    consents: Sequence[ConsentFacts],
    today: date,
) -> Disclosed:
    """Return what of `case` the recipient is told at `level` on `today`, and what is withheld and why.

    Levels as in the sector's agreements: 0 that, 1 to confer, 2 to hand over. Never told: who reported (unless they
    agreed and are not anonymous), a BSN, documents of a partner. A corporation gets nothing medical, police nothing
    about care beyond safety and who leads, a resident or relative only the answer to a report. When consent is the
    ground and none is valid, nothing above level 0 is told. A kind of recipient or a fact that is not known is
    withheld (own norm).
    """
    kind = audience(recipient.type)
    used = level
    no_consent = recipient.basis == LegalBasis.CONSENT and not consents_for(consents, recipient, today)
    if kind.report_only or no_consent:
        used = InfoLevel.FACT
    telling = Telling(case, used, kind)
    if kind.report_only:
        sections = _for_reporter(telling, recipient, today)
    elif used == InfoLevel.FACT:
        sections = [_case_section(telling, today)]
    else:
        sections = _above_fact(telling, recipient, consents, today)
    if no_consent and level != InfoLevel.FACT:
        telling.hide("Alles boven niveau 0", _NO_CONSENT)
    _never(telling)
    _by_level(telling, _REPORT_ONLY if kind.report_only else _FACT_ONLY)
    return Disclosed(
        case_number=case.number,
        level=used,
        recipient_type=recipient.type,
        sections=tuple(section for section in sections if section.blocks),
        withheld=tuple(telling.withheld),
    )


def consents_for(
    consents: Sequence[ConsentFacts], recipient: Recipient, today: date
) -> tuple[ConsentFacts, ...]:
    """Return the consents valid on `today` that cover the organisation of the recipient."""
    wanted = fold(recipient.organisation)
    return tuple(
        one
        for one in consents
        if (not one.organisation.strip() or fold(one.organisation) == wanted)
        and one.given_on <= today
        and (one.withdrawn_on is None or one.withdrawn_on > today)
    )


def _case_section(telling: Telling, today: date) -> Section:
    case = telling.case
    rows = [
        ("Nummer", case.number),
        ("Status", case.status.label),
        ("Geopend", day_year(case.opened_on)),
        ("Gesloten", day_year(case.closed_on) if case.closed_on else ""),
        ("Stand op", day_year(today)),
        ("Contactpersoon", " · ".join(part for part in (case.lead, case.team) if part)),
    ]
    if telling.level != InfoLevel.FACT:
        rows[2:2] = [("Resultaat", _outcome(telling)), ("Opgeschaald naar", _escalation(telling))]
        rows.append(("Overdracht aan", telling.label(case.handover_to)))
    return Section("case", "Casus", (Rows(tuple(row for row in rows if row[1])),))


def _is_wvggz(case: CaseFile) -> bool:
    return (
        case.escalation_target == EscalationTarget.WVGGZ
        or case.outcome == Outcome.WVGGZ_REQUEST
        or any(one.wvggz for one in case.signals)
    )


def _outcome(telling: Telling) -> str:
    outcome = telling.case.outcome
    if outcome is None:
        return ""
    if outcome in CARE_OUTCOMES and not (telling.audience.medical and telling.audience.care):
        telling.hide("Het resultaat van de casus", telling.why_not_from_care)
        return ""
    return outcome.label


def _escalation(telling: Telling) -> str:
    target = telling.case.escalation_target
    if target is None:
        return ""
    if not (telling.audience.medical and telling.audience.care):
        telling.hide("Waarheen is opgeschaald", telling.why_not_from_care)
        return ""
    return target.label


def _for_reporter(telling: Telling, recipient: Recipient, today: date) -> list[Section]:
    """Tell a resident or relative what feedback allows: taken up or closed, and whom to call."""
    case = telling.case
    closed = case.status == CaseStatus.CLOSED
    state = "afgesloten" if closed else "opgepakt"
    if closed and case.outcome == Outcome.NOT_TAKEN_UP:
        state = "niet opgepakt"
        telling.hide("Waarom het niet is opgepakt", _NEVER_WHY)
    if _is_wvggz(case) and not (recipient.essential_relative and recipient.type == PartnerType.RELATIVE):
        state = "opgepakt"
        telling.hide(
            "Of en hoe de casus is afgelopen",
            "na een Wvggz-melding hoort alleen een essentiële naaste de uitkomst",
        )
    rows = (
        ("Nummer", case.number),
        ("Stand", state),
        ("Stand op", day_year(today)),
        ("Contactpersoon", " · ".join(part for part in (case.lead, case.team) if part)),
    )
    return [Section("case", "Uw melding", (Rows(tuple(row for row in rows if row[1])),))]


def _above_fact(
    telling: Telling, recipient: Recipient, consents: Sequence[ConsentFacts], today: date
) -> list[Section]:
    handover = telling.level == InfoLevel.HANDOVER
    sections = [_case_section(telling, today), content.resident(telling)]
    if handover:
        sections.append(content.visit_safety(telling))
    sections += [content.question(telling), content.concern(telling)]
    if handover:
        sections.append(content.plan(telling))
    sections += [content.signals(telling), content.facts(telling), content.opinions(telling)]
    if handover:
        sections += [
            content.requests(telling),
            content.attempts(telling),
            content.scores(telling),
            content.resident_view(telling),
            content.informed(telling),
            content.consents(telling, consents, recipient, today),
        ]
    sections += [content.organisations(telling), content.decisions(telling), *content.actions(telling)]
    if handover:
        sections += [content.aftercare(telling), content.course(telling)]
    return sections


def _never(telling: Telling) -> None:
    """Name what no export holds, when the case has it."""
    case = telling.case
    unnamed = [one for one in case.signals if one.reporter_name or one.reporter_phone or one.reporter_mail]
    unnamed = [one for one in unnamed if not telling.may_name(one)]
    telling.hide(
        "Wie heeft gemeld",
        "de melder blijft onbekend: er is geen instemming, of de melding is anoniem",
        when=unnamed or (telling.level != InfoLevel.HANDOVER and case.known.reporters),
    )
    telling.hide("Burgerservicenummer", "een BSN gaat nooit mee", when=case.known.bsns)


def _by_level(telling: Telling, why_nothing: str) -> None:
    """Name what the level leaves out, when the case has it."""
    case = telling.case
    if telling.level == InfoLevel.HANDOVER:
        return
    why = why_nothing if telling.level == InfoLevel.FACT else _CONFER_ONLY
    telling.hide("Naam en telefoonnummer van de betrokkene", why, when=full_name(case) or case.phone)
    telling.hide("Adres en wijk", why, when=address(case) or case.district)
    telling.hide("Huishouden", why, when=case.household_note)
    telling.hide("Contactpogingen", why, when=case.attempts)
    telling.hide("Veiligheid bij een bezoek", why, when=case.visit_safety)
    telling.hide("Doel en plan", why, when=case.goal or case.plan)
    telling.hide("Scores van leefgebieden", why, when=case.scores)
    telling.hide("Zienswijze van de betrokkene", why, when=case.resident_view)
    telling.hide("Verloop", why, when=case.events)
    telling.hide("Nazorg", why, when=case.aftercare)
    telling.hide("Wat is gevraagd", why, when=any(one.request for one in case.signals))
    if telling.level == InfoLevel.FACT:
        telling.hide("Signalen", why, when=case.signals)
        telling.hide("Notities", why, when=case.notes)
        telling.hide("Besluiten en acties", why, when=case.decisions or case.actions)
        telling.hide("Betrokken organisaties", why, when=case.organisations)
        telling.hide("Resultaat", why, when=case.outcome)
