"""Words of a line of search that are not looked for, or that what is found need not hold."""

from __future__ import annotations

from store.rules.person_names import PREFIX_WORDS
from store.rules.typed_text import words

_ABBREVIATED = words(
    "vd v d vh vdr vdn vde vande vt dela del mw mevr mevrouw mvr mej dhr hr meneer fam familie"
)
_TITLES = words("drs dr ir ing mr prof ds")
_JOINED_ON = words(
    "vant opt int aant uitt vonder opde opden opder inde inden aande aanden aander uitde uitden byde byden byder"
    " overde onderde"
)
"""Tussenvoegsels of two words written as one ("opden", "int")."""
SOFT = frozenset(PREFIX_WORDS | _ABBREVIATED | _TITLES | _JOINED_ON)
"""Words that only count when nothing else is asked: tussenvoegsels, titles, forms of address."""
SAID = words("heer tegenover naast nabij thv tnv el al ait bin abu")
"""Words said of somebody or something that its record need not hold ("de heer Bakker", "naast Kerkstraat 41")."""
HEADS = words(
    "casus casussen zaak zaken dossier dossiers melding meldingen signaal signalen adres bel gezin echtpaar weduwe wed"
    " mejuffrouw bewoner bewoonster"
)
"""Words that are only said at the beginning of a line ("casus Visser", "gezin Jansen"), or as those that follow."""
RELATED = HEADS | words(
    "buren buur buurman buurvrouw dochter zoon kind kinderen moeder vader ouders partner man vrouw vriend vriendin ex"
    " broer zus mantelzorger huis woning huisgenoot"
)
"""Words that are only said when "van" stands behind them ("dochter van Visser")."""
OF = words("van v vd vh")
"""How "van" may stand behind such a word."""
LABELS = words(
    "naam voornaam voornamen achternaam tussenvoegsel adres straat woonadres huisnr huisnummer postcode pc plaats"
    " woonplaats telefoon telefoonnummer mail email geboren geboortedatum betreft onderwerp re fw fwd betrokkene"
    " bewoner client clientnaam melder"
)
"""Names of fields that come along with what is copied out of a letter or a form, with a colon behind them."""
OF_NUMBERS = words("nr huisnr huisnummer nummer no")
"""What is said before a house number."""
OF_BIRTHS = words("geb geboren geboortejaar geboortedatum gebdatum gebdat")
BEFORE_BIRTHS = words("op in dat dat. datum datum:")
"""What is said before a day, a month or a year of birth, and what may stand between."""
OF_PHONES = words("tel telefoon telefoonnummer telnr telno t m mob mobiel mobielnr gsm bel nummer")
"""What is said before a telephone number."""
