"""Dutch sentences per theme for the demo: what was seen, what the reporter thinks, what is asked of us.

Between braces stand slots that `seed.demo.texts` fills: {x} "mevrouw"/"meneer"/"de bewoner" ({X} at the start
of a sentence), {since} "al drie weken", {when} "afgelopen dinsdag", {freq} "bijna elke nacht", {who} "de
onderbuurvrouw", {n} a small number, {room} "de keuken", {amount} euros. Capitals stand at the start of a
sentence. What was seen is what anyone could see or hear: plain words, nothing medical, nothing that belittles.
"""

from __future__ import annotations

from store.codes import Theme

FACTS: dict[Theme, tuple[str, ...]] = {
    Theme.SELF_NEGLECT: (
        "{X} draagt {since} dezelfde kleren en is zichtbaar magerder geworden.",
        "In de koelkast stond {when} bijna niets; wat er lag was over de datum.",
        "{X} komt {since} nauwelijks nog buiten en lijkt zich weinig te wassen.",
        "{When} deed {x} open op blote voeten, met wondjes aan de onderbenen die niet verzorgd waren.",
        "Haar en nagels zijn lang; {who} zag dat {x} moeite heeft met lopen.",
        "De verwarming stond uit en binnen was het hooguit veertien graden.",
        "Volgens {who} eet {x} {since} alleen nog brood en koekjes.",
        "{X} slaapt op de bank met een jas aan; het bed ligt vol met spullen.",
    ),
    Theme.HOARDING: (
        "{Room} staat tot borsthoogte vol met dozen, kranten en kapotte apparaten.",
        "Er is nog één smal looppad van de voordeur naar de bank.",
        "{When} was de stank tot in het portiek te ruiken.",
        "{Who} telde {n} vuilniszakken op het balkon, met vliegen erop.",
        "De tuin ligt vol met fietsen, planken en huisraad; de schutting is daardoor scheefgezakt.",
        "Monteurs konden {when} niet bij de cv-ketel komen, omdat {room} vol staat.",
        "Kookplaat en aanrecht zijn niet meer te gebruiken; op het fornuis liggen kranten.",
        "In het trapportaal staan {since} spullen die de vluchtweg versperren.",
    ),
    Theme.NUISANCE: (
        "{Who} hoort {freq} geschreeuw en gebonk uit de woning.",
        "Vorige week is er tot drie uur 's nachts harde muziek gedraaid; er kwamen {n} klachten binnen.",
        "Er wordt {freq} met deuren geslagen en op de verwarmingsbuizen getikt.",
        "{X} heeft {when} een buurman in het trappenhuis uitgescholden.",
        "Er komen {freq} onbekenden aan de deur, die soms lang blijven hangen.",
        "De hond blaft {freq} urenlang en wordt niet uitgelaten; het balkon is vervuild.",
        "{N} huishoudens in het portiek hebben zich {when} gemeld met dezelfde klacht.",
        "{When} lag er afval onder het raam dat volgens {who} van boven is gegooid.",
    ),
    Theme.MENTAL_HEALTH: (
        "{X} praat {freq} hardop in een lege kamer en wordt dan boos.",
        "De ramen zijn {since} dichtgeplakt met karton en folie.",
        "{X} vertelde {when} dat er mensen door de muur heen meeluisteren.",
        "{X} huilt veel en zei {when} dat het zo niet langer hoeft; een plan noemde {x} niet.",
        "{X} slaapt overdag en loopt 's nachts heen en weer, tot het licht wordt.",
        "Sinds het verlies van een familielid is {x} niet meer op het werk of de dagbesteding gezien.",
        "{X} heeft alle stekkers eruit getrokken, omdat apparaten gevaarlijk zouden zijn.",
        "{Who} merkt dat {x} {since} erg somber is en niet meer uit bed komt.",
    ),
    Theme.ADDICTION: (
        "{Who} ziet {freq} lege flessen en blikken naast de deur staan.",
        "{X} was {when} om tien uur 's ochtends al onder invloed en kon moeilijk op de benen blijven.",
        "In de woning liggen asbakken vol en er zitten {n} brandplekken in de bank.",
        "{X} is {when} van de trap gevallen na het drinken.",
        "Er wordt {freq} in en om de woning gehandeld en gebruikt, volgens {who}.",
        "{X} leent geld bij buren en betaalt het niet terug; boodschappen zijn er nauwelijks.",
        "Bij het gesprek {when} rook {x} sterk naar alcohol en viel {n} keer in slaap.",
    ),
    Theme.DEMENTIA: (
        "{X} stond {when} in pyjama op straat en wist het huisnummer niet meer.",
        "{X} belt {freq} bij de buren aan met dezelfde vraag.",
        "{Who} rook gas; het fornuis stond aan zonder pan erop.",
        "{X} vroeg {when} {n} keer in een kwartier welke dag het was.",
        "Rekeningen liggen ongeopend in een la; {x} zegt dat alles betaald is.",
        "{X} raakt {since} de sleutels kwijt en is {n} keer buitengesloten geweest.",
        "In de kast vond {who} medicijnen van {n} weken die niet waren ingenomen.",
        "{X} herkende {when} een bekende buurvrouw niet en deed de deur weer dicht.",
    ),
    Theme.RENT_ARREARS: (
        "De huur is {n} maanden niet betaald; de achterstand is nu {amount} euro.",
        "Op {n} brieven en telefoontjes over de huur kwam {since} geen reactie.",
        "De betalingsregeling is {when} voor de tweede keer niet nagekomen.",
        "De deurwaarder heeft {when} een brief gebracht; er is een zitting aangevraagd.",
        "De ontruiming staat gepland over {n} weken; {x} lijkt dat niet te weten.",
        "De huurtoeslag is {since} stopgezet omdat formulieren niet zijn teruggestuurd.",
        "Bij een huisbezoek {when} lag de post van {n} maanden ongeopend in {room}.",
    ),
    Theme.LONELINESS: (
        "{X} krijgt voor zover bekend nooit bezoek; {who} is de enige die af en toe aanbelt.",
        "{X} komt {since} niet meer naar de koffieochtend en heeft zich niet afgemeld.",
        "Sinds de partner is overleden blijft het licht in {room} overdag en 's nachts aan.",
        "{X} belt {freq} om een praatje te maken en hangt moeilijk op.",
        "De kinderen wonen ver weg; het laatste bezoek was volgens {x} {n} maanden geleden.",
        "{X} zei {when}: 'Als ik hier omval, merkt niemand het.'",
        "{X} zit {since} hele dagen voor het raam en zwaait naar iedereen die langskomt.",
    ),
    Theme.DOMESTIC_VIOLENCE: (
        "{Who} hoort {freq} ruzie, gevolgd door gegil en vallende spullen.",
        "{X} had {when} een blauwe plek bij het oog en wilde niet zeggen hoe dat kwam.",
        "{When} stond {x} zonder jas bij de buren en durfde niet terug.",
        "Er zit een gat in de binnendeur en {who} zag kapot servies in de vuilnisbak.",
        "De politie is dit jaar {n} keer aan de deur geweest na een melding van ruzie.",
        "De partner geeft antwoord op alle vragen; {x} kijkt naar de grond en zegt weinig.",
        "{X} mag volgens {who} {since} niet meer alleen naar buiten.",
    ),
    Theme.CARE_AVOIDANCE: (
        "{X} doet {since} de deur niet open; de post stapelt zich op in de hal.",
        "De thuiszorg is {n} keer weggestuurd, de laatste keer {when}.",
        "Afspraken bij de huisarts zijn {n} keer niet nagekomen.",
        "{X} zegt door de brievenbus dat het goed gaat en dat niemand hoeft te komen.",
        "Op {n} kaartjes in de bus kwam geen antwoord; binnen brandt wel licht.",
        "{X} heeft {when} de hulp in de huishouding opgezegd zonder reden te noemen.",
        "Telefoontjes worden {since} weggedrukt en het nummer van familie klopt niet meer.",
    ),
    Theme.DEBTS: (
        "De energieleverancier heeft {when} een afsluiting aangekondigd; er staat {amount} euro open.",
        "{X} liet een tas zien met ongeopende enveloppen van {n} verschillende schuldeisers.",
        "De zorgpremie is {n} maanden niet betaald.",
        "{X} vroeg {when} om eten, omdat er tot het eind van de maand geen geld meer is.",
        "Er ligt {since} beslag op het inkomen; hoeveel er overblijft weet {x} niet.",
        "Het water is {when} afgesloten geweest en daarna door een buurman betaald.",
        "{X} heeft {n} leningen lopen bij bekenden en wordt daar {freq} op aangesproken.",
    ),
    Theme.HOMELESSNESS: (
        "{X} slaapt {since} in een auto op het parkeerterrein bij het winkelcentrum.",
        "{X} staat {since} nergens ingeschreven en slaapt steeds bij iemand anders op de bank.",
        "Beveiliging trof {x} {when} slapend aan in een kelderbox van het complex.",
        "De vriend bij wie {x} logeert wil dat {x} over {n} weken weg is.",
        "{X} loopt {freq} met een volle tas en slaapzak door de wijk.",
        "Na de scheiding heeft {x} geen eigen plek meer; op aanvragen kwam {n} keer een afwijzing.",
        "{X} vraagt bijna elke week bij de balie of er ergens een bed vrij is.",
    ),
    Theme.MILD_DISABILITY: (
        "{X} begrijpt brieven van de gemeente niet en gooit ze weg.",
        "{X} zegt op elke vraag ja, maar deed {when} iets anders dan was afgesproken.",
        "{X} heeft op verzoek van 'vrienden' {n} telefoonabonnementen afgesloten.",
        "Formulieren invullen lukt niet; {who} helpt daar {since} mee.",
        "{X} komt op verkeerde dagen naar afspraken en raakt dan van slag.",
        "Onbekenden gebruiken {since} de woning en de bankpas van {x}.",
        "{X} kan de wasmachine en het fornuis niet goed bedienen; er was {n} keer lekkage.",
    ),
    Theme.YOUTH: (
        "De oudste van het gezin is {since} niet meer op school geweest.",
        "Een jongen van ongeveer zestien zit een paar keer per week tot diep in de nacht alleen op het speelplein.",
        "Een van de kinderen vroeg {when} bij de buren om eten en wilde niet naar huis.",
        "Een dochter van veertien doet {since} het huishouden en brengt de jongste naar school.",
        "Jongeren uit het gezin zijn {when} aangesproken na vernielingen bij de bushalte.",
        "De mentor zag dat een leerling {since} stiller wordt en de gymles overslaat.",
        "Er is {freq} ruzie tussen een zoon en zijn ouders; {when} is hij de deur uit gelopen.",
    ),
    Theme.CONFUSED_BEHAVIOUR: (
        "{X} liep {when} op sokken midden op de rijbaan en hield auto's tegen.",
        "{X} belt {freq} de meldkamer over mensen op het dak; er is niemand gevonden.",
        "{X} zette {when} alle meubels op de stoep en zei dat er iemand anders kwam wonen.",
        "{X} sprak in de supermarkt vreemden aan met steeds hetzelfde verhaal over een geheime dienst.",
        "{X} heeft {when} {n} ramen ingeslagen van de eigen woning.",
        "{Who} zag {x} {freq} met een zaklamp langs de gevels lopen.",
        "{X} geeft brieven af met teksten die niet te volgen zijn, de laatste {when}.",
    ),
    Theme.CHILD_SAFETY: (
        "{Who} zag {when} een kind van ongeveer vier alleen op het balkon, met een stoel tegen de reling.",
        "Twee jonge kinderen waren vorige week tot na middernacht alleen thuis.",
        "Een kind kwam {when} voor de zoveelste keer zonder ontbijt en jas op school.",
        "Er wordt {freq} hard tegen de kinderen geschreeuwd; daarna is langdurig huilen te horen.",
        "De baby is {since} niet meer op het consultatiebureau geweest.",
        "In de kamer waar de kinderen slapen, liggen messen en gereedschap binnen handbereik.",
        "Een kind vertelde {when} bang te zijn om naar huis te gaan.",
    ),
}

