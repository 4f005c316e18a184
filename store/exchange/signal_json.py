"""A signal as JSON, in and out; the schema stands in `docs/signal.schema.json`.

Keys are the identifiers of the field's words. Code values are identifiers; Dutch labels are understood as well.
Nothing is guessed and nothing is dropped in silence: an unknown key or a value that cannot be used is a problem that
names the key, and a signal with problems is not taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from store.acts.inputs import SignalInput
from store.codes import Channel, Code, PartnerType, Theme, Urgency, YesNoUnknown
from store.errors import InvalidInput
from store.local_time import LOCAL_ZONE, now
from store.queries.signals import SignalDetail
from store.rules import normalise
from store.text import fold, one_line

C = TypeVar("C", bound=Code)
MAX_TEXT = 1_000_000
MAX_SIGNALS = 10_000

_TEXTS = {
    "facts",
    "opinion",
    "request",
    "since",
    "frequency",
    "earlier_reported",
    "not_aware_reason",
    "visit_safety",
    "external_id",
    "partner",
    "profile",
}
_FLAGS = {"feedback_wanted", "anonymous", "acute_danger", "eviction_threatened"}
_REPORTER_FLAGS = {"may_be_named", "essential_relative"}
_ANSWERS = {"children_present", "in_care", "aware", "wvggz"}
_NESTED = {
    "reporter": {
        "name": "reporter_name",
        "role": "reporter_role",
        "phone": "reporter_phone",
        "mail": "reporter_mail",
        "relation": "reporter_relation",
        "may_be_named": "may_be_named",
        "essential_relative": "essential_relative",
    },
    "resident": {
        "given": "given",
        "prefix": "prefix",
        "surname": "surname",
        "name": "name_text",
        "birth_date": "birth_date",
        "birth_year": "birth_year",
        "phone": "resident_phone",
        "bsn": "bsn",
    },
    "address": {
        "street": "street",
        "house_number": "house_number",
        "addition": "addition",
        "postcode": "postcode",
        "place": "place",
        "text": "address_text",
    },
}


def read_signals(data: object) -> tuple[SignalInput, ...]:
    """Return the signals of a JSON object or list. Raises `InvalidInput` naming every problem; then none is taken."""
    items = data if isinstance(data, list) else [data]
    if not items:
        raise InvalidInput("De lijst is leeg: er is geen signaal om toe te voegen.")
    if len(items) > MAX_SIGNALS:
        raise InvalidInput(
            f"Meer dan {MAX_SIGNALS} signalen in één keer; gebruik `signaalpunt import` daarvoor."
        )
    problems: list[str] = []
    signals = []
    for index, item in enumerate(items, 1):
        place = f"signaal {index}: " if len(items) > 1 else ""
        reader = _Reader(place, problems)
        signal = reader.signal(item)
        if signal is not None:
            signals.append(signal)
    if problems:
        raise InvalidInput("Er is niets toegevoegd. " + problems[0], tuple(problems[1:]))
    return tuple(signals)


class _Reader:
    """Reads one signal and collects what is wrong with it, in Dutch."""

    def __init__(self, place: str, problems: list[str]) -> None:
        self.place = place
        self.problems = problems

    def wrong(self, key: str, sentence: str) -> None:
        self.problems.append(f"{self.place}{key}: {sentence}")

    def signal(self, item: object) -> SignalInput | None:
        before = len(self.problems)
        if not isinstance(item, Mapping):
            self.wrong("signaal", "verwacht een object met velden, zoals in docs/signal.schema.json.")
            return None
        values: dict[str, Any] = {"received_at": now()}
        for key, value in item.items():
            if value is None:
                continue
            self._field(str(key), value, values)
        if len(self.problems) > before:
            return None
        return SignalInput(**values)

    def _field(self, key: str, value: object, values: dict[str, Any]) -> None:
        name = one_line(key, 40)
        if key in _NESTED:
            if not isinstance(value, Mapping):
                self.wrong(name, "verwacht een object.")
                return
            for inner, part in value.items():
                target = _NESTED[key].get(str(inner))
                if target is None:
                    known = ", ".join(_NESTED[key])
                    self.wrong(f"{name}.{one_line(str(inner), 40)}", f"onbekend veld; bekend zijn {known}.")
                elif part is not None:
                    self._part(f"{name}.{inner}", target, part, values)
        elif key in _TEXTS:
            self._keep(name, key, self._text(name, value), values)
        elif key in _FLAGS:
            self._keep(name, key, self._flag(name, value), values)
        elif key in _ANSWERS:
            self._keep(name, key, self._code(name, YesNoUnknown, value), values)
        elif key in _CODES:
            self._keep(name, key, self._code(name, _CODES[key], value), values)
        elif key == "themes":
            self._themes(name, value, values)
        elif key == "received_at":
            self._keep(name, key, self._moment(name, value), values)
        elif key == "arrears_cents":
            self._keep(name, key, self._number(name, value, 0, 10**12), values)
        else:
            self.wrong(name, "onbekend veld; zie docs/signal.schema.json.")

    def _part(self, name: str, target: str, value: object, values: dict[str, Any]) -> None:
        if target in _REPORTER_FLAGS:
            self._keep(name, target, self._flag(name, value), values)
        elif target == "house_number":
            self._keep(name, target, self._number(name, value, 0, 99_999), values)
        elif target == "birth_year":
            self._keep(
                name, target, self._number(name, value, normalise.FIRST_YEAR, normalise.LAST_YEAR), values
            )
        elif target == "birth_date":
            day = normalise.date_nl(str(value)) if isinstance(value, str) else None
            if day is None:
                self.wrong(name, "geen bestaande datum; schrijf jjjj-mm-dd.")
            else:
                values[target] = day
        elif target == "postcode":
            postcode = normalise.postcode(str(value)) if isinstance(value, str) else None
            if postcode is None:
                self.wrong(name, "geen postcode; schrijf vier cijfers en twee letters.")
            else:
                values[target] = postcode
        else:
            self._keep(name, target, self._text(name, value), values)

    def _keep(self, name: str, key: str, value: object, values: dict[str, Any]) -> None:
        if value is not None:
            values[key] = value

    def _flag(self, name: str, value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        self.wrong(name, "verwacht true of false.")
        return None

    def _text(self, name: str, value: object) -> str | None:
        if not isinstance(value, str):
            self.wrong(name, "verwacht tekst.")
            return None
        if len(value) > MAX_TEXT:
            self.wrong(name, "de tekst is langer dan een miljoen tekens.")
            return None
        return value.encode("utf-8", "replace").decode("utf-8")

    def _number(self, name: str, value: object, lowest: int, highest: int) -> int | None:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            self.wrong(name, f"verwacht een geheel getal van {lowest} tot en met {highest}.")
            return None
        return value

    def _code(self, name: str, codes: type[C], value: object) -> C | None:
        found = read_code(codes, value) if isinstance(value, str) else None
        if found is None:
            self.wrong(
                name, "onbekende waarde; mogelijk zijn " + ", ".join(code.value for code in codes) + "."
            )
        return found

    def _themes(self, name: str, value: object, values: dict[str, Any]) -> None:
        if not isinstance(value, list):
            self.wrong(name, "verwacht een lijst.")
            return
        found = [self._code(name, Theme, one) for one in value]
        values["themes"] = tuple(dict.fromkeys(theme for theme in found if theme is not None))

    def _moment(self, name: str, value: object) -> datetime | None:
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value)
                moment = moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_ZONE)
                if date(1900, 1, 1) <= moment.date() <= date(2200, 1, 1):
                    return moment
            except (ValueError, OverflowError):
                pass
        self.wrong(name, "geen bestaand moment; schrijf jjjj-mm-ddTuu:mm.")
        return None


_CODES: dict[str, type[Code]] = {"channel": Channel, "partner_type": PartnerType, "urgency": Urgency}


def read_code(codes: type[C], text: str) -> C | None:
    """Return the member named by an identifier or by its Dutch label, however written; None when there is none."""
    wanted = fold(text)
    for code in codes:
        if text.strip() == code.value or wanted in (fold(code.value), fold(code.label)):
            return code
    return None


def _value(code: Code | None) -> str | None:
    return None if code is None else code.value


def signal_dict(detail: SignalDetail) -> dict[str, Any]:
    """Return a signal as plain data with the keys of the schema, and its number, status and place besides."""
    return {
        "id": detail.number,
        "status": detail.status.value,
        "version": detail.version,
        "profile": detail.profile_key,
        "received_at": detail.received_at.isoformat(),
        "registered_at": detail.registered_at.isoformat(),
        "channel": detail.channel.value,
        "partner": detail.partner,
        "partner_type": _value(detail.partner_type),
        "reporter": {key: getattr(detail, name) for key, name in _NESTED["reporter"].items()},
        "feedback_wanted": detail.feedback_wanted,
        "anonymous": detail.anonymous,
        "resident": {
            "given": detail.given,
            "prefix": detail.prefix,
            "surname": detail.surname,
            "name": detail.name_text,
            "birth_date": detail.birth_date.isoformat() if detail.birth_date else None,
            "birth_year": detail.birth_year,
            "phone": detail.resident_phone,
            "bsn": detail.bsn,
        },
        "address": {
            "street": detail.street,
            "house_number": detail.house_number,
            "addition": detail.addition,
            "postcode": detail.postcode,
            "place": detail.place,
            "text": detail.address_text,
        },
        "district": detail.district,
        "urgency": _value(detail.urgency),
        "themes": [theme.value for theme in detail.themes],
        **{key: getattr(detail, key) for key in ("acute_danger", "eviction_threatened")},
        **{key: getattr(detail, key).value for key in ("children_present", "in_care", "aware", "wvggz")},
        **{
            key: getattr(detail, key)
            for key in (
                "facts",
                "opinion",
                "request",
                "since",
                "frequency",
                "earlier_reported",
                "not_aware_reason",
                "visit_safety",
                "arrears_cents",
                "external_id",
            )
        },
        "missing": list(detail.missing),
        "team": detail.team,
        "case": detail.case_number or None,
        "not_taken_up_reason": _value(detail.not_taken_up_reason),
        "advice": detail.advice,
        "clocks": [
            {
                "kind": clock.kind.value,
                "started_on": clock.started_on.isoformat(),
                "due_on": clock.due_on.isoformat(),
                "stopped_on": clock.stopped_on.isoformat() if clock.stopped_on else None,
                "stop_reason": clock.stop_reason,
            }
            for clock in detail.clocks
        ],
    }
