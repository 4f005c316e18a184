"""Whatever was done, taking it all back in reverse walks through the very same states."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from seed.catalogue import load_profile
from store.acts import case_work, cases, directory, feedback, receive, route, triage
from store.acts.deliveries import import_delivery
from store.acts.delivery_links import Belongs
from store.acts.links import Recognised, Seen
from store.acts.undo import undo_act
from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    FeedbackOutcome,
    LifeDomain,
    NotTakenUpReason,
    Outcome,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.exchange.delivery import open_delivery
from store.queries.year_check import sums_agree
from tests.acts.office import ME, NOW, PN, asked, content, judged, moved_in, report, rows

STREETS = ("Kerkstraat", "Oranjelaan")
NAMES = ("Visser", "Yılmaz", "")


class Hands:
    """Does acts on whatever signal, case or action a drawn number points at."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.now: datetime = NOW
        self.files = 0

    def _pick(self, table: str, at: int) -> int:
        ids = [row_id for (row_id,) in rows(self.store, f"SELECT id FROM {table} ORDER BY id")]
        return ids[at % len(ids)] if ids else 0

    def receive(self, at: int) -> None:
        data = report(
            street=STREETS[at % 2],
            house_number=at % 3 + 1,
            surname=NAMES[at % 3],
            facts="" if at % 5 else "x",
        )
        receive.receive_signal(self.store, ME, data, now=self.now)

    def amend(self, at: int) -> None:
        data = report(
            street=STREETS[at % 2],
            house_number=at % 3 + 1,
            given="",
            surname=NAMES[at % 3],
            partner="" if at % 2 else "Politie",
            reporter_name="",
            reporter_phone="",
            urgency=list(Urgency)[at % 4],
        )
        receive.amend_signal(self.store, ME, self._pick("signals", at), data, now=self.now)

    def complete(self, at: int) -> None:
        receive.ask_completion(self.store, ME, self._pick("signals", at), "naam", now=self.now)

    def triage(self, at: int) -> None:
        data = judged(
            urgency=list(Urgency)[at % 4],
            themes=(list(Theme)[at % len(Theme)],),
            known_case_id=self._pick("cases", at) or None if at % 2 else None,
            in_care=list(YesNoUnknown)[at % 3],
        )
        triage.triage_signal(self.store, ME, self._pick("signals", at), data, now=self.now)

    def route(self, at: int) -> None:
        team = self._pick("teams", at) if at % 3 == 0 else None
        route.route_signal(
            self.store, ME, self._pick("signals", at), team_id=team, reason="daarom", now=self.now
        )

    def drop(self, at: int) -> None:
        reason = list(NotTakenUpReason)[at % 5]
        triage.not_taken_up(self.store, ME, self._pick("signals", at), reason, now=self.now)

    def reopen_signal(self, at: int) -> None:
        triage.reopen_signal(self.store, ME, self._pick("signals", at), reason="toch", now=self.now)

    def answer(self, at: int) -> None:
        kind = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)[at % 3]
        signal = self._pick("signals", at)
        feedback.settle_feedback(self.store, ME, signal, kind, FeedbackOutcome.GIVEN, now=self.now)

    def confirm(self, at: int) -> None:
        route.confirm_handover(self.store, ME, self._pick("signals", at), now=self.now)

    def status(self, at: int) -> None:
        new = list(CaseStatus)[at % len(CaseStatus)]
        case_id = self._pick("cases", at)
        cases.change_status(self.store, ME, case_id, new, now=self.now, **asked(new, self.now))

    def close(self, at: int) -> None:
        outcome = list(Outcome)[at % len(Outcome)]
        cases.close_case(self.store, ME, self._pick("cases", at), outcome, now=self.now)

    def reopen(self, at: int) -> None:
        cases.reopen_case(self.store, ME, self._pick("cases", at), reason="weer", now=self.now)

    def contact(self, at: int) -> None:
        kind = list(ContactKind)[at % len(ContactKind)]
        case_id = self._pick("cases", at)
        case_work.log_contact(self.store, ME, case_id, kind, reached=at % 2 == 0, now=self.now)

    def action(self, at: int) -> None:
        case_work.add_action(self.store, ME, "Bellen", case_id=self._pick("cases", at), now=self.now)

    def finish(self, at: int) -> None:
        case_work.finish_action(self.store, ME, self._pick("actions", at), now=self.now)

    def note(self, at: int) -> None:
        case_work.add_note(self.store, ME, "Stil.", signal_id=self._pick("signals", at), now=self.now)

    def score(self, at: int) -> None:
        domain = list(LifeDomain)[at % 13]
        case_work.score_domain(self.store, ME, self._pick("cases", at), domain, at % 5 + 1, now=self.now)

    def informed(self, at: int) -> None:
        case_id = self._pick("cases", at)
        review = (self.now + timedelta(days=30)).date()
        case_work.record_informed(
            self.store, ME, case_id, informed=at % 2 == 0, reason="nee", review_on=review, now=self.now
        )

    def rules(self, at: int) -> None:
        shipped = load_profile(PN).rules
        turned = (*shipped[at % 5 :], *shipped[: at % 5])
        directory.apply_rules(self.store, ME, PN, turned, now=self.now)

    def deliver(self, at: int) -> None:
        self.files += 1
        path = self.folder / f"levering-{self.files}.csv"
        path.write_text(
            "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving;Achterstand\n"
            f"M-{self.files};03-08-2026;Kerkstraat;{at % 3 + 1};2641 KC;Pijnacker;Bos, B.;overlast;Roept.;\n"
            f"M-{at % 3};03-08-2026;Oranjelaan;{at % 3 + 1};;Pijnacker;Bos, B.;huurachterstand;;{at % 7 * 100 + 1}\n",
            encoding="utf-8",
        )
        import_delivery(self.store, ME, open_delivery(path), path, partner="Staedion", now=self.now)

    def deliver_known(self, at: int) -> None:
        self.files += 1
        path = self.folder / f"bekend-{self.files}.csv"
        path.write_text(
            "Meldnummer;Datum;Straat;Huisnr;Postcode;Plaats;Huurder;Soort;Omschrijving\n"
            f"K-{self.files};03-08-2026;Kerkstraat;{at % 3 + 1};2641 KC;Pijnacker;Bos, B.;overlast;Weer.\n"
            f"L-{self.files};03-08-2026;Kerkstraat;{at % 3 + 1};2641 KC;Pijnacker;;overlast;Weer.\n",
            encoding="utf-8",
        )
        known = Recognised(self._pick("residents", at), Seen(reasons=("naam",)))
        belongs: dict[int, Belongs] = {2: known, 3: self._pick("cases", at) if at % 2 else known}
        import_delivery(self.store, ME, open_delivery(path), path, belongs=belongs, now=self.now)


