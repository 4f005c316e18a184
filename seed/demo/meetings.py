"""The weekly meeting of the first municipality: one that was held, with its minutes, and the next one, planned."""

from __future__ import annotations

from datetime import datetime, timedelta

from seed.demo.arrivals import Story
from seed.demo.desk import Desk
from seed.demo.workers import WORKERS
from store.actor import Actor
from store.acts import decisions, meeting_agenda, meeting_items, meeting_run, meeting_table, meetings
from store.codes import AgendaReason, PartnerType
from store.engine.lifecycle import Store
from store.queries.meeting_items import agenda_rows
from store.queries.meeting_shapes import AgendaRow
from store.queries.shared import fetch

MEETING_FROM = 20
"""A demo of fewer signals has too few cases to meet about."""

_QUIET = frozenset({AgendaReason.INACTIVE, AgendaReason.HANDOVER, AgendaReason.WAITLIST})
_AT_TABLE = (PartnerType.HOUSING, PartnerType.POLICE, PartnerType.WELFARE)
_MOST = 12
_THEMES = ("Overlast rond het plein na sluitingstijd", "Eenzame ouderen in de nieuwbouw")
_QUESTIONS = ("Wie legt contact?", "Wie heeft hier een ingang?", "Wie houdt het in het oog?")
_DECISIONS = (
    'samen op huisbezoek @"{worker}" +6wd als de bewoner dat goed vindt; informeren: telefonisch',
    'sociaal beheerder kijkt mee in het trappenhuis @"{partner}" +8wd; informeren: ja, bij het huisbezoek',
    'uitzoeken wie er al bij het gezin komt @"{worker}" +7wd; informeren: nee omdat er nog geen contact is',
)


def weekly(desk: Desk) -> Story:
    """Last week's meeting reached three cases; what was not reached stands on the agenda of the next one."""
    store = desk.setting.store
    yield desk.back(6, 8)
    scribe = Actor(WORKERS[1])
    kinds = fetch(
        store,
        "SELECT q.id, q.has_open_part FROM meeting_kinds q JOIN profiles p ON p.id = q.profile_id"
        " WHERE p.key = ? AND q.active ORDER BY q.id LIMIT 1",
        (desk.profile,),
    )
    for kind_id, has_open_part in kinds:
        partners = _partners(store, desk.profile)
        first = meetings.plan_meeting(
            store, scribe, kind_id, desk.days.back(4), place="Gemeentehuis", chair=WORKERS[2], now=desk.now
        ).id
        meeting_table.set_participants(store, scribe, first, _table(partners), now=desk.now)
        _fill(store, scribe, first, desk.now)
        theme = 0
        if has_open_part:
            everyone = [row_id for row_id, _ in partners]
            theme = meeting_items.add_item(
                store, scribe, first, title=_THEMES[0], partner_ids=everyone, now=desk.now
            ).id
        yield desk.back(4, 10)
        meeting_run.start_meeting(store, scribe, first, now=desk.now)
        if theme:
            decisions.decide_typed(
                store, scribe, theme, f'rondje lopen met de wijkagent @"{WORKERS[0]}" +9wd', now=desk.now
            )
            yield desk.now + timedelta(minutes=7)
            meeting_run.finish_item(store, scribe, theme, now=desk.now)
        for row, line in zip(_talked_about(agenda_rows(store, first)), _DECISIONS, strict=False):
            meeting_run.call_item(store, scribe, row.id, now=desk.now)
            yield desk.now + timedelta(minutes=6)
            text = line.format(worker=WORKERS[0], partner=partners[0][1] if partners else WORKERS[0])
            decisions.decide_typed(store, scribe, row.id, text, now=desk.now)
            meeting_run.finish_item(store, scribe, row.id, call_next=False, now=desk.now)
        following = meeting_run.close_meeting(store, scribe, first, now=desk.now).next_ref.id
        yield desk.back(1, 11)
        _prepare(desk, scribe, following, partners, open_part=bool(has_open_part))


def _partners(store: Store, profile: str) -> list[tuple[int, str]]:
    found = fetch(
        store,
        "SELECT n.id, n.name, n.type FROM partners n JOIN profiles p ON p.id = n.profile_id"
        " WHERE p.key = ? AND n.active ORDER BY n.id",
        (profile,),
    )
    first_of = {kind: (row_id, name) for row_id, name, kind in reversed(found)}
    return [first_of[kind.value] for kind in _AT_TABLE if kind.value in first_of]


def _table(partners: list[tuple[int, str]]) -> tuple[meeting_table.ParticipantInput, ...]:
    team = tuple(meeting_table.ParticipantInput(name=name, is_team=True) for name in WORKERS[1:4])
    return (*team, *(meeting_table.ParticipantInput(partner_id=row_id) for row_id, _ in partners))


def _fill(store: Store, scribe: Actor, meeting: int, now: datetime) -> None:
    """Let the agenda build itself; of a long past only the first items stay."""
    meeting_agenda.build_agenda(store, scribe, meeting, now=now)
    for row in agenda_rows(store, meeting)[_MOST:]:
        meeting_items.remove_item(store, scribe, row.id, now=now)


def _talked_about(rows: tuple[AgendaRow, ...]) -> list[AgendaRow]:
    return [row for row in rows if row.case_id is not None and row.reason not in _QUIET][: len(_DECISIONS)]


def _prepare(
    desk: Desk, scribe: Actor, meeting: int, partners: list[tuple[int, str]], *, open_part: bool
) -> None:
    """Give the next meeting its agenda, questions and partners; its day lies after the day of the demo."""
    store, now = desk.setting.store, desk.now
    held = fetch(store, "SELECT held_on FROM meetings WHERE id = ?", (meeting,))[0][0]
    if held <= desk.days.today.isoformat():
        meetings.change_meeting(store, scribe, meeting, held_on=desk.days.ahead(1), now=now)
    _fill(store, scribe, meeting, now)
    if open_part:
        everyone = [row_id for row_id, _ in partners]
        meeting_items.add_item(store, scribe, meeting, title=_THEMES[1], partner_ids=everyone, now=now)
    rows = [row for row in agenda_rows(store, meeting) if not row.is_theme]
    for row, question in zip(rows, _QUESTIONS, strict=False):
        meeting_items.set_question(store, scribe, row.id, question, now=now)
    for row, (partner, _) in zip(rows, partners, strict=False):
        meeting_items.link_partner(store, scribe, row.id, partner, now=now)
