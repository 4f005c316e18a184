"""What a reporter is owed."""

from __future__ import annotations


def owes_confirmation(*, feedback_wanted: bool, organisation: str, phone: str, mail: str) -> bool:
    """Return whether a confirmation can and must be sent within its term (own norm, 2 working days).

    Somebody who asked to hear back is owed one; so is anybody who can be reached: an organisation, or a person
    with a telephone number or mail address. A report nobody can be called back about starts no clock.
    """
    return bool(feedback_wanted or organisation or phone or mail)
