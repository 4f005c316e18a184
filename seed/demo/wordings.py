"""Dutch wordings around a report in the demo, whatever its theme; slots as in `seed.demo.phrases`."""

from __future__ import annotations

from store.codes import PartnerType

SINCE = (
    "al een paar weken",
    "al drie weken",
    "al een maand of twee",
    "al maanden",
    "sinds kort",
    "sinds een half jaar",
    "al langere tijd",
    "sinds de laatste weken",
    "al bijna een jaar",
    "sinds een week of vijf",
)
WHEN = (
    "afgelopen maandag",
    "afgelopen dinsdag",
    "afgelopen woensdag",
    "afgelopen donderdag",
    "vorige week vrijdag",
    "afgelopen weekend",
    "gisteren",
    "eergisteren",
    "vanochtend",
    "vorige week",
    "twee weken geleden",
    "begin deze week",
)
FREQ = (
    "bijna elke dag",
    "een paar keer per week",
    "vooral in het weekend",
    "bijna elke nacht",
    "regelmatig",
    "steeds vaker",
    "om de paar dagen",
    "meerdere keren per dag",
    "vooral 's avonds",
)
WHO = (
    "een buurvrouw",
    "de onderbuurman",
    "de bovenbuurvrouw",
    "de huismeester",
    "de postbezorger",
    "een vrijwilliger",
    "de complexbeheerder",
    "iemand uit het portiek",
    "een overbuurman",
    "de wijkverpleegkundige",
    "een kennis",
    "de glazenwasser",
)
NUMBERS = ("twee", "drie", "vier", "vijf", "zes")
ROOMS = ("de woonkamer", "de hal", "de keuken", "de slaapkamer", "de berging", "de gang")

CONTEXT: dict[PartnerType, tuple[str, ...]] = {
    PartnerType.HOUSING: (
        "Bij een controle van de woning {when} viel ons het volgende op.",
        "Onze sociaal beheerder was {when} aan de deur.",
        "Wij kregen {n} meldingen van omwonenden over dit adres.",
        "De onderhoudsmonteur heeft ons {when} gebeld.",
    ),
    PartnerType.POLICE: (
        "Collega's waren {when} ter plaatse na een melding van omwonenden.",
        "De wijkagent kent het adres en is {when} langsgegaan.",
        "Er zijn dit jaar {n} registraties op dit adres.",
        "Tijdens een ronde door de wijk {when} is met {x} gesproken.",
    ),
    PartnerType.WELFARE: (
        "Via het buurtinformatiepunt kregen wij {when} een bezorgd bericht.",
        "Een vrijwilliger van de maaltijddienst trok {when} bij ons aan de bel.",
        "{X} kwam {when} binnenlopen bij het inloopuur.",
    ),
    PartnerType.CARE: (
        "Onze medewerkers komen er {since} over de vloer.",
        "Tijdens het bezoek {when} zagen wij het volgende.",
        "De zorg is {when} gestopt, omdat {x} dat wilde.",
    ),
    PartnerType.GP: (
        "{X} is {since} niet op het spreekuur geweest.",
        "De praktijkondersteuner heeft {when} gebeld en maakt zich zorgen.",
        "Bij een visite {when} viel de toestand van de woning op.",
    ),
    PartnerType.MUNICIPALITY: (
        "Bij een gesprek aan de balie {when} kwam het volgende naar voren.",
        "Handhaving was {when} op het adres voor een controle.",
        "Een consulent kreeg {when} geen gehoor op een aangekondigd bezoek.",
    ),
    PartnerType.UTILITY: (
        "Onze buitendienst was {when} aan de deur vanwege een openstaande rekening.",
        "Op {n} aanmaningen is niet gereageerd.",
        "De monteur kreeg {when} geen toegang tot de meter.",
    ),
    PartnerType.INSURER: (
        "De premie wordt {since} niet betaald en post komt onbestelbaar terug.",
        "Bij het bellen over de achterstand {when} klonk {x} in de war.",
    ),
    PartnerType.EDUCATION: (
        "Op school valt het {since} op dat er thuis iets speelt.",
        "De mentor sprak {when} met een van de ouders.",
        "De leerplichtambtenaar is {when} ingelicht.",
    ),
    PartnerType.CHURCH: (
        "Vanuit de bezoekgroep gaan wij er om de paar weken langs.",
        "Bij de voedselbank kwam dit {when} ter sprake.",
    ),
    PartnerType.RESIDENT: (
        "Ik woon ernaast en zie het {since} gebeuren.",
        "Ik bel omdat ik er {since} slecht van slaap.",
        "Met een paar buren hebben we het erover gehad; ik bel namens ons.",
        "Ik wil niemand zwartmaken, maar dit gaat niet goed.",
    ),
    PartnerType.RELATIVE: (
        "Wij komen er als familie bijna elke week en weten niet meer wat we moeten doen.",
        "Ik woon ver weg en hoor {since} steeds minder.",
        "Bij mijn laatste bezoek, {when}, schrok ik.",
    ),
    PartnerType.OTHER: (
        "Tijdens ons werk in de straat viel {when} het volgende op.",
        "Een medewerker gaf {when} het volgende door.",
    ),
}

