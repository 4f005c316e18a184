"""Scherm veilig: nobody beside the worker can read a name, an address or a telephone, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from store.queries.named import BEGINNING, NAMED, NamedRecords
from store.queries.shared import address_line, fetch, person_name
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import app_at
from tests.tui.waiting import settled, until
from tests.tui.worked import desk_of, worked_store
from tui import privacy, shared_screen
from tui.app import SignaalpuntApp
from tui.privacy import COVER, Veil, VeilFilter


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Names of one test are not known in the next."""
    NAMED.forget()
    yield
    NAMED.forget()


def covering() -> Veil:
    """A veil that covers what was read so far."""
    veil = Veil()
    veil.on = True
    return veil


def test_who_was_read_is_forgotten_when_the_last_store_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NAMED, "_open", 0)
    first, second = worked_store(tmp_path / "een"), worked_store(tmp_path / "twee")
    person_name("Anna", "", "Zonderling", "")
    veil = covering()
    assert veil.text("Anna Zonderling") == "A.Z."
    second.close()
    second.close()
    assert veil.text("Anna Zonderling") == "A.Z."
    first.close()
    assert veil.text("Anna Zonderling") == "Anna Zonderling"
    assert NAMED.since(BEGINNING)[1] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mw. M. van der Meer, 1951 · Kerkstraat 41, Pijnacker", "Mw. M.v.d.M., 1951 · •••, Pijnacker"),
        ("mevrouw Van der Meer doet niet open", "mevrouw V.d.M. doet niet open"),
        ("Anna van der Meer belde", "A.v.d.M. belde"),
        ("'s-Gravenweg 121 en Laan van Nootdorp 9-2", "••• en •••"),
        ("VAN DER MEER", "V.D.M."),
        ("bel 06-12345678, 015 123 45 67 of +31 6 12345678", "bel •••, ••• of •••"),
        ("mail a.b@voorbeeld.nl; 2641 AB; 111222333", "mail •••; •••; •••"),
        ("geboren 12-3-1951, gezien 22-11-2026 14:05", "geboren 1951, gezien 22-11-2026 14:05"),
        ("Signaal 2026-0143, casus C2026-001, de meer", "Signaal 2026-0143, casus C2026-001, de meer"),
        ("naast Onbekendelaan 12a", "naast •••"),
        ("bij vrouw met drie honden gezien", "bij v.m.d.h. gezien"),
        ("schuur achter de molen", COVER),
    ],
)
def test_what_is_covered(text: str, shown: str) -> None:
    person_name("M.", "van der", "Meer", "")
    person_name("", "", "", "vrouw met drie honden")
    address_line("Kerkstraat", 41, "", "Pijnacker", "")
    address_line("'s-Gravenweg", 121, "", "", "")
    address_line("Laan van Nootdorp", 9, "2", "", "")
    address_line("", None, "", "", "schuur achter de molen")
    assert covering().text(text) == shown


def test_nothing_is_covered_while_off_or_lifted() -> None:
    text = person_name("A.", "", "Kowalski", "")
    veil = Veil()
    assert veil.text(text) == text
    veil.on = True
    assert veil.text(text) == "A.K."
    veil.lifted = True
    assert veil.text(text) == text


def test_the_people_at_the_table_keep_their_names() -> None:
    person_name("R.", "", "Meijer", "")
    person_name("Joost", "", "Bos", "")
    veil = covering()
    veil.spare(["Joost Meijer"])
    assert veil.text("Joost Meijer gaat langs bij R. Meijer") == "Joost Meijer gaat langs bij R.M."
    assert veil.text("Joost Bos") == "J.B."


def test_what_was_read_is_given_once_to_each_and_can_be_forgotten() -> None:
    named = NamedRecords()
    named.person("A.", None, "Kowalski", "")
    named.person("A.", None, "Kowalski", "")
    mark, told = named.since(BEGINNING)
    assert told == [("person", "A.", "", "Kowalski", "")]
    assert named.since(mark) == (mark, [])
    assert named.since(BEGINNING) == (mark, told)
    named.forget()
    named.person("A.", None, "Kowalski", "")
    later, again = named.since(mark)
    assert later != mark and again == told


