"""The fields a delivered column can hold, and the Dutch column heads by which partners call them."""

from __future__ import annotations

from store.codes import Code
from store.text import fold


class Field(Code):
    """What a column of a delivery means; the label is what the preview shows."""

    RECEIVED_AT = "received_at", "datum ontvangen"
    RECEIVED_TIME = "received_time", "tijd ontvangen"
    EXTERNAL_ID = "external_id", "meldnummer van de partner"
    PARTNER = "partner", "organisatie"
    PARTNER_TYPE = "partner_type", "soort organisatie"
    REPORTER_NAME = "reporter_name", "naam melder"
    REPORTER_ROLE = "reporter_role", "functie melder"
    REPORTER_PHONE = "reporter_phone", "telefoon melder"
    REPORTER_MAIL = "reporter_mail", "e-mail melder"
    STREET = "street", "straat"
    HOUSE_NUMBER = "house_number", "huisnummer"
    ADDITION = "addition", "toevoeging"
    STREET_LINE = "street_line", "straat met huisnummer"
    POSTCODE = "postcode", "postcode"
    PLACE = "place", "plaats"
    POSTCODE_PLACE = "postcode_place", "postcode met plaats"
    RESIDENT_NAME = "resident_name", "naam betrokkene"
    RESIDENT_GIVEN = "resident_given", "voornaam of voorletters betrokkene"
    RESIDENT_PREFIX = "resident_prefix", "tussenvoegsel betrokkene"
    RESIDENT_SURNAME = "resident_surname", "achternaam betrokkene"
    BIRTH = "birth", "geboortedatum of -jaar"
    BSN = "bsn", "BSN"
    RESIDENT_PHONE = "resident_phone", "telefoon betrokkene"
    KIND = "kind", "soort melding"
    FACTS = "facts", "wat er aan de hand is"
    OPINION = "opinion", "wat de melder ervan vindt"
    REQUEST = "request", "wat gevraagd wordt"
    AMOUNT = "amount", "bedrag achterstand"
    AWARE = "aware", "betrokkene weet ervan"
    FEEDBACK_WANTED = "feedback_wanted", "terugkoppeling gewenst"
    ANONYMOUS = "anonymous", "melder blijft anoniem"
    MAY_BE_NAMED = "may_be_named", "melder mag genoemd worden"
    PRIORITY = "priority", "prioriteit"
    CRISIS = "crisis", "crisis (ja/nee)"
    REPORTED_BEFORE = "reported_before", "eerder gemeld"
    SETTLED = "settled", "status bij de partner"
    COMPLEX = "complex", "complex"
    IGNORE = "ignore", "niet overnemen"


JOINED = frozenset({Field.FACTS, Field.OPINION, Field.REQUEST, Field.KIND, Field.IGNORE})
"""Fields that several columns may fill together; every other field has one column."""