# Each ends a sentence that begins with "… dat": the verb stands last.
OPINIONS: dict[Theme, tuple[str, ...]] = {
    Theme.SELF_NEGLECT: (
        "{x} zich schaamt en daarom niemand binnenlaat",
        "het {x} zonder hulp niet meer lukt",
    ),
    Theme.HOARDING: (
        "{x} niets kan wegdoen",
        "bij brand niemand op tijd buiten is",
        "{x} het overzicht kwijt is",
    ),
    Theme.NUISANCE: (
        "{x} niet doorheeft hoe het in het portiek klinkt",
        "het straks tussen buren uit de hand loopt",
    ),
    Theme.MENTAL_HEALTH: ("{x} het leven niet meer aankan", "{x} bang is en zich daarom opsluit"),
    Theme.ADDICTION: (
        "{x} meer drinkt of gebruikt dan verteld wordt",
        "{x} door verkeerde vrienden wordt meegetrokken",
    ),
    Theme.DEMENTIA: (
        "het geheugen van {x} snel achteruitgaat",
        "alleen wonen voor {x} niet lang meer veilig is",
    ),
    Theme.RENT_ARREARS: (
        "{x} de brieven niet meer durft te openen",
        "met wat hulp een regeling nog haalbaar is",
    ),
    Theme.LONELINESS: ("{x} vooral iemand nodig heeft om mee te praten", "{x} na het verlies is vastgelopen"),
    Theme.DOMESTIC_VIOLENCE: ("{x} thuis niet veilig is", "{x} uit angst niets durft te zeggen"),
    Theme.CARE_AVOIDANCE: (
        "{x} slechte ervaringen heeft met hulpverleners",
        "{x} bang is uit huis te moeten",
    ),
    Theme.DEBTS: ("de schulden veel hoger zijn dan {x} zegt", "{x} zonder inkomen zit"),
    Theme.HOMELESSNESS: ("{x} uit schaamte niet om hulp vraagt", "een adres al veel zou oplossen"),
    Theme.MILD_DISABILITY: (
        "{x} meer moeite heeft met begrijpen dan je zou denken",
        "anderen van {x} profiteren",
    ),
    Theme.YOUTH: ("de ouders het niet meer overzien", "de jongere thuis te veel moet dragen"),
    Theme.CONFUSED_BEHAVIOUR: (
        "{x} ergens erg van geschrokken is",
        "{x} zelf ook last heeft van wat er gebeurt",
    ),
    Theme.CHILD_SAFETY: ("de kinderen te vaak alleen zijn", "de ouders niet zien hoe gevaarlijk het is"),
}

