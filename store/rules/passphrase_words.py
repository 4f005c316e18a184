"""Words that people put in a passphrase because they come to mind first: Dutch and English, without accents.

Own list: what stands in every collection of leaked passwords, and the small words that any sentence is made of.
"""

from __future__ import annotations

from typing import Final

from store.rules.typed_text import words

SMALL: Final = words(
    """
    aan als bij dan dat de den der des deze die dit door een en er ga geen haar had heb heeft hem hen het hij
    hoe ik in is ja je jij kan lang me met mij mijn na naar nee niet nog nu of om onder ons onze ook op over per
    te tot toe uit u uw van veel voor waar was wat we wel wie wij wil zal ze zei zij zijn zo zou a all am an and
    are as at be but by can do for from get has have he her him his how i if it its just like my no not now off
    on one or our out she so that the them they this to too up us what when who will with you your
    """
)
"""Small words: they tie a sentence together and are guessed as a matter of course."""

COMMON: Final = words(
    """
    wachtwoord wachtzin welkom geheim geheimpje toegang inloggen login aanmelden gebruiker beheer beheerder
    computer laptop telefoon internet netwerk systeem opslag sleutel slot veilig veiligheid beveiliging code
    cijfer letter toetsenbord scherm bureau kantoor werk collega team baas afdeling signaal signaalpunt signalen
    melding melder casus overleg dossier zorg bemoeizorg hulp hulpverlening gemeente stadhuis raadhuis
    burgemeester wethouder wijk wijkteam kernteam vangnet buurt buurman buurvrouw bewoner burger politie agent
    brandweer ambulance dokter huisarts welzijn woning corporatie huur straat laan plein kerk school station
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag weekend vakantie januari februari maart april mei
    juni juli augustus september oktober november december lente zomer herfst winter voorjaar najaar ochtend
    middag avond nacht vandaag morgen gisteren jaar maand week dag uur nul een twee drie vier vijf zes zeven
    acht negen tien elf twaalf dertien twintig dertig veertig vijftig honderd duizend miljoen eerste tweede
    derde laatste nieuw nieuwe oud oude groot grote klein kleine mooi mooie lief lieve leuk leuke goed goede
    slecht snel langzaam hoog laag warm koud heet nat droog licht donker dom slim gek blij boos bang rood rode
    blauw blauwe groen groene geel gele wit witte zwart zwarte oranje paars roze bruin grijs goud zilver mama
    papa moeder vader oma opa zoon dochter broer zus zusje broertje kind kinderen baby vrouw man meisje jongen
    vriend vriendin vrienden schat schatje liefje liefde lieverd engel prins prinses koning koningin kusje kus
    hart hartje knuffel leven geluk gelukkig vrede vrijheid hoop geloof droom dromen wens ster sterren hond
    hondje poes poesje kat katje paard vis vogel konijn muis beer beertje leeuw tijger olifant aap koe varken
    kip eend draak wolf vos uil kikker vlinder bloem bloemen bloemetje roos rozen tulp tulpen zonnebloem boom
    bomen blad gras bos strand zee water rivier berg zon maan regen sneeuw wind wolk wolken lucht aarde wereld
    hemel vuur ijs huis thuis tuin deur raam keuken kamer bed tafel stoel lamp klok boek boeken brief pen papier
    foto spiegel tas fiets fietsen auto trein bus boot vliegtuig brommer motor weg brug brood kaas boter melk
    koffie thee bier wijn appel peer banaan aardbei kers citroen chocola chocolade taart koek koekje snoep ijsje
    pizza patat friet soep vlees ei eieren suiker zout peper voetbal hockey tennis zwemmen hardlopen schaatsen
    dansen zingen muziek gitaar piano film spel spelen feest feestje verjaardag kerst kerstmis pasen sinterklaas
    zwartepiet koningsdag oranjebovenal ajax feyenoord psv twente vitesse heerenveen sparta excelsior nederland
    holland belgie europa duitsland frankrijk spanje italie amerika amsterdam rotterdam denhaag utrecht
    eindhoven groningen tilburg almere breda nijmegen haarlem arnhem zaandam amersfoort apeldoorn maastricht
    leiden dordrecht zoetermeer delft alkmaar gouda zwolle deventer hilversum antwerpen brussel gent parijs
    londen berlijn westland naaldwijk monster heemstede soest pijnacker nootdorp schipluiden maasland denhoorn
    jan piet klaas kees henk willem johan peter hans karel marie maria anna johanna sanne lisa emma sophie julia
    eva thomas daan lucas bram tim tom kevin dennis mark martijn jeroen marco robin patrick michael daniel david
    linda monique petra ingrid wendy esther kim laura denise sandra samantha chantal fatima mohamed mohammed
    ahmed ali hallo hoi doei groeten alsjeblieft dankje bedankt sorry misschien altijd nooit samen alleen alles
    niets iets iemand niemand iedereen mensen naam vraag antwoord waarheid geld euro rijk arm macht sterk zwak
    tijd plek plaats lopen rijden slapen eten drinken werken maken gaan komen zien horen weten denken lezen
    schrijven kopen geven nemen houden houdvanjou ikhouvanjou ikhouvanje password passwort passphrase passw pass
    secret admin administrator root user guest test testtest testing demo default changeme letmein access master
    welcome hello qwerty azerty asdf zxcv abc iloveyou loveyou love lover sunshine princess monkey dragon shadow
    football baseball basketball soccer superman batman spiderman pokemon starwars trustno whatever freedom
    hunter killer ranger thunder tiger lion eagle bear horse dolphin butterfly flower rose angel devil heaven
    summer spring autumn monday tuesday wednesday thursday friday saturday sunday january february march may
    june july august october morning evening night day year red blue green yellow white black orange purple pink
    silver gold diamond jennifer jessica ashley charlie george andrew joshua matthew robert william james john
    google facebook samsung apple android windows microsoft minecraft fortnite netflix spotify mother father
    sister brother family friend friends forever always never nothing something everything happy lucky crazy
    cool sexy hot sweet cute good great best new old big small one two three four five six seven eight nine ten
    house home garden door window kitchen table chair book paper picture bike car train boat road bridge dog cat
    bird fish mouse rabbit cow pig chicken cheese bread butter milk coffee tea wine cookie chocolate fire earth
    rain snow sun moon star stars sky cloud world ocean river mountain tree forest king queen prince knight
    soldier warrior ninja pirate wizard magic power money rich time life live music guitar correct battery
    staple
    """
)
"""Words that are tried first."""

ROWS: Final = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1234567890",
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
"""Rows of keys and of the alphabet, along which fingers walk; backwards counts too."""
