"""Given names and surnames by where a family's names come from, with rough shares of the population."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A stock of names. `surnames` are pairs of tussenvoegsel and name; `weight` is a relative share.

    `older` and `younger` hold female and male given names; an empty `older` means `younger` serves every age.
    """

    weight: int
    surnames: tuple[tuple[str, str], ...]
    younger: tuple[tuple[str, ...], tuple[str, ...]]
    older: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    several_initials: bool = False
    double_names: bool = False
    feminine_a: bool = False

    def given(self, sex: str, born: int) -> tuple[str, ...]:
        """Return the given names for a sex ("female" or "male") and a year of birth."""
        index = 0 if sex == "female" else 1
        return (self.older if born < 1972 and self.older[index] else self.younger)[index]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _surnames(text: str) -> tuple[tuple[str, str], ...]:
    """Split "van der|Meer, Visser" into pairs of prefix and surname."""
    pairs = (name.rpartition("|") for name in " ".join(text.split()).split(", "))
    return tuple((prefix, surname) for prefix, _, surname in pairs)


_DUTCH = Origin(
    weight=60,
    several_initials=True,
    double_names=True,
    surnames=_surnames(
        """
        Visser, Smit, Bakker, Mulder, Bos, Vos, Peters, Hendriks, Dekker, Brouwer, Kok, Jacobs,
        Vermeulen, Schouten, Willems, Hoekstra, Koster, Verhoeven, Prins, Huisman, Postma, Kuipers,
        Timmermans, Groen, Gerritsen, Bosch, Kramer, Scholten, Post, Kuiper, Martens, Sanders, Bosman,
        Molenaar, Verbeek, Zonneveld, Nagtegaal, Kleijn, IJsbrandij, IJzerman, IJpelaar, Duijvestijn,
        Zwinkels, Vijverberg, Buijs, Noordermeer, Koornneef, Grootscholten, Hoogerbrugge, Tetteroo,
        Onderwater, Schrijver, Versteeg, Blok, Blom, Evers, Pronk, Spaans, Kuijt, Ooms, Langelaan,
        Hofland, Boekestijn, Valstar, Moerman, Roos, Wubben, Hanemaaijer, Barendse, Kwakernaak, Poot,
        van der|Meer, van der|Linden, van der|Heijden, van der|Wal, van der|Knaap, van der|Ende, van
        der|Burg, van der|Voort, van den|Berg, van den|Bosch, van den|Brink, van den|Heuvel, van de|Ven,
        van de|Graaf, van|Dijk, van|Leeuwen, van|Vliet, van|Dam, van|Wijk, van|Beek, van|Schie,
        van|Adrichem, van|Paassen, van|Kester, de|Jong, de|Vries, de|Boer, de|Groot, de|Haan, de|Wit,
        de|Bruijn, de|Koning, de|Zeeuw, den|Hartog, den|Hollander, van 't|Hof, van 't|Hoff, van
        't|Zelfde, in 't|Veld, in 't|Hout, op den|Brouw, op den|Kelder, op 't|Hoog, ten|Brinke,
        ten|Have, ter|Horst, ter|Laak, uit den|Bogaard, van 's|Gravesande, 't|Hart, 't|Hooft,
        la|Rivière, Lugtenburg, Hölscher, Reijm, Coenradie, Noël, Thijssen, Theunissen, Schmitz,
        Claassen, Rutgers, Wiegman, Zandstra
        """
    ),
    younger=(
        _words(
            """
        Zoë Anouk Daphne Femke Lisa Sanne Lotte Eva Iris Kim Linda Mandy Nienke Roos Sophie Tessa Wendy
        Esmée Chloë Danique Inge Joyce Kirsten Manon Marloes Naomi Priscilla Renée Samantha Xandra
        IJsbrechtje Benthe Loïs
        """
        ),
        _words(
            """
        Daan Bas Dennis Erik Jeroen Joost Kevin Lars Mark Maarten Niels Patrick Rick Robin Ruben Sander
        Sem Stefan Thijs Tim Tom Wouter Danny Mitchell Jesse Björn René André Raphaël Jurriën Tygo Roy
        Marco
        """
        ),
    ),
    older=(
        _words(
            """
        Johanna Maria Cornelia Adriana Wilhelmina Hendrika Elisabeth Catharina Geertruida Jacoba
        Margaretha Petronella Annie Corrie Riet Truus Ria Bep Willy Joke Ineke Marijke Yvonne Ans Toos
        Gré Leny Marianne Thea Hélène Wil Aagje
        """
        ),
        _words(
            """
        Johannes Cornelis Hendrik Jacobus Willem Adrianus Pieter Gerardus Leendert Arie Jan Piet Kees
        Henk Wim Joop Gerrit Dirk Teun Huib Bram Hans Frans Ton Ruud Rob Peter Koos Aad Sjaak Nico Theo
        IJsbrand Krijn Huibert José
        """
        ),
    ),
)