# Each follows "Graag …" or "Kunnen jullie …": the verb stands last.
REQUESTS: dict[Theme, tuple[str, ...]] = {
    Theme.SELF_NEGLECT: ("op huisbezoek gaan", "nagaan of er hulp bij het huishouden mogelijk is"),
    Theme.HOARDING: (
        "samen met ons gaan kijken",
        "met {x} een begin maken met opruimen",
        "meedenken over de brandveiligheid",
    ),
    Theme.NUISANCE: (
        "met {x} in gesprek gaan over wat er speelt",
        "nagaan of er hulp nodig is achter de overlast",
    ),
    Theme.MENTAL_HEALTH: ("contact leggen met {x}", "nagaan of {x} al hulp krijgt"),
    Theme.ADDICTION: ("{x} benaderen en kijken wat mogelijk is", "nagaan of {x} hulp bij het stoppen wil"),
    Theme.DEMENTIA: ("de situatie thuis beoordelen", "contact zoeken met de familie en de huisarts"),
    Theme.RENT_ARREARS: ("contact opnemen voordat de zitting is", "helpen om uitzetting te voorkomen"),
    Theme.LONELINESS: ("eens langsgaan voor een kop koffie", "kijken welke activiteit bij {x} past"),
    Theme.DOMESTIC_VIOLENCE: (
        "met spoed meekijken en de juiste organisatie inschakelen",
        "overleggen wat wij veilig kunnen doen",
    ),
    Theme.CARE_AVOIDANCE: ("proberen binnen te komen", "meegaan op huisbezoek op een ander tijdstip"),
    Theme.DEBTS: ("helpen de geldzaken op een rij te zetten", "{x} naar schuldhulp begeleiden"),
    Theme.HOMELESSNESS: ("meedenken over een slaapplek", "kijken of een briefadres mogelijk is"),
    Theme.MILD_DISABILITY: (
        "rustig uitleggen wat er kan en wie helpt",
        "kijken of er een vaste begeleider kan komen",
    ),
    Theme.YOUTH: ("met het gezin in gesprek gaan", "overleggen met school en jeugdteam"),
    Theme.CONFUSED_BEHAVIOUR: ("nagaan of {x} bekend is en bij wie", "contact leggen nu het rustig is"),
    Theme.CHILD_SAFETY: ("met spoed overleggen over de kinderen", "nagaan wie het gezin al kent"),
}

