"""People are recognised as well as promised, on the labelled set of invented people."""

from __future__ import annotations

from tests.duplicates import measured, table
from tests.labelled_people import WAYS


def test_precision_and_recall_on_the_labelled_set() -> None:
    outcome = measured()
    assert outcome.reports > 3_000
    assert set(WAYS) <= set(outcome.by_way)
    assert outcome.precision >= 0.98, table(outcome)
    assert outcome.recall >= 0.95, table(outcome)