_FRISIAN = Origin(
    weight=4,
    several_initials=True,
    surnames=_surnames(
        """
        Hoekstra, Dijkstra, Terpstra, Bouma, Sikkema, Wiersma, Ypma, Zijlstra, Hettinga, Rijpkema,
        Boonstra, Haanstra, Jorritsma, Ypeij, Kooistra, Tjalsma, Elzinga, van der|Veen, Sjoerdsma,
        Wierda, Sybesma, Yntema
        """
    ),
    younger=(
        _words("Froukje Sjoukje Jikke Hiske Wytske Anke Nynke Baukje Fenna Jeltsje Tjitske Ymkje Sytske"),
        _words(
            "Sjoerd Wiebe Jelle Douwe Tjeerd Sietse Hidde Rients Folkert Bauke Durk Gjalt Ypke Anne Sybren"
        ),
    ),
)

_TURKISH = Origin(
    weight=6,
    surnames=_surnames(
        """
        Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Öztürk, Aydın, Arslan, Doğan, Kılıç, Aslan, Koç,
        Kurt, Özdemir, Şimşek, Polat, Korkmaz, Çakır, Erdoğan, Güneş, Bulut, Karataş, Ünal, Toprak, Avcı
        """
    ),
    younger=(
        _words(
            """
        Ayşe Fatma Emine Zeynep Elif Hatice Meryem Esra Büşra Özlem Sevgi Gülsüm Hülya Derya Nuray
        Şerife
        """
        ),
        _words(
            """
        Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Osman Yusuf Murat Ömer Emre Serkan Gökhan Kemal
        Uğur
        """
        ),
    ),
)

_MOROCCAN = Origin(
    weight=6,
    surnames=_surnames(
        """
        el|Amrani, el|Idrissi, el|Khattabi, el|Bakkali, el|Haddad, el|Mansouri, Benali, Bouzid, Azzouzi,
        Ouali, Chaoui, Amrani, Bouazza, Belkacem, Haddouchi, Zerouali, Tahiri, ait|Brahim, ben|Omar,
        Boukhari, Lahlou, Aouragh, Saïdi, Yaakoubi
        """
    ),
    younger=(
        _words(
            """
        Fatima Khadija Aïcha Naïma Samira Rachida Malika Yasmina Hanane Saïda Latifa Zineb Loubna Ikram
        Souad
        """
        ),
        _words(
            """
        Mohamed Rachid Ahmed Hassan Youssef Karim Mustapha Saïd Abdelkader Brahim Nabil Omar Hicham
        Ilyas Driss
        """
        ),
    ),
)

