"""Numbers of signals and cases in a line of search, as they are typed. Pure."""

from __future__ import annotations

import re

from store.rules.search_parts import Numbered

_SERIES = r"(?P<series>signaal|casus|sig|cas|s|c)?[ .:#]*"
_NUMBERED = re.compile(_SERIES + r"(?P<year>(?:19|20)[0-9]{2}) ?[-/_.] ?(?P<count>[0-9]{1,9})", re.ASCII)
_JOINED = re.compile(r"(?P<series>c)(?P<year>20[0-9]{2})(?P<count>[0-9]{3,6})", re.ASCII)
_SPACED = re.compile(_SERIES + r"(?P<year>(?:19|20)[0-9]{2}) (?P<count>[0-9]{1,9})", re.ASCII)
_SHORT = re.compile(r"(?:signaal|casus|sig|cas)[ .:#]*(?:nr|nummer)?[ .:#]*(?P<count>[0-9]{1,4})", re.ASCII)


def of_this_year(line: str, year: int) -> Numbered | None:
    """Read the number of a signal or a case without its year ("casus 31")."""
    found = _SHORT.fullmatch(line)
    if found is None:
        return None
    count = int(found["count"])
    return Numbered(
        line, {"s": "signal", "c": "case"}[line[0]], f"{year}-{count:04d}", f"C{year}-{count:03d}"
    )


def numbered(joined: str, *, alone: bool) -> Numbered | None:
    """Read the number of a signal or a case; with a space in it only when it is `alone` or named so."""
    found = _NUMBERED.fullmatch(joined) or _JOINED.fullmatch(joined)
    if found is None:
        found = _SPACED.fullmatch(joined)
        if found is None or not (found["series"] or alone):
            return None
    series, year, count = (found["series"] or "")[:1], found["year"], int(found["count"])
    kind = {"s": "signal", "c": "case"}.get(series, "")
    return Numbered(joined, kind, f"{year}-{count:04d}", f"C{year}-{count:03d}")
