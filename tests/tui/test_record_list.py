"""The windowed list: right rows, little work, nothing overflows, the cursor stays on its record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from tests.tui.conftest import LARGE, SMALL, HostApp
from tui.widgets import record_list
from tui.widgets.record_list import Column, Group, ListSource, RecordList, Row

COLUMNS = (
    Column("Termijn", 14, style="state"),
    Column("Adres", fraction=3),
    Column("Wie", fraction=2),
    Column("Bron", 14, style="quiet", min_screen=110),
)


class Many:
    """A hundred thousand rows that are never all made."""

    count = 100_000

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        self.asked.append((start, stop))
        return [
            Row(str(i), (f"nog {i % 9} wd", f"Kerkstraat {i}", "onbekend", "politie"))
            for i in range(start, stop)
        ]


def grouped() -> ListSource:
    rows = [
        Row("a", ("2 wd te laat", "Kerkstraat 41", "M. Visser", "politie"), "late", "te laat"),
        Row("b", ("1 wd te laat", "Oranjelaan 7A", "onbekend", "SWOP"), "late", "te laat"),
        Row("c", ("vandaag", "Dorpsstraat 12", "J. de Vries", "buur"), "today", "vandaag"),
    ]
    return ListSource(rows, {"te laat": "late"})


def lines(records: RecordList) -> list[str]:
    return [records.render_line(y).text for y in range(records.size.height)]


async def test_groups_signs_and_keys() -> None:
    app = HostApp(RecordList(COLUMNS, grouped()))
    async with app.run_test(size=SMALL) as pilot:
        records = app.query_one(RecordList)
        shown = [line.strip() for line in lines(records)]
        assert shown[1] == "TE LAAT  2"
        assert shown[2].startswith("▌! 2 wd te laat")
        assert shown[4:6] == ["", "VANDAAG  1"]
        await pilot.press("down", "down")
        assert records.current is not None and records.current.id == "c"
        assert lines(records)[6].startswith("▌  vandaag")
        await pilot.press("down", "enter")
        assert [message.row.id for message in app.messages(RecordList.Selected)] == ["c"]
        assert app.messages(RecordList.Highlighted)[-1].index == 2


async def test_mouse_chooses_the_row_under_it_and_not_a_heading() -> None:
    app = HostApp(RecordList(COLUMNS, grouped()))
    async with app.run_test(size=SMALL) as pilot:
        records = app.query_one(RecordList)
        await pilot.click(RecordList, offset=(5, 3))
        assert records.cursor == 1
        await pilot.click(RecordList, offset=(5, 5))
        assert records.cursor == 1
        await pilot.double_click(RecordList, offset=(5, 6))
        assert app.messages(RecordList.Selected)[-1].row.id == "c"


async def test_only_what_is_in_view_is_read_and_drawn() -> None:
    source = Many()
    app = HostApp(RecordList(COLUMNS, source))
    async with app.run_test(size=LARGE) as pilot:
        records = app.query_one(RecordList)
        await pilot.press("end")
        assert records.cursor == 99_999
        assert "Kerkstraat 99999" in lines(records)[-1]
        assert all(stop - start <= 100 for start, stop in source.asked)
        assert len(source.asked) <= 4
        drawn: list[int] = []
        draw = records._draw
        records._draw = lambda row, *how: (drawn.append(int(row.id)), draw(row, *how))[1]  # type: ignore[method-assign]
        await pilot.press("up")
        assert sorted(set(drawn)) == [99_998, 99_999]


@pytest.mark.parametrize("step", [1, -1])
async def test_the_next_page_is_drawn_before_it_is_asked(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_list, "DRAW_AHEAD", 60)
    app = HostApp(RecordList(COLUMNS, Many()))
    async with app.run_test(size=LARGE) as pilot:
        records = app.query_one(RecordList)
        records.move_to(50_000)
        records.action_page(step)
        await pilot.pause()
        left = records.cursor
        records._draw_ahead()
        drawn: list[int] = []
        draw = records._draw
        records._draw = lambda row, *how: (drawn.append(int(row.id)), draw(row, *how))[1]  # type: ignore[method-assign]
        records.action_page(step)
        await pilot.pause()
        assert records.scroll_offset.y <= records.cursor < records.scroll_offset.y + records.size.height
        assert set(drawn) <= {left}
        assert "Kerkstraat" in lines(records)[-1]


@pytest.mark.parametrize("size", [SMALL, LARGE, (40, 10), (20, 5), (200, 50)])
async def test_nothing_overflows(size: tuple[int, int]) -> None:
    rows = [
        Row("1", ("[b]x[/b]", "Ş. Yıldız-Öztürk 李小龙 " * 4, "\x1b[2J\x00", "a" * 1_000_000), "late"),
        Row("2", ("te weinig cellen",), "done"),
    ]
    app = HostApp(RecordList(COLUMNS, ListSource(rows)))
    async with app.run_test(size=size):
        records = app.query_one(RecordList)
        for line in lines(records):
            assert cell_len(line) == records.scrollable_content_region.width
            assert "\x1b" not in line and "\x00" not in line
        if size[0] >= 80:
            assert "[b]x[/b]" in lines(records)[1]


async def test_columns_follow_the_width() -> None:
    app = HostApp(RecordList(COLUMNS, grouped()))
    async with app.run_test(size=LARGE) as pilot:
        records = app.query_one(RecordList)
        assert "Bron" in lines(records)[0]
        await pilot.resize_terminal(*SMALL)
        assert "Bron" not in lines(records)[0]
        assert "Wie" in lines(records)[0]


async def test_reload_keeps_the_cursor_on_the_same_record() -> None:
    rows = [Row(str(i), ("", f"Straat {i}", "", "")) for i in range(300)]
    records = RecordList(COLUMNS, ListSource(rows))
    app = HostApp(records)
    async with app.run_test(size=SMALL):
        records.move_to(150)
        height = records._lines.line_of(records.cursor) - records.scroll_offset.y
        source = records.source
        assert isinstance(source, ListSource)
        source.__init__([Row("new", ("", "", "", "")), *rows])  # type: ignore[misc]
        records.reload()
        assert records.current is not None and records.current.id == "150"
        assert records._lines.line_of(records.cursor) - records.scroll_offset.y == height
        source.__init__(rows[:150])  # type: ignore[misc]
        records.reload()
        assert records.current is not None and records.current.id == "149"
        assert records.go_to("3") and records.cursor == 3
        assert not records.go_to("weg") and records.cursor == 3


async def test_reload_finds_a_moved_record_without_help_of_the_source() -> None:
    class Shifted(Many):
        shift = 0

        def rows(self, start: int, stop: int) -> Sequence[Row]:
            return [Row(str(i - self.shift), ("", "", "", "")) for i in range(start, stop)]

    source = Shifted()
    records = RecordList(COLUMNS, source)
    async with HostApp(records).run_test(size=SMALL):
        records.move_to(5_000)
        source.shift = 3
        records.reload()
        assert records.cursor == 5_003


async def test_an_empty_list_says_what_to_do_next() -> None:
    records = RecordList(COLUMNS, empty="Nog geen signalen. Druk op n om er een vast te leggen.")
    app = HostApp(records)
    async with app.run_test(size=SMALL) as pilot:
        assert "Druk op n" in " ".join(lines(records))
        await pilot.press("down", "end", "enter", "pagedown", "home")
        assert records.current is None
        assert app.messages(RecordList.Selected) == []
        records.show(grouped())
        await pilot.pause()
        assert app.messages(RecordList.Highlighted)[-1].row.id == "a"


@pytest.mark.parametrize("sizes", [[1], [3, 1, 2], [0, 2], [50, 50, 50]])
def test_every_row_has_its_own_line(sizes: list[int]) -> None:
    class Source:
        count = sum(sizes)

        def rows(self, start: int, stop: int) -> Sequence[Row]:
            return [Row(str(i), ()) for i in range(start, stop)]

        def groups(self) -> Sequence[Group]:
            starts = [sum(sizes[:number]) for number in range(len(sizes))]
            return [
                Group(str(i), start, size) for i, (start, size) in enumerate(zip(starts, sizes, strict=True))
            ]

    records = RecordList([Column("x", 5)], Source())
    height = records.virtual_size.height - 1
    found = [records._lines.at(line) for line in range(height)]
    assert [index for index in found if isinstance(index, int)] == list(range(sum(sizes)))
    assert sum(isinstance(item, Group) for item in found) == len(sizes)
    for index in range(sum(sizes)):
        assert records._lines.at(records._lines.line_of(index)) == index