_NAMES: dict[Field, str] = {
    Field.RECEIVED_AT: (
        "datum, datum/tijd, datum tijd, datum en tijd, datumtijd, ontvangen, ontvangen op, "
        "ontvangstdatum, datum ontvangst, datum ontvangen, datum melding, melddatum, meldingsdatum, "
        "gemeld op, datum signaal, signaaldatum, datum registratie, registratiedatum, aangemaakt, "
        "aangemaakt op, datum aanmelding, aanmelddatum, datum incident, incidentdatum, dagtekening, "
        "tijdstempel, timestamp, date, meldmoment, begindatum, pleegdatum"
    ),
    Field.RECEIVED_TIME: "tijd, tijdstip, uur, tijd melding, tijd ontvangen, tijdstip melding",
    Field.EXTERNAL_ID: (
        "meldnummer, meldingsnummer, melding nr, meldnr, meldingnr, melding id, meldingid, bvh-nr, bvh "
        "nummer, bvhnr, bvhnummer, registratienummer, registratienr, zaaknummer, zaaknr, zaak id, "
        "kenmerk, ons kenmerk, referentie, referentienummer, dossiernummer, dossiernr, id, signaalnummer, "
        "signaalnr, signaal id, incidentnummer, volgnummer, mutatienummer, proces-verbaalnummer, uniek "
        "nummer"
    ),
    Field.PARTNER: (
        "organisatie, instelling, partner, ketenpartner, naam organisatie, melder organisatie, meldende "
        "organisatie, organisatie melder, bron, afzender, corporatie, verhuurder, signaalpartner, "
        "aanmelder organisatie"
    ),
    Field.PARTNER_TYPE: (
        "soort organisatie, type organisatie, type partner, soort partner, type signaalpartner"
    ),
    Field.REPORTER_NAME: (
        "melder, naam melder, melder naam, aanmelder, naam aanmelder, gemeld door, contactpersoon, "
        "ingevuld door, naam contactpersoon, medewerker, behandelaar, naam medewerker, verbalisant"
    ),
    Field.REPORTER_ROLE: (
        "functie, functie melder, rol, rol melder, functie aanmelder, hoedanigheid, relatie tot "
        "betrokkene, relatie melder, relatie"
    ),
    Field.REPORTER_PHONE: (
        "telefoon melder, tel melder, telefoonnummer melder, melder telefoon, mobiel melder, telefoon "
        "contactpersoon, tel contactpersoon"
    ),
    Field.REPORTER_MAIL: (
        "e-mail, email, mail, e-mailadres, mailadres, emailadres, e-mail melder, email melder, mail "
        "melder, e-mailadres melder, emailadres melder"
    ),
    Field.STREET: "straat, straatnaam, adres straat, openbare ruimte, straat betrokkene",
    Field.HOUSE_NUMBER: "huisnummer, huisnr, huis nr, hnr, huis-nr, huisnummer betrokkene",
    Field.ADDITION: (
        "toevoeging, toev, huisnummertoevoeging, huisnummer toevoeging, huisletter, toevoeging "
        "huisnummer, hsnr toev, letter, huisnr toev"
    ),
    Field.STREET_LINE: (
        "adres, adresgegevens, straat en huisnummer, straat + huisnummer, straat huisnummer, adres "
        "betrokkene, woonadres, adresregel, straat en nr, straat + nr, locatie, adres huurder, adres "
        "bewoner, adres inwoner, adres client"
    ),
    Field.POSTCODE: "postcode, pc, pc6, post code, postcode betrokkene",
    Field.PLACE: (
        "plaats, woonplaats, plaatsnaam, stad, gemeente, dorp, kern, woonplaats betrokkene, plaats betrokkene"
    ),
    Field.POSTCODE_PLACE: (
        "postcode en plaats, postcode plaats, postcode + plaats, pc/plaats, postcode/plaats, pc en "
        "plaats, postcode en woonplaats, postcode woonplaats, postcode/woonplaats, pc + woonplaats"
    ),
    Field.RESIDENT_NAME: (
        "naam, betrokkene, naam betrokkene, huurder, naam huurder, bewoner, naam bewoner, inwoner, naam "
        "inwoner, client, naam client, clientnaam, persoon, naam persoon, volledige naam, hoofdhuurder, "
        "cliënt, subject, patient, naam patient, contractant, klant, klantnaam, naam klant, om wie gaat "
        "het, over wie gaat het"
    ),
    Field.RESIDENT_GIVEN: (
        "voornaam, voornamen, roepnaam, voorletters, initialen, voorletter, voornaam betrokkene, "
        "voorletters betrokkene"
    ),
    Field.RESIDENT_PREFIX: ("tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, tv, tussenv, voorv"),
    Field.RESIDENT_SURNAME: (
        "achternaam, geslachtsnaam, familienaam, achternaam betrokkene, achternaam huurder"
    ),
    Field.BIRTH: (
        "geb, geb.datum, gebdatum, geb. datum, geboortedatum, geboren, geboren op, geboortejaar, gebjaar, "
        "geb.jaar, gd, geboorte, geb dat, gebdat, geboortedatum betrokkene, geboortedatum huurder, datum "
        "geboorte, geboortedag, dob"
    ),
    Field.BSN: ("bsn, burgerservicenummer, sofinummer, bsn-nummer, bsn nummer, bsn nr, bsn betrokkene"),
    Field.RESIDENT_PHONE: (
        "telefoon betrokkene, tel betrokkene, telefoonnummer betrokkene, telefoon huurder, telefoon "
        "bewoner, telefoon inwoner, tel huurder, tel bewoner, mobiel betrokkene, telefoon client"
    ),
    Field.KIND: (
        "soort, type, categorie, soort melding, type melding, thema, thema's, aard, aard melding, soort "
        "signaal, type signaal, onderwerp, rubriek, detailsoort, melding soort, problematiek, "
        "incidentcode, maatschappelijke klasse, klasse"
    ),
    Field.FACTS: (
        "omschrijving, toelichting, beschrijving, bijzonderheden, melding, signaal, tekst, situatie, "
        "zorgen, feiten, wat is er aan de hand, omschrijving melding, toelichting melding, omschrijving "
        "signaal, inhoud, opmerking, opmerkingen, verhaal, wat is er gezien, waarneming, waarnemingen, "
        "aanleiding, reden, reden melding, memo, notitie, wat ziet u, zorgelijke situatie, samenvatting, "
        "bevindingen"
    ),
    Field.OPINION: (
        "mening, indruk, eigen indruk, mening melder, oordeel, inschatting, inschatting melder, "
        "vermoeden, wat denkt u, duiding"
    ),
    Field.REQUEST: (
        "verzoek, vraag, hulpvraag, wat vraagt u van ons, gevraagde actie, actie gevraagd, wat wilt u van "
        "ons, gewenste actie, verzoek aan ons, wat verwacht u van ons, advies gevraagd"
    ),
    Field.AMOUNT: (
        "achterstand, achterstand €, bedrag, huurachterstand, schuld, schuldbedrag, bedrag achterstand, "
        "saldo, openstaand, openstaand bedrag, openstaand saldo, achterstallig bedrag, "
        "betalingsachterstand, achterstand in euro"
    ),
    Field.AWARE: (
        "weet betrokkene hiervan, huurder geïnformeerd, betrokkene geïnformeerd, bewoner geïnformeerd, "
        "geïnformeerd, betrokkene op de hoogte, op de hoogte, weet betrokkene ervan, inwoner "
        "geïnformeerd, client geïnformeerd, besproken met betrokkene, betrokkene weet ervan, is "
        "betrokkene op de hoogte, weet betrokkene van de melding"
    ),
    Field.FEEDBACK_WANTED: (
        "terugkoppeling gewenst, terugkoppeling, terugkoppeling j/n, wilt u terugkoppeling, "
        "terugkoppeling ja/nee, graag terugkoppeling, bericht terug, terugbellen"
    ),
    Field.ANONYMOUS: (
        "anoniem, blijft anoniem, anoniem melden, anonieme melding, anonieme melder, melder anoniem, melder wil "
        "anoniem blijven, wil anoniem blijven, anoniem blijven, anoniem naar betrokkene, anoniem j/n, anoniem ja/nee"
    ),
    Field.MAY_BE_NAMED: (
        "mag genoemd worden, melder mag genoemd worden, melder mag worden genoemd, mag melder genoemd worden, naam "
        "melder mag genoemd worden, naam mag genoemd worden, melder noemen, naam melder noemen, mogen wij u noemen, "
        "akkoord met noemen naam"
    ),
    Field.PRIORITY: "prioriteit, prio, urgentie, spoed, urgent",
    Field.CRISIS: "crisissignaal, crisis",
    Field.REPORTED_BEFORE: (
        "eerder, eerder gemeld, eerdere meldingen, aantal eerdere meldingen, eerder bekend, bekend, "
        "aantal meldingen, eerdere melding, al eerder gemeld, antecedenten"
    ),
    Field.SETTLED: "status, status melding, afhandeling, stand van zaken",
    Field.COMPLEX: (
        "complex, complexnummer, complexnr, complex nr, wooncomplex, vhe, vhe nummer, eenheid, vhe nr"
    ),
}

