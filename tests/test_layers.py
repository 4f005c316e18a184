"""The arrows of the house run one way: `tui → store`, `seed → store`, and rules know no database.

The import contracts see static imports; these tests start an interpreter and look at what was really loaded,
and read the syntax tree so that an import inside a function is seen too.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATABASE = {"sqlmodel", "sqlalchemy", "sqlcipher3", "sqlite3"}
SCREEN = {"textual", "rich", "typer", "tui"}
MAX_LINES = 400

_LOADED = """
import importlib, json, sys
for name in json.load(sys.stdin):
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def sources(*packages: str) -> list[Path]:
    """Return the Python files of `packages` (paths below the repository, `store/rules` as well as `tui`)."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def importable(*packages: str) -> list[str]:
    """Return the modules of `packages` that may be imported: not migration scripts, not `__main__`."""
    names = [module_name(path) for path in sources(*packages)]
    return [name for name in names if ".migrations" not in name and not name.endswith("__main__")]


def loaded_by(names: list[str]) -> set[str]:
    """Return every module that a fresh interpreter holds after importing `names`."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(json.loads(done.stdout.splitlines()[-1]))


def within(modules: set[str], forbidden: set[str]) -> list[str]:
    """Return the members of `modules` that are, or lie below, one of `forbidden`."""
    return sorted(
        name for name in modules if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    )


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and absolute name of every import in a file, those inside functions included."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield node.lineno, origin
            for alias in node.names:
                yield node.lineno, f"{origin}.{alias.name}"


def forbidden_imports(package: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sources(package)
        for line, name in imports_of(path)
        if within({name}, forbidden)
    ]


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("store", SCREEN | {"seed"}),
        ("store/rules", DATABASE | {"store.schema", "store.acts", "store.queries", "store.engine"}),
        ("seed", {"tui", "textual"}),
        ("tui", DATABASE),
    ],
)
def test_importing_loads_nothing_from_a_higher_layer(package: str, forbidden: set[str]) -> None:
    assert within(loaded_by(importable(package)), forbidden) == []


def test_opening_the_interface_does_not_load_the_command_line() -> None:
    assert within(loaded_by(["tui.main"]), DATABASE | {"typer", "alembic", "python_calamine"}) == []


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("store", SCREEN | {"seed"}),
        ("store/rules", DATABASE | {"store.schema", "store.acts", "store.queries", "store.engine"}),
        ("seed", {"tui", "textual"}),
        ("tui", DATABASE),
    ],
)
def test_no_import_inside_a_function_crosses_a_layer(package: str, forbidden: set[str]) -> None:
    assert forbidden_imports(package, forbidden) == []


def tracked() -> list[Path]:
    """Return the files under version control; skip the test where there is no version control."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("git is not installed")
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_source_file_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in {"store", "seed", "tui"}
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def index_hosts() -> set[str]:
    """Return hosts of package indexes: the public ones, and those this machine is set to use."""
    settings = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
    urls = [url for name in settings for url in os.environ.get(name, "").split()]
    hosts = {urlsplit(url.rpartition("=")[2] or url).hostname for url in urls} - {None, "pypi.org"}
    return {host for host in hosts if host} | {"python" + "hosted.org", "pypi.org" + "/simple"}


def test_no_file_names_a_machine_or_a_package_index() -> None:
    slash = "/"
    folders = [f"{slash}home{slash}", f"{slash}Users{slash}", f"{slash}root{slash}", "C:\\Users\\"]
    machine = [re.escape(folder) + r"[\w.]" for folder in folders]
    machine += [re.escape(text) for text in ("index" + "-url", f"{ROOT}{slash}", *index_hosts())]
    pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(machine)})")
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, hit.start()) + 1} {hit.group()}"
            for hit in pattern.finditer(text)
        ]
    assert found == []
