"""A passphrase to hand to somebody: five words drawn by lot and a number, to read out and to type once."""

from __future__ import annotations

import secrets
from typing import Final

from store.rules.typed_text import words

WORDS: Final = tuple(
    sorted(
        words(
            """
            aalbes abrikoos accu akker albino alpaca altviool amandel anker anijs arend artisjok asperge atlas atoom
            bagger balkon balsem bamboe banjo barak barnsteen basalt beitel bever biljart bizon bladluis boei boender
            bolus bongo boomgaard bosbes braam brem briket bromfiets bunzing buizerd cactus cello ceder citer cobra
            compas dakgoot dassen degen diamant dijk dolfijn dommel dorser drempel druif duin dwarsfluit ebbe egel
            eekhoorn eland emmer erwt esdoorn fagot fakkel fazant ferry flamingo fles fluit forel framboos fregat fuik
            fuut galei gember gerst gieter gips girafjes glimworm gondel graniet grutto gymzaal haas halm hamer hangmat
            haring harp haver havik hazelaar helm hermelijn heuvel hinde hoef honing hoorn hop houtduif hyacint iglo
            imker inktvis iris jasmijn jenever jojo juweel kajak kameel kaneel kano karaf kastanje kegel kiezel kievit
            klarinet klaver klei klimop kokos kolibri komeet konvooi koper koraal korenaar kraan krekel kreeft krokus
            kruik kubus kwast kwartel lama lantaarn lasso lava lavendel leem libel linde lis loep lork lupine luit
            magneet mammoet
            mandarijn mango marmer marmot matroos meeuw merel mier mimosa mist moeras mol molen mosterd mossel motregen
            munt muskaat narwal nevel nijlpaard noot notaris oase ober oester olijf orgel orkaan otter paling palm panda
            paprika parel patrijs pauw pelikaan perzik pinda pinguin pioen plank pluim poema polder pompoen populier
            prisma psalm pruim pudding raap radijs raket ratel ravijn reiger ridder rietje rivet robijn rog rozijn
            saffier salie salto sering serre sikkel sjaal slak sloep snoek soja sorbet specht spinazie spreeuw sprot
            stoep stolp tamboer tarwe tegel tempel terras tijm tobbe tonijn topaas torenvalk trechter trom tuba turf
            wezel zalm
            """
        )
    )
)
"""Words that are easy to say, hear and spell. Own list of 256, so 8 bits each."""

HOW_MANY: Final = 5


def new_start_passphrase() -> str:
    """Return five words and a number of four figures: 53 bits, also for who knows the list."""
    return " ".join([*(secrets.choice(WORDS) for _ in range(HOW_MANY)), f"{secrets.randbelow(9000) + 1000}"])
