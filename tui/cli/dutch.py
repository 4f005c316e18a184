"""Help and wrong use in Dutch: the command line library itself speaks English only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typer._click import core, exceptions
from typer._click.formatting import HelpFormatter

from store.text import one_line

_HEADINGS = {"Arguments": "Argumenten", "Options": "Opties", "Commands": "Opdrachten"}
_WORDS = (
    ("Show this message and exit.", "Toon deze uitleg."),
    ("[required]", "[verplicht]"),
    ("[default: ", "[standaard: "),
)
_TYPES = re.compile(r" <(?:list\[)?(\w+)\]?>")
_TYPE_WORDS = {"str": "TEKST", "int": "GETAL", "path": "PAD"}


class DutchHelp(HelpFormatter):
    """The pages of `--help`, with Dutch headings and remarks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        dutch = args.replace("[OPTIONS]", "[OPTIES]").replace("COMMAND [ARGS]...", "OPDRACHT …")
        super().write_usage(
            prog.replace("{", "").replace("}", ""),
            dutch.replace("{", "").replace("}", ""),
            prefix or "Gebruik: ",
        )

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options, arguments or commands with what they are for."""
        dutch = []
        for first, second in rows:
            for english, word in _WORDS:
                second = second.replace(english, word)
            dutch.append((_TYPES.sub("" if first[:1].isupper() else _type_word, first), second))
        super().write_dl(dutch, col_max, col_spacing)


def _type_word(found: re.Match[str]) -> str:
    return f" {_TYPE_WORDS.get(found[1], 'WAARDE')}"


def speak_dutch() -> None:
    """Let every `--help` be Dutch."""
    core.Context.formatter_class = DutchHelp


def wrong_use(error: exceptions.ClickException) -> str:
    """Return what is wrong with a command line and how to see its right use, in one Dutch line."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "signaalpunt"
    hint = f"Zie `{command.replace('{', '').replace('}', '')} --help`."
    if isinstance(error, exceptions.NoSuchOption):
        near = f" Bedoelt u {' of '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Onbekende optie {one_line(error.option_name, 40)}.{near} {hint}"
    if isinstance(error, exceptions.MissingParameter):
        return f"Er ontbreekt {_parameter(error)}. {hint}"
    if isinstance(error, exceptions.BadParameter):
        return f"De waarde van {_parameter(error)} kan niet: {_reason(error.message)}. {hint}"
    if isinstance(error, exceptions.BadOptionUsage):
        return f"Bij {error.option_name} hoort {_option_value(error.message)}. {hint}"
    text = error.format_message()
    if text.startswith("No such command"):
        name, _, meant = text.partition("Did you mean")
        quoted = re.search(r"'(.*)'", name, re.DOTALL)
        near = " of ".join(re.findall(r"'([a-z-]+)'", meant))
        shown = f" {one_line(quoted[1], 40)}" if quoted else ""
        return f"Onbekende opdracht{shown}.{f' Bedoelt u {near}?' if near else ''} {hint}"
    if text.startswith("Got unexpected extra"):
        return f"Te veel argumenten. {hint}"
    if text.startswith("Missing command") or isinstance(error, exceptions.NoArgsIsHelpError):
        return f"Er ontbreekt een opdracht. {hint}"
    return f"Dit kan zo niet. {hint}"


def _parameter(error: exceptions.BadParameter) -> str:
    """Return how a person names the parameter: its longest option, or the word in capitals of the help."""
    param = error.param
    if param is None:
        return "een waarde"
    if param.param_type_name == "option":
        return max(param.opts, key=len)
    return str(getattr(param, "metavar", None) or param.name).strip("[]").upper()


def _option_value(message: str) -> str:
    return "geen waarde" if "does not take" in message else "een waarde"


def _reason(message: str) -> str:
    found = re.search(r"(greater|less) than or equal to (\S+)", message)
    if found:
        return f"kies {'minstens' if found[1] == 'greater' else 'hoogstens'} {found[2]}"
    return "verwacht een heel getal" if "integer" in message else "dit wordt niet begrepen"
