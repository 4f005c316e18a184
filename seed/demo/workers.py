"""The invented people who work with the demo store."""

from __future__ import annotations

from store.codes import Role

WORKERS = (
    "Fatima E.",
    "Joost V.",
    "Anneke D.",
    "Büşra K.",
    "Sjoerd W.",
    "Chantal M.",
    "Ruben T.",
)
"""The first one, the coordinator, is who works at the desk when the demo opens; all are of the own teams."""

BESIDE = (
    ("Mirjam H.", Role.COORDINATOR),
    ("Willem O.", Role.WORKER),
    ("Hatice Y.", Role.READER),
    ("Gerben S.", Role.LOG_KEEPER),
)
"""Who works with the store without being of an own team: from them a shielded case is hidden."""

SHIELDED_REASON = "Familie van een collega."
"""Why the one shielded case of the demo is so."""
