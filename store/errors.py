"""What can go wrong for a user, in their own words.

Every error a user can cause or meet is a `StoreError` with one Dutch message that says what was wrong, what
was kept and what to do. Messages never hold personal data: they end up on stderr and on shared screens.
"""

from __future__ import annotations

from math import ceil


class StoreError(Exception):
    """A refusal with a sentence for the user; the command line exits with 1 and prints `str(error)`."""


class NotFound(StoreError):
    """The thing asked for is not in this store."""


class Refused(StoreError):
    """The act is not allowed in the present state (status, missing reason, missing field)."""


class NotAllowed(Refused):
    """The role of who sits here does not allow the act, or to see what was asked for."""


class Shielded(NotAllowed):
    """The case (or a signal of it) is shielded from who sits here; `case_id` is what breaking the glass opens."""

    def __init__(self, message: str, case_id: int) -> None:
        super().__init__(message)
        self.case_id = case_id


class Contradicted(Refused):
    """The act goes against what was decided before; asked again with `overrule`, it takes that back and goes on.

    The message names what was decided, by whom and when.
    """


class Conflict(StoreError):
    """Somebody else changed the row since it was read.

    `changed` lists what differs as (field label, value read, value now), for a screen to show.
    """

    def __init__(self, message: str, changed: tuple[tuple[str, str, str], ...] = ()) -> None:
        super().__init__(message)
        self.changed = changed


class InvalidInput(StoreError):
    """Input that cannot be used. `problems` holds one Dutch sentence per field or row, in reading order."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class ProfileError(StoreError):
    """A profile or rule file is wrong; each of `problems` names file, rule or key, and the remedy."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class StoreLocked(StoreError):
    """The passphrase or recovery code does not open this store."""


class TryLater(StoreLocked):
    """Too many wrong tries: `seconds` to wait before the next one. The sentence says so."""

    def __init__(self, message: str, seconds: float) -> None:
        self.seconds = max(1, ceil(seconds))
        count = "1 seconde" if self.seconds == 1 else f"{self.seconds} seconden"
        super().__init__(f"{message} Wacht nog {count} en probeer het dan opnieuw.")
        self.reason = message


class StoreUnusable(StoreError):
    """The store cannot be used here: damaged, made by a newer program, on an unsafe place."""


class StoreDamaged(StoreUnusable):
    """The store or its key file is gone or damaged: a copy that is put back is the way on."""


class StoreOlder(StoreUnusable):
    """The store is of an older version and was not brought up to date, because nobody was there to tell it to."""


class StoreMoved(StoreUnusable):
    """The store was removed, moved or replaced while it was open; what was kept in it can still be saved."""


class DeliveryError(StoreError):
    """A file that is no delivery at all: one clear sentence."""
