"""The code lists of the field: identifier → Dutch word, standing in this one place.

Identifiers are what the database, JSON and rule files hold; the Dutch labels are what a person reads.
Sources: the GGM and DDAS lists and the ZRM 2017 domain names (names only: the cell texts are copyrighted).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code with a Dutch label: `Urgency.URGENT == "urgent"`, `Urgency.URGENT.label == "spoed"`."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make the member a plain `str` of its identifier that carries its Dutch label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the member with this identifier; `ValueError` when the list has none."""
        member = cls._value2member_map_.get(str(value))
        if not isinstance(member, cls):
            raise ValueError(f"no such {cls.__name__}")
        return member


class Channel(Code):
    """How the signal reached us."""

    PHONE = "phone", "telefoon"
    MAIL = "mail", "e-mail"
    FORM = "form", "formulier"
    MEETING = "meeting", "overleg"
    DESK = "desk", "balie"
    IMPORT = "import", "import"


class PartnerType(Code):
    """Kind of organisation or person a signal comes from; decides what may be shared back."""

    HOUSING = "housing", "woningcorporatie"
    POLICE = "police", "politie"
    WELFARE = "welfare", "welzijnsorganisatie"
    CARE = "care", "zorgaanbieder"
    GP = "gp", "huisarts"
    MUNICIPALITY = "municipality", "gemeente"
    UTILITY = "utility", "nutsbedrijf"
    INSURER = "insurer", "zorgverzekeraar"
    EDUCATION = "education", "onderwijs"
    CHURCH = "church", "kerk of vereniging"
    RESIDENT = "resident", "inwoner"
    RELATIVE = "relative", "naaste"
    OTHER = "other", "overig"


class Theme(Code):
    """What the concern is about; a signal may have several."""

    SELF_NEGLECT = "self_neglect", "zelfverwaarlozing"
    HOARDING = "hoarding", "vervuiling/verzameling"
    NUISANCE = "nuisance", "overlast"
    MENTAL_HEALTH = "mental_health", "psychische problemen"
    ADDICTION = "addiction", "verslaving"
    DEMENTIA = "dementia", "dementie"
    RENT_ARREARS = "rent_arrears", "huurachterstand/dreigende huisuitzetting"
    LONELINESS = "loneliness", "eenzaamheid"
    DOMESTIC_VIOLENCE = "domestic_violence", "huiselijk geweld"
    CARE_AVOIDANCE = "care_avoidance", "zorgmijding"
    DEBTS = "debts", "schulden"
    HOMELESSNESS = "homelessness", "dakloosheid (dreigend)"
    MILD_DISABILITY = "mild_disability", "licht verstandelijke beperking"
    YOUTH = "youth", "jeugd/opgroeien"
    CONFUSED_BEHAVIOUR = "confused_behaviour", "verward/onbegrepen gedrag"
    CHILD_SAFETY = "child_safety", "veiligheid van kinderen"


class Urgency(Code):
    """How quickly a signal asks for an answer."""

    ACUTE = "acute", "acuut"
    URGENT = "urgent", "spoed"
    NON_ACUTE = "non_acute", "niet-acuut"
    INFORMATION = "information", "ter informatie"


class SignalStatus(Code):
    """Where a signal stands; the allowed transitions are in `store.rules.transitions`."""

    RECEIVED = "received", "ontvangen"
    TO_COMPLETE = "to_complete", "te aanvullen"
    TRIAGED = "triaged", "getriëerd"
    LINKED = "linked", "gekoppeld"
    FORWARDED = "forwarded", "doorgezet"
    ADVISED = "advised", "advies gegeven"
    NOT_TAKEN_UP = "not_taken_up", "niet opgepakt"


class NotTakenUpReason(Code):
    """Why a signal was not picked up. A partner hears *that*, never *why*."""

    REPEATED = "repeated", "herhaalde melding"
    UNFOUNDED = "unfounded", "onterecht"
    NOT_A_RESIDENT = "not_a_resident", "geen inwoner"
    DECEASED = "deceased", "overleden"
    OTHER_TRAJECTORY = "other_trajectory", "ander lopend traject"
    OTHER = "other", "overig"