ROLES: dict[PartnerType, tuple[str, ...]] = {
    PartnerType.HOUSING: (
        "wijkconsulent",
        "sociaal beheerder",
        "huismeester",
        "medewerker incasso",
        "woonconsulent",
    ),
    PartnerType.POLICE: ("wijkagent", "agent noodhulp", "medewerker zorg en veiligheid", "hoofdagent"),
    PartnerType.WELFARE: (
        "sociaal makelaar",
        "ouderenadviseur",
        "opbouwwerker",
        "jongerenwerker",
        "maatschappelijk werker",
    ),
    PartnerType.CARE: (
        "wijkverpleegkundige",
        "ambulant begeleider",
        "hulp in de huishouding",
        "teamleider thuiszorg",
    ),
    PartnerType.GP: ("huisarts", "praktijkondersteuner", "doktersassistente"),
    PartnerType.MUNICIPALITY: ("Wmo-consulent", "handhaver", "medewerker burgerzaken", "consulent inkomen"),
    PartnerType.UTILITY: ("medewerker incasso", "monteur", "medewerker klantcontact"),
    PartnerType.INSURER: ("medewerker betaalachterstanden", "zorgadviseur"),
    PartnerType.EDUCATION: (
        "mentor",
        "zorgcoördinator",
        "intern begeleider",
        "leerplichtambtenaar",
        "directeur",
    ),
    PartnerType.CHURCH: (
        "diaken",
        "lid bezoekgroep",
        "vrijwilliger voedselbank",
        "bestuurslid moskee",
        "predikant",
    ),
    PartnerType.RESIDENT: (
        "buurvrouw",
        "buurman",
        "overbuurvrouw",
        "bovenbuurman",
        "voorzitter bewonersgroep",
    ),
    PartnerType.RELATIVE: (
        "dochter",
        "zoon",
        "zus",
        "broer",
        "nicht",
        "schoonzoon",
        "ex-partner",
        "moeder",
        "kleinzoon",
    ),
    PartnerType.OTHER: ("winkelier", "bezorger", "dierenarts", "brandweer", "bewindvoerder"),
}

DETAILS = (
    "De gordijnen zijn {since} dicht.",
    "De brievenbus puilt uit.",
    "Wie de huisarts is, weten wij niet.",
    "Er loopt een hond los in huis.",
    "{X} bleef vriendelijk, maar wilde er niet over praten.",
    "{X} werd boos toen er werd doorgevraagd.",
    "De bel doet het niet; kloppen op het raam helpt wel.",
    "Overdag is {x} meestal niet thuis.",
    "{Who} heeft een sleutel.",
    "Er is eerder bij een andere organisatie over gemeld.",
    "Dit speelt {since} en het wordt erger.",
    "Er waren {when} ook andere mensen in huis; wie is niet bekend.",
    "{X} reageert beter op een vrouw dan op een man.",
    "{X} spreekt weinig Nederlands.",
    "Van buiten is er aan de woning niets te zien.",
    "Een afspraak maken lukt het best aan het begin van de middag.",
)
OPINION_LEADS = (
    "Melder denkt dat",
    "Wij hebben de indruk dat",
    "Het vermoeden is dat",
    "Melder is bang dat",
    "Ons gevoel zegt dat",
    "Het zou kunnen dat",
    "Melder heeft het idee dat",
    "Volgens de melder lijkt het erop dat",
)
OPINION_TAILS = (
    "",
    "",
    " Zeker weten doen wij dat niet.",
    " Zo kan het niet lang meer.",
    " Vroeger ging het veel beter.",
    " Met de goede persoon aan de deur is er wel contact te krijgen.",
    " De buurt wil wel helpen, maar weet niet hoe.",
)
REQUEST_LEADS = ("Graag", "Kunnen jullie", "Willen jullie", "Verzoek:", "Onze vraag: kunnen jullie")
REQUEST_TAILS = (
    "",
    "",
    " Wij gaan graag mee.",
    " Bel eerst even voor overleg.",
    " Wij horen graag of het is opgepakt.",
    " Liefst deze week nog.",
    " Het hoeft niet vandaag, maar wel binnenkort.",
)