_SURINAMESE = Origin(
    weight=6,
    surnames=_surnames(
        """
        Ramdin, Jagroep, Bhagwandin, Ramsoekh, Kalloe, Soekhai, Sewpersad, Oedairam, Girdhari, Pinas,
        Wijngaarde, Kartodikromo, Soerodimedjo, Amatredjo, Blokland, Vreugdenberg, Esajas, Misiedjan,
        Landveld, Tjon-A-Joe, Lo-A-Njoe, Doorson, Zeefuik
        """
    ),
    younger=(
        _words(
            """
        Sharda Anoeradha Indra Soenita Cynthia Mavis Hortense Shanti Reshma Joan Muriel Savitri Ngaisah
        Sherida
        """
        ),
        _words(
            """
        Soeresh Radjesh Ashwin Dew Roy Humphrey Winston Rudolf Sjaam Henk Marciano Paul Kenneth Wagijo
        Ruben
        """
        ),
    ),
)

_CARIBBEAN = Origin(
    weight=3,
    surnames=_surnames(
        """
        Martina, Felicia, Maduro, Croes, Isenia, Girigorie, Bernabela, Cijntje, Sambo, Pieternella,
        Rosaria, Ignacio, Tromp, Werleman, Provence, Koeiman, Hooi, Winklaar, Álvarez, Josephina
        """
    ),
    younger=(
        _words(
            "Shurandy Maritza Lucinda Xiomara Rosaura Milouska Ruthmila Zulaika Ana Julieta Suzette Marelva"
        ),
        _words("Jairo Rignald Elvis Angelo Juri Hensley Ruthson Edsel Giovanni José Quincy Francisco Rudsel"),
    ),
)

_POLISH = Origin(
    weight=6,
    feminine_a=True,
    surnames=_surnames(
        """
        Kowalski, Nowak, Wiśniewski, Wójcik, Kamiński, Lewandowski, Zieliński, Szymański, Woźniak,
        Dąbrowski, Kozłowski, Mazur, Krawczyk, Piotrowski, Grabowski, Pawłowski, Michalski, Król,
        Wieczorek, Jabłoński, Stępień, Żak
        """
    ),
    younger=(
        _words(
            """
        Agnieszka Małgorzata Katarzyna Joanna Ewa Monika Beata Zofia Magdalena Iwona Grażyna Żaneta
        Łucja
        """
        ),
        _words(
            """
        Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Jerzy Zbigniew Łukasz Grzegorz Sławomir Kamil
        Józef
        """
        ),
    ),
)

_MOLUCCAN = Origin(
    weight=4,
    several_initials=True,
    surnames=_surnames(
        """
        Tahapary, Matulessy, Pattiwael, Siahaya, Latuperissa, Sahetapy, Tomasoa, Manusama, Leatemia,
        Noya, Hitijahubessy, Wattimena, Soumokil, Papilaja, Hartono, Wibowo, Santoso, de|Queljoe,
        van|Motman, Kusumo
        """
    ),
    younger=(
        _words("Ola Nona Meity Dolly Christina Farida Ningsih Dewi Paula Yohana Marlies Indah Noortje Sita"),
        _words("Zeth Abé Junus Otto Dominggus Frans Agus Budi Johnny Semuel Elias Hendrik Victor Bambang"),
    ),
)

_ELSEWHERE = Origin(
    weight=6,
    surnames=_surnames(
        """
        Nguyễn, Trần, Phạm, Chen, Wong, Haile, Tesfaye, Gebremedhin, al|Hassan, al|Khatib, Haddad,
        Shevchenko, Kovalenko, Popescu, Ionescu, Petrov, Dimitrov, Silva, da|Costa, dos|Santos,
        Fernández, Muñoz, Rossi, Lindström, Sørensen, Müller, O'Brien
        """
    ),
    younger=(
        _words(
            """
        Linh Mai Selam Mehret Rania Nour Oksana Olena Ioana Elena Inês María Giulia Solveig Søs Mei Thị
        Siobhán
        """
        ),
        _words(
            """
        Minh Bjørn Øystein Yonas Tekle Khaled Bassel Andriy Bogdan Ștefan Ivan Luís José Matteo Jürgen
        Wei Seán
        """
        ),
    ),
)

ORIGINS = (_DUTCH, _FRISIAN, _TURKISH, _MOROCCAN, _SURINAMESE, _CARIBBEAN, _POLISH, _MOLUCCAN, _ELSEWHERE)
