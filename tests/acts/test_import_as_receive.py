"""What an import writes is what registering the same report by hand would have written."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.acts.deliveries import import_delivery
from store.acts.inputs import SignalInput
from store.acts.receive import receive_signal
from store.codes import Channel, PartnerType, RowResult
from store.engine.lifecycle import Store
from store.exchange.delivered import Defaults, DeliveredSignal, result_of
from store.exchange.delivery import Delivery, open_delivery
from store.exchange.interpret import interpret
from tests.acts.office import DELFT, ME, NOW, PN, TODAY, moved_in, rows

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"

_SIGNALS = """
SELECT s.number, p.key, s.status, s.received_at, s.registered_at, s.channel, o.name, s.partner_type, s.urgency,
 s.themes, s.acute_danger, s.eviction_threatened, s.children_present, s.in_care, s.facts, s.opinion, s.request,
 s.since, s.frequency, s.earlier_reported, s.aware, s.not_aware_reason, s.visit_safety, s.feedback_wanted,
 s.anonymous, s.arrears_cents, s.external_id, s.case_id, s.team_id, s.created_by, s.version, d.name, a.key, a.street,
 a.street_key, a.house_number, a.addition, a.postcode, a.place, a.described, a.profile_id, a.district_id, r.given,
 r.prefix, r.surname, r.surname_key, r.name_text, r.birth_date, r.birth_year, r.phone, r.bsn,
 r.address_id = s.address_id, r.version, m.partner_id, m.partner_type, m.organisation, m.name, m.role, m.phone,
 m.mail, m.relation, m.may_be_named, m.essential_relative, s.wvggz,
 (SELECT group_concat(c.kind || c.started_on || c.due_on || coalesce(c.stopped_on, '') || c.stop_reason, ' ')
  FROM (SELECT * FROM clocks k WHERE k.signal_id = s.id ORDER BY k.kind) c)
