"""Three calm themes: light, dark and high contrast.

One colour for the selected thing (`$primary`, `$block-cursor-*`), one for what is late (`$error`); everything
else is text, quiet text (`$text-muted`) or a thin line (`$border-blurred`). Screens use only these tokens,
never a colour of their own, and never colour alone: late also has a sign and a word. Contrast of text is at
least 4.5:1 (7:1 in the contrast theme) on every surface it stands on (WCAG 2.2, 1.4.3 and 1.4.6);
`tests/tui/test_theme.py` measures it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.theme import Theme

LIGHT = "signaalpunt-licht"
DARK = "signaalpunt-donker"
CONTRAST = "signaalpunt-contrast"

LABELS: Mapping[str, str] = {LIGHT: "licht", DARK: "donker", CONTRAST: "hoog contrast"}
"""Theme name → the word a person reads, in the order F2 walks through them."""


def _theme(
    name: str,
    *,
    dark: bool,
    text: str,
    quiet: str,
    line: str,
    ground: str,
    raised: str,
    accent: str,
    on_accent: str,
    chosen: str,
    late: str,
    today: str,
    good: str,
) -> Theme:
    """Fill Textual's many tokens from thirteen choices."""
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=quiet,
        accent=accent,
        error=late,
        warning=today,
        success=good,
        foreground=text,
        background=ground,
        surface=raised,
        panel=raised,
        boost=raised,
        variables={
            "text": text,
            "text-muted": quiet,
            "text-disabled": quiet,
            "text-primary": accent,
            "text-accent": accent,
            "text-secondary": quiet,
            "text-error": late,
            "text-warning": today,
            "text-success": good,
            "foreground-muted": quiet,
            "foreground-disabled": quiet,
            "primary-muted": chosen,
            "accent-muted": chosen,
            "border": accent,
            "border-blurred": line,
            "surface-active": chosen,
            "block-cursor-background": accent,
            "block-cursor-foreground": on_accent,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": chosen,
            "block-cursor-blurred-foreground": text,
            "block-hover-background": raised,
            "button-color-foreground": on_accent,
            "button-foreground": text,
            "input-cursor-background": accent,
            "input-cursor-foreground": on_accent,
            "input-selection-background": chosen,
            "input-selection-foreground": text,
            "screen-selection-background": chosen,
            "screen-selection-foreground": text,
            "scrollbar": line,
            "scrollbar-hover": quiet,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "link-color": accent,
            "link-color-hover": on_accent,
            "link-background-hover": accent,
        },
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        LIGHT,
        dark=False,
        text="#20262C",
        quiet="#59636D",
        line="#CCD1D4",
        ground="#FBFAF7",
        raised="#F1F0EB",
        accent="#12607A",
        on_accent="#FFFFFF",
        chosen="#DCE9EC",
        late="#A8341A",
        today="#7A5200",
        good="#2C6B3F",
    ),
    _theme(
        DARK,
        dark=True,
        text="#DEE3E6",
        quiet="#98A3AC",
        line="#38424B",
        ground="#14191D",
        raised="#1C2329",
        accent="#7DC3D8",
        on_accent="#0C1418",
        chosen="#22363F",
        late="#F2A285",
        today="#E0BE76",
        good="#93C9A1",
    ),
    _theme(
        CONTRAST,
        dark=True,
        text="#FFFFFF",
        quiet="#D6D6D6",
        line="#9A9A9A",
        ground="#000000",
        raised="#101010",
        accent="#FFE14D",
        on_accent="#000000",
        chosen="#3A3200",
        late="#FFB59C",
        today="#FFE9A0",
        good="#A6F0B8",
    ),
)


def register(app: App[Any], name: str = DARK) -> None:
    """Make the three themes known to `app` and choose `name`; call it in the app's `__init__`.

    An unknown name (an old settings file) gives the dark theme: a wrong setting never stops the program.
    """
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = name if name in LABELS else DARK


def following(name: str) -> str:
    """Return the theme after `name`: light → dark → contrast → light."""
    names = list(LABELS)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
