"""Printed matter: every format tells exactly what may be told, is well formed, and is deaf to hostile text."""

from __future__ import annotations

import io
import json
import re
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from store.codes import InfoLevel, PartnerType
from store.exchange.documents import (
    Document,
    DocumentMeta,
    document,
    to_docx,
    to_json,
    to_markdown,
    to_pdf,
)
from store.exchange.documents.docx import _widths
from store.rules.disclosed import Bullets, Passage, Remark, Rows, Section, Table, filled_table
from store.rules.disclosure import Recipient, disclose
from store.rules.disclosure_facts import CaseFile
from tests.planted_case import FACT, OPINION, PERSON, TODAY, cases, forbidden, leaks
from tui.forms.export_words import preview_fields

ROOT = Path(__file__).resolve().parents[2]
KINDS = st.sampled_from(list(PartnerType))
LEVELS = st.sampled_from(list(InfoLevel))
META = DocumentMeta(
    title="Casusoverzicht C2026-031",
    number="C2026-031",
    made_on=TODAY,
    made_by_team="Kernteam",
    recipient="Vitis Welzijn",
    person="J. Bos",
    purpose="samen op huisbezoek",
    level=InfoLevel.CONFER,
    basis="publieke taak Wmo 2015",
    necessity="anders weet de ontvanger niet wie gaat",
    destroy_after=date(2027, 11, 23),
)
HOSTILE = (
    '#read("/etc/passwd") $x$ \\ [*vet*] <script>alert(1)</script> '
    "]]> | `code` \x00\x1b[2J \u202eom\ufffe\U0001f600 漢字\n"
    "# geen kop\n@ref <label> https://voorbeeld.example"
)


def made(case: CaseFile, kind: PartnerType, level: InfoLevel) -> Document:
    disclosed = disclose(case, Recipient("Vitis Welzijn", kind), level, (), TODAY)
    return document(disclosed, replace(META, level=disclosed.level))


def everything() -> Document:
    """Return a document with every kind of block, and hostile text in each."""
    blocks = (
        Rows((("Label", HOSTILE), (HOSTILE, "waarde"))),
        Bullets((HOSTILE, "gewoon")),
        Table(("Kop", HOSTILE), ((HOSTILE, "cel"), ("", HOSTILE))),
        Passage(HOSTILE, HOSTILE),
        Passage("", "zonder bron"),
        Remark(HOSTILE),
    )
    meta = replace(META, purpose=HOSTILE, recipient=HOSTILE, person=HOSTILE, necessity=HOSTILE, title=HOSTILE)
    return Document(meta, (Section("all", HOSTILE, blocks), Section("more", "Nog iets", blocks)))


@cache
def plain_pdf() -> bytes:
    return to_pdf(replace(everything(), meta=META))


def pdf_text(content: bytes) -> str:
    """Return everything readable in a PDF: text, properties, XMP, outline, attachments, every object and stream."""
    reader = PdfReader(io.BytesIO(content))
    parts = [page.extract_text() for page in reader.pages]
    parts += [repr(reader.metadata), repr(reader.outline), repr(dict(reader.attachments))]
    parts.append(reader.trailer["/Root"]["/Metadata"].get_data().decode())
    parts += [repr(reader.get_object(number)) for number in range(1, int(reader.trailer["/Size"]))]
    parts.append(content.decode("latin-1"))
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]).decode("utf-8", "replace"))
        except zlib.error:
            parts.append(found[1].decode("utf-8", "replace"))
    return "\n".join(parts)


def docx_text(content: bytes) -> str:
    """Return every part of a DOCX file, its properties and custom parts too, with and without its tags."""
    with ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist()]
        names = " ".join(package.namelist())
    return "\n".join([names, *parts, *(re.sub(r"<[^>]*>", "", part) for part in parts)])


