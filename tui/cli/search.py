"""Search from the command line: the same hits in the same order as the screen."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from store.codes import LogEvent
from store.queries.search import LIMIT, MOST, Hit, HitKind, search
from store.queries.search_help import HIDDEN_NL, NOTHING_NL
from tui.cli import context


def register(app: typer.Typer) -> None:
    """Add `search`."""
    app.command("search")(search_command)


def search_command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TEKST", help="Naam, adres, postcode, telefoon, nummer, woorden en filters, vrij gemengd."
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=MOST, help="Hoogstens zoveel van elke soort.")
    ] = LIMIT,
) -> None:
    """Zoek betrokkenen, adressen, casussen en signalen met één regel."""
    from store.acts.looking import log_look

    text = " ".join(words)
    with context.open_here() as desk:
        found = search(desk.store, text, today=desk.today(), limit=limit, worker=desk.actor.name)
        log_look(desk.store, desk.actor, event=LogEvent.SEARCH, kind="search", terms=text)
        if context.EVERYWHERE.as_json:
            context.print_json(
                {
                    "hits": [_as_dict(hit) for hit in found.hits],
                    "more": [kind.value for kind in found.more],
                    "hidden": found.hidden,
                    "read_as": list(found.read_as),
                    "notes": list(found.notes),
                }
            )
            return
        for note in found.notes:
            context.say_aside(note)
        if not found.hits:
            context.say(HIDDEN_NL if found.hidden else NOTHING_NL)
            return
        for kind in HitKind:
            hits = found.of(kind)
            if hits:
                context.say(f"{_HEADINGS[kind]}{' (er zijn er meer)' if kind in found.more else ''}")
                for hit in hits:
                    context.say(f"  {hit.title}")
                    context.say(f"    {' · '.join(filter(None, (hit.detail, hit.why)))}")
        if found.hidden:
            context.say(HIDDEN_NL)


_HEADINGS = {
    HitKind.RESIDENT: "BETROKKENEN",
    HitKind.ADDRESS: "ADRESSEN",
    HitKind.CASE: "CASUSSEN",
    HitKind.SIGNAL: "SIGNALEN",
}


def _as_dict(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.number or hit.id,
        "title": hit.title,
        "detail": hit.detail,
        "why": hit.why,
        "matches": [{"what": match.what, "text": match.text, "spans": match.spans} for match in hit.matches],
        "nearness": hit.nearness,
        "last_on": hit.last_on,
    }
