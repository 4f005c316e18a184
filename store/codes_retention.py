"""Code lists of keeping and destroying; see `store.codes`."""

from __future__ import annotations

from store.codes import Code


class RetentionBasis(Code):
    """Why something is kept for a certain time after it ended: per case or signal, never per person."""

    WMO_PROVISION = "wmo_provision", "Wmo-voorziening"
    PLAN_ONLY = "plan_only", "begeleiding zonder voorziening"
    WITHDRAWN = "withdrawn", "ingetrokken of geen hulp nodig"
    NOT_TAKEN_UP = "not_taken_up", "niet opgepakt"
    FORWARDED = "forwarded", "doorgezet naar een ander"
    REPORTER = "reporter", "contactgegevens van de melder"
    LOG = "log", "regels van het logboek"


class RetentionSubject(Code):
    """What is destroyed when its time is over."""

    CASE = "case", "casus"
    SIGNAL = "signal", "signaal"
    REPORTER = "reporter", "melder"
    LOG = "log", "logboek"
