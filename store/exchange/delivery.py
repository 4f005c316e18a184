"""The one entrance for what partners send: a file's kind is decided by its contents, never by its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from store.codes import PartnerType
from store.errors import DeliveryError
from store.exchange import read_csv, read_ddas, read_xlsx
from store.exchange.columns import ColumnGuess, Mapping, recognise
from store.exchange.delivered import Defaults
from store.exchange.fields import Field
from store.exchange.rows import RawRow
from store.exchange.sniff import Survey, survey
from store.exchange.spreadsheet import REASON_HEADER, original
from store.text import fold

Kind = Literal["csv", "xlsx", "ddas"]

MAX_BYTES = 200_000_000
"""Largest file that is read (own norm)."""

_NOTHING = "Er is niets overgenomen; vraag de partner om een CSV- of Excel-bestand (.xlsx)."
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "Dit is een PDF en geen lijst met rijen."),
    (b"\x89PNG", "Dit is een afbeelding en geen lijst met rijen."),
    (b"\xff\xd8\xff", "Dit is een afbeelding en geen lijst met rijen."),
    (b"GIF8", "Dit is een afbeelding en geen lijst met rijen."),
    (b"II*\x00", "Dit is een afbeelding en geen lijst met rijen."),
    (b"MM\x00*", "Dit is een afbeelding en geen lijst met rijen."),
    (b"{\\rtf", "Dit is een tekstdocument (RTF) en geen lijst met rijen."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand; pak het eerst uit."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand; pak het eerst uit."),
    (b"Rar!", "Dit is een ingepakt bestand; pak het eerst uit."),
    (b"SQLite format 3", "Dit is een database en geen lijst met rijen."),
    (
        b"\xd0\xcf\x11\xe0",
        "Dit is een Excel- of Word-bestand van een oude soort (.xls, .doc) of met een wachtwoord.",
    ),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|html|table|!--|[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartnerGuess:
    """What kind of partner seems to have sent the file and by what sign; a proposal for the preview, no more."""

    type: PartnerType | None
    because: str


@dataclass(frozen=True)
class Delivery:
    """A file that can be brought in. `rows()` reads it anew each time, streaming for text files.

    `notes` are Dutch sentences about what was left unread. `mapping` is the recognised one: pass a corrected one to
    `interpret` instead. `sha256` is over the bytes of the file (the same file comes in once).
    """

    kind: Kind
    size: int
    sha256: str
    encoding: str
    delimiter: str
    sheet: str
    title_lines: tuple[str, ...]
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    guesses: tuple[ColumnGuess, ...]
    mapping: Mapping
    partner_guess: PartnerGuess
    defaults: Defaults
    notes: tuple[str, ...]
    _source: Callable[[], Iterator[RawRow]] = field(repr=False, compare=False)

    def rows(self) -> Iterator[RawRow]:
        """Yield every row of the delivery in the order of the file. Raises DeliveryError when the file has gone.

        In a file of refused rows that this program wrote, cells are as the partner sent them.
        """
        try:
            if REASON_HEADER not in self.headers:
                yield from self._source()
                return
            for row in self._source():
                yield replace(row, cells=tuple(map(original, row.cells)))
        except OSError as error:
            raise _unreadable() from error


def _unreadable() -> DeliveryError:
    return DeliveryError(
        "Het bestand kan niet worden gelezen. Er is niets overgenomen; kijk of het er nog staat en of u het mag openen."
    )


def open_delivery(path: Path, *, sheet: str | None = None) -> Delivery:
    """Open what a partner sent: CSV (or any separated text), XLSX or DDAS JSON.

    `sheet` chooses a worksheet by name. Raises DeliveryError, with one Dutch sentence, for anything that is no
    delivery: a folder, an empty, damaged or too large file, a PDF, an image, a document, JSON of another shape, a list
    without recognisable columns or without rows.
    """
    try:
        return _open(path, sheet)
    except OSError as error:
        raise _unreadable() from error


def _open(path: Path, sheet: str | None) -> Delivery:
    if not path.exists():
        raise DeliveryError("Dit bestand bestaat niet. Kijk of de naam en de map kloppen.")
    if not path.is_file():
        raise DeliveryError(
            "Dit is een map of apparaat en geen bestand. Kies het bestand dat de partner stuurde."
        )
    size = path.stat().st_size
    if size == 0:
        raise DeliveryError(
            "Dit bestand is leeg. Er is niets overgenomen; vraag de partner het opnieuw te sturen."
        )
    if size > MAX_BYTES:
        raise DeliveryError(
            "Dit bestand is groter dan 200 MB. Er is niets overgenomen; lever het in delen aan."
        )
    surveyed = survey(path)
    head = surveyed.head
    for magic, sentence in _OTHER_KINDS:
        if head.startswith(magic):
            raise DeliveryError(f"{sentence} {_NOTHING}")
    if head.startswith(b"PK"):
        return _workbook(path, surveyed, sheet)
    _refuse_other_text(surveyed)
    if surveyed.text_head.lstrip()[:1] in ("{", "["):
        return _ddas(path, surveyed)
    return _csv(path, surveyed)


def _refuse_other_text(surveyed: Survey) -> None:
    text = surveyed.text_head
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise DeliveryError(
            "Dit bestand is leeg. Er is niets overgenomen; vraag de partner het opnieuw te sturen."
        )
    if _MARKUP.match(surveyed.head):
        raise DeliveryError(f"Dit is een webpagina of XML-bestand en geen lijst met rijen. {_NOTHING}")
    odd = sum(1 for char in text if (char < " " and char not in "\t\r\n\x1f\x1b") or "\x7f" <= char < "\xa0")
    if odd > max(20, len(text) * 0.05):
        raise DeliveryError(f"Dit bestand bevat geen leesbare tekst en is geen lijst met rijen. {_NOTHING}")


def _workbook(path: Path, surveyed: Survey, sheet: str | None) -> Delivery:
    if not read_xlsx.is_workbook(path):
        raise DeliveryError(f"{_which_zip(path)} {_NOTHING}")
    layout = read_xlsx.lay_out(path, sheet)
    guesses = recognise(layout.headers, layout.sample)
    return _delivery(
        "xlsx",
        surveyed,
        partial(read_xlsx.read_rows, layout),
        guesses,
        layout.title_lines,
        layout.sample,
        sheet=layout.sheet,
        notes=layout.notes,
    )


def _which_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "Dit bestand is beschadigd of niet af."
    if "word/document.xml" in names:
        return "Dit is een Word-document en geen lijst met rijen."
    if "content.xml" in names:
        return "Dit is een LibreOffice-bestand; bewaar het als .xlsx of .csv."
    if "xl/workbook.bin" in names:
        return "Dit is een binair Excel-bestand (.xlsb); bewaar het als .xlsx of .csv."
    return "Dit is een ingepakt bestand (zip); pak het eerst uit."


def _ddas(path: Path, surveyed: Survey) -> Delivery:
    layout = read_ddas.lay_out(path, surveyed.encoding)
    guesses = tuple(
        ColumnGuess(index, header, chosen, "kop" if chosen is not Field.IGNORE else "geen", 1.0)
        for index, (header, chosen) in enumerate(
            zip(read_ddas.HEADERS, read_ddas.MAPPING.fields, strict=True)
        )
    )
    source = partial(read_ddas.read_rows, layout)
    sample = tuple(row.cells for row, _ in zip(source(), range(50), strict=False))
    return _delivery("ddas", surveyed, source, guesses, layout.title_lines, sample, notes=layout.notes)


def _csv(path: Path, surveyed: Survey) -> Delivery:
    whole = len(surveyed.head) == surveyed.size
    layout = read_csv.lay_out(surveyed.text_head, whole=whole)
    source = partial(read_csv.read_rows, path, surveyed.encoding, layout)
    if next(source(), None) is None:
        raise DeliveryError(
            "Dit bestand bevat alleen kolomkoppen en geen rijen. Er is niets overgenomen; vraag de partner om een nieuw"
            " bestand."
        )
    guesses = recognise(layout.headers, layout.sample)
    return _delivery(
        "csv", surveyed, source, guesses, layout.title_lines, layout.sample, delimiter=layout.delimiter
    )


def _delivery(
    kind: Kind,
    surveyed: Survey,
    source: Callable[[], Iterator[RawRow]],
    guesses: tuple[ColumnGuess, ...],
    title_lines: tuple[str, ...],
    sample: tuple[tuple[str, ...], ...],
    *,
    delimiter: str = "",
    sheet: str = "",
    notes: tuple[str, ...] = (),
) -> Delivery:
    headers = tuple(guess.header for guess in guesses)
    guess = _guess_partner(kind, (*title_lines, sheet), headers)
    return Delivery(
        kind=kind,
        size=surveyed.size,
        sha256=surveyed.sha256,
        encoding="" if kind == "xlsx" else surveyed.encoding,
        delimiter=delimiter,
        sheet=sheet,
        title_lines=title_lines,
        headers=headers,
        sample=sample,
        guesses=guesses,
        mapping=Mapping.of(guesses),
        partner_guess=guess,
        defaults=Defaults(partner_type=guess.type, arrears=kind == "ddas"),
        notes=notes,
        _source=source,
    )


_SIGNS: tuple[tuple[PartnerType, frozenset[str], frozenset[str]], ...] = (
    (
        PartnerType.POLICE,
        frozenset({"e33", "politie", "politieeenheid"}),
        frozenset({"bvh nr", "bvh nummer", "bvhnr", "bvhnummer"}),
    ),
    (
        PartnerType.HOUSING,
        frozenset({"corporatie", "woningcorporatie", "woonstichting", "huurders"}),
        frozenset({"huurder", "naam huurder", "hoofdhuurder", "complex", "complexnummer", "vhe"}),
    ),
    (PartnerType.WELFARE, frozenset({"welzijn", "welzijnswerk"}), frozenset()),
)


def _guess_partner(kind: Kind, titles: tuple[str, ...], headers: tuple[str, ...]) -> PartnerGuess:
    if kind == "ddas":
        return PartnerGuess(None, "DDAS noemt de soort partner bij elk signaal")
    words = {word for title in titles for word in fold(title[:500]).split()}
    heads = {fold(header): header for header in headers if len(header) <= 80}
    for partner_type, title_words, head_words in _SIGNS:
        if found := sorted(title_words & words):
            return PartnerGuess(partner_type, f"boven de lijst staat ‘{found[0]}’")
        if known := sorted(head_words & set(heads)):
            return PartnerGuess(partner_type, f"er is een kolom ‘{heads[known[0]]}’")
    return PartnerGuess(None, "")
