"""Where the store is looked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from store.engine.location import keys_path, make_directory, shown, store_exists, store_path
from store.errors import StoreUnusable


def test_the_option_goes_before_the_environment_before_the_default(tmp_path: Path) -> None:
    environment = {"SIGNAALPUNT_STORE": str(tmp_path / "uit-omgeving.store")}
    assert store_path(str(tmp_path / "gekozen.store"), environment) == tmp_path / "gekozen.store"
    assert store_path(None, environment) == tmp_path / "uit-omgeving.store"
    for empty in ({}, {"SIGNAALPUNT_STORE": ""}, {"SIGNAALPUNT_STORE": "  "}):
        default = store_path(None, empty)
        assert default.name == "signaalpunt.store"
        assert default.parent.name == "signaalpunt"
        assert default.is_absolute()


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    store_path(str(tmp_path / "a" / "b.store"))
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_and_a_tilde_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert store_path("x.store") == tmp_path / "x.store"
    assert store_path("~/x.store") == Path.home() / "x.store"


def test_text_that_cannot_be_a_path_is_refused() -> None:
    with pytest.raises(StoreUnusable):
        store_path("a\0b")


def test_a_path_is_shown_without_escape_codes() -> None:
    assert "\x1b" not in shown(Path("/tmp/\x1b[2Jx"))
    assert keys_path(Path("/a/b.store")) == Path("/a/b.store.keys")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_new_directories_are_for_their_owner_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_directory(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreUnusable, match="kan niet worden gemaakt"):
        make_directory(tmp_path / "bestand" / "map")
    with pytest.raises(StoreUnusable, match="geen map"):
        make_directory(tmp_path / "bestand")


def test_what_is_no_file_is_no_store(tmp_path: Path) -> None:
    assert not store_exists(tmp_path / "niets")
    with pytest.raises(StoreUnusable, match="is een map"):
        store_exists(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pijp")
        with pytest.raises(StoreUnusable, match="geen gewoon bestand"):
            store_exists(tmp_path / "pijp")
    with pytest.raises(StoreUnusable, match="niet te bereiken"):
        store_exists(tmp_path / ("x" * 400))