FROM signals s JOIN profiles p ON p.id = s.profile_id LEFT JOIN partners o ON o.id = s.partner_id
LEFT JOIN districts d ON d.id = s.district_id LEFT JOIN addresses a ON a.id = s.address_id
LEFT JOIN residents r ON r.id = s.resident_id LEFT JOIN reporters m ON m.id = s.reporter_id
ORDER BY s.id
"""
_COUNTS = "SELECT (SELECT count(*) FROM addresses), (SELECT count(*) FROM residents), (SELECT count(*) FROM reporters)"


def by_hand(row: DeliveredSignal, profile: str) -> SignalInput:
    """Return the delivered row as somebody would type it over."""
    missing = tuple(problem.text for problem in row.problems if problem.severity == "check")
    return SignalInput(
        received_at=row.received_at or NOW,
        channel=Channel.IMPORT,
        profile=profile,
        partner=row.partner_name,
        partner_type=row.partner_type,
        reporter_name=row.reporter_name,
        reporter_role=row.reporter_role,
        reporter_phone=row.reporter_phone,
        reporter_mail=row.reporter_mail,
        feedback_wanted=bool(row.feedback_wanted),
        anonymous=row.anonymous,
        may_be_named=row.may_be_named,
        street=row.street,
        house_number=row.house_number,
        addition=row.addition,
        postcode=row.postcode,
        place=row.place,
        address_text=row.address_text,
        given=row.resident_given,
        prefix=row.resident_prefix,
        surname=row.resident_surname,
        name_text="" if row.resident_surname else row.resident_text,
        birth_date=row.birth_date,
        birth_year=row.birth_year,
        resident_phone=row.resident_phone,
        bsn=row.bsn,
        themes=row.themes,
        urgency=row.urgency_hint,
        eviction_threatened=row.eviction_threatened,
        facts=row.facts,
        opinion=row.opinion,
        request=row.request,
        earlier_reported=row.reported_before,
        aware=row.aware,
        arrears_cents=row.arrears_cents,
        external_id=row.external_id,
        missing=missing,
    )


def taken_in(delivery: Delivery, partner: tuple[str, PartnerType | None]) -> list[DeliveredSignal]:
    """Return the rows that make a signal, once each."""
    defaults = Defaults(partner[0], partner[1] or delivery.defaults.partner_type, delivery.defaults.arrears)
    found: dict[str, DeliveredSignal] = {}
    for row in delivery.rows():
        one = interpret(row, delivery.mapping, today=TODAY, defaults=defaults, headers=delivery.headers)
        if result_of(one) is not RowResult.REJECTED:
            found.setdefault(one.external_id or str(one.row_number), one)
    return list(found.values())


def compare(template: Path, folder: Path, path: Path, partner: str, kind: PartnerType | None) -> int:
    delivery = open_delivery(path)
    with moved_in(template, folder / "a") as imported, moved_in(template, folder / "b") as typed:
        import_delivery(imported, ME, delivery, path, partner=partner, now=NOW)
        expected = taken_in(delivery, (partner, kind))
        for row in expected:
            receive_signal(typed, ME, by_hand(row, ""), now=NOW)
        _same(imported, typed)
        return len(expected)


def _same(imported: Store, typed: Store) -> None:
    left, right = rows(imported, _SIGNALS), rows(typed, _SIGNALS)
    assert len(left) == len(right)
    for one, other in zip(left, right, strict=True):
        assert one == other
    assert rows(imported, _COUNTS) == rows(typed, _COUNTS)
    numbers = "SELECT key, value FROM counters WHERE key LIKE 'signal%' ORDER BY key"
    assert rows(imported, numbers) == rows(typed, numbers)


@pytest.mark.parametrize(
    ("name", "partner", "kind"),
    [
        ("corporatie-zorgmeldingen.csv", "Rondom Wonen", PartnerType.HOUSING),
        ("politie-e33.xlsx", "Wijkagent", PartnerType.POLICE),
        ("welzijn-signalen.csv", "Onbekende Stichting", None),
        ("welzijn-signalen.csv", "", None),
    ],
)
def test_the_samples(
    name: str, partner: str, kind: PartnerType | None, template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAMPLES / name, tmp_path / name))
    assert compare(template, tmp_path, path, partner, kind) >= 38


HEAD = (
    "Meldnummer",
    "Datum",
    "Straat",
    "Huisnr",
    "Toev",
    "Postcode",
    "Plaats",
    "Huurder",
    "Geb.datum",
    "Soort",
    "Omschrijving",
    "Melder",
    "Functie",
    "Telefoon",
    "Terugkoppeling gewenst",
    "Melder anoniem",
    "Mag genoemd worden",
    "Meldende organisatie",
)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "Datum": st.sampled_from(
                ["03-08-2026", "31-12-2025", "22-11-2026", "30-02-2026", "", "01-01-2027"]
            ),
            "Straat": st.sampled_from(["Kerkstraat", "'s-Gravenweg", "IJsbaan", "", "Oude Delft"]),
            "Huisnr": st.sampled_from(["1", "41", "41 A", ""]),
            "Toev": st.sampled_from(["", "a", "2hoog"]),
            "Postcode": st.sampled_from(["2641 KC", "2624EX", "9999 ZZ", "2631ab", "", "123"]),
            "Plaats": st.sampled_from(["Pijnacker", "Delft", "Nootdorp", "Elders", ""]),
            "Huurder": st.sampled_from(["Vries, A. de", "Yılmaz", "onbekend", "", "fam. El Idrissi"]),
            "Geb.datum": st.sampled_from(["", "01-02-1950", "1951", "32-13-1950"]),
            "Soort": st.sampled_from(["overlast", "vervuiling", "huisuitzetting", "iets anders", ""]),
            "Omschrijving": st.sampled_from(["Doet niet open.", "Stank.", "=1+1"]),
            "Melder": st.sampled_from(["", "Els Bakker"]),
            "Functie": st.sampled_from(["", "wijkconsulent"]),
            "Telefoon": st.sampled_from(["", "0612345678"]),
            "Terugkoppeling gewenst": st.sampled_from(["", "ja", "nee"]),
            "Melder anoniem": st.sampled_from(["", "ja", "nee"]),
            "Mag genoemd worden": st.sampled_from(["", "ja", "nee"]),
            "Meldende organisatie": st.sampled_from(["", "Rondom Wonen", "Woonbron", "Stichting X"]),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(found=_ROWS)
@settings(max_examples=15)
def test_any_list(template: Path, found: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "levering.csv"
        lines = [";".join(HEAD)]
        for number, row in enumerate(found):
            cells: dict[str, Any] = {"Meldnummer": f"M-{number}", **row}
            lines.append(";".join(str(cells[head]) for head in HEAD))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        compare(template, folder, path, "", None)


def test_both_municipalities_take_part(template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLES / "corporatie-zorgmeldingen.csv", tmp_path / "levering.csv"))
    with moved_in(template, tmp_path / "c") as store:
        import_delivery(store, ME, open_delivery(path), path, now=NOW)
        assert {
            key
            for (key,) in rows(store, "SELECT p.key FROM signals s JOIN profiles p ON p.id = s.profile_id")
        } == {
            PN,
            DELFT,
        }