class CaseStatus(Code):
    """Where a case stands; the allowed transitions are in `store.rules.transitions`."""

    EXPLORING = "exploring", "in onderzoek"
    ON_AGENDA = "on_agenda", "geagendeerd"
    SEEKING_CONTACT = "seeking_contact", "contact zoeken"
    OUTREACH = "outreach", "bemoeizorg"
    VOLUNTARY = "voluntary", "vrijwillige begeleiding"
    HANDOVER = "handover", "overdracht"
    AFTERCARE = "aftercare", "nazorg"
    CLOSED = "closed", "afgesloten"
    WAITLIST = "waitlist", "wachtlijst"
    ESCALATED = "escalated", "opgeschaald"


class EscalationTarget(Code):
    """Where an escalated case went."""

    CRISIS = "crisis", "crisisdienst"
    SAFE_AT_HOME = "safe_at_home", "Veilig Thuis"
    CARE_SAFETY_HOUSE = "care_safety_house", "Zorg- en Veiligheidshuis / PGA"
    WVGGZ = "wvggz", "Wvggz"


class Outcome(Code):
    """Result at closing (DDAS/GGM list, extended for outreach)."""

    VOLUNTARY_HELP = "voluntary_help", "vrijwillige hulp gestart"
    WARM_HANDOVER = "warm_handover", "warme overdracht"
    CARE_MENTAL_HEALTH = "care_mental_health", "toegeleid naar zorg: GGZ"
    CARE_WMO = "care_wmo", "toegeleid naar zorg: Wmo"
    CARE_WLZ = "care_wlz", "toegeleid naar zorg: Wlz"
    CARE_ADDICTION = "care_addiction", "toegeleid naar zorg: verslavingszorg"
    CARE_GP = "care_gp", "toegeleid naar zorg: huisarts"
    DEBT_HELP = "debt_help", "schuldhulp"
    ADVICE = "advice", "advies/quick fix"
    SELF_SOLVED = "self_solved", "zelf opgelost"
    NO_HELP_NEEDED = "no_help_needed", "hoeft geen hulp"
    ALREADY_KNOWN = "already_known", "al bekend bij / lopend traject"
    NO_RESPONSE_AFTER_CONTACT = "no_response_after_contact", "geen reactie na eerder contact"
    NO_CONTACT = "no_contact", "definitief geen contact"
    MOVED = "moved", "verhuisd"
    DECEASED = "deceased", "overleden"
    WVGGZ_REQUEST = "wvggz_request", "Wvggz-aanvraag"
    REFERRED_WITHOUT_CONTACT = "referred_without_contact", "verwijzing zonder contact"
    NOT_TAKEN_UP = "not_taken_up", "niet opgepakt"


class ContactKind(Code):
    """Kind of contact attempt."""

    VISIT = "visit", "huisbezoek"
    PHONE = "phone", "telefoon"
    CARD = "card", "kaartje"
    LETTER = "letter", "brief"
    MESSAGE = "message", "sms/WhatsApp"
    MAIL = "mail", "e-mail"
    APPOINTMENT = "appointment", "afspraak op locatie"


class DayPart(Code):
    """Part of the day of an attempt: before 12:00, 12:00-18:00, from 18:00 (local time)."""

    MORNING = "morning", "ochtend"
    AFTERNOON = "afternoon", "middag"
    EVENING = "evening", "avond"


