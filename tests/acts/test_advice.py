"""After advice nothing in the whole store tells any more who it was about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store.acts import case_work, feedback, receive, route, triage
from store.acts.advise import give_advice
from store.acts.deliveries import import_delivery
from store.acts.drafts import save_draft
from store.acts.undo import undo_act, undo_last
from store.codes import ClockKind, FeedbackOutcome, NotTakenUpReason, SignalStatus, Theme
from store.engine.lifecycle import Store
from store.errors import Refused
from store.exchange.delivery import open_delivery
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    case_of,
    clocks,
    everything,
    judged,
    one,
    received,
    report,
    rows,
    triaged,
)

PLANTED: dict[str, Any] = {
    "given": "Zwaantje",
    "prefix": "van",
    "surname": "Plantenga",
    "birth_year": 1903,
    "resident_phone": "06-55512345",
    "bsn": "123456782",
    "street": "Geheimstraat",
    "house_number": 98765,
    "addition": "QX",
    "postcode": "2641ZZ",
    "reporter_name": "Melderman",
    "reporter_role": "achternichtje",
    "reporter_phone": "0182-777666",
    "reporter_mail": "melderman@example.org",
    "reporter_relation": "bovenbuurvrouw",
    "facts": "Roept feitelijkheden.",
    "opinion": "Meningsuiting.",
    "request": "Verzoekschrift.",
    "since": "sindsdien1",
    "frequency": "vaaktijd",
    "earlier_reported": "eerderbij",
    "not_aware_reason": "nietweten",
    "visit_safety": "hondenbeet",
    "external_id": "EXT-445566",
    "arrears_cents": 7654321,
}
TYPED = ("Typegeheim", "Notitiegeheim", "Actiegeheim", "Redengeheim", "Antwoordgeheim", "Conceptgeheim")
WORDS = [
    str(value) for key, value in PLANTED.items() if key not in ("prefix", "birth_year", "house_number")
] + ["98765", "1903", *TYPED]


def _read_by_people(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row without the codes of the log, in which any four figures may stand."""
    found = everything(store, without=frozenset({"log_head"}))
    codes = {"seal", "mac"}
    found["log_entries"] = [
        {key: value for key, value in entry.items() if key not in codes} for entry in found["log_entries"]
    ]
    return found


def left(store: Store) -> list[str]:
    """Return every planted word that still stands in any column of any table."""
    dump = repr(_read_by_people(store)).casefold()
    return [word for word in WORDS if word.casefold() in dump]


def _received(store: Store) -> int:
    return received(store, **PLANTED).id


def _in_a_list(store: Store) -> int:
    both = (report(received_at=NOW), report(received_at=NOW, **PLANTED))
    return receive.receive_signals(store, ME, both, now=NOW)[1].id


def _triaged_twice(store: Store) -> int:
    signal = triaged(store, triage=judged(note="Typegeheim"), **PLANTED)
    triage.triage_signal(store, JORIS, signal.id, judged(note="Typegeheim 2"), now=NOW)
    return signal.id


def _amended(store: Store) -> int:
    signal = received(store, **PLANTED)
    receive.amend_signal(store, ME, signal.id, report(), now=NOW)
    return signal.id


def _taken_back(store: Store) -> int:
    signal = triaged(store, triage=judged(note="Typegeheim"), **PLANTED)
    undo_last(store, ME)
    return signal.id


def _put_aside(store: Store) -> int:
    signal = received(store, **PLANTED)
    return receive.ask_completion(store, ME, signal.id, "Typegeheim vragen", now=NOW).id


def _dropped(store: Store) -> int:
    signal = received(store, **PLANTED)
    triage.not_taken_up(store, ME, signal.id, NotTakenUpReason.OTHER, note="Redengeheim", now=NOW)
    return triage.reopen_signal(store, ME, signal.id, reason="Redengeheim 2", now=NOW).id


def _sent_on(store: Store) -> int:
    signal = triaged(store, triage=judged(themes=(Theme.RENT_ARREARS,)), **PLANTED)
    route.route_signal(store, ME, signal.id, team_id=4, reason="Redengeheim", now=NOW)
    route.confirm_handover(store, ME, signal.id, note="Antwoordgeheim", now=NOW)
    return triage.reopen_signal(store, ME, signal.id, reason="Redengeheim", now=NOW).id


def _answered(store: Store) -> int:
    signal = triaged(store, **PLANTED)
    for kind, outcome in (
        (ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN),
        (ClockKind.FEEDBACK, FeedbackOutcome.REFUSED),
    ):
        feedback.settle_feedback(
            store, ME, signal.id, kind, outcome, note="Antwoordgeheim: ja", body="Antwoordgeheim", now=NOW
        )
    return signal.id


def _written_about(store: Store) -> int:
    signal = received(store, **PLANTED)
    case_work.add_note(store, ME, "Notitiegeheim", signal_id=signal.id, now=NOW)
    action = case_work.add_action(store, ME, "Actiegeheim", signal_id=signal.id, now=NOW)
    case_work.finish_action(store, ME, action.id, note="Actiegeheim", now=NOW)
    return signal.id


