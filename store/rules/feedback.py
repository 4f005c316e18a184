"""What a reporter is owed, and whether the Wvggz decides what a reporter hears."""

from __future__ import annotations

from store.codes import YesNoUnknown


def owes_confirmation(*, feedback_wanted: bool, organisation: str, phone: str, mail: str) -> bool:
    """Return whether a confirmation can and must be sent within its term (own norm, 2 working days).

    Somebody who asked to hear back is owed one; so is anybody who can be reached: an organisation, or a person
    with a telephone number or mail address. A report nobody can be called back about starts no clock.
    """
    return bool(feedback_wanted or organisation or phone or mail)


def is_wvggz(answer: YesNoUnknown, *, went_there: bool) -> bool:
    """Return whether a report counts as one under article 5:2 of the Wvggz.

    What somebody said of it decides. When nobody said anything, it counts when the signal or its case went that way
    (`went_there`): telling an outcome to whom it is not for cannot be taken back.
    """
    return went_there if answer == YesNoUnknown.UNKNOWN else answer == YesNoUnknown.YES