ACTIONS: dict[Theme, tuple[str, ...]] = {
    Theme.SELF_NEGLECT: (
        "Huisbezoek plannen",
        "Maaltijdvoorziening bespreken",
        "Huisarts vragen mee te kijken",
    ),
    Theme.HOARDING: (
        "Opruimplan maken met bewoner",
        "Met corporatie en brandweer gaan kijken",
        "Container regelen",
    ),
    Theme.NUISANCE: (
        "Gesprek met bewoner en buren voorbereiden",
        "Buurtbemiddeling vragen",
        "Afspraken vastleggen",
    ),
    Theme.MENTAL_HEALTH: (
        "Samen met GGZ op huisbezoek",
        "Huisarts bellen met toestemming",
        "Rustig moment kiezen voor contact",
    ),
    Theme.ADDICTION: ("Verslavingszorg vragen aan te sluiten", "Bezoek in de ochtend plannen"),
    Theme.DEMENTIA: ("Familie bellen", "Casemanager zoeken", "Kookplaat en gas laten nakijken"),
    Theme.RENT_ARREARS: (
        "Met corporatie uitstel bespreken",
        "Post samen openen",
        "Regeling voorstellen vóór de zitting",
    ),
    Theme.LONELINESS: (
        "Kop koffie in het buurthuis afspreken",
        "Maatje zoeken",
        "Sociaal makelaar voorstellen",
    ),
    Theme.DOMESTIC_VIOLENCE: (
        "Overleg met Veilig Thuis",
        "Veiligheidsafspraken maken",
        "Wijkagent bijpraten",
    ),
    Theme.CARE_AVOIDANCE: (
        "Kaartje met foto en naam in de bus",
        "'s Avonds aanbellen",
        "Sleutelfiguur uit de buurt zoeken",
    ),
    Theme.DEBTS: (
        "Overzicht van schulden maken",
        "Aanmelden bij schuldhulp",
        "Energie- en waterbedrijf bellen",
    ),
    Theme.HOMELESSNESS: (
        "Briefadres aanvragen",
        "Plek in de opvang navragen",
        "Inschrijven als woningzoekende",
    ),
    Theme.MILD_DISABILITY: (
        "Begeleiding aanvragen",
        "Abonnementen laten stopzetten",
        "Brieven in gewone taal uitleggen",
    ),
    Theme.YOUTH: (
        "School en leerplicht bellen",
        "Gesprek met het gezin plannen",
        "Jongerenwerker voorstellen",
    ),
    Theme.CONFUSED_BEHAVIOUR: (
        "Nagaan wie bewoner kent",
        "Samen met wijkagent langsgaan",
        "Afspraken voor crisis vastleggen",
    ),
    Theme.CHILD_SAFETY: (
        "Vandaag overleg met Veilig Thuis",
        "Nagaan wie het gezin al kent",
        "School en consultatiebureau bellen",
    ),
}