ACTS: dict[str, Callable[[Hands, int], None]] = {
    name: thing for name, thing in vars(Hands).items() if callable(thing) and not name.startswith("_")
}
_STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 59), st.integers(0, 3)), min_size=1, max_size=7
)
_BEGIN = [
    ("receive", 5, 0),
    ("triage", 2, 0),
    ("route", 1, 0),
    ("receive", 12, 0),
    ("deliver", 1, 0),
    ("deliver_known", 0, 0),
]


@given(steps=_STEPS)
@settings(max_examples=15)
def test_any_row_of_acts_taken_back_in_reverse_returns_every_state(
    template: Path, steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, moved_in(template, Path(folder)) as store:
        hands = Hands(store, Path(folder))
        states = [content(store)]
        for name, at, days in _BEGIN + steps:
            hands.now += timedelta(days=days)
            try:
                ACTS[name](hands, at)
            except StoreError:
                assert content(store) == states[-1]
            else:
                states.append(content(store))
        assert sums_agree(store)
        done = [row_id for (row_id,) in rows(store, "SELECT id FROM undo_records ORDER BY id")]
        assert len(done) == len(states) - 1
        for row_id in reversed(done):
            states.pop()
            undo_act(store, ME, row_id, now=hands.now)
            assert content(store) == states[-1]
        assert rows(store, "PRAGMA foreign_key_check") == []
