"""Dutch wordings of the work on a case in the demo; slots as in `seed.demo.phrases`."""

from __future__ import annotations

from store.codes import CaseStatus, ContactKind

ATTEMPTS: dict[tuple[ContactKind, bool], tuple[str, ...]] = {
    (ContactKind.VISIT, True): (
        "{X} deed open. Kort gesproken aan de deur; binnen kijken mocht nog niet.",
        "Binnen gezeten en koffie gedronken. {X} vertelde dat het {since} slecht gaat.",
        "{X} wilde eerst niet praten, maar vond een tweede bezoek goed.",
        "Samen met de melder langs geweest. {X} liet {room} zien en schaamde zich.",
        "Gesprek van een half uur. {X} wil hulp bij één ding: de post.",
    ),
    (ContactKind.VISIT, False): (
        "Niet opengedaan; binnen brandde licht.",
        "Geen gehoor. De buurvrouw zag {x} {when} nog wel.",
        "Aangebeld en geklopt, geen reactie. Kaartje in de bus gedaan.",
        "{X} riep door de deur dat het niet uitkwam.",
        "Niemand thuis; de fiets stond er niet.",
    ),
    (ContactKind.PHONE, True): (
        "{X} nam op. Rustig gesprek, een bezoek volgende week is goed.",
        "Kort gesproken; {x} wil eerst weten wie er gemeld heeft.",
        "{X} belde terug en zei dat het {since} niet gaat.",
        "Gesproken met {x}; geen hulp nodig, nog eens bellen mag wel.",
    ),
    (ContactKind.PHONE, False): (
        "Geen gehoor, {n} keer overgegaan.",
        "Voicemail ingesproken met naam en nummer.",
        "Het nummer is niet in gebruik.",
        "Er werd opgehangen zodra de gemeente werd genoemd.",
    ),
    (ContactKind.CARD, True): (
        "{X} belde het nummer op het kaartje en wil een afspraak.",
        "Kaartje teruggevonden op de deur met een telefoonnummer erop.",
    ),
    (ContactKind.CARD, False): (
        "Kaartje met foto in de bus gedaan; nog geen reactie.",
        "Kaartje onder de deur door geschoven, omdat de brievenbus vol zit.",
        "Het kaartje van de vorige keer stak nog uit de bus.",
    ),
    (ContactKind.LETTER, True): (
        "{X} reageerde op de brief en komt naar het spreekuur.",
        "Antwoordstrook ontvangen: bellen mag.",
    ),
    (ContactKind.LETTER, False): (
        "Brief in gewone taal gestuurd, geen reactie binnen twee weken.",
        "Brief kwam ongeopend terug.",
        "Brief met aangekondigd bezoek in de bus gedaan.",
    ),
    (ContactKind.MESSAGE, True): (
        "{X} antwoordde: 'Ok kom maar dinsdag.'",
        "Bericht gelezen en beantwoord; {x} stuurt liever berichten dan te bellen.",
    ),
    (ContactKind.MESSAGE, False): (
        "Bericht gestuurd, wel gelezen, geen antwoord.",
        "Bericht niet aangekomen.",
        "Bericht gestuurd met het voorstel om samen te wandelen; geen antwoord.",
    ),
    (ContactKind.MAIL, True): (
        "{X} mailde terug en stelt een paar vragen over wat wij doen.",
        "Antwoord ontvangen: een afspraak op een neutrale plek is goed.",
    ),
    (ContactKind.MAIL, False): (
        "E-mail gestuurd, geen reactie.",
        "E-mail kwam terug: adres bestaat niet.",
    ),
    (ContactKind.APPOINTMENT, True): (
        "{X} kwam een kwartier later, maar bleef een uur.",
        "Gesprek in het buurthuis. {X} nam de ongeopende post mee.",
        "Bij de huisarts in de praktijk gesproken; {x} vond dat veiliger dan thuis.",
    ),
    (ContactKind.APPOINTMENT, False): (
        "{X} is niet verschenen en nam de telefoon niet op.",
        "Afspraak afgezegd door {x}; nieuwe datum volgt.",
    ),
}
# What may follow an attempt: reached in person, reached from a distance, not reached.
TAILS_IN_PERSON = (
    "",
    "",
    " Afgesproken om volgende week terug te komen.",
    " {X} weet dat de melding besproken wordt.",
    " Naam en nummer achtergelaten.",
    " Ging beter dan verwacht.",
)
TAILS_FROM_AFAR = (
    "",
    "",
    " {X} weet dat de melding besproken wordt.",
    " Gezegd wie wij zijn en wat wij doen.",
)
TAILS_NOT_REACHED = (
    "",
    "",
    " Later opnieuw proberen.",
    " Volgende keer in de avond.",
    " Overlegd met de melder; samen nog eens langs.",
    " Daarna een andere manier proberen.",
)

