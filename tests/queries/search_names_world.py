"""A second invented town: names, addresses and own numbers that are typed in more ways than they are written."""

from __future__ import annotations

from datetime import date

BERG = {"street": "Dorpsstraat", "house_number": 12, "postcode": "2641BK", "place": "Pijnacker"}
GOES = {"street": "Burgemeester van der Goeslaan", "postcode": "2631EV", "place": "Nootdorp"}
JULIANA = {"street": "Koningin Julianastraat", "postcode": "2685GH", "place": "Poeldijk"}

REPORTS: tuple[tuple[str, int, dict[str, object]], ...] = (
    (
        "berg",
        300,
        {
            **BERG,
            "given": "Karin",
            "prefix": "van den",
            "surname": "Berg",
            "birth_date": date(1985, 5, 3),
            "resident_phone": "015-3691234",
            "partner": "Staedion",
            "external_id": "Z2026/0012",
            "facts": "Zorgmijdend; sinds COVID-19 komt zij niet meer buiten.",
            "case": True,
        },
    ),
    (
        "jp",
        200,
        {
            **BERG,
            "addition": "A",
            "given": "J.P.",
            "surname": "Visser",
            "birth_date": date(1972, 12, 1),
            "resident_phone": "0031 6 2222 3333",
            "external_id": "RW 2026 17",
            "facts": "Heeft 500 euro schuld bij de buurman en betaalt € 25 per week terug.",
        },
    ),
    (
        "janwillem",
        150,
        {
            **GOES,
            "house_number": 41,
            "given": "Jan-Willem",
            "surname": "Bosch",
            "birth_year": 1990,
            "external_id": "123456",
            "facts": "Drugsoverlast in de portiek, 's nachts.",
        },
    ),
    (
        "sasa",
        140,
        {
            **GOES,
            "house_number": 41,
            "addition": "III",
            "given": "Saša",
            "surname": "Šimić",
            "facts": "Ruzie.",
        },
    ),
    (
        "yildiz",
        130,
        {
            **JULIANA,
            "house_number": 41,
            "addition": "bis",
            "given": "Gülşen",
            "surname": "Yıldız",
            "facts": "Stil.",
        },
    ),
    (
        "lukasz",
        120,
        {**JULIANA, "house_number": 4, "given": "Łukasz", "surname": "Wójcik", "facts": "Slaapt in de auto."},
    ),
    (
        "rijnders",
        110,
        {
            "street": "Dr. Schaepmanlaan",
            "house_number": 5,
            "postcode": "2641HX",
            "place": "Pijnacker",
            "given": "Wim",
            "surname": "Rijnders",
            "facts": "Post blijft liggen. Bel 06 1111 2222.",
        },
    ),
    (
        "oneill",
        100,
        {
            "street": "1e Stationsstraat",
            "house_number": 7,
            "addition": "2",
            "postcode": "2641GA",
            "place": "Pijnacker",
            "given": "Sinéad",
            "surname": "O'Neill",
            "facts": "Geen gas en licht.",
        },
    ),
    (
        "hart",
        90,
        {
            **JULIANA,
            "house_number": 6,
            "given": "Bep",
            "prefix": "'t",
            "surname": "Hart",
            "facts": "Valt vaak; er hangen foto's op de trap.",
        },
    ),
    (
        "cruz",
        80,
        {
            **JULIANA,
            "house_number": 8,
            "given": "Rosa",
            "prefix": "de la",
            "surname": "Cruz",
            "facts": "Eenzaam.",
        },
    ),
    (
        "hassani",
        70,
        {
            **GOES,
            "house_number": 3,
            "given": "Mohammed",
            "surname": "El Hassani",
            "birth_date": date(1985, 5, 13),
            "resident_phone": "06-44445555",
            "facts": "Dakloos na scheiding.",
        },
    ),
    (
        "koning",
        60,
        {
            **GOES,
            "house_number": 5,
            "given": "Els",
            "prefix": "de",
            "surname": "Koning-Smit",
            "birth_date": date(1948, 2, 29),
            "facts": "Verwaarloosde hond.",
        },
    ),
    ("vandijk", 50, {**GOES, "house_number": 50, "given": "Piet", "surname": "Vandijk", "facts": "Lekkage."}),
)
