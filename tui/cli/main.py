"""`signaalpunt COMMAND`: English names, Dutch texts, the same acts as the screens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer._click import exceptions

from store.errors import InvalidInput, ProfileError, StoreError
from store.text import visible
from tui.cli import cases, context, deliveries, rules, signals, stores

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


for module in (stores, signals, deliveries, cases, rules):
    module.register(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns 0 when done, 1 when refused (a sentence on stderr), 2 for wrong use."""
    try:
        found, rest = context.take_everywhere(arguments)
    except ValueError as error:
        sys.stderr.write(f"Bij {error} hoort een waarde.\n")
        return 2
    context.EVERYWHERE.__dict__.update(found.__dict__)
    try:
        result = typer.main.get_command(app).main(rest, prog_name="signaalpunt", standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        sys.stderr.write("Afgebroken; er is niets gewijzigd.\n")
        return 1
    except exceptions.ClickException as error:
        sys.stderr.write(f"{_dutch(error)}\n")
        return 2
    except StoreError as error:
        sys.stderr.write(visible(str(error)) + "\n")
        if isinstance(error, (InvalidInput, ProfileError)):
            for problem in error.problems:
                if problem not in str(error):
                    sys.stderr.write(f"  {visible(problem)}\n")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("Afgebroken.\n")
        return 1
    return result if isinstance(result, int) else 0


def _dutch(error: exceptions.ClickException) -> str:
    """Return wrong use in Dutch, with how to see the right use."""
    context_ = getattr(error, "ctx", None)
    command = context_.command_path if context_ is not None else "signaalpunt"
    hint = f"Zie `{command} --help`."
    if isinstance(error, exceptions.NoSuchOption):
        return f"Onbekende optie {error.option_name}. {hint}"
    if isinstance(error, exceptions.MissingParameter):
        name = str(getattr(error.param, "human_readable_name", "") or "een argument")
        return f"Er ontbreekt iets: {name}. {hint}"
    if isinstance(error, exceptions.BadParameter):
        return f"Deze waarde kan niet: {error.format_message()} {hint}"
    text = error.format_message()
    if text.startswith("No such command"):
        return f"Onbekende opdracht. {hint}"
    if "requires an argument" in text:
        return f"Bij deze optie hoort een waarde. {hint}"
    if text.startswith("Got unexpected extra"):
        return f"Te veel argumenten. {hint}"
    return f"Dit kan zo niet. {hint}"
