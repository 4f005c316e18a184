"""The invented people who work with the demo store."""

from __future__ import annotations

WORKERS = (
    "Fatima E.",
    "Joost V.",
    "Anneke D.",
    "Büşra K.",
    "Sjoerd W.",
    "Chantal M.",
    "Ruben T.",
)
"""The first one is who works at the desk when the demo opens."""