NOTES: dict[CaseStatus, tuple[str, ...]] = {
    CaseStatus.EXPLORING: (
        "Nagevraagd wie {x} kent: {who} heeft af en toe contact.",
        "Eerdere signalen van dit adres erbij gezocht; er zijn er {n}.",
        "Melder gebeld voor aanvulling: het speelt {since}.",
    ),
    CaseStatus.ON_AGENDA: (
        "Op de agenda gezet. Vraag aan tafel: wie kan contact leggen?",
        "In het overleg bespreken of een gezamenlijk bezoek kan.",
        "Ingebracht omdat er {since} geen beweging in zit.",
    ),
    CaseStatus.SEEKING_CONTACT: (
        "Nog geen contact. {Who} wil meegaan bij een volgende poging.",
        "Beste moment lijkt het begin van de avond.",
        "{X} is {when} wel gezien in de winkel; het gaat dus om niet willen of niet durven.",
    ),
    CaseStatus.OUTREACH: (
        "Vertrouwen groeit langzaam; elke week kort langs op een vaste dag.",
        "{X} laat nu toe dat we tot in {room} komen.",
        "Kleine stap: samen {n} enveloppen geopend.",
        "{X} was {when} somber; afgesproken dat we morgen bellen.",
    ),
    CaseStatus.VOLUNTARY: (
        "{X} wil meewerken aan een plan en noemt zelf het eerste doel.",
        "Samen naar de afspraak geweest; {x} deed zelf het woord.",
        "Aanvraag ingevuld en verstuurd.",
    ),
    CaseStatus.HANDOVER: (
        "Kennismaking met de nieuwe begeleider gehad, {x} was erbij.",
        "Overdracht verstuurd; wachten op bevestiging.",
        "Ontvanger belde met {n} vragen, beantwoord.",
    ),
    CaseStatus.AFTERCARE: (
        "Gebeld: het gaat redelijk, de hulp komt elke week.",
        "Even langs geweest. {X} is blij dat er nog iemand komt vragen.",
        "Geen nieuwe signalen; nog één keer bellen.",
    ),
    CaseStatus.CLOSED: (
        "Afgesloten in overleg met {x}. Weet ons te vinden.",
        "Afgesloten. Melder krijgt bericht dat het signaal is afgehandeld.",
        "Laatste gesprek gehad; {x} houdt contact met {who}.",
    ),
    CaseStatus.WAITLIST: (
        "Er is nu geen plek; elke twee weken nagaan of het zo kan blijven.",
        "{X} weet van de wachttijd en mag bellen als het slechter gaat.",
        "Tussentijds kijkt {who} een oogje mee.",
    ),
    CaseStatus.ESCALATED: (
        "Opgeschaald na overleg; contactpersoon afgesproken voor beide kanten.",
        "Crisis van {when} besproken. Wij blijven betrokken op de achtergrond.",
        "Afspraken over veiligheid bij bezoek: altijd met z'n tweeën.",
    ),
}
NOTE_TAILS = (
    "",
    "",
    "",
    " Volgende week verder.",
    " Regie blijft bij ons.",
    " Besproken met een collega.",
    " Kort overlegd in het team.",
)

OTHER_ROUTE = (
    "Dit team heeft {x} al eerder begeleid en kent de weg naar binnen.",
    "Er loopt al iets bij dit team; één huishouden, één plan.",
    "{X} heeft zelf gevraagd om dit team.",
    "In overleg met de teamleider: hier is nu sneller iemand beschikbaar.",
    "De vraag past bij nader inzien beter bij dit team.",
    "De melder werkt al samen met dit team aan hetzelfde adres.",
)
NOT_INFORMED = (
    "De melder is bang dat het contact dan verbroken wordt.",
    "{X} deed niet open en neemt de telefoon niet op.",
    "Eerst nagaan of het veilig is om dit te vertellen.",
    "De melder wil niet dat {x} weet wie er gebeld heeft.",
    "{X} is te erg in de war om het nu te bespreken.",
    "Er was nog geen geschikt moment voor een gesprek.",
)
SAFETY = (
    "Grote hond, wordt op verzoek vastgezet.",
    "Altijd met z'n tweeën gaan.",
    "Eerst bellen; {x} schrikt van onverwacht bezoek.",
    "Trap is glad en het licht in het portiek doet het niet.",
    "{X} kan fel reageren; aan de deur blijven staan.",
    "Niet na het donker alleen naar binnen gaan.",
)
FEEDBACK = (
    "Doorgegeven dat het signaal is opgepakt en bij welk team.",
    "Melder bedankt en verteld dat er contact wordt gezocht.",
    "Gebeld: wij zijn ermee bezig, inhoud kunnen wij niet delen.",
    "Gemaild dat het signaal is afgehandeld; nieuwe zorgen graag opnieuw melden.",
    "Teruggebeld en afgesproken dat de melder belt als er iets verandert.",
)
GENERAL_ACTIONS = (
    "Melder terugbellen",
    "Afstemmen wie regie heeft",
    "Nagaan wie er al betrokken is",
    "Contactpoging in de avond",
    "Bewoner vertellen dat er een signaal is",
    "Terugkomen op de afspraak van vorige week",
)
ACTION_TAILS = ("", "", "", " (samen met collega)", " vóór het overleg", " en terugkoppelen", ", deze week")