def _drafted(store: Store) -> int:
    signal = received(store, **PLANTED)
    for key in ("amend", "triage"):
        save_draft(store, JORIS, f"{key}/{signal.id}/{JORIS.name}", {"facts": "Conceptgeheim"})
    return signal.id


WAYS: dict[str, Callable[[Store], int]] = {
    "received": _received,
    "received in a list": _in_a_list,
    "triaged twice": _triaged_twice,
    "amended": _amended,
    "taken back": _taken_back,
    "put aside": _put_aside,
    "dropped and reopened": _dropped,
    "sent on and reopened": _sent_on,
    "answered": _answered,
    "written about": _written_about,
    "drafted": _drafted,
}


@pytest.mark.parametrize("way", WAYS)
def test_advice_leaves_no_personal_datum_anywhere(way: str, store: Store) -> None:
    signal_id = WAYS[way](store)
    if way != "amended":
        assert "Plantenga" in left(store)
    give_advice(store, ME, signal_id, "Houd contact en bel bij gevaar.", now=NOW)
    assert left(store) == []
    assert one(store, "SELECT status FROM signals WHERE id = ?", signal_id) == SignalStatus.ADVISED.value
    assert clocks(store, signal=signal_id) == {}
    assert rows(store, "PRAGMA foreign_key_check") == []


def test_what_counts_is_kept(store: Store) -> None:
    signal = triaged(store, **PLANTED)
    give_advice(store, ME, signal.id, " Houd contact. ", now=NOW)
    kept = rows(
        store,
        "SELECT s.number, d.name, s.urgency, s.themes, s.advice, s.partner_type FROM signals s"
        " JOIN districts d ON d.id = s.district_id",
    )
    assert kept == [(signal.number, "Pijnacker", "non_acute", " self_neglect ", "Houd contact.", "housing")]


def test_it_stays_out_after_every_earlier_act(store: Store) -> None:
    signal_id = _triaged_twice(store)
    give_advice(store, ME, signal_id, "Houd contact.", now=NOW)
    for (undo_id,) in rows(store, "SELECT id FROM undo_records"):
        with pytest.raises(Refused, match="geen persoonsgegevens bewaard"):
            undo_act(store, ME, undo_id)
    with pytest.raises(Refused, match="staat al op"):
        give_advice(store, ME, signal_id, "Nog eens.", now=NOW)
    with pytest.raises(Refused, match="niets meer vastgelegd"):
        case_work.add_note(store, ME, "Plantenga belde.", signal_id=signal_id, now=NOW)
    with pytest.raises(Refused, match="niets meer vastgelegd"):
        case_work.add_action(store, ME, "Plantenga bellen", signal_id=signal_id, now=NOW)
    assert left(store) == []


def test_a_delivered_row_forgets_too(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "levering.csv"
    path.write_text(
        "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving;Telefoon\n"
        "EXT-445566;03-08-2026;Geheimstraat;98765;2641 ZZ;Pijnacker;Plantenga, Z. van;overlast;"
        "Roept feitelijkheden.;0182-777666\n",
        encoding="utf-8",
    )
    import_delivery(store, ME, open_delivery(path), path, partner="Staedion", now=NOW)
    assert {"Plantenga", "Geheimstraat", "EXT-445566"} <= set(left(store))
    signal_id = one(store, "SELECT id FROM signals")
    give_advice(store, ME, signal_id, "Houd contact.", now=NOW)
    assert left(store) == []
    with pytest.raises(Refused, match="geen persoonsgegevens"):
        undo_last(store, ME)


def test_what_others_point_at_stays(store: Store) -> None:
    neighbour = received(store, street="Geheimstraat", house_number=1, surname="Buurman")
    signal = received(store, street="Geheimstraat", house_number=1, surname="Plantenga")
    give_advice(store, ME, signal.id, "Houd contact.", now=NOW)
    assert rows(store, "SELECT street FROM addresses") == [("Geheimstraat",)]
    assert rows(store, "SELECT surname FROM residents") == [("Buurman",)]
    assert one(store, "SELECT address_id FROM signals WHERE id = ?", neighbour.id) is not None
    undo_id = one(store, "SELECT min(id) FROM undo_records WHERE act = 'receive_signal'")
    undo_act(store, ME, undo_id)


def test_a_case_it_was_linked_to_keeps_its_own_file(store: Store) -> None:
    signal = triaged(store, **PLANTED)
    routed = route.route_signal(store, ME, signal.id, now=NOW)
    case_id = case_of(store, routed)
    case_work.record_informed(store, ME, case_id, informed=True, now=NOW + timedelta(days=1))
    triage.reopen_signal(store, ME, signal.id, reason="hoort hier niet", now=NOW)
    give_advice(store, ME, signal.id, "Houd contact.", now=NOW)
    dump = repr(everything(store, without=frozenset({"residents", "addresses"}))).casefold()
    assert "feitelijkheden" not in dump
    assert "plantenga" not in dump
    assert one(store, "SELECT r.surname FROM cases c JOIN residents r ON r.id = c.resident_id") == "Plantenga"
