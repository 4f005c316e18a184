"""How a line of search is understood and how hits are ordered, in Dutch: the one text for help and screen."""

from __future__ import annotations

UNDERSTOOD_NL: tuple[tuple[str, str], ...] = (
    ("visser · Vries, J. de · jp visser · vdberg", "een naam, met of zonder tussenvoegsel en voorletters"),
    ("vissser", "ook met een of twee typefouten; die staan onder de naam zelf"),
    ("kerkstr 41 · kerkstraat 41A", "een adres: 41 is niet 410, en 41A staat bij 41"),
    ("5211 KE · 5211", "een postcode, heel of begonnen"),
    ("12-05-1951 · 12 mei 1951 · 1951", "een geboortedatum, -maand of -jaar"),
    ("06-12345678 · +31 6 1234 5678", "een telefoonnummer, in elke schrijfwijze"),
    ("3612345", "ook zonder netnummer of 06: zo eindigt het nummer"),
    ("2026-0143 · C2026-031 · casus 31", "een signaal of casus; filters tellen dan niet"),
    ("ZM-0004711 · zm 0004711", "het nummer van de partner, als dat de hele regel is"),
    ("stank buren", "woorden in teksten; het laatste mag onaf zijn"),
    ("“doet de deur niet”", "woorden achter elkaar, tussen aanhalingstekens"),
)
"""What may be typed, with what it means."""

FILTERS_NL: tuple[tuple[str, str], ...] = (
    ("wijk:nootdorp", "in die wijk of kern"),
    ("team:kernteam", "van dat team"),
    ("status:open", "die zo staan; open is alles wat niet klaar is"),
    ("bron:politie", "gemeld door die partner of soort melder"),
    ("sinds:aug · sinds:2026 · sinds:3mnd", "vanaf die dag"),
    ("mijn", "uw casussen, en wat u invoerde en nog niet klaar is"),
)
"""The filters, with what they keep."""

ORDER_NL = (
    "Treffers staan per soort: betrokkenen, adressen, casussen, signalen. Bovenaan staat wat precies zo heet als u"
    " typt, dan wat zo begint, dan wat erop lijkt. Wat gelijk is, staat op volgorde van invoer, het nieuwste eerst;"
    " adressen op straat en nummer. Alles in de regel moet kloppen, in één signaal of in de teksten van één casus, met"
    " de betrokkene en het adres ervan."
)
"""The rule of the order, as help shows it."""

HIDDEN_NL = "1 afgeschermd: er is meer, dat u niet mag zien."
NOTHING_NL = (
    "Niets gevonden. Probeer een deel van de naam, straat met nummer, postcode, telefoon, nummer of een woord"
    " uit de tekst."
)
