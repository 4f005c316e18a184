"""Delen: who got what of this case, what the resident agreed to, how the resident sees it."""

from __future__ import annotations

from collections.abc import Sequence

from store.codes import PartnerType
from store.local_time import day_year
from store.queries.sharing import (
    ConsentView,
    DisclosureView,
    consents,
    disclosures,
    resident_view,
)
from tui.forms.export_words import withheld_fields
from tui.screens.case_views.base import CaseData, ListView, when
from tui.widgets.field_text import BLANK, Field
from tui.widgets.rows import Column, Row

SHARED, AGREED, VIEW = "Gedeeld", "Toestemming", "Zienswijze"


class SharingView(ListView):
    """Disclosures, consents and the resident's view; the chosen one whole beside it."""

    TITLE = "Delen"
    COLUMNS = (
        Column("Wanneer", width=16, align="right", style="quiet"),
        Column("Wie", fraction=3),
        Column("Wat", width=14, style="state"),
        Column("Waarom mag het", fraction=2, style="quiet", min_screen=110),
    )
    EMPTY = (
        "Er is nog niets gedeeld. Met e maakt u een bestand voor een ander; met t legt u toestemming van de "
        "betrokkene vast, met w de zienswijze."
    )

    _data: CaseData | None = None
    _shared: dict[str, DisclosureView]
    _agreed: dict[str, ConsentView]
    _view = ""

    @property
    def consent(self) -> ConsentView | None:
        """The chosen consent."""
        return self._agreed.get(self.chosen) if self._data is not None else None

    def show(self, data: CaseData) -> None:
        """Show what was shared, newest first; then what was agreed to."""
        self._data = data
        case_id = data.detail.head.id
        self._shared = {f"d{one.id}": one for one in disclosures(data.store, case_id)}
        self._agreed = {f"c{one.id}": one for one in consents(data.store, case_id)}
        self._view = resident_view(data.store, case_id)
        rows = [
            Row(key, (when(one.at, data.today), one.recipient, one.level.label, one.basis.label), "", SHARED)
            for key, one in self._shared.items()
        ]
        rows += [
            Row(
                key,
                (
                    day_year(one.given_on),
                    one.organisation or "iedereen die helpt",
                    "ingetrokken" if one.withdrawn_on else "geldt",
                    one.scope,
                ),
                "" if one.withdrawn_on else "done",
                AGREED,
            )
            for key, one in self._agreed.items()
        ]
        if self._view:
            rows.append(Row("view", ("", "betrokkene", "eigen woorden", ""), "", VIEW))
        self.put(rows)

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return a disclosure, a consent or the view whole."""
        data = self._data
        if data is None:
            return ()
        if row_id in self._shared:
            return _disclosure(self._shared[row_id], data)
        if row_id in self._agreed:
            return _consent(self._agreed[row_id])
        return [
            Field(value="Zienswijze van de betrokkene", style="strong"),
            BLANK,
            Field(value=self._view),
            BLANK,
            Field(value="w past dit aan.", style="quiet"),
        ]


def _disclosure(one: DisclosureView, data: CaseData) -> list[Field]:
    kind = "" if one.recipient_type == PartnerType.OTHER else f" ({one.recipient_type.label})"
    informed = "ja" if one.informed else f"nee: {one.reason}"
    fields = [
        Field(value=f"{one.recipient}{kind}", style="strong"),
        Field(value=f"{when(one.at, data.today)} · {one.by}", style="quiet"),
        BLANK,
    ]
    if one.person:
        fields.append(Field("Persoon", one.person))
    fields += [
        Field("Niveau", one.level.label),
        Field("Doel", one.purpose),
        Field("Grondslag", one.basis.label),
        Field("Noodzaak", one.necessity),
        Field("Op de hoogte", informed),
    ]
    if one.review_on is not None:
        passed = one.review_on <= data.today
        fields.append(Field("Kijk opnieuw", day_year(one.review_on), "today" if passed else ""))
    fields += [BLANK, Field("Bestand", one.file_name), Field("SHA-256", one.short_hash, "quiet")]
    if one.destroy_after is not None:
        fields.append(Field("Vernietigen na", day_year(one.destroy_after)))
    if one.withheld:
        fields += [BLANK, Field(value="WEGGELATEN, EN WAAROM", style="title")]
        fields += [BLANK, *withheld_fields(one.withheld)]
    return fields


def _consent(one: ConsentView) -> list[Field]:
    holds = one.withdrawn_on is None
    fields = [
        Field(value=one.organisation or "Iedereen die helpt", style="strong"),
        Field(
            value="Deze toestemming geldt." if holds else "Deze toestemming is ingetrokken.", style="quiet"
        ),
        BLANK,
        Field("Waarvoor", one.scope or "alles wat nodig is"),
        Field("Gegeven op", day_year(one.given_on)),
    ]
    if one.withdrawn_on is not None:
        fields.append(Field("Ingetrokken op", day_year(one.withdrawn_on)))
    if one.note:
        fields.append(Field("Hoe", one.note))
    fields.append(Field("Vastgelegd door", one.by, "quiet"))
    if holds:
        fields += [BLANK, Field(value="k trekt deze toestemming in.", style="quiet")]
    return fields
