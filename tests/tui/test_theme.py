"""Contrast of every text on every ground it stands on (WCAG 2.2: 4.5:1, and 7:1 in the contrast theme)."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color

from tui import theme

TEXTS = ("foreground", "text-muted", "primary", "text-error", "text-warning", "text-success")
GROUNDS = ("background", "surface", "primary-muted")
ON_COLOUR = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("button-color-foreground", "primary"),
    ("background", "warning"),
    ("input-cursor-foreground", "input-cursor-background"),
)


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.LABELS)
def test_contrast(name: str) -> None:
    chosen = next(item for item in theme.THEMES if item.name == name)
    tokens = {**chosen.to_color_system().generate(), **chosen.variables}
    least = 7.0 if name == theme.CONTRAST else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(ON_COLOUR)
    low = {pair: round(ratio(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < least} == {}


def test_f2_walks_through_all_themes_and_an_unknown_name_starts_over() -> None:
    seen = [theme.LIGHT]
    for _ in theme.LABELS:
        seen.append(theme.following(seen[-1]))
    assert seen == [*theme.LABELS, theme.LIGHT]
    assert theme.following("dracula") == theme.LIGHT


def test_unknown_theme_in_old_settings_gives_the_dark_one() -> None:
    app: App[None] = App()
    theme.register(app, "weg")
    assert app.theme == theme.DARK
