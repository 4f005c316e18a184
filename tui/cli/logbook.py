"""The log: `verify` whether it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from store.errors import Refused
from tui.cli import context
from tui.forms.log_words import fault_sentence

if TYPE_CHECKING:
    from store.queries.log_verify import Verified

_BROKEN = "Het logboek is niet heel: iemand of iets heeft het buiten Signaalpunt om veranderd."
_OLDER = (
    "Dit kenmerk staat niet in het logboek. Deze opslag is ouder dan het kenmerk of heeft een andere geschiedenis: het "
    "bestand is teruggezet of verwisseld."
)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("verify")(verify)


def verify(
    head: Annotated[
        str, typer.Option("--head", metavar="KENMERK", help="Een kenmerk dat u eerder opschreef.")
    ] = "",
) -> int:
    """Controleer of het logboek heel is en toon het kenmerk om op te schrijven."""
    from store.engine.head_words import read

    earlier = read(head) if head else None
    with context.open_here() as desk:
        from store.queries.log_verify import verify_log

        found = verify_log(desk.store, earlier)
    if context.EVERYWHERE.as_json:
        context.print_json(_as_json(found))
    if not found.whole:
        raise Refused("\n".join(_problems(found)))
    if not context.EVERYWHERE.as_json:
        context.say(f"Het logboek is heel: {found.entries} regels, geen weggehaald of veranderd.")
        if found.earlier:
            context.say("Het opgegeven kenmerk staat erin.")
        context.say(f"Kenmerk: {found.head}")
    return 0


def _problems(found: Verified) -> list[str]:
    lines = []
    if found.broken:
        lines.append(_BROKEN)
        lines += [f"  {fault_sentence(fault)}" for fault in found.faults]
        if found.broken > len(found.faults):
            lines.append(f"  en nog {found.broken - len(found.faults)} andere")
    if found.earlier is False:
        lines.append(_OLDER)
    return lines


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "whole": found.whole,
        "entries": found.entries,
        "head": found.head,
        "earlier_head": found.earlier,
        "broken": found.broken,
        "faults": [
            {"kind": fault.kind, "first": fault.first, "last": fault.last, "at": fault.at}
            for fault in found.faults
        ],
    }
