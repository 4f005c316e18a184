"""`signaalpunt figures`: counts over a year, and nothing about anybody."""

from __future__ import annotations

from tests.cli.conftest import CommandLine


def test_small_counts_are_named_as_such(cli: CommandLine) -> None:
    cli.add()
    shown = cli("figures")
    assert shown.code == 0
    assert "<5: een tot en met vier" in shown.out
    assert not [word for word in ("Visser", "Kerkstraat", "Fatima") if word in shown.out]
    found = cli.done("figures")
    assert (found["signals"], found["people"], found["cases"]["opened"]) == ("<5", "<5", 0)
    assert [one["signals"] for one in found["districts"]] == ["<5"]
    assert {one["kind"] for one in found["terms"]} >= {"triage", "closing", "feedback"}


def test_a_year_to_come_has_no_figures(cli: CommandLine) -> None:
    assert "geen cijfers" in cli.refused("figures", "2999")