class LifeDomain(Code):
    """ZRM 2017 domain names."""

    FINANCE = "finance", "Financiën"
    WORK = "work", "Werk & opleiding"
    TIME = "time", "Tijdsbesteding"
    HOUSING = "housing", "Huisvesting"
    DOMESTIC_RELATIONS = "domestic_relations", "Huiselijke relaties"
    MENTAL_HEALTH = "mental_health", "Geestelijke gezondheid"
    PHYSICAL_HEALTH = "physical_health", "Lichamelijke gezondheid"
    SUBSTANCE_USE = "substance_use", "Middelengebruik"
    BASIC_ADL = "basic_adl", "Basale ADL"
    INSTRUMENTAL_ADL = "instrumental_adl", "Instrumentele ADL"
    SOCIAL_NETWORK = "social_network", "Sociaal netwerk"
    PARTICIPATION = "participation", "Maatschappelijke participatie"
    JUSTICE = "justice", "Justitie"


ZRM_LEVELS: dict[int, str] = {
    1: "acute problematiek",
    2: "niet zelfredzaam",
    3: "beperkt zelfredzaam",
    4: "voldoende zelfredzaam",
    5: "volledig zelfredzaam",
}


class ClockKind(Code):
    """Terms that run; defaults and kind of norm in `store.rules.clocks`."""

    TRIAGE = "triage", "triage"
    CONFIRMATION = "confirmation", "bevestiging aan melder"
    FIRST_CONTACT = "first_contact", "eerste contactpoging"
    FEEDBACK = "feedback", "terugkoppeling"
    CLOSING_FEEDBACK = "closing_feedback", "terugkoppeling bij afsluiting"
    INFORM_RESIDENT = "inform_resident", "betrokkene informeren"
    WVGGZ_INQUIRY = "wvggz_inquiry", "verkennend onderzoek Wvggz"
    WMO_INQUIRY = "wmo_inquiry", "onderzoek Wmo"
    WMO_DECISION = "wmo_decision", "besluit Wmo"
    INACTIVITY = "inactivity", "casus zonder actie"
    HANDOVER = "handover", "bevestiging overdracht"
    AFTERCARE_SHORT = "aftercare_short", "nazorg na 4 weken"
    AFTERCARE_LONG = "aftercare_long", "nazorg na 3 maanden"
    WAITLIST_REVIEW = "waitlist_review", "wachtlijst herzien"


class NormKind(Code):
    """Where a term comes from."""

    LAW = "law", "wet"
    NORM = "norm", "eigen norm"
    CHECK = "check", "eigen norm, te toetsen"


class TeamKind(Code):
    """What a team does with what is routed to it."""

    OUTREACH = "outreach", "outreachend team"
    ACCESS = "access", "toegang of loket"
    EARLY_DEBT = "early_debt", "vroegsignalering schulden"
    SHELTER = "shelter", "opvang en dakloosheid"
    CHILD_SAFETY = "child_safety", "huiselijk geweld en kindveiligheid"
    CRISIS = "crisis", "crisisdienst"
    TREATING_PARTY = "treating_party", "behandelende partij"
    OTHER = "other", "overig"


class YesNoUnknown(Code):
    """Three answers, because not knowing is an answer too."""

    YES = "yes", "ja"
    NO = "no", "nee"
    UNKNOWN = "unknown", "onbekend"


class Role(Code):
    """What somebody may do in a store; what each may is in `store.rules.permissions`."""

    WORKER = "worker", "medewerker"
    COORDINATOR = "coordinator", "coördinator"
    READER = "reader", "alleen-lezen"
    LOG_KEEPER = "log_keeper", "logbeheerder"


class RowResult(Code):
    """What became of a delivered row; the four add up to the rows read."""

    NEW = "new", "nieuw"
    REPEATED = "repeated", "herhaalde melding"
    TO_CHECK = "to_check", "na te kijken"
    REJECTED = "rejected", "afgewezen"


class FeedbackOutcome(Code):
    """How an owed answer to the reporter was settled."""

    GIVEN = "given", "gegeven"
    REFUSED = "refused", "niet gegeven"