def test_two_screens_of_one_process_cover_the_same_names() -> None:
    person_name("Anna", "", "Zonderling", "")
    assert [covering().text("Anna Zonderling") for _ in range(2)] == ["A.Z.", "A.Z."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Visser", " ", "de Vries", "漢字", "Kerkstraat 4", "x", "06-12345678"]), max_size=8
    ),
    st.integers(1, 9),
)
def test_a_drawn_line_keeps_its_width(parts: list[str], step: int) -> None:
    NAMED.forget()
    person_name("", "", "Visser", "")
    person_name("", "de", "Vries", "")
    address_line("Kerkstraat", 4, "", "", "")
    text = " ".join(parts)
    segments = [Segment(text[at : at + step]) for at in range(0, len(text), step)]
    drawn = "".join(s.text for s in VeilFilter(covering()).apply(segments, Color(0, 0, 0)))
    assert cell_len(drawn) == cell_len(text)
    assert "Visser" not in drawn and "Vries" not in drawn


SECRETS = (
    "Visser",
    "Kowalski",
    "Vries",
    "IJsbrandij",
    "Hof",
    "Kerkstraat",
    "Oranjelaan",
    "Dorpsstraat",
    "Geestweg",
)


def on_screen(app: SignaalpuntApp) -> str:
    """Everything that is drawn now."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_screen_shows_a_name(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_at(desk_of(worked_store(tmp_path / "s")), "today")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "Kerkstraat" in on_screen(app)
        await pilot.press("f9")
        for keys in (["1"], ["2"], ["3"], ["3", "tab"], ["1", "t"]):
            await pilot.press(*keys)
            await settled(pilot)
            seen = on_screen(app)
            assert [word for word in SECRETS if word in seen] == [], keys
        app.open_case(1)
        await settled(pilot)
        for _ in range(6):
            assert [word for word in SECRETS if word in on_screen(app)] == []
            await pilot.press("right")
            await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert app.screen.is_modal
        assert [word for word in SECRETS if word in on_screen(app)] == []
        await pilot.press("escape", "ctrl+p")
        await settled(pilot)
        assert [word for word in SECRETS if word in on_screen(app)] == []
        app.notify("M. Visser woont Kerkstraat 41", markup=False)
        await settled(pilot)
        assert [word for word in SECRETS if word in on_screen(app) + app.title + app.sub_title] == []


async def test_shown_for_a_moment_is_logged_once_and_falls_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_screen, "REVEAL_SECONDS", 30)
    desk = desk_of(worked_store(tmp_path / "s"))
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        assert fetch(desk.store, "SELECT count(*) FROM log_entries WHERE act = 'reveal'") == [(0,)]
        await pilot.press("f9", "f8", "f8")
        await settled(pilot)
        assert "Kerkstraat 41" in on_screen(app) and "NAMEN ZICHTBAAR" in on_screen(app)
        rows = fetch(desk.store, "SELECT act, number, purpose FROM log_entries WHERE act = 'reveal'")
        assert rows == [("reveal", "C2026-001", "getoond op gedeeld scherm")]
        monkeypatch.setattr(shared_screen, "REVEAL_SECONDS", 0.05)
        await pilot.press("f8")
        await until(pilot, lambda: "Kerkstraat 41" not in on_screen(app))
        assert "SCHERM VEILIG" in on_screen(app)
        await pilot.press("f9")
        assert "Kerkstraat 41" in on_screen(app) and "SCHERM VEILIG" not in on_screen(app)


async def test_the_key_works_in_a_dialog_too(tmp_path: Path) -> None:
    app = app_at(desk_of(worked_store(tmp_path / "s")), "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "Visser" in on_screen(app)
        await pilot.press("f9")
        await pilot.pause()
        assert app.privacy and "Visser" not in on_screen(app)


async def test_a_form_being_filled_in_is_covered_whole(tmp_path: Path) -> None:
    app = app_at(desk_of(worked_store(tmp_path / "s")), "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("f9")
        await pilot.pause()
        from textual.widgets import Input, TextArea

        hidden = [*app.screen.query(".form-line Input"), *app.screen.query(TextArea)]
        assert hidden and all(field.styles.text_opacity == 0 for field in hidden)
        assert isinstance(app.screen.query(Input).first(), Input)
        assert privacy.veil_of(app.screen) is not None
