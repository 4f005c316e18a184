"""`signaalpunt COMMAND`: English names, Dutch texts, the same acts as the screens."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from typer._click import Command, exceptions

from store.errors import InvalidInput, ProfileError, StoreError
from store.text import visible
from tui.cli import (
    access_report,
    backups,
    case_work,
    cases,
    context,
    deliveries,
    doctor,
    dutch,
    export,
    feedback,
    figures,
    keys,
    links,
    logbook,
    meeting_work,
    meetings,
    people,
    restore,
    retention,
    rules,
    search,
    signals,
    stores,
    streams,
)
from tui.opening import sentence_of

_INTERRUPTED = 130
dutch.speak_dutch()

app = typer.Typer(
    name="signaalpunt",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Signaalpunt: signalen en bemoeizorg coördineren. Zonder opdracht opent het scherm.",
    epilog="Overal: --store PAD (of SIGNAALPUNT_STORE), --passphrase-file BESTAND, --json.",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"signaalpunt {version('signaalpunt')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Open the interface when no subcommand is given."""
    if ctx.invoked_subcommand is None:
        from tui.main import run_interface

        run_interface(context.EVERYWHERE.store, context.EVERYWHERE.passphrase_file)


for module in (
    stores,
    keys,
    signals,
    feedback,
    deliveries,
    cases,
    export,
    case_work,
    meetings,
    meeting_work,
    search,
    links,
    retention,
    people,
    rules,
    logbook,
    access_report,
    figures,
    backups,
    restore,
    doctor,
):
    module.register(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns 0 when done, 1 when refused (a sentence on stderr), 2 for wrong use."""
    streams.prepare()
    code = _run(arguments)
    return streams.finish() or code


@cache
def _command() -> Command:
    """Return every command with its options; reading those off their functions takes long (a tenth of a second)."""
    return typer.main.get_command(app)


def _run(arguments: Sequence[str]) -> int:
    try:
        found, rest = context.take_everywhere(arguments)
    except ValueError as error:
        return _told(f"Bij {error} hoort een waarde.", 2)
    context.EVERYWHERE.__dict__.update(found.__dict__)
    out, err = sys.stdout, sys.stderr
    try:
        result = _command().main(rest, prog_name="signaalpunt", standalone_mode=False)
    except typer.Abort:
        return _told("Afgebroken; er is niets gewijzigd.", 1)
    except exceptions.ClickException as error:
        return _told(dutch.wrong_use(error), 2)
    except StoreError as error:
        lines = [sentence_of(error, context.EVERYWHERE.store)]
        if isinstance(error, (InvalidInput, ProfileError)):
            lines += [f"  {problem}" for problem in error.problems if problem not in str(error)]
        return _told("\n".join(lines), 1)
    except (SystemExit, BrokenPipeError):
        # The library leaves like this when nobody reads the output any more.
        sys.stdout, sys.stderr = out, err
        return 0
    except KeyboardInterrupt:
        return _told("Afgebroken.", 1)
    except UnicodeError:
        return _told(
            "Een argument bevat tekens die geen geldige tekst (UTF-8) zijn. Er is niets gewijzigd.", 1
        )
    except OSError:
        return _told(
            "Een bestand of map kon niet gelezen of geschreven worden. Controleer de plaats, de rechten en de ruimte.",
            1,
        )
    except Exception as error:
        return _told(_fault(error), 1)
    if result == _INTERRUPTED:
        return _told("Afgebroken.", 1)
    return result if isinstance(result, int) else 0


def _told(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(visible(sentence) + "\n")
    return code


def _fault(error: Exception) -> str:
    """Say where the program itself failed, without the text of the error: that may hold personal data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(frame.filename).name} regel {frame.lineno}"
    return f"Er ging iets mis in Signaalpunt zelf ({where}). Wat u vroeg is niet afgemaakt; meld dit aan de beheerder."