class LegalBasis(Code):
    """Ground for one disclosure (grondslag). A covenant orders sharing; it is not itself a ground."""

    CONSENT = "consent", "toestemming"
    VITAL_INTEREST = "vital_interest", "vitaal belang"
    WMO = "wmo", "publieke taak Wmo 2015"
    YOUTH_ACT = "youth_act", "Jeugdwet"
    WGS = "wgs", "Wet gemeentelijke schuldhulpverlening (Wgs)"
    WVGGZ = "wvggz", "Wvggz 5:2"
    WPG = "wpg", "Wpg-machtiging (politie aan gemeente)"
    LEGITIMATE_INTEREST = "legitimate_interest", "gerechtvaardigd belang (corporatie)"
    CONFLICT_OF_DUTIES = "conflict_of_duties", "conflict van plichten"
    ACCESS = "access", "recht op inzage (AVG 15)"


class InfoLevel(Code):
    """How much a recipient is told: that, enough to confer, or all a successor needs."""

    FACT = "0", "0 · dat"
    CONFER = "1", "1 · overleg"
    HANDOVER = "2", "2 · overdracht"


class AgendaReason(Code):
    """Why an item stands on the agenda of a meeting."""

    NEW = "new", "nieuw sinds vorige keer"
    DUE = "due", "termijn verstreken of vandaag"
    PROMISED = "promised", "vorige keer beloofd"
    INACTIVE = "inactive", "21 dagen geen actie"
    HANDOVER = "handover", "overdracht niet bevestigd"
    WAITLIST = "waitlist", "wachtlijst herzien"
    MANUAL = "manual", "ingebracht"
    ROLLED_OVER = "rolled_over", "vorige keer niet bereikt"


class AgendaStatus(Code):
    """Where an agenda item stands during a meeting."""

    WAITING = "waiting", "wacht"
    CALLED = "called", "aan de orde"
    DONE = "done", "besproken"
    NOT_REACHED = "not_reached", "niet bereikt"


class MeetingStatus(Code):
    """Where a meeting stands."""

    PLANNED = "planned", "gepland"
    RUNNING = "running", "bezig"
    CLOSED = "closed", "gesloten"
    CANCELLED = "cancelled", "afgelast"


class MeetingPart(Code):
    """The open part is about an area and names nobody; the closed part is about cases."""

    OPEN = "open", "open deel"
    CLOSED = "closed", "besloten deel"


class MatchLevel(Code):
    """How sure it is that two reports are of one person; the order is the order shown. Never a risk score."""

    CERTAIN = "certain", "zeker"
    LIKELY = "likely", "waarschijnlijk"
    POSSIBLE = "possible", "mogelijk"


class LinkVerdict(Code):
    """What somebody decided about two records of residents."""

    SAME = "same", "gekoppeld"
    DIFFERENT = "different", "geen dubbel"
    LATER = "later", "later"


class LinkOrigin(Code):
    """Where somebody saw the two records beside each other."""

    REVIEW = "review", "dubbelen"
    RADAR = "radar", "meegekeken"
    CASE = "case", "casus"
    COMMAND = "command", "opdrachtregel"


COMPARED = "residents-compared"
"""Key of the counter that holds the id of the last resident whose look-alikes were found."""


class PairState(Code):
    """Where a pair that was found stands."""

    OPEN = "open", "te bekijken"
    LATER = "later", "later"
    SETTLED = "settled", "besloten"


class LogEvent(Code):
    """What is logged, after NEN 7513."""

    READ = "read", "ingezien"
    SEARCH = "search", "gezocht"
    CREATE = "create", "toegevoegd"
    CHANGE = "change", "gewijzigd"
    DELETE = "delete", "verwijderd"
    EXPORT = "export", "geëxporteerd"
    PRINT = "print", "afgedrukt of gekopieerd"
    LINK = "link", "gekoppeld"
    UNLINK = "unlink", "losgemaakt"
    UNLOCK = "unlock", "ontgrendeld"
    FAILED_UNLOCK = "failed_unlock", "mislukt ontgrendeld"
    LOCK = "lock", "vergrendeld"
    BREAK_GLASS = "break_glass", "glas gebroken"
    SETTINGS = "settings", "instelling gewijzigd"