@settings(max_examples=40)
@given(cases(), KINDS, LEVELS)
def test_no_withheld_word_is_in_preview_markdown_or_json(
    case: CaseFile, kind: PartnerType, level: InfoLevel
) -> None:
    doc, words = made(case, kind, level), forbidden(case, kind, level)
    shown = "\n".join(f"{field.label} {field.value}" for field in preview_fields(doc.sections))
    assert leaks(shown, words) == set()
    assert leaks(to_markdown(doc), words) == set()
    assert leaks(to_json(doc), words) == set()


@settings(max_examples=10)
@given(cases(), KINDS, LEVELS)
def test_no_withheld_word_is_anywhere_in_a_pdf(case: CaseFile, kind: PartnerType, level: InfoLevel) -> None:
    assert leaks(pdf_text(to_pdf(made(case, kind, level))), forbidden(case, kind, level)) == set()


@settings(max_examples=6)
@given(cases(), KINDS, LEVELS)
def test_no_withheld_word_is_anywhere_in_a_docx(case: CaseFile, kind: PartnerType, level: InfoLevel) -> None:
    assert leaks(docx_text(to_docx(made(case, kind, level))), forbidden(case, kind, level)) == set()


@settings(max_examples=2)
@given(cases())
def test_every_format_tells_what_may_be_told(case: CaseFile) -> None:
    doc = made(case, PartnerType.CARE, InfoLevel.HANDOVER)
    words = {*PERSON[:2], "hondenbeet", "blikvanger", "C2026-031", "Vitis Welzijn"}
    for text in (
        to_markdown(doc),
        to_json(doc),
        pdf_text(to_pdf(doc)),
        docx_text(to_docx(doc)),
    ):
        assert leaks(text, words) == words
    if any(signal.origin not in (PartnerType.CARE, PartnerType.GP) for signal in case.signals):
        assert leaks(to_markdown(doc), {FACT, OPINION}) == {FACT, OPINION}


