"""Which characters the fonts of a PDF hold; any other is written as its number, for PDF/A refuses a missing glyph."""

from __future__ import annotations

import re
import unicodedata

_HELD = (
    "20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-556 559-58a 58d-58f "
    "591-5c7 5d0-5ea 5ef-5f4 606-60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 683-684 "
    "686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 900-97f e3f e81-e82 e84 e87-e88 e8a e8d e94-e97 e99-e9f "
    "ea1-ea3 ea5 ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160 13a0-13f5 13f8-13fd 17b4-17b5 "
    "17c1-17c3 180b-180d 180f 1ab0-1ace 1d00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d "
    "1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2029 "
    "202f-205f 2070-2071 2074-208e 2090-209c 20a0-20c0 20d0-20f0 2100-2151 2153-2184 2189 2190-23ff "
    "2422-2423 2460-262f 2638-268b 2690-269c 26a0-26a7 26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b "
    "274d 274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-27be 27c0-2b73 2b76-2b95 2b97-2bff "
    "2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f 2e22-2e25 2e2e 3000 3012 3016-3017 301a-301b "
    "a640-a641 a648-a649 a656-a657 a708-a716 a71b-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa "
    "a7f8-a7f9 fb00-fb06 fb13-fb17 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fb52-fb7f "
    "fffc-fffd "
)
"""Code points (hexadecimal, first-last) that Libertinus Serif, DejaVu Sans Mono or New Computer Modern can draw."""


def _outside() -> re.Pattern[str]:
    inside = "".join(
        "-".join(re.escape(chr(int(end, 16))) for end in run.split("-")) for run in _HELD.split()
    )
    return re.compile(f"[^\\n{inside}]")


_OUTSIDE = _outside()
_OUTSIDE_PLAIN = re.compile(r"[^\n\x20-\x7e\xa0-\xff€–—‘’“”•…⟨⟩·×]")


def drawable(text: str, *, plain: bool = False) -> str:
    """Return `text` in NFC with every character that cannot be drawn as ⟨U+1F600⟩; `plain` keeps Latin-1 only."""
    pattern = _OUTSIDE_PLAIN if plain else _OUTSIDE
    return pattern.sub(_number, unicodedata.normalize("NFC", text))


def _number(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0x2400 <= code <= 0x2421:
        code = 0x7F if code == 0x2421 else code - 0x2400
    return f"⟨U+{code:04X}⟩"
