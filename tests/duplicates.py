"""How well people are recognised, measured on the labelled set in a real store: `python -m tests.duplicates`.

A pair of reports counts as found when the look that the radar and the review of duplicates use finds one from the
other, by indexed columns and the rule together. Precision: of what is called certain or likely, how much is one person.
Recall: of all pairs that are one person, how much is called certain, likely or possible.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from store.acts.areas import address_key
from store.codes import MatchLevel
from store.engine.lifecycle import Store, create_demo_store
from store.queries.look_alikes import look_alikes, near_of, people
from store.text import fold
from tests.labelled_people import Report, labelled

SURE = (MatchLevel.CERTAIN, MatchLevel.LIKELY)


@dataclass(frozen=True)
class Outcome:
    """Pairs by level and whether they are one person, and by the way they differ how many there are and were missed."""

    reports: int
    pairs: int
    found: Counter[tuple[MatchLevel, bool]]
    missed: Counter[str]
    by_way: Counter[str]
    wrong: tuple[tuple[Report, Report, str], ...]

    def right(self, *levels: MatchLevel) -> int:
        """Count the pairs of these levels that are one person."""
        return sum(self.found[level, True] for level in levels)

    @property
    def precision(self) -> float:
        """Of what is called certain or likely, the share that is one person."""
        return self.right(*SURE) / sum(self.found[level, truth] for level in SURE for truth in (True, False))

    @property
    def recall(self) -> float:
        """Of the pairs that are one person, the share that is called certain, likely or possible."""
        return self.right(*MatchLevel) / self.pairs


def fill(store: Store, reports: list[Report]) -> None:
    """Write the reports as records of residents; the id of a record is its place in the list, from one."""
    writer = store.raw_writer()
    writer.execute("BEGIN")
    homes: dict[str, int] = {}
    for row_id, one in enumerate(reports, 1):
        place = one.home
        code = place.postcode.replace(" ", "")
        key = address_key(place.street, place.number, place.addition, code, place.place, "")
        if key not in homes:
            homes[key] = len(homes) + 1
            writer.execute(
                "INSERT INTO addresses (id, key, street, street_key, house_number, addition, postcode, place,"
                " described) VALUES (?,?,?,?,?,?,?,?,'')",
                (
                    homes[key],
                    key,
                    place.street,
                    fold(place.street),
                    place.number,
                    place.addition,
                    code,
                    place.place,
                ),
            )
        writer.execute(
            "INSERT INTO residents (id, given, prefix, surname, surname_key, name_text, birth_date, birth_year, phone,"
            " phone_key, bsn, address_id, version) VALUES (?,?,?,?,?,'',?,?,'',?,'',?,1)",
            (
                row_id,
                one.given,
                one.prefix,
                one.surname,
                fold(one.surname),
                one.birth_date.isoformat() if one.birth_date else None,
                one.birth_year,
                one.phone,
                homes[key],
            ),
        )
    writer.execute("COMMIT")
    writer.close()


def measure(store: Store, reports: list[Report]) -> Outcome:
    """Look for every report among those before it and compare with who is who."""
    run = store.reader().execute
    mates: dict[int, set[int]] = {}
    for row_id, one in enumerate(reports, 1):
        mates.setdefault(one.person, set()).add(row_id)
    found: Counter[tuple[MatchLevel, bool]] = Counter()
    missed: Counter[str] = Counter()
    by_way: Counter[str] = Counter()
    wrong = []
    for row_id, one in enumerate(reports, 1):
        ((_, _, address_id, asked),) = people(run, [row_id])
        alike = look_alikes(run, asked, near_of(run, address_id), without=row_id, before=row_id)
        for other in alike:
            same = reports[other.id - 1].person == one.person
            found[other.match.level, same] += 1
            if not same and other.match.level in SURE:
                wrong.append((one, reports[other.id - 1], " + ".join(other.match.reasons)))
        seen = {other.id for other in alike}
        for mate in mates[one.person]:
            if mate < row_id:
                way = one.way or reports[mate - 1].way
                by_way[way] += 1
                missed[way] += mate not in seen
    return Outcome(len(reports), sum(by_way.values()), found, missed, by_way, tuple(wrong))


def measured(people_count: int = 1_000) -> Outcome:
    """Make the set, put it in a store of its own and measure."""
    reports = labelled(people_count)
    with tempfile.TemporaryDirectory() as folder, create_demo_store(Path(folder) / "proef.store") as store:
        fill(store, reports)
        return measure(store, reports)


def table(outcome: Outcome) -> str:
    """Return the figures as Markdown."""
    lines = ["| niveau | één persoon | twee personen |", "|---|---:|---:|"]
    lines += [
        f"| {level.label} | {outcome.found[level, True]} | {outcome.found[level, False]} |"
        for level in MatchLevel
    ]
    lines += ["", "| verschil tussen de meldingen | paren | niet gevonden |", "|---|---:|---:|"]
    lines += [f"| {way} | {count} | {outcome.missed[way]} |" for way, count in sorted(outcome.by_way.items())]
    return "\n".join(
        [
            f"{outcome.reports} meldingen, {outcome.pairs} paren van één persoon. Precisie van *zeker + waarschijnlijk*"
            f" {outcome.precision:.4f}; volledigheid van *zeker + waarschijnlijk + mogelijk* {outcome.recall:.4f}.",
            "",
            *lines,
        ]
    )


if __name__ == "__main__":
    print(table(measured()))