def test_pdf_is_tagged_archivable_and_in_dutch() -> None:
    reader = PdfReader(io.BytesIO(plain_pdf()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part\W+2\b", xmp)
    assert re.search(r"pdfaid:conformance\W+A\b", xmp)
    assert re.search(r"pdfuaid:part\W+1\b", xmp)
    assert "Casusoverzicht C2026-031" in xmp
    assert reader.metadata is not None
    assert reader.metadata.title == "Casusoverzicht C2026-031"
    assert not reader.metadata.author
    assert not reader.attachments


def structure(node: object, found: list[str]) -> list[str]:
    """Return the kinds of the structure elements of a PDF in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            structure(one, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(str(node["/S"]))
        structure(node.get("/K"), found)
    return found


def test_pdf_has_headings_and_tables_with_heads() -> None:
    root = PdfReader(io.BytesIO(plain_pdf())).trailer["/Root"]
    kinds = structure(root["/StructTreeRoot"]["/K"], [])
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 4
    assert kinds.count("/TD") == 8
    assert "/Title" in kinds or "/H1" in kinds
    assert "/L" in kinds


def test_every_page_names_recipient_level_number_and_day_of_destruction() -> None:
    many = replace(everything(), meta=META, sections=everything().sections * 4)
    pages = PdfReader(io.BytesIO(to_pdf(many))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert "Voor Vitis Welzijn" in text
        assert "niveau 1" in text
        assert f"pagina {number} van {len(pages)}" in text
        assert "vernietigen na 23-11-2027" in text


def test_hostile_text_is_only_text() -> None:
    doc = everything()
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(doc))).pages)
    assert '#read("/etc/passwd")' in re.sub(r"\s+", " ", text)
    assert "root:" not in text
    assert "⟨U+1F600⟩" in re.sub(r"\s", "", text)
    markdown = to_markdown(doc)
    assert "<script>" not in markdown
    assert "\x1b" not in markdown
    assert "\n# geen kop" not in markdown
    assert "https://" not in markdown
    with ZipFile(io.BytesIO(to_docx(doc))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        assert "␛" in package.read("word/document.xml").decode()


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text: str) -> None:
    blocks = (Rows(((text, text),)), Table((text,), ((text,),)), Passage(text, text), Bullets((text,)))
    doc = Document(replace(META, purpose=text), (Section("one", text or "x", blocks),))
    assert to_pdf(doc).startswith(b"%PDF-")
    json.loads(to_json(doc))
    to_markdown(doc).encode()


def test_docx_has_styles_language_fields_and_no_name() -> None:
    import docx

    content = to_docx(replace(everything(), meta=META))
    word = docx.Document(io.BytesIO(content))
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None}
    assert {"Title", "Subtitle", "Heading 1", "List Bullet", "Quote"} <= styles
    core = word.core_properties
    assert (core.title, core.language, core.author, core.last_modified_by) == (META.title, "nl-NL", "", "")
    with ZipFile(io.BytesIO(content)) as package:
        footer = package.read("word/footer1.xml").decode()
        header = package.read("word/header1.xml").decode()
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        assert 'w:val="nl-NL"' in package.read("word/styles.xml").decode()
        assert "w:tblHeader" in package.read("word/document.xml").decode()
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert "vernietigen na 23-11-2027" in footer
    assert "Voor Vitis Welzijn" in header


@settings(max_examples=40)
@given(
    st.integers(1, 7).flatmap(
        lambda wide: st.lists(st.tuples(*[st.text("ab -", max_size=60)] * wide), min_size=1, max_size=4)
    )
)
def test_the_columns_of_a_word_table_fill_the_page_and_no_more(rows: list[tuple[str, ...]]) -> None:
    widths = _widths(Table(tuple(f"Kop {at}" for at in range(len(rows[0]))), tuple(rows)))
    assert sum(widths) == pytest.approx(158)
    assert min(widths) > 5


def test_a_table_of_a_word_file_starts_at_the_margin_with_its_parts_in_order() -> None:
    import docx

    word = docx.Document(io.BytesIO(to_docx(everything())))
    names = [re.sub(r".*}", "", part.tag) for part in word.tables[0]._tbl.tblPr]
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert names == [name for name in order if name in names]
    assert {"tblBorders", "tblLayout", "tblCellMar"} <= set(names)
    fills = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None}
    assert {"Kopgegevens", "Gegevens", "Bron", "Opmerking"} <= fills


def test_a_table_leaves_out_what_no_row_has() -> None:
    assert filled_table(("A", "B", "C"), (("1", " ", ""), ("", "", "3"))) == Table(
        ("A", "C"), (("1", ""), ("", "3"))
    )
    assert filled_table(("A",), ((" ",),)) is None


def test_a_row_is_not_cut_by_the_end_of_a_page_unless_it_must() -> None:
    story = " ".join(["woord"] * 60)
    rows = tuple((str(number), f"begin{number} {story} eind{number}") for number in range(1, 12))
    long = ("12", "begin12 " + " ".join(["woord"] * 800) + " eind12")
    doc = Document(META, (Section("one", "Tabel", (Table(("Nummer", "Tekst"), (*rows, long)),)),))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(doc))).pages]
    assert len(pages) > 1
    for number in range(1, 12):
        begun = [at for at, page in enumerate(pages) if f"begin{number} " in page.replace("\n", " ") + " "]
        ended = [at for at, page in enumerate(pages) if f"eind{number}" in page]
        assert begun[0] == ended[0]
    assert "eind12" in "".join(pages)


@pytest.mark.parametrize(
    ("recipient", "words"), [("Vitis Welzijn", "genoemde ontvanger"), ("", "dit overleg")]
)
def test_for_whom_it_is_stands_below_the_title(recipient: str, words: str) -> None:
    doc = Document(replace(META, recipient=recipient), ())
    for text in (to_markdown(doc), pdf_text(to_pdf(doc)), docx_text(to_docx(doc))):
        assert words in text


@pytest.mark.parametrize("doc", [everything(), Document(DocumentMeta("Agenda", "O1", TODAY, ""), ())])
def test_json_keeps_to_its_schema(doc: Document) -> None:
    schema = json.loads((ROOT / "docs" / "case-summary.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_json(doc)), schema)


@pytest.mark.parametrize("write", [to_pdf, to_docx])
def test_the_same_document_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(everything()) == write(everything())