KNOWN_HEADS: dict[str, Field] = {
    fold(name): field for field, names in _NAMES.items() for name in names.split(",") if fold(name)
}
"""Folded column head → field. Heads that depend on their neighbours (nr, telefoon) stand in `columns`."""

PHONE_HEADS = frozenset(
    map(
        fold,
        ("telefoon", "tel", "tel.", "telefoonnummer", "telefoonnr", "tel.nr", "telnr", "mobiel", "06", "gsm"),
    )
)
NUMBER_HEADS = frozenset(map(fold, ("nr", "nr.", "nummer", "no", "num", "#", "huis")))

WORDS: tuple[tuple[str, Field], ...] = tuple(
    (fold(word), field)
    for word, field in (
        ("postcode en", Field.POSTCODE_PLACE),
        ("postcode", Field.POSTCODE),
        ("geboorte", Field.BIRTH),
        ("burgerservicenummer", Field.BSN),
        ("bsn", Field.BSN),
        ("terugkoppeling", Field.FEEDBACK_WANTED),
        ("anoniem", Field.ANONYMOUS),
        ("genoemd", Field.MAY_BE_NAMED),
        ("geïnformeerd", Field.AWARE),
        ("op de hoogte", Field.AWARE),
        ("achterstand", Field.AMOUNT),
        ("toevoeging", Field.ADDITION),
        ("huisnummer", Field.HOUSE_NUMBER),
        ("straat", Field.STREET),
        ("tussenvoegsel", Field.RESIDENT_PREFIX),
        ("achternaam", Field.RESIDENT_SURNAME),
        ("voornaam", Field.RESIDENT_GIVEN),
        ("prioriteit", Field.PRIORITY),
        ("urgentie", Field.PRIORITY),
        ("omschrijving", Field.FACTS),
        ("toelichting", Field.FACTS),
        ("aan de hand", Field.FACTS),
        ("beschrijving", Field.FACTS),
        ("verzoek", Field.REQUEST),
        ("vraagt", Field.REQUEST),
        ("meldnummer", Field.EXTERNAL_ID),
        ("kenmerk", Field.EXTERNAL_ID),
        ("organisatie", Field.PARTNER),
        ("woonplaats", Field.PLACE),
        ("adres", Field.STREET_LINE),
        ("functie", Field.REPORTER_ROLE),
        ("categorie", Field.KIND),
        ("soort", Field.KIND),
        ("eerder", Field.REPORTED_BEFORE),
        ("ontvangen", Field.RECEIVED_AT),
        ("datum", Field.RECEIVED_AT),
        ("melder", Field.REPORTER_NAME),
        ("naam", Field.RESIDENT_NAME),
    )
)
"""Words inside a longer head, tried in order when the whole head is unknown."""
